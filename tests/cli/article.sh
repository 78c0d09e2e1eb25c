#!/bin/sh
# An article as a page and as plain text: who, what was eased, what next.
. "$(dirname "$0")/lib.sh"
html=$here/../../assets/starter/article.html
txt=$data/cli/article.txt

# names FILE WHO: the three persons, their words, the recommendations
check() {
	file=$1 actions=$2
	want 0 import --dry-run "$file"
	json
	for kind in news person measure event recommendation brief; do
		says "^\{\"kind\":\"$kind\""
	done
	says '"kind":"person".*"name":\[\{"value":"Maria Kalesnikava"'
	[ "$(grep -c '"kind":"person"' "$out")" -eq 3 ] ||
		fail "$file: not three persons"
	[ "$(grep -c '"kind":"recommendation"' "$out")" -ge "$actions" ] ||
		fail "$file: recommendations"
	rm -rf "$home/s.db" "$home/s-own.db"
	want 0 --store "$home/s.db" import "$file"
	silent
	complains '^import: [0-9]+ records: [0-9]+ new'
	want 0 --store "$home/s.db" list releases --format json
	lines 3
	json
	for name in 'Ales Bialiatski' 'Maria Kalesnikava' 'Andrei Sannikov'; do
		says "\"name\":\"$name\""
	done
	says '"name":"Ales Bialiatski".*"roles":\["hrd"\]'
	says '"name":"Maria Kalesnikava".*"held_text":"18 months"'
	want 0 --store "$home/s.db" list releases role:hrd --format json
	lines 1
	want 0 --store "$home/s.db" list recommendations --format json
	[ "$(wc -l <"$out")" -ge "$actions" ] || fail "$file: actions"
	want 0 --store "$home/s.db" list sanctions --format json
	says '"news_state":\["'
	want 0 --store "$home/s.db" list news --format json
	lines 1
	want 0 --store "$home/s.db" show Kalesnikava
	says '18 months'
	says 'import'
	# the article itself, each claim under the line it was taken from
	want 0 --store "$home/s.db" list news --format json
	news=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$out")
	want 0 --store "$home/s.db" show "$news"
	says '^      > Maria Kalesnikava: .*held min days 532.*  p-'
	want 0 --store "$home/s.db" show "$news" --format json
	says '"cited_by":\[{"id":"e-[a-z0-9]*","kind":"event"'
	# the same bytes again change nothing
	want 0 --store "$home/s.db" import "$file"
	want 0 --store "$home/s.db" list releases --format json
	lines 3
}

check "$html" 3
check "$txt" 2

# standard input, an address, a key and a date of the user's
"$THAW" --store "$home/t.db" import - --source mine --as-of 2025-12-14 \
	--url https://example.org/a <"$html" >"$out" 2>"$err" ||
	fail "import -"
complains '^mine: '
want 0 --store "$home/t.db" list releases source:mine --format json
lines 3
want 0 --store "$home/t.db" list sources key:mine --format json
lines 1
want 2 import "$html" --source 'Not A Key'
want 2 import "$html" --format nonsense
complains 'valid: auto .*article'
want 2 import "$html" --as-of soon
want 2 import
finish
