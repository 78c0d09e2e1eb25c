#!/bin/sh
# Publishing and pulling are killed at any moment, run beside each other and
# beside who writes, and over lines that break: there is always one version
# whole, and at the end the last one. THAW_TEST_HEAVY=1 kills 200 times.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/sshd.sh"
. "$(dirname "$0")/pullkit.sh"
moments=25
[ -z "${THAW_TEST_HEAVY:-}" ] || moments=200

# --- killed at any moment ---
nap() {		# nap I: some hundredths of a second, another each time
	sleep "0.$(printf '%02d' $(($1 * 7 % 16)))"
}
one=$(all "$b")
want 0 --store "$b" --quiet pull "$home/pub2"
two=$(all "$b")
[ "$one" != "$two" ] || fail 'nothing to tell the two versions by'
i=0
while [ $i -lt "$moments" ]; do
	i=$((i + 1))
	"$THAW" --store "$b" --quiet pull --force "$home/pub$((1 + i % 2))" \
		>/dev/null 2>&1 &
	pid=$!
	nap $i
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	now=$(all "$b")
	[ "$now" = "$one" ] || [ "$now" = "$two" ] ||
		fail "kill -9 during a pull, $i: rows of neither version"
	kept=$now
	[ $((i % 5)) -ne 0 ] || stays "kill -9 during a pull, $i"
done
want 0 --store "$b" --quiet pull --force "$home/pub1"
want 0 --store "$b" --quiet pull --force "$home/pub2"
kept=$two
stays 'after pulls that were killed'
[ "$(ls -d "$b".pulled-?????? | wc -l)" -eq 1 ] || fail 'files are left over'
[ ! -e "$b-pull" ] || fail 'a folder is left over'

i=0
while [ $i -lt "$moments" ]; do
	i=$((i + 1))
	[ $((i % 4)) -ne 1 ] || version $((3 + i % 5)) 1 $((700 + i))
	"$THAW" --store "$a" --quiet publish "$home/pub2" >/dev/null 2>&1 &
	pid=$!
	nap $i
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	run --store "$b" pull "$home/pub2"
	[ $code -eq 0 ] || {
		complains 'what came is not|sums of its blocks|there is less|manifest'
		stays "kill -9 during publish, $i"
	}
	kept=$(all "$b")
done
want 0 --store "$a" --quiet publish "$home/pub2"
want 0 --store "$b" --quiet pull "$home/pub2"
[ "$(all "$a")" = "$(all "$b")" ] || fail 'after publishing that was killed'
kept=$(all "$a")
stays 'after publishing that was killed'
[ ! -e "$home/pub2/thaw.db.new" ] || fail '.new is left'
[ -z "$(ls "$home"/pub2/*-wal "$home"/pub2/*-shm 2>/dev/null)" ] ||
	fail 'logs are published'

# --- publishing while others write ---
version 9 1 600
awk 'BEGIN { for (i = 1; i <= 12; i++) print i }' | while read -r i; do
	"$THAW" --store "$a" --quiet import --source us-ofac-sdn --accept \
		--format ofac_csv --as-of "2024-02-$((10 + i))" \
		"$home/sdn.csv" || exit 1
done 2>"$home/writer" &
pid=$!
for i in 1 2 3 4 5 6; do
	want 0 --store "$a" --quiet publish "$home/pub2"
	want 0 --store "$b" --quiet pull "$home/pub2"
	[ "$(all "$b" | cut -d' ' -f2)" -gt 1000 ] ||
		fail 'published while others write: rows are missing'
done
wait $pid || { fail 'the writer failed'; cat "$home/writer"; }
kept=$(all "$b")
stays 'publishing while others write'

# --- an rsync whose thaw was killed still has the folder ---
if command -v flock >/dev/null; then
	mkdir "$home/d.db-pull"
	flock "$home/d.db-pull/lock" sleep 2 &
	pid=$!
	sleep 0.5
	want 1 --store "$home/d.db" pull "$home/pub2"
	complains 'another thaw is pulling into this store; try again'
	wait $pid
	want 0 --store "$home/d.db" --quiet pull "$home/pub2"
fi

# --- two at once ---
"$THAW" --store "$home/c.db" --quiet pull "$home/pub2" 2>"$home/one" &
pid=$!
"$THAW" --store "$home/c.db" --quiet pull "$home/pub2" 2>"$home/two"
code=$?
wait $pid
[ $? -eq 0 ] || [ $code -eq 0 ] || fail 'of two pulls none was done'
cat "$home/one" "$home/two" | grep -v 'another thaw is' | grep . &&
	fail 'two pulls at once'
[ "$(all "$home/c.db")" = "$kept" ] || fail 'two pulls at once: other rows'

# --- a line that breaks: the server's side of it is killed ---
sshd_skip_unless_here 'no line is cut'
sshd_start collector
mkdir -p "$home/.ssh"
cp "$ssh_dir/known_hosts" "$home/.ssh/known_hosts"
cp "$ssh_dir/key" "$home/.ssh/id_ed25519"
cp "$ssh_dir/key.pub" "$home/.ssh/id_ed25519.pub"
sftp=sftp://$(id -un)@127.0.0.1:$ssh_port$home
want 0 --store "$b" --quiet pull --force "$home/pub1"
for i in 1 2 3 4 5 6; do
	kept=$(all "$b")
	"$THAW" --store "$b" pull --force "$sftp/pub$((1 + i % 2))" \
		>"$out" 2>"$err" &
	pid=$!
	sleep "0.$i"
	for child in $(ps -o pid= --ppid "$(cat "$ssh_dir/collector.pid")" \
		2>/dev/null); do
		kill -9 "$child" 2>/dev/null
	done
	if wait $pid; then
		kept=$(all "$b")
	else
		complains 'sftp://.*; the data that are here stay'
	fi
	stays "an sftp server killed, $i"
done
want 0 --store "$b" pull "$sftp/pub2"
[ "$(all "$a")" = "$(all "$b")" ] || fail 'after sftp was cut'

# --- and by rsync, after so many bytes ---
command -v rsync >/dev/null || {
	echo 'no rsync here: its line is not cut'
	finish
}
cat >"$home/cut" <<END
#!/bin/sh
rm -f "$home/line"
mkfifo "$home/line"
exec 3<&0
ssh -F "$ssh_dir/config" "\$@" <&3 >"$home/line" &
dd bs=1 count=\$(cat "$home/after") <"$home/line" 2>/dev/null
kill \$!
END
chmod +x "$home/cut"
kept=$(all "$b")
version 10 1 900
want 0 --store "$a" --quiet publish "$home/pub2"
for after in 0 500 5000 60000 100000; do
	echo $after >"$home/after"
	want 1 --store "$b" pull --ssh "$home/cut" "collector:$home/pub2"
	complains 'the line broke|ssh did not get in|collector:'
	stays "a line cut after $after bytes"
done
want 0 --store "$b" pull --ssh "ssh -F $ssh_dir/config" \
	"collector:$home/pub2"
complains 'of which [0-9,]+ were brought'
[ "$(all "$a")" = "$(all "$b")" ] || fail 'after a cut in the middle'
kept=$(all "$a")
stays 'after a cut in the middle'
want 1 --store "$b" pull --ssh "ssh -F $ssh_dir/config" \
	"collector:$home/nowhere"
complains 'nothing is published there, or it cannot be read'
stays 'no such folder over SSH'
want 1 --store "$b" pull --ssh "ssh -F $ssh_dir/config -p 1" \
	"collector:$home/pub2"
complains 'ssh did not get in .*refused'
stays 'no SSH there'
# No word of an address reaches a shell, here or there.
want 1 --store "$b" pull --ssh "ssh -F $ssh_dir/config" \
	"collector:$home/x;touch $home/touched;"
want 1 --store "$b" pull --ssh "ssh -F $ssh_dir/config" \
	"collector:\$(touch $home/touched)"
[ ! -e "$home/touched" ] || fail 'a shell has read the address'
finish
