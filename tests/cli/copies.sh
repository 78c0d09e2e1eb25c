#!/bin/sh
# One wire text under several addresses, a report in other words, a retelling.
. "$(dirname "$0")/lib.sh"
pages=$here/../data/pages
db=$home/copies.db

# page NAME URL: the article as another site has it
page() {
	sed "s|<head>|<head><link rel=canonical href=$2>|" \
		"$pages/wordpress.html" >"$home/$1.html"
}

page one https://a.example/freed
page two https://b.example/2025/freed
# another lead, the same body
sed 's|Minsk freed 42 prisoners on Monday, and a bus|A bus left at dawn, and it|' \
	"$home/two.html" >"$home/three.html"
sed -i 's|b.example/2025|mb6k2s.c97.org|' "$home/three.html"

want 0 --store "$db" import --source one "$home/one.html"
want 0 --store "$db" list news --columns copies --format csv
says '^1'
lines 2
want 0 --store "$db" import --source two "$home/two.html"
want 0 --store "$db" import --source three "$home/three.html"
want 0 --store "$db" import --source other "$pages/rights_group.html"
want 0 --store "$db" list news --columns url,copies --format csv
says '^https://a.example/freed,3'
says '^https://b.example/2025/freed,3'
says '^https://mb6k2s.c97.org/freed,3'
[ "$(grep -c ',1' "$out")" -eq 1 ] || fail "the other report is no copy"
# a mirror has the publisher's name
want 0 --store "$db" list news 'publisher:charter' --format json
lines 1
says '"publisher":"Charter 97"'
# what machines compare is not shown
id=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$out")
want 0 --store "$db" show "$id"
if grep -q 'story' "$out"; then fail "marks are shown"; fi
# its links are lines at the end of the text
says '^    \[1\] https://'
# an edited text is compared as it is now
want 0 --store "$db" import --source three --url https://mb6k2s.c97.org/freed \
	"$pages/plain_site.html"
want 0 --store "$db" list news --columns url,copies --format csv
says '^https://a.example/freed,2'

# what a retelling says gives way to a report, though it is newer
cat >"$home/report.html" <<'EOF'
<html lang=en><head><link rel=canonical href=https://c.example/r>
<meta property=article:published_time content=2025-12-13><title>Freed</title></head>
<body><p>Minsk freed 12 prisoners on 12 December 2025.</p>
<table><tr><th>Name</th><th>Role</th><th>Sentence</th></tr>
<tr><td>Jan Prykladny</td><td>Lawyer</td><td>5 years</td></tr></table></body></html>
EOF
sed 's|c.example/r|europ.info/r|; s|2025-12-13|2025-12-14|; s|5 years|2 years|' \
	"$home/report.html" >"$home/retold.html"
want 0 --store "$db" import --source mixed "$home/report.html" "$home/retold.html"
want 0 --store "$db" list releases --format json --columns name,sentence,disputed
says '"sentence":"5 years","disputed":true'
finish
