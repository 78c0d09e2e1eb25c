#!/bin/sh
# The screen beside newsboat, sfeed_curses and tig, all on one pseudo-terminal
# harness in the same run (screen_times.c): 100,000 invented news items in 200 feeds
# for all readers, a repository of 100,000 commits for tig, and for thaw a million
# designations in the same store besides. Who is not installed is left out, and
# said so.
#
#   THAW_BENCH_CACHE=DIR  where the stores are kept for the next time. To make them
#                         takes ten minutes and 6 GB; without it they are made in
#                         TMPDIR and removed
#   BENCH_SMALL=1         a tenth of everything: two minutes
#   BENCH_SIZES="24x80 50x200"  BENCH_KEYS=1000  BENCH_IDLE=30  BENCH_SHOW=1
set -u
thaw=${THAW:-./thaw}
tools=${BENCH_TOOLS:-tests/bench}
httpd=${HTTPD:-$tools/../httpd}
feeds=200 items=500 megabytes=1550 commits=100000
[ -z "${BENCH_SMALL:-}" ] || { items=50 megabytes=155 commits=10000; }
run=$(mktemp -d) || exit 1
cache=${THAW_BENCH_CACHE:-$run}/$megabytes
server=
leave() {
	[ -z "$server" ] || kill $server
	rm -rf "$run"
}
trap leave EXIT
trap 'exit 1' INT TERM
mkdir -p "$cache" "$run/home" || exit 1
HOME=$run/home XDG_CONFIG_HOME=$run/home XDG_DATA_HOME=$run/home
XDG_CACHE_HOME=$run/home LC_ALL=C.UTF-8
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME LC_ALL
unset SSH_CONNECTION NO_COLOR

serve() {	# FOLDER : $port
	rm -f "$run/port"
	"$httpd" "$1" "$run/port" "$run/httpd.log" &
	server="$server $!"
	while [ ! -s "$run/port" ]; do
		sleep 0.1
	done
	port=$(cat "$run/port")
}

configure() {	# FOLDER WWW PREFIX : of all the feeds there
	mkdir -p "$1"
	printf 'refresh = "never"\njobs = 16\nper_host = 16\ndesk = ""\n' \
		>"$1/settings.conf"
	for file in "$2"/*.xml; do
		name=${file##*/}
		printf 'source "%s%s" {\n\turl = "http://127.0.0.1:%s/%s"\n' \
			"$3" "${name%.xml}" "$port" "$name"
		printf '\tperiod = "15m"\n\tenabled = true\n}\n'
	done >"$1/sources.conf"
}

here() {	# PROGRAM
	command -v "$1" >/dev/null && return
	echo "$1: not here, and not compared"
	return 1
}

# --- the data, made once ---
if [ ! -d "$cache/www" ]; then
	mkdir "$cache/www.new"
	"$tools/feeds_made" "$cache/www.new" $feeds $items || exit 1
	mv "$cache/www.new" "$cache/www"
fi
serve "$cache/www"
configure "$run/conf" "$cache/www" f
if [ ! -d "$cache/thaw" ]; then
	echo "making $megabytes MB of entities and $((feeds * items)) articles" \
		"into a store: this takes minutes"
	rm -rf "$cache/thaw.new"
	mkdir "$cache/thaw.new"
	"$tools/os_entities" $megabytes >"$run/os.json"
	"$thaw" --config "$run/conf" --store "$cache/thaw.new/s.db" --quiet \
		import --source opensanctions --format os_ftm \
		--as-of 2026-11-01 "$run/os.json" || exit 1
	rm "$run/os.json"
	"$thaw" --config "$run/conf" --store "$cache/thaw.new/s.db" --quiet \
		refresh --force || exit 1
	mv "$cache/thaw.new" "$cache/thaw"
fi
cp -r "$cache/thaw" "$run/thaw" || exit 1
# What is derived may be of an older form than the program: a refresh makes it anew.
"$thaw" --config "$run/conf" --store "$run/thaw/s.db" --quiet refresh --force f0001 ||
	exit 1
if here newsboat && [ ! -d "$cache/newsboat" ]; then
	mkdir -p "$cache/newsboat.new"
	for file in "$cache"/www/*.xml; do
		echo "file://$file"
	done >"$cache/newsboat.new/urls"
	newsboat -u "$cache/newsboat.new/urls" -c "$cache/newsboat.new/cache.db" \
		-q -x reload
	mv "$cache/newsboat.new" "$cache/newsboat"
fi
if here sfeed_curses && [ ! -d "$cache/sfeed" ]; then
	mkdir -p "$cache/sfeed.new"
	for file in "$cache"/www/*.xml; do
		name=${file##*/}
		sfeed <"$file" >"$cache/sfeed.new/${name%.xml}"
	done
	mv "$cache/sfeed.new" "$cache/sfeed"
fi
if here tig && [ ! -d "$cache/git" ]; then
	git init -q "$cache/git.new"
	seq $commits | awk '{
		text = "Commit " $1 " about an exchange of prisoners\n"
		printf "commit refs/heads/bench\ncommitter A B <a@example.org>" \
			" %d +0000\ndata %d\n%s\n", 1700000000 + $1 * 60,
			length(text), text
	}' | git -C "$cache/git.new" fast-import --quiet
	mv "$cache/git.new" "$cache/git"
fi

# --- the commands ---
mkdir "$run/again"
"$tools/feeds_made" "$run/again" $feeds 10 || exit 1
set -- "thaw=exec '$thaw' --config '$run/conf' --store '$run/thaw/s.db'"
set -- "$@" "thaw-all=${1#thaw=}" \
	"thaw-busy=while :; do '$thaw' --config '$run/conf' \
		--store '$run/thaw/s.db' --quiet refresh --force 2>/dev/null; done"
if command -v newsboat >/dev/null; then
	cp -r "$cache/newsboat" "$run/newsboat"
	printf 'refresh-on-startup no\nconfirm-exit no\n' >"$run/nb.conf"
	{
		echo '"query:All:age >= 0"'
		cat "$run/newsboat/urls"
	} >"$run/nb-all"
	nb="exec newsboat -C '$run/nb.conf' -c '$run/newsboat/cache.db' -q -u"
	set -- "$@" "newsboat=$nb '$run/newsboat/urls'" \
		"newsboat-all=$nb '$run/nb-all'"
fi
if command -v sfeed_curses >/dev/null; then
	cat "$cache"/sfeed/* >"$run/all-items"
	set -- "$@" "sfeed=exec sfeed_curses '$cache'/sfeed/*" \
		"sfeed-all=exec sfeed_curses '$run/all-items'"
fi
if command -v tig >/dev/null; then
	set -- "$@" "tig=cd '$cache/git' && exec tig bench" \
		"tig-all=cd '$cache/git' && exec tig bench"
fi

# Sources that the store has never seen are all due: R asks them.
serve "$run/again"
configure "$run/conf-again" "$run/again" a
set -- "$@" "thaw-reload=exec '$thaw' --config '$run/conf-again' \
	--store '$run/thaw/s.db'"

echo "$((feeds * items)) items in $feeds feeds, $megabytes MB of entities;" \
	"thaw's ratio stands behind each peer"
for size in ${BENCH_SIZES:-24x80 50x200}; do
	"$tools/screen_times" "${size%x*}" "${size#*x}" "$@"
done
