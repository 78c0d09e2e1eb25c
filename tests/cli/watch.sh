#!/bin/sh
# Watches: what a refresh or an import brings is told once, kept for the pane,
# and handed to the user's command, which no word of a source reaches but on
# its standard input.
. "$(dirname "$0")/lib.sh"
mkdir "$home/www" "$home/work"
http_serve
cd "$home/work" || exit 99
mkdir -p "$XDG_CONFIG_HOME/thaw"

# feed TITLE...: a feed with an item a title, written as XML has it.
feed() {
	printf '<rss version="2.0"><channel><title>Feed</title>'
	for title in "$@"; do
		n=$(printf '%s' "$title" | cksum | cut -d ' ' -f 1)
		printf '<item><title>%s</title><guid>%s</guid>' "$title" "$n"
		printf '<link>https://news.example/%s</link></item>' "$n"
	done
	printf '</channel></rss>\n'
}

party() {	# NUMBER NAME: a row of a list
	printf '%s,"%s","individual","BELARUS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,' \
		"$1" "$2"
	printf -- '-0- ,-0- \r\n'
}

list() {	# DATE: imports the list that is in l.csv, as of that day
	want 0 import --source my-list --format ofac_csv --as-of "$1" l.csv
}

settings() {
	printf '%s\n' "$@" >"$XDG_CONFIG_HOME/thaw/settings.conf"
}

# --- adding, listing, removing ---
want 0 watch
lines 1
want 0 watch add Bialiatski
silent
complains '^watch bialiatski: 5 rows match already \(releases 1, .*news 1\)'
want 0 watch add 'role:journalist is:new'
complains '^watch role-journalist-is-new: nothing matches yet \(releases 0\)'
want 0 watch add programme:BLR
complains '^watch programme-blr: .*\(sanctions [0-9]+, designations 0\)'
want 0 watch add bialiatski --name 'My own' --view news
complains '^watch My own: 1 rows match already \(news 1\)'
want 0 watch add BIALIATSKI
complains '^watch bialiatski-2: '
want 2 watch add Ales --name 'My own'
complains 'there is a watch "My own" already'
want 0 watch list --format json
lines 5
json
says '"name":"bialiatski","filter":"Bialiatski","views":\["releases","events",'
says '"name":"My own","filter":"bialiatski","views":\["news"\],"rows":1,"hits":0'
want 0 watch list --format csv --columns name,filter --sort -name
says '^role-journalist-is-new,role:journalist is:new'
for f in table tsv md; do
	want 0 watch list --format $f view:news
	says 'My own'
done
want 0 watch remove bialiatski-2
complains '^watch bialiatski-2: removed'
want 2 watch remove bialiatski-2
complains 'no watch is called "bialiatski-2"; there are: My own, bialiatski'

# --- what cannot be understood: why, and what can ---
want 2 watch add colour:red
silent
complains 'unknown column "colour": releases has id, name, '
want 2 watch add state:nonsense
complains 'not a word of this column: .*lifted'
want 2 watch add 'held>soon'
want 2 watch add '"open'
want 2 watch add '((((('
complains 'does not say what to look for.*add a name'
want 2 watch add -x
complains '"-x" does not say'
want 2 watch add 'x as-of:2025-01-01'
complains 'as-of: looks back'
want 2 watch add
want 2 watch add ''
complains 'an empty filter'
want 2 watch add x --view nonsense
complains 'valid: releases events .*changes'
want 2 watch add x --name ''
want 2 watch add x --name "$(printf 'a\nb')"
want 2 --desk belarus watch add x
complains 'belongs to no desk'
want 2 watch nonsense
complains 'valid: list add remove'
want 0 watch list --format json
lines 4

# --- a hit after a refresh, and not after the next ---
feed 'Nothing of note' >"$home/www/feed.rss"
want 0 sources add "$url/feed.rss" --key f --format rss
want 0 refresh
silent
complains '^f: 1 new$'
feed 'Nothing of note' 'Алесь Бяляцкі speaks' >"$home/www/feed.rss"
want 0 refresh --force
complains '^f: 1 new'
lines 2
says '^watch My own: Алесь Бяляцкі speaks, news, f$'
says '^watch bialiatski: Алесь Бяляцкі speaks, news, f$'
want 0 refresh --force
silent
feed 'Nothing of note' 'Алесь Бяляцкі speaks' 'Other' >"$home/www/feed.rss"
want 0 refresh --force
silent
complains '^f: 1 new'
want 0 list watches --format json
lines 2
json
says '"watch":"bialiatski","subject":"Алесь Бяляцкі speaks","view":"news"'
want 0 list watches watch:bialiatski --format json --columns filter,sources
says '^\{"filter":"Bialiatski","sources":\["f"\]\}$'
want 0 watch list name:bialiatski --format json
says '"rows":6,"hits":1,"last_hit":"20'
# as the screen reads it, and without its messages
feed 'Nothing of note' 'Bialacki again' >"$home/www/feed.rss"
want 0 refresh --force --progress
says "$(printf '^\thit\t0\t0\t1\tbialiatski: Bialacki again, news, f$')"
feed 'Nothing of note' 'Bialiacki once more' >"$home/www/feed.rss"
want 0 refresh --force --quiet
says '^watch bialiatski: Bialiacki once more, news, f$'
[ ! -s "$err" ] || fail "--quiet speaks"

# --- states, after imports: another one is told, and the last one ---
{ party 1 'BIALIATSKI, Ales'; party 2 'OTHER, One'; party 3 'OTHER, Two'
party 4 'OTHER, Three'; party 5 'OTHER, Four'; } >l.csv
list 2026-01-01
says '^watch bialiatski: BIALIATSKI, Ales, designations, listed, my-list$'
says '^watch programme-blr: OTHER, Four, designations, listed, my-list$'
says '^watch programme-blr: United States, Belarus .*, sanctions, imposed'
cp l.csv whole.csv
sed 1d whole.csv >l.csv
list 2026-02-01
says '^watch bialiatski: BIALIATSKI, Ales, designations, removal pending, '
sed -i 's/Four/Five/' l.csv
list 2026-03-01
says '^watch bialiatski: BIALIATSKI, Ales, designations, delisted, my-list$'
list 2026-04-01
silent
cp whole.csv l.csv
list 2026-05-01
says '^watch bialiatski: BIALIATSKI, Ales, designations, listed, my-list$'
want 0 import --dry-run l.csv --format ofac_csv
grep -q '^watch' "$out" && fail "a dry run tells hits"

# --- many at once are told singly up to a point ---
i=100
while [ $i -lt 130 ]; do
	party $i "MANY, Number$i"
	i=$((i + 1))
done >>l.csv
list 2026-06-01
[ "$(grep -c '^watch programme-blr: MANY' "$out")" -le 20 ] || fail "a flood"
says "^watch programme-blr: 10 more: thaw list watches 'watch:\"programme-blr\"'$"
want 0 list watches 'watch:"programme-blr" many' --format json
lines 30

# --- the user's command: JSON on its input, and nothing of it elsewhere ---
cat >"$home/take" <<'END'
#!/bin/sh
for word in "$0" "$@"; do
	printf '%s\n' "$word"
done >>"$HOME/words"
env >>"$HOME/environ"
cat >>"$HOME/got"
echo not for you
echo nor this >&2
END
chmod +x "$home/take"
settings "on_match = \"$home/take -x 'two words'\""
evil='Bialiatski $(touch x) `touch y`; touch z | "quoted" '"'single'"' \n -rf &lt;&amp;&gt;'
feed 'Nothing of note' "$evil" "Bialiatski&#10;touch q
touch r" >"$home/www/feed.rss"
want 0 refresh --force
says '^watch bialiatski: Bialiatski \$\(touch x\) `touch y`; touch z'
clean "$out"
grep -q 'not for you\|nor this' "$out" "$err" && fail "the command is heard"
[ "$(cat "$home/words")" = "$home/take
-x
two words" ] || fail "other words: $(cat "$home/words")"
grep -q 'touch' "$home/environ" && fail "a source speaks in the environment"
[ "$(wc -l <"$home/got")" -eq 4 ] || fail "not four hits as lines"
front='"watch":"(bialiatski|My own)","filter":"[Bb]ialiatski","view":"news"'
grep -Evq "^\\{$front,\"id\":\"n-[a-z0-9]*\",\"title\":\".*\\}\$" "$home/got" &&
	fail "not the JSON of hits"
grep -q '"sources":\["f"\],"disputed":false,"seen":"20' "$home/got" ||
	fail "not all columns"
grep -qF 'Bialiatski $(touch x) `touch y`; touch z | \"quoted\"' "$home/got" ||
	fail "the title is not what the source wrote"
clean "$home/got"
[ -z "$(find . -name '[xyzqr]')" ] || fail "a shell has read a source"
rm -f "$home/got"
want 0 refresh --force
[ ! -e "$home/got" ] || fail "the command is started for nothing"
# as people write it
settings "on_match = $home/take bare  # a comment"
feed 'Bialiatski bare' >"$home/www/feed.rss"
want 0 refresh --force
[ "$(tail -n 1 "$home/words")" = bare ] || fail "words without quotes"

# --- a command that fails: said, and the hit stays ---
fails() {	# WHY: how the refresh of a new title ends
	try=$((${try:-0} + 1))
	feed "Bialiatski try$try" >"$home/www/feed.rss"
	want 1 refresh --force
	says "^watch bialiatski: Bialiatski try$try, news, f$"
	complains "^on_match: $1"
	complains 'the hits stay in pane 0 and in thaw list watches$'
	clean "$err"
	want 0 list watches "watch:bialiatski \"Bialiatski try$try\"" --format json
	lines 1
	want 0 refresh --force
	silent
}
printf '#!/bin/sh\necho first >&2\nprintf "my\\033[1m reason\\n\\n" >&2\nexit 3\n' \
	>"$home/broken"
printf '#!/bin/sh\nsleep 60\n' >"$home/hangs"
printf '#!/bin/sh\ntrap "" TERM\ncat >/dev/null\nsleep 60 &\nwait\nsleep 60\n' \
	>"$home/stays"
printf '#!/bin/sh\nexit 0\n' >"$home/reads-nothing"
chmod +x "$home/broken" "$home/hangs" "$home/stays" "$home/reads-nothing"
settings "on_match = $home/broken"
fails '.*/broken ended with status 3: my␛\[1m reason; '
settings "on_match = $home/nowhere"
fails 'cannot start .*/nowhere: No such file'
settings "on_match = $home/hangs" 'on_match_timeout_s = 1'
fails '.*/hangs did not end in time'
settings "on_match = $home/stays" 'on_match_timeout_s = 1'
fails '.*/stays did not end in time'
settings "on_match = \"$home/reads-nothing\""
feed 'Bialiatski read by nobody' >"$home/www/feed.rss"
want 0 refresh --force
! grep -q on_match "$err" || fail "who reads nothing fails"
settings 'on_match = "a '"'b\""
want 2 refresh
complains 'settings.conf:1: .*on_match: a quote is not closed'
rm "$XDG_CONFIG_HOME/thaw/settings.conf"

# --- a purge of data keeps watches, and what was told stays told ---
want 0 purge
want 0 watch list --format json
lines 4
want 0 list watches watch:bialiatski --format json
[ "$(wc -l <"$out")" -gt 5 ] || fail "a purge takes hits"
want 0 refresh --force
silent
list 2026-06-01
silent
want 0 watch remove programme-blr
want 0 list watches many --format json
lines 0
want 0 purge --all
want 0 watch list --format json
lines 0
finish
