#!/bin/sh
# Faults of HTTP as a refresh meets them, each by its name: what is said, that
# nothing of it is stored, and that what was known before stays. No secret is
# told by any of it.
. "$(dirname "$0")/lib.sh"
mkdir -p "$home/www" "$XDG_CONFIG_HOME/thaw"
h2=
cleanup() {
	kill $h2 2>/dev/null
}
http_serve
conf=$XDG_CONFIG_HOME/thaw/sources.conf
db=$XDG_DATA_HOME/thaw/thaw.db
printf 'timeout_s = 1\nmax_bytes_mb = 2\n' \
	>"$XDG_CONFIG_HOME/thaw/settings.conf"

source() {	# source PATH [LINE...]: the one source
	path=$1
	shift
	{
		echo "source \"a\" {"
		echo "	url = {\"$url$path\"} format = \"rss\" period = \"1m\""
		[ $# -eq 0 ] || printf '\t%s\n' "$@"
		echo "}"
	} >"$conf"
}
cp "$data/readers/rss.xml" "$home/www/good.rss"
source /good.rss
want 0 refresh
want 0 list news --format json
cp "$out" "$home/before"
[ -s "$home/before" ] || fail 'no news to begin with'

fault() {	# fault NAME PATH PATTERN [LINE...]: a refresh that fails so
	echo "fault: $1"
	name=$1 pattern=$3
	path=$2
	shift 3
	source "$path" "$@"
	want 1 refresh --force
	grep -Eq "^a: (failed|refused): .*$pattern" "$err" || {
		fail "$name: not \"$pattern\""
		cat "$err"
	}
	sed 's/^/    /' "$err"
	want 0 list sources key:a --format json
	grep -Eq "$pattern" "$out" || fail "$name: the store has no reason"
	want 0 list news --format json
	cmp -s "$out" "$home/before" || fail "$name: something moved"
	[ -z "$(ls "$db-fetch" 2>/dev/null | grep part)" ] ||
		fail "$name: a beginning was kept that is good for nothing"
}
printf '<!DOCTYPE html><html><head><title>Sorry</title></head><body>' \
	>"$home/www/error.html"
printf '<h1>Down for repair</h1></body></html>' >>"$home/www/error.html"

fault '200 with an error page' /error.html 'DOCTYPE html> found'
want 1 sources test a
complains 'DOCTYPE html> found'
fault 'nothing at all' /empty 'is empty'
fault 'gzip bomb' '/bomb?n=9000000' 'larger than 2 MB, the ceiling'
fault 'endless body' /endless 'larger than 2 MB, the ceiling'
fault 'one byte now and then' /trickle 'was silent for 1 s'
fault 'waiting for headers' '/slow?s=9' 'was silent for 1 s'
fault 'Content-Length too large' /trunc/good.rss 'ended too early'
fault '304 without ever a body' /304 'was not asked about an earlier copy'
fault '401' /secret '401 Unauthorized.*~/.netrc'
fault '404' /nowhere-at-all '404 Not Found: check the address'
fault '410' /410 'gone for good .410.'
# Whoever never gave anything is named as well.
sed -i 's/source "a"/source "never"/' "$conf"
want 1 refresh --force
want 0 doctor
says '^note +never: the version of .*gone for good .410.'
fault '429 with Retry-After' /429 '429 Too Many Requests'
fault '503 with Retry-After' /503-date '503 Service Unavailable'
fault 'redirect loop' /redirect-loop 'from address to address without end'
fault 'redirect to file:' /redirect-file 'leads away from http and https'
fault 'redirect with a password' /redirect-user 'password in it'
fault 'a dead proxy, with a password' /good.rss 'the proxy to 127.0.0.1' \
	'proxy = "http://ales:hidden@127.0.0.1:1"'
fault 'a token in the address' '/404?token=hidden' '404 Not Found'
cp "$home/www/error.html" "$home/www/page"
fault 'a token in the address of a page' '/page?token=hidden' 'DOCTYPE html> found'

url=http://lists.example:$port
fault 'redirect from a public name to 127.0.0.1' \
	"/redirect-to?u=http://127.0.0.1:$port/good.rss" \
	'inside a private network' \
	"resolve = {\"lists.example:$port:127.0.0.1\"}"
url=http://127.0.0.1:$port

# A source of which nobody has said the format, as sources add makes one.
want 0 list news --format json
cp "$out" "$home/before"
echo 'fault: 200 with a page to sign in, where the format is guessed'
cp "$data/readers/rss.xml" "$home/www/guessed"
source /guessed 'format = "auto"'
sed -i 's/format = "rss"//' "$conf"
want 0 refresh --force
want 0 list news --format json
cp "$out" "$home/before"
echo '<html><title>Sign in</title><body><h1>Sign in</h1><p>To use this net, sign in.' \
	>"$home/www/guessed"
for again in 1 2; do
	want 1 refresh --force
	complains '^a: refused: .*a page came that is not what came before'
	want 0 list news --format json
	cmp -s "$out" "$home/before" || fail 'a page to sign in moved something'
done
want 0 refresh --accept a
printf 'binary \001\002' >"$home/www/guessed"
want 1 refresh --force
complains 'name its format .`format. in sources.conf'
source /good.rss
want 0 refresh --force

# --- no secret anywhere ---
for f in "$db" "$db-wal"; do
	[ -f "$f" ] || continue
	# The address asked is what the user wrote, and stands there as such;
	# reasons must not repeat it.
	if grep -a -o '.\{60\}ales:hidden.\{9\}' "$f"; then
		fail "a password is in $f"
	fi
done
want 0 list sources --format json --columns key,why
grep -q hidden "$out" && fail 'sources tells a secret'
want 0 doctor
grep -q hidden "$out" && fail 'doctor tells a secret'
source '/slow?s=9&token=hidden' 'proxy = "none"'
printf 'machine 127.0.0.1 login ales password hidden\n' >"$home/.netrc"
"$THAW" --verbose refresh --force >"$out" 2>"$err" &
refresh=$!
sleep 0.5
if command -v ps >/dev/null; then
	ps -ef >"$home/ps"
	grep -q hidden "$home/ps" && fail 'ps shows a secret'
	grep -q "$THAW" "$home/ps" || echo 'ps does not show us'
fi
wait $refresh
grep -q hidden "$out" "$err" && fail 'a refresh tells a secret'
rm "$home/.netrc"

# --- a header of one's own, and what is refused ---
source /good.rss 'header = {"Authorization: Basic hidden"}'
want 2 refresh --force
complains '~/.netrc'
grep -q hidden "$err" && fail 'a refused header is repeated'
source /good.rss 'header = {"X-Client: mine"}'
want 0 refresh --force
complains '^a: unchanged'

# --- HTTP/2, with certificates ---
for program in nghttpd openssl; do
	command -v $program >/dev/null && continue
	echo "no $program here: HTTP/2 over TLS is not tested"
	finish
done
cd "$home" || exit 99
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 \
	-subj '/CN=lists.example' -addext 'subjectAltName=DNS:lists.example' \
	-keyout key.pem -out cert.pem 2>"$err" || {
	cat "$err"
	echo 'openssl makes no certificate: HTTP/2 over TLS is not tested'
	finish
}
for n in 1 2 3 4 5 6; do
	sed "s/<title>/<title>Number $n: /" www/good.rss >www/$n.rss
done
h2_port=$((20000 + $$ % 20000))
for try in 1 2 3 4 5; do
	h2_port=$((h2_port + 11))
	nghttpd -v -V -a 127.0.0.1 -d "$home/www" $h2_port key.pem cert.pem \
		>"$home/h2.log" 2>&1 &
	h2=$!
	sleep 0.5
	kill -0 $h2 2>/dev/null && break
	h2=
done
[ -n "$h2" ] || { echo 'nghttpd does not start'; finish; }
many() {	# many LINE...: six sources of one host
	for n in 1 2 3 4 5 6; do
		echo "source \"s$n\" { url = \"https://lists.example:$h2_port/$n.rss\""
		echo "	resolve = {\"lists.example:$h2_port:127.0.0.1\"}"
		echo '	format = "rss"'
		printf '\t%s\n' "$@"
		echo '}'
	done >"$conf"
}
echo 'fault: the server wants a certificate and gets none'
many "ca_file = \"$home/cert.pem\""
want 1 refresh --force
# Whether its word or the end of the line comes first is chance.
complains '^s[1-6]: failed: .*lists.example'
sed -n '1s/^/    /p' "$err"
echo 'HTTP/2: six requests, one line, our certificate shown'
many "ca_file = \"$home/cert.pem\"" "cert = \"$home/cert.pem\"" \
	"key = \"$home/key.pem\""
: >"$home/h2.log"
want 0 refresh --force
complains '^s6: [0-9]+ new'
asked=$(grep -c 'recv HEADERS frame' "$home/h2.log")
lines=$(sed -n 's/.*\[id=\([0-9]*\)\].*recv HEADERS.*/\1/p' "$home/h2.log" |
	sort -u | wc -l)
[ "$asked" -eq 6 ] || fail "nghttpd was asked $asked times"
[ "$lines" -eq 1 ] || fail "$lines lines to one host"
echo 'fault: a key that is not there'
many "ca_file = \"$home/cert.pem\"" "cert = \"$home/cert.pem\"" \
	'key = "/no/such/key.pem"'
want 1 refresh --force
complains 'our certificate for lists.example cannot be used: check cert and key'
echo 'fault: a key with a passphrase'
openssl ec -in key.pem -aes128 -passout pass:hidden -out locked.pem 2>/dev/null
many "ca_file = \"$home/cert.pem\"" "cert = \"$home/cert.pem\"" \
	"key = \"$home/locked.pem\""
want 1 refresh --force
complains 'our certificate for lists.example cannot be used: check cert and key'
finish
