#!/bin/sh
# The first run: what is inside the program, and nobody is contacted.
. "$(dirname "$0")/lib.sh"

# Any attempt to reach somebody would go to a proxy that is not there.
http_proxy=http://127.0.0.1:1 https_proxy=http://127.0.0.1:1
export http_proxy https_proxy

want 0 list events --format json
[ ! -s "$err" ] || fail "the first run speaks"
lines 21
json
says '"date":"2025-12-13"'
says '"count":123,'
want 0 list releases --format json
says '"name":"Ales Bialiatski"'
says '"disputed":(true|false)'
want 0 list sanctions --format json
says '"jurisdiction":"US"'
want 0 list recommendations --format json
[ -s "$out" ] || fail "no recommendations"
want 0 list brief --format json
[ -s "$out" ] || fail "no brief"
want 0 list sources --format json
says '"key":"starter".*"enabled":true'
want 0 list sources enabled:true --format json
lines 1

# A second run adds nothing, a refresh neither.
want 0 refresh
want 0 list events --format json
lines 21

# Filters: any spelling, columns, not, comparison, sort.
want 0 list releases бяляцкі --format csv
says Bialiatski
want 0 list releases -бяляцкі --format json
want 0 list events 'date>=2025-12-13' 'date<=2025-12-13' --format json
says '"count":123,'
want 0 list events --sort date --limit 1 --format json
says '"date":"2012-04-14"'
want 0 list events --sort -date --limit 1 --format json
grep -q 2012 "$out" && fail "--sort -date"
want 0 list releases ales --format csv --columns name
tr -d '\r' <"$out" | sed 1d | sort >"$home/all"
want 0 list releases ales --sort match --format csv --columns name
tr -d '\r' <"$out" | sed 1d >"$home/best"
[ "$(head -n 1 "$home/best")" = 'Ales Bialiatski' ] ||
	fail "--sort match: $(head -n 1 "$home/best") is no Ales"
sort "$home/best" | cmp -s - "$home/all" || fail "--sort match loses rows"
want 0 list events sort:match --format json
lines 21

# Half a name finds what the whole one does, whatever the next letter is.
for front in b be bel bel bely belya belyats Б БЕ БЕЛ БЕЛЯ БЕЛЯЦ БЕЛЯЦК б бя \
	бял бяля бяляц bi bia bial biala bialac bialack; do
	want 0 list releases "$front" --format csv
	says Bialiatski
done
for front in p pa pal palc palch Полч Пальч; do
	want 0 list releases "$front" --format csv
	says Palchys
done

# show, by id and by name.
want 0 list releases zolatava --format csv --columns id
id=$(tr -d '\r' <"$out" | sed -n 2p)
want 0 show "$id"
says 'Marina Zolatava'
says starter
want 0 show "$id" --format json
lines 1
json
says '"claims":\[\{"property":'
want 0 show Золатава
says "$id"
want 1 show a
complains 'name one by its id'

# An empty sources.conf is an empty store.
mkdir "$home/empty"
: >"$home/empty/sources.conf"
want 0 --config "$home/empty" --store "$home/e.db" list events --format json
lines 0
want 1 --config /dev/null/x --store "$home/f.db" sources enable starter
printf 'source "x" {\n\tnonsense = 1\n}\n' >"$home/empty/sources.conf"
want 2 --config "$home/empty" --store "$home/e.db" list events
complains 'sources.conf:2'
# An article is of the day that it was published, not of the day it was read.
want 0 list news --as-of 2025-12-13 --format json
lines 0
want 0 list news --as-of 2025-12-31 --format json
lines 1

# A start leaves libcrypto asleep: to wake it costs as much as all else. It would
# read its settings, and wait for ever.
mkfifo "$home/openssl.cnf"
OPENSSL_CONF=$home/openssl.cnf limited 30 "$THAW" list events >"$out" 2>"$err" \
	</dev/null || fail "the store is opened by way of libcrypto"
[ -s "$out" ] || fail "no events"
finish
