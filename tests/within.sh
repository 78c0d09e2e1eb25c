#!/bin/sh
# within.sh COMMAND...: one test, which may take no longer than this. A test that
# hangs then fails and says so, with what was running, instead of holding up all
# others until somebody notices.
#
# THAW_TEST_LIGHT leaves out what has nothing to do with memory and takes long: it
# counts bytes, compares pages or kills many times. `make check` in a folder with
# sanitizers has it all.
limit=${THAW_TEST_LIMIT:-600}
case ${THAW_TEST_LIGHT:-}:$* in
1:*/t_frugal* | 1:*/t_tour* | 1:*/t_pty_questions* | 1:*/kill_pull.sh | \
1:*/guards_fail.sh | 1:*/completion.sh | 1:*/manual.sh)
	echo 'left out by THAW_TEST_LIGHT'
	exit 77
	;;
esac
command -v timeout >/dev/null || exec "$@"
from=$(date +%s)
timeout -k 10 "$limit" "$@"
code=$?
echo "took $(($(date +%s) - from)) s"
if [ $code -eq 124 ] || [ $code -eq 137 ]; then
	echo "FAIL: not done after $limit s: $*"
	exit 1
fi
exit $code
