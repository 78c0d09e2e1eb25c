#!/bin/sh
# The real lists: who is one party, where there is a copy of them.
. "$(dirname "$0")/lib.sh"
lists=${THAW_TEST_DATA:-}/sanctions
if [ -z "${THAW_TEST_DATA:-}" ] || [ ! -d "$lists" ]; then
	echo "THAW_TEST_DATA is not set: no real lists to compare"
	exit 77
fi
want 0 import --source ca-sema --as-of 2025-05-01 "$lists"/ca/sema-*.xml
want 0 import --source gb-uksl "$lists"/uk/*reconstructed*.xml.gz
want 0 import --source us-ofac-sdn --as-of 2024-06-27 \
	"$lists"/us-ofac-sdn/set-2024-06-27/*.csv
want 0 import --source un-sc "$lists"/un/consolidated-*.xml
want 0 import --source eu-fsf --as-of 2026-02-27 "$lists"/eu/FULL*.xml.gz

# The president: by birth, and the list without births by his names.
want 0 show 'Aliaksandr Lukashenka' --format json
json
for l in ca-sema eu-fsf gb-uksl us-ofac-sdn; do
	says "\"source\":\"$l\",\"jurisdiction\""
done
says '"rule":"name and date of birth"'
says '"kind":"same"[^}]*"rule":"several names"'
says '"disputed":false'
party=$(sed 's/.*"party":"\([^"]*\)".*/\1/' "$out")
want 0 list designations "party:$party" --format json
lines 4

# It is taken back, and given again.
run list designations "party:$party" source:gb-uksl --format tsv --columns id
uk=$(tr -d '\r' <"$out" | sed -n 2p)
run list designations "party:$party" source:eu-fsf --format tsv --columns id
eu=$(tr -d '\r' <"$out" | sed -n 2p)
want 0 split "$uk" "$eu"
want 0 list designations "party:$party" --format json
lines 3
want 0 merge "$uk" "$eu"
want 0 list designations "party:$party" --format json
lines 4

# His son: births a year apart are a dispute, in show and in the rows.
want 0 show 'Viktar Lukashenka'
says 'born  . the sources differ'
says '^    1976'
says '^    1975-11-28'
want 0 list designations is:disputed source:us-ofac-sdn native_id:9797 \
	--format json
lines 1

# No listing stands in a party with another of its list.
want 0 list designations is:any --format tsv --columns party,list
n=$(tr -d '\r' <"$out" | awk -F'\t' 'NR > 1 && $1 != ""' | sort | uniq -d |
	wc -l)
[ "$n" -eq 0 ] || fail "$n parties have two entries of one list"
n=$(tr -d '\r' <"$out" | awk -F'\t' 'NR > 1 && $1 != "" { print $1 }' |
	sort -u | wc -l)
[ "$n" -ge 3000 ] && [ "$n" -le 4500 ] || fail "$n parties"

finish
