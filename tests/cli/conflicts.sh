#!/bin/sh
# What contradicts, kept and settled: verdicts, what becomes of them, rows that
# are disputed, and what was so on an earlier day.
. "$(dirname "$0")/lib.sh"
mkdir -p "$home/config/thaw"
: >"$home/config/thaw/sources.conf"
s="--store $home/s.db"

list() {	# list DAY-OF-ARREST FREED: one record each
	printf 'name,detained_on,released_on\n%s,%s,%s\n' \
		'Alena Prykladnaia' "$1" "$2"
}
list 2022-03-01 2024-06-01 >"$home/a.csv"
list 2022-03-02 2024-06-01 >"$home/b.csv"
list 2022-03-05 2024-06-01 >"$home/c.csv"
want 0 $s import --source one --as-of 2024-07-01 "$home/a.csv"
want 0 $s list conflicts --format json
silent
want 0 $s list releases is:disputed --format json
silent
want 0 $s import --source two --as-of 2024-08-01 "$home/b.csv"
want 0 $s list conflicts --format json
lines 1
json
says '"subject":"Alena Prykladnaia","check":"date"'
says '"sides":\["one: 2022-03-01","two: 2022-03-02"\],"verdict":"open"'
says '"sources":\["one","two"\],"disputed":true'
id=$(sed 's/.*{"id":"\(x-[a-z0-9]*\)".*/\1/' "$out")
want 0 $s list releases is:disputed --format json
[ -s "$out" ] || fail "the person is not disputed"

# --- all sides with what they say, and where that stands ---
want 0 $s show "$id"
says "^  $id  conflict of p-"
says '^  verdict: open'
says '^    2022-03-01'
says '^      two: two'
want 0 $s show "$id" --format json
says '"sides":\[\{"says":"2022-03-01","property":"detained_on","value":"2022-03-01"'
want 0 $s show Prykladnaia
says "^  ≠ $id  "
want 0 $s show Prykladnaia --format json
says "\"disputed\":true,.*\"conflicts\":\[\{\"id\":\"$id\",\"check\":\"date\""
# the front of the id is enough
want 0 $s show "$(echo "$id" | cut -c1-6)"
says '^  verdict: open'

# --- a verdict ---
want 2 $s verdict "$id" same
complains 'valid: open scope superseded error'
want 2 $s verdict x-nothing error
complains 'no such conflict'
want 2 $s verdict "$id" error --query name
want 0 $s verdict "$id" error --note 'two had the day of the report'
complains 'one is wrong'
want 0 $s list conflicts verdict:error --format json
lines 1
says '"verdict":"error".*"note":"two had the day of the report".*"disputed":false'
want 0 $s list conflicts verdict:open --format json
silent
want 0 $s list conflicts is:disputed --format json
silent
want 0 $s list releases is:disputed --format json
silent
want 0 $s list releases --format json
says '"disputed":false'
want 0 $s show "$id"
says '^  verdict: one is wrong'
says 'your note: two had the day of the report'
want 0 $s show Prykladnaia
says "^    $id  .*\(one is wrong\)"
want 0 $s show Prykladnaia --format json
says '"disputed":false'

# --- remembered: the same again, and a purge with a new import ---
want 0 $s import --source two --as-of 2024-08-01 "$home/b.csv"
want 0 $s purge
want 0 $s import --source two --as-of 2024-08-01 "$home/b.csv"
want 0 $s import --source one --as-of 2024-07-01 "$home/a.csv"
want 0 $s list conflicts --format json
says "\"id\":\"$id\".*\"verdict\":\"error\""

# --- another day now: open again, and it says so ---
want 0 $s import --source two --as-of 2024-09-01 "$home/c.csv"
want 0 $s list conflicts --format json
lines 1
says "\"id\":\"$id\".*\"two: 2022-03-05\".*\"verdict\":\"open\".*\"reopened\":true"
want 0 $s list releases is:disputed --format json
[ -s "$out" ] || fail "reopened, and the person is not disputed"
want 0 $s show "$id"
says 'the sides say other things since'
says 'your note: two had the day of the report'
# a side that comes back is what the verdict was about
want 0 $s import --source two --as-of 2024-10-01 "$home/b.csv"
want 0 $s list conflicts --format json
says '"verdict":"error".*"reopened":false'
want 0 $s verdict "$id" open
want 0 $s list conflicts --format json
says '"verdict":"open".*"reopened":false'

# --- on an earlier day, before the other had spoken ---
want 0 $s list conflicts --as-of 2024-07-15 --format json
silent
want 0 $s list releases is:disputed --as-of 2024-07-15 --format json
silent
want 0 $s list conflicts --as-of 2024-09-15 --format json
says '"two: 2022-03-05"'
want 0 $s list releases is:disputed --as-of 2024-09-15 --format json
[ -s "$out" ] || fail "not disputed on that day"

# --- over when they agree ---
want 0 $s import --source two --as-of 2024-11-01 "$home/a.csv"
want 0 $s list conflicts --format json
silent
want 0 $s list releases is:disputed --format json
silent
want 1 $s show "$id"

# --- split and merged by the user: two persons contradict nobody ---
want 0 $s import --source two --as-of 2024-12-01 "$home/b.csv"
want 0 $s list conflicts --format json
lines 1
want 0 $s list releases --format json
p=$(sed 's/.*{"id":"\(p-[a-z0-9]*\)".*/\1/;q' "$out")
want 0 $s split "$p"
want 0 $s list releases --format json
p=$(sed -n 's/.*{"id":"\(p-[a-z0-9]*\)".*/\1/;1p' "$out")
q=$(sed -n 's/.*{"id":"\(p-[a-z0-9]*\)".*/\1/;2p' "$out")
want 0 $s split "$p" "$q"
want 0 $s list conflicts --format json
silent
want 0 $s merge "$p" "$q"
want 0 $s list conflicts --format json
lines 1

# --- text of a source in a terminal ---
printf 'name,detained_on\nAlena Prykladnaia,2022-03-01\n' >"$home/a.csv"
page=$home/evil.html
printf '<html><head><title>x\033[31m</title><meta property="%s" content="%s">' \
	article:published_time 2024-06-02 >"$page"
printf '</head><body><article><table><tr><th>Name</th><th>Time served</th></tr>' \
	>>"$page"
printf '<tr><td>Alena Prykladnaia</td><td>9 years \342\200\256</td></tr>' >>"$page"
printf '</table></article></body></html>' >>"$page"
want 0 $s import --source evil --format article "$page"
want 0 $s list conflicts
clean "$out"
want 0 $s list conflicts --format json
clean "$out"
finish
