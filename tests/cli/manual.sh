#!/bin/sh
# The manual: well formed, and nothing that the program knows is missing from it.
. "$(dirname "$0")/lib.sh"
pages=${builddir:-$(dirname "$THAW")}/assets/man
top=$here/../..
for f in thaw.1 thaw-filter.7 thaw-sources.5; do
	[ -s "$pages/$f" ] || { fail "no $pages/$f"; finish; }
done

# --- form ---
# What is left of a template, or a row for which nobody has written words.
for f in "$pages"/*.[157]; do
	grep -n '^@\|@$' "$f" && fail "$f: a mark was not filled"
	awk -v f="$f" '
		/^\.It / { item = $0; next }
		item && (/^\(/ || /^\.(It|El)/) {
			print f ": no words for " item
			bad = 1
		}
		{ item = "" }
		END { exit bad }' "$f" || fail "$f: words are missing"
done
# The system is named on purpose; pages of other packages may be absent.
if command -v mandoc >/dev/null; then
	for f in "$pages"/*.[157]; do
		mandoc -Tlint "$f" 2>&1 | grep "^mandoc: $f" |
			grep -v 'operating system explicitly specified' |
			grep -v 'referenced manual not found' &&
			fail "$f: mandoc complains"
	done
else
	echo "no mandoc here: the pages are not checked by it"
fi
if man --version >/dev/null 2>&1 && command -v groff >/dev/null; then
	for f in "$pages"/*.[157]; do
		man --warnings -E UTF-8 -l "$f" >"$home/page" 2>"$err"
		grep -v '^man: can.t \(set\|open\|create\)' "$err" >"$home/say"
		[ ! -s "$home/say" ] || fail "$f: $(head -n 3 "$home/say")"
		# 80 columns, man's own, hold every line.
		LC_ALL=C awk -v f="$f" '{ line = $0; gsub(/[\200-\277]/, "", line) }
			length(line) > 80 { print f ": wide: " $0; bad = 1 }
			END { exit bad }' "$home/page" || fail "$f: wide lines"
	done
else
	echo "no man here: the pages are not set"
fi

# --- content; words as they stand in the source of a page ---
plain() {	# PAGE: without what is there for roff alone
	sed -e 's/\\f[BIR]//g' -e 's/\\&//g' -e 's/\\%//g' -e 's/\\-/-/g' \
		-e 's/\\e/\\/g' -e "s/\\\\(aq/'/g" -e 's/\\(ha/^/g' \
		-e 's/\\(ti/~/g' -e 's/\\ / /g' -e 's/\\(ga/`/g' \
		-e 's/\\(dq/"/g' "$pages/$1"
}
for f in thaw.1 thaw-filter.7 thaw-sources.5; do
	plain $f >"$home/$f"
done
lacks() {	# PAGE WHAT: names on standard input that stand nowhere as items
	while IFS= read -r name; do
		grep -Fq -e "$name" "$home/$1" || fail "$1 lacks $2 $name"
	done
}
some() {	# FILE: a list to go through that is not empty
	[ -s "$1" ] || fail "nothing was read to look for"
	cat "$1"
}

run help
sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' "$out" >"$home/commands"
for c in $(some "$home/commands"); do
	grep -qx ".Ss $c" "$home/thaw.1" || fail "thaw.1 lacks the command $c"
	run help "$c"
	sed -n '1s/^Usage: thaw //p' "$out" >"$home/usage"
	some "$home/usage" | lacks thaw.1 "the usage"
	awk -v c="$c" '$0 == ".Ss " c { on = 1; next } /^\.S[hs]/ { on = 0 } on' \
		"$home/thaw.1" >"$home/part"
	sed -n '/^\.Ss Options of all/,/^\.Ss Formats/p' "$home/thaw.1" \
		>>"$home/part"
	for o in $(sed -n 's/^  \(-[a-z], \)*--\([a-z-]*\) .*/\2/p' "$out"); do
		grep -q "^\.It \(Fl [a-z] , \)*Fl Fl $o\( \|\$\)" "$home/part" ||
			fail "thaw.1: $c lacks --$o"
	done
done

# Keys: as the help has them, "Up k   go up one row".
run help keys
sed 's/^ *//' "$out" | awk -F '  +' 'NF > 1 { print ".It " $1; print $2 }' \
	>"$home/keys"
some "$home/keys" | lacks thaw.1 "a key's row"
# Their topics, in the order of the help; each stands above a list of its own.
grep '^[A-Z]' "$out" | grep -v '  ' >"$home/topics"
for f in thaw.1 thaw-sources.5; do
	some "$home/topics" >/dev/null
	grep -Fxf "$home/topics" "$home/$f" | cmp -s - "$home/topics" ||
		fail "$f has other topics of keys"
done
# Roles of theme.conf.
sed -n 's/^\.Ql \([a-z]*\) [,.]$/\1/p' "$home/thaw-sources.5" >"$home/roles"
some "$home/roles" | grep -qx disputed || fail "thaw-sources.5 lacks a role"

# Views, columns with their short forms, and terms of the filter.
run help filter
sed -n 's/^Columns of \([a-z]*\) (.*/.Ss \1/p' "$out" >"$home/views"
some "$home/views" | lacks thaw-filter.7 "a view"
# The short form stands in the 20th place.
sed -n '/^Columns of/,$p' "$out" | awk '/^  / {
	short = substr($0, 20, 9)
	sub(/ .*/, "", short)
	print ".It " $1 (short ? ", " short : "")
}' | sort -u >"$home/columns"
some "$home/columns" | lacks thaw-filter.7 "a column"
sed -n '/^The filter/,/^Put words/s/^  \([^ ][^ ]*\).*/\1/p' "$out" \
	>"$home/terms"
for term in $(some "$home/terms"); do
	case $term in
	'"two') term='"two words"' ;;
	esac
	grep -Fq -e "$term" "$home/thaw-filter.7" ||
		fail "thaw-filter.7 lacks the term $term"
done
run list releases is:nonsense
sed -n 's/.*takes one of //p' "$err" | tr -d ' ' | tr ',' '\n' |
	sed 's/^/is:/' >"$home/words"
some "$home/words" | lacks thaw-filter.7 "a mark"
# Words of a vocabulary: those that `set` offers.
want 2 set r-1 state=nonsense
sed -n 's/.*valid: \([a-z_ ]*\);.*/\1/p' "$err" | tr ' ' '\n' |
	sed 's/^/.It /' >"$home/words"
some "$home/words" | lacks thaw-filter.7 "a word"

# Formats: of export, and of import.
run help export
sed -n '/^FORMAT/,/^$/s/^  \([a-z]*\)  .*/.It Cm \1/p' "$out" >"$home/formats"
some "$home/formats" | lacks thaw.1 "a format"
run help import
sed -n '/^FORMAT/,/^Packed/s/^  \([a-z_]*\)  .*/.It Cm \1/p' "$out" \
	>"$home/formats"
some "$home/formats" | lacks thaw-sources.5 "a format"
run sources list --format tsv --columns key
sed '1d; s/^/.It /' "$out" >"$home/keys"
some "$home/keys" | lacks thaw-sources.5 "a source"

# Fields: those that the program itself names where it is told another one.
fields() {	# FILE TEXT
	printf '%s\n' "$2" >"$home/config/thaw/$1"
	run list events
	[ "$code" = 2 ] || fail "$1: another field is taken"
	sed -n 's/.*valid are //p' "$err" | tr -d ' ' | tr ',' '\n' |
		sed 's/^/.It /' >"$home/fields"
	rm -f "$home/config/thaw/$1"
	some "$home/fields" | lacks thaw-sources.5 "of $1 the field"
}
mkdir -p "$home/config/thaw"
fields settings.conf 'nonsense = 1'
fields desks.conf 'desk "a" { nonsense = 1 }'
fields sources.conf 'source "a" { nonsense = 1 }'
# A file that ships with thaw names nothing else, and nothing is left out.
sed -n 's/^# \([a-z_]*\) = .*/.It \1/p' "$top/assets/conf/settings.conf" \
	>"$home/fields"
some "$home/fields" | lacks thaw-sources.5 "a setting"

# Actions of keys.conf.
if [ -f "$top/ui/keys.h" ]; then
	sed -n 's/^	X([A-Z_0-9]*, *"\([a-z0-9-]*\)".*/.It \1/p' \
		"$top/ui/keys.h" >"$home/actions"
	some "$home/actions" | lacks thaw-sources.5 "the action"
fi

# The environment: what is asked anywhere.
if [ -d "$top/src" ]; then
	grep -rhoE 'getenv\("[A-Za-z_]+"\)' "$top/src" "$top/ui" |
		sed 's/.*"\(.*\)".*/\1/' | sort -u >"$home/names"
	for name in $(some "$home/names"); do
		grep -Eq "^\.It Ev (.* )?$name( |\$)" "$home/thaw.1" ||
			fail "thaw.1 lacks the variable $name"
	done
fi
for code in 0 1 2 3; do
	sed -n '/^\.Sh EXIT/,/^\.Sh EX[^I]/p' "$home/thaw.1" |
		grep -qx ".It $code" || fail "thaw.1 lacks the exit code $code"
done

# The examples are understood: those that need no network and no file.
sed -n 's/^\.Dl thaw //p' "$home/thaw.1" "$home/thaw-filter.7" >"$home/lines"
tried=0
cd "$home" || exit 99
while IFS= read -r line; do
	case $line in
	*refresh*|*import*)	continue ;;
	esac
	eval "run $line"
	[ "$code" = 0 ] || fail "example: thaw $line: $(cat "$err")"
	tried=$((tried + 1))
done <"$home/lines"
[ $tried -ge 8 ] || fail "only $tried examples were tried"
finish
