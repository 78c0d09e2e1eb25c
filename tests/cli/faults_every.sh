#!/bin/sh
# What a refresh that stays (--every) must survive, each by its name: it says
# so, and goes on.
. "$(dirname "$0")/lib.sh"
www=$home/www
mkdir "$www"
stays=
cleanup() {
	kill $stays 2>/dev/null
}
http_serve
conf=$XDG_CONFIG_HOME/thaw/sources.conf
store=$XDG_DATA_HOME/thaw/thaw.db
mkdir -p "$XDG_CONFIG_HOME/thaw"
source_conf() {		# source_conf KEY [PAGE]
	cp "$data/readers/rss.xml" "$www/$1"
	printf 'source "%s" {\n\turl = {"%s/%s"}\n\tformat = "rss"\n' "$1" \
		"$url" "${2:-$1}"
	printf '\tperiod = "1h"\n}\n'
}
rounds() {
	grep -c ' asked, ' "$home/said"
}
# look: the next round, now, and until it is over
look() {
	had=$(rounds)
	kill -USR1 $stays
	i=0
	while [ "$(rounds)" -le "$had" ] && [ $i -lt 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	[ $i -lt 100 ] || fail "$1: no round any more"
	tail -n +$((seen + 1)) "$home/said" >"$err"
	seen=$(wc -l <"$home/said")
}
seen=0
source_conf a >"$conf"
: >"$home/said"
"$THAW" refresh --every 1h 2>"$home/said" >"$out" </dev/null &
stays=$!
i=0
while [ "$(rounds)" -lt 1 ] && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
grep -q ': 1 asked, 1 with something new, 0 failed; next look ' "$home/said" ||
	fail "no line of the first round"
seen=$(wc -l <"$home/said")

# --- nothing is due: nobody is asked ---
: >"$home/log"
look 'nothing due'
complains ': 0 asked, '
[ ! -s "$home/log" ] || fail 'it asks what is not due'

# --- sources.conf broken meanwhile ---
cp "$conf" "$home/good"
echo 'source "b" { url = ' >>"$conf"
look 'sources.conf broken'
complains '^thaw: .*sources.conf.*the configuration from before stays in force'
complains ': 0 asked, '
look 'sources.conf still broken'
grep -q 'stays in force' "$err" && fail 'the same is said again and again'
cp "$home/good" "$conf"
source_conf b >>"$conf"
look 'sources.conf put right'
complains ': 1 asked, 1 with something new'

# --- the store is locked by another process for a while ---
if command -v flock >/dev/null; then
	source_conf c >>"$conf"
	flock "$store-lock" sleep 2 &
	holder=$!
	sleep 0.3
	look 'store locked'
	complains ': 1 asked, 1 with something new'
	wait $holder
fi

# --- a refresh by hand beside it ---
want 0 refresh --force
complains '^a: unchanged'
look 'another refresh'
complains ': 0 asked, '

# --- no descriptor and no memory is lost by a round ---
fds() {
	ls /proc/$stays/fd 2>/dev/null | wc -l
}
kb() {
	awk '/^VmRSS/ { print $2 }' /proc/$stays/status 2>/dev/null || echo 0
}
look 'before many'
fds=$(fds) kb=$(kb)
n=0
while [ $n -lt 30 ]; do
	n=$((n + 1))
	source_conf "n$n" >>"$conf"
	look "round $n"
	complains ': 1 asked, 1 with something new' || break
done
[ "$(fds)" -le $((fds + 1)) ] || fail "$(fds) descriptors, $fds before"
# The sanitizers keep what is freed for a while.
grep -q __asan_init "$THAW" || [ "$(kb)" -le $((kb + 8192)) ] ||
	fail "$(kb) kB, $kb before"

# --- the network is away ---
kill $httpd_pid
wait $httpd_pid 2>/dev/null
source_conf d >>"$conf"
look 'network away'
complains '^d: failed: .'
complains ': 1 asked, 0 with something new, 1 failed'
look 'network still away'
complains ': 0 asked, '		# in a quarter of an hour again

# --- SIGHUP ends it, cleanly ---
kill -HUP $stays
i=0
while kill -0 $stays 2>/dev/null && [ $i -lt 50 ]; do
	sleep 0.1
	i=$((i + 1))
done
[ $i -lt 50 ] || fail 'SIGHUP does not end it'
wait $stays || fail "SIGHUP: exit $?"
stays=
want 0 doctor
want 0 list news source:a,b --format json --columns id
[ "$(wc -l <"$out")" -gt 2 ] || fail 'rows are missing'
finish
