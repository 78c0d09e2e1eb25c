#!/bin/sh
# What a day's change of all supplied lists costs on the wire: as of one day, and
# as of the next for the lists that the data have two neighbouring days of.
#
#   THAW_TEST_DATA=... tests/bench/wire.sh [THAW]
lists=${THAW_TEST_DATA:-}/sanctions
[ -n "${THAW_TEST_DATA:-}" ] && [ -d "$lists" ] || {
	echo "wire: THAW_TEST_DATA is not set: no real lists"
	exit 0
}
THAW=${1:-${THAW:-./thaw}}
home=$(mktemp -d) || exit 99
trap 'rm -rf "$home"' EXIT
HOME=$home XDG_CONFIG_HOME=$home/config
export HOME XDG_CONFIG_HOME
a=$home/a.db

take() {	# take DATE FILE...
	date=$1
	shift
	"$THAW" --store "$a" --quiet import --as-of "$date" "$@" 2>"$home/err" ||
		echo "wire: $*: $(head -n 1 "$home/err")"
}
size() {
	wc -c <"$1" | tr -d ' '
}
kb() {
	echo "$((($1 + 1023) / 1024)) kB"
}
row() {
	printf '  %-44s %10s\n' "$1" "$(kb "$2")"
}
moved() {	# of what pull has said: "..., of which N were brought"
	sed -n 's/.* of which \([0-9,]*\) were brought.*/\1/p' "$1" | tr -d ,
}

sdn=$lists/us-ofac-sdn
take 2023-08-09 --source un-sc "$lists"/un/un-data-2023-08-09.xml.gz
take 2026-08-22 --source gb-uksl "$lists"/uk/*reconstructed-2026-08-22.xml.gz
take 2026-02-01 --source eu-fsf "$lists"/eu/FULL-1_1-reconstructed-2026-02.xml.gz
take 2025-05-01 --source ca-sema "$lists"/ca/sema-lmes-2025-05.xml
take 2025-03-28 --source us-ofac-cons \
	"$lists"/us-ofac-cons/consolidated-2025-03-28.xml
take 2026-03-01 --source os-war --format os_simple \
	"$lists"/opensanctions/ua_war_sanctions-targets.simple-2026-03.csv
set -- "$sdn"/series/*.gz
while [ $# -gt 2 ]; do
	shift
done
day() {
	basename "$1" | cut -c5-14
}
take "$(day "$1")" --source us-ofac-sdn --format ofac_csv "$1"
"$THAW" --store "$a" --quiet publish "$home/pub" || exit 99
cp -r "$home/pub" "$home/first"
for reader in blocks rsync; do
	"$THAW" --store "$home/$reader.db" --quiet pull "$home/pub" || exit 99
done

take "$(day "$2")" --source us-ofac-sdn --format ofac_csv "$2"
take 2023-08-10 --source un-sc "$lists"/un/un-data-2023-08-10.xml.gz
"$THAW" --store "$a" publish "$home/pub" 2>"$home/err" || exit 99
echo "a day's change (OFAC $(day "$1") to $(day "$2"), UN 2023-08-09 to -10):"
"$THAW" --store "$a" list sources --format tsv --columns key,records \
	2>/dev/null | awk -F'\t' 'NR > 1 && $2 > 0 { n += $2; k++ }
	END { printf "  %d lists, %d entries\n", k, n }'
row 'the whole file' "$(size "$home/pub/thaw.db")"
if command -v zstd >/dev/null; then
	row 'the whole file, zstd -3' \
		"$(zstd -3 -c "$home/pub/thaw.db" | wc -c | tr -d ' ')"
fi
for b in 8192 16384 32768 65536; do
	n=$(cmp -l "$home/first/thaw.db" "$home/pub/thaw.db" 2>/dev/null |
		awk -v b=$b '{ k = int(($1 - 1) / b) } k != last || !n {
			n++; last = k } END { print n + 0 }')
	row "  (blocks of $b that differ, with sums)" \
		$((n * b + $(size "$home/pub/thaw.db") / b * 16))
done
"$THAW" --store "$home/blocks.db" pull 2>"$home/err" || cat "$home/err"
row 'thaw pull https/sftp/DIR, by blocks' "$(moved "$home/err")"
if command -v rsync >/dev/null; then
	# An own rsync at the other end of a pipe stands for SSH.
	printf '#!/bin/sh\nshift\nexec "$@"\n' >"$home/here"
	chmod +x "$home/here"
	"$THAW" --store "$home/rsync.db" pull --ssh "$home/here" \
		"here:$home/pub" 2>"$home/err" || cat "$home/err"
	row 'thaw pull user@host:DIR, by rsync' "$(moved "$home/err")"
	cp "$home/first/thaw.db" "$home/x.db"
	rsync --inplace --no-whole-file -I -z --stats -e "$home/here" \
		"here:$home/pub/thaw.db" "$home/x.db" >"$home/out"
	row '  (rsync alone, its own size of blocks)' "$(awk '
		/^Total bytes (sent|received)/ { gsub(/,/, ""); n += $4 }
		END { print n }' "$home/out")"
fi
