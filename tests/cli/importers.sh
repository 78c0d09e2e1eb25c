#!/bin/sh
# Lists that NGOs and the UN publish: each is known by its content, says the same
# when it comes again, and is refused when it is cut short.
. "$(dirname "$0")/lib.sh"
lists=$data/readers

takes() {		# takes SOURCE FILE RECORDS
	want 0 import --source "$1" "$lists/$2"
	complains "^$1: $3 records: $3 new"
	want 0 import --source "$1" "$lists/$2"
	complains "^$1: $3 records: nothing new"
}

want 0 sources disable starter
takes viasna-list viasna_csv.csv 7
takes upr-info uprinfo_csv.csv 6
takes uhri-api uhri_json.api.json 3
takes uhri uhri_json.export.csv 3
takes cpj-people cpj_json.list.json 4
takes ovd ovdinfo_json.data.json 4
takes wikidata wikidata_json.json 2

# --- what comes of them ---
want 0 list releases source:viasna-list charge:361-4 --format json
lines 2
want 0 list releases source:viasna-list custody:dead_in_custody --format json
lines 1
says '"name":"Paviel Piaty"'
want 0 list releases source:viasna-list is:disputed --format json
says '"name":"Maryia Uzor"'
lines 1

want 0 list releases source:wikidata --columns detained_on,released_on \
	--format csv
says '^2021-07-14,2025-12-13'

# --- who has been asked what, and what was said to it ---
want 0 list recommendations addressee:belarus from:norway --format json
lines 4
want 0 list recommendations position:supported --format json
lines 2
want 0 list recommendations theme:treaties date:2025 --format json
lines 1
says '"from":"Norway; Ireland".*"position":"supported"'
want 0 list recommendations 'theme:"Weather of the country"' --format json
lines 1
want 0 list recommendations issue:weather --format json
lines 2

# --- a whole list that shrank, was cut, or is something else ---
head -n 3 "$lists/viasna_csv.csv" >"$home/short.csv"
want 1 import --source viasna-list "$home/short.csv"
complains 'what was known before stays'
head -c 1100 "$lists/viasna_csv.csv" >"$home/cut.csv"
want 1 import --source viasna-list "$home/cut.csv"
complains 'cut off: row 3'
sed 's/^id,/number,/' "$lists/viasna_csv.csv" >"$home/other.csv"
want 1 import --source viasna-list "$home/other.csv"
complains 'no column "id" in the file; it has: number, url, name'
sed 's/"total":4/"total":5/' "$lists/ovdinfo_json.data.json" >"$home/page.json"
want 1 import --source ovd "$home/page.json"
complains 'says that it has 5 entries, but 4 are here'
for f in uhri_json.api.json cpj_json.list.json ovdinfo_json.data.json \
	wikidata_json.json; do
	bytes=$(wc -c <"$lists/$f")
	head -c $((bytes - 40)) "$lists/$f" >"$home/cut.json"
	want 1 import --dry-run --format "${f%%.*}" "$home/cut.json"
	complains 'cut off|not JSON'
	printf '{"error":"too many requests"}' >"$home/error.json"
	want 1 import --dry-run --format "${f%%.*}" "$home/error.json"
	printf '<!doctype html><title>Sorry</title>' >"$home/page.html"
	want 1 import --dry-run --format "${f%%.*}" "$home/page.html"
done
want 0 list releases source:viasna-list --format json
lines 6

# --- without a source each goes to its own, and does not mix with others ---
want 0 --store "$home/plain.db" import "$lists/viasna_csv.csv"
complains '^viasna-list: 7 records: 7 new'
want 0 --store "$home/plain.db" import "$lists/ovdinfo_json.data.json"
complains '^ovd-info: 4 records: 4 new'
want 0 --store "$home/plain.db" import "$lists/uprinfo_csv.csv"
complains '^upr-info: 6 records: 6 new'
want 0 --store "$home/plain.db" import "$lists/wikidata_json.json"
complains '^wikidata: 2 records: 2 new'
want 1 --store "$home/plain.db" import --source viasna-list \
	"$lists/uprinfo_csv.csv"
complains 'no version of viasna-list: it looks like "UPR Info'

# --- nothing of theirs reaches the terminal as it is ---
head='id,url,name,status,arrested,articles,fake_terrorist_list'
printf '%s\n1,,"Iv\033[31man\342\200\256 x",active,,,\n' "$head" \
	>"$home/bad.csv"
want 0 import --source bad "$home/bad.csv"
want 0 list releases source:bad
clean "$out"

# --- the real ones ---
real=${THAW_TEST_DATA:-}/prisoners
if [ -d "$real" ]; then
	want 0 import --source real-viasna "$real/viasna_sample.csv"
	complains ': 27 records: 27 new'
	want 0 list releases source:real-viasna custody:free --format json
	lines 11
	want 0 list releases source:real-viasna charge:293 --format json
	lines 14
	want 0 import --source real-upr "$real/uprinfo_belarus_session8.csv"
	complains ': 169 records: 169 new'
	want 0 list recommendations source:real-upr position:supported \
		--format json
	lines 124
	want 0 list recommendations source:real-upr position:noted \
		date:2010-05 --format json
	lines 45
	want 0 import --source real-cpj "$real/cpj_people_list_sample.csv"
	complains ': 80 records: 80 new'
else
	echo "THAW_TEST_DATA is not set: no real list to read"
fi
finish
