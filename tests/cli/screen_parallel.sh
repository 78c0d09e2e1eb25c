#!/bin/sh
# Names spread over hosts as `thaw help screen` says: GNU parallel over SSH, to
# two servers of our own on the loopback interface.
. "$(dirname "$0")/lib.sh"

skip() {
	echo "$*: names are not spread over hosts"
	exit 77
}
PATH=$PATH:/usr/sbin:/sbin
for program in sshd ssh ssh-keygen parallel; do
	command -v $program >/dev/null || skip "no $program here"
done
parallel --version 2>/dev/null | grep -q '^GNU parallel' ||
	skip "parallel is not GNU's"
[ "$(id -u)" -ne 0 ] || [ -d /run/sshd ] || mkdir -p /run/sshd 2>/dev/null ||
	skip 'sshd cannot be run as root here'

ssh_dir=$home/ssh
mkdir -m 700 "$ssh_dir"
ssh-keygen -q -t ed25519 -N '' -f "$ssh_dir/key" || exit 99
cp "$ssh_dir/key.pub" "$ssh_dir/authorized_keys"
cleanup() {
	for pid in $(cat "$ssh_dir"/*.pid 2>/dev/null); do
		kill "$pid" 2>/dev/null
	done
}

# A port that is taken ends the server: others are tried.
serve() {	# serve NAME PORT
	ssh-keygen -q -t ed25519 -N '' -f "$ssh_dir/host_$1_$2" || exit 99
	cat >"$ssh_dir/$1.conf" <<END
Port $2
ListenAddress 127.0.0.1
HostKey $ssh_dir/host_$1_$2
PidFile $ssh_dir/$1.pid
AuthorizedKeysFile $ssh_dir/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
END
	"$(command -v sshd)" -f "$ssh_dir/$1.conf" -E "$ssh_dir/$1.log"
	for i in 1 2 3 4 5 6 7 8 9 10; do
		[ -s "$ssh_dir/$1.pid" ] && break
		sleep 0.1
	done
	[ -s "$ssh_dir/$1.pid" ] || return 1
	sed "s/^/[127.0.0.1]:$2 /" "$ssh_dir/host_$1_$2.pub" \
		>>"$ssh_dir/known_hosts"
	cat >>"$ssh_dir/config" <<END
Host $1
	HostName 127.0.0.1
	Port $2
	User $(id -un)
	IdentityFile $ssh_dir/key
	IdentitiesOnly yes
	UserKnownHostsFile $ssh_dir/known_hosts
	StrictHostKeyChecking yes
	BatchMode yes
	LogLevel ERROR
END
}
first=$((20000 + $$ % 20000))
for name in alpha beta; do
	for try in 1 2 3 4 5; do
		first=$((first + 7))
		serve $name $first && break
	done
	ssh -F "$ssh_dir/config" $name true </dev/null 2>"$err" || {
		cat "$err" "$ssh_dir/$name.log"
		skip "sshd does not let us in"
	}
done

# --- a list, and a table of 4,000 names of which some are on it ---
row() {
	printf '%s,"%s","individual","BELARUS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"%s"\r\n' "$@"
}
{
	row 11 'PRYKLAD, Ivan Ivanovich' 'DOB 03 Feb 1960.'
	row 12 'INSHY, Piotr Pavlovich' 'DOB 1976.'
	printf '\032'
} >"$home/sdn.csv"
store=$home/thaw.db
want 0 --store "$store" import --source us-ofac-sdn --format ofac_csv \
	--as-of 2024-01-01 --quiet "$home/sdn.csv"
awk 'BEGIN {
	print "id,name,born"
	for (i = 1; i <= 4000; i++)
		print i "," (i % 100 == 0 ? "Ivan Pryklad" : \
			i % 100 == 50 ? "\"Inshy, Piotr\"" : \
			"Nobody " i) "," 1900 + i % 100
}' >"$home/names.csv"

spread() {	# spread OPTION...: as the manual has it
	parallel --will-cite --ssh "ssh -F $ssh_dir/config" -S alpha,beta \
		--pipepart -a "$home/names.csv" --header : --block 20k \
		--jobs 1 --keep-order --joblog "$home/joblog" \
		"$THAW" --store "$store" --quiet screen --file - "$@" \
		>"$out" 2>"$err" </dev/null
	code=$?
}

columns=id,query,score,subject,reasons
want 0 --store "$store" --quiet screen --file "$home/names.csv" --format csv \
	--columns $columns
cp "$out" "$home/alone"
lines 81
spread --format csv --columns $columns --no-header
[ $code -eq 0 ] || { fail "parallel: exit $code"; cat "$err"; }
{
	head -n 1 "$home/names.csv" | "$THAW" --store "$store" --quiet screen \
		--file - --format csv --columns $columns
	cat "$out"
} | cmp -s - "$home/alone" ||
	fail 'two hosts say something else than one'
hosts=$(awk 'NR > 1 { print $2 }' "$home/joblog" | sort -u | tr '\n' ' ')
[ "$hosts" = 'alpha beta ' ] || fail "only $hosts worked"
# A match anywhere is told by the exit code: of how many parts.
spread --format json --fail-on-match
[ $code -gt 0 ] && [ $code -lt 101 ] || fail "parallel: exit $code"
json
lines 80
finish
