#!/bin/sh
# thaw screen --file: tables of names, whatever they are like; a bad row is told
# with its number, and the others are done. All people are invented.
. "$(dirname "$0")/lib.sh"

row() {
	printf '%s,"%s","%s","BELARUS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"%s"\r\n' "$@"
}
{
	row 11 'PRYKLAD, Ivan Ivanovich' individual \
		'DOB 03 Feb 1960; nationality Belarus; Passport MP1234567 (Belarus).'
	row 12 'INSHY, Piotr Pavlovich' individual 'DOB 1976.'
	row 14 'PRYKLAD TRADING' entity 'Tax ID No. 100200300 (Belarus).'
	printf '\032'
} >"$home/sdn.csv"
want 0 import --source us-ofac-sdn --format ofac_csv --as-of 2024-01-01 \
	--quiet "$home/sdn.csv"

f=$home/names.csv
file() {	# file CODE FORMAT: rows of printf on stdin are screened
	code_wanted=$1
	printf "$2" >"$f"
	shift 2
	want "$code_wanted" screen --file "$f" --format json "$@"
}

# --- columns by their header, in many tongues ---
for header in 'name' 'Full Name' 'NAME ' 'имя' 'ФИО' 'nazwa' 'client_name' \
	'"name"' 'Kunde' 'Наименование' 'Прозвішча'; do
	file 0 "$header\nIvan Pryklad\nMaria Nichto\n"
	lines 1
	says '"query":"Ivan Pryklad"'
	says '"row":2'
done
file 0 'First name,Last name\nIvan,Pryklad\n'
says '"query":"Ivan Pryklad"'
file 0 'Фамилия;Имя;Отчество\nПриклад;Иван;Иванович\n'
says '"query":"Иван Иванович Приклад"'
says '"name":"PRYKLAD, Ivan Ivanovich"'
file 0 'no,name,dob,nationality,passport\n7,Ivan Pryklad,03.02.1960,Belarus,MP1234567\n'
says '^\{"id":"7","query":"Ivan Pryklad"'
says 'born 1960-02-03 in both.*country BLR in both.*the same passport number'
file 0 'name\tdate of birth\nIvan Pryklad\t1960\n'
says 'births agree'
file 0 'name;type\nIvan Pryklad;vessel\nIvan Pryklad;Person\n'
lines 2
says 'not a vessel'
file 0 'name,born\nIvan Pryklad,02/03/1960\n'
says 'births agree: 1960,'
file 0 'name,born\nIvan Pryklad,02/03/1960\n' --dates mdy --min-score 50
says 'days of birth differ: 1960-02-03|days of birth differ: 1960-02-03|born'
file 0 'name,born\nIvan Pryklad,03/02/1960\n' --dates dmy
says 'born 1960-02-03 in both'
file 0 'name,tax number\nSomebody Else,100 200 300\n'
says '"name":"PRYKLAD TRADING","score":95'
# The row's own id is a customer's number, and nobody's passport.
file 0 'id,name\n100200300,Somebody Else\n'
lines 0
file 0 'id,name\n100200300,Pryklad Trading Ltd\n'
says '"name":"PRYKLAD TRADING"'
grep -q 'the same registration or tax number' "$out" && fail 'an id is compared'
# Without a name a number is enough.
file 0 'id,name,passport\n1,,MP1234567\n2,Nobody At All,\n'
lines 1
says '^\{"id":"1","query":null,"name":"PRYKLAD, Ivan Ivanovich","score":95'
# Without a header row.
file 0 '7,Ivan Pryklad\n' --header id,name
says '^\{"id":"7","query":"Ivan Pryklad"'
file 2 'x\n' --header ''
file 1 '7,Ivan Pryklad\n' --header id,surprise
complains '\-\-header: row 1: no column of names'

# --- out as it came in ---
file 0 'id,name\n3,Piotr Inshy\n1,Ivan Pryklad\n2,Piotr Inshy\n'
[ "$(sed 's/^{"id":"\(.\).*/\1/' "$out" | tr -d '\n')" = 312 ] ||
	fail 'not in the order of the file'
want 0 screen --file "$f"
says '^id,query,name,score,reasons,subject,list,programme,state,eased_by,matched,'
says '^3,Piotr Inshy,"INSHY, Piotr Pavlovich",9'
complains 'names: 3; with candidates: 3; listings that match: 3'
grep -q 'not shown' "$err" && fail 'all are shown, and more are told'
printf 'name\nPryklad\nPryklad\n' >"$home/two.csv"
want 0 screen --file "$home/two.csv" --min-score 30 --top 1 --no-header
lines 2
complains 'candidates not shown: 2; --top'
want 0 screen --file "$f" --quiet --no-header
lines 3
[ ! -s "$err" ] || fail '--quiet speaks'
want 3 screen --file "$f" --fail-on-match
# Whatever breaks afterwards.
if [ -w /dev/full ]; then
	awk 'BEGIN {
		print "name"
		for (i = 0; i < 500; i++)
			print "Ivan Pryklad"
	}' >"$home/many.csv"
	"$THAW" screen --file "$home/many.csv" --fail-on-match >/dev/full \
		2>"$err"
	[ $? -eq 3 ] || fail 'a match is not told where the disk is full'
	complains 'cannot write the output'
fi
"$THAW" screen --file - --format json <"$f" >"$out" 2>"$err"
lines 3
cat "$f" | "$THAW" screen --file - --format json --jobs 3 >"$home/other" 2>&1
grep -v '^names: ' "$home/other" | cmp -s - "$out" || fail 'pipe and file differ'

# --- what is no good is told, and the rest is done ---
bad() {		# bad MESSAGE FORMAT: between two that are good
	printf "id,name,born\n1,Ivan Pryklad,1960\n$2\n9,Piotr Inshy,1976\n" >"$f"
	want 1 screen --file "$f" --format json
	lines "${3:-2}"
	says '^\{"id":"1",'
	says '^\{"id":"9",'
	complains "$1"
	complains '1 of [0-9]* rows are bad.*all others were done'
	clean "$err"
}
bad 'row 3: no name' '2,,1960'
bad 'row 3: no name' '2," ",'
bad 'row 3: no letter and no digit' '2,!?.,'
bad 'row 3: no letter and no digit' '2,\360\237\230\200,'
bad 'row 3: no letter and no digit' '2,\342\200\217\342\200\256,'
bad 'row 3: column 2: not in UTF-8' '2,Ivan \351,'
bad 'row 3: column 1: not in UTF-8' '\377,Ivan,'
bad 'row 3: column 2: a NUL byte' '2,Iv\000an,'
bad 'row 3: 4 columns, but the header has 3' '2,Pryklad, Ivan,1960'
bad 'row 3: column 2: the quote opened in line 3 never closes' '2,"Ivan,1960'
bad 'row 3: "31.02.1960" is no date of birth' '2,Ivan Pryklad,31.02.1960' 3
file 1 'id,name,type\n1,Ivan Pryklad,blah\n'
lines 1
complains 'row 2: "blah" is no kind'
file 1 'id,name,sex\n1,Ivan Pryklad,blah\n'
lines 1
complains 'row 2: "blah" is no gender'
file 0 'id,name,sex,type\n1,Ivan Pryklad,unknown,LegalEntity\n'
file 1 'id,name,passport\n1,Ivan Pryklad,12\n'
lines 1
complains 'row 2: "12" is no number that could be compared'
file 1 'id,name,passport\n1,,12\n'
lines 0
complains 'row 2: "12" is no number'
long=$(awk 'BEGIN { for (i = 0; i < 10000; i++) printf "x" }')
bad 'row 3: the name is too long; its beginning was compared' "2,$long,"
words=$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "word%%d ", i }' |
	sed 's/%d//g')
bad 'row 3: the name is too long' "2,$words,"
big=$(awk 'BEGIN { for (i = 0; i < 300000; i++) printf "y" }')
bad 'row 3: .*longer than 262144 bytes' "2,$big,"
# What may look bad and is not.
printf '\357\273\277name;born\r\n"\342\200\217Ivan Pryklad\342\200\217";1960\r\n' >"$f"
printf 'Iv\320\260n Pryklad;\r\nA;\r\nIvan Pryklad \360\237\230\200;\r\n' >>"$f"
printf '"Ivan\r\nPryklad";1960' >>"$f"
want 0 screen --file "$f" --format json
lines 4
clean "$out"
printf '\377\376n\0a\0m\0e\0\n\0I\0v\0a\0n\0 \0P\0r\0y\0k\0l\0a\0d\0\n\0' >"$f"
want 0 screen --file "$f" --format json
lines 1
# Line ends of old: the whole would be one name.
printf 'name\rIvan Pryklad\rPiotr Inshy\r' >"$f"
want 1 screen --file "$f" --format json
complains 'no line ends: the lines end in CR alone'
"$THAW" screen - <"$f" >"$out" 2>"$err" && fail 'CR alone is taken for a name'
silent
complains 'stdin: no line ends'
# A table without names, without rows, or none at all.
file 1 'colour,size\nx,y\n'
silent
complains 'row 1: no column of names in the header \(colour, size\)'
file 1 ''
complains 'the file is empty'
file 0 'name\n'
lines 0
want 1 screen --file "$home/nowhere.csv"
complains 'cannot open'
want 1 screen --file "$home"
complains 'is a folder'
# A quote in row 3 that is closed by one far below takes no row with it.
{
	printf 'name\nIvan Pryklad\n"Piotr\n'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do
		echo 'Piotr Inshy'
	done
	printf '"Inshy, Piotr"\n'
} >"$f"
want 1 screen --file "$f" --format json
lines 24
complains 'row 3: column 1: the quote opened in line 3 does not close within'
# Names of the command line.
want 1 screen '!!!' 'Ivan Pryklad' --format json
lines 1
complains '"!!!": no letter and no digit'
want 1 screen "$(printf 'Ivan \351')" --format json
complains 'UTF-8'
want 1 screen "$long" --format json
complains 'too long'
want 0 screen A 'Ivan Pryklad' --format json
lines 1

# --- whoever waits for each answer gets it: a pipe is no file ---
mkfifo "$home/in" "$home/back"
limited 60 "$THAW" screen - --top 1 --format tsv --columns query --no-header \
	<"$home/in" >"$home/back" 2>"$err" &
pid=$!
exec 3>"$home/in" 4<"$home/back"
for name in 'Ivan Pryklad' 'Piotr Inshy' 'Pryklad Trading'; do
	echo "$name" >&3
	read -r got <&4
	[ "$got" = "$name" ] || fail "asked for $name, got $got"
done
# The beginning of the next one holds no answer back.
answer() {	# WHAT was asked: Ivan Pryklad is answered
	read -r got <&4 || got='nothing'
	[ "$got" = 'Ivan Pryklad' ] || fail "asked for $1, got $got"
}
echo 'Ivan Pryklad' >&3
printf 'Piotr' >&3
answer 'half a name more'
echo ' Inshy' >&3
read -r got <&4
[ "$got" = 'Piotr Inshy' ] || fail "asked for a name in two parts, got $got"
# Nor does one that is no good.
printf 'Ivan Pryklad\n!!!\n' >&3
answer 'a name that is none besides'
# What others do to the store meanwhile counts from the next name on.
want 0 purge
{
	row 21 'NOVY, Anton' individual 'DOB 1985.'
	row 22 'PRYKLAD, Ivan Ivanovich' individual 'DOB 1960.'
	printf '\032'
} >"$home/sdn2.csv"
want 0 import --source us-ofac-sdn --format ofac_csv --as-of 2024-02-01 \
	--quiet "$home/sdn2.csv"
for name in 'Anton Novy' 'Ivan Pryklad'; do
	echo "$name" >&3
	read -r got <&4
	[ "$got" = "$name" ] || fail "asked for $name, got $got"
done
exec 3>&-
wait $pid
[ $? -eq 1 ] || fail "the pipe ended badly"
exec 4<&-

# --- 200 MB go through without being kept ---
if [ -r /proc/self/status ] && ! nm "$THAW" 2>/dev/null | grep -q __asan; then
	"$THAW" screen --file - --format json <"$home/in" >"$out" 2>"$err" &
	pid=$!
	{
		awk 'BEGIN {
			for (i = 0; i < 100; i++)
				pad = pad "something that nobody asks for "
			print "id,name,remark"
			for (i = 0; i < 68000; i++)
				print i "," (i % 10000 ? "A" : "Ivan Pryklad") \
					"," pad
		}'
		sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' /proc/$pid/status \
			>"$home/peak"
	} >"$home/in"
	wait $pid || fail 'the large file was not done'
	lines 7
	peak=$(cat "$home/peak")
	[ "$peak" -gt 1000 ] && [ "$peak" -lt 120000 ] ||
		fail "$peak kB for 200 MB"
fi
finish
