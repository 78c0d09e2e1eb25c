#!/bin/sh
# 1,000 sources of which a third are broken, each in one of seven ways: all
# others are stored, in bounded time and memory, and the broken are put off.
. "$(dirname "$0")/lib.sh"
www=$home/www
mkdir "$www"
http_serve
conf=$XDG_CONFIG_HOME/thaw/sources.conf
mkdir -p "$XDG_CONFIG_HOME/thaw"
awk -v www="$www" -v url="http://127.0.0.1:$(cat "$home/port")" 'BEGIN {
	n = split("404 500 trunc/f1 bad no-answer bad-status gone", broken)
	print "<rss version=\"2.0\"><channel><item>" >(www "/bad")
	for (i = 1; i <= 1000; i++) {
		page = "f" i
		if (i % 3 == 0)
			page = broken[(i / 3) % n + 1]
		else
			printf "<rss version=\"2.0\"><channel><title>t" \
			       "</title><item><guid>http://f.test/%d</guid>" \
			       "<title>Item of %d</title></item></channel>" \
			       "</rss>\n", i, i >(www "/" page)
		close(www "/" page)
		printf "source \"s%d\" {\n\turl = {\"%s/%s\"}\n" \
		       "\tformat = \"rss\"\n\tperiod = \"1h\"\n}\n", i, url,
		       page
	}
}' >"$conf"

# 667 that work, and no more memory than a screen has (kB of virtual memory)
before=$(date +%s)
if (ulimit -v 1000000) 2>/dev/null && [ -z "$THAW_NO_ULIMIT" ] &&
	! grep -q __asan_init "$THAW"; then
	(ulimit -v 1000000 && exec "$THAW" refresh >"$out" 2>"$err" </dev/null)
	code=$?
else
	run refresh
fi
took=$(($(date +%s) - before))
[ "$code" -eq 1 ] || fail "exit $code, not 1"
[ "$took" -le 60 ] || fail "it took $took s"
echo "1,000 sources: $took s"
[ "$(grep -c ': 1 new$' "$err")" -eq 667 ] ||
	fail "$(grep -c ': 1 new$' "$err") sources with something new, not 667"
[ "$(grep -Ec ': (failed|refused): .' "$err")" -eq 333 ] ||
	fail "$(grep -Ec ': (failed|refused): .' "$err") failed, not 333"
want 0 list news --format json --columns id
[ "$(wc -l <"$out")" -ge 667 ] || fail "rows are missing"
want 0 list sources 'failures>0' --format json
lines 333
want 0 list sources state:fresh --format json
[ "$(wc -l <"$out")" -eq 667 ] || fail "not 667 fresh sources"
want 0 list sources state:gone --format json
[ "$(wc -l <"$out")" -gt 30 ] || fail "410 is not remembered"
says '"next_at":null'

# the second time nobody is asked: all is fresh, or put off
: >"$home/log"
want 0 refresh
complains 'nothing is due before'
[ ! -s "$home/log" ] || fail "asked again at once"
run doctor
grep -q '^BROKEN *database' "$out" && fail 'the store is damaged'
finish
