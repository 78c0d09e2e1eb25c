#!/bin/sh
# Ten differing texts on one release, on a loopback site: one act, one row for
# each person, what they say side by side. As ten sources, as two, in any order.
# The wording is invented; the people are known everywhere.
. "$(dirname "$0")/lib.sh"
mkdir "$home/www"

# page FILE LANG PUBLISHED TITLE: the body on stdin
page() {
	{
		printf '<html lang="%s"><head><title>%s</title>\n' "$2" "$4"
		printf '<meta property="article:published_time" content="%s">' "$3"
		printf '</head><body><article><h1>%s</h1>\n' "$4"
		cat
		printf '</article></body></html>\n'
	} >"$home/www/$1.html"
}
page t1 en 2025-12-13 'A hundred and more walk free' <<'END'
<p>On 13 December 2025 Belarus released 123 prisoners after talks in Minsk.</p>
<table><tr><th>Name</th><th>Role</th><th>Detention Duration</th></tr>
<tr><td>Ales Bialiatski</td><td>Human Rights Defender</td><td>4 years, 5 months</td></tr>
<tr><td>Maria Kalesnikava</td><td>Politician</td><td>5 years, 3 months</td></tr>
</table>
END
page t2 en 2025-12-14 'Who came out, and after how long' <<'END'
<p>Belarus freed 123 prisoners on 13 December 2025, in one day.</p>
<table><tr><th>Name</th><th>Position</th><th>Time Served</th></tr>
<tr><td>Ales Byalyatski</td><td>Human Rights Defender</td><td>Over 2 years</td></tr>
<tr><td>Maria Kolesnikova</td><td>Politician</td><td>18 months</td></tr>
<tr><td>Viktor Babariko</td><td>Candidate</td><td>5 years</td></tr></table>
END
page t3 be 2025-12-14 'Хто выйшаў на волю' <<'END'
<p>13 снежня 2025 года з турмаў вызвалілі 123 чалавекі.</p>
<table><tr><th>Імя</th><th>Род заняткаў</th><th>Тэрмін зняволення</th></tr>
<tr><td>Алесь Бяляцкі</td><td>праваабаронца</td><td>4 гады і 5 месяцаў</td></tr>
<tr><td>Марыя Калеснікава</td><td>палітык</td><td>5 гадоў</td></tr></table>
END
page t4 ru 2025-12-14 'Список освобождённых' <<'END'
<p>13 декабря 2025 года освободили 123 человека.</p>
<table><tr><th>Имя</th><th>Род занятий</th><th>Срок заключения</th></tr>
<tr><td>Алесь Беляцкий</td><td>правозащитник</td><td>1613 дней</td></tr>
<tr><td>Мария Колесникова</td><td>политик</td><td>1808 дней</td></tr>
<tr><td>Виктор Бабарико</td><td>политик</td><td>5 лет</td></tr></table>
END
page t5 uk 2025-12-14 'Кого звільнили' <<'END'
<p>13 грудня 2025 року звільнили 123 ув’язнених.</p>
<table><tr><th>Ім’я</th><th>Рід занять</th><th>Термін ув’язнення</th></tr>
<tr><td>Марія Колесникова</td><td>політик</td><td>5 років</td></tr>
<tr><td>Максим Знак</td><td>адвокат</td><td>5 років</td></tr></table>
END
page t6 pl 2025-12-14 'Kto wyszedł na wolność' <<'END'
<p>13 grudnia 2025 Białoruś uwolniła 123 więźniów.</p>
<table><tr><th>Imię i nazwisko</th><th>Zawód</th><th>Czas uwięzienia</th></tr>
<tr><td>Aleś Bialacki</td><td>obrońca praw człowieka</td><td>4 lata</td></tr>
<tr><td>Maryja Kalesnikawa</td><td>polityk</td><td>5 lat</td></tr>
<tr><td>Wiktar Babaryka</td><td>polityk</td><td>5 lat</td></tr></table>
END
page t7 de 2025-12-15 'Wer freikam' <<'END'
<p>Am 13. Dezember 2025 wurden in Belarus 123 Gefangene freigelassen.</p>
<table><tr><th>Name</th><th>Beruf</th><th>Haftdauer</th></tr>
<tr><td>Ales Bjaljazki</td><td>Menschenrechtsverteidiger</td><td>4 Jahre</td></tr>
<tr><td>Maria Kolesnikowa</td><td>Politikerin</td><td>5 Jahre</td></tr></table>
END
page t8 en 2025-12-14 'Early numbers' <<'END'
<p>On 13 December 2025 more than 120 prisoners were released in Belarus.</p>
<table><tr><th>Name</th><th>Role</th><th>Detention Duration</th></tr>
<tr><td>Maksim Znak</td><td>Lawyer</td><td>5 years</td></tr></table>
END
# a wire text, and its copy on another host; one tells a total besides
page t9 en 2025-12-15 'Numbers of a year' <<'END'
<p>On 13 December 2025 Belarus released 123 prisoners.</p>
<p>A day of counting followed.</p>
<table><tr><th>Name</th><th>Role</th><th>Detention Duration</th></tr>
<tr><td>Viktar Babaryka</td><td>Candidate</td><td>5 years</td></tr></table>
END
cp "$home/www/t9.html" "$home/www/t10.html"
http_serve

fresh() {	# fresh NAME: an empty home
	XDG_DATA_HOME=$home/$1/data XDG_CONFIG_HOME=$home/$1/config
	mkdir -p "$XDG_CONFIG_HOME/thaw"
	printf '# none\n' >"$XDG_CONFIG_HOME/thaw/sources.conf"
}
columns='date,count,count_scope,members,disputed'
people='name,sources,released_on,roles,disputed'
rows() {	# what must not depend on the order: without ids
	run list events --format json --columns "$columns,sources"
	cat "$out"
	run list releases --format json --columns "$people"
	cat "$out"
}

# --- ten sources ---
fresh ten
for i in 1 2 3 4 5 6 7 8 9 10; do
	want 0 sources add "$url/t$i.html" --key "t$i" --format article
done
want 0 refresh
for i in 1 10; do
	complains "^t$i: [0-9]+ new$"
done
want 0 list events scope:this_act --format json
lines 1
says '"date":"2025-12-13","precision":"day","count":123'
says '"members":4,'
for i in 1 2 3 4 5 6 7 8 9 10; do
	says "\"sources\":\\[.*\"t$i\""
done
want 0 list releases --format json
lines 4
json
for name in 'bialiatski' 'kalesnikava' 'babaryka' 'znak'; do
	want 0 list releases "$name" --format json
	lines 1
done
want 0 list releases source:t7 --format json
lines 2
want 0 list releases source:t8 --format json
lines 1
want 0 list releases kalesnikava --format json --columns disputed,other_names
says '"disputed":true'
says 'Колесникова'
want 0 list events --format json --columns id
event=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$out" | head -n 1)
want 0 list releases --format json --columns event
[ "$(sort -u "$out" | wc -l)" -eq 1 ] || fail "persons of several acts"
says "\"event\":\"$event\""
rows >"$home/ten.rows"

# side by side, each with its words
for who in 'Марыя Калеснікава' 'Maria Kolesnikova' kalesnikava; do
	want 0 show "$who"
	says 'told by  \(one person, p-'
	says 'why these are one person'
	says 'by name and release:'
	says 'in the same release'
	says 'held text  ≠ the sources differ'
	for said in '5 years, 3 months' '18 months' '1808 дней' '5 Jahre'; do
		says "^    $said"
	done
	says '^      t4: '
	says '"Мария Колесникова . политик . 1808 дней"'
	grep -q '^  possibly the same' "$out" && fail "one, and possibly"
done
want 0 show "$event"
says 'told by  \(one act, e-'
says 'why these are one act'
says 'by (day|number and news of those days):'
says '"On 13 December 2025 more than 120 prisoners'
says '"13 декабря 2025 года освободили 123 человека'
for i in 1 10; do
	says "/t$i.html"
done

# --- the ids of the others lead to the row; so do marks ---
want 0 show "$event" --format json
json
other=$(sed 's/.*"listings":\[//' "$out" | tr '{' '\n' |
	sed -n 's/^"id":"\(e-[^"]*\)".*/\1/p' | grep -v "$event" | head -n 1)
[ -n "$other" ] || fail "no other id"
want 0 show "$other" --format json
says "^\{\"id\":\"$event\""
want 0 mark "$other" note 'to be checked'
want 0 show "$event"
says 'to be checked'
want 0 mark "$other" starred
want 0 list events is:starred --format json
lines 1

# --- split, and back ---
want 0 split "$event" "$other"
complains 'are two acts of release'
want 0 list events scope:this_act --format json
lines 2
want 0 show "$other"
says 'you said they are two'
want 0 split "$event" "$other" --undo
want 0 list events scope:this_act --format json
lines 1

# --- in other orders: the same rows ---
for order in '10 9 8 7 6 5 4 3 2 1' '8 2 5 10 1 7 3 9 4 6'; do
	fresh "$(printf %s "$order" | tr -d ' ')"
	for i in $order; do
		want 0 sources add "$url/t$i.html" --key "t$i" --format article
		want 0 refresh
	done
	rows >"$home/order.rows"
	diff "$home/ten.rows" "$home/order.rows" >"$home/diff" ||
		fail "another order: $(head -n 5 "$home/diff")"
done

# --- two sources of five texts each ---
fresh two
for i in 4 9 1 6 3 8 10 2 7 5; do
	want 0 import "$home/www/t$i.html" --source "s$((i % 2))" \
		--url "https://news$i.example/t$i"
done
want 0 list events scope:this_act --format json
lines 1
says '"members":4,'
says '"sources":\["s0","s1"\]'
want 0 list releases --format json
lines 4
says '"sources":\["s0","s1"\].*"sources":|"sources":\["s0","s1"\]'
want 0 show kalesnikava
for said in '18 months' '1808 дней' '5 Jahre' '5 гадоў'; do
	says "^    $said"
done

# --- a table of acts: its act is the same, its total is none ---
cat >"$home/acts.csv" <<'END'
date,precision,count,count_scope,type,members,verified,source_url
2025-12-13,day,123,this_act,pardon,Ales Bialiatski;Pavel Seviarynets,yes,https://acts.example/a
2025-12-13,day,156,cumulative_since,,,yes,https://acts.example/b
2025-12,month,123,this_act,,,yes,https://acts.example/c
2025-09-11,day,52,this_act,pardon,,yes,https://acts.example/d
END
want 0 import "$home/acts.csv" --source acts
want 0 list events source:acts --format json --columns count,count_scope,sources
lines 3
says '^\{"count":123,.*"sources":\["acts","s0","s1"\]'
says '^\{"count":156,"count_scope":"cumulative_since","sources":\["acts"\]'
want 0 list events scope:this_act 'date>=2025-12' --format json --columns members
lines 1
says '"members":5'
want 0 list releases bialiatski --format json --columns sources
lines 1
says '"acts","s0","s1"'

# --- beside the starter data ---
XDG_CONFIG_HOME=$home/default
for i in 3 6; do
	want 0 --store "$home/starter.db" refresh
	want 0 --store "$home/starter.db" import "$home/www/t$i.html" \
		--source "own$i"
done
want 0 --store "$home/starter.db" list releases source:own3 --format json \
	--columns name,sources,event
lines 2
grep -vq '"own3","own6","starter"' "$out" && fail "beside the starter data"
want 0 --store "$home/starter.db" list events source:own3 --format json \
	--columns count,sources
lines 1
says '"count":123,"sources":\["own3","own6","starter"\]'
finish
