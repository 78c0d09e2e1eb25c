#!/bin/sh
# Releases beside measures: the chart, its rows, and filters of two views.
. "$(dirname "$0")/lib.sh"

want 0 timeline
says '^Releases above, measures below: 2012-04-14 to '
says '^ *freed '
says '^ *US '
says '^2025-12-13  . 123 freed: pardon, deported'
says '↔ 2025-12-15 US Belaruskali'
clean "$out"
COLUMNS=60
export COLUMNS
want 0 timeline
wide=$(wc -L <"$out" 2>/dev/null) && [ "$wide" -gt 60 ] &&
	fail "$wide cells, not 60"
unset COLUMNS
LC_ALL=C "$THAW" timeline >"$out"
LC_ALL=C grep -q "$(printf '[\200-\377]')" "$out" &&
	fail "letters that the locale has not"
says '^2025-12-13  # 123 freed'
says '<> 2025-12-15 US'

# --- a term holds where it means something ---
want 0 timeline 'count>100' jurisdiction:US --format json
json
says '"kind":"release".*"count":123'
says '"kind":"measure".*"jurisdiction":"US"'
grep -q '"count":22[,}]' "$out" && fail "count>100 finds 22"
grep -q '"jurisdiction":"EU"' "$out" && fail "jurisdiction:US finds the EU"
want 0 timeline 'date>=2025-12-13' 'date<2026-01-01' --format json
grep -Eq '"date":"(2025-0|2026|2012)' "$out" && fail "dates beyond the filter"
says '"date":"2025-12-15","kind":"measure"'
want 0 timeline -jurisdiction:US --format json
grep -q '"jurisdiction":"US"' "$out" && fail "-jurisdiction:US finds the US"
for wrong in nonsense:1 '"open' 'count>soon' 'date>=soon'; do
	want 2 timeline "$wrong"
	silent "timeline $wrong"
done
want 2 timeline nonsense:1
complains 'events has .*of measures: .*sanctions has'
want 2 timeline --as-of yesterday
want 2 timeline --format nonsense
want 0 timeline 'count>100000' jurisdiction:VA
silent "an empty timeline"
complains 'no rows'

# --- persons, where the filter asks for those; days, where there are few ---
want 0 timeline name:bialiatski --format json
json
says '"kind":"release".*"what":"Ales Bialiatski freed'
grep -q '"count":123[,}]' "$out" && fail "an act stands among persons"
want 0 timeline name:bialiatski 'date>=2020' 'date<2021'
grep -q Bialiatski "$out" && fail "the date does not hold for persons"
want 0 timeline 'date>=2025-12-10' 'date<=2025-12-31'
says 'a column is a day'

# --- rows ---
for f in csv json md table tsv html; do
	want 0 timeline --format $f
	[ -s "$out" ] || fail "timeline --format $f"
done
want 0 timeline --format csv --columns date,kind,what,count,id,sources --limit 2
lines 3
says '^date,kind,what,count,id,sources'
want 0 timeline --as-of 2020-01-01 --format json

# What goes to others is English as a whole, whoever prints it.
for what in "timeline --format html" "timeline --format json" \
	"timeline --format csv" \
	"export releases --format html" "export releases --format md" \
	"export all --format html"; do
	# shellcheck disable=SC2086
	LANGUAGE=en "$THAW" $what >"$out" 2>"$err"
	# shellcheck disable=SC2086
	LANGUAGE=be "$THAW" $what >"$out.be" 2>"$err"
	[ -s "$out" ] || fail "$what prints nothing"
	for text in "$out" "$out.be"; do	# but for when it was made
		sed 's/Made.*UTC/Made/' "$text" >"$text.then"
	done
	cmp -s "$out.then" "$out.be.then" || fail "$what is in two languages"
done
# The drawing is for whoever draws it: words, months and dates are theirs.
LANGUAGE=be "$THAW" timeline >"$out" 2>"$err"
says 'Уверсе вызваленні, унізе меры'
grep -E '[0-9]{4}-[0-9]{2}-[0-9]{2}|column|freed|eased by' "$out" &&
	fail "timeline in Belarusian has English or ISO dates"
LANGUAGE=de "$THAW" list events >"$out" 2>"$err"
says 'Frauen: 15'
says '13\.12\.2025'
grep -Eq '20[0-9]{2}-[0-9]{2}|women=' "$out" &&
	fail "a German table has ISO dates or raw parts"
LANGUAGE=en "$THAW" list events >"$out" 2>"$err"
says '2025-12-13'
says 'women=15'

finish
