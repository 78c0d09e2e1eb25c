#!/bin/sh
# The real list of OFAC in its four files, where there is a copy.
. "$(dirname "$0")/lib.sh"
sdn=${THAW_TEST_DATA:-}/sanctions/us-ofac-sdn
if [ -z "${THAW_TEST_DATA:-}" ] || [ ! -d "$sdn" ]; then
	echo "THAW_TEST_DATA is not set: no real list to read"
	exit 77
fi
# A day's version, and a much later one.
want 0 import "$sdn"/series/sdn-2021-08-18-*.csv.gz --as-of 2021-08-18
complains '^us-ofac-sdn: 9,[0-9]+ records: 9,[0-9]+ new'
want 0 list designations 'programme:BELARUS*' --format json --columns id
lines 103
want 0 import "$sdn"/series/sdn-2024-05-03-*.csv.gz --as-of 2024-05-03
want 0 list designations 'programme:BELARUS*' --format json --columns id
lines 232
want 0 list designations 'programme:BELARUS*' --as-of 2021-09-01 \
	--format json --columns id
lines 103
want 0 list designations лукашенко --limit 1 --format json
lines 1
json

# The set of four files is one import.
set -- "$sdn"/set-2021-07-07/*.csv
want 0 --store "$home/set.db" import "$@" --as-of 2021-07-07
complains '^us-ofac-sdn: [0-9,]+ records'
want 0 --store "$home/set.db" list designations 'programme:BELARUS*' \
	--format json
lines 59
says '"other_names":\["'

# A version that shrank is refused, unless it is accepted.
sed 4000q "$sdn/set-2021-07-07/sdn.csv" >"$home/cut.csv"
want 1 --store "$home/set.db" import --format ofac_csv "$home/cut.csv"
complains 'cut.csv'
printf '\032' >>"$home/cut.csv"
want 1 --store "$home/set.db" import --format ofac_csv "$home/cut.csv"
want 0 --store "$home/set.db" list designations 'programme:BELARUS*' \
	--format json
lines 59
want 0 --store "$home/set.db" import --accept --format ofac_csv "$home/cut.csv"
finish
