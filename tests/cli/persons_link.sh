#!/bin/sh
# One person told by several sources: possibly the same, beyond doubt one, or by
# the user's word. Never with a listing. The people are invented.
. "$(dirname "$0")/lib.sh"

cat >"$home/one.csv" <<'END'
Name,Role,Date of Birth,Detention Duration,Released,Status,Nationality
Ivan Ivanavich Pryklad,Journalist,1960-02-03,Over 2 years,2025-12-13,free,Belarus
Ala Inshaja,Teacher,,18 months,2024-07-03,free,Belarus
Pavel Adnaimenny,Student,1970-03-01,1 year,2025-09-11,free,Belarus
Maryja Petrauna Vymysl,Doctor,1985-06-07,1 year,2025-09-11,free,Belarus
END
cat >"$home/two.csv" <<'END'
Prisoner,Born,Released,Status
Приклад Иван Иванович,1960-02-03,2025-12-14,free
"INSHAYA, Alla",1977,2025-09-11,free
Павел Аднаимённый,1981-09-09,2025-09-11,free
Maria Pavlovna Vymysl,1985-06-07,2025-09-11,free
END
cat >"$home/page.html" <<'END'
<html lang="en"><head><title>Three are free</title>
<meta property="article:published_time" content="2025-12-15"></head><body>
<article><h1>Three are free</h1>
<p>On 13 December 2025 two prisoners were released in Belarus.</p>
<table><tr><th>Name</th><th>Role</th><th>Detention Duration</th></tr>
<tr><td>Alla Inshaya</td><td>Teacher</td><td>18 months</td></tr>
<tr><td>Zmicer Nichto</td><td>Engineer</td><td>3 years</td></tr></table>
</article></body></html>
END
csv() {		# csv SOURCE: imports it
	want 0 import "$home/$1.csv" --source "$1" --as-of 2025-12-20
}
csv one
csv two
want 0 import "$home/page.html" --source page

id_of() {	# id_of SOURCE WORD
	run list releases "source:$1" "$2" --format tsv --columns id
	tr -d '\r' <"$out" | sed -n 2p
}
member() {	# member SOURCE: id there of whom $out shows
	sed 's/.*"listings":\[//' "$out" | tr '{' '\n' |
		sed -n 's/^"id":"\(p-[^"]*\)","source":"'"$1"'".*/\1/p'
}
ivan=$(id_of one pryklad) iwan=$(id_of two pryklad)
a=$(id_of one inshaja) b=$(id_of two inshaja) c=$(id_of page inshaja)
[ -n "$ivan" ] && [ -n "$iwan" ] && [ -n "$a" ] && [ -n "$b" ] && [ -n "$c" ] ||
	fail "no persons"

# Those that are one have one row; of others it is a column who they may be.
want 0 list releases --format json
lines 9
want 0 list releases pryklad --format json --columns id,party,possibly_same,sources
lines 1
says '"party":"p-[^"]*","possibly_same":null,"sources":\["one","two"\]'
[ "$ivan" = "$iwan" ] || fail "two rows of one person"
want 0 list releases inshaja source:one --format json \
	--columns party,possibly_same
says '"party":null,"possibly_same":\["p-[^"]*","p-'

# Beyond doubt: the full name in any spelling, and the day of birth. Whoever
# asks for one, or for the name, gets what all say, with its source.
for who in "$ivan" "$iwan" 'ivan pryklad' 'Іван Прыклад'; do
	want 0 show "$who"
	says 'told by  \(one person, p-'
	says '^    one  seen since 2025-12-20  p-'
	says '^    two  seen since 2025-12-20  p-'
	says 'by name and date of birth:'
	says '^      two: two'
	says 'released on  ≠ the sources differ'
	grep -q 'possibly' "$out" && fail "one, and possibly the same"
done
want 0 list releases is:disputed pryklad --format json --columns name
lines 1
want 0 show "$ivan" --format json
json
says '"disputed":true,"party":"p-'
says '"listings":\[\{"id":"p-[^"]*","source":"(one|two)","name":'
ivan=$(member one) iwan=$(member two)
[ "$ivan" != "$iwan" ] || fail "one id of two"
says '"links":\[\{"kind":"same".*"rule":"name and date of birth"'

# The name alone is not enough; what speaks against it is.
want 0 show "$a"
says '^  possibly the same'
says "$b  two  INSHAYA, Alla:"
says "$c  page  Alla Inshaya:"
says 'same full name .*there are no dates of birth to compare'
grep -q 'told by' "$out" && fail "joined by the name alone"
want 1 show 'Pavel Adnaimenny'
complains '2 subjects are called like'
complains 'releases .*Pavel Adnaimenny, one'
for word in adnaimenny vymysl; do
	want 0 show "$(id_of one $word)"
	grep -q 'possibly' "$out" && fail "$word: births or fathers differ"
done

# The user's word, which outlives the data and can be taken back.
want 0 merge "$a" "$b" --note 'the same school'
complains 'are one person'
want 0 show "$b"
says 'you said they are one  on 20.*: the same school'
says '^      one: one'
says 'possibly the same'
want 0 split "$ivan" "$iwan"
complains 'are two persons'
want 0 purge
csv two
want 0 import "$home/page.html" --source page
csv one
want 0 show "$a"
says 'the same school'
says '^    two  seen since'
want 0 show "$ivan"
says 'you said they are two'
says 'what you said of them'
grep -q 'told by' "$out" && fail "still one person"
want 0 merge "$a" "$b" --undo
want 0 split "$ivan" "$iwan" --undo
want 0 show "$a"
grep -q 'you said' "$out" && fail "not taken back"
want 0 show "$ivan"
says 'told by'
want 0 split "$iwan"
complains 'one with no other person'
want 0 show "$ivan"
says 'because you said that one of them is one with no other'
want 0 split "$iwan" --undo

# Amended, they part; who is gone is compared no more.
sed 's/1960-02-03/1960-02-04/' "$home/two.csv" >"$home/two-2.csv"
want 0 import "$home/two-2.csv" --source two --as-of 2025-12-21
want 0 show "$ivan"
grep -q 'told by' "$out" && fail "one with two births"
want 0 import "$home/two.csv" --source two --as-of 2025-12-22
want 0 show "$ivan"
says 'told by'

# Never with a listing, whatever it says.
printf '%s' '91,"PRYKLAD, Ivan Ivanovich","individual","BELARUS",' \
	'-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 03 Feb 1960."' >"$home/l.csv"
printf '\r\n\032' >>"$home/l.csv"
want 0 import --format ofac_csv --source list "$home/l.csv" --as-of 2024-01-01
run list designations --format tsv --columns id,party,possibly_same
listing=$(tr -d '\r' <"$out" | sed -n 2p | cut -f 1)
[ -n "$listing" ] || fail "no listing"
says "^$listing	*.?$"
want 0 show "$ivan"
grep -q 'PRYKLAD, Ivan' "$out" && fail "one with a listing"
want 2 merge "$ivan" "$listing"
complains 'never one'
want 2 split "$listing" "$ivan"
want 2 merge "$ivan" "$ivan"
complains 'one person, named twice'
want 0 help merge
says 'two listings, persons or acts are one'

finish
