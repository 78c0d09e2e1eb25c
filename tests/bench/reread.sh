#!/bin/sh
# Kept articles read again after a rule has changed, on one processor: how many a
# second with all that belongs to it (the store, the sealed process), the first
# time and when nothing is new.
#
#   ITEMS=10000     invented ones, of some 3 KB
set -u
thaw=${THAW:-./thaw}
items=${ITEMS:-10000}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
HOME=$dir XDG_DATA_HOME=$dir/data XDG_CONFIG_HOME=$dir/config
export HOME XDG_DATA_HOME XDG_CONFIG_HOME
one=
command -v taskset >/dev/null && one='taskset -c 0'

# part FROM UNTIL: a feed may hold no more than so many claims.
part() {
	awk -v from="$1" -v n="$2" 'BEGIN {
	print "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=" \
		"\"http://purl.org/rss/1.0/modules/content/\"><channel>" \
		"<title>Invented</title>"
	for (i = from; i <= n; i++) {
		url = "https://news.example/" i
		print "<item><title>Item " i "</title><link>" url "</link>" \
			"<guid>" url "</guid><pubDate>Sat, 03 May 2025 10:00" \
			":00 GMT</pubDate><content:encoded><![CDATA["
		for (k = 1; k <= 12; k++)
			print "<p>Country " i " freed " (i + k) % 90 + 2 \
				" people on " (i % 27) + 1 " May 2025, and " \
				"officials said that talks would go on. Rights" \
				" groups counted about 1,100 who are held, and" \
				" asked for access to each colony.</p>"
		print "]]></content:encoded></item>"
	}
	print "</channel></rss>"
}'
}
at=1
from=$(date +%s%N)
while [ $at -le "$items" ]; do
	until=$((at + 1999))
	[ $until -le "$items" ] || until=$items
	part $at $until >"$dir/feed.xml"
	$one "$thaw" import --quiet --source feed --format rss \
		"$dir/feed.xml" || exit 1
	at=$((until + 1))
done
to=$(date +%s%N)
awk -v n="$items" -v t=$((to - from)) 'BEGIN {
	printf "import in parts: %d articles in %.1f s, %d a second" \
		" on one processor\n", n, t / 1e9, n * 1e9 / t }'

for what in 'by other rules' 'unchanged'; do
	from=$(date +%s%N)
	$one "$thaw" reread --quiet feed 2>/dev/null || exit 1
	to=$(date +%s%N)
	awk -v n="$items" -v t=$((to - from)) -v what="$what" 'BEGIN {
		printf "reread, %s: %d articles in %.1f s, %d a second" \
			" on one processor\n", what, n, t / 1e9, n * 1e9 / t }'
done
