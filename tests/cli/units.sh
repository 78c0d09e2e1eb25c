#!/bin/sh
# The examples of how to start thaw by the clock are taken by those who start.
. "$(dirname "$0")/lib.sh"
units=$here/../../assets/units
mkdir "$home/units"
for file in "$units"/*; do
	name=$(basename "$file" .in)
	sed "s|@bindir@/thaw|$THAW|g" "$file" >"$home/units/$name"
	grep -q '@' "$home/units/$name" && [ "${name%.service}" = "$name" ] &&
		fail "$name: something is not filled in"
done
for name in thaw.service thaw-every.service thaw.cron thaw.plist; do
	grep -q "$THAW" "$home/units/$name" || fail "$name does not start thaw"
done
# As they are installed.
for file in "${builddir:-/nowhere}"/assets/units/*; do
	[ -f "$file" ] || continue
	grep -q '/bin/thaw' "$file" && ! grep -q 'bindir' "$file" ||
		fail "$(basename "$file"): the way to thaw is not filled in"
done

# Every option in them is one that thaw has.
for words in $(sed -n 's/^\(ExecStart=\|.*\* \)[^ ]*thaw //p' \
	"$home/units"/*.service "$home/units"/*.cron | tr ' ' '\n' |
	grep '^--'); do
	"$THAW" refresh --help 2>&1 | grep -q -e "$words" ||
		fail "refresh has no $words"
done

if command -v systemd-analyze >/dev/null; then
	# The manager of a user needs a place to look for its sockets.
	XDG_RUNTIME_DIR=$home/run
	export XDG_RUNTIME_DIR
	mkdir -m 700 "$XDG_RUNTIME_DIR"
	limited 20 systemd-analyze --user --man=no verify \
		"$home/units/thaw.service" "$home/units/thaw.timer" \
		"$home/units/thaw-every.service" >"$out" 2>&1 </dev/null ||
		fail "systemd-analyze verify: exit $?"
	# What it knows a better way for is a warning, and exit 0.
	grep -E 'thaw[-a-z]*\.(service|timer)' "$out" && fail "it complains"
	# A word that it does not know must be one of these complaints.
	sed 's/^WatchdogSec=.*/WatchdogSecs=soon/' \
		"$home/units/thaw-every.service" >"$home/units/bad.service"
	limited 20 systemd-analyze --user --man=no verify \
		"$home/units/bad.service" 2>&1 </dev/null |
		grep -q WatchdogSecs || fail "verify verifies nothing"
else
	echo 'no systemd-analyze here: the units are not verified'
fi
if command -v plutil >/dev/null; then
	plutil -lint "$home/units/thaw.plist" >"$out" 2>&1 ||
		fail "plutil: $(cat "$out")"
elif command -v xmllint >/dev/null; then
	xmllint --nonet --noout "$home/units/thaw.plist" >"$out" 2>&1 ||
		fail "xmllint: $(cat "$out")"
else
	echo 'no plutil or xmllint here: the plist is not looked at'
fi
finish
