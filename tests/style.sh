#!/bin/sh
# What can be measured of the style; HACKING says why.
#
#   tests/style.sh [-v] [ROOT]      -v also prints what comes nearest
LC_ALL=C
export LC_ALL
function_lines=80
complexity=15
file_lines=500
columns=100

verbose=
[ "${1:-}" = -v ] && { verbose=1; shift; }
root=${1:-${THAW_ROOT:-${srcdir:-.}}}
cd "$root" || exit 99
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

find src ui assets tests -name '*.[ch]' 2>/dev/null | sort >"$work/c"
find tests -name '*.sh' 2>/dev/null | sort >"$work/sh"
for f in bootstrap .ci/run; do
	[ ! -f "$f" ] || echo "$f"
done >>"$work/sh"
for f in README HACKING configure.ac Makefile.am; do
	[ ! -f "$f" ] || echo "$f"
done >"$work/text"
find assets -type f ! -name '*.[ch]' 2>/dev/null | sort >"$work/assets"
[ -s "$work/c" ] || { echo "style: no sources under $root"; exit 99; }

# --- lines ---
cat "$work/c" "$work/sh" "$work/text" | xargs awk -v max_lines="$file_lines" \
	-v max_columns="$columns" -v verbose="$verbose" '
function offence(text) {
	print FILENAME ":" FNR ": " text
	bad = 1
}
function width(line,  at, cells) {
	gsub(/[\200-\277]/, "", line)	# UTF-8: one a character
	cells = 0
	while ((at = index(line, "\t")) > 0) {
		cells += at - 1
		cells += 8 - cells % 8
		line = substr(line, at + 1)
	}
	return cells + length(line)
}
FNR == 1	{ code = FILENAME ~ /\.([ch]|sh)$|^bootstrap$/ }
/[ \t]$/	{ offence("blanks at the end of the line") }
/\r/		{ offence("a carriage return") }
/(^|[^A-Za-z])(TOD[O]|FIXM[E]|XX[X])([^A-Za-z]|$)/ {
	offence("a note to do something later")
}
# Recipes and macro arguments cannot be broken.
length($0) * 8 > max_columns && FILENAME !~ /^(Makefile\.am|configure\.ac)$/ &&
width($0) > max_columns {
	offence(width($0) " columns, at most " max_columns)
}
code && FNR == max_lines + 1 { offence("more than " max_lines " lines") }
code { lines[FILENAME] = FNR }
END {
	if (verbose)
		for (f in lines)
			print lines[f] "\tlines of " f | "sort -rn | head -n 8"
	exit bad
}' || : >"$work/bad"

# --- paths of one machine; .ci/run alone knows the neighbours ---
cat "$work/c" "$work/sh" "$work/text" "$work/assets" | grep -vx '.ci/run' |
xargs grep -nE '/wor[k]/|(^|[^[:alnum:]_-])share[d]/' |
	sed 's/^\([^:]*:[^:]*\):/\1: a path of one machine:/' >"$work/paths"
cat "$work/paths"
[ ! -s "$work/paths" ] || : >"$work/bad"

# --- functions ---
if ! command -v pmccabe >/dev/null; then
	echo "style: no pmccabe here, functions are not measured"
	[ -e "$work/bad" ] && exit 1
	exit 77
fi
# Columns: modified and plain complexity, statements, first line, lines, place.
grep '\.c$' "$work/c" | xargs pmccabe 2>/dev/null >"$work/functions"
awk -v max_lines="$function_lines" -v max_complexity="$complexity" '
	{ place = $6; sub(/\(.*/, "", place); place = place ":" $4 ": " $NF }
	$5 > max_lines { print place ": " $5 " lines, at most " max_lines }
	$2 > max_complexity && place !~ /^tests\// {
		print place ": complexity " $2 ", at most " max_complexity
	}' "$work/functions" >"$work/long"
cat "$work/long"
[ ! -s "$work/long" ] || : >"$work/bad"
if [ -n "$verbose" ]; then
	sort -rn -k 5 "$work/functions" | head -n 8 |
		awk '{ print $5 "\tlines in " $6 " " $NF }'
	grep -v '	tests/' "$work/functions" | sort -rn -k 2 |
		head -n 8 | awk '{ print $2 "\tcomplexity of " $6 " " $NF }'
fi
[ ! -e "$work/bad" ]
