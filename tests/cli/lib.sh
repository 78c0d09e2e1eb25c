# Sourced by the tests of the command line. $THAW is the program; every test
# has a home of its own, and nothing but loopback is ever asked.
LC_ALL=C.UTF-8
export LC_ALL
unset THAW_DESK NO_COLOR COLUMNS XDG_RUNTIME_DIR
: "${THAW:=./thaw}"
case $THAW in
/*) ;;
*) THAW=$PWD/$THAW ;;
esac
[ -x "$THAW" ] || { echo "no program at $THAW"; exit 99; }
here=$(cd "$(dirname "$0")" && pwd)
data=$(cd "$here/../data" && pwd)
home=$(mktemp -d) || exit 99
# What a test has to stop at its end; and only the test itself ends. bash lets a
# subshell that is killed early run the trap of its parent.
cleanup() {
	:
}
is_me() {
	[ "$(exec sh -c 'echo $PPID')" = $$ ]
}
httpd_pid=
trap 'is_me && { cleanup; kill $httpd_pid 2>/dev/null; rm -rf "$home"; }' EXIT
HOME=$home XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config
XDG_CACHE_HOME=$home/cache TERM=dumb
export HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME TERM
out=$home/out err=$home/err bad=0

# Sanitizers end with these; no test may take them for an answer.
run() {
	"$THAW" "$@" >"$out" 2>"$err" </dev/null
	code=$?
	if grep -Eq 'Sanitizer|runtime error' "$err" || [ $code -gt 3 ]; then
		fail "thaw $*: exit $code"
		cat "$err"
	fi
}

limited() {		# limited SECONDS COMMAND...: where that can be done
	limit=$1
	shift
	if command -v timeout >/dev/null; then
		timeout -k 5 "$limit" "$@"
	else
		"$@"
	fi
}

# http_serve: the files of $home/www, on loopback from here on, at $url; what it
# is asked stands in $home/log. Skips where there is no such server.
http_serve() {
	httpd=${HTTPD:-$(dirname "$THAW")/tests/httpd}
	if [ ! -x "$httpd" ]; then
		echo "no test server at $httpd"
		[ $bad -eq 0 ] || exit 1
		exit 77
	fi
	mkdir -p "$home/www"
	"$httpd" "$home/www" "$home/port" "$home/log" &
	httpd_pid=$!
	for i in 1 2 3 4 5 6 7 8 9 10; do
		[ -s "$home/port" ] && break
		sleep 0.2
	done
	port=$(cat "$home/port")
	url=http://127.0.0.1:$port
}

fail() {
	echo "FAIL: $*"
	bad=1
}

# want CODE ARG...: runs and compares the exit code.
want() {
	expected=$1
	shift
	run "$@"
	[ "$code" = "$expected" ] && return
	fail "thaw $*: exit $code, not $expected"
	sed 's/^/    /' "$err" | head -n 5
}

says() {		# says PATTERN: on stdout
	grep -Eq -e "$1" "$out" || fail "stdout lacks \"$1\""
}

complains() {		# complains PATTERN: on stderr
	grep -Eq -e "$1" "$err" || fail "stderr lacks \"$1\""
}

silent() {
	[ ! -s "$out" ] || fail "$*: something on stdout"
}

lines() {		# lines N: of stdout
	n=$(wc -l <"$out")
	[ "$n" -eq "$1" ] || fail "$n lines, not $1"
}

# No escape, other control or bidi override in a file.
clean() {
	if LC_ALL=C grep -q "$(printf '[\001-\010\013\014\016-\037\177]')" "$1"
	then
		fail "$1: control characters"
	fi
	if LC_ALL=C grep -q "$(printf '\342\200[\252-\256]')" "$1"; then
		fail "$1: bidi overrides"
	fi
}

# A crude look at JSON lines: braces, and no bare control characters.
json() {
	if grep -Evq '^\{"[a-z_]+":.*\}$' "$out"; then
		fail "not JSON lines"
	fi
	clean "$out"
}

finish() {
	exit $bad
}
