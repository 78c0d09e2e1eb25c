#!/bin/sh
# The real lists, where there is a copy: how many parties each has, by its own
# programme and not by text, and that a corrected number is no delisting.
. "$(dirname "$0")/lib.sh"
lists=${THAW_TEST_DATA:-}/sanctions
if [ -z "${THAW_TEST_DATA:-}" ] || [ ! -d "$lists" ]; then
	echo "THAW_TEST_DATA is not set: no real lists to read"
	exit 77
fi
count() {	# count N FILTER...
	n_rows=$1
	shift
	want 0 list designations "$@" --format json --columns id
	lines "$n_rows"
}

want 0 import "$lists"/eu/FULL-1_1-reconstructed-2026-02.xml.gz
want 0 import "$lists"/uk/UK-Sanctions-List-reconstructed-2026-08-22.xml.gz
want 0 import "$lists"/ca/sema-lmes-2025-05.xml
want 0 import "$lists"/un/consolidated-2026-02-27.xml
want 0 import "$lists"/us-ofac-cons/consolidated-2025-03-28.xml
want 0 import "$lists"/eu/32006R0765.csv
want 0 import "$lists"/us-ofac-sdn/series/sdn-2024-05-03-*.csv.gz \
	--as-of 2024-05-03
count 5860 list:eu-fsf
count 369 list:eu-fsf programme:BLR
count 312 list:eu-fsf programme:BLR kind:person
count 6349 list:gb-uksl
count 167 list:gb-uksl programme:GB-BLR
count 167 list:gb-uksl 'programme:*Belarus*'
count 4759 list:ca-sema
count 320 list:ca-sema programme:Belarus
count 730 list:un-sc kind:person
count 273 list:un-sc kind:entity
count 443 list:us-ofac-cons
count 408 list:eu-journal programme:EU-BLR
count 14965 list:us-ofac-sdn
count 232 list:us-ofac-sdn 'programme:BELARUS*'
count $((369 + 167 + 320 + 408 + 232)) programme:BLR

# The names that the EU's file has, by another tool.
names=$("$THAW" list designations list:eu-fsf --format json \
	--columns name,other_names 2>/dev/null |
	sed 's/^{"name"://; s/"other_names"://' | grep -o '"[^"]' | wc -l)
[ "$names" -gt 29000 ] || fail "$names names of the EU's list"

# A president of four lists is one party, and the two births of his son differ.
want 0 show "Aliaksandr Lukashenka" --format json
for list in eu-fsf us-ofac-sdn ca-sema gb-uksl; do
	says "\"source\":\"$list\""
done
want 0 list designations viktar lukashenka list:us-ofac-sdn --format json
says '"born":"1976"'
says '"disputed":true'

# Five numbers that the UN corrected are no delistings, and a notice instead of
# the list changes nothing.
un="--store $home/un.db"
want 0 $un import "$lists"/un/un-data-2023-08-09.xml.gz --as-of 2023-08-09
want 0 $un import "$lists"/un/un-data-2023-08-10.xml.gz --as-of 2023-08-10
complains '5 re-keyed'
want 0 $un changes op:re-keyed --format json
lines 5
want 0 $un changes op:removed,added --format json
lines 0
want 0 $un list designations is:any -state:listed --format json
lines 0
"$THAW" $un list designations --format tsv >"$home/a" 2>/dev/null
want 1 $un import --source un-sc "$lists"/un/un-data-2025-04-22-outage.xml.gz
complains 'no version of un-sc'
"$THAW" $un list designations --format tsv >"$home/b" 2>/dev/null
cmp -s "$home/a" "$home/b" || fail "a notice moved the list"

# A real list cut to 79 % of its records is refused, until it is accepted.
awk '/^  <sdnEntry>/ { n++ } n > 349 && /^  <sdnEntry>/ { exit } { print }
	END { print "</sdnList>" }' \
	"$lists"/us-ofac-cons/consolidated-2025-03-28.xml |
	sed 's|<Record_Count>443<|<Record_Count>349<|' >"$home/cut.xml"
want 1 import --source us-ofac-cons --as-of 2025-04-01 "$home/cut.xml"
complains '349|less than 80 %'
count 443 list:us-ofac-cons state:listed
want 0 import --source us-ofac-cons --as-of 2025-04-01 --accept "$home/cut.xml"
count 349 list:us-ofac-cons state:listed
count 94 list:us-ofac-cons state:removal_pending
finish
