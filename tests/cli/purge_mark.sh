#!/bin/sh
# Own words outlive data; purge --all leaves nothing.
. "$(dirname "$0")/lib.sh"

want 0 list releases --format csv --columns id
id=$(tr -d '\r' <"$out" | sed -n 2p)
[ -n "$id" ] || fail "no release"
want 0 mark "$id" starred
want 0 mark "$id" note 'ask the -family- first'
want 0 list releases is:starred --format json
lines 1
want 0 show "$id"
says 'starred'
says 'your note: ask the -family- first'
want 0 mark "$id" unstarred
want 0 list releases is:starred --format json
lines 0
want 0 mark "$id" read
want 0 list releases is:read --format json
lines 1
want 2 mark "$id" loved
complains 'valid: read unread starred unstarred note'
want 2 mark "$id"
want 2 mark
want 2 mark "$id" read more
want 1 mark p-zzzzzzzzzzzz read

# Logs that were put aside have names in them, wherever the store lies.
data=$XDG_DATA_HOME/thaw
mkdir "$home/far"
mv "$data"/thaw.db* "$home/far"
ln -s "$home/far/thaw.db" "$data/thaw.db"
for old in "$data/thaw.db-wal.old" "$home/far/thaw.db-wal.old" \
	"$home/far/thaw.db-wal.old7" "$data/thaw-own.db-wal.old2"; do
	echo Zoja >"$old"
done
want 0 purge
[ -z "$(find "$data" "$home/far" -name 'thaw.db-wal.old*')" ] ||
	fail "names left in a log"
[ -f "$data/thaw-own.db-wal.old2" ] || fail "own words gone"
rm "$data/thaw.db"
mv "$home"/far/thaw.db* "$data"
want 0 list releases --format json
lines 0
want 0 list events --format json
lines 0
want 0 refresh --force
want 0 list events --format json
lines 21
want 0 show "$id"
says 'your note: ask'

want 0 sources disable starter
[ -f "$XDG_CONFIG_HOME/thaw/sources.conf" ] || fail "no sources.conf"
: >"$XDG_CONFIG_HOME/thaw/mine.txt"
want 2 purge now
want 0 purge --all
[ -z "$(find "$XDG_DATA_HOME" -type f)" ] || fail "data left"
[ "$(find "$XDG_CONFIG_HOME" -type f)" = "$XDG_CONFIG_HOME/thaw/mine.txt" ] ||
	fail "configuration left, or more than it gone"
[ -z "$(find "$XDG_CACHE_HOME" -type f 2>/dev/null)" ] || fail "cache left"
want 0 purge --all

# What is no store is not touched.
echo precious >"$home/letter.txt"
want 1 --store "$home/letter.txt" purge --all
[ "$(cat "$home/letter.txt")" = precious ] || fail "a letter is gone"
want 1 --store "$home/letter.txt" purge
want 1 --store "$home/letter.txt" list events
silent
[ "$(cat "$home/letter.txt")" = precious ] || fail "a letter is spoilt"
# Nor is a database of another program.
head -c 100 /dev/zero >"$home/other.db"
printf 'SQLite format 3' | dd of="$home/other.db" conv=notrunc 2>/dev/null
printf '\1' | dd of="$home/other.db" bs=1 seek=43 conv=notrunc 2>/dev/null
want 1 --store "$home/other.db" purge --all
[ -s "$home/other.db" ] || fail "a database of another program is gone"
# A link in place of the cache is removed, what it leads to is not.
mkdir -p "$home/elsewhere" "$XDG_CACHE_HOME"
echo precious >"$home/elsewhere/letter.txt"
ln -s "$home/elsewhere" "$XDG_CACHE_HOME/thaw"
want 0 purge --all
[ -f "$home/elsewhere/letter.txt" ] || fail "purge followed a link"
[ ! -L "$XDG_CACHE_HOME/thaw" ] || fail "the link stays"
finish
