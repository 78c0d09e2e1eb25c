#!/bin/sh
# A reload of many feeds beside newsboat and sfeed, in the same run, from nginx on
# loopback, all on one processor: cold, then unchanged twice (newsboat keeps its
# validators from the second on). What each kept library alone costs on the same
# bytes, and an unchanged reload from a
# server that is 100 ms away.
#
#   FEEDS=200 ITEMS=100     invented ones
#   RUNS=3                  the best of so many
set -u
thaw=${THAW:-./thaw}
tools=${BENCH_TOOLS:-.}
feeds=${FEEDS:-200}
items=${ITEMS:-100}
runs=${RUNS:-3}
dir=$(mktemp -d) || exit 1
nginx=$(PATH=$PATH:/usr/sbin:/sbin command -v nginx) || nginx=
one=
command -v taskset >/dev/null && one='taskset -c 0'
port=$((20000 + $$ % 20000))
leave() {
	[ ! -s "$dir/nginx.pid" ] || kill "$(cat "$dir/nginx.pid")"
	rm -rf "$dir"
}
trap leave EXIT
if [ -z "$nginx" ]; then
	echo 'feeds: no nginx here, and nothing was measured'
	exit 0
fi

# --- the feeds, and who serves them ---
mkdir "$dir/www" "$dir/conf" "$dir/home" "$dir/sfeed"
"$tools/feeds_made" "$dir/www" "$feeds" "$items" || exit 1
gzip -k "$dir"/www/*.xml
cat >"$dir/nginx.conf" <<END
worker_processes 1; pid $dir/nginx.pid; error_log $dir/nginx.err;
events { worker_connections 256; }
http {
	types { application/rss+xml xml; }
	log_format b '\$status \$bytes_sent';
	access_log $dir/access.log b;
	sendfile on; tcp_nodelay on; keepalive_requests 10000;
	client_body_temp_path $dir/t1; proxy_temp_path $dir/t2;
	fastcgi_temp_path $dir/t3; uwsgi_temp_path $dir/t4;
	scgi_temp_path $dir/t5;
	server { listen 127.0.0.1:$port; root $dir/www; gzip_static on; }
}
END
[ "$(id -u)" -ne 0 ] || sed -i '1i user root;' "$dir/nginx.conf"
$one "$nginx" -p "$dir" -c "$dir/nginx.conf" -e "$dir/nginx.err" || exit 1

# --- who reads them ---
echo 'feeds() {' >"$dir/sfeedrc"
sed -i "1i sfeedpath=\"$dir/sfeed\"" "$dir/sfeedrc"
for file in "$dir"/www/*.xml; do
	name=${file##*/}
	url=http://127.0.0.1:$port/$name
	echo "$url" >>"$dir/urls"
	echo "feed \"$name\" \"$url\"" >>"$dir/sfeedrc"
	printf 'source "f%s" {\n\turl = "%s"\n\tperiod = "15m"\n' \
		"${name%.xml}" "$url"
	printf '\tenabled = true\n}\n'
done >"$dir/conf/sources.conf"
echo '}' >>"$dir/sfeedrc"
echo 'reload-threads 1' >"$dir/newsboat.conf"

HOME=$dir/home XDG_CACHE_HOME=$dir/home/cache
export HOME XDG_CACHE_HOME
forget() {
	rm -rf "$dir"/t.db* "$dir"/t-* "$dir"/nb.db* "$dir/sfeed" \
		"$dir/home"
	mkdir "$dir/sfeed" "$dir/home"
}
read_thaw() {
	$one "$tools/timed" "$thaw" --store "$dir/t.db" --config "$dir/conf" \
		--quiet refresh --force
}
read_newsboat() {
	$one "$tools/timed" newsboat -C "$dir/newsboat.conf" -u "$dir/urls" \
		-c "$dir/nb.db" -q -x reload
}
read_sfeed() {
	$one "$tools/timed" sh -c 'sfeed_update "$0" >/dev/null 2>&1' \
		"$dir/sfeedrc"
}

# measure TOOL: its best of each, into cold, same, third: "CPU WALL PEAK"
least() {	# OLD NEW
	awk -v a="$1" -v b="$2" 'BEGIN {
		split(a, x, " "); split(b, y, " ")
		for (i = 1; i <= 3; i++)
			if (a == "" || y[i] + 0 < x[i] + 0)
				x[i] = y[i]
		print x[1], x[2], x[3]
	}'
}
measure() {
	cold='' same='' third=''
	for run in $(seq "$runs"); do
		forget
		: >"$dir/access.log"
		cold=$(least "$cold" "$(read_$1 2>/dev/null)")
		down=$(awk '{ n += $2 } END { print n }' "$dir/access.log")
		same=$(least "$same" "$(read_$1 2>/dev/null)")
		: >"$dir/access.log"
		third=$(least "$third" "$(read_$1 2>/dev/null)")
		not=$(grep -c '^304' "$dir/access.log")
	done
	for what in cold same third; do
		eval "set -- $1 \$$what"
		printf '%-9s %-6s %7d ms wall %7d ms cpu %7.1f MB peak' \
			"$1" $what "$3" "$2" "$(echo "$4" |
			awk '{ print $1 / 1024 }')"
		eval "mine=\${thaw_$what:-}"
		[ -z "$mine" ] || echo "$mine" | awk -v cpu="$2" -v wall="$3" '{
			printf "; thaw takes %.3f of it (cpu %.3f)",
				$2 / wall, $1 / cpu }'
		[ $what != cold ] || printf '; %d bytes down' "$down"
		[ $what != third ] || printf '; %d of %d are 304' "$not" \
			"$feeds"
		echo
	done
}

echo "$feeds feeds of $items items, $(cat "$dir"/www/*.xml | wc -c) bytes," \
	"$(cat "$dir"/www/*.gz | wc -c) compressed"
measure thaw
thaw_cold=$cold thaw_same=$same thaw_third=$third
for tool in newsboat sfeed; do
	if command -v $tool >/dev/null; then
		measure $tool
	else
		echo "$tool: not here, and not compared"
	fi
done
printf 'libraries alone on the same bytes: '
$one "$tools/feeds_libs" "$dir/libs.db" "$dir"/www/*.xml

# --- a server far away, asked for all at once ---
httpd=${HTTPD:-$tools/../httpd}
if [ -x "$httpd" ]; then
	forget
	mkdir "$dir/screen"
	"$httpd" "$dir/www" "$dir/port" "$dir/httpd.log" &
	far=$!
	while [ ! -s "$dir/port" ]; do
		sleep 0.1
	done
	sed "s|127.0.0.1:$port/|127.0.0.1:$(cat "$dir/port")/far/|" \
		"$dir/conf/sources.conf" >"$dir/screen/sources.conf"
	printf 'jobs = 256\nper_host = 256\n' >"$dir/screen/settings.conf"
	rm -f "$dir"/t.db*
	for what in cold same third; do
		set -- $("$tools/timed" "$thaw" --store "$dir/t.db" \
			--config "$dir/screen" --quiet refresh --force)
		[ $what = cold ] || echo "100 ms away, unchanged: $2 ms wall"
	done
	kill $far
fi
