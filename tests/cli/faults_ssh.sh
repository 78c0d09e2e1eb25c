#!/bin/sh
# Faults of SSH, each by its name: whom we speak to, as whom, and lines that
# break in the middle of a file.
. "$(dirname "$0")/lib.sh"
. "$here/sshd.sh"
"$THAW" doctor 2>/dev/null | grep -q 'libcurl.* sftp' || {
	echo 'this libcurl has no sftp: its faults are not tested'
	exit 77
}
sshd_skip_unless_here 'faults of sftp are not tested'
unset SSH_AUTH_SOCK
sshd_start alpha
port=$ssh_port
mkdir -m 700 "$home/.ssh"
hosts=$home/.ssh/known_hosts
print=$(ssh-keygen -lf "$ssh_dir/host_alpha_$port.pub" | awk '{ print $2 }')
mkdir -p "$XDG_CONFIG_HOME/thaw" "$home/www"
echo 'timeout_s = 4' >"$XDG_CONFIG_HOME/thaw/settings.conf"
echo '# none' >"$XDG_CONFIG_HOME/thaw/sources.conf"

awk 'BEGIN {
	print "<rss version=\"2.0\"><channel><title>Long</title>"
	for (i = 1; i <= 2500; i++) {
		printf "<item><title>News %d</title><guid>n%d</guid>" \
			"<link>https://news.example/%d</link><description>", \
			i, i, i
		for (k = 0; k < 20; k++)
			printf "words of %d and of %d ", i, k * i
		print "</description></item>"
	}
	print "</channel></rss>"
}' >"$home/www/long.rss"
me=$(id -un)
url=sftp://$me@127.0.0.1:$port$home/www/long.rss
: >"$hosts"

fault() {
	echo "fault: $*"
}
told() {	# told TEXT: and what it was
	grep -Fq -e "$1" "$err" || fail "stderr lacks \"$1\""
	sed 's/^/    /' "$err"
}

fault 'unknown host key'
cp "$ssh_dir/key" "$home/.ssh/id_ed25519"
cp "$ssh_dir/key.pub" "$home/.ssh/id_ed25519.pub"
want 1 sources test "$url"
told "the host key of [127.0.0.1]:$port is not known: it shows ED25519 $print. Nothing was asked."
complains "connect once with ssh -p $port 127.0.0.1"

fault 'no known_hosts at all'
rm "$hosts"
want 1 sources test "$url"
told "it shows ED25519 $print"

fault 'host key known for another port only'
sed "s/:$port /:1 /" "$ssh_dir/known_hosts" >"$hosts"
want 1 sources test "$url"
complains 'is not known'

fault 'changed host key'
ssh-keygen -q -t ed25519 -N '' -f "$ssh_dir/other"
was=$(ssh-keygen -lf "$ssh_dir/other.pub" | awk '{ print $2 }')
sed "s/^/[127.0.0.1]:$port /" "$ssh_dir/other.pub" >"$hosts"
want 1 sources test "$url"
told "THE HOST KEY OF [127.0.0.1]:$port HAS CHANGED: known_hosts has $was"
told ", but it shows ED25519 $print;"
complains 'Nothing was asked\.'
complains "ssh-keygen -R '\[127.0.0.1\]:$port'"

echo 'a known host'
cp "$ssh_dir/known_hosts" "$hosts"
want 0 sources test "$url"
says '^format rss, 2500 news'

echo 'a hashed known_hosts'
ssh-keygen -q -H -f "$hosts" >/dev/null 2>&1
want 0 sources test "$url"

fault 'no key'
mv "$home/.ssh/id_ed25519" "$home/.ssh/aside"
want 1 sources test "$url"
told '127.0.0.1 wants a key, and there is none: make one with ssh-keygen'

fault 'a key that is not let in'
cp "$ssh_dir/other" "$home/.ssh/id_ed25519"
want 1 sources test "$url"
told '/id_ed25519, then those of the agent)'

fault 'a key with a passphrase and no agent'
cp "$ssh_dir/key" "$home/.ssh/id_ed25519"
ssh-keygen -q -p -N hidden -f "$home/.ssh/id_ed25519" >/dev/null
want 1 sources test "$url"
told 'has a passphrase, which thaw does not ask for'
complains ': run ssh-add /.*/id_ed25519 first'
if command -v ssh-agent >/dev/null; then
	echo 'the agent has it'
	eval "$(ssh-agent -a "$home/agent" 2>/dev/null)" >/dev/null
	ssh-add -q "$ssh_dir/key" 2>/dev/null
	want 0 sources test "$url"
	kill "$SSH_AGENT_PID"
	unset SSH_AUTH_SOCK SSH_AGENT_PID
fi
mv "$home/.ssh/aside" "$home/.ssh/id_ed25519"

fault 'missing file'
want 1 sources test "$url.not"
told '127.0.0.1 has no such file: check the path'

fault 'no permission'
if [ "$(id -u)" -eq 0 ]; then
	echo '    of the file: not tested, nothing is forbidden to root'
else
	cp "$home/www/long.rss" "$home/www/closed.rss"
	chmod 0 "$home/www/closed.rss"
	want 1 sources test "${url%long.rss}closed.rss"
	told '127.0.0.1 denies access to the file'
fi
sshd_sftp='internal-sftp -P open'
sshd_start delta
cp "$ssh_dir/known_hosts" "$hosts"
want 1 sources test "sftp://$me@127.0.0.1:$ssh_port$home/www/long.rss"
told '127.0.0.1 denies access to the file: check its path and rights'

fault 'nobody there'
want 1 sources test "sftp://$me@127.0.0.1:1/x"
told '127.0.0.1 does not take connections'

# --- lines that break ---
sftp=
for f in /usr/lib/openssh/sftp-server /usr/libexec/openssh/sftp-server \
	/usr/lib/ssh/sftp-server /usr/libexec/sftp-server; do
	[ -x $f ] && sftp=$f
done
[ -n "$sftp" ] || {
	echo 'no sftp-server here: lines that break are not tested'
	finish
}
cat >"$ssh_dir/sftp-cut" <<END
#!/bin/sh
# As many sessions as the file says are killed after 25 pieces of an answer.
n=\$(cat "$ssh_dir/cuts")
if [ "\$n" -gt 0 ]; then
	echo \$((n - 1)) >"$ssh_dir/cuts"
	$sftp -e -l INFO 2>>"$ssh_dir/sftp.log" | {
		dd bs=32768 count=25 2>/dev/null
		kill \$PPID
	}
else
	exec $sftp -e -l INFO 2>>"$ssh_dir/sftp.log"
fi
END
chmod +x "$ssh_dir/sftp-cut"
sshd_sftp=$ssh_dir/sftp-cut
echo 0 >"$ssh_dir/cuts"
sshd_start gamma
cp "$ssh_dir/known_hosts" "$hosts"
url=sftp://$me@127.0.0.1:$ssh_port$home/www/long.rss
size=$(wc -c <"$home/www/long.rss")
bytes_read() {
	awk '/ read [0-9]/ { for (i = 1; i < NF; i++)
		if ($i == "read") n += $(i + 1) } END { print n + 0 }' \
		"$ssh_dir/sftp.log"
}

fault 'killed mid-file, once'
echo 1 >"$ssh_dir/cuts"
: >"$ssh_dir/sftp.log"
want 0 sources test "$url"
says '^format rss, 2500 news'
[ "$(cat "$ssh_dir/cuts")" -eq 0 ] || fail 'nothing was cut'

fault 'killed mid-file more often than a run bears'
want 0 sources add "$url" --key long --format rss
parts=$XDG_DATA_HOME/thaw/thaw.db-fetch
echo 3 >"$ssh_dir/cuts"
want 1 refresh long
told 'long: failed: the line to 127.0.0.1 broke: try later'
want 0 list news --format json
lines 0
[ -s "$parts/long-1.part" ] || fail 'nothing was kept of what came'
: >"$ssh_dir/sftp.log"
want 0 refresh long
[ -e "$parts/long-1.part" ] && fail 'what was kept stays'
[ "$(cat "$ssh_dir/cuts")" -eq 0 ] || fail 'nothing was cut'
n=$(bytes_read)
[ "$n" -gt 0 ] && [ "$n" -lt $((size / 2)) ] ||
	fail "the rest of $size bytes took $n"
want 0 list news --format json
lines 2500
# The next look finds it unchanged, and reads next to nothing.
want 0 refresh long
complains '^long: unchanged'

fault 'killed mid-file, and the file has changed since'
sed 's/News 2500</Other news</' "$home/www/long.rss" >"$home/www/new"
touch -d '2026-01-02 03:04:05' "$home/www/new" 2>/dev/null
mv "$home/www/new" "$home/www/long.rss"
echo 3 >"$ssh_dir/cuts"
want 1 refresh long
sed 's/Other news</Last news</' "$home/www/long.rss" >"$home/www/new"
mv "$home/www/new" "$home/www/long.rss"
want 0 refresh long
want 0 list news 'news 2500' --format json
want 0 list news --format json
lines 2500
grep -q 'Last news' "$out" || fail 'the changed file was not read'
grep -q 'Other news' "$out" && fail 'two files were made one'
[ -e "$parts/long-1.part" ] && fail 'what was kept stays'

# What fetching kept is data.
echo 3 >"$ssh_dir/cuts"
sed 's/Last news</Lasting news</' "$home/www/long.rss" >"$home/www/new"
mv "$home/www/new" "$home/www/long.rss"
want 1 refresh long
[ -e "$parts/long-1.part" ] || fail 'nothing was kept to be purged'
want 0 purge
[ -e "$parts" ] && fail 'purge leaves beginnings of files'
finish
