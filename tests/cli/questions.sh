#!/bin/sh
# The commands that README gives for the questions asked most: each is understood
# and answers, on the starter data with what they speak of besides.
. "$(dirname "$0")/lib.sh"
cd "$home" || exit 99
want 0 refresh
printf '%s\n' 'date;precision;count;count_scope;announced_by;verified;source_url' \
	'2026-10-01;day;1134;remaining;Vyasna Example;yes;https://list.example/1' \
	>remain.csv
printf '%s\n' 'Name,Role,Detention Duration,Released' \
	'Zoja Vydumanaja,journalist,2 months,2026-11-05' >new.csv
want 0 import --format csv --source counts remain.csv
want 0 import --format csv --source more new.csv

sed -n '/^The questions asked most/,/^The command line/s/^        command  thaw //p' \
	"$here/../../README" >commands
[ "$(wc -l <commands)" -eq 10 ] || fail "README does not answer ten questions"
answers='Bialiatski 2025-12-14 freed.earlier GL.13 Vydumanaja 18.months
2025-12 1134 Vydumanaja aljazeera'
set -- $answers
while IFS= read -r line; do
	eval "run $line"
	[ "$code" = 0 ] || fail "thaw $line: exit $code, $(cat "$err")"
	says "$1"
	shift
done <commands
finish
