#!/bin/sh
# The core is silent and holds no state: asks the symbol table of libthaw.a
# for anything that prints, exits or reads the terminal, for functions that
# hide state or bounds, and for data that can be written to. And no start pays for
# large tables.
#
#   tests/symbols.sh [ROOT [BUILD]]
LC_ALL=C
export LC_ALL
build=${2:-${builddir:-.}}
lib=$build/libthaw.a

[ -f "$lib" ] || { echo "symbols: no $lib"; exit 99; }
command -v objdump >/dev/null || { echo "symbols: no objdump here"; exit 77; }

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
nm -u "$lib" >"$work/undefined" 2>/dev/null
if grep -Eq '__(asan|ubsan|sanitizer|gcov|llvm_prof)' "$work/undefined"; then
	echo "symbols: an instrumented build has symbols of its own"
	exit 77
fi

# Lines of `nm -A` are libthaw.a:member.o: U name; -l adds file:line behind.
cat >"$work/forbidden" <<'END'
prints      printf vprintf fprintf vfprintf dprintf vdprintf wprintf
prints      puts putchar putwchar perror psignal warn warnx err errx error
prints      stdout stderr syslog
reads       stdin getchar scanf vscanf isatty tcgetattr tcsetattr ttyname
reads       getch initscr newterm
exits       exit _exit _Exit quick_exit atexit
forks       fork vfork system popen
sets        setlocale setenv putenv unsetenv chdir umask
has_state   strtok rand srand localtime gmtime ctime asctime strsignal
unbounded   gets sprintf vsprintf strcpy strcat
END
awk 'NR == FNR { for (i = 2; i <= NF; i++) why[$i] = $1; next }
	/^[^ ].*:$/ { member = $1; next }
	$1 == "U" {
		name = $2
		sub(/@.*/, "", name)
		sub(/^__isoc[0-9]+_/, "", name)
		if (name ~ /^__.*_chk$/) {
			sub(/^__/, "", name)
			sub(/_chk$/, "", name)
		}
		if (name in why)
			print member, $2, why[name]
	}' "$work/forbidden" "$work/undefined" >"$work/calls"

while read -r member name why; do
	at=$(nm -l -u "$lib" 2>/dev/null | awk -v m="$member" -v n="$name" '
		/^[^ ].*:$/ { here = $1; next }
		here == m && $2 == n { print $3; exit }')
	echo "${at:-$member} uses $name ($why)"
done <"$work/calls"

# Symbols of objects in sections that stay writable after relocation.
writable() {
	objdump -t "$@" 2>/dev/null | awk '
		/file format/ { file = $1 }
		/ O (\.data|\.bss|\*COM\*)/ && !/\.data\.rel\.ro/ ||
		/ \.(tdata|tbss)/ && !/ d  \.t/ { print file, $NF }'
}
# The language that is spoken is the process's, as errno is (src/base/i18n.h).
writable "$lib" | grep -v '^i18n\.o:* spoken$' >"$work/data"
while read -r file name; do
	at=$(nm -l "$lib" 2>/dev/null | awk -v n="$name" '
		$3 == n && NF > 3 { print $4; exit }')
	echo "${at:-$file} holds state: $name"
done <"$work/data"

# Addresses in tables are written at each start, in memory of the process's own:
# large tables name their texts by place (assets/pool.h).
written=$(objdump -h "$build/thaw" 2>/dev/null |
	awk '$2 == ".data.rel.ro" { print $3 }')
if [ -n "$written" ] && [ $((0x$written)) -gt 300000 ]; then
	echo "thaw has $((0x$written)) bytes of tables with addresses:" \
		"at most 300000"
	exit 1
fi

# Beside the library at most three in all.
find "$build/src/cmd" "$build/ui" "$build/src" -name '*.o' 2>/dev/null |
	grep -E '/src/cmd/|/ui/|/src/[^/]*main\.o$' | sort -u >"$work/faces"
if [ -s "$work/faces" ]; then
	xargs objdump -t <"$work/faces" >/dev/null 2>&1 || exit 99
	writable $(cat "$work/faces") >"$work/face_data"
fi
if [ -s "$work/face_data" ] && [ "$(wc -l <"$work/face_data")" -gt 3 ]; then
	sed 's/ / holds state: /; s/$/ (at most three in all)/' \
		"$work/face_data"
	exit 1
fi
[ ! -s "$work/calls" ] && [ ! -s "$work/data" ]
