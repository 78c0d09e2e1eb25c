#!/bin/sh
# How fast lists come in and are found again, each beside its peer measured in
# the same run: rows by the sqlite3 shell, a walk by expat with empty handlers,
# a bare row a claim, the start of the program. Times are of the processor, so
# that other work matters less; only those to a first row are by the clock,
# the best of seven.
#
#   THAW_TEST_DATA=DIR      also the real lists there that thaw can read
#   ROWS=15000              parties of the made list
#   DAYS=365                daily versions of it; 0: none
#   MEGABYTES="100"         of made OpenSanctions entities; "100 1000" for both
#   PARTIES=100000          of the store alone; 1300000 is a large list whole
set -u
thaw=${THAW:-./thaw}
tools=${BENCH_TOOLS:-.}
here=$(dirname "$0")
rows=${ROWS:-15000}
days=${DAYS:-365}
megabytes=${MEGABYTES-100}
parties=${PARTIES:-100000}
data=${THAW_TEST_DATA:+$THAW_TEST_DATA/sanctions}
peak_most=200		# MB, of any import
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/conf"
: >"$dir/conf/sources.conf"

cost() {	# COMMAND... : $ms of the processor, $first ms, $peak KB
	set -- $("$tools/timed" "$@" 2>/dev/null || echo failed)
	[ $# -eq 3 ] || return 1
	ms=$1 first=$2 peak=$3
	[ "$ms" -gt 0 ] || ms=1
}

run() {		# thaw with the store at hand
	cost "$thaw" --quiet --config "$dir/conf" --store "$dir/t.db" "$@"
}

fresh() {
	rm -f "$dir"/t.db* "$dir"/t-own.db*
	claims=0
}

# Claims that the last import wrote.
written() {
	before=$claims
	claims=$("$tools/store_bench" "$dir/t.db")
	new=$((claims - before))
}

told() {	# WHAT BYTES PEER PEER_MS ; $ms, $new claims
	awk -v what="$1" -v ms="$ms" -v bytes="$2" -v new="$new" \
	    -v peer="$3" -v peer_ms="$4" 'BEGIN {
		printf "%-34s %6d ms  %6.1f MB/s  %8d claims written", what,
		       ms, bytes / ms / 1e3, new
		if (new > 1000)
			printf ", %d/s", new / ms * 1e3
		if (peer_ms)
			printf "; %s %d ms: %.1f times", peer, peer_ms,
			       ms / peer_ms
		printf "\n"
	}'
}

# One list: first version, the same with one party changed.
list() {	# NAME SOURCE FILE CHANGE
	fresh
	bytes=$(wc -c <"$3")
	run import --source "$2" --as-of 2026-01-01 "$3" || {
		echo "$1: this thaw cannot read it"
		return
	}
	written
	case $3 in
	*.xml)
		own=$ms
		peer=walk peer_ms=$("$tools/walk" "$3")
		ms=$own ;;
	*)
		own=$ms
		cost sqlite3 "$dir/s.db" '.mode csv' ".import $3 t"
		peer=sqlite3 peer_ms=$ms
		ms=$own ;;
	esac
	told "$1, first" "$bytes" "$peer" "$peer_ms"
	sed "$4" "$3" >"$dir/changed"
	run import --source "$2" --as-of 2026-01-02 "$dir/changed"
	written
	told "$1, one changed" "$bytes" "$peer" "$peer_ms"
}

# The best of seven to a first row, over the best of seven to start at all.
first_row() {	# WHAT ARGUMENT...
	what=$1
	shift
	start=999999 best=999999
	for i in 1 2 3 4 5 6 7; do
		cost "$thaw" --version && [ "$first" -lt "$start" ] &&
			start=$first
		run "$@" && [ "$first" -lt "$best" ] && best=$first
	done
	printf '%-34s %6d ms to a first row, start %d ms: %d over it' \
		"$what" "$best" "$start" $((best - start))
	echo ' (30 at most)'
}

entities() {	# MB
	fresh
	for version in 1 2; do
		"$tools/os_entities" "$1" $version >"$dir/os.json"
		bytes=$(wc -c <"$dir/os.json")
		run import --source opensanctions --format os_ftm \
			--as-of "2026-01-0$version" "$dir/os.json"
		written
		[ $version = 1 ] && what=first || what="1 in 500 changed"
		told "made entities, $1 MB, $what" "$bytes" "" 0
		printf '%-34s %6d MB at the peak (%d at most)\n' "" \
			$((peak / 1024)) $peak_most
	done
	rm -f "$dir/os.json"
}

# The cost of reading in a sealed process: the same import in this one, each the
# best of five, of both processes together.
sealed() {	# WHAT first|again ARGUMENT...
	what=$1 which=$2
	inside=999999 apart=999999 wall_inside=999999 wall_apart=999999
	shift 2
	[ "$which" = first ] || fresh
	for i in 1 2 3 4 5; do
		[ "$which" = again ] || fresh
		THAW_READ_HERE=1; export THAW_READ_HERE
		run import --as-of "2026-02-0$i" "$@"
		unset THAW_READ_HERE
		[ "$ms" -lt "$inside" ] && inside=$ms
		[ "$first" -lt "$wall_inside" ] && wall_inside=$first
		[ "$which" = again ] || fresh
		run import --as-of "2026-03-0$i" "$@"
		[ "$ms" -lt "$apart" ] && apart=$ms
		[ "$first" -lt "$wall_apart" ] && wall_apart=$first
	done
	printf '%-34s %6d ms, %d in-process: sealed %d %% over it;' "$what" \
		"$apart" "$inside" $(((apart - inside) * 100 / inside))
	printf ' by the clock %d ms, %d: %d %% (15 at most)\n' "$wall_apart" \
		"$wall_inside" $(((wall_apart - wall_inside) * 100 / wall_inside))
}

all_sealed() {
	sealed "made list, sealed" first --source us-ofac-sdn \
		--format ofac_csv "$dir/sdn.csv"
	sealed "unchanged, sealed" again --source us-ofac-sdn \
		--format ofac_csv "$dir/sdn.csv"
	"$tools/os_entities" 20 1 >"$dir/os.json"
	sealed "made entities, 20 MB, sealed" first --source opensanctions \
		--format os_ftm "$dir/os.json"
	rm -f "$dir/os.json"
}

all_lists() {
	fresh
	set -- eu-fsf "$data"/eu/FULL-1_1-*.xml.gz \
		uk-sanctions "$data"/uk/*reconstructed*.xml.gz \
		ca-sema "$data"/ca/*.xml \
		un-sc "$data"/un/consolidated-*.xml \
		us-ofac-cons "$data"/us-ofac-cons/*.xml \
		eu-journal "$data"/eu/32006R0765.csv \
		opensanctions "$data"/opensanctions/*.simple*.csv
	while [ $# -ge 2 ]; do
		run import --source "$1" "$2" || echo "$1: not read"
		shift 2
	done
	run import --source us-ofac-sdn --as-of 2024-06-27 \
		"$data"/us-ofac-sdn/set-2024-06-27/*.csv
	first_row "all lists, programme:BLR" list designations programme:BLR \
		--format tsv
}

day() {		# N days ago
	at=$(($(date +%s) - $1 * 86400))
	date -u -d "@$at" +%Y-%m-%d 2>/dev/null || date -u -r $at +%Y-%m-%d
}

year() {
	fresh
	sum=0 total=0
	for n in $(seq 1 "$days"); do
		"$here/year.sh" "$n" "$rows" >"$dir/sdn.csv"
		total=$((total + $(wc -c <"$dir/sdn.csv")))
		run import --source us-ofac-sdn --format ofac_csv \
			--as-of "$(day $((days - n)))" "$dir/sdn.csv"
		sum=$((sum + ms))
	done
	ms=$sum
	written
	told "$days daily versions of $rows" $total "" 0
	first_row "changes --since 30d" changes --since 30d --format tsv
	first_row "designations programme:BELARUS" list designations \
		programme:BELARUS --format tsv
	run list designations programme:BELARUS "as-of:$(day 100)" \
		--format tsv
	printf '%-34s %6d ms\n' "the same as of 100 days ago" "$ms"
}

"$here/year.sh" 0 "$rows" >"$dir/sdn.csv"
list "made list of $rows parties" us-ofac-sdn "$dir/sdn.csv" \
	'777s/Gender Male/Gender Female/'
if [ -n "$data" ] && [ -d "$data" ]; then
	gzip -dc "$data"/eu/FULL-1_1-*.xml.gz >"$dir/eu.xml"
	list "EU" eu-fsf "$dir/eu.xml" '0,/gender="M"/s//gender="F"/
		1,3s/generationDate="[0-9-]*/generationDate="2026-03-01/'
	gzip -dc "$data"/uk/*reconstructed*.xml.gz >"$dir/uk.xml"
	list "UK" uk-sanctions "$dir/uk.xml" \
		'0,/<Name6>[^<]*/s//<Name6>CHANGED/
		1,9s/<DateGenerated>[^<]*/<DateGenerated>23\/08\/2026/'
	all_lists
fi
all_sealed
[ "$days" -eq 0 ] || year
for mb in $megabytes; do
	entities "$mb"
done

echo "the store alone, $parties parties of 10 claims:"
"$tools/store_bench" "$dir/alone.db" "$parties" 10
