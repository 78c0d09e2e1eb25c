#!/bin/sh
# Broken and hostile files: a message with the file's name, nothing lost, and
# no byte of theirs steers the terminal.
. "$(dirname "$0")/lib.sh"
esc=$(printf '\033')
html=$here/../../assets/starter/article.html

want 0 list releases --format json
cp "$out" "$home/before"

unchanged() {
	want 0 list releases --format json
	cmp -s "$out" "$home/before" || fail "$1: the store has changed"
}

# refuses FILE: exit 1, the name, and everything stays
refuses() {
	want 1 import "$@"
	silent
	complains "$(basename "$1")"
	clean "$err"
	unchanged "$1"
}

: >"$home/empty.html"
refuses "$home/empty.html"
refuses "$home/missing.html"
refuses "$home"
want 1 import - </dev/null
complains 'stdin|-: '
head -c 4096 /dev/urandom >"$home/noise.bin"
refuses "$home/noise.bin"
printf '<rss version="2.0"><channel><item><title>a</ti' >"$home/cut.rss"
refuses "$home/cut.rss" --format rss
printf '\037\213\010\000\000\000\000\000\000\003\113' >"$home/cut.gz"
refuses "$home/cut.gz"

# ten thousand open elements, as a page and as a feed
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "<div>"; print "x" }' \
	>"$home/deep.html"
run import "$home/deep.html"
[ "$code" -le 1 ] || fail "deep.html: exit $code"
awk 'BEGIN { printf "<rss>"; for (i = 0; i < 10000; i++) printf "<a>" }' \
	>"$home/deep.xml"
refuses "$home/deep.xml" --format rss

# a billion laughs
cat >"$home/laughs.xml" <<'EOT'
<?xml version="1.0"?>
<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;">]>
<rss version="2.0"><channel><item><title>&d;</title></item></channel></rss>
EOT
refuses "$home/laughs.xml" --format rss

# escapes, C1, bidi and bad UTF-8 in names and titles
sed "s/Ales Bialiatski/Ales ${esc}[31mB${esc}]0;gotcha\\x07ialiatski/
	s/Maria Kalesnikava/Maria $(printf '\342\200\256')avakinselaK/
	s/Andrei Sannikov/Andrei $(printf '\377\302\233')31mSannikov/" \
	"$html" >"$home/escape.html"
run import "$home/escape.html" --source escape
[ "$code" -le 1 ] || fail "escape.html: exit $code"
clean "$err"
for f in table csv tsv json md; do
	for v in releases news brief events sanctions; do
		want 0 list "$v" --format "$f"
		clean "$out"
	done
done
want 0 list releases source:escape --format csv --columns id
for id in $(tr -d '\r' <"$out" | sed 1d); do
	want 0 show "$id"
	clean "$out"
	want 0 show "$id" --format json
	json
done
want 0 import --dry-run "$home/escape.html"
clean "$out"
want 1 show "Nobody ${esc}[2J"
clean "$err"
want 2 "no${esc}[2Jsuch"
clean "$err"
finish
