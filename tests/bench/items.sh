#!/bin/sh
# One feed of a thousand items with bodies in HTML, beside sfeed, which only takes
# it apart: parsed, made text, searched for claims and stored; and the same with
# nothing stored. Times are of the processor, the best of so many runs.
#
#   ITEMS=1000 RUNS=5
thaw=${THAW:-./thaw}
tools=${BENCH_TOOLS:-tests/bench}
items=${ITEMS:-1000}
runs=${RUNS:-5}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
HOME=$dir XDG_DATA_HOME=$dir/data XDG_CONFIG_HOME=$dir/conf
export HOME XDG_DATA_HOME XDG_CONFIG_HOME
if ! command -v sfeed >/dev/null; then
	echo 'items: no sfeed here, and nothing was measured'
	exit 0
fi
mkdir "$dir/www"
"$tools/feeds_made" "$dir/www" 1 "$items" || exit 1
feed=$(ls "$dir"/www/*.xml)

best() {		# best COMMAND...: of its milliseconds
	n=0
	while [ $n -lt "$runs" ]; do
		rm -rf "$dir/data"
		"$tools/timed" "$@" 2>/dev/null
		n=$((n + 1))
	done | sort -n | head -n 1 | cut -d' ' -f1
}

alone=$(best sh -c 'sfeed <"$0" >/dev/null' "$feed")
nothing=$(best "$thaw" import --dry-run --format rss "$dir/none.xml")
dry=$(best "$thaw" import --dry-run --format rss "$feed")
whole=$(best "$thaw" import --format rss --source bench "$feed")
echo "$(wc -c <"$feed") bytes, $items items, ms of the processor:"
echo "$alone $nothing $dry $whole" | awk '{
	printf "  sfeed, parsing alone   %8.1f\n", $1
	printf "  thaw, to start at all  %8.1f\n", $2
	printf "  thaw, nothing stored   %8.1f  (%.1f times sfeed)\n", $3, $3 / $1
	printf "  thaw, whole            %8.1f  (%.1f times sfeed; 2 is the aim)\n",
	       $4, $4 / $1
}'
