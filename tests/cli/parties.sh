#!/bin/sh
# One party on several lists: shown whole, merged and split by the user's word.
. "$(dirname "$0")/lib.sh"

# Two lists in OFAC's layout; the people are invented.
row() {		# row NUMBER NAME REMARKS
	printf '%s,"%s","individual","BELARUS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"%s"\r\n' "$@"
}
end() {
	printf '\032'
}
{
	row 11 'PRYKLAD, Ivan Ivanovich' 'DOB 03 Feb 1960; Gender Male.'
	row 12 'INSHY, Piotr Pavlovich' 'DOB 1976; POB Mogilev, Belarus.'
	row 13 'ADNAIMENNY, Pavel' 'DOB 01 Mar 1970.'
	end
} >"$home/one.csv"
{
	row 71 'PRIKLAD, Ivan Ivanovich' 'DOB 03 Feb 1960.'
	row 72 'INSHY, Pyotr Pavlovich' 'DOB 28 Nov 1975; POB Mogilev, Belarus.'
	row 73 'ADNAIMENNY, Pavel' 'DOB 09 Sep 1981.'
	end
} >"$home/two.csv"
want 0 import --format ofac_csv --source one "$home/one.csv" --as-of 2024-01-01
want 0 import --format ofac_csv --source two "$home/two.csv" --as-of 2024-01-02

id_of() {	# id_of LIST NUMBER
	run list designations "source:$1" "native_id:$2" --format tsv \
		--columns id
	tr -d '\r' <"$out" | sed -n 2p
}
a=$(id_of one 11) b=$(id_of two 71)
[ -n "$a" ] && [ -n "$b" ] || fail "no listings"

# A row is a listing; the party is a column.
want 0 list designations --format json
lines 6
want 0 list designations name:ivan --format json --columns id,party
lines 2
[ "$(sed 's/.*"party"://' "$out" | sort -u | wc -l)" -eq 1 ] ||
	fail "two parties"
want 0 list designations name:ivan
says 'Ivanovich'
grep -q 'Party' "$out" && fail "the party is in the table"

# Whoever asks for one listing, or for a name that is one party, gets all.
for who in "$a" "$b" 'ivan pryklad' 'Іван Прыклад'; do
	want 0 show "$who"
	says 'listed by'
	says 'one  11  listed'
	says 'two  71  listed'
	says 'by name and date of birth'
done
want 0 show 'ivan pryklad' --format json
json
says '"listings":\[\{"id":"d-'
says '"kind":"same"'
says '"rule":"name and date of birth"'

# Two people of one name stay two, and the user is asked which.
want 1 show 'Pavel Adnaimenny'
complains '2 subjects are called like'

# Births a year apart are a dispute, in the row too.
want 0 show 'Piotr Inshy'
says 'the sources differ'
says 'less than a year apart'
want 0 list designations is:disputed --format json
lines 2

# The user's word: reversible, with its reason, and it outlives the data.
want 0 split "$a" "$b" --note 'his cousin'
complains 'are two parties'
want 0 show "$a"
says 'you said they are two  on 20.*: his cousin'
grep -q 'two  71' "$out" && fail "still one party"
want 0 purge
want 0 import --format ofac_csv --source two "$home/two.csv" --as-of 2024-01-02
want 0 import --format ofac_csv --source one "$home/one.csv" --as-of 2024-01-01
want 0 show "$a"
says 'his cousin'
want 0 merge "$a" "$b"
complains 'are one party'
want 0 show "$b"
says 'one  11  listed'
says 'you said they are one'
want 0 split "$b"
complains 'party of its own'
want 0 show "$b"
says 'is one with no other: you said so'
want 0 merge "$b" "$a"
want 0 show "$b"
says 'one  11  listed'

# Taken back, it is as if nothing had been said.
want 0 merge "$a" "$b" --undo
complains 'taken back'
want 0 show "$b"
says 'one  11  listed'
grep -q 'you said' "$out" && fail "not taken back"
want 2 merge "$a" "$b" --undo
complains 'said nothing of it'
want 0 split "$a" "$b"
want 0 show "$b"
says '\(PRYKLAD, Ivan Ivanovich, one\): you said they are two'
want 0 split "$b" "$a" --undo
want 0 split "$b"
want 0 show "$a"
says 'because you said that one of them is one with no other'
want 0 split "$b" --undo
want 0 show "$a"
says 'two  71  listed'

# Wrong words.
want 2 merge "$a"
complains 'usage: thaw merge ID ID'
want 2 merge
want 2 split
want 2 split "$a" "$b" "$a"
want 2 merge "$a" "$a"
complains 'named twice'
want 1 merge "$a" d-zzzzzzzzzzzz
want 2 merge "$a" "$b" --because x
want 0 refresh starter --force
run list releases --format tsv --columns id
release=$(tr -d '\r' <"$out" | sed -n 2p)
want 2 merge "$a" "$release"
complains 'never one'
# Spellings meet; those that were typed come first.
{
	row 31 'ABELOVA, Anna' 'DOB 01 Mar 1970.'
	row 32 'BELOVA, Anna' 'DOB 02 Mar 1971.'
	row 33 'YUG BELAVIA' ''
	row 34 'ZAVOD BELAVIA' ''
	end
} >"$home/three.csv"
want 0 import --format ofac_csv --source three "$home/three.csv"
want 1 show belavia
complains 'BELOVA, Anna'
head -n 1 "$err" | grep -q 'YUG BELAVIA' || fail "loose names come first"
want 0 help merge
says 'merge ID ID'
want 0 help split
says 'split ID \[ID\]'

finish
