#!/bin/sh
# ./bootstrap where packages are missing and cannot be installed: it says which,
# and the one line that this user can type. Nothing is installed: the commands
# that it finds are stand-ins.
. "$(dirname "$0")/lib.sh"
top=$(cd "${srcdir:-.}" && pwd)
bin=$home/bin
mkdir "$bin" "$home/tree"
cp "$top/bootstrap" "$home/tree" || exit 99
for tool in sh dirname getconf mktemp tail rm env cat echo; do
	ln -s "$(command -v "$tool")" "$bin" 2>/dev/null
done

stand_in() {	# NAME LINE...
	name=$1
	shift
	{ echo "#!$(command -v sh)"; printf '%s\n' "$@"; } >"$bin/$name"
	chmod +x "$bin/$name"
}

deps() {	# USER_NUMBER ARGUMENT...
	stand_in id "echo $1"
	shift
	PATH=$bin "$home/tree/bootstrap" deps "$@" >"$out" 2>"$err" </dev/null
	code=$?
	[ "$code" = 1 ] || fail "bootstrap deps $*: exit $code"
	silent "bootstrap deps $*"
}

# --- Debian: what is there, dpkg-query says ---
stand_in dpkg-query 'echo " gcc=installed  make=installed "'
stand_in apt-get 'echo "E: no route to the mirror"; exit 100'

deps 1000
complains '^thaw needs packages that are not here: libc6-dev autoconf '
complains 'there is no sudo'
complains "^    su -c 'apt-get update && apt-get install .* libc6-dev .*[a-z]'\$"
grep -Eq 'dnf|cmocka|[ "]gcc ' "$err" && fail "more than is asked for"
[ "$(wc -l <"$err")" -eq 4 ] || fail "not four lines"

deps 1000 check
complains 'libcmocka-dev'
deps 1000 --full
complains 'mandoc'

stand_in sudo 'exit 1'
deps 1000
complains 'needs a password'
complains "^    sudo sh -c 'apt-get update && apt-get install "

deps 0
complains '^E: no route to the mirror'
complains 'could not install them'
complains '^    apt-get update && apt-get install .* libc6-dev '

# --- elsewhere: the lines of the systems that are known ---
rm "$bin/apt-get" "$bin/sudo"
deps 1000
for system in Fedora Arch Alpine macOS FreeBSD; do
	complains "^$system  *"
done
complains '^thaw needs packages that are not here: gcc '

# --- where it is understood, it ends well ---
stand_in id 'echo 0'
stand_in apt-get 'exit 0'
PATH=$bin "$home/tree/bootstrap" deps >"$out" 2>"$err" </dev/null ||
	fail "apt-get did install them"
finish
