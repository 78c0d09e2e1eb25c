#!/bin/sh
# Desks on the command line, rows by their ids, and that purge leaves no session.
. "$(dirname "$0")/lib.sh"

want 0 desk
says '^ *belarus '
want 0 desk list --format json
json
says '"name":"belarus",.*"opens":true'
says '"name":"journalists",.*"filter":"role:journalist"'
want 0 desk list --columns name --format csv

# --- add: in the file, with what was there ---
mkdir -p "$home/config/thaw"
cat >"$home/config/thaw/desks.conf" <<'EOF'
# my own words
desk "belarus" { title = "Belarus" }	# and here
EOF
want 0 desk add politicians role:politician --title 'In "politics"' \
	--panes releases,news --groups starter
silent
complains 'desk politicians: .*--desk politicians'
grep -q '^# my own words$' "$home/config/thaw/desks.conf" ||
	fail 'a comment is gone'
grep -q '# and here$' "$home/config/thaw/desks.conf" ||
	fail 'a comment behind a desk is gone'
want 0 desk list --format json
says '"name":"politicians","title":"In \\"politics\\"","filter":"role:pol'
says '"groups":"starter","panes":"releases,news"'
want 0 --desk politicians list releases --columns name --format csv
n=$(wc -l <"$out")
want 0 list releases --columns name --format csv
[ "$n" -lt "$(wc -l <"$out")" ] || fail 'the desk is no filter'
# A term about a column that a view has not says nothing of its rows.
want 0 --desk politicians list sanctions --columns id --format csv
n=$(wc -l <"$out")
want 0 list sanctions --columns id --format csv
lines "$n"

# --- what is wrong is refused, and the file is as it was ---
sum=$(cksum <"$home/config/thaw/desks.conf")
want 2 desk add
complains 'usage: thaw desk add NAME'
want 2 desk add politicians
complains 'there is a desk "politicians" already, in line'
want 2 desk add 'Bad Name' role:hrd
complains 'no name of a desk'
want 2 desk add x nonsense:1
complains 'no view has all the columns'
want 2 desk add x '"open'
want 2 desk add x role:hrd --panes nonsense
complains 'no pane is called "nonsense"'
want 2 desk remove nonsense
complains 'there are: belarus politicians'
want 2 desk remove
want 2 desk nonsense
complains 'valid: list add remove'
[ "$sum" = "$(cksum <"$home/config/thaw/desks.conf")" ] ||
	fail 'desks.conf was changed'

# --- remove ---
want 0 desk remove politicians
complains 'no data was'
want 2 --desk politicians list releases
grep -q '^# my own words$' "$home/config/thaw/desks.conf" ||
	fail 'a comment is gone with the desk'
want 0 desk remove belarus
complains 'will show everything'
want 0

# --- rows by their ids, in the view's order; a file says how many ---
want 0 list releases --columns id --format tsv --limit 3
a=$(sed -n 2p "$out") b=$(sed -n 4p "$out")
want 0 list releases --ids "$b,$a,p-none" --columns id --format tsv
lines 3
[ "$(sed -n 2p "$out")" = "$a" ] || fail 'not in the order of the view'
want 0 export releases --ids "$b" --output "$home/one.csv" --columns id
silent
complains '^1 row written to .*one.csv'
[ "$(wc -l <"$home/one.csv")" -eq 2 ] || fail 'the file has other rows'
want 0 export releases --quiet --output "$home/all.csv"
[ ! -s "$err" ] || fail 'export --quiet speaks'

# --- the session goes with the rest ---
: >"$home/data/thaw/thaw.db-session"
want 0 purge --all
[ ! -e "$home/data/thaw/thaw.db-session" ] || fail 'purge leaves the session'
finish
