#!/bin/sh
# Exports: whole or not at all, every view in every format, and what others make
# of them where such programs are here.
. "$(dirname "$0")/lib.sh"

# --- one view, each format that has a place for it ---
for v in releases events sanctions conflicts; do
	for f in claimreview csv ftm html ics json md table tsv; do
		[ $v.$f != conflicts.ics ] || continue
		want 0 export $v --format $f -o "$home/$v.$f"
		silent "export -o"
		[ -s "$home/$v.$f" ] || fail "$v.$f is empty"
		[ "$(stat -c %a "$home/$v.$f")" = 600 ] || fail "$v.$f: mode"
		clean "$home/$v.$f"
	done
done
for f in ftm claimreview; do
	want 2 export changes --format $f
	silent "export changes --format $f"
	complains 'no place for rows of changes; valid: releases events'
done
want 2 export news --format ics
complains 'valid: releases events sanctions designations'

# --- the report loads nothing, runs nothing, and names its sources ---
html=$home/sanctions.html
for what in '<script' 'src=' '@import' 'url(' 'javascript:' ' style='; do
	grep -qiF -- "$what" "$html" && fail "the report has $what"
done
for what in "default-src 'none'" '<svg ' 'role="img"' '<html lang="en">' \
	'scope="col"' 'id="s1"' 'rel="noopener noreferrer"' '≠ disputed' \
	'What the store held' 'prefers-color-scheme' '@media print' '<q lang="en"'
do
	grep -qF -- "$what" "$html" || fail "the report lacks $what"
done
# --- what is counted is drawn, and told to whoever does not see it ---
grep -q 'class="picture heat"' "$html" || fail "no table of shades"
pictures=$(grep -c 'class="picture stack"' "$home/releases.html")
[ "$pictures" = 3 ] || fail "$pictures stacked bars, not 3"
for what in '<desc id="roles-text">' 'aria-labelledby="roles-title roles-text"' \
	'who has two roles stands in both'; do
	grep -qF -- "$what" "$home/releases.html" || fail "no $what"
done
[ "$(grep -o ' id="[^"]*"' "$home/releases.html" | sort | uniq -d | wc -l)" = 0 ] ||
	fail "an id stands twice"
# every number leads to a source
grep -o 'href="#s[0-9]*"' "$html" | sort -u | sed 's/href="#\(.*\)"/\1/' |
while read -r id; do
	grep -q "id=\"$id\"" "$html" || echo "$id"
done >"$home/lost"
[ ! -s "$home/lost" ] || fail "numbers without a source: $(head -1 "$home/lost")"
want 0 export sanctions jurisdiction:US --format html
says '<code>jurisdiction:US</code>'
want 0 export releases --as-of 2025-12-31 --format html
says 'what was known on 2025-12-31'
want 0 export releases 'name:nobody' --format html
says '>No rows\.<'

# --- conflicts: every side, and no verdict but the user's ---
want 0 export conflicts --format claimreview
grep -q reviewRating "$out" && fail "thaw has given a verdict"
says '"claimReviewed":"Andrei Sannikov: freed'
want 0 list conflicts --format tsv --columns id,subject
id=$(awk -F '\t' '$2 ~ /Sannikov/ { print $1; exit }' "$out")
want 0 verdict "$id" error --note 'two releases are mixed'
want 0 export conflicts --format claimreview
says '"reviewRating":\{"@type":"Rating","alternateName":"'
says '"ratingExplanation":"two releases are mixed"'
grep -q "\"name\":\"$(id -un)\"" "$out" && fail "the account is named"
want 0 export conflicts --format html
says 'Verdict: .*two releases are mixed'

# --- all views ---
want 0 export all --format html -o "$home/all.html"
for v in releases events sanctions recommendations news brief; do
	grep -q "<h2 id=\"v-$v\">" "$home/all.html" || fail "all lacks $v"
done
[ "$(grep -c '<!DOCTYPE' "$home/all.html")" = 1 ] || fail "two pages in one"
want 0 export all --format json
says '^\{"view":"releases","id":"p-'
says '^\{"view":"sanctions","id":"m-'
grep -q '"view":"watches"' "$out" && fail "watches are exported"
want 0 export all --format ics
[ "$(grep -c '^BEGIN:VCALENDAR' "$out")" = 1 ] || fail "two calendars in one"
want 0 export all --format ftm
ids=$(sed 's/^{"id":"\([^"]*\)".*/\1/' "$out" | sort | uniq -d)
[ -z "$ids" ] || fail "ids twice: $ids"
want 0 export all 'role:hrd' --format json
says '"view":"releases"'
complains 'left out, since the filter means nothing there: events'
want 2 export all nonsense:1 --format json
silent "export all nonsense:1"
want 2 export all --format json --columns id
want 2 export all
complains 'a file for each view'
want 0 export all -o "$home/folder"
for v in releases events sanctions news; do
	[ -s "$home/folder/$v.csv" ] || fail "no $v.csv"
done
want 1 export all -o "$home/sanctions.html"
complains 'is no folder'

# --- whole or not at all ---
echo before >"$home/kept.csv"
want 2 export releases nonsense:1 -o "$home/kept.csv"
want 2 export releases --format nonsense -o "$home/kept.csv"
[ "$(cat "$home/kept.csv")" = before ] || fail "a failed export took the place"
[ ! -e "$home/kept.csv.new" ] || fail "a half file is left"
ln -s "$home/kept.csv" "$home/link.csv"
want 0 export releases -o "$home/link.csv"
[ -L "$home/link.csv" ] || fail "the link was replaced"
grep -q '^id,name' "$home/kept.csv" || fail "what it leads to was not"
want 1 export releases -o "$home/no/such/folder.csv"
complains 'cannot'
want 1 export releases -o "$home"
complains 'is a folder'
want 2 export
want 2 export nonsense
want 2 export releases -o ''
if [ -w /dev/full ]; then
	for f in csv html ftm ics claimreview md; do
		want 1 export sanctions --format $f -o /dev/full
		complains 'cannot write'
	done
fi
# Behind a > that is a file; nobody may take its place in /dev.
before=$(ls -l /dev/stdout | sed 's/.* //')
want 0 export events --format md -o /dev/fd/1
[ "$(ls -l /dev/stdout | sed 's/.* //')" = "$before" ] ||
	fail "/dev/stdout was replaced"
says '^\| Date '
says '^## Sources'
want 0 list events --format md
grep -q Sources "$out" && ! grep -q '^## Sources' "$out" ||
	fail "list --format md has changed"

# --- a table goes to a program that would reckon ---
cat >"$home/sums.csv" <<'END'
name,role,released
=1+1,journalist,2025-12-13
+375 29 1234567,journalist,2025-12-13
END
want 0 import --source own --format csv "$home/sums.csv"
want 0 export releases sources:own --format csv
grep -Eq '(^|,)"?=1' "$out" && fail "a formula in CSV"
says "'=1\+1"
want 0 export releases sources:own --format json
says '"name":"=1\+1"'

# --- what comes back ---
want 0 import --dry-run --source back --format csv "$home/releases.csv"
says '"name":\[\{"value":"Ales Bialiatski"'

# --- others read it, where they are here ---
if command -v jq >/dev/null; then
	jq -e '.properties | type == "object" and all(.[]; type == "array")' \
		"$home/sanctions.ftm" >/dev/null || fail "jq: ftm"
	jq -e '."@graph" | length > 0 and all(.[]; ."@type" == "ClaimReview"
		and has("claimReviewed") and (has("reviewRating") | not))' \
		"$home/sanctions.claimreview" >/dev/null ||
		fail "jq: claimreview"
else
	echo "jq is not here: JSON is only looked at"
fi
if command -v xmllint >/dev/null; then
	for page in sanctions releases; do
		{
			echo '<drawings>'
			sed -n '/^<svg/,/^<\/svg>/p' "$home/$page.html"
			echo '</drawings>'
		} >"$home/$page.svg"
		xmllint --noout "$home/$page.svg" ||
			fail "xmllint: the drawings of $page"
	done
else
	echo "xmllint is not here: the drawing is only looked at"
fi

# --- lines of a calendar ---
awk 'BEGIN { RS = "\r\n" } length($0) > 75 { bad = 1 } END { exit bad }' \
	"$home/sanctions.ics" || fail "a long line in the calendar"
[ "$(grep -c '^UID:' "$home/sanctions.ics")" = \
  "$(grep '^UID:' "$home/sanctions.ics" | sort -u | wc -l)" ] ||
	fail "a UID stands twice"
finish
