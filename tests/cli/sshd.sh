# Sourced after lib.sh by tests that need an SSH server: one or more of our own
# on the loopback interface, each with its host key, all with one key to enter.
# $ssh_dir/config is the file for ssh -F (and rsync -e), $ssh_dir/known_hosts
# knows the servers, $ssh_dir/key enters. What they ran ends with the test.
PATH=$PATH:/usr/sbin:/sbin
ssh_dir=$home/ssh
ssh_next=$((20000 + $$ % 20000))

# sshd_skip_unless_here WHAT: "WHAT" is what then is not tested.
sshd_skip_unless_here() {
	for program in sshd ssh ssh-keygen; do
		command -v $program >/dev/null && continue
		echo "no $program here: $*"
		exit 77
	done
	[ "$(id -u)" -ne 0 ] || [ -d /run/sshd ] ||
		mkdir -p /run/sshd 2>/dev/null || {
			echo "sshd cannot be run as root here: $*"
			exit 77
		}
	mkdir -m 700 "$ssh_dir"
	ssh-keygen -q -t ed25519 -N '' -f "$ssh_dir/key" || exit 99
	cp "$ssh_dir/key.pub" "$ssh_dir/authorized_keys"
}

# sshd_serve NAME PORT: 1 where the port is taken; try another.
sshd_serve() {
	[ -f "$ssh_dir/host_$1_$2" ] ||
		ssh-keygen -q -t ed25519 -N '' -f "$ssh_dir/host_$1_$2" ||
		exit 99
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
Subsystem sftp internal-sftp
END
	rm -f "$ssh_dir/$1.pid"
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

# sshd_start NAME: on some free port, told in $ssh_port; and it lets us in.
sshd_start() {
	for try in 1 2 3 4 5; do
		ssh_next=$((ssh_next + 7))
		ssh_port=$ssh_next
		sshd_serve "$1" $ssh_port && break
	done
	ssh -F "$ssh_dir/config" "$1" true </dev/null 2>"$err" && return
	cat "$err" "$ssh_dir/$1.log"
	echo 'sshd does not let us in'
	exit 77
}

# Who has something of his own to clean up calls this from his cleanup().
sshd_stop() {
	for pid in $(cat "$ssh_dir"/*.pid 2>/dev/null); do
		kill "$pid" 2>/dev/null
	done
}
cleanup() {
	sshd_stop
}
