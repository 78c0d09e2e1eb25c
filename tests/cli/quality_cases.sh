#!/bin/sh
# How much of what small documents say is found, and how much of what is found
# they say: recall and precision by language, what failed, and floors. Our own
# cases run everywhere; the collected ones, and the words of table heads, where
# there is a copy.
. "$(dirname "$0")/lib.sh"
[ -x "$QUALITY" ] || { echo "no program at QUALITY"; exit 99; }
own=$here/../quality

floor() {	# floor WHAT FILE NUMBER... [DOCS]
	echo "== $1 $(basename "$2")"
	"$QUALITY" "$@" || fail "quality $*"
}

floor cases "$own"/own_cases.tsv 0.90 0.95
real=${THAW_TEST_DATA:-}/prisoners
if [ -n "${THAW_TEST_DATA:-}" ] && [ -d "$real" ]; then
	floor headers "$real"/headers.tsv 0.99
	floor cases "$real"/cases.tsv 0.90 0.95 "$own"/case_documents.tsv
else
	echo "THAW_TEST_DATA is not set: only our own cases were read"
fi
finish
