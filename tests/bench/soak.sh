#!/bin/sh
# A screen left open: in tmux, over SSH to a server of our own on the loopback
# interface, refreshing by itself from one HTTP server there. Prints memory and
# descriptors as time goes by, then cuts the connection with kill -9 and looks
# whether the store is whole. Not part of make check.
#
#   MINUTES=30 PERIOD=1 SOURCES=5 THAW=build/thaw HTTPD=build/tests/httpd \
#       sh tests/bench/soak.sh
#
# PERIOD, in minutes, is that of each source, and of the screen.
top=$(cd "$(dirname "$0")/../.." && pwd)
server=
: "${MINUTES:=30}" "${PERIOD:=1}" "${SOURCES:=5}"
: "${THAW:=$top/build/thaw}" "${HTTPD:=$top/build/tests/httpd}"
# lib.sh looks beside the script that is run.
cli=$top/tests/cli
. "$cli/lib.sh"
. "$cli/sshd.sh"
command -v tmux >/dev/null || { echo 'no tmux here'; exit 77; }
[ -x "$HTTPD" ] || { echo "no test server at $HTTPD"; exit 77; }
sshd_skip_unless_here 'no soak over SSH'
tm() {
	tmux -u -L "thaw-soak-$$" "$@"
}
cleanup() {
	tm kill-server 2>/dev/null
	[ -z "$server" ] || kill "$server" 2>/dev/null
	sshd_stop
}

feed() {	# feed NAME N: of N items, the newest first
	awk -v n="$2" -v name="$1" 'BEGIN {
		printf "<rss version=\"2.0\"><channel><title>%s</title>", name
		for (i = n; i > 0 && i > n - 100; i--)
			printf "<item><guid isPermaLink=\"false\">%s-%d</guid>" \
			       "<title>Item %d of %s</title><description>" \
			       "Nobody was here on day %d.</description>" \
			       "</item>\n", name, i, i, name, i
		print "</channel></rss>"
	}' >"$home/www/$1.new"
	mv "$home/www/$1.new" "$home/www/$1"
}

mkdir -p "$home/www" "$XDG_CONFIG_HOME/thaw"
"$HTTPD" "$home/www" "$home/port" "$home/log" &
server=$!
sshd_start alpha
for i in 1 2 3 4 5 6 7 8 9 10; do
	[ -s "$home/port" ] && break
	sleep 0.2
done
i=0
while [ $i -lt "$SOURCES" ]; do
	i=$((i + 1))
	feed "f$i" 100
	printf 'source "f%d" {\n\turl = {"http://127.0.0.1:%s/f%d"}\n' $i \
		"$(cat "$home/port")" $i
	printf '\tformat = "rss"\n\tperiod = "%sm"\n}\n' "$PERIOD"
done >"$XDG_CONFIG_HOME/thaw/sources.conf"
echo "refresh = \"${PERIOD}m\"" >"$XDG_CONFIG_HOME/thaw/settings.conf"
store=$home/soak.db
want 0 --store "$store" refresh --quiet

# --- the screen ---
cat >"$home/remote" <<END
HOME=$home XDG_CONFIG_HOME=$XDG_CONFIG_HOME XDG_DATA_HOME=$XDG_DATA_HOME
LC_ALL=C.UTF-8 XDG_CACHE_HOME=$XDG_CACHE_HOME
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME LC_ALL
unset THAW_DESK NO_COLOR
echo \$\$ >$home/screen.pid
exec $THAW --store $store
END
TERM=xterm-256color tm -f /dev/null new-session -d -x 120 -y 40 \
	"ssh -tt -F $ssh_dir/config alpha sh $home/remote"
for i in 1 2 3 4 5 6 7 8 9 10; do
	[ -s "$home/screen.pid" ] && break
	sleep 0.5
done
screen=$(cat "$home/screen.pid") || { tm capture-pane -p; exit 1; }
sleep 2
tm send-keys 4
tm send-keys 7

memory() {	# of the screen, in kB
	awk '/^VmRSS/ { print $2 }' "/proc/$screen/status" 2>/dev/null ||
		ps -o rss= -p "$screen"
}
descriptors() {
	ls "/proc/$screen/fd" 2>/dev/null | wc -l
}
asked() {
	grep -c 'GET /f' "$home/log"
}
rows() {
	"$THAW" --store "$store" list news --format json --columns id \
		2>/dev/null | wc -l
}

printf '%6s %9s %4s %8s %8s %8s  %s\n' minute 'RSS kB' fds asked rows \
	'store kB' foot
minute=0 first_kb=0 last_kb=0 first_fds=0 most_fds=0
while [ "$minute" -lt "$MINUTES" ]; do
	i=0
	while [ $i -lt "$SOURCES" ]; do
		i=$((i + 1))
		feed "f$i" $((100 + minute + 1))
	done
	sleep 60
	minute=$((minute + 1))
	kill -0 "$screen" 2>/dev/null || { fail 'the screen is gone'; break; }
	tm send-keys j
	last_kb=$(memory) fds=$(descriptors)
	[ "$fds" -le "$most_fds" ] || most_fds=$fds
	# what is filled once is filled by then
	[ "$minute" -ne 3 ] || { first_kb=$last_kb first_fds=$fds; }
	printf '%6d %9s %4s %8s %8s %8s  %s\n' "$minute" "$last_kb" "$fds" \
		"$(asked)" "$(rows)" "$(du -k "$store" | cut -f 1)" \
		"$(tm capture-pane -p | grep -Eo '(↻|refreshed).*' | tail -n 1)"
done

# --- the connection dies ---
want_rows=$(rows)
for pid in $(ps -eo pid=,args= | awk -v conf="$ssh_dir/config" \
	'$2 == "ssh" && index($0, conf) { print $1 }'); do
	kill -9 "$pid"
done
for i in 1 2 3 4 5 6 7 8 9 10; do
	kill -0 "$screen" 2>/dev/null || break
	sleep 1
done
kill -0 "$screen" 2>/dev/null && fail 'the screen outlives its connection'
want 0 --store "$store" doctor
[ "$(rows)" -ge "$want_rows" ] || fail "$(rows) rows after, $want_rows before"
if command -v sqlite3 >/dev/null; then
	echo "integrity_check: $(sqlite3 "$store" 'PRAGMA integrity_check')"
fi
want 0 --store "$store" refresh --force
complains '^f1: '

echo "memory: $first_kb kB after 3 minutes, $last_kb kB in the end;" \
	"descriptors: $first_fds, at most $most_fds"
if [ "$MINUTES" -gt 5 ]; then
	[ "$last_kb" -le $((first_kb + first_kb / 4 + 4096)) ] ||
		fail 'memory grows'
	[ "$most_fds" -le $((first_fds + 4)) ] || fail 'descriptors leak'
	[ "$(asked)" -ge $((MINUTES / PERIOD * SOURCES / 2)) ] ||
		fail 'it hardly ever asked'
fi
[ $bad -ne 0 ] || echo 'soak: the store is whole'
finish
