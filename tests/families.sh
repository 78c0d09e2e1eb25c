#!/bin/sh
# The families grow by one file and one word: each family file exports one
# symbol named like it, each registry names exactly the files there are, no two
# files share a name, and what the tests read is in the tarball.
#
#   tests/families.sh [ROOT [BUILD]]
LC_ALL=C
export LC_ALL
root=${1:-${THAW_ROOT:-${srcdir:-.}}}
build=${2:-${builddir:-.}}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# --- file names are unique ---
(cd "$root" && find src ui tests assets -name '*.[ch]') 2>/dev/null | sort |
awk -F/ '$NF in seen { print $0 ":1: same name as " seen[$NF]; bad = 1 }
	{ seen[$NF] = $0 }
	END { exit bad }' || : >"$work/bad"

# --- what the tests read is in the tarball ---
(cd "$root" && find tests/golden tests/data tests/fuzz/corpus assets \
	-type f ! -name '*.o' ! -path '*/.*') 2>/dev/null | sort >"$work/there"
grep -Eo '(tests|assets)/[A-Za-z0-9_./-]+' "$root/Makefile.am" 2>/dev/null |
	sort -u >"$work/named"
comm -23 "$work/there" "$work/named" | grep -v '^assets/mktables' |
	sed 's/$/:1: is not named in Makefile.am/' >"$work/say"
cat "$work/say"
[ ! -s "$work/say" ] || : >"$work/bad"

# --- one exported symbol, named like the file ---
# Automake may put "libthaw_a-" before an object's name.
for object in $(find "$build/src" "$build/ui" -name '*.o' 2>/dev/null |
	grep -E '/([A-Za-z_]+-)?(in|out|cmd|pane|view)_[^/]*\.o$' | sort); do
	want=$(basename "$object" .o)
	want=${want##*-}
	# Names with two underscores in front are the compiler's.
	have=$(nm -g --defined-only "$object" |
		awk 'NF == 3 && $3 !~ /^__/ { printf "%s%s", sep, $3; sep = " " }')
	[ "$have" = "$want" ] && continue
	source=$(cd "$root" && find src ui -name "$want.c" 2>/dev/null)
	echo "${source:-$object}:1: exports \"$have\", not just $want"
	: >"$work/bad"
done

# --- words of the registries ---
# `#define READERS(X) X(atom) X(rss)`: the macro's place, then its words.
registry() {
	find "$root/src" "$root/ui" -name '*.[ch]' 2>/dev/null | sort |
	xargs awk -v macro="$1" '
		$1 == "#define" && index($2, macro "(") == 1 {
			print "at " FILENAME ":" FNR
			inside = 1
		}
		inside {
			more = /\\$/
			sub(/^#define[ \t]+[A-Z]+\([A-Z]+\)/, "")
			while (match($0, /X\([ \t]*[a-z0-9_]+/)) {
				word = substr($0, RSTART, RLENGTH)
				sub(/X\([ \t]*/, "", word)
				print "word " word
				$0 = substr($0, RSTART + RLENGTH)
			}
			inside = more
		}'
}

family() {	# MACRO FOLDER PREFIX
	[ -d "$root/$2" ] || return 0
	find "$root/$2" -name "$3_*.c" | sed "s|.*/$3_||; s|\.c\$||" |
		sort >"$work/files"
	registry "$1" >"$work/registry"
	sed -n 's/^word //p' "$work/registry" | sort >"$work/words"
	at=$(sed -n "s|^at $root/||p" "$work/registry" | head -n 1)
	if [ -z "$at" ]; then
		[ -s "$work/files" ] || return 0
		at="$2:1"
	fi
	uniq -d "$work/words" | sed "s|.*|$at: $1 names & twice|" >"$work/say"
	comm -23 "$work/files" "$work/words" |
		sed "s|.*|$2/$3_&.c:1: & is not in $1|" >>"$work/say"
	sort -u "$work/words" | comm -13 "$work/files" - |
		sed "s|.*|$at: $1 names &, but there is no $2/$3_&.c|" \
		>>"$work/say"
	cat "$work/say"
	[ ! -s "$work/say" ] || : >"$work/bad"
}

family READERS  src/read  in
family WRITERS  src/write out
family COMMANDS src/cmd   cmd
family VIEWS    src/view  view
family PANES    ui        pane

[ ! -e "$work/bad" ]
