#!/bin/sh
# Import and filter of a large list against SQLite alone: the same rows by the
# sqlite3 shell into one bare table, and a scan of it, measured in this run.
set -u
thaw=${THAW:-./thaw}
rows=${ROWS:-15000}
command -v sqlite3 >/dev/null || { echo "bench: no sqlite3 shell here"; exit 0; }
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/conf"
: >"$dir/conf/sources.conf"

awk -v n="$rows" 'BEGIN {
	for (i = 1; i <= n; i++)
		printf "%d,\"NAME%d, Given%d\",\"individual\",\"BELARUS] [SDGT\"," \
		       "-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 0%d Jan 19%02d;" \
		       " POB Minsk, Belarus; nationality Belarus; Gender Male;" \
		       " a.k.a. '\''ALIAS%d'\''.\"\r\n", i, i, i % 977,
		       i % 9 + 1, i % 100, i
	printf "\032\r\n"
}' >"$dir/sdn.csv"

now() {
	date +%s%N
}

ratio() {	# WHAT MINE LIMIT
	awk -v w="$1" -v a="$2" -v b="$3" 'BEGIN {
		printf "%-32s %8.0f ms  limit %8.0f ms  ratio %.1f\n",
		       w, a / 1e6, b / 1e6, a / b }'
}

t0=$(now)
"$thaw" --quiet --config "$dir/conf" --store "$dir/t.db" import \
	--format ofac_csv "$dir/sdn.csv" || exit 1
t1=$(now)
sqlite3 "$dir/s.db" '.mode csv' "CREATE TABLE t(a,b,c,d,e,f,g,h,i,j,k,l)" \
	".import $dir/sdn.csv t" 2>/dev/null
t2=$(now)
ratio "import of $rows parties" $((t1 - t0)) $((t2 - t1))

t0=$(now)
"$thaw" --config "$dir/conf" --store "$dir/t.db" list designations name777 \
	--format json >/dev/null
t1=$(now)
sqlite3 "$dir/s.db" "SELECT * FROM t WHERE b LIKE '%name777%'" >/dev/null
t2=$(now)
ratio "one name among them" $((t1 - t0)) $((t2 - t1))
