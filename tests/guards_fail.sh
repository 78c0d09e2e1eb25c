#!/bin/sh
# The guards themselves are tested: in a copy of the tree one fault a rule is
# planted, and its guard must name the planted file and fail.
LC_ALL=C
export LC_ALL
root=$(cd "${1:-${THAW_ROOT:-${srcdir:-.}}}" && pwd) || exit 99
guards=$root/tests
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
copy=$work/copy
seen=0
missed=0

mkdir "$copy" "$copy/tests"
for part in src ui assets README HACKING Makefile.am configure.ac bootstrap; do
	[ ! -e "$root/$part" ] || cp -R "$root/$part" "$copy"
done
cp "$guards"/*.sh "$copy/tests"
chmod -R u+w "$copy"
mkdir -p "$copy/ui" "$copy/src/cmd" "$copy/src/write" "$copy/src/flow" \
	"$copy/src/view" "$copy/src/check"

# Runs a guard on the copy; it must fail, and name what was planted.
catches() {	# GUARD WHAT...
	guard=$1
	shift
	"$guards/$guard.sh" "$copy" "$work/build" >"$work/out" 2>&1
	rc=$?
	seen=$((seen + 1))
	if [ $rc -eq 77 ]; then
		skipped=1
	elif [ $rc -ne 1 ] || ! grep -q planted "$work/out"; then
		echo "$guard.sh: does not see $* (exit $rc)"
		cat "$work/out"
		missed=$((missed + 1))
	fi
}

# One file with one fault, and gone again.
plant() {	# GUARD FILE TEXT
	if [ -e "$copy/$2" ]; then
		cp "$copy/$2" "$work/kept"
	fi
	printf '%b\n' "$3" >"$copy/$2"
	catches "$1" "$2: $3"
	rm "$copy/$2"
	if [ -e "$work/kept" ]; then
		mv "$work/kept" "$copy/$2"
	fi
}

include() {	# FILE HEADER
	plant layers "$1" "#include $2"
}

# --- layers.sh ---
include src/base/planted.c  '"model/record.h"'
include src/model/planted.c '"read/reader.h"'
include src/read/planted.c  '"store/store.h"'
include src/store/planted.c '"names/fold.h"'
include src/fetch/planted.c '"read/reader.h"'
include src/write/planted.c '"view/view.h"'
include src/view/planted.c  '"flow/flow.h"'
include src/flow/planted.c  '"view/view.h"'
include src/flow/planted.c  '"cmd/cmd.h"'
include src/view/planted.c  '"ui/term.h"'
include src/cmd/planted.c   '"ui/term.h"'
include ui/planted.c        '"cmd/cmd.h"'
include src/read/planted.c  '"xml.h"'
include src/read/planted.c  '"../base/str.h"'
include src/read/planted.c  '"planted/new.h"'
include src/read/planted.c  '<planted.h>'
include ui/planted.c        '<curses.h>'
include src/cmd/planted.c   '<ncurses.h>'
include src/flow/planted.c  '<curl/curl.h>'
include src/view/planted.c  '<sqlite3.h>'
include src/read/planted.c  '<expat.h>'
include src/read/planted.c  '<gumbo.h>'
include src/read/planted.c  '<iconv.h>'
include src/read/planted.c  '<archive.h>'
include src/model/planted.c '<confuse.h>'
include src/names/planted.c '<utf8proc.h>'
include src/base/planted.c  '<openssl/evp.h>'
include src/store/planted.c '<zstd.h>'
include src/read/planted.c  '<cjson/cJSON.h>'
mkdir "$copy/src/planted"
include src/planted/new.c   '"base/str.h"'
rmdir "$copy/src/planted"

# --- style.sh: lines ---
plant style src/base/planted.c 'int x; '
plant style src/base/planted.c 'int x;\r'
plant style src/base/planted.c '/* TOD''O: later */'
plant style tests/planted.sh   '# FIXM''E'
plant style src/base/planted.c '/* XX''X */'
plant style src/base/planted.c "/* $(printf '%0100d' 0) */"
plant style src/base/planted.c "$(printf '\t\t\t\t\t\t\t\t\t\t\t\t\t')x;"
plant style src/base/planted.c "$(yes 'int x;' | head -n 501)"
plant style src/base/planted.c '/* /wor''k/data */'
plant style assets/planted.tsv 'see share''d/data'

# --- style.sh: functions ---
plant style src/base/planted.c \
	"int f(void)\n{\n$(yes '	g();' | head -n 80)\n\treturn 0;\n}"
plant style src/base/planted.c \
	"int f(int x)\n{\n$(yes '	if (x) x--;' | head -n 15)\n\treturn x;\n}"

# --- families.sh: words and names ---
registry() {	# FILE MACRO WORD, beside the words that are there
	file=$(cd "$copy" && grep -rl "define $2(X)" src ui | head -n 1)
	if [ -z "$file" ]; then
		plant families "$1/planted.h" "#define $2(X) X($3)"
		return
	fi
	cp "$copy/$file" "$work/kept_registry"
	sed "s/define $2(X)/& X($3)/" "$work/kept_registry" >"$copy/$file"
	catches families "$2 with a word without a file"
	mv "$work/kept_registry" "$copy/$file"
}
registry src/read  READERS  planted
registry src/write WRITERS  planted
registry src/cmd   COMMANDS planted
registry src/view  VIEWS    planted
registry ui        PANES    planted
plant families src/read/in_planted.c   'int x;'
plant families src/write/out_planted.c 'int x;'
plant families src/cmd/cmd_planted.c   'int x;'
plant families src/view/view_planted.c 'int x;'
plant families ui/pane_planted.c       'int x;'
echo 'int x;' >"$copy/src/base/planted.c"
plant families ui/planted.c 'int x;'
mkdir -p "$copy/tests/golden/screen"
plant families tests/golden/screen/planted.txt 'a screen'
rm "$copy/src/base/planted.c"

# --- what the symbol tables tell ---
for cc in "${CC:-cc}" gcc clang ""; do
	command -v ${cc%% *} >/dev/null 2>&1 && break
done
if [ -z "$cc" ]; then
	echo "guards_fail: no compiler here"
	exit 77
fi

object() {	# FOLDER NAME TEXT
	mkdir -p "$work/build/$1"
	printf '%b\n' "$3" >"$work/$2.c"
	$cc -g -fPIE -c "$work/$2.c" -o "$work/build/$1/$2.o" || exit 99
}
archive() {	# TEXT
	rm -rf "$work/build"
	object src planted "$1"
	ar cr "$work/build/libthaw.a" "$work/build/src/planted.o"
}
symbol() {	# TEXT
	archive "$1"
	catches symbols "$1"
}
fine() {	# TEXT
	archive "$1"
	seen=$((seen + 1))
	"$guards/symbols.sh" "$copy" "$work/build" && return
	echo "symbols.sh: objects to $1"
	missed=$((missed + 1))
}
symbol '#include <stdio.h>\nvoid f(int x) { printf("%%d", x); }'
symbol '#include <stdio.h>\nvoid f(const char *x) { puts(x); }'
symbol '#include <stdio.h>\nvoid f(void) { fputs("x", stderr); }'
symbol '#include <stdlib.h>\nvoid f(void) { exit(1); }'
symbol '#include <unistd.h>\nint f(void) { return isatty(0); }'
symbol 'int getch(void);\nint f(void) { return getch(); }'
symbol '#include <unistd.h>\nint f(void) { return fork(); }'
symbol '#include <string.h>\nvoid f(char *a, char *b) { strcpy(a, b); }'
symbol 'int planted = 1;'
symbol 'static int planted;\nint f(void) { return ++planted; }'
symbol 'int f(void) { static int planted; return ++planted; }'
symbol '_Thread_local int planted;'
symbol 'const char *planted[] = { "x" };'
fine '#include <stdio.h>\nint f(char *b) { return snprintf(b, 4, "x"); }'
fine '#include <assert.h>\nvoid f(int x) { assert(x); }'
fine 'const char *const planted[] = { "x", "y" };'

archive 'int f(void) { return 0; }'
object ui planted 'int planted_a, planted_b, planted_c, planted_d;'
catches symbols "four variables beside the library"

rm -rf "$work/build"
for family in read/in write/out cmd/cmd view/view; do
	object "src/${family%/*}" "${family#*/}_planted" \
		"const int ${family#*/}_planted = 1;\nint planted_too;"
	catches families "two symbols of ${family#*/}_planted"
	rm -rf "$work/build"
done
object ui pane_planted 'int planted_instead;'
catches families "another symbol in pane_planted"

# A test that hangs is ended, and named.
if command -v timeout >/dev/null; then
	THAW_TEST_LIMIT=1 sh "$guards/within.sh" sleep 60 >"$work/out" 2>&1
	rc=$?
	seen=$((seen + 1))
	if [ $rc -ne 1 ] || ! grep -q 'not done after 1 s: sleep' "$work/out"
	then
		echo "within.sh: lets a test hang (exit $rc)"
		missed=$((missed + 1))
	fi
fi

echo "guards_fail: $seen faults planted, $missed missed"
[ "$missed" -eq 0 ] || exit 1
[ -z "${skipped:-}" ] || exit 77
