#!/bin/sh
# The name index beside its peers, measured in the same run on the same names:
# a filter at each key of a word beside rg and fzf on the names as lines and
# beside one read of their bytes; one name sought among all beside a look at
# each. Times are of one processor.
#
#   NAMES=1000000           invented ones
#   WORD=mohammedal         ten letters to type
#   SOUGHT=3000             altered names to seek
#   BRUTE=18                of them by a look at every name too
set -u
tools=${BENCH_TOOLS:-.}
names=${NAMES:-1000000}
word=${WORD:-mohammedal}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

"$tools/names_made" "$names" >"$dir/names.tsv" || exit 1
cut -f 2 "$dir/names.tsv" >"$dir/names.txt"
"$tools/names_bench" "$dir/names.tsv" "$dir/index" "$word" \
	"${SOUGHT:-3000}" "${BRUTE:-18}" >"$dir/out" || exit 1
grep -v '^filter' "$dir/out"

least() {	# COMMAND... : $ms of the processor, of five runs
	ms=999999
	for i in 1 2 3 4 5; do
		one=$("$tools/timed" "$@" 2>/dev/null | cut -d ' ' -f 1)
		[ -n "$one" ] && [ "$one" -lt "$ms" ] && ms=$one
	done
}

peer() {	# NAME MS OUR_MS
	awk -v name="$1" -v ms="$2" -v own="$3" 'BEGIN {
		printf "; %s %d ms: %.3f of it", name, ms, own / ms }'
}

for tool in rg fzf; do
	command -v $tool >/dev/null ||
		echo "$tool: not here, and not compared"
done
grep '^filter' "$dir/out" | while read -r _ text hits _ own rest; do
	printf 'filter %-12s %8d names %8.3f ms %s' "$text" "$hits" "$own" \
		"${rest#ms}"
	if command -v rg >/dev/null; then
		least rg -i -c "$text" "$dir/names.txt"
		peer rg "$ms" "$own"
	fi
	if command -v fzf >/dev/null; then
		least sh -c "fzf --filter '$text' <'$dir/names.txt'"
		peer fzf "$ms" "$own"
	fi
	echo
done
