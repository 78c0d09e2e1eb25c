#!/bin/sh
# OpenSanctions: its formats by hand, and a list that is fetched only when its
# index tells another version.
. "$(dirname "$0")/lib.sh"
ftm=$data/readers/os_ftm.entities.json
delta=$data/readers/os_delta.entities.json
simple=$data/readers/os_simple.targets.csv
mkdir -p "$XDG_CONFIG_HOME/thaw"
: >"$XDG_CONFIG_HOME/thaw/sources.conf"

# --- by hand: a party has what its sanctions say, and no jurisdiction ---
want 0 import "$ftm" --source os
want 0 list designations name:vymyshlenny --format json
lines 1
says '"jurisdiction":null'
says '"programme":"EU-BLR; BELARUS; UA-SA2014"'
says '"disputed":false'
says '"native_id":"NK-madeAlpha"'
want 0 list designations --format json
[ "$(grep -c '"name":null' "$out")" -eq 0 ] || fail "a party without a name"
grep -q 'Minister Of Nothing' "$out" && fail "an office passes for a listing"
grep -q 'Wife Vymyshlennaya' "$out" && fail "a relative passes for a listing"
want 0 list sanctions --format json
lines 0
want 0 import "$simple" --source os-table
want 0 list designations source:os-table --format json
lines 6

# --- changes: an empty file says that there are none ---
: >"$home/empty.json"
want 0 import "$home/empty.json" --format os_delta --source os
want 1 import "$home/empty.json" --format os_ftm --source os
complains 'empty.json: is empty'
want 1 import "$home/empty.json" --source os2
complains 'empty.json: is empty'
want 0 import "$delta" --format os_delta --dry-run
says '"kind":"designation"'

# --- the index ---
www=$home/www
http_serve
cat >"$XDG_CONFIG_HOME/thaw/sources.conf" <<END
source "list" {
	url = {"$url/entities.ftm.json"}
	index = "$url/index.json"
	format = "os_ftm"
}
END

index() {	# VERSION CHECKSUM
	printf '{"name":"x","version":"%s","resources":[{"name":"%s","checksum":"%s"}]}' \
		"$1" entities.ftm.json "$2" >"$www/index.json"
}

asked() {	# PATH TIMES, since the last look
	n=$(grep -c " $1 " "$home/log")
	[ "$n" -eq "$2" ] || fail "$1: asked $n times, not $2"
}

refresh() {	# CODE WHAT INDEX-TIMES LIST-TIMES
	: >"$home/log"
	want "$1" refresh --force
	complains "^list: $2"
	asked /index.json "$3"
	asked /entities.ftm.json "$4"
}

cp "$ftm" "$www/entities.ftm.json"
index 20260601-aaa sum1
refresh 0 '[0-9]+ new$' 1 1
# the index is as it was: 304
refresh 0 'unchanged$' 1 0
grep -q '/index.json 304' "$home/log" || fail "the index was sent again"
# written anew, the same version
sleep 1
index 20260601-aaa sum1
echo >>"$www/index.json"
refresh 0 'unchanged$' 1 0
# another version of the same file
index 20260602-bbb sum1
refresh 0 'unchanged$' 1 0
# another file
index 20260603-ccc sum3
sed -n '1,9p;11,$p' "$ftm" | sed 's/Test Street/Other Street/' \
	>"$www/entities.ftm.json"
refresh 0 '.*amended' 1 1
refresh 0 'unchanged$' 1 0
# a list that is refused is asked for again
index 20260604-ddd sum4
head -n 2 "$ftm" >"$www/entities.ftm.json"
refresh 1 'refused: ' 1 1
refresh 1 'refused: ' 1 1
# what is no index
echo '<html>' >"$www/index.json"
refresh 1 'failed: index: not JSON' 1 0
rm "$www/index.json"
refresh 1 'failed: index: .*404' 1 0
finish
