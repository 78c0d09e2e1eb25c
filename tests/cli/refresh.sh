#!/bin/sh
# Feeds from a server on loopback: new, then 304; failures stay where they are.
. "$(dirname "$0")/lib.sh"
feeds=$data/readers
mkdir "$home/www"
cp "$feeds/rss.xml" "$feeds/atom.xml" "$home/www"
printf '<rss version="2.0"><channel><item>' >"$home/www/bad.rss"
http_serve

# --- adding, looking, trying ---
want 0 sources test "$url/rss.xml"
says '^format rss, [0-9]+ news'
want 0 list news source:a --format json
lines 0
want 0 sources add "$url/rss.xml" --key a --name 'Feed A' --every 1h
complains "added and enabled; a refresh will contact 127.0.0.1"
want 0 sources add "$url/atom.xml" --key b --format atom
want 2 sources add "$url/rss.xml" --key a
complains 'already'
want 2 sources add not-an-address
want 2 sources add "$url/x" --every soon
want 2 sources add "$url/x" --key 'A B'
want 0 sources list key:a,b --format json
lines 2
says '"key":"a","title":"Feed A"'
grep -q '^# thaw: where data comes from' "$XDG_CONFIG_HOME/thaw/sources.conf" ||
	fail "comments of sources.conf are gone"

# --- new, not due, 304 ---
want 0 refresh
silent
complains '^a: [0-9]+ new$'
complains '^b: [0-9]+ new$'
want 0 list news source:a,b --format json
rows=$(wc -l <"$out")
[ "$rows" -gt 1 ] || fail "no news"
want 0 refresh
complains 'nothing is due'
want 0 refresh --force
complains '^a: unchanged$'
complains '^b: unchanged$'
[ "$(grep -c ' 304$' "$home/log")" -eq 2 ] || fail "not 304 the second time"
want 0 list news source:a,b --format json
lines "$rows"
want 0 refresh a
complains '^a: unchanged$'
grep -q '^b: ' "$err" && fail "b was asked too"

# --- for programs ---
want 0 refresh --progress --force
says "$(printf '^a\tunchanged\t[0-9]+\t[0-9]+\t[0-9]+\tunchanged$')"

# --- failures are told, and the rest is done ---
want 0 sources add "$url/bad.rss" --key bad --format rss
want 0 sources add "$url/gone" --key gone --format rss
want 0 sources add http://127.0.0.1:1/x --key nobody --format rss
want 1 refresh --force
silent
complains '^bad: (failed|refused): .'
complains '^gone: failed: .*410'
complains '^nobody: failed: .'
complains '^a: unchanged$'
want 1 refresh --force --quiet
complains '^bad: '
grep -q '^a: ' "$err" && fail "--quiet speaks"
want 0 list news source:a,b --format json
lines "$rows"
want 0 list sources key:gone --format json
says '"state":"gone".*"next_at":null'
want 0 list sources key:nobody --format json
says '"state":"failing".*"next_at":"20.*"failing_since":"20.*"failures":2,'
# Gone for good is asked once more when it is enabled again.
want 0 sources disable gone
want 0 sources enable gone
: >"$home/log"
want 1 refresh
complains '^gone: failed: .*410'
want 0 refresh
grep -c 'GET /gone ' "$home/log" | grep -qx 1 || fail "410: asked again"

# Moved for good is asked where it is, until the address is another one.
want 0 sources add "$url/redir/rss.xml" --key moved --format rss
want 0 refresh moved
want 0 list sources key:moved --format json
says "\"moved_to\":\"$url/rss.xml\""
: >"$home/log"
want 0 refresh moved
grep -q 'GET /redir' "$home/log" && fail "301: asked where it was"
grep -q 'GET /rss.xml 304' "$home/log" || fail "301: the validators are lost"
want 0 sources remove moved
want 0 sources add "$url/redir/atom.xml" --key moved
want 0 refresh moved
grep -q 'GET /redir/atom.xml 301' "$home/log" ||
	fail "the address is another, and was not asked"

want 0 sources disable bad gone nobody moved
complains '^gone: disabled$'
want 2 sources enable nonsense
complains 'groups:.* lists'
want 0 sources remove bad
want 2 sources remove bad
want 2 refresh bad
complains 'valid:'

# --- again and again, until told to stop ---
"$THAW" refresh --every 1m >"$out" 2>"$err" &
loop=$!
sleep 2
kill -TERM $loop
wait $loop
[ $? -eq 0 ] || fail "--every: SIGTERM is no clean end"
[ "$(grep -c ' asked, ' "$err")" -eq 1 ] || fail "--every: no line a round"

# --- a group of the default file ---
want 0 sources enable news
complains 'zerkalo: enabled; a refresh will contact news.zerkalo.io'
want 0 list sources group:news enabled:true --format json
[ "$(wc -l <"$out")" -gt 3 ] || fail "the group is not enabled"
want 0 sources disable news
finish
