#!/bin/sh
# What the doctor sees, in words, without contacting anybody.
. "$(dirname "$0")/lib.sh"
store=$XDG_DATA_HOME/thaw/thaw.db
conf=$XDG_CONFIG_HOME/thaw/sources.conf

# --- all is well, and nothing is there yet ---
want 0 doctor
for what in thaw network configuration sources store clock disk \
	'name servers' certificates SSH terminal locale; do
	says "^(ok|note) +$what: "
done
grep -q '^BROKEN' "$out" && fail 'something is broken'

# --- what sources do ---
mkdir -p "$XDG_CONFIG_HOME/thaw"
cat >"$conf" <<'END'
source "nobody" {
	url = {"http://127.0.0.1:1/x"}
	format = "rss"
	period = "1h"
}
source "later" {
	url = {"http://127.0.0.1:1/y"}
	format = "rss"
	period = "1h"
}
END
want 1 refresh nobody
want 0 doctor
says '^note +nobody: the version of .* was not taken: '
says '^ok +schedule: 1 due, 1 failing, 0 gone; the next is due '
says '^ok +locks: nobody is writing'
want 1 refresh nobody
want 0 doctor
says 'failing since .*, 2 times$'

# --- who writes ---
if command -v flock >/dev/null; then
	flock "$store-lock" sleep 3 &
	sleep 0.3
	want 0 doctor
	says '^ok +locks: another thaw is writing'
	wait
fi

# --- SSH: what others can read or write, and what sftp would miss ---
mkdir -m 700 "$HOME/.ssh"
: >"$HOME/.ssh/known_hosts"
: >"$HOME/.ssh/id_ed25519"
: >"$HOME/.ssh/id_ed25519.pub"
chmod 600 "$HOME"/.ssh/*
want 0 doctor
says '^ok +SSH: known_hosts, 1 keys'
chmod 666 "$HOME/.ssh/known_hosts"
chmod 644 "$HOME/.ssh/id_ed25519"
want 0 doctor
says '^note +SSH: known_hosts can be written by others: chmod 600'
says 'others can read one'
cat >>"$conf" <<'END'
source "over-ssh" {
	url = {"sftp://127.0.0.1/x"}
	format = "rss"
	period = "1h"
}
END
want 1 doctor
says '^BROKEN +SSH: '
rm "$HOME/.ssh/known_hosts"
chmod 600 "$HOME/.ssh/id_ed25519"
want 1 doctor
says '^BROKEN +SSH: no known_hosts: '

# --- a clock that was ahead, or is behind now ---
if command -v sqlite3 >/dev/null; then
	want 0 sources disable over-ssh
	sqlite3 "$store" 'UPDATE fetch SET at = at + 86400' >/dev/null 2>&1
	want 1 doctor
	says '^BROKEN +clock: .*behind the last refresh'
fi
finish
