#!/bin/sh
# Every catalogue says everything, in forms that fit, and of what the sources say
# today; the program speaks each of them where it was built.
#
#   tests/po.sh [ROOT [BUILD]]
LC_ALL=C
export LC_ALL
root=${1:-${THAW_ROOT:-${srcdir:-.}}}
build=${2:-${builddir:-.}}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
command -v msgfmt >/dev/null && command -v xgettext >/dev/null ||
	{ echo "po: no gettext here"; exit 77; }
bad=

say() {
	echo "$*"
	bad=yes
}

# --- the template is that of the sources ---
if ! make -s -C "$build" thaw.pot >"$work/made" 2>&1; then
	cat "$work/made"
	exit 99
fi
# What is said, without where: files move.
ids() {
	sed -e '/^#: /d' "$1"
}
ids "$root/assets/po/thaw.pot" >"$work/kept"
ids "$build/thaw.pot" >"$work/now"
diff -u "$work/kept" "$work/now" >"$work/diff" || {
	grep '^[-+]' "$work/diff" | head -n 40
	say "assets/po/thaw.pot:1: is stale: make update-po"
}

# --- the catalogues ---
languages=$(sed -n 's/^LINGUAS = //p' "$root/Makefile.am")
[ -n "$languages" ] || say "Makefile.am:1: no LINGUAS"
for po in "$root"/assets/po/*.po; do
	language=$(basename "$po" .po)
	case " $languages " in
	*" $language "*) ;;
	*) say "assets/po/$language.po:1: is not in LINGUAS" ;;
	esac
done
for language in $languages; do
	po=$root/assets/po/$language.po
	[ -f "$po" ] || { say "$po:1: is missing"; continue; }
	msgfmt --check --statistics -o "$work/mo" "$po" 2>"$work/told" ||
		say "assets/po/$language.po:1: $(head -n 3 "$work/told")"
	grep -Eq 'untranslated|fuzzy' "$work/told" &&
		say "assets/po/$language.po:1: $(cat "$work/told")"
	# All that the sources say is there, and nothing that they do not.
	msgcmp "$po" "$build/thaw.pot" >"$work/told" 2>&1 ||
		say "assets/po/$language.po:1: $(head -n 5 "$work/told")"
	grep -q '^#~' "$po" &&
		say "assets/po/$language.po:1: has what no source says: #~"
done

# --- it is spoken, from where it was built, whatever locales there are ---
if [ -x "$build/thaw" ]; then
	HOME=$work
	export HOME
	LC_ALL=C.UTF-8 LANGUAGE=en "$build/thaw" help >"$work/en" 2>&1
	for language in $languages; do
		LC_ALL=${language}_XX.UTF-8 LANGUAGE='' "$build/thaw" help \
			>"$work/spoken" 2>&1
		cmp -s "$work/en" "$work/spoken" &&
			say "thaw does not speak $language"
		LC_ALL=$language LANGUAGE=$language "$build/thaw" help \
			>"$work/ascii" 2>&1
		cmp -s "$work/en" "$work/ascii" ||
			say "thaw speaks $language without UTF-8"
	done
fi
[ -z "$bad" ]
