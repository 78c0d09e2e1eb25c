#!/bin/sh
# What a refresh must survive, each by its name: nothing lost, nothing wrong,
# and a message that says what happened. All from a server on loopback.
. "$(dirname "$0")/lib.sh"
www=$home/www
mkdir "$www"
mounted=
cleanup() {
	[ -z "$mounted" ] || umount "$mounted"
}
http_serve
conf=$XDG_CONFIG_HOME/thaw/sources.conf
store=$XDG_DATA_HOME/thaw/thaw.db
mkdir -p "$XDG_CONFIG_HOME/thaw"

feed() {	# feed NAME N: of N items, the newest first
	awk -v n="$2" -v name="$1" 'BEGIN {
		printf "<rss version=\"2.0\"><channel><title>%s</title>", name
		for (i = n; i > 0; i--)
			printf "<item><guid isPermaLink=\"false\">%s-%d</guid>" \
			       "<title>Item %d of %s</title><description>" \
			       "Nobody was here on day %d.</description>" \
			       "</item>\n", name, i, i, name, i
		print "</channel></rss>"
	}' >"$www/$1.new"
	mv "$www/$1.new" "$www/$1"
}

source_conf() {		# source_conf KEY URL PERIOD
	printf 'source "%s" {\n\turl = {"%s"}\n\tformat = "rss"\n' "$1" "$2"
	printf '\tperiod = "%s"\n}\n' "$3"
}

count() {	# count KEY: its rows
	"$THAW" list news "source:$1" --format json --columns id 2>&1 |
		wc -l | tr -d ' '
}

whole() {	# whole WHEN: both files are, index by index
	run doctor
	grep -q "^BROKEN *database" "$out" && {
		fail "$1: the store is damaged"
		grep BROKEN "$out"
	}
	command -v sqlite3 >/dev/null || return 0
	said=$(sqlite3 "$store" 'PRAGMA integrity_check' 2>&1)
	case $said in
	ok|*'no such function'*|*'unsafe use'*) ;;
	*) fail "$1: integrity_check: $said" ;;
	esac
}

# --- kill -9 at many moments of a refresh ---
source_conf a "$url/a" 1h >"$conf"
feed a 400
want 0 refresh
[ "$(count a)" = 400 ] || fail "no 400 rows to begin with"
moments=25
[ -z "$THAW_TEST_HEAVY" ] || moments=200
had=400 killed=0 lost=0 i=0
while [ $i -lt $moments ]; do
	i=$((i + 1))
	feed a $((400 + i * 3))
	"$THAW" refresh --force >"$out" 2>"$err" </dev/null &
	victim=$!
	sleep "$(awk -v i=$i -v n=$moments 'BEGIN { print i * 0.08 / n }')"
	kill -9 $victim 2>/dev/null && killed=$((killed + 1))
	wait $victim 2>/dev/null
	now=$(count a)
	case $now in
	"$had"|$((400 + i * 3))) had=$now ;;
	*)	lost=$((lost + 1))
		fail "kill -9 number $i: $now rows, neither $had nor all" ;;
	esac
	[ $((i % 5)) -ne 0 ] || whole "kill -9 number $i"
done
[ $killed -gt 0 ] || fail "nobody was killed"
echo "kill -9: $killed of $moments were still at work"
want 0 refresh --force
[ "$(count a)" = $((400 + moments * 3)) ] ||
	fail "kill -9: $(count a) rows in the end"
# as if it had been read once and for all
"$THAW" list news source:a --format csv --columns title >"$home/after" 2>&1
"$THAW" --store "$home/fresh.db" refresh --quiet </dev/null
"$THAW" --store "$home/fresh.db" list news source:a --format csv \
	--columns title >"$home/once" 2>&1
cmp -s "$home/after" "$home/once" ||
	fail "kill -9: not what one refresh reads"
whole "kill -9"

# --- two refreshes at once ---
source_conf slow "$url/slow/a" 1h >>"$conf"
"$THAW" refresh slow >"$home/first" 2>&1 </dev/null &
first=$!
sleep 1
want 0 refresh slow
complains '^slow: is being refreshed by another thaw \(process [0-9]+\)'
want 0 refresh
complains '^slow: is being refreshed by another thaw'
want 0 list sources key:slow --format json
says '"state":"running"'
wait $first || fail "two at once: the first failed"
grep -q '^slow: [0-9,]* new' "$home/first" ||
	fail "two at once: the first did not end well"
grep -c 'GET /slow/a ' "$home/log" | grep -qx 1 ||
	fail "two at once: asked twice"
# a dead process holds nothing
"$THAW" refresh slow --force >"$out" 2>"$err" </dev/null &
victim=$!
sleep 0.5
want 0 list sources key:slow --format json
says '"state":"running"'
kill -9 $victim
wait $victim 2>/dev/null
want 0 list sources key:slow --format json
says '"state":"fresh"'

# --- the store is locked by another process ---
if command -v flock >/dev/null; then
	feed a 2000
	flock "$store-lock" sleep 2 &
	holder=$!
	sleep 0.3
	want 0 refresh a --force	# waits, and then does it
	complains '^a: [0-9,]+ new'
	wait $holder
	[ "$(count a)" = 2000 ] || fail "locked: rows are missing"
else
	echo 'no flock here: a store locked by another process is not tried'
fi

# --- disk full, by RLIMIT_FSIZE: during the fetch, and during the commit ---
rows=$(count a)
feed a 9000
for blocks in 1 64 400 900; do
	(	ulimit -f $blocks 2>/dev/null || exit 77
		"$THAW" refresh a --force >"$out" 2>"$err" </dev/null
		exit $? )
	code=$?
	[ $code -ne 77 ] || { echo "no ulimit -f here: not tried"; break; }
	case $code in
	0)	rows=9000 ;;
	1)	complains 'disk|full|File too large|too large' ;;
	*)	fail "disk full at $blocks blocks: exit $code" ;;
	esac
	[ "$(count a)" = $rows ] || fail "disk full: $(count a) rows, not $rows"
	whole "disk full at $blocks blocks"
done
want 0 refresh a --force
[ "$(count a)" = 9000 ] || fail "disk full: not all rows afterwards"

# --- disk full, on a small disk ---
if [ "$(id -u)" -eq 0 ] && mkdir "$home/small" &&
	mount -t tmpfs -o size=2m none "$home/small" 2>/dev/null; then
	mounted=$home/small
	want 1 --store "$home/small/t.db" refresh a
	complains 'full'
	run --store "$home/small/t.db" list news source:a --format json
	[ $code -ne 0 ] || lines 0
	rm -f "$home"/small/*
	mount -o remount,size=64m "$home/small"
	want 0 --store "$home/small/t.db" refresh a
else
	echo 'nothing can be mounted here: a small disk is not tried'
fi

# --- a store that may only be read ---
if [ -n "$mounted" ]; then
	mount -o remount,ro "$mounted"
	want 1 --store "$mounted/t.db" refresh a --force
	complains 'cannot write to .*Read-only.*copy the store'
	mount -o remount,rw "$mounted"
	want 0 --store "$mounted/t.db" list news source:a --format json
	lines 9000
elif [ "$(id -u)" -ne 0 ]; then
	chmod 500 "$XDG_DATA_HOME/thaw"
	chmod 400 "$XDG_DATA_HOME/thaw"/*
	want 1 refresh a --force
	complains 'cannot write to .*denied.*copy the store'
	chmod 700 "$XDG_DATA_HOME/thaw"
	chmod 600 "$XDG_DATA_HOME/thaw"/*
else
	echo 'root may write everything: a read-only store is not tried'
fi
finish
