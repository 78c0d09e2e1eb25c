/* What may stand in the options of a source's lines, and what of an address
 * may be shown. */
#include <ctype.h>
#include <stdlib.h>

#include "model/source.h"

enum { HEADER_BYTES = 1024, PATH_OPTION_BYTES = 4096, PORT_MAX = 65535,
       SHOWN_BYTES = 16 << 10 };

static bool has_blank(struct slice s)
{
	return slice_has_control(s) || slice_find(s, SLICE(" "), 0) >= 0;
}

bool source_url_valid(struct slice url)
{
	static const char *const schemes[] = {
		"https://", "http://", "file://", "sftp://", "asset:",
	};

	if (has_blank(url))
		return false;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (slice_starts(url, schemes[i]) &&
		    url.n > strlen(schemes[i]))
			return true;
	return false;
}

static bool is_token(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isalnum((unsigned char)s.p[i]) &&
		    !strchr("!#$%&'*+-.^_`|~", s.p[i]))
			return false;
	return s.n > 0;
}

static bool is_one_of(struct slice name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_ieq(name, list[i]))
			return true;
	return false;
}

#define N(list) (sizeof(list) / sizeof((list)[0]))

static const char *header_fault(struct slice line)
{
	static const char *const secrets[] = {
		"authorization", "proxy-authorization", "cookie", "cookie2",
	};
	static const char *const ours[] = {
		"accept-encoding", "connection", "content-length", "expect",
		"host", "http2-settings", "if-match", "if-modified-since",
		"if-none-match", "if-range", "if-unmodified-since",
		"keep-alive", "range", "te", "trailer", "transfer-encoding",
		"upgrade",
	};
	struct slice name;

	if (slice_has_control(line) || line.n > HEADER_BYTES)
		return "one line \"Name: value\" each, without control"
		       " characters";
	if (!slice_cut(&line, ':', &name) || !line.p || !is_token(name) ||
	    slice_trim(line).n == 0)
		return "write it as \"Name: value\"";
	if (is_one_of(name, secrets, N(secrets)))
		return "a name and password belong in ~/.netrc (machine HOST"
		       " login NAME password SECRET), not here";
	if (is_one_of(name, ours, N(ours)))
		return "thaw writes this one itself";
	if (slice_ieq(name, "user-agent"))
		return "write it as user_agent";
	return NULL;
}

/* As curl has it: "host:port:address", of an IPv6 address in brackets. */
static const char *resolve_fault(struct slice pin)
{
	static const char shape[] = "write it as \"host:port:address\"";
	struct slice host, port;
	int64_t n = 0;

	if (has_blank(pin))
		return shape;
	if (!slice_cut(&pin, ':', &host) || !slice_cut(&pin, ':', &port) ||
	    !slice_int(port, &n) || n < 1 || n > PORT_MAX)
		return shape;
	if (host.n == 0 || pin.n == 0 || strchr("*+-", host.p[0]))
		return shape;
	return NULL;
}

static const char *proxy_fault(struct slice proxy)
{
	static const char *const schemes[] = {
		"http://", "https://", "socks4://", "socks4a://", "socks5://",
		"socks5h://",
	};

	if (slice_is(proxy, "none"))
		return NULL;
	if (has_blank(proxy))
		return "no blanks in an address";
	for (size_t i = 0; i < N(schemes); i++)
		if (slice_starts(proxy, schemes[i]) &&
		    proxy.n > strlen(schemes[i]))
			return NULL;
	return "it begins with http:// https:// socks5:// socks5h:// or"
	       " socks4://, or is \"none\"";
}

static const char *file_fault(struct slice file)
{
	if (slice_has_control(file) || file.n > PATH_OPTION_BYTES)
		return "this is no path of a file";
	if (file.n > 0 && file.p[0] != '/' && !slice_starts(file, "~/"))
		return "write the whole path: it begins with / or ~/";
	return NULL;
}

const char *source_net_fault(const char *option, struct slice value)
{
	static const struct {
		const char *option;
		const char *(*fault)(struct slice value);
	} kinds[] = {
		{ "header", header_fault }, { "resolve", resolve_fault },
		{ "proxy", proxy_fault }, { "cert", file_fault },
		{ "key", file_fault }, { "ca_file", file_fault },
	};

	for (size_t i = 0; i < N(kinds); i++)
		if (strcmp(option, kinds[i].option) == 0)
			return kinds[i].fault(value);
	return NULL;
}

bool source_tells_login(struct slice url)
{
	ptrdiff_t at = slice_find(url, SLICE("://"), 0);
	bool colon = false, user = false;
	size_t end = 0;

	if (at < 0)
		return false;
	for (end = (size_t)at + 3; end < url.n && !strchr("/?#", url.p[end]);
	     end++)
		if (url.p[end] == '@')
			user = true;
		else if (url.p[end] == ':' && !user)
			colon = true;
	return user && (colon || !slice_starts(url, "sftp://"));
}

/* --- showing ------------------------------------------------------------- */

static bool ends_address(char c)
{
	return (unsigned char)c <= ' ' || strchr("\"'<>`", c);
}

/* The address that begins at `at`, "//" already passed. */
static size_t mask_one(struct str *out, struct slice s, size_t at)
{
	size_t end = at, host = at, query;

	while (end < s.n && !ends_address(s.p[end]))
		end++;
	for (size_t i = at; i < end && !strchr("/?#", s.p[i]); i++)
		if (s.p[i] == '@')
			host = i;
	if (host > at)
		str_addz(out, "...");
	for (query = host; query < end && s.p[query] != '?'; query++) {
		/* An address in an address, as archives have it. */
		if (query > at && slice_starts(slice_make(s.p + query,
							  end - query), "://"))
			return query;
		str_addc(out, s.p[query]);
	}
	if (query < end)
		str_addz(out, "?...");
	return end;
}

void source_mask(struct str *out, struct slice text)
{
	for (size_t i = 0; i < text.n; ) {
		struct slice rest = slice_make(text.p + i, text.n - i);

		if (!slice_starts(rest, "://")) {
			str_addc(out, text.p[i++]);
			continue;
		}
		str_addz(out, "://");
		i = mask_one(out, text, i + 3);
	}
}

struct slice source_shown(struct slice url, struct arena *mem)
{
	struct str out = STR_INIT(SHOWN_BYTES);
	struct slice shown;

	source_mask(&out, url);
	shown = slice_eq(str_slice(&out), url) ? url :
						 arena_slice(mem, str_slice(&out));
	str_free(&out);
	return shown;
}
