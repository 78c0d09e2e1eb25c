#!/bin/sh
# Sources are read in a sealed process: with the same outcome as in this one,
# letter by letter, and a crash there costs that reading and nothing else.
. "$(dirname "$0")/lib.sh"
lists=$data/readers

# --- both ways give the same, for each format, encoding and packing ---
alike() {	# NAME ARGUMENT...
	name=$1
	shift
	run import --dry-run "$@"
	cp "$out" "$home/sealed.out"
	cp "$err" "$home/sealed.err"
	sealed=$code
	THAW_READ_HERE=1
	export THAW_READ_HERE
	run import --dry-run "$@"
	unset THAW_READ_HERE
	[ "$code" = "$sealed" ] || fail "$name: exit $sealed sealed, $code here"
	cmp -s "$out" "$home/sealed.out" || fail "$name: other records sealed"
	cmp -s "$err" "$home/sealed.err" || {
		fail "$name: other words sealed"
		cat "$err" "$home/sealed.err"
	}
}

for file in "$lists"/*; do
	alike "$file" "$file"
done
alike "a set" --source us-ofac-sdn "$lists"/ofac_csv.sdn.csv \
	"$lists"/ofac_csv.add.csv "$lists"/ofac_csv.alt.csv
for format in csv rss uk_xml article os_ftm; do
	alike "a list as $format" --format $format "$lists/eu_csv.csv"
done
for file in "$data"/unpack/*; do
	alike "$file" "$file"
done
gzip -c "$lists/eu_csv.csv" >"$home/eu.csv.gz"
alike "gzip" "$home/eu.csv.gz"
head -c 300 "$home/eu.csv.gz" >"$home/cut.csv.gz"
alike "gzip cut off" "$home/cut.csv.gz"
cp "$lists/eu_csv.csv" "$home/a
b.csv"
alike "a name with a line in it" "$home/a
b.csv"
: >"$home/empty.csv"
alike "an empty file" "$home/empty.csv"
if command -v bsdtar >/dev/null; then
	(cd "$lists" && bsdtar -a -cf "$home/set.zip" ofac_csv.*.csv)
	alike "zip" --source us-ofac-sdn "$home/set.zip"
fi

# --- converters that the C library loads from files ---
want 0 import --dry-run "$lists/rss.cp1251.xml"
says "Вызвалены Алесь Бяляцкі"
want 0 import --dry-run "$lists/rss.koi8r.xml"
says "Андрей Санников"
for charset in KOI8-U ISO-8859-5 CP866 GB18030 EUC-JP UTF-16; do
	command -v iconv >/dev/null || break
	sed "s/windows-1251/$charset/" "$lists/rss.cp1251.xml" |
		iconv -f CP1251 -t CP1251 >"$home/from.xml"
	iconv -f CP1251 -t UTF-8 "$home/from.xml" | sed 's/[іІўЎ]/и/g' |
		iconv -f UTF-8 -t "$charset" >"$home/to.xml" 2>/dev/null ||
		continue
	alike "$charset" "$home/to.xml"
	run import --dry-run "$home/to.xml"
	says "Бяляцк"
done

# --- the input of a pipe ---
"$THAW" import --dry-run - <"$lists/rss.xml" >"$home/a" 2>"$err" ||
	fail "nothing read from a pipe"
grep -q '"kind":"news"' "$home/a" || fail "no news from a pipe"

# --- what is said of it ---
run doctor
says "^ok +readers: in a process of their own: .*limits"
THAW_READ_HERE=1
export THAW_READ_HERE
run doctor
unset THAW_READ_HERE
says "^ok +readers: not sealed"

# --- a crash of the real parser, in the middle of a real list ---
children() {
	cat "/proc/$1/task/$1/children" 2>/dev/null
}
begin() {	# $us, $server, $worker
	"$THAW" import --source opensanctions --format os_ftm \
		--as-of 2026-02-02 "$home/large.json" >"$out" 2>"$err" &
	us=$!
	worker=
	tries=0
	while [ -z "$worker" ] && [ $tries -lt 400 ]; do
		tries=$((tries + 1))
		for server in $(children $us); do
			worker=$(children "$server")
		done
		sleep 0.02
	done
	[ -n "$worker" ] || fail "no worker to be found"
}
crash() {	# SIGNAL
	begin
	for one in $worker; do
		kill "-$1" "$one"
	done
	wait $us
	code=$?
}
count() {
	run list designations --format tsv
	wc -l <"$out"
}
if [ -n "$(children $$; echo)" ] && [ -r "/proc/$$/task/$$/children" ]; then
	want 0 import --source opensanctions --format os_ftm \
		--as-of 2026-02-01 "$lists/os_ftm.entities.json"
	before=$(count)
	awk 'BEGIN { for (i = 0; i < 25000; i++) printf "{\"id\":\"x-%d\"," \
		"\"schema\":\"Person\",\"caption\":\"Name %d\",\"datasets\":" \
		"[\"us_ofac_sdn\"],\"target\":true,\"properties\":{\"name\":" \
		"[\"Name %d\"],\"topics\":[\"sanction\"]}}\n", i, i, i }' \
		>"$home/large.json"
	for signal in SEGV KILL; do
		crash $signal
		[ "$code" = 1 ] || fail "SIG$signal: exit $code, not 1"
		# A sanitizer catches the one signal, and ends with a code.
		complains "the reader of os_ftm (crashed .signal|ended without a w)"
		complains "nothing of this version was kept"
		complains "what was known before stays"
		[ "$(count)" = "$before" ] || fail "SIG$signal: rows changed"
	done
	# Who is killed leaves nobody behind, and the store whole.
	begin
	kill -KILL $us
	wait $us 2>/dev/null
	tries=0
	while [ $tries -lt 100 ] && { [ -d "/proc/$server/fd" ] ||
		[ -d "/proc/$worker/fd" ]; }; do
		tries=$((tries + 1))
		sleep 0.05
	done
	[ $tries -lt 100 ] || fail "a reading outlives who asked for it"
	[ "$(count)" = "$before" ] || fail "killed: rows changed"
	want 0 import --source opensanctions --format os_ftm --accept \
		--as-of 2026-02-03 "$home/large.json"
	[ "$(count)" -gt "$before" ] || fail "no rows after the crashes"
else
	echo "no /proc/PID/task/PID/children: no crash of the real program"
fi
finish
