#!/bin/sh
# The lists of the UK and the UN: from one format to the other, a measure that
# comes without a new listing, and a notice in place of a list.
. "$(dirname "$0")/lib.sh"
lists=$data/readers
want 0 import --source gb-uksl "$lists/uk_xml.xml"
complains '^gb-uksl: 7 records: 7 new'
want 0 import --source gb-uksl --format uk_csv "$lists/uk_csv.csv"
complains '^gb-uksl: 7 records: nothing new'
want 0 list designations 'programme:*Belarus*' --format json --columns name
lines 2
says 'Ivan Zmitravich MAROZ'
json

sed 's/Asset freeze|Travel Ban|/&Arms embargo|/' "$lists/uk_xml.xml" \
	>"$home/more.xml"
want 0 import --source gb-uksl "$home/more.xml"
complains '^gb-uksl: 7 records: 1 amended'

want 0 import --source un-sc "$lists/un_xml.xml"
complains '^un-sc: 5 records: 5 new'
printf '%s' '<head><body> This object may be found' \
	' <a HREF="https://x.example/">here</a> </body>' >"$home/notice.xml"
want 1 import --source un-sc "$home/notice.xml"
complains 'no version of un-sc: it is a page or a text'
want 0 list designations source:un-sc --format json
lines 3

# The UK's real list, where there is a copy.
real=${THAW_TEST_DATA:-}/sanctions/uk
if [ -n "${THAW_TEST_DATA:-}" ] && [ -d "$real" ]; then
	want 0 --store "$home/uk.db" import --source gb-uksl \
		"$real"/*reconstructed-2026-08-22.xml.gz
	complains '^gb-uksl: 6,380 records: 6,380 new'
	want 0 --store "$home/uk.db" list designations \
		'programme:*Belarus*' --format json --columns id
	lines 167
fi
finish
