#!/bin/sh
# One day's version of an invented list in the layout of OFAC's SDN.CSV:
#
#   year.sh DAY [ROWS]
#
# Of 15,000 parties each day changes 40 against the day before: 8 come, 6 go,
# and 26 are told otherwise.
set -u
exec awk -v day="${1:-0}" -v rows="${2:-15000}" 'BEGIN {
	turn = int(rows / 40)
	for (i = 1; i <= rows; i++) {
		kind = int(i / turn)
		done = i % turn < day
		if (kind < 8 ? !done : kind < 14 && done)
			continue
		printf "%d,\"NAME%d, Given%d\",\"individual\"," \
		       "\"BELARUS] [SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ," \
		       "-0- ,\"DOB 0%d Jan 19%02d; POB Minsk, Belarus; " \
		       "nationality Belarus; Gender %s; a.k.a. " \
		       "'\''ALIAS%d'\''.\"\r\n", i, i, i % 977, i % 9 + 1,
		       i % 100, (kind >= 14 && done ? "Female" : "Male"), i
	}
	printf "\032\r\n"
}'
