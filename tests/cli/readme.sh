#!/bin/sh
# Every command that README shows is run, in README's order, with names and
# places of this test for those that it makes up; and nothing is run that
# README does not show. (Its ten questions: questions.sh; its screens: t_tour.)
. "$(dirname "$0")/lib.sh"
readme=$here/../../README
cd "$home" || exit 99

# Commands as README writes them, without what is said beside them.
sed -n '/^The command line$/,/^Where files lie$/p' "$readme" |
	sed -n 's/^    \(thaw .*\)/\1/p' | sed 's/   *.*//' >shown
: >ran

# of SHOWN CODE PATTERN ARG...: the line of README, and what it means here; the
# pattern is in what is printed, or what is told.
of() {
	line=$1 expected=$2 pattern=$3
	echo "$line" >>ran
	shift 3
	want "$expected" "$@"
	cat "$out" "$err" | grep -Eq -e "$pattern" ||
		fail "$line: nothing says \"$pattern\""
}

mkdir www
http_serve
cat >www/feed.xml <<'END'
<rss version="2.0"><channel><title>Invented News</title><item>
<title>Nothing happened</title><link>http://127.0.0.1/1</link>
<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item></channel></rss>
END
printf '%s\n' 'Name,Role,Released' 'Zoja Vydumanaja,journalist,2026-11-05' |
	tee www/list.csv >list.csv
printf '%s\n' 'Name,Role,Released' 'Zoja Vydumanaja,journalist,2026-11-05' \
	'Piotr Pryklad,journalist,2026-11-05' >two.csv
printf '%s\n' '<html><head><title>Three are freed</title></head><body>' \
	'<article><p>On 5 January 2026 Belarus freed three prisoners.</p>' \
	'</article></body></html>' >article.html
printf '%s\n' '9001,"FROST BANK",-0- ,"BELARUS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ' \
	>sdn.csv
printf '%s\n' name 'Frost Bank' 'Nobody At All' >names.csv
id_of() {	# VIEW [FILTER]: of its first row
	"$THAW" list "$@" --format csv --columns id | tr -d '\r' | sed -n 2p
}

# Who begins with a file of his own is told where the starter data are.
want 0 --store "$home/own.db" import list.csv
complains 'has no starter data: `thaw refresh` takes them'
want 0 --store "$home/own.db" import two.csv
grep -q 'starter data' "$err" && fail "told twice"
want 0 --store "$home/own.db" refresh
want 0 --store "$home/own.db" list releases statkevich
says Statkevich

# --- The command line ---
of 'thaw list VIEW [FILTER]' 0 Statkevich list releases statkevich
of "thaw list releases 'held>2y' -role:politician sort:-released" 0 Bialiatski \
	list releases 'held>2y' -role:politician sort:-released
grep -q Sannikov "$out" && fail "a politician is listed"
of 'thaw list sanctions programme:BLR --as-of 2025-12-31' 0 'eased by licence' \
	list sanctions programme:BLR --as-of 2025-12-31
of 'thaw show NAME' 0 'Human Rights Defender' show 'Ales Bialiatski'
says 'https://europ.info/'
of 'thaw export all --format html --output report.html' 0 'rows written' \
	export all --format html --output report.html
grep -q Bialiatski report.html || fail "the report lacks Bialiatski"
of 'thaw import article.html --url https://...' 0 'new' \
	import article.html --url https://news.example/2026/01/05/three
of 'thaw import list.csv --dry-run' 0 '"kind":"person"' \
	import list.csv --dry-run
want 1 screen --file names.csv
complains 'no list of sanctions in the store'
want 0 import --source us-ofac-sdn --format ofac_csv sdn.csv
of 'thaw screen --file names.csv' 0 'FROST BANK' screen --file names.csv
of 'thaw doctor' 0 '^ok +store' doctor
of 'thaw help filter' 0 '^Columns of releases' help filter

# --- Data of your own choice ---
of 'thaw sources list' 0 'us-ofac-sdn' sources list
of 'thaw sources enable lists' 0 'un-sc: enabled' sources enable lists
want 0 sources disable lists
of 'thaw sources add https://host/news' 0 'invented-news' \
	sources add "$url/feed.xml" --key invented-news
of 'thaw sources test https://host/list.csv' 0 'csv, 1 person' \
	sources test "$url/list.csv"
of 'thaw refresh' 0 'invented-news: 1 new' refresh
echo 'thaw refresh --every 15m' >>ran
"$THAW" refresh --every 15m >"$out" 2>"$err" </dev/null &
stays=$!
sleep 1
kill "$stays" || fail "refresh --every does not stay"
wait "$stays"
of "thaw watch add 'role:journalist is:new'" 0 'nothing matches yet' \
	watch add 'role:journalist is:new'
of 'thaw publish /srv/thaw' 0 'published' publish "$home/copy"
of 'thaw pull user@host:/srv/thaw' 0 'the data of' --store "$home/reader.db" \
	pull "$home/copy"
want 0 --store "$home/reader.db" list releases statkevich
says Statkevich

# --- What you say yourself ---
of 'thaw verdict ID error --note "the day of the report"' 0 'one is wrong' \
	verdict "$(id_of conflicts sannikov)" error --note "the day of the report"
of 'thaw set ID state=partly_done --note "in force since May"' 0 'partly done' \
	set "$(id_of recommendations)" state=partly_done \
	--note "in force since May"
want 0 list recommendations state:partly_done
lines 2
want 0 import --source two two.csv
of 'thaw merge ID ID' 0 'are one person' merge "$(id_of releases name:vydumanaja)" \
	"$(id_of releases name:pryklad)"
want 0 list releases role:journalist --format json
lines 1
of 'thaw mark ID note TEXT' 0 ': note' mark "$(id_of releases statkevich)" note TEXT
want 0 show "$(id_of releases statkevich)"
says 'your note: TEXT'

# The places that README names, and that nothing of them is left.
for file in data/thaw/thaw.db data/thaw/thaw-own.db config/thaw/sources.conf; do
	[ -e "$home/$file" ] || fail "no $file"
	[ "$(find "$home/$file" -perm 0600 | wc -l)" -eq 1 ] ||
		fail "$file is open to others"
done
want 0 purge
want 0 list releases --format json
lines 0
[ -e data/thaw/thaw-own.db ] || fail "purge takes the notes"
want 0 purge --all
find data config -type f | grep . && fail "purge --all leaves files"

if ! diff shown ran; then
	fail "README shows other commands than are run here"
fi
finish
