# Sourced by the tests of what goes wrong while something is published or pulled:
# a collector $a that has published two versions, a reader $b of the first one,
# with a mark.
a=$home/a.db b=$home/b.db

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
	[ -z "${THAW_TEST_TELL:-}" ] || sed "s|^|$fault: |" "$err"
	complains 'the data that are here stay'
	stays "$fault"
}
fresh() {	# a copy of what is published, to be broken
	rm -rf "$home/bad" "$b-pull"
	cp -r "$home/pub2" "$home/bad"
	bad_pub=$home/bad
}
poke() {	# poke FILE OFFSET: another byte there
	printf '\245' | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}
change() {	# change NAME VALUE: in the manifest
	sed "s|^$1=.*|$1=$2|" "$home/pub2/manifest" >"$home/bad/manifest"
}

version 1 1 600
want 0 --store "$a" --quiet publish "$home/pub1"
want 0 --store "$b" --quiet pull "$home/pub1"
star=$("$THAW" --store "$b" list designations --format tsv --columns id \
	--limit 1 | sed 1d)
want 0 --store "$b" mark "$star" starred
note
version 2 1 650
cp -r "$home/pub1" "$home/pub2"	# so that the second is the later one
want 0 --store "$a" --quiet publish "$home/pub2"
