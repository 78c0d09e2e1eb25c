#!/bin/sh
# What sources contradict each other in: each case is told by small documents,
# as tables and lists, and the check that can find it does. What is true of both
# sides is no conflict. (The figures are of public record; the documents and
# their wording are made here.)
. "$(dirname "$0")/lib.sh"
cat >"$home/none.conf" <<'END'
END
mkdir -p "$home/config/thaw"
cp "$home/none.conf" "$home/config/thaw/sources.conf"
found=0 wanted=0 flagged=0 quiet=0

# page FILE DATE TITLE: an article of that day; its body from the input
page() {
	{
		printf '<html lang="en"><head><title>%s</title>' "$3"
		printf '<link rel="canonical" href="https://%s.example/%s">' \
			"$(basename "$1" .html)" "$2"
		printf '<meta property="article:published_time" content="%s">' \
			"$2T09:00:00Z"
		printf '</head><body><article><h1>%s</h1>\n' "$3"
		cat
		printf '</article></body></html>\n'
	} >"$home/$1"
}

# take SOURCE FILE [FORMAT]
take() {
	want 0 --store "$db" import --source "$1" --format "${3:-article}" \
		"$home/$2"
}

begin() {	# begin CASE
	case=$1
	db=$home/$1.db
}

# finds CHECK SIDE...: one conflict of the check has all of these sides
finds() {
	wanted=$((wanted + 1))
	want 0 --store "$db" list conflicts "check:$1" --format json
	check=$1
	shift
	cp "$out" "$home/rows"
	for side; do
		grep -E -- "$side" "$home/rows" >"$home/kept"
		mv "$home/kept" "$home/rows"
	done
	if [ -s "$home/rows" ]; then
		found=$((found + 1))
		id=$(sed 's/.*{"id":"\(x-[a-z0-9]*\)".*/\1/;q' "$home/rows")
		want 0 --store "$db" show "$id"
		says "^ *(.*: )?${1#*: }"
		return
	fi
	fail "$case: no conflict \"$check\" with: $*"
	"$THAW" --store "$db" list conflicts --format json
}

# agrees FILTER: no row of the view that matches is disputed
agrees() {
	quiet=$((quiet + 1))
	want 0 --store "$db" list conflicts "$@" --format json
	[ ! -s "$out" ] && return
	flagged=$((flagged + 1))
	fail "$case: both are true, and it is a conflict"
	cat "$out"
}

chronology() {	# of whoever was held, as a monitoring group keeps it
	cat >"$home/chronology.csv" <<'END'
name,detained_on,sentenced_on,released_on
Ales Bialiatski,2021-07-14,2023-03-03,2025-12-13
Maria Kalesnikava,2020-09-07,2021-09-06,2025-12-13
Andrei Sannikov,2010-12-19,2011-05-14,2012-04-14
END
}

persons() {
	cat <<'END'
<p>Belarus freed 123 prisoners on 13 December 2025, it was said in Minsk.</p>
<table><tr><th>Name</th><th>Role</th><th>Time in detention</th></tr>
<tr><td>Ales Bialiatski</td><td>human rights defender</td><td>over 2 years</td></tr>
<tr><td>Maria Kalesnikava</td><td>politician</td><td>18 months</td></tr>
<tr><td>Andrei Sannikov</td><td>politician</td><td>20 months</td></tr></table>
END
}

# --- X01, X02, X05, X06: durations, and who was freed long before ---
chronology
persons | page seed.html 2025-12-14 "Who was freed in Minsk"
for order in news-first list-first; do
	begin "X01-$order"
	if [ $order = news-first ]; then
		take post seed.html && take group chronology.csv csv
	else
		take group chronology.csv csv && take post seed.html
	fi
	finds interval 'post: over 2 years' 'Bialiatski' '1,613 days' \
		'true only from the verdict'
	finds interval 'post: 18 months' 'Kalesnikava' '1,923 days'
	finds interval 'post: 20 months' 'Sannikov' '482 days'
	finds membership 'group: freed 2012-04-14' 'Sannikov' 'post: '
	want 0 --store "$db" list releases is:disputed --format json
	for name in Bialiatski Kalesnikava Sannikov; do
		says "\"name\":\"[A-Z][a-z]* $name\".*\"disputed\":true"
	done
done

# --- X03, X04: a count of days, and "nearly" ---
begin X03
page days.html 2025-12-15 "After years, free" <<'END'
<table><tr><th>Name</th><th>Time served</th></tr>
<tr><td>Maria Kalesnikava</td><td>1,808 days</td></tr></table>
END
page nearly.html 2025-12-16 "Free again" <<'END'
<table><tr><th>Prisoner</th><th>Detention duration</th></tr>
<tr><td>Maria Kalesnikava</td><td>nearly five years</td></tr></table>
END
take group chronology.csv csv
take days days.html
take nearly nearly.html
finds interval 'days: 1,808 days' '1,923 days'
finds interval 'nearly: nearly five years' '1,923 days'
# what fits is no conflict
begin fits
page fits.html 2025-12-15 "How long they were held" <<'END'
<table><tr><th>Name</th><th>Time served</th></tr>
<tr><td>Maria Kalesnikava</td><td>more than five years</td></tr>
<tr><td>Ales Bialiatski</td><td>4 years and 5 months</td></tr>
<tr><td>Andrei Sannikov</td><td>nearly 16 months</td></tr></table>
END
sed 's/2025-12-15/2012-04-20/g' "$home/fits.html" >"$home/then.html"
take group chronology.csv csv
take then then.html
agrees check:interval subject:Sannikov
take fits fits.html
agrees check:interval subject:Kalesnikava
agrees check:interval subject:Bialiatski

# --- X07: the day of an arrest ---
begin X07
cat >"$home/one.csv" <<'END'
name,detained_on,released_on
Andrei Sannikov,2010-12-19,2012-04-14
END
sed 's/2010-12-19/2010-12-20/' "$home/one.csv" >"$home/two.csv"
take first one.csv csv
take second two.csv csv
finds date 'first: 2010-12-19' 'second: 2010-12-20'

# --- X08, X09, X10: most sanctions lifted ---
begin X08
cat >"$home/measures.csv" <<'END'
measure,jurisdiction,concerns,target,sector,date,state,kind,instrument,basis,verified
us-potash,US,US-BLR,Belaruskali,potash,2021-08-09,imposed,listing,EO 14038,act,yes
us-potash,US,US-BLR,Belaruskali,potash,2025-12-12,announced,statement,,press,yes
us-potash,US,US-BLR,Belaruskali,potash,2025-12-15,eased_by_licence,general_licence,GL 13,act,yes
eu-potash,EU,EU-BLR,Belaruskali,potash,2022-03-02,imposed,sectoral_act,,act,yes
END
cat >"$home/acts.csv" <<'END'
date,precision,count,count_scope,type
2025-12-13,day,123,this_act,pardon
2025-09-11,day,52,this_act,pardon
2025-06-21,day,14,this_act,pardon
END
page lifted.html 2025-12-14 "A thaw" <<'END'
<p>Belarus freed 123 prisoners on 13 December 2025. The release, which is
unprecedented, was followed by the United States lifting most of the sanctions on
Belarus.</p>
<p>The United States suspended sanctions on Belarus cautiously.</p>
<table><tr><th>Aspect</th><th>Details</th></tr>
<tr><td>US sanctions status</td><td>Lifted</td></tr></table>
END
take acts acts.csv csv
take law measures.csv csv
take post lifted.html
finds lists 'lifted \(most\)' 'GL 13' 'US sanctions'
finds document 'post: lifted \(most\)' 'post: suspended \(cautiously\)' 'post: lifted"'
finds order 'post: lifted .*after the release' 'announced 2025-12-12'
agrees check:lists subject:EU
# "unprecedented", but for 52 and 14 in the same year
finds superlative '52 freed 2025-09-11' 'unprecedented' '52 freed 2025-09-11' '14 freed 2025-06-21'

# --- X11: freed, says one; held two days later, another ---
begin X11
page early.html 2025-12-13 "The list of the freed" <<'END'
<p>Belarus freed 123 prisoners on 13 December 2025.</p>
<table><tr><th>Name</th><th>Role</th><th>Released</th></tr>
<tr><td>Valiantsin Stefanovich</td><td>human rights defender</td>
<td>2025-12-13</td></tr></table>
END
page later.html 2025-12-15 "Who stays behind" <<'END'
<p>Still imprisoned:</p>
<table><tr><th>Name</th><th>Role</th><th>Status</th></tr>
<tr><td>Valiantsin Stefanovich</td><td>human rights defender</td>
<td>in prison</td></tr></table>
END
take wire early.html
take watch later.html
finds status 'wire: freed 2025-12-13' 'Stefanovich' 'watch: prison on 2025-12-15'

# --- X12: one article, two states ---
begin X12
page stale.html 2025-12-14 "A profile" <<'END'
<p>Belarus freed 123 prisoners on 13 December 2025.</p>
<table><tr><th>Name</th><th>Role</th><th>Status</th></tr>
<tr><td>Viktar Babaryka</td><td>politician</td><td>freed</td></tr></table>
<p>Currently imprisoned:</p>
<table><tr><th>Name</th><th>Role</th><th>Status</th></tr>
<tr><td>Viktar Babaryka</td><td>politician</td><td>in prison</td></tr></table>
END
take post stale.html

# --- X13: an appeal's day taken for the verdict's ---
begin X13
cat >"$home/one.csv" <<'END'
name,detained_on,sentenced_on
Ales Bialiatski,2021-07-14,2023-03-03
END
sed 's/2023-03-03/2023-04/' "$home/one.csv" >"$home/two.csv"
take court one.csv csv
take wire two.csv csv
finds date 'court: 2023-03-03' 'wire: 2023-04'

# --- X14: a sentence in three lengths; 19.5 and 20 are one, rounded ---
begin X14
for years in '18 years' '20 years' '19.5 years'; do
	printf 'name,detained_on,sentence\nSiarhei Tsikhanouski,2020-05-29,%s\n' \
		"$years" >"$home/one.csv"
	take "$(echo "paper-$years" | tr ' .' '--')" one.csv csv
done
finds number 'paper-18-years: 18 years' 'paper-20-years: 20 years'
begin X14-rounded
for years in '20 years' '19.5 years'; do
	printf 'name,detained_on,sentence\nSiarhei Tsikhanouski,2020-05-29,%s\n' \
		"$years" >"$home/one.csv"
	take "$(echo "paper-$years" | tr ' .' '--')" one.csv csv
done
agrees

# --- X15: released, and crossed the border ---
act() {		# act FILE DAY SENTENCE
	page "$1.html" "$2" "A release" <<END
<p>$3</p>
END
}
begin X15
act freed 2025-09-11 "Belarus freed 52 prisoners on 11 September 2025."
act crossed 2025-09-12 "Of those freed on 11 September 2025, 51 prisoners were \
released and crossed the border to Lithuania; one refused."
take freed freed.html
take crossed crossed.html
agrees
cat >"$home/acts.csv" <<'END'
date,precision,count,count_scope,parts,type,manner
2025-09-11,day,52,this_act,deported=51;refused_deportation=1,pardon,deported
END
take acts acts.csv csv
agrees

# --- X16: two Polish citizens, or three ---
begin X16
printf 'date,count,count_scope,parts\n2025-09-11,52,this_act,PL=2\n' >"$home/one.csv"
printf 'date,count,count_scope,parts\n2025-09-11,52,this_act,PL=3\n' >"$home/two.csv"
take weekly one.csv csv
take ministry two.csv csv
finds count 'weekly: PL=2' 'ministry: PL=3'

# --- X17: each authority has a day of its own ---
begin X17
cat >"$home/one.csv" <<'END'
measure,jurisdiction,authority,programme,concerns,target,date,state,kind,basis,verified
belavia,US,OFAC,BELARUS,US-BLR,Belavia,2023-08,imposed,listing,act,yes
END
cat >"$home/two.csv" <<'END'
measure,jurisdiction,authority,programme,concerns,target,date,state,kind,basis,verified
belavia,EU,EU Council,EU-BLR,EU-BLR,Belavia,2021-12,imposed,listing,act,yes
END
take us one.csv csv
take eu two.csv csv
agrees

# --- X18: one act, and a running total ---
begin X18
act one 2025-12-13 "Belarus freed 123 prisoners on 13 December 2025."
act all 2025-12-14 "In total, since late November, 156 prisoners have been \
freed in Belarus, the presidency said on 13 December 2025."
take one one.html
take all all.html
agrees
cat >"$home/acts.csv" <<'END'
date,precision,count,count_scope,type
2025-12-13,day,156,cumulative_since,pardon
END
take acts acts.csv csv
agrees

# --- X19: a day of relief near which nobody knows of any ---
begin X19
page relief.html 2024-03-20 "Relief" <<'END'
<p>On 10 March 2024 the United States lifted sanctions on Belarus.</p>
END
take law measures.csv csv
take wire relief.html
finds date,lists 'wire: lifted' 'law: '

# --- X20: per cent of another whole ---
begin X20
page upr.html 2025-11-03 "Few recommendations were carried out" <<'END'
<p>The state carried out 2 of 266 recommendations fully (1.3%), and 24 of 266 in
part (15.5%). It rejected 26 of 260, or 10%.</p>
END
take group upr.html
finds percent '2 of 266 = 1.3 %' '= 0.7 %'
says '24 of 266 = 15.5 %'
grep -q '26 of 260' "$out" && fail "a share that is right"

# --- X21: the same act, counted again later ---
begin X21
act first 2024-07-11 "Belarus freed 10 prisoners on 3 July 2024."
act later 2024-09-04 "Belarus freed 18 prisoners on 3 July 2024."
take first first.html
take later later.html
finds count 'first: 10' 'later: 18' 'may have grown'

# --- parts against the total, and an order that cannot be ---
begin parts
cat >"$home/one.csv" <<'END'
date,count,count_scope,parts
2025-12-13,123,this_act,UA=114;LT=8
2025-12-30,22,this_act,women=15;men=7
2025-09-16,25,this_act,women=3
END
take acts one.csv csv
finds parts 'acts: UA=114' 'LT=8' '123'
agrees check:parts '"release of 22"'
agrees check:parts '"release of 25"'
begin order
cat >"$home/one.csv" <<'END'
name,detained_on,sentenced_on,released_on
Alena Prykladnaia,2023-05-01,2022-01-10,2024-01-01
Ihar Uzornik,2023-05-01,2023-08-10,2022-01-01
END
take list one.csv csv
finds order '2022-01-10' 'Prykladnaia'
finds order '2022-01-01' 'Uzornik'

echo "contradictions found: $found of $wanted; true of both and flagged:" \
	"$flagged of $quiet"
exit $bad
