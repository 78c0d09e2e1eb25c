#!/bin/sh
# Words sought in the titles and texts of many articles, invented ones:
#   FEEDS=100 ITEMS=1000
set -u
thaw=${THAW:-./thaw}
tools=${BENCH_TOOLS:-.}
feeds=${FEEDS:-100}
items=${ITEMS:-1000}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/www" "$dir/home"
HOME=$dir/home
export HOME
"$tools/feeds_made" "$dir/www" "$feeds" "$items" || exit 1
for file in "$dir"/www/*.xml; do
	name=${file##*/}
	"$thaw" --store "$dir/s.db" --quiet import --source "f${name%.xml}" \
		"$file" >/dev/null || exit 1
	rm "$file"
done
echo "$((feeds * items)) articles, store" \
	"$(wc -c <"$dir/s.db") bytes, index $(wc -c <"$dir/s.db-words") bytes"
"$tools/search_bench" "$dir/s.db" nothinglikeit exchange angstrom zaklu \
	заключённых '"asset freeze"' pris
