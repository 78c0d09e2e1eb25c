#!/bin/sh
# One event that hundreds of articles tell in nearly the same words costs little
# more than to read them: no row, link or check may ask all the others again.
# Held against the same feed read and not stored, which no machine changes.
. "$(dirname "$0")/lib.sh"
most=12

awk -v n=500 'BEGIN {
	print "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>" \
		"<title>Invented</title>"
	for (i = 1; i <= n; i++) {
		url = "https://news.example/" i
		print "<item><title>Item " i "</title><link>" url "</link>" \
			"<guid>" url "</guid><pubDate>Sat, 03 May 2025 10:00" \
			":00 GMT</pubDate><description><![CDATA["
		for (k = 1; k <= 12; k++)
			print "<p>Country " i " freed " (i + k) % 90 + 2 \
				" people on " (i % 27) + 1 " May 2025, and " \
				"officials said that talks would go on. Rights" \
				" groups counted about 1,100 who are held, and" \
				" asked for access to each colony.</p>"
		print "]]></description></item>"
	}
	print "</channel></rss>"
}' >"$home/feed.xml"

# spent COMMAND...: hundredths of a second of the processor, of it alone.
spent() {
	bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1' sh "$@" 2>&1 |
		awk '{ printf "%d\n", ($1 + $2) * 100 + 1 }'
}

if ! command -v bash >/dev/null; then
	echo 'no bash here, which tells the time of the processor'
	exit 77
fi
dry=$(spent "$THAW" import --dry-run --quiet --format rss "$home/feed.xml")
whole=$(spent "$THAW" import --quiet --source feed --format rss \
	"$home/feed.xml")
want 0 list news is:any --limit 9999 --columns url --format csv
lines 501
echo "read: $dry, read and stored: $whole hundredths of a second"
[ "$whole" -le $((dry * most)) ] ||
	fail "500 articles alike cost more than $most times what reading costs"
finish
