#!/bin/sh
# How old what a list says is: no face may leave a reader to believe that an
# old version is today's.
. "$(dirname "$0")/lib.sh"
mkdir -p "$XDG_CONFIG_HOME/thaw"
: >"$XDG_CONFIG_HOME/thaw/sources.conf"

rows() {	# rows PROGRAMME NUMBER...
	programme=$1
	shift
	for n; do
		printf '%d,"NAME%d, Given","individual","%s",-0- ,-0- ,-0- ' \
			"$n" "$n" "$programme"
		printf ',-0- ,-0- ,-0- ,-0- ,"DOB 01 Jan 1980."\r\n'
	done
}
key=us-ofac-sdn
{ rows BELARUS 1 2 3 4 5 6 7 8 9; rows ZIMBABWE 10; printf '\032\r\n'; } \
	>"$home/old.csv"
{ rows BELARUS 1 2 3 4 5 6 7 8 9; printf '\032\r\n'; } >"$home/new.csv"
want 0 import --source $key --as-of 2024-01-02 "$home/old.csv"
want 0 import --source $key --as-of 2024-02-03 "$home/new.csv"

# --- sources: of when, since when, and on a day ---
version() {	# version WANTED [OPTION...]
	wanted=$1
	shift
	want 0 sources list key:$key --format tsv \
		--columns version,oldest,records "$@"
	says "^$wanted\$"
}
tab=$(printf '\t')
version "2024-02-03${tab}2024-01-02${tab}10"
version "2024-01-02${tab}2024-01-02${tab}12" --as-of 2024-01-31
version "${tab}${tab}0" --as-of 2023-12-31

want 0 sources list nonsense
complains '^no rows$'

# --- one who is listed: in a list of when ---
want 0 show "NAME3, Given"
says 'us-ofac-sdn +3 +listed +seen since 2024-01-02 +list of 2024-02-03'
want 0 show "NAME3, Given" --as-of 2024-01-31
says 'list of 2024-01-02'
want 0 show "NAME3, Given" --format json
says '"version":"2024-02-03"'

"$THAW" show "NAME3, Given" --format json >"$out" 2>/dev/null
id=$(sed 's/^{"id":"\([^"]*\)".*/\1/' "$out")
want 1 show "$id" --as-of 2020-01-01
complains "nothing was known of \"$id\" on 2020-01-01, which is no clearance"

# --- several of one name: which list each is on ---
want 1 show given
complains '^d-[a-z0-9]+ +designations +NAME1, Given, us-ofac-sdn$'
want 1 show "Nobody Ofthisname"
complains 'no clearance'

# --- a programme that is gone is not somebody who was let go ---
want 0 changes op:removed --format tsv --columns subject,confirmed
says "^ZIMBABWE \\(programme\\)${tab}false\$"
says "^NAME10, Given${tab}false\$"

# --- a version with a date of its own is not called today's ---
lists=$data/readers
want 0 import --source un-sc --as-of 2020-01-01 "$lists/un_xml.xml"
awk '/<INDIVIDUAL>/ { n++ } { skip = n == 1 } !skip { print }
	/<\/INDIVIDUAL>/ && n == 1 { n = 2 }' "$lists/un_xml.xml" \
	>"$home/less.xml"
want 0 import --source un-sc --accept "$home/less.xml"
complains 'missing for the first time'
grep -q "today's" "$err" && fail "dated by itself, yet called today's"
want 0 import --source x-csv --format ofac_csv --as-of 2024-01-02 \
	"$home/old.csv"
want 0 import --source x-csv --format ofac_csv "$home/new.csv"
complains "counts as today's"

# --- a set of files without one of them ---
printf '1,1,"aka","OTHER, Name",-0- \r\n' >"$home/alt.csv"
for n in 2 3 4 5 6 7 8 9; do
	printf '%d,%d,"aka","OTHER%d, Name",-0- \r\n' $n $n $n >>"$home/alt.csv"
done
db="--store $home/set.db"
want 0 $db import --source $key --as-of 2024-01-02 --format ofac_csv \
	"$home/new.csv" "$home/alt.csv"
want 0 $db import --source $key --as-of 2024-02-03 "$home/new.csv"
complains '9 of 10 records amended at once: if files of the list were missing'
want 0 $db import --source $key --as-of 2024-02-03 --format ofac_csv \
	"$home/new.csv" "$home/alt.csv"
want 0 $db list designations name:OTHER3 --format tsv --columns name
says '^NAME3, Given$'
finish
