#!/bin/sh
# One honest state beside what the news claims: acts, lists, counts, easing.
. "$(dirname "$0")/lib.sh"

# is VIEW FILTER DATE NAME=VALUE...: cells of the one row, as JSON has them
is() {
	view=$1 filter=$2 day=$3
	shift 3
	want 0 list "$view" "$filter" is:any --as-of "$day" --format json
	[ "$(wc -l <"$out")" -eq 1 ] ||
		fail "$filter on $day: $(wc -l <"$out") rows"
	for cell; do
		grep -Fq "\"${cell%%=*}\":${cell#*=}" "$out" ||
			fail "$filter on $day: no $cell"
	done
}

# --- the starter data: potash ---
is sanctions 'measure:potash jurisdiction:US' 2021-10-01 'state="eased_by_licence"' \
	'instrument="GL 4"' 'expires="2021-12-08"' 'news_state=null'
is sanctions 'measure:potash jurisdiction:US' 2022-06-01 'state="imposed"' \
	'instrument="EO 14038"' 'since="2021-12-02"'
is sanctions 'measure:potash jurisdiction:US' 2025-12-13 'state="imposed"' \
	'news_state=["announced"]' 'disputed=false'
is sanctions 'measure:potash jurisdiction:US' 2025-12-31 'state="eased_by_licence"' \
	'instrument="GL 13"' 'since="2025-12-15"' 'expires=null' \
	'disputed=true' 'news_state=["announced","lifted",'
says 'lifted \(most\)'
is sanctions 'measure:potash jurisdiction:US' 2026-11-24 'state="eased_by_licence"' \
	'instrument="GL 13"' 'disputed=true'
says '"announced \(unverified\)"\]'
want 0 show 'US OFAC potash' --as-of 2025-12-31
for line in 'eased by GL 13 since 2025-12-15, open-ended, nothing unblocked' \
	'^ *2021-08-09 imposed' '^ *2025-12-13 announced .*no state' \
	'^ *2025-12-14 lifted .*europ.info.* at large.*no state' \
	'^ *2025-12-15 eased by GL 13'; do
	says "$line"
done
grep -q 2026-03 "$out" && fail "2026 is told in 2025"
# the article's own claims stay a row, with the programme's key
is sanctions 'measure:sanctions programme:US-BLR' 2026-01-01 'state=null'
# what rests on the press alone says so; elsewhere nothing was eased
is sanctions measure:belavia 2025-12-31 'state="lifted"' 'basis="press"' \
	'unverified=true'
is sanctions 'measure:potash jurisdiction:EU' 2026-03-01 'state="imposed"' \
	'news_state=null'
# terms that have passed are said, and end no sanctions by themselves
is sanctions 'measure:"EU Belarus"' 2027-06-01 'state="extended"' \
	'expires="2027-02-28"'

# --- lists: counts from their versions ---
party() {	# NUMBER NAME PROGRAMMES
	printf '%s,"%s",-0- ,"%s",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n' \
		"$@"
}
version() {	# DATE NUMBER...
	date=$1
	shift
	for n; do
		case $n in
		1) party 1 'ICE WORKS' BELARUS ;;
		2) party 2 'SNOW TRADE' 'BELARUS] [BELARUS-EO14038' ;;
		2old) party 2 'SNOW TRADE' BELARUS-EO ;;
		3) party 3 'FROST BANK' BELARUS-EO14038 ;;
		*) party "$n" "SLEET $n" IRAN ;;
		esac
	done >"$home/sdn.csv"
	printf '\032' >>"$home/sdn.csv"
	want 0 import --source us-ofac-sdn --format ofac_csv --accept \
		--as-of "$date" "$home/sdn.csv"
}
counts() {	# DATE LISTED ADDED REMOVED
	is sanctions 'measure:list programme:US-BLR' "$1" "listed=$2" \
		"added_12m=$3" "removed_12m=$4" 'programme="BELARUS'
}
# the older name of a programme is the same programme
version 2024-01-10 1 2old 90 91
counts 2024-01-20 2 null null
version 2024-03-10 1 2 3 90 91
counts 2024-03-20 3 1 0
version 2025-02-10 1 3 90 91
counts 2025-02-10 2 1 0		# one version lacks it: pending
version 2025-02-20 1 3 91 90
counts 2025-03-01 2 1 1		# two do
counts 2025-04-01 2 0 1		# what came in March 2024 is a year ago
counts 2024-12-31 3 1 0
counts 2026-11-24 2 null null	# no version since then to compare
# out of order, the same answers
version 2024-02-10 1 90 91
counts 2025-04-01 2 0 1
counts 2024-02-15 1 0 0
counts 2024-03-20 3 1 0
# it is called by whom it is about, and each of its programmes has a line
want 0 list sanctions measure:list programme:US-BLR --format csv --columns id
list=$(tr -d '\r' <"$out" | sed -n 2p)
want 0 show "$list" --as-of 2024-12-31
says '^US Belarus \(the list\)$'
says '^    imposed; list: us-ofac-sdn, BELARUS$'
says '^    imposed; list: us-ofac-sdn, BELARUS-EO14038$'
want 0 show "$list" --as-of 2024-12-31 --format json
says '"name":"US Belarus \(the list\)"'
want 0 list conflicts --format json --columns subject
says '"subject":"US sanctions: Belarus \(the list\)"'
# the sizes of a year, month by month
is sanctions 'measure:list programme:US-BLR' 2025-03-01 \
	'trend=["2024-03-10 3","2025-02-20 2"]'
is sanctions 'measure:list programme:US-BLR' 2026-11-24 'trend=null'
is designations 'name:"snow trade"' 2025-03-01 'state="delisted"'
want 0 list designations programme:BLR --format json
lines 2
want 0 list designations programme:US-BLR,US-IRN --format json
lines 4

# --- instruments and whom they cover ---
cat >"$home/acts.csv" <<'END'
measure,jurisdiction,programme,target,covers,date,state,instrument,expires,unblocks,basis
ice,US,BELARUS,Ice,us-ofac-sdn/1;us-ofac-sdn/3,2020-01-01,imposed,Order 1,,,act
ice,US,BELARUS,Ice,us-ofac-sdn/1,2025-01-01,eased_by_licence,GL 7,2025-06-30,no,act
ice,US,BELARUS,Ice,us-ofac-sdn/1,2025-08-01,lifted,Removal,,,press
snow,US,BELARUS,Snow,us-ofac-sdn/2,2021-01-01,imposed,Order 2,,,act
snow,US,BELARUS,Snow,us-ofac-sdn/2,2024-12-01,eased_by_licence,GL 8,open,no,act
frost,US,BELARUS,Frost,us-ofac-sdn/3,2022-01-01,lifted,Order 3,,,act
frost,US,BELARUS,Frost,us-ofac-sdn/3,2023-01-01,imposed,Order 4,,,act
END
want 0 import --source acts --format csv "$home/acts.csv"
is designations 'name:"ice works"' 2024-12-31 'eased_by=null'
is designations 'name:"ice works"' 2025-03-01 'eased_by=["GL 7"]' \
	'state="listed"'
is designations 'name:"ice works"' 2025-07-01 'eased_by=null'
is sanctions measure:ice 2025-06-30 'state="eased_by_licence"' \
	'expires="2025-06-30"' 'listed=2'
is sanctions measure:ice 2025-07-01 'state="imposed"' 'disputed=false'
want 0 show 'Ice Works' --as-of 2025-03-01
says 'listed, eased by GL 7 since 2025-01-01, until 2025-06-30, nothing unbl'
# a press report of a lifting, which a later list contradicts
is sanctions measure:ice 2025-09-01 'state="lifted"' 'disputed=false' \
	'by_lists="2 of 2 listed on 2025-02-20"' 'unverified=true'
version 2025-09-10 1 3 90 91
is sanctions measure:ice 2025-09-11 'state="lifted"' 'disputed=true'
want 0 list sanctions measure:ice --format csv --columns id
id=$(tr -d '\r' <"$out" | sed -n 2p)
want 0 show "$id" --as-of 2025-09-11
says 'that contradicts it'
want 0 show "$id" --as-of 2025-09-11 --format json
says '"told":\["lifted'
# a list alone makes it lifted, once it is sure
is sanctions measure:snow 2025-02-10 'state="eased_by_licence"'
is sanctions measure:snow 2025-03-01 'state="lifted"' 'basis="list"' \
	'since="2025-02-10"'
# an odd move is marked, and stands
is sanctions measure:frost 2025-01-01 'state="imposed"' 'unexpected=true'
want 0 list sanctions unexpected:true --format json
says '"measure":"frost"'

# --- dates to come, in a file ---
want 0 export sanctions --format ics -o "$home/dates.ics"
silent
[ "$(grep -c '^BEGIN:VEVENT' "$home/dates.ics")" -ge 1 ] ||
	fail "no date to come"
grep -q "^DTSTART;VALUE=DATE:20270228" "$home/dates.ics" ||
	fail "the extension is not among the dates"
[ ! -e "$home/dates.ics.new" ] || fail "a half file is left"
want 0 export sanctions
says '^id,jurisdiction,'
want 0 export sanctions --format json --output=- --limit 1
json
want 2 export news --format ics
complains 'no place for rows of news; valid: releases events sanctions designations'
want 2 export
want 2 export sanctions -o
complains '-o needs a value'
want 2 export sanctions nonsense:1 -o "$home/none.csv"
[ ! -e "$home/none.csv" ] || fail "a wrong filter makes a file"
want 1 export sanctions -o "$home/no/where.csv"
# what is no file is written to, not replaced
mkfifo "$home/pipe"
cat "$home/pipe" >"$home/piped" &
want 0 export sanctions -o "$home/pipe"
wait
[ -p "$home/pipe" ] || fail "a file took the place of a pipe"
grep -q '^id,jurisdiction,' "$home/piped" || fail "nothing came by the pipe"
want 1 export sanctions -o "$home"
[ -d "$home" ] && [ ! -e "$home.new" ] || fail "a folder was replaced"
finish
