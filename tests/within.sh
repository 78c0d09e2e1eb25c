#!/bin/sh
# within.sh COMMAND...: one test, which may take no longer than this. A test that
# hangs then fails and says so, with what was running, instead of holding up all
# others until somebody notices.
limit=${THAW_TEST_LIMIT:-600}
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
