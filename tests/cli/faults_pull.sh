#!/bin/sh
# What can go wrong while something is published or pulled, each fault by its
# name: the message is right, and what was there before is there after.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/sshd.sh"
a=$home/a.db b=$home/b.db
moments=25
[ -z "${THAW_TEST_HEAVY:-}" ] || moments=200

row() {
	printf '%s,"%s","individual","BELARUS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-\r\n' "$@"
}
version() {	# version N FROM TO: as of day N, entries FROM to TO
	awk -v from="$2" -v to="$3" -v n="$1" 'BEGIN {
		for (i = from; i <= to; i++)
			printf "%d,\"NOVY, Chalavek %d %d\",\"individual\"," \
			"\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ," \
			"\"DOB 19%d.\"\r\n", i, i, i * 7919 % 100003, \
			10 + i * n % 80
		printf "\032"
	}' >"$home/sdn.csv"
	want 0 --store "$a" --quiet import --source us-ofac-sdn --accept \
		--format ofac_csv --as-of "2024-01-$((10 + $1))" "$home/sdn.csv"
}
all() {		# all STORE
	"$THAW" --store "$1" list designations --format tsv 2>&1 | cksum
}
note() {	# the state that every fault must leave
	kept=$(all "$b")
}
stays() {	# stays FAULT
	[ "$(all "$b")" = "$kept" ] || fail "$1: the rows are others now"
	"$THAW" --store "$b" doctor >"$out" 2>"$err" || {
		fail "$1: the store is broken"
		cat "$out"
	}
	"$THAW" --store "$b" list designations is:starred --format tsv \
		--columns id 2>/dev/null | grep -q "^$star$" ||
		fail "$1: a mark is gone"
}
# refused FAULT PATTERN OPTION...: a pull of $bad_pub is not taken.
refused() {
	fault=$1 pattern=$2
	shift 2
	want 1 --store "$b" pull "$@" "$bad_pub"
	complains "$pattern"
	complains 'the data that are here stay'
	stays "$fault"
}
fresh() {	# a copy of what is published, to be broken
	rm -rf "$home/bad"
	cp -r "$home/pub2" "$home/bad"
	bad_pub=$home/bad
}
poke() {	# poke FILE OFFSET: another byte there
	printf '\245' | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}
change() {	# change NAME VALUE: in the manifest
	sed "s|^$1=.*|$1=$2|" "$home/pub2/manifest" >"$home/bad/manifest"
}

version 1 1 3000
want 0 --store "$a" --quiet publish "$home/pub1"
want 0 --store "$b" --quiet pull "$home/pub1"
star=$("$THAW" --store "$b" list designations --format tsv --columns id \
	--limit 1 | sed 1d)
want 0 --store "$b" mark "$star" starred
note
version 2 1 3100
want 0 --store "$a" --quiet publish "$home/pub2"

# --- tampered with, cut off, absurd ---
fresh
poke "$home/bad/thaw.db" 300000
refused 'a tampered snapshot' 'what came is not what its manifest says'
fresh
change bytes 8192
refused 'a manifest with another size' 'is not what its manifest says|the sums of its blocks are not'
change sha256 0000000000000000000000000000000000000000000000000000000000000000
refused 'a manifest with another sum' 'what came is not what its manifest says'
change bytes 99999999999999999999
refused 'an absurd size' 'manifest: "bytes=9+": not such a value'
change bytes 68719476736
refused 'a size that no disk has' 'takes [0-9]+ MB, and [0-9]+ MB are free|longer than|sums of its blocks'
change block 3
refused 'absurd blocks' 'manifest: "block=3": not such a value'
change made -5
refused 'a date before all' 'manifest: "made=-5": not such a value'
change made 9000000000
refused 'a date to come' 'which is still to come: look at the clocks'
change schema 999
refused 'a newer schema' 'published by a newer thaw .*upgrade thaw here'
change thaw-manifest 2
refused 'a newer form' 'published by a newer thaw, in a form'
change sha256 ../../etc/passwd
refused 'a sum that is none' 'not such a value'
head -c 100 "$home/pub2/manifest" >"$home/bad/manifest"
refused 'a truncated manifest' 'manifest: it is cut off'
head -c 200000 /dev/zero >"$home/bad/manifest"
refused 'an endless manifest' 'longer than|larger|more than|bytes'
: >"$home/bad/manifest"
refused 'an empty manifest' 'manifest: it is cut off'
rm "$home/bad/manifest"
refused 'no manifest' 'manifest'
fresh
poke "$home/bad/blocks" 100
refused 'tampered blocks' 'the sums of its blocks are not those'
fresh
truncate_to() {
	head -c "$1" "$2" >"$2.cut" && mv "$2.cut" "$2"
}
truncate_to 40 "$home/bad/blocks"
refused 'truncated blocks' 'the sums of its blocks are not those'
fresh
truncate_to 400000 "$home/bad/thaw.db"
refused 'a truncated snapshot' 'less came|not what its manifest says|range'
fresh
rm "$home/bad/thaw.db"
refused 'no snapshot' 'thaw.db'
# All sums hold, but it is no store.
fresh
head -c 638976 /dev/zero >"$home/bad/thaw.db"
sum_of() {
	sha256sum "$1" | cut -d' ' -f1
}
if command -v sha256sum >/dev/null && command -v xxd >/dev/null; then
	: >"$home/bad/blocks"
	head -c 8192 /dev/zero >"$home/zero"
	one=$(sum_of "$home/zero" | cut -c1-32)
	i=0
	while [ $i -lt 78 ]; do
		i=$((i + 1))
		printf '%s' "$one"
	done | xxd -r -p >"$home/bad/blocks"
	sed -e 's/^bytes=.*/bytes=638976/' \
		-e "s/^sha256=.*/sha256=$(sum_of "$home/bad/thaw.db")/" \
		-e "s/^blocks_sha256=.*/blocks_sha256=$(sum_of "$home/bad/blocks")/" \
		"$home/pub2/manifest" >"$home/bad/manifest"
	refused 'what is no store' 'what is published there is no whole store'
fi

# --- what somebody kept and serves again ---
want 0 --store "$b" --quiet pull "$home/pub2"
note
bad_pub=$home/pub1
refused 'an older manifest' 'older than what is here .*--force takes it'
want 0 --store "$b" --quiet pull --force "$home/pub1"
note

# --- signatures ---
if command -v ssh-keygen >/dev/null; then
	ssh-keygen -q -t ed25519 -N '' -f "$home/key" -C collector
	ssh-keygen -q -t ed25519 -N '' -f "$home/other" -C other
	echo "collector@host $(cut -d' ' -f1,2 "$home/key.pub")" \
		>"$home/signers"
	bad_pub=$home/pub2
	refused 'no signature' 'no signature came .*asks for one' \
		--verify "$home/signers"
	want 0 --store "$a" publish --sign "$home/key" "$home/pub2"
	fresh
	change newest 5
	refused 'a manifest changed after it was signed' \
		'nobody in .*signers has signed this' --verify "$home/signers"
	fresh
	want 0 --store "$a" publish --sign "$home/other" "$home/bad"
	refused 'a wrong signer' 'nobody in .*signers has signed this' \
		--verify "$home/signers"
	echo nonsense >"$home/bad/manifest.sig"
	refused 'a signature that is none' 'nobody in .*has signed this' \
		--verify "$home/signers"
	want 1 --store "$a" publish --sign "$home/nokey" "$home/pub3"
	complains 'not signed with .*nokey'
	[ ! -e "$home/pub3/manifest" ] || fail 'published without its signature'
	mkdir -p "$XDG_CONFIG_HOME/thaw"
	echo "trusted_signers = \"$home/signers\"" \
		>"$XDG_CONFIG_HOME/thaw/settings.conf"
	refused 'a wrong signer, by the settings' 'has signed this'
	want 0 --store "$b" pull "$home/pub2"
	complains 'signed by collector@host'
	rm "$XDG_CONFIG_HOME/thaw/settings.conf"
	want 0 --store "$b" --quiet pull --force "$home/pub1"
	note
else
	echo 'no ssh-keygen here: no signatures'
fi

# --- the disk is full (a limit of the size of files stands for it) ---
full() {	# full KB ARG...
	limit=$1
	shift
	(
		trap '' XFSZ
		ulimit -f "$limit"	# of 512 bytes each
		exec "$THAW" "$@"
	) >"$out" 2>"$err" </dev/null
	code=$?
}
cp "$home/pub2/manifest" "$home/manifest.before"
version 3 1 3200
for kb in 0 64 600 1200; do
	full $((kb * 2)) --store "$a" publish "$home/pub2"
	[ $code -eq 1 ] || fail "a full disk while publishing: exit $code"
	complains 'full|File too large|cannot|failing'
	cmp -s "$home/pub2/manifest" "$home/manifest.before" ||
		fail 'a full disk while publishing: another manifest'
	[ ! -e "$home/pub2/thaw.db.new" ] || fail 'a full disk: .new is left'
done
for kb in 0 8 64 600 1200; do
	full $((kb * 2)) --store "$b" pull "$home/pub2"
	[ $code -eq 1 ] || fail "a full disk while pulling: exit $code"
	complains 'full|File too large|cannot|failing|temporary'
	stays 'a full disk while pulling'
done
want 0 --store "$b" --quiet pull "$home/pub2"
[ ! -e "$b-pull" ] || fail 'something is left of the pulls before'
want 0 --store "$b" --quiet pull --force "$home/pub1"
note
if [ "$(id -u)" -ne 0 ]; then
	mkdir "$home/closed"
	cp "$b" "$home/closed/c.db"
	chmod 500 "$home/closed"
	want 1 --store "$home/closed/c.db" pull "$home/pub2"
	complains 'cannot|Permission'
	chmod 700 "$home/closed"
fi

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
	[ $((i % 4)) -ne 1 ] || version $((3 + i % 5)) 1 $((3200 + i))
	"$THAW" --store "$a" --quiet publish "$home/pub2" >/dev/null 2>&1 &
	pid=$!
	nap $i
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	run --store "$b" pull "$home/pub2"
	[ $code -eq 0 ] || {
		complains 'what came is not|sums of its blocks|less came'
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
version 9 1 3000
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

# --- a line that breaks ---
command -v rsync >/dev/null || {
	echo 'no rsync here: no line is cut'
	finish
}
sshd_skip_unless_here 'no line is cut'
sshd_start collector
cat >"$home/cut" <<END
#!/bin/sh
ssh -F "$ssh_dir/config" "\$@" | head -c \$(cat "$home/after")
END
chmod +x "$home/cut"
kept=$(all "$b")
version 10 1 4000
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
