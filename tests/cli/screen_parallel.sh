#!/bin/sh
# Names spread over hosts as `thaw help screen` says: GNU parallel over SSH, to
# two servers of our own on the loopback interface.
. "$(dirname "$0")/lib.sh"

. "$here/sshd.sh"

skip() {
	echo "$*: names are not spread over hosts"
	exit 77
}
command -v parallel >/dev/null || skip 'no parallel here'
parallel --version 2>/dev/null | grep -q '^GNU parallel' ||
	skip "parallel is not GNU's"
sshd_skip_unless_here 'names are not spread over hosts'
for name in alpha beta; do
	sshd_start $name
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
