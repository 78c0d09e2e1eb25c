# What the command-line tests share. Sourced first, by tests/cli/NAME.sh:
#
#   . "${srcdir:-.}/tests/cli/lib.sh"
#   run list releases name:bialiatski
#   exits 0
#   says 'Bialiatski'
#   done_testing
#
# Each test has an empty home of its own, which goes when it ends: nothing of
# the user's is read or written, and nothing is fetched. $work is a folder for
# the test's files, $data is tests/data, $golden is tests/golden/cli.

LC_ALL=C.UTF-8
TZ=UTC0
export LC_ALL TZ
unset NO_COLOR BROWSER SSH_CONNECTION http_proxy https_proxy 2>/dev/null || :

srcdir=$(cd "${srcdir:-.}" && pwd)
builddir=$(cd "${builddir:-.}" && pwd)
thaw=${THAW:-$builddir/thaw}
data=$srcdir/tests/data
golden=$srcdir/tests/golden/cli
test_name=$(basename "$0" .sh)

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
HOME=$work/home
XDG_DATA_HOME=$HOME/data
XDG_CONFIG_HOME=$HOME/config
XDG_CACHE_HOME=$HOME/cache
export HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
mkdir "$HOME"

checks=0
failures=0
status=
command=

[ -x "$thaw" ] || { echo "$test_name: no program $thaw"; exit 99; }

# --- running ---

# Runs thaw without input; $status, $work/out and $work/err are what it left.
run() {
	run_from /dev/null "$@"
}

# The same with a file on standard input.
run_from() {	# FILE ARGUMENT...
	input=$1
	shift
	command="thaw $*"
	"$thaw" "$@" <"$input" >"$work/out" 2>"$work/err"
	status=$?
}

# A sources.conf whose content comes on standard input.
sources_conf() {
	mkdir -p "$XDG_CONFIG_HOME/thaw"
	cat >"$XDG_CONFIG_HOME/thaw/sources.conf"
}

# Real lists lie outside of the project; without them the test is skipped.
need_real_data() {
	[ -n "${THAW_TEST_DATA:-}" ] && [ -d "$THAW_TEST_DATA" ] && return
	echo "$test_name: THAW_TEST_DATA is not set, no real data to read"
	exit 77
}

# --- judging ---

# Ends the check: shows what the last run left, if it was not as it should be.
judge() {	# COMMAND... that tells, behind the words for the report
	words=$1
	shift
	checks=$((checks + 1))
	"$@" && return
	failures=$((failures + 1))
	echo "not ok: $command"
	echo "    $words"
	[ -z "$status" ] || echo "    exit $status"
	sed 's/^/    out: /' "$work/out" | head -n 20
	sed 's/^/    err: /' "$work/err" | head -n 20
}

without() {	# COMMAND... that must fail
	! "$@"
}

exits() {	# CODE
	judge "should exit with $1" [ "$status" -eq "$1" ]
}

says() {	# TEXT... each somewhere on standard output
	for text in "$@"; do
		judge "should print: $text" grep -qF -e "$text" "$work/out"
	done
}

keeps_quiet_on() {	# TEXT... nowhere on standard output
	for text in "$@"; do
		judge "should not print: $text" \
			without grep -qF -e "$text" "$work/out"
	done
}

warns() {	# TEXT... each somewhere on standard error
	for text in "$@"; do
		judge "should say on stderr: $text" \
			grep -qF -e "$text" "$work/err"
	done
}

says_nothing() {
	judge "should print nothing" without [ -s "$work/out" ]
}

warns_nothing() {
	judge "should say nothing on stderr" without [ -s "$work/err" ]
}

says_lines() {	# NUMBER of lines on standard output
	judge "should print $1 lines, not $(wc -l <"$work/out")" \
		[ "$(wc -l <"$work/out")" -eq "$1" ]
}

# The whole output is a golden file; THAW_GOLDEN_WRITE=1 writes it anew.
says_as() {	# NAME under tests/golden/cli
	if [ -n "${THAW_GOLDEN_WRITE:-}" ]; then
		mkdir -p "$golden"
		cp "$work/out" "$golden/$1"
	fi
	judge "should print tests/golden/cli/$1" \
		diff -u "$golden/$1" "$work/out"
}

# A usage error: nothing on standard output, the reason on the other, exit 2.
refuses() {	# TEXT...
	exits 2
	says_nothing
	warns "$@"
}

# --- the end ---

done_testing() {
	echo "$test_name: $checks checks, $failures failed"
	[ "$failures" -eq 0 ]
	exit
}
