#!/bin/sh
# What must never pass for a version of a list: each is refused with a reason
# that sources and doctor show, and nothing else moves.
. "$(dirname "$0")/lib.sh"
lists=$data/readers
mkdir -p "$XDG_CONFIG_HOME/thaw"
: >"$XDG_CONFIG_HOME/thaw/sources.conf"

state() {	# everything that a user may have seen
	"$THAW" list designations is:any --format tsv 2>/dev/null
	"$THAW" list changes --format tsv 2>/dev/null
	"$THAW" list sanctions --format tsv 2>/dev/null
}

# refused WHAT PATTERN FILE: the list $key stays as it was.
refused() {
	want 1 import --source "$key" "$3"
	complains "$2"
	complains '; what was known before stays$'
	state >"$home/after"
	cmp -s "$home/before" "$home/after" || fail "$key, $1: something moved"
	want 0 list sources "key:$key" --format json
	says '"why":"[^"]'
	want 0 doctor
	says "^note +$key: the version of .* was not taken: "
}

# list KEY FILE RECORD: a good version, then all that is wrong with it.
list() {
	key=$1
	want 0 import --source "$key" --as-of 2026-01-02 "$2"
	state >"$home/before"
	grep -q . "$home/before" || fail "$key: an empty list to begin with"

	half=$(($(wc -c <"$2") * 6 / 10))
	head -c "$half" "$2" >"$home/cut.xml"
	refused "cut off" "cut.xml: " "$home/cut.xml"

	: >"$home/none.xml"
	refused "empty file" "is empty" "$home/none.xml"

	echo '<!DOCTYPE html><html><body><p>Down for repair.</p></html>' \
		>"$home/page.xml"
	refused "a page" "no version of $key: it is a page" "$home/page.xml"

	root=$(grep -o '<[A-Za-z][A-Za-z_:-]*' "$2" | head -n 1 | tr -d '<')
	sed -e 's/ xmlns="[^"]*"//' -e "s/<$root/& xmlns=\"urn:wrong\"/" "$2" \
		>"$home/space.xml"
	refused "another namespace" "urn:wrong" "$home/space.xml"

	{
		printf '<?xml version="1.0"?>\n<!DOCTYPE %s [' "$root"
		printf '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
		printf '<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
		sed 's/^<?xml[^>]*?>//' "$2"
	} >"$home/bomb.xml"
	refused "a DOCTYPE" "DOCTYPE|no version of" "$home/bomb.xml"

	# The first record twice.
	awk -v tag="$3" '{ text = text $0 "\n" } END {
		at = match(text, "<" tag "[ >]")
		end = at + index(substr(text, at), "</" tag ">") + length(tag) + 2
		printf "%s%s", substr(text, 1, end - 1), substr(text, at)
	}' "$2" >"$home/twice.xml"
	refused "a key twice" "(stands there|comes|told) twice" "$home/twice.xml"

	# One element that never ends.
	{
		sed "/<$3[ >]/,\$d" "$2"
		printf '<%s><x>' "$3"
		head -c 20000000 /dev/zero | tr '\0' a
		printf '</x></%s></%s>\n' "$3" "$root"
	} >"$home/huge.xml"
	refused "one huge element" "bytes|line" "$home/huge.xml"
}

list eu-fsf "$lists"/eu_xml.xml sanctionEntity
list gb-uksl "$lists"/uk_xml.xml Designation
list un-sc "$lists"/un_xml.xml INDIVIDUAL
list ca-sema "$lists"/ca_xml.xml record
list us-ofac-sdn "$lists"/ofac_xml.sdn.xml sdnEntry

# --- a file of a set that is larger than its format can be ---
printf '1,"ICE","individual","X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n' \
	>"$home/sdn.csv"
printf '1,2,"x","y","z",-0- \r\n' >"$home/add.csv"
truncate -s 300M "$home/add.csv"
want 1 --store "$home/set.db" import --source us-ofac-sdn --format ofac_csv \
	"$home/sdn.csv" "$home/add.csv"
complains '/add.csv: 314572800 bytes are more than'
rm "$home/add.csv"

# --- a party twice, where a list is a table: at its end again ---
key=eu-fsf
{
	cat "$lists/eu_csv.csv"
	tail -n +2 "$lists/eu_csv.csv"
} >"$home/twice.csv"
refused "a party that comes back" "row [0-9]+: key .* stands there twice" \
	"$home/twice.csv"
key=us-ofac-sdn
{
	head -n 3 "$lists/ofac_csv.sdn.csv"
	head -n 1 "$lists/ofac_csv.sdn.csv"
} >"$home/twice.csv"
refused "a number twice" "row 4: key .* stands there twice" "$home/twice.csv"

# --- what only some lists say ---
key=gb-uksl
sed 's|<DateDesignated>[^<]*<|<DateDesignated>45231<|' "$lists/uk_xml.xml" \
	>"$home/serial.xml"
refused "a day number" '"45231" is a day number of a spreadsheet' \
	"$home/serial.xml"
key=us-ofac-sdn
sed 's|<Record_Count>[0-9]*<|<Record_Count>77<|' "$lists/ofac_xml.sdn.xml" \
	>"$home/count.xml"
refused "another count" 'says that it has 77 entries, but' "$home/count.xml"
refused "a zip bomb" 'bomb' "$data/unpack/bomb.zip"

# --- a list that shrinks to 79 %, and a mass delisting ---
rows() {	# rows FROM TO
	awk -v a="$1" -v b="$2" 'BEGIN { for (i = a; i <= b; i++)
		printf "%d,\"NAME%d, Given\",\"individual\",\"BELARUS\",-0- ," \
			"-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 01 Jan 19%02d.\"\r\n",
			i, i, i % 100
		printf "\032\r\n" }'
}
key=us-ofac-sdn
db="--store $home/shrink.db"
rows 1 100 >"$home/all.csv"
rows 1 79 >"$home/some.csv"
rows 101 105 >"$home/few.csv"
want 0 $db import --source $key --as-of 2026-01-01 "$home/all.csv"
for f in some few; do
	want 1 $db import --source $key --as-of 2026-01-02 "$home/$f.csv"
	complains 'less than 80 %; not accepted \(--accept overrides\)'
	want 0 $db list designations programme:BELARUS state:listed \
		--format json --columns id
	lines 100
	want 0 $db changes --format json
	lines 0
done
want 0 $db import --source $key --as-of 2026-01-02 --accept "$home/some.csv"
want 0 $db list designations state:removal_pending --format json --columns id
lines 21
want 0 $db changes op:removed --format json --columns confirmed
lines 21
grep -q true "$out" && fail "a removal that nothing confirms"
want 0 $db list sanctions programme:BELARUS --format json --columns state
grep -q lifted "$out" && fail "a shorter list reads as lifted"
# The same bytes under a later date are no second version.
want 0 $db import --source $key --as-of 2026-01-03 "$home/some.csv"
want 0 $db list designations state:removal_pending --format json --columns id
lines 21
want 0 $db list designations state:delisted --format json --columns id
lines 0
# A second good version without them confirms.
sed 's/^\(9,.*\)DOB 01 Jan/\1DOB 02 Jan/' "$home/some.csv" >"$home/next.csv"
want 0 $db import --source $key --as-of 2026-01-04 "$home/next.csv"
want 0 $db list designations state:delisted --format json --columns id
lines 21
want 0 $db changes op:removed --format json --columns confirmed
grep -q false "$out" && fail "a removal still unconfirmed"
want 0 $db list designations --as-of 2026-01-01 --format json --columns id
lines 100
finish
