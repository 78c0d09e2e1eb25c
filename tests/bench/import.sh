#!/bin/sh
# How fast lists come in and are found again, each beside its peer measured in
# the same run: rows by the sqlite3 shell, a walk by expat, a bare row a claim.
# All times are of the processor, so that other work matters less.
#
#   THAW_TEST_DATA=DIR      also the real lists there that thaw can read
#   ROWS=15000              parties of the made list
#   PARTIES=100000          of the store alone; 1300000 is a large list whole
set -u
thaw=${THAW:-./thaw}
tools=${BENCH_TOOLS:-.}
rows=${ROWS:-15000}
parties=${PARTIES:-100000}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/conf"
: >"$dir/conf/sources.conf"

cpu() {		# COMMAND... : milliseconds of the processor, in $ms
	{ LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1' \
		bench "$@"; } 2>"$dir/time" || return 1
	ms=$(awk '{ printf "%d", ($1 + $2) * 1000 + 0.5 }' "$dir/time")
	[ "$ms" -gt 0 ] || ms=1
}

run() {		# thaw with the store of this list
	cpu "$thaw" --quiet --config "$dir/conf" --store "$dir/t.db" "$@"
}

told() {	# WHAT MS BYTES CLAIMS PEER PEER_MS
	awk -v what="$1" -v ms="$2" -v bytes="$3" -v claims="$4" \
	    -v peer="$5" -v peer_ms="$6" 'BEGIN {
		printf "%-34s %6d ms", what, ms
		if (bytes)
			printf "  %6.1f MB/s", bytes / ms / 1e3
		if (claims)
			printf "  %7d claims/s", claims / ms * 1e3
		if (peer_ms)
			printf "  %s %d ms: %.1f times", peer, peer_ms,
			       ms / peer_ms
		printf "\n"
	}'
}

made_list() {
	awk -v n="$rows" 'BEGIN {
		for (i = 1; i <= n; i++)
			printf "%d,\"NAME%d, Given%d\",\"individual\"," \
			       "\"BELARUS] [SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ," \
			       "-0- ,-0- ,\"DOB 0%d Jan 19%02d; POB Minsk, " \
			       "Belarus; nationality Belarus; Gender Male; " \
			       "a.k.a. '\''ALIAS%d'\''.\"\r\n", i, i, i % 977,
			       i % 9 + 1, i % 100, i
		printf "\032\r\n"
	}'
}

# One list: first version, the same with one party changed, a question.
list() {	# NAME FORMAT SOURCE FILE CHANGE
	rm -f "$dir"/t.db* "$dir"/t-own.db*
	bytes=$(wc -c <"$4")
	run import --format "$2" --source "$3" --as-of 2026-01-01 "$4" || {
		echo "$1: this thaw cannot read it"
		return
	}
	first=$ms
	claims=$("$tools/store_bench" "$dir/t.db")
	sed "$5" "$4" >"$dir/changed"
	case $4 in
	*.xml)
		peer=walk
		peer_ms=$("$tools/walk" "$4") ;;
	*)
		peer=sqlite3
		cpu sqlite3 "$dir/s.db" '.mode csv' ".import $4 t"
		peer_ms=$ms ;;
	esac
	told "$1, first" "$first" "$bytes" "$claims" "$peer" "$peer_ms"
	run import --format "$2" --source "$3" --as-of 2026-01-02 \
		"$dir/changed"
	told "$1, one changed" "$ms" "$bytes" "$claims" "$peer" "$peer_ms"
	run help
	start=$ms
	run list designations "programme:$6" --format json
	told "$1, programme:$6" "$ms" 0 0 "start" "$start"
}

made_list >"$dir/sdn.csv"
list "made list of $rows parties" ofac_csv us-ofac-sdn "$dir/sdn.csv" \
	'777s/Gender Male/Gender Female/' BELARUS
data=${THAW_TEST_DATA:-}
for gz in "$data"/sanctions/eu/FULL-1_1-*.xml.gz; do
	[ -n "$data" ] && [ -f "$gz" ] || continue
	gzip -dc "$gz" >"$dir/eu.xml"
	list "EU" eu_fsf_xml eu-fsf "$dir/eu.xml" \
		'0,/gender="M"/s//gender="F"/' BLR
done

echo "the store alone, $parties parties of 10 claims:"
"$tools/store_bench" "$dir/alone.db" "$parties" 10
