#!/bin/sh
# What the command line promises: exit codes, help, formats, messages.
. "$(dirname "$0")/lib.sh"
commands='refresh sources list show export timeline import watch desk mark set merge
split screen verdict reread purge doctor help'
views='releases events sanctions designations recommendations news brief'

# --- help and version come from the tables ---
want 0 --help
for c in $commands; do
	says "^  $c "
done
want 0 help
says '^Usage: thaw'
want 0 --version
says '^thaw [0-9]'
lines 1
for c in $commands; do
	want 0 "$c" --help
	says "^Usage: thaw $c"
	for option in --help --quiet --verbose --store --config --desk; do
		says "$option"
	done
	want 0 help "$c"
	says "^Usage: thaw $c"
	want 2 "$c" --no-such-option
	silent "$c"
	complains 'unknown option --no-such-option; valid: .*--quiet'
done
want 0 help filter
says 'is:disputed'
says '^Columns of releases'
want 0 help keys
want 2 help nonsense
complains 'no help on "nonsense"'

# --- what is not there is unknown ---
want 2 nonsense
silent nonsense
complains 'unknown command "nonsense"; valid: refresh'

# --- common options stand before and behind the command ---
want 0 --store "$home/a.db" list events --limit 1
want 0 list events --limit 1 --store "$home/b.db"
want 0 list events --limit=1 "--store=$home/c.db"
for f in a b c; do
	[ -f "$home/$f.db" ] || fail "$f.db was not made"
	[ "$(stat -c %a "$home/$f.db")" = 600 ] || fail "$f.db: mode"
done
want 2 --desk nonsense list releases
complains 'no desk .*belarus'
want 0 --desk belarus list releases
# What was imported by hand belongs to every desk: it is in no group.
printf '1,"OWN, Given","individual","BELARUS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n' \
	>"$home/own.csv"
want 0 --store "$home/own.db" import --source own-list --format ofac_csv \
	"$home/own.csv"
want 0 --store "$home/own.db" --desk belarus list designations \
	--format tsv --columns name,list
says '^OWN, Given.own-list$'
want 2 list --store
complains '--store needs a value'
want 2 list --quiet=1 releases
want 2 --store '' list releases

# --- views, filters, columns, formats ---
want 2 list
complains 'which view'
want 2 list nonsense
silent
for v in $views watches sources; do
	complains "$v"
done
for v in $views watches sources; do
	for f in table csv tsv json md; do
		want 0 list "$v" --format "$f"
	done
	want 2 list "$v" --columns nonsense
	silent
	complains 'valid: *id '
	want 2 list "$v" nonsense:1
	silent
	complains .
	want 2 list "$v" --sort nonsense
	silent
	want 0 list "$v" --columns id,sources --limit 1
done
want 2 list releases --format nonsense
complains 'valid: claimreview csv ftm html ics json md table tsv'
want 2 list releases --limit many
want 2 list releases --limit -1
want 2 list releases --as-of yesterday
want 2 list releases 'held>soon'
silent
want 2 list releases '"open'
silent
want 0 list releases -- is:any

# --- formats say the same ---
want 0 list events --format json
json
rows=$(wc -l <"$out")
want 0 list events --format csv
says "$(printf '\r')"
[ "$(tr -d '\r' <"$out" | grep -c '^e-')" -eq "$rows" ] || fail "csv: rows"
[ "$(head -c 8 "$out")" = id,date, ] || fail "csv: header"
want 0 list events --format tsv
lines $((rows + 1))
want 0 list events --format md
lines $((rows + 2))
want 0 list events
lines $((rows + 1))
want 0 list events --format json --columns date,id --limit 2
lines 2
says '^\{"date":"[0-9-]*","id":"e-'
want 0 list events --format json --limit 0
lines 0

# --- results on stdout, notes on stderr, --quiet ---
want 0 refresh
silent
complains 'no network source is enabled: nobody was contacted'
want 0 refresh --quiet
[ ! -s "$err" ] || fail "refresh --quiet speaks"
want 2 refresh nonsense
complains 'unknown source "nonsense"; valid: *starter'
want 2 refresh --every soon
want 2 refresh --jobs 0
want 2 refresh --accept nonsense

# --- somebody who stops reading is no error; a full disk is ---
"$THAW" list events --format json 2>"$err" | head -n 1 >"$out"
[ ! -s "$err" ] || fail "a closed pipe is complained about"
if [ -w /dev/full ]; then
	"$THAW" help filter >/dev/full 2>"$err"
	[ $? -eq 1 ] || fail "a full disk is no error"
	complains 'cannot write'
fi

# --- bare ---
want 0
says '^Desk: Belarus; thaw list VIEW has everything$'
says '^Releases: '
says '^Sanctions: '
says '^Recommendations: '
says 'thaw help'
[ "$(wc -l <"$out")" -le 60 ] || fail "the brief is long"

want 0 doctor
says 'ok +store'
want 2 doctor now
want 2 show
want 1 show 'Nobody Of That Name'
silent
complains 'nothing is called'
want 1 show p-zzzzzzzzzzzz
want 2 show --format csv p-zz

# --- without a home: what to do, and no guess ---
homeless() {
	(unset HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
	"$THAW" "$@" >"$out" 2>"$err" </dev/null)
	code=$?
}
homeless list releases
[ "$code" = 1 ] || fail "no HOME: exit $code"
silent "no HOME"
complains 'nor HOME is set: set HOME, or name places with --store and --config'
homeless --store "$home/s.db" --config "$home/conf" list releases bialiatski
[ "$code" = 0 ] || fail "places are named: exit $code"
says 'Bialiatski'
finish
