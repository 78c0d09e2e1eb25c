#!/bin/sh
# What can be wrong with what is published, or with the disk, each fault by its
# name: the message is right, and what was there before is there after.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pullkit.sh"

# --- tampered with, cut off, absurd ---
fresh
poke "$home/bad/thaw.db" 300000
refused 'a tampered snapshot' 'what came is not what its manifest says'
fresh
change bytes 8192
refused 'a manifest with another size' 'blocks: longer than the 16 bytes that it may have'
change sha256 0000000000000000000000000000000000000000000000000000000000000000
refused 'a manifest with another sum' 'what came is not what its manifest says'
change bytes 99999999999999999999
refused 'an absurd size' 'manifest: "bytes=9+": not such a value'
change bytes 68719476736
refused 'a size that no disk has' 'takes [0-9]+ MB, and [0-9]+ MB are free|sums of its blocks'
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
refused 'an endless manifest' 'manifest: longer than the 16384 bytes that it may have'
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
refused 'a truncated snapshot' 'there is less than its manifest says'
fresh
rm "$home/bad/thaw.db"
refused 'no snapshot' 'there is less|thaw.db'
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
	echo 'trusted_signers = "~/signers"' \
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
version 3 1 700
for kb in 64 600; do
	full $((kb * 2)) --store "$a" publish "$home/pub2"
	[ $code -eq 1 ] || fail "a full disk while publishing: exit $code"
	complains 'full|File too large|cannot|failing'
	cmp -s "$home/pub2/manifest" "$home/manifest.before" ||
		fail 'a full disk while publishing: another manifest'
	[ ! -e "$home/pub2/thaw.db.new" ] || fail 'a full disk: .new is left'
done
for kb in 8 64 600; do
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
finish
