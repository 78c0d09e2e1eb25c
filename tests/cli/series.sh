#!/bin/sh
# A real series of OFAC's list: replayed in the order of its dates and in
# another, it tells for each date the programme's count, and between neighbours
# the additions and removals, that awk and comm find in the files themselves.
. "$(dirname "$0")/lib.sh"
series=${THAW_TEST_DATA:-}/sanctions/us-ofac-sdn/series
if [ -z "${THAW_TEST_DATA:-}" ] || [ ! -d "$series" ]; then
	echo "THAW_TEST_DATA is not set: no real series to read"
	exit 77
fi
export LC_ALL=C

# date_of FILE: sdn-2021-08-18-f2dad11.csv.gz
date_of() {
	basename "$1" | cut -c5-14
}

# The truth: entry numbers, and those with a programme that begins BELARUS.
# Written without a look at thaw's own reader: a row is a line that begins
# with a number; the fourth field is the programmes.
truth() {
	gzip -dc "$1" | awk '/^[0-9]+,/ {
		rest = $0; n = 0; field = ""
		while (n < 3) {
			if (substr(rest, 1, 1) == "\"") {
				rest = substr(rest, 2)
				end = match(rest, /"(,|$)/)
				field = substr(rest, 1, end - 1)
				rest = substr(rest, end + 2)
			} else {
				end = index(rest, ",")
				field = substr(rest, 1, end - 1)
				rest = substr(rest, end + 1)
			}
			if (n++ == 0)
				number = field
		}
		sub(/^"/, "", rest)
		programme = substr(rest, 1, match(rest, /"/) - 1)
		hit = programme ~ /(^|\[)BELARUS/
		print number, hit
	}' >"$home/rows"
	cut -d' ' -f1 "$home/rows" | sort -u >"$home/ids.$(date_of "$1")"
	grep -c ' 1$' "$home/rows" >"$home/belarus.$(date_of "$1")"
}

dates=
for f in "$series"/*.gz; do
	truth "$f"
	dates="$dates $(date_of "$f")"
done
[ "$(cat "$home/belarus.2021-08-18")" = 103 ] || fail "truth of the first"
[ "$(cat "$home/belarus.2024-05-03")" = 232 ] || fail "truth of the last"

# numbers STORE DATE OP: entry numbers that the view of changes has.
numbers() {
	"$THAW" --store "$1" list changes "at:$2" "op:$3" \
		kind:person,entity,vessel,aircraft --format tsv \
		--columns native_id 2>/dev/null | sed 1d | sort -u
}

# Everything that is checked of one store.
check() {
	before=
	for d in $dates; do
		want 0 --store "$1" list designations list:us-ofac-sdn \
			'programme:BELARUS*' --as-of "$d" --format json \
			--columns native_id
		lines "$(cat "$home/belarus.$d")"
		if [ -n "$before" ]; then
			comm -13 "$home/ids.$before" "$home/ids.$d" >"$home/added"
			comm -23 "$home/ids.$before" "$home/ids.$d" >"$home/gone"
			{ numbers "$1" "$d" added; numbers "$1" "$d" returned
			} | sort -u >"$home/told"
			cmp -s "$home/added" "$home/told" ||
				fail "$2, $d: other additions than the files"
			numbers "$1" "$d" removed >"$home/told"
			cmp -s "$home/gone" "$home/told" ||
				fail "$2, $d: other removals than the files"
		fi
		before=$d
	done
	# A date in between answers the version before it.
	want 0 --store "$1" list designations 'programme:BELARUS*' \
		--as-of 2023-03-20 --format json --columns native_id
	lines "$(cat "$home/belarus.2023-02-24")"
	# What the last version dropped is not confirmed by anything yet.
	want 0 --store "$1" changes at:2024-05-03 op:removed --format json \
		--columns confirmed
	says '"confirmed":false'
	grep -q true "$out" && fail "$2: a removal nobody confirmed"
	n=$(wc -l <"$out")
	want 0 --store "$1" list designations state:removal_pending \
		--format json --columns native_id
	lines "$n"
	want 0 --store "$1" changes op:removed 'at<2024-05-03' --format json \
		--columns confirmed
	grep -q false "$out" && fail "$2: an old removal unconfirmed"
}

for d in $dates; do
	want 0 --store "$home/in.db" import "$series/sdn-$d-"*.gz --as-of "$d"
done
check "$home/in.db" "in order"
# Shuffled: the last, the first, then from the middle outwards.
for d in 2024-05-03 2021-08-18 2023-02-24 2022-03-15 2023-08-09 2021-12-02 \
	2024-04-15 2022-02-25 2024-05-01 2022-09-30 2023-12-05 2023-03-24; do
	want 0 --store "$home/out.db" import "$series/sdn-$d-"*.gz --as-of "$d"
done
check "$home/out.db" "shuffled"
for v in changes designations; do
	"$THAW" --store "$home/in.db" list $v is:any --format tsv |
		cut -f2- | grep -v seen | sort >"$home/a"
	"$THAW" --store "$home/out.db" list $v is:any --format tsv |
		cut -f2- | grep -v seen | sort >"$home/b"
	sed 's/\t20[0-9-]*T[0-9:]*Z$//' "$home/a" >"$home/a1"
	sed 's/\t20[0-9-]*T[0-9:]*Z$//' "$home/b" >"$home/b1"
	cmp -s "$home/a1" "$home/b1" || fail "$v differ with the order"
done
finish
