#!/bin/sh
# The name index beside the store: always of the store as it is, whoever is
# killed when; gone with the data; no harm where it is damaged or cannot be.
. "$(dirname "$0")/lib.sh"
mkdir -p "$XDG_CONFIG_HOME/thaw"
: >"$XDG_CONFIG_HOME/thaw/sources.conf"
db=$XDG_DATA_HOME/thaw/thaw.db
names=$db-names

# A list of N made parties; those of version V have a word of it.
made() {	# N V
	awk -v n="$1" -v v="$2" 'BEGIN {
		print "\"id\",\"schema\",\"name\",\"aliases\",\"birth_date\"," \
		    "\"countries\",\"addresses\",\"identifiers\"," \
		    "\"sanctions\",\"phones\",\"emails\",\"program_ids\"," \
		    "\"dataset\",\"first_seen\",\"last_seen\",\"last_change\""
		split("zar lok mir ban tuk vel dor sha gri pon", s, " ")
		for (i = 0; i < n; i++) {
			a = s[i % 10 + 1] s[int(i / 10) % 10 + 1]
			b = s[int(i / 100) % 10 + 1] s[int(i / 7) % 10 + 1]
			if (i % 50 == v % 50)
				b = b "version" v
			printf "\"NK-%d\",\"Person\",\"%s %s\",\"\",\"\"," \
			    "\"by\",\"\",\"\",\"BELARUS - 2021-08-09\"," \
			    "\"\",\"\",\"EU-BLR\",\"made list\"," \
			    "\"2023-04-20T18:00:25\"," \
			    "\"2026-06-01T10:57:03\"," \
			    "\"2024-03-28T18:57:01\"\n", i, a, b
		}
	}'
}

screened() {	# NAME: lines found
	want 0 screen "$1" --format json
	n=$(grep -c . "$out")
}

# Is the index of the store as it is?
agrees() {	# WHAT
	want 0 doctor
	says 'ok      name index'
	for v in 1 2 3 4 5 6; do
		want 0 list designations "name:version$v" --format json
		in_store=$(grep -c . "$out")
		name=$(sed -n '1s/.*"name":"\([^"]*\)".*/\1/p' "$out")
		[ "$in_store" -eq 0 ] || {
			screened "$name"
			[ "$n" -gt 0 ] || fail "$1: \"$name\" is not found"
		}
		screened "zarzar zarzarversion$v"
		grep -q "version$v\"" "$out" && [ "$in_store" -eq 0 ] &&
			fail "$1: version$v is found, and not in the store"
	done
	want 0 doctor
	says 'names of [0-9]+ different words'
}

made 2000 1 >"$home/v1.csv"
want 0 import "$home/v1.csv" --source made --as-of 2025-01-01
[ -f "$names" ] || fail "no index after an import"
[ "$(stat -c %a "$names" 2>/dev/null || stat -f %Lp "$names")" = 600 ] ||
	fail "others may read the index"
want 0 doctor
says 'name index: .*, 2000 names of [0-9]+ different words'
agrees "first version"

# --- killed at any moment ---
for v in 2 3 4 5 6; do
	made 2000 $v >"$home/v.csv"
	"$THAW" --quiet import "$home/v.csv" --source made \
		--as-of "2025-0$v-01" >/dev/null 2>&1 &
	pid=$!
	sleep "0.$(awk -v v=$v 'BEGIN { srand(); print int(rand() * 30) + v }')"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	agrees "killed in version $v"
done

# --- deleted, damaged, of another state ---
rm -f "$names"
want 0 doctor
says 'ok      name index: .*: none'
agrees "deleted"
cp "$names" "$home/old"
for at in 0 8 300 600 5000 20000 60000; do
	cp "$home/old" "$names"
	printf '\377\376\375' | dd of="$names" bs=1 seek=$at conv=notrunc \
		2>/dev/null
	run screen "Zarzar Zarzar" --format json
	[ "$code" -eq 0 ] || {
		complains 'made anew the next time'
		silent "damaged at $at"
	}
	screened "zarzar zarlok"
	[ "$n" -gt 0 ] || fail "damaged at $at: nothing is found"
done
head -c 5000 "$home/old" >"$names"
want 1 doctor
says 'BROKEN  name index: .*damaged'
screened "zarzar zarlok"
agrees "cut short"
made 2000 5 >"$home/v.csv"
want 0 import "$home/v.csv" --source other
cp "$home/old" "$names"
want 0 doctor
says 'ok      name index: .*another state'
agrees "an old one in its place"

# --- two at once ---
rm -f "$names"
for i in 1 2 3 4; do
	"$THAW" screen "zarzar zarlok" --format json >"$home/out$i" 2>&1 &
done
wait
for i in 2 3 4; do
	cmp -s "$home/out1" "$home/out$i" || fail "two at once differ"
done
[ -s "$home/out1" ] || fail "two at once find nothing"
agrees "two at once"

# --- where it cannot be written it is done without ---
mkdir "$home/copy"
cp "$db" "$home/copy/t.db"
mkdir "$home/copy/t.db-names.new"
want 0 --store "$home/copy/t.db" screen "zarzar zarlok" --format json
[ -s "$out" ] || fail "nothing is found without a file"
[ ! -e "$home/copy/t.db-names" ] || fail "a file where none can be"
rm -r "$home/copy"

# --- gone with the data ---
want 0 purge
[ ! -e "$names" ] || fail "names stay after a purge"
run screen "zarzar zarlok" --format json
silent "screened after a purge"
want 0 import "$home/v1.csv" --source made
: >"$names.new"
want 0 purge --all
[ -z "$(find "$XDG_DATA_HOME" -type f)" ] || fail "data left"
finish
