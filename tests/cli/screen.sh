#!/bin/sh
# thaw screen and thaw verdict: who of these names is on a list, on what day,
# and what was said of it. All people are invented.
. "$(dirname "$0")/lib.sh"

row() {		# row NUMBER NAME KIND REMARKS
	printf '%s,"%s","%s","BELARUS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"%s"\r\n' "$@"
}
ivan='DOB 03 Feb 1960; nationality Belarus; Gender Male; Passport MP1234567 (Belarus).'
version() {	# version DATE: rows on stdin become the list of that day
	{ cat; printf '\032'; } >"$home/sdn.csv"
	want 0 import --source us-ofac-sdn --format ofac_csv --as-of "$1" \
		--accept --quiet "$home/sdn.csv"
}

# --- before there is any list, nobody can be cleared ---
want 1 screen 'Ivan Pryklad'
silent
complains 'there is no list of sanctions in the store: nobody was screened'
want 1 screen 'Ivan Pryklad' --fail-on-match

{
	row 11 'PRYKLAD, Ivan Ivanovich' individual "$ivan"
	row 12 'INSHY, Piotr Pavlovich' individual 'DOB 1976.'
	row 13 'ADNAIMENNY, Pavel' individual 'DOB 01 Mar 1970.'
	row 14 'PRYKLAD TRADING' entity 'Tax ID No. 100200300 (Belarus).'
} | version 2024-01-01
{
	row 11 'PRYKLAD, Ivan Ivanovich' individual "$ivan"
	row 12 'INSHY, Piotr Pavlovich' individual 'DOB 1976.'
	row 14 'PRYKLAD TRADING' entity 'Tax ID No. 100200300 (Belarus).'
	row 15 'NOVY, Anton' individual 'DOB 05 May 1985.'
} | version 2024-02-01
{
	row 11 'PRYKLAD, Ivan Ivanovich' individual "$ivan"
	row 12 'INSHY, Piotr Pavlovich' individual 'DOB 1976.'
	row 14 'PRYKLAD TRADING' entity 'Tax ID No. 100200300 (Belarus).'
	row 15 'STARY, Anton' individual 'DOB 05 May 1985.'
} | version 2024-03-01

# --- names ---
want 0 screen 'Ivan Pryklad' --format json
json
lines 1
says '^\{"query":"Ivan Pryklad","name":"PRYKLAD, Ivan Ivanovich","score":9'
says '"reasons":\["ivan = ivan: the same",'
says '"subject":"d-[0-9a-z]*","list":"us-ofac-sdn","programme":"BELARUS","state":"listed"'
says '"matched":"PRYKLAD, Ivan Ivanovich","kind":"person"'
says '"verdict":null'
id=$(sed 's/.*"subject":"\([^"]*\)".*/\1/' "$out")
for name in 'ivan pryklad' 'Іван Прыклад' 'Иван Приклад' 'PRYKLAD, IVAN' \
	'Pryklad Ivan Ivanavich' 'Ivan I. Pryklad'; do
	want 0 screen "$name" --format json
	says '"name":"PRYKLAD, Ivan Ivanovich"'
done
want 0 screen 'Ivan Pryklad' 'Piotr Inshy' 'Maria Nichto' --format json
lines 2
complains 'nobody is called like "Maria Nichto": that is no clearance'
[ "$(sed 's/.*"name":"\([A-Z]*\).*/\1/' "$out" | tr '\n' ' ')" = \
	'PRYKLAD INSHY ' ] || fail 'not in the order of the names'
for f in table csv tsv json md; do
	want 0 screen 'Ivan Pryklad' --format $f
	says 'Ivan'
	want 0 screen 'Ivan Pryklad' --format $f --columns name,score --limit 1
	says 'Ivan'
done
want 0 screen 'Ivan Pryklad' --format tsv --columns name --no-header
lines 1
want 0 screen 'Ivan Pryklad'
says 'Score +Name +List +State +Verdict +Reasons +Id'
want 2 screen 'Ivan Pryklad' --format ics
want 2 screen 'Ivan Pryklad' --columns nonsense
complains 'valid: .*query name score reasons subject list programme state'
printf 'Ivan Pryklad\nPiotr "the other" Inshy\n\nNobody, At All\n' |
	"$THAW" screen - --format tsv --columns query --no-header >"$out" 2>"$err"
lines 2
says '^Ivan Pryklad$'

# --- how many, how well ---
want 0 screen 'Pryklad' --min-score 30 --format json
lines 2
grep -q -e --top "$err" && fail 'all are shown, and more are told'
want 0 screen 'Pryklad' --min-score 30 --top 1 --format json
lines 1
complains '"Pryklad": 1 more: --top 2'
want 0 screen 'Ivan Pryklad' --min-score 100 --format json
lines 0
want 0 screen 'Ivan Pryklad' --limit 0 --format json
lines 0
for wrong in '--min-score 101' '--min-score -1' '--min-score x' '--top 0' \
	'--top many' '--jobs 0' '--view news' '--as-of soon' '--born never' \
	'--country Ruritania' '--gender x' '--kind planet' '--number 1' \
	'--dates ymd' '--limit x'; do
	want 2 screen 'Ivan Pryklad' $wrong
	silent "$wrong"
	complains "${wrong%% *}"
done
want 2 screen
complains 'usage: thaw screen NAME'
want 2 screen ''
want 2 screen 'Ivan Pryklad' --file x.csv
want 2 screen --pairs x.csv --file x.csv
want 2 screen --file x.csv --born 1960
complains '\-\-born is about NAME; a table has a column for it'
want 2 screen - --country BY
want 2 screen 'Ivan Pryklad' --header name
want 2 --desk belarus screen 'Ivan Pryklad'

# --- what is beside the name ---
want 0 screen 'Ivan Pryklad' --born 1960-02-03 --format json
says 'born 1960-02-03 in both \(\+5\)'
want 0 screen 'Ivan Pryklad' --born 1975-02-03 --min-score 50 --format json
says 'years of birth differ: 1975-02-03, listed 1960-02-03 \(-15\)'
want 0 screen 'Ivan Pryklad' --born 1975-02-03 --format json
lines 0
want 0 screen 'Ivan Pryklad' --country RU --gender f --min-score 50 --format json
says 'countries differ: RUS, listed BLR \(-20\)","genders differ \(-20\)'
want 0 screen 'Ivan Pryklad' --kind vessel --format json
says 'listed is a person, not a vessel'
want 0 screen 'Quite Other' --number passport:MP1234567 --format json
says '"name":"PRYKLAD, Ivan Ivanovich","score":95,.*the same passport number'
want 0 screen 'Quite Other' --number 'tax number:100 200 300' --format json
says '"name":"PRYKLAD TRADING","score":95'
want 0 screen 'Quite Other' --number passport:MP7654321 --format json
lines 0

# --- the day asked: never a delisted party as listed, none before its time ---
state() {	# state DAY NAME STATE
	want 0 screen "$2" --as-of "$1" --format json
	if [ "$3" = none ]; then
		lines 0
	else
		says "\"state\":\"$3\""
	fi
}
state 2023-12-31 'Pavel Adnaimenny' none
complains 'no list in the store is as old as 2023-12-31; the oldest is of 2024'
state 2024-01-15 'Pavel Adnaimenny' listed
state 2024-02-15 'Pavel Adnaimenny' removal_pending
state 2024-03-15 'Pavel Adnaimenny' delisted
state 2024-01-15 'Anton Novy' none
state 2024-02-15 'Anton Novy' listed
state 2024-02-15 'Anton Stary' none
state 2024-03-15 'Anton Stary' listed
state 2024-03-15 'Anton Novy' listed
says 'a name that its list gave before'
want 0 screen 'Pavel Adnaimenny' --format json
says '"state":"delisted".*"gone_on":"2024-02-01"'
grep -q '"state":"listed"' "$out" && fail 'delisted and listed'
want 0 screen 'Anton Novy' --format json
says 'a name that its list gave before'

# --- exit 3 where anybody is listed, whatever the format and the limit ---
want 3 screen 'Ivan Pryklad' --fail-on-match
says 'Ivan'
want 3 screen 'Maria Nichto' 'Ivan Pryklad' --fail-on-match --limit 0
want 0 screen 'Maria Nichto' --fail-on-match
want 0 screen 'Pavel Adnaimenny' --fail-on-match
want 3 screen 'Pavel Adnaimenny' --fail-on-match --as-of 2024-02-15
want 3 screen 'Pavel Adnaimenny' --fail-on-match --as-of 2024-01-15

# --- verdicts ---
want 0 verdict "$id" not_the_same --note 'born in another town' \
	--query 'ivan  PRYKLAD'
complains 'not the same'
want 0 screen 'Ivan Pryklad' --format json
says '"verdict":"not_the_same","verdict_note":"born in another town"'
says '"verdict_by":"[^"]+","verdict_at":"20[0-9-]*T[0-9:]*Z"'
want 0 screen 'Ivan Pryklad' --fail-on-match
says 'not the same'
want 3 screen 'Ivan Ivanavich Pryklad' --fail-on-match
want 3 screen 'Ivan Pryklad' --born 1960 --fail-on-match
want 0 screen 'Ivan Pryklad' --open --format json
lines 0
want 0 verdict "$id" unsure --query 'Ivan Pryklad'
want 3 screen 'Ivan Pryklad' --fail-on-match --format json
says '"verdict":"unsure","verdict_note":null'
want 0 verdict "$id" none --query 'Ivan Pryklad'
want 3 screen 'Ivan Pryklad' --fail-on-match --format json
says '"verdict":null'
want 0 verdict "$id" 'not the same' --note 'nobody of ours'
complains 'whatever name is asked'
want 0 screen 'Ivan Ivanavich Pryklad' --fail-on-match --format json
says 'nobody of ours'
want 0 verdict "$id" same --query 'Ivan Pryklad' --born 1960-02-03
want 3 screen 'Ivan Pryklad' --born 1960-02-03 --fail-on-match --format json
says '"verdict":"same"'
want 0 screen 'Ivan Pryklad' --fail-on-match
# They outlive the data, and go with everything.
want 0 purge
{
	row 11 'PRYKLAD, Ivan Ivanovich' individual "$ivan"
} | version 2024-03-01
want 0 screen 'Ivan Pryklad' --format json
says 'nobody of ours'
want 0 verdict list --format json
json
lines 5
says '^\{"id":"'"$id"'","query":null,"born":null,"verdict":"not_the_same"'
mkdir -p "$home/config/thaw"
echo 'who = "Alena, compliance"' >"$home/config/thaw/settings.conf"
want 0 verdict "$id" unsure --query 'Ivan Pryklad'
want 0 screen 'Ivan Pryklad' --format json
says '"verdict_by":"Alena, compliance"'
rm "$home/config/thaw/settings.conf"
# They go with the entry where its list gives it another number.
want 0 verdict "$id" not_the_same --query 'Pryklad, Ivan' --note 'by number 11'
{
	row 99 'PRYKLAD, Ivan Ivanovich' individual "$ivan"
} | version 2024-05-01
want 0 changes op:re-keyed --format json
lines 1
want 0 screen 'Ivan Pryklad' --fail-on-match --format json
lines 1
says '"verdict_note":"by number 11"'
want 0 verdict list --format json
says '"key":"11"'
want 2 verdict
complains 'usage: thaw verdict ID'
want 2 verdict "$id"
want 2 verdict "$id" perhaps
complains 'valid: same not_the_same unsure none'
want 2 verdict "$id" same --born 1960
want 1 verdict d-zzzzzzzzzzzz same
want 0 help verdict
says 'thaw verdict list'
want 0 purge --all
{
	row 11 'PRYKLAD, Ivan Ivanovich' individual "$ivan"
	row 12 'INSHY, Piotr Pavlovich' individual 'DOB 1976.'
} | version 2024-03-01
want 3 screen 'Ivan Pryklad' --fail-on-match --format json
says '"verdict":null'

# --- who is freed is no hit, unless he is asked for ---
want 0 refresh starter --force --quiet
want 0 screen 'Ales Bialiatski' --format json
lines 0
want 0 screen 'Ales Bialiatski' --view releases --fail-on-match --format json
says '"subject":"p-[0-9a-z]*","list":"starter","programme":null,"state":"released"'
want 0 screen 'Ales Bialiatski' --view both --format json
says '"state":"released"'

# --- pairs ---
{
	printf 'schema,name1,name2,score\r\n'
	printf 'Person,Aleś Bialacki,"Беляцкий, Алесь",x\r\n'
	printf ',Ivan,Anna,\r\n,!,A,\r\n'
} >"$home/pairs.csv"
want 1 screen --pairs "$home/pairs.csv"
says '^schema,name1,name2,score \(file\),score,reasons'
says '^Person,Aleś Bialacki,"Беляцкий, Алесь",x,9[0-9.]*,'
lines 4
complains 'row 4: a name without a letter or digit'
want 1 screen --pairs "$home/pairs.csv" --format json
says '^\{"schema":"Person","name1":"Aleś Bialacki","name2":"Беляцкий, Алесь",'
says ',"score \(file\)":"x","score":9[0-9.]*,"reasons":\["'
for wrong in '--min-score 50' '--top 3' --fail-on-match --open \
	'--as-of 2024-01-01' '--view both' '--dates dmy' '--jobs 1'; do
	want 2 screen --pairs "$home/pairs.csv" $wrong
	silent "$wrong"
	complains "${wrong%% *} means nothing to --pairs"
done
printf 'a,b\nx,y\n' >"$home/pairs.csv"
want 1 screen --pairs "$home/pairs.csv"
complains 'row 1: no columns name1 and name2 in the header \(a, b\)'
want 0 help screen
says 'parallel'

finish
