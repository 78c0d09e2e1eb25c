#!/bin/sh
# Screening against the real lists: who is found, and in what state.
. "$(dirname "$0")/lib.sh"
lists=${THAW_TEST_DATA:-}/sanctions
if [ -z "${THAW_TEST_DATA:-}" ] || [ ! -d "$lists" ]; then
	echo "THAW_TEST_DATA is not set: no real lists to screen against"
	exit 77
fi
for f in "$lists"/us-ofac-sdn/series/sdn-2021-08-18-*.csv.gz \
	"$lists"/us-ofac-sdn/series/sdn-2023-12-05-*.csv.gz \
	"$lists"/us-ofac-sdn/series/sdn-2024-05-03-*.csv.gz; do
	day=${f##*/sdn-}
	want 0 import --quiet --format ofac_csv --source us-ofac-sdn --accept \
		--as-of "$(echo "$day" | cut -c1-10)" "$f"
done
want 0 import --quiet --source ca-sema --as-of 2025-05-01 "$lists"/ca/sema-*.xml
want 0 import --quiet --source gb-uksl "$lists"/uk/*reconstructed*.xml.gz
want 0 import --quiet --source eu-fsf --as-of 2026-02-27 "$lists"/eu/FULL*.xml.gz
want 0 refresh --quiet starter

# --- the president, on each list, with reasons ---
for name in 'Alexander Lukashenko' 'Аляксандр Лукашэнка' 'LUKASHENKA, Alyaksandr'
do
	want 0 screen "$name" --format json
	json
	for l in ca-sema eu-fsf gb-uksl us-ofac-sdn; do
		says "\"reasons\":\[\"[^]]*\].*\"list\":\"$l\",.*\"state\":\"listed\""
	done
done
want 0 screen 'Alexander Lukashenko' --as-of 2006-01-01 --format json
lines 0
want 0 screen 'Alexander Lukashenko' --born 1954-08-30 --format json
says 'born 1954-08-30 in both'
want 3 screen 'Alexander Lukashenko' --fail-on-match --limit 0

# --- eased: listed still, and by which licence ---
want 0 screen Belaruskali --format json
says '"list":"us-ofac-sdn","programme":"BELARUS-EO14038","state":"eased","eased_by":\["GL 13"\]'
want 3 screen Belaruskali --fail-on-match --limit 0

# --- each row is in the state that the lists are in, on any day ---
agree() {	# agree DAY: of the names of those that are gone, and others
	want 0 list designations is:any --as-of "$1" --format tsv \
		--columns id,state,eased_by
	tr -d '\r' <"$out" | sed 1d >"$home/states"
	"$THAW" --quiet screen --file "$home/names.tsv" --as-of "$1" \
		--format tsv --columns subject,state --no-header --top 50 \
		>"$out" 2>"$err" || fail "as of $1: exit $?"
	[ "$(wc -l <"$out")" -gt "$2" ] || fail "as of $1: hardly any row"
	awk -F'\t' 'NR == FNR {
			state[$1] = $2 == "listed" && $3 != "" ? "eased" : $2
			next
		}
		$2 != state[$1] { print $1 " is " state[$1] ", not " $2; bad = 1 }
		END { exit bad }' "$home/states" "$out" >"$home/wrong" || {
		head -n 5 "$home/wrong"
		fail "as of $1: the wrong state"
	}
}
want 0 list designations state:delisted --format tsv --columns name --limit 150
cp "$out" "$home/names.tsv"
[ "$(wc -l <"$out")" -gt 100 ] || fail 'nobody was delisted'
want 0 list designations source:us-ofac-sdn programme:BLR --format tsv \
	--columns name --limit 150
tr -d '\r' <"$out" | sed 1d >>"$home/names.tsv"
for day in 2021-08-18 2022-06-01 2023-12-05 2024-05-03 2026-03-01; do
	agree $day 100
done
grep -q 'delisted' "$out" || fail 'nobody is told as delisted'

# --- who is on no list: at most 1 % have a candidate ---
f=$THAW_TEST_DATA/matching/negatives.csv
if [ -r "$f" ]; then
	want 0 screen --file "$f" --format csv
	n=$(sed -n 's/.*with candidates: \([0-9]*\);.*/\1/p' "$err")
	[ "$n" -le 10 ] || fail "$n of 1,000 strangers have candidates"
fi
finish
