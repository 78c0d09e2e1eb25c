#!/bin/sh
# The pictures of the screen as text and as rows: one grid, whoever draws it.
. "$(dirname "$0")/lib.sh"

says_not() {
	grep -q -e "$1" "$out" && fail "says $1"
}

cat >"$home/people.csv" <<'END'
name,role,detained_on,released_on,custody,manner
Ales Probny,journalist,2020-08-01,2021-05-01,free,stayed
Hanna Vydumana,lawyer,2020-09-01,2021-06-01,free,deported
Ivan Prykladny,journalist;politician,2021-01-05,2022-02-01,free,deported
Maryja Uzorava,student,2021-03-01,,colony,
END
store=$home/people.db
want 0 --store "$store" import "$home/people.csv" --format csv --source mine

# --- drawn ---
want 0 --store "$store" pictures
says 'Where they are, by year of arrest'
says 'Who was freed, by year and role'
want 0 --store "$store" pictures roles
says 'Who was freed, by year and role'
says_not 'by year of arrest'
says '^ *2022 .* 1$'
says 'journalist 2'
want 0 --store "$store" pictures roles role:lawyer
says_not 2022
for width in 20 40 80 132; do
	THAW_WIDTH=$width "$THAW" --store "$store" pictures >"$out" 2>"$err" || fail "width $width"
	[ $width -lt 40 ] || [ "$(wc -L <"$out")" -le $width ] ||
		fail "wider than $width"
done
LC_ALL=C "$THAW" --store "$store" pictures >"$out" 2>"$err"
LC_ALL=C grep -q '[^ -~]' "$out" && fail "letters beyond ASCII"

# --- rows: what is drawn adds up to them ---
want 0 --store "$store" pictures roles --format csv --columns picture,row,part,count
says '^roles,2021,journalist,1'
says '^roles,2022,politician,1'
lines 5
want 0 --store "$store" pictures custody --format json
says '"part":"colony"'
says '"count":1'
for f in csv tsv json md table html; do
	want 0 --store "$store" pictures --format $f
	[ -s "$out" ] || fail "pictures --format $f"
done
want 0 --store "$store" pictures --format html
says '<svg'
want 0 --store "$store" pictures custody --as-of 2000-01-01 --format csv

# --- what is wrong is said ---
want 2 --store "$store" pictures roles nosuch:1
want 2 --store "$store" pictures --as-of soon
want 0 --store "$store" pictures roles name:nobody
says_not 2021

# --- one language for machines, people's for people ---
for f in csv json html; do
	LANGUAGE=en "$THAW" --store "$store" pictures --format $f | sed 's/Made.*UTC//' >"$out"
	LANGUAGE=be "$THAW" --store "$store" pictures --format $f | sed 's/Made.*UTC//' >"$out.be"
	cmp -s "$out" "$out.be" || fail "pictures --format $f is in two languages"
done
finish
