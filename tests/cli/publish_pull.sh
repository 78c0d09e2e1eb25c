#!/bin/sh
# A collector and its readers: what is published in one place says the same where
# it is pulled, by rsync over SSH, over sftp and from a folder, round for round,
# and the reader's own words stay where they are.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/sshd.sh"
a=$home/a.db

row() {
	printf '%s,"%s","individual","%s",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"%s"\r\n' "$@"
}
# version N: of the list, as of day N: N comes, another one is amended.
version() {
	{
		row 11 'PRYKLAD, Ivan Ivanovich' BELARUS 'DOB 03 Feb 1960.'
		row 12 'INSHY, Piotr Pavlovich' BELARUS "DOB 19$((60 + $1))."
		i=0
		while [ $i -lt "$1" ]; do
			i=$((i + 1))
			row $((100 + i)) "NOVY, Chalavek $i" BELARUS -0-
		done
		printf '\032'
	} >"$home/sdn.csv"
	want 0 --store "$a" --quiet import --source us-ofac-sdn --accept \
		--format ofac_csv --as-of "2024-01-$((10 + $1))" "$home/sdn.csv"
}
every='designations sanctions changes releases events news recommendations brief'
some='designations changes'
all() {		# all STORE: $views as text
	for view in $views; do
		"$THAW" --store "$1" list $view is:any --format tsv 2>&1
	done
}
same() {	# same STORE WHAT
	all "$a" >"$home/all.a"
	all "$1" >"$home/all.b"
	cmp -s "$home/all.a" "$home/all.b" || {
		fail "$2: the two sides say different things"
		diff "$home/all.a" "$home/all.b" | head -n 5
	}
}

# --- a folder, without any network ---
version 1
want 0 --store "$a" --quiet import --source people --format csv \
	"$data/readers/csv.person.csv"
want 0 --store "$a" publish "$home/pub"
complains 'published [0-9,]+ bytes; who has the last one brings blocks of'
silent
grep -q '^schema=[0-9]*$' "$home/pub/manifest" || fail 'no manifest'
want 0 --store "$a" publish "$home/pub"
complains 'nothing new; what was published at .* stays'
b=$home/b.db
want 0 --store "$b" pull "$home/pub"
complains 'the data of .*; [0-9,]+ bytes, of which [0-9,]+ were brought'
silent
views=$every
same "$b" 'a folder'
want 0 --store "$b" pull
complains 'nothing new since'
[ ! -e "$b-pull" ] || fail 'the folder of the pull is left'
want 0 --store "$b" doctor
says "^ok +pulled: from file://.*/pub at "
want 0 --store "$b" sources list --format tsv --columns key
complains 'b.db is a copy of file:'
# A copy is not written to: it would be gone with the next pull.
want 1 --store "$b" refresh
complains "b.db is a copy of .*: .thaw pull. brings what is new"
want 1 --store "$b" import --source us-ofac-sdn "$home/sdn.csv"
complains 'is a copy of'
# It has what the collector fetched, though no source of it is enabled here; and
# nothing is asked next.
want 0 --store "$b" sources list key:us-ofac-sdn --format tsv \
	--columns state,next_at
says '^(fresh|stale)	$'
# No store is published over.
mkdir "$home/lies"
want 0 --store "$home/lies/thaw.db" list news
want 1 --store "$home/lies/thaw.db" publish "$home/lies"
complains 'lies: a store lies there, which the copy would replace'
rm "$home/lies/thaw.db-lock"
want 1 --store "$a" publish "$home/lies"
complains 'a store lies there'
# Who writes a password into the address reads it nowhere again.
for address in http://ales:hidden@127.0.0.1:1/ sftp://ales:hidden@h/x; do
	want 2 --store "$b" pull "$address"
	complains 'carries a user name or password: write them to ~/.netrc'
	grep -q hidden "$out" "$err" && fail 'a password is told'
	want 2 --store "$b" sources add "$address"
	complains 'carries a user name or password: write them to ~/.netrc'
	grep -q hidden "$out" "$err" && fail 'a password is told'
done
# What somebody has fetched himself is not replaced unasked.
want 1 --store "$a" pull "$home/pub"
complains "has data of its own \(people us-ofac-sdn\), .*--force does it"
want 2 --store "$b" pull -- --rsync-path=touch
complains 'is no address'
want 2 --store "$home/c.db" pull
complains 'where from'
want 2 --store "$b" pull "$home/pub" "$home/pub"
want 1 --store "$b" pull "$home/nowhere"
complains 'nowhere: No such file.*the data that are here stay'
want 2 publish
# A folder in which a store lies, this one or another's.
mkdir "$home/lived"
want 0 --store "$home/lived/thaw.db" --quiet import --source people \
	--format csv "$data/readers/csv.person.csv"
before=$(ls -i "$home/lived/thaw.db")
want 1 --store "$home/lived/thaw.db" publish "$home/lived"
complains 'lived: a store lies there'
want 1 --store "$a" publish "$home/lived"
complains 'lived: a store lies there'
[ "$(ls -i "$home/lived/thaw.db")" = "$before" ] || fail 'a store is gone'
# A folder that is a file, and one that is not to be written.
: >"$home/file"
want 1 --store "$a" publish "$home/file"
complains 'file'
if [ "$(id -u)" -ne 0 ]; then
	mkdir -m 500 "$home/closed"
	want 1 --store "$a" publish "$home/closed"
	complains 'cannot write to .*closed: Permission denied'
fi

# --- own words: never published, and where they were after every pull ---
id_of() {	# id_of STORE NAME
	"$THAW" --store "$1" list designations "$2" --format tsv \
		--columns id --limit 1 2>/dev/null | sed 1d
}
want 0 --store "$a" mark "$(id_of "$a" pryklad)" note COLLECTORSOWNNOTE
pryklad=$(id_of "$b" pryklad)
inshy=$(id_of "$b" inshy)
[ -n "$pryklad" ] || fail 'no id'
want 0 --store "$b" mark "$pryklad" starred
want 0 --store "$b" mark "$pryklad" note READERSOWNNOTE
want 0 --store "$b" verdict "$inshy" not_the_same --query 'Piotr Inshy'
want 0 --store "$b" split "$pryklad" "$inshy"
want 0 --store "$b" watch add novy --name new
own() {		# own WHAT: the words bear on what is there now
	want 0 --store "$b" list designations is:starred --format tsv \
		--columns id
	says "^$pryklad$"
	want 0 --store "$b" show "$pryklad"
	says READERSOWNNOTE
	want 0 --store "$b" verdict list --format json
	says "\"$inshy\""
	says not_the_same
	want 0 --store "$b" watch list
	says '^ *new'
	[ $bad -eq 0 ] || { echo "own words, $1"; cat "$out" "$err"; finish; }
}
own 'before'

# --- ten rounds, three ways ---
ways='folder'
sshd_skip() {
	echo "$*: only folders are pulled from"
}
if command -v sshd >/dev/null || [ -x /usr/sbin/sshd ]; then
	sshd_skip_unless_here 'nothing is pulled over SSH'
	sshd_start collector
	mkdir -p "$home/.ssh"
	cp "$ssh_dir/known_hosts" "$home/.ssh/known_hosts"
	cp "$ssh_dir/key" "$home/.ssh/id_ed25519"
	cp "$ssh_dir/key.pub" "$home/.ssh/id_ed25519.pub"
	ways="$ways sftp"
	if command -v rsync >/dev/null; then
		ways="$ways rsync"
		# Another key than the known one is told in words, not as ssh
		# frames them.
		ssh-keygen -q -t ed25519 -N '' -f "$home/other"
		sed "s/^/[127.0.0.1]:$ssh_port /" "$home/other.pub" \
			>"$home/others"
		for known in "$home/others" /dev/null; do
			want 1 --store "$home/k.db" pull collector:"$home/pub" \
				--ssh "ssh -F $ssh_dir/config -o UserKnownHostsFile=$known"
			if [ "$known" = /dev/null ]; then
				complains 'its host key is not known: connect once'
			else
				complains 'THE HOST KEY OF THAT HOST HAS CHANGED'
			fi
		done
	else
		echo 'no rsync here: nothing is pulled by it'
	fi
else
	sshd_skip 'no sshd here'
fi
# A server of files that knows ranges.
PATH=$PATH:/usr/sbin
if command -v nginx >/dev/null; then
	http_port=$((ssh_next + 20001 - ssh_next % 3))
	[ "$http_port" -lt 65000 ] || http_port=$((http_port - 40000))
	mkdir "$home/nginx"
	cat >"$home/nginx/conf" <<END
pid $home/nginx/pid;
error_log $home/nginx/error;
events { worker_connections 64; }
http {
	access_log $home/nginx/access;
	client_body_temp_path $home/nginx;
	proxy_temp_path $home/nginx;
	fastcgi_temp_path $home/nginx;
	uwsgi_temp_path $home/nginx;
	scgi_temp_path $home/nginx;
	server {
		listen 127.0.0.1:$http_port;
		root $home;
		location /all/ { alias $home/pub/; max_ranges 0; }
	}
}
END
	[ "$(id -u)" -ne 0 ] || sed -i '1i user root;' "$home/nginx/conf"
	if nginx -c "$home/nginx/conf" -p "$home/nginx" 2>/dev/null; then
		ways="$ways http all"
	else
		echo 'nginx does not start: nothing is pulled from it'
	fi
else
	echo 'no nginx here: nothing is pulled from a web server'
fi
cleanup() {
	[ ! -s "$home/nginx/pid" ] || kill "$(cat "$home/nginx/pid")"
	sshd_stop
}
ssh="ssh -F $ssh_dir/config"
pull() {	# pull WAY OPTION...
	way=$1
	shift
	case $way in
	folder) want 0 --store "$b" pull "$@" "$home/pub" ;;
	sftp) want 0 --store "$home/sftp.db" pull "$@" \
		"sftp://$(id -un)@127.0.0.1:$ssh_port$home/pub" ;;
	http) want 0 --store "$home/http.db" pull "$@" \
		"http://127.0.0.1:$http_port/pub" ;;
	all) want 0 --store "$home/all.db" pull "$@" \
		"http://127.0.0.1:$http_port/all" ;;
	rsync) want 0 --store "$home/rsync.db" pull "$@" --ssh "$ssh" \
		"collector:$home/pub" ;;
	esac
}
store_of() {
	[ "$1" = folder ] && echo "$b" || echo "$home/$1.db"
}
round=1
while [ $round -lt 11 ]; do
	round=$((round + 1))
	version $round
	want 0 --store "$a" --quiet publish "$home/pub"
	for way in $ways; do
		# Of a web server, in four of the rounds.
		case $way$((round % 3)) in
		http[01] | all[01]) continue ;;
		esac
		pull $way
		[ $way != folder ] || cp "$out" "$home/hits"
		[ $round -lt 11 ] && views=$some || views=$every
		same "$(store_of $way)" "round $round by $way"
	done
	grep -q "^watch new: NOVY, Chalavek $round," "$home/hits" ||
		fail "round $round: the watch did not see who came"
	own "round $round"
done
[ "$round" -eq 11 ] || fail 'not ten rounds'
case $ways in
*http*)
	grep -q 'GET /pub/thaw.db HTTP/[0-9.]*" 206' "$home/nginx/access" ||
		fail 'no range was asked for'
	pull http
	complains 'nothing new since'
	grep -q 'GET /pub/manifest HTTP/[0-9.]*" 304' "$home/nginx/access" ||
		fail 'the manifest came again'
	;;
esac
if grep -q OWNNOTE "$home"/pub/*; then
	fail 'own words are published'
fi
# Not even what was there and is gone.
want 0 --store "$a" purge
want 0 --store "$a" publish "$home/empty"
if grep -q 'PRYKLAD' "$home/empty/thaw.db"; then
	fail 'what was purged is published'
fi

# --- purge of data, and an import of one's own: the words come to bear ---
want 0 --store "$b" purge
want 0 --store "$b" import --source us-ofac-sdn --format ofac_csv \
	--as-of 2024-01-21 "$home/sdn.csv"
own 'after a purge and an import'
want 1 --store "$b" pull "$home/pub"
complains 'has data of its own'
want 0 --store "$b" pull --force "$home/pub"
own 'after a pull over data of one'\''s own'
want 0 --store "$b" purge --all
[ -z "$(ls -d "$b"* "$home"/b-own* 2>/dev/null)" ] ||
	fail "purge --all left $(ls -d "$b"* "$home"/b-own*)"

# --- again and again, until a signal ---
version 12
want 0 --store "$a" --quiet publish "$home/pub2"
(trap '' HUP
exec "$THAW" --store "$home/every.db" pull --every 1m "$home/pub2") \
	2>"$home/every" &
pid=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	grep -q 'were brought' "$home/every" && break
	sleep 0.2
done
grep -q 'were brought' "$home/every" || fail '--every brought nothing'
# The end of the terminal is not the end of it under nohup.
kill -HUP $pid
sleep 0.5
kill -0 $pid || fail '--every: ended by a SIGHUP that is ignored'
kill -TERM $pid
wait $pid || fail "--every: exit $? after SIGTERM"
want 2 --store "$home/every.db" pull --every soon "$home/pub2"
finish
