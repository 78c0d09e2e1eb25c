#include "fetch/fetch_policy.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "model/source.h"

/* --- addresses as text --------------------------------------------------- */

static const struct {
	const char *name;
	enum fetch_scheme scheme;
	bool tls;
} schemes[] = {
	{ "file",  FETCH_FILE, false },
	{ "http",  FETCH_HTTP, false },
	{ "https", FETCH_HTTP, true  },
	{ "sftp",  FETCH_SFTP, false },
};

static int not_an_address(struct slice url, struct err *e)
{
	struct str shown = STR_INIT(2 * FETCH_URL_BYTES);

	source_mask(&shown, slice_make(url.p, url.n > 200 ? 200 : url.n));
	err_set(e, ERR_USAGE, "\"%s\" is not an address that can be"
		" fetched: it should begin with https://, http://,"
		" sftp:// or file:///", str_cstr(&shown));
	str_free(&shown);
	return -1;
}

/* One part in `mem`, "" where the address has none. */
static char *part_of(CURLU *cu, CURLUPart part, unsigned int flags,
		     struct arena *mem)
{
	char *text = NULL;
	char *copy;

	if (curl_url_get(cu, part, &text, flags) != CURLUE_OK)
		text = NULL;
	copy = arena_cstr(mem, slice_of(text));
	curl_free(text);
	return copy;
}

static int set_scheme(struct fetch_url *u, CURLU *cu, struct slice url,
		      struct arena *mem, struct err *e)
{
	const char *name = part_of(cu, CURLUPART_SCHEME, 0, mem);

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		if (strcasecmp(schemes[i].name, name) != 0)
			continue;
		u->scheme = schemes[i].scheme;
		u->tls = schemes[i].tls;
		return 0;
	}
	return not_an_address(url, e);
}

/* What an address contains is shown, logged and stored; so no secrets. */
static int check_user(const struct fetch_url *u, CURLU *cu, struct arena *mem,
		      struct err *e)
{
	const char *user = part_of(cu, CURLUPART_USER, 0, mem);
	const char *password = part_of(cu, CURLUPART_PASSWORD, 0, mem);

	if (password[0] || (user[0] && u->scheme != FETCH_SFTP))
		return err_set(e, ERR_USAGE, "the address carries a user name"
			       " or password: write them to ~/.netrc instead"
			       " (machine %s login NAME password SECRET) and"
			       " take them out of the address", u->host);
	return 0;
}

static int take_parts(struct fetch_url *u, CURLU *cu, struct slice url,
		      struct arena *mem, struct err *e)
{
	if (set_scheme(u, cu, url, mem, e) < 0)
		return -1;
	u->text = part_of(cu, CURLUPART_URL, 0, mem);
	u->host = part_of(cu, CURLUPART_HOST, 0, mem);
	u->port = strtol(part_of(cu, CURLUPART_PORT, 0, mem), NULL, 10);
	for (char *p = u->host; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	if (check_user(u, cu, mem, e) < 0)
		return -1;
	if (u->scheme != FETCH_FILE)
		return arena_ok(mem, "address", e);
	u->path = part_of(cu, CURLUPART_PATH, CURLU_URLDECODE, mem);
	if (u->path[0] != '/')
		return not_an_address(url, e);
	return arena_ok(mem, "address", e);
}

int fetch_url_parse(struct fetch_url *u, struct slice url, struct arena *mem,
		    struct err *e)
{
	CURLU *cu;
	char *text;
	int rc;

	*u = (struct fetch_url){ .scheme = FETCH_HTTP };
	if (url.n == 0 || memchr(url.p, '\0', url.n))
		return not_an_address(url, e);
	if (url.n > FETCH_URL_BYTES)
		return err_set(e, ERR_LIMIT, "the address is longer than %d"
			       " bytes", FETCH_URL_BYTES);
	text = arena_cstr(mem, url);
	cu = curl_url();
	if (!cu)
		return err_set(e, ERR_MEMORY, "no memory for an address");
	if (curl_url_set(cu, CURLUPART_URL, text, CURLU_URLENCODE) == CURLUE_OK)
		rc = take_parts(u, cu, url, mem, e);
	else
		rc = not_an_address(url, e);
	curl_url_cleanup(cu);
	return rc;
}

/* --- addresses as numbers ------------------------------------------------ */

#define V4(a, b, c, d, bits) \
	{ { [10] = 0xFF, [11] = 0xFF, a, b, c, d }, 96 + (bits) }

/* IANA's special-purpose registries, IPv4 in its mapped form. */
static const struct {
	unsigned char net[16];
	int bits;
} private_nets[] = {
	V4(0, 0, 0, 0, 8),		/* this network */
	V4(10, 0, 0, 0, 8),
	V4(100, 64, 0, 0, 10),		/* behind a provider's NAT */
	V4(127, 0, 0, 0, 8),
	V4(169, 254, 0, 0, 16),		/* link-local, cloud metadata */
	V4(172, 16, 0, 0, 12),
	V4(192, 0, 0, 0, 24),
	V4(192, 168, 0, 0, 16),
	V4(198, 18, 0, 0, 15),		/* benchmarks */
	V4(224, 0, 0, 0, 3),		/* multicast, reserved, broadcast */
	{ { 0 }, 127 },			/* :: and ::1 */
	{ { 0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01 }, 48 },	/* local NAT64 */
	{ { 0x20, 0x01, 0x00, 0x00 }, 32 },	/* Teredo */
	{ { 0xFC }, 7 },		/* unique local */
	{ { 0xFE, 0x80 }, 10 },		/* link-local */
	{ { 0xFE, 0xC0 }, 10 },		/* site-local, deprecated */
	{ { 0xFF }, 8 },		/* multicast */
};

/* IPv6 nets whose addresses carry an IPv4 address at byte `at`. */
static const struct {
	unsigned char net[16];
	int bits;
	int at;
} carriers[] = {
	{ { 0 }, 96, 12 },				/* compatible */
	{ { 0x00, 0x64, 0xFF, 0x9B }, 96, 12 },		/* NAT64 */
	{ { 0x20, 0x02 }, 16, 2 },			/* 6to4 */
};

static bool in_net(const unsigned char *ip, const unsigned char *net, int bits)
{
	size_t whole = (size_t)bits / 8;
	int rest = bits % 8;

	if (memcmp(ip, net, whole) != 0)
		return false;
	return rest == 0 || (ip[whole] ^ net[whole]) >> (8 - rest) == 0;
}

static bool in_private_net(const unsigned char ip[16])
{
	size_t n = sizeof(private_nets) / sizeof(private_nets[0]);

	for (size_t i = 0; i < n; i++)
		if (in_net(ip, private_nets[i].net, private_nets[i].bits))
			return true;
	return false;
}

static void map_v4(unsigned char ip[16], const void *v4)
{
	memset(ip, 0, 10);
	memset(ip + 10, 0xFF, 2);
	memcpy(ip + 12, v4, 4);
}

static bool v6_is_private(const unsigned char ip[16])
{
	unsigned char inner[16];

	if (in_private_net(ip))
		return true;
	for (size_t i = 0; i < sizeof(carriers) / sizeof(carriers[0]); i++) {
		if (!in_net(ip, carriers[i].net, carriers[i].bits))
			continue;
		map_v4(inner, ip + carriers[i].at);
		return in_private_net(inner);
	}
	return false;
}

bool fetch_is_private(const struct sockaddr *sa)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	unsigned char ip[16];

	if (sa->sa_family == AF_INET) {
		memcpy(&v4, sa, sizeof(v4));
		map_v4(ip, &v4.sin_addr);
		return in_private_net(ip);
	}
	if (sa->sa_family == AF_INET6) {
		memcpy(&v6, sa, sizeof(v6));
		return v6_is_private(v6.sin6_addr.s6_addr);
	}
	return true;
}

/* False where the text is no address literal. */
static bool literal_is_private(struct slice host, bool *is_literal)
{
	char text[INET6_ADDRSTRLEN];
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	ptrdiff_t zone;

	*is_literal = false;
	if (host.n > 1 && host.p[0] == '[' && host.p[host.n - 1] == ']')
		host = slice_make(host.p + 1, host.n - 2);
	zone = slice_find(host, SLICE("%"), 0);
	if (zone >= 0)
		host.n = (size_t)zone;
	if (host.n >= sizeof(text))
		return false;
	memcpy(text, host.p, host.n);
	text[host.n] = '\0';
	*is_literal = true;
	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return fetch_is_private((const struct sockaddr *)&v4);
	if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1)
		return fetch_is_private((const struct sockaddr *)&v6);
	*is_literal = false;
	return false;
}

bool fetch_host_is_private(const char *host)
{
	struct slice name = slice_of(host);
	bool is_literal;

	if (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	return slice_ieq(name, "localhost") ||
	       (name.n > 10 && strncasecmp(name.p + name.n - 10, ".localhost",
					   10) == 0) ||
	       literal_is_private(name, &is_literal);
}

/* --- addresses that hold for once ---------------------------------------- */

static bool names_secret(struct slice name)
{
	static const char *const exact[] = {
		"auth", "code", "exp", "expires", "expiry", "hash", "hmac",
		"jwt", "key", "nonce", "password", "policy", "se", "session",
		"sid", "sig", "sign", "sp", "sv", "ticket",
	};
	static const char *const within[] = {
		"x-amz-", "x-goog-", "x-oss-", "x-ms-", "q-sign", "signature",
		"token", "secret", "apikey", "api_key", "accesskey",
		"access_key", "key-pair-id",
	};
	char low[64];
	size_t n = name.n < sizeof(low) ? name.n : sizeof(low);

	for (size_t i = 0; i < n; i++)
		low[i] = (char)tolower((unsigned char)name.p[i]);
	for (size_t i = 0; i < sizeof(exact) / sizeof(exact[0]); i++)
		if (slice_is(slice_make(low, n), exact[i]))
			return true;
	for (size_t i = 0; i < sizeof(within) / sizeof(within[0]); i++)
		if (slice_find(slice_make(low, n), slice_of(within[i]), 0) >= 0)
			return true;
	return false;
}

bool fetch_url_is_signed(const char *url)
{
	const char *query = strchr(url, '?');
	struct slice rest, pair, name;

	if (!query)
		return false;
	rest = slice_make(query + 1, strcspn(query + 1, "#"));
	while (slice_cut(&rest, '&', &pair))
		if (slice_cut(&pair, '=', &name) && names_secret(name))
			return true;
	return false;
}

/* --- redirects ----------------------------------------------------------- */

/* libcurl's own variables; which of them it takes depends on the scheme, and
 * no_proxy exempts hosts. One set is enough to distrust addresses. */
static bool proxy_is_set(void)
{
	static const char *const vars[] = {
		"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
		"ALL_PROXY",
	};

	for (size_t i = 0; i < sizeof(vars) / sizeof(vars[0]); i++) {
		const char *value = getenv(vars[i]);

		if (value && value[0])
			return true;
	}
	return false;
}

void fetch_trail_init(struct fetch_trail *t, bool allow_private, bool proxied)
{
	*t = (struct fetch_trail){
		.allow_private = allow_private,
		.proxied = proxied || proxy_is_set(),
	};
}

static bool is_pinned_host(const struct fetch_trail *t, const char *host)
{
	for (size_t i = 0; i < t->n_pins; i++) {
		struct slice rest = t->pin[i], name;

		if (slice_cut(&rest, ':', &name) && slice_ieq(name, host))
			return true;
	}
	return false;
}

static bool is_address(struct slice text, const struct sockaddr *sa)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	unsigned char ip[16];
	char buf[INET6_ADDRSTRLEN];

	if (text.n > 1 && text.p[0] == '[')
		text = slice_make(text.p + 1, text.n - 2);
	if (text.n >= sizeof(buf))
		return false;
	memcpy(buf, text.p, text.n);
	buf[text.n] = '\0';
	if (sa->sa_family == AF_INET) {
		memcpy(&v4, sa, sizeof(v4));
		return inet_pton(AF_INET, buf, ip) == 1 &&
		       memcmp(ip, &v4.sin_addr, 4) == 0;
	}
	memcpy(&v6, sa, sizeof(v6));
	return sa->sa_family == AF_INET6 &&
	       inet_pton(AF_INET6, buf, ip) == 1 &&
	       memcmp(ip, &v6.sin6_addr, 16) == 0;
}

static bool is_pinned_address(const struct fetch_trail *t,
			      const struct sockaddr *sa)
{
	for (size_t i = 0; i < t->n_pins; i++) {
		struct slice rest = t->pin[i], part;

		slice_cut(&rest, ':', &part);
		slice_cut(&rest, ':', &part);
		while (slice_cut(&rest, ',', &part))
			if (is_address(part, sa))
				return true;
	}
	return false;
}

static bool judge(struct fetch_trail *t, bool is_private)
{
	if (t->allow_private || t->first != TRAIL_PUBLIC || !is_private)
		return true;
	t->refused = true;
	return false;
}

bool fetch_trail_may_connect(struct fetch_trail *t, const struct sockaddr *sa)
{
	return judge(t, !t->proxied && fetch_is_private(sa) &&
			!is_pinned_address(t, sa));
}

bool fetch_trail_may_ask(struct fetch_trail *t, const char *host,
			 const char *ip)
{
	bool known = false;
	bool is_private = literal_is_private(slice_of(ip), &known);

	/* An address that cannot be read counts as whatever is refused. */
	if (!known)
		is_private = t->first == TRAIL_PUBLIC;
	if (t->proxied || is_pinned_host(t, host))
		is_private = false;
	is_private = is_private || fetch_host_is_private(host);
	if (t->first == TRAIL_START)
		t->first = is_private ? TRAIL_PRIVATE : TRAIL_PUBLIC;
	return judge(t, is_private);
}
