#include "fetch/fetch_option.h"

#include <stdlib.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/path.h"
#include "fetch/fetch_answer.h"
#include "fetch/fetch_ssh.h"

enum {
	CONNECT_MAX_S = 30,
	SLOW_BYTES_PER_S = 100,		/* counts as silence */
	TELL_MS = 200,
	ASK_MS = 20,			/* stop() between */
	VALUE_BYTES = 1024,		/* of a validator */
};

/* --- callbacks ----------------------------------------------------------- */

static int on_progress(void *ctx, curl_off_t total, curl_off_t now,
		       curl_off_t up_total, curl_off_t up)
{
	struct fetch_handle *h = ctx;
	const struct fetch_options *o = h->o;
	int64_t before = h->tries.part.bytes;
	struct fetch_progress p = {
		.request = h->index, .bytes = before + now,
		.total = total > 0 ? before + total : 0,
	};
	int64_t at_ms = clock_mono_ms();
	curl_off_t speed = 0;

	(void)up_total;
	(void)up;
	if (o->stop && at_ms - h->asked_at_ms >= ASK_MS) {
		h->asked_at_ms = at_ms;
		if (o->stop(o->ctx))
			return 1;
	}
	if (!o->progress || now == 0 || at_ms - h->told_at_ms < TELL_MS)
		return 0;
	h->told_at_ms = at_ms;
	curl_easy_getinfo(h->easy, CURLINFO_SPEED_DOWNLOAD_T, &speed);
	p.bytes_per_s = speed;
	o->progress(o->ctx, &p);
	return 0;
}

/* The last moment before an address is contacted. */
static curl_socket_t on_socket(void *ctx, curlsocktype purpose,
			       struct curl_sockaddr *to)
{
	struct fetch_handle *h = ctx;

	(void)purpose;
	if (!fetch_trail_may_connect(&h->trail, &to->addr))
		return CURL_SOCKET_BAD;
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* What the source's own header lines say is for its own server alone. */
static void withhold_headers(struct fetch_handle *h, const struct fetch_url *u)
{
	if (h->url.scheme != FETCH_HTTP || h->headers == h->own_headers)
		return;
	if (strcmp(u->host, h->url.host) != 0 || u->port != h->url.port ||
	    (h->url.tls && !u->tls))
		curl_easy_setopt(h->easy, CURLOPT_HTTPHEADER, h->own_headers);
}

/* The last moment before anything is sent; kept connections come here too. */
static int on_request(void *ctx, char *ip, char *local_ip, int port,
		      int local_port)
{
	struct fetch_handle *h = ctx;
	struct arena mem = ARENA_INIT(8 * FETCH_URL_BYTES);
	struct fetch_url u;
	struct err e = {0};
	char *at = NULL;
	bool ok;

	(void)local_ip;
	(void)port;
	(void)local_port;
	curl_easy_getinfo(h->easy, CURLINFO_EFFECTIVE_URL, &at);
	ok = fetch_url_parse(&u, slice_of(at), &mem, &e) == 0 &&
	     fetch_trail_may_ask(&h->trail, u.host, ip ? ip : "");
	if (!ok)
		h->trail.refused = true;
	else
		withhold_headers(h, &u);
	h->connected = true;
	arena_free(&mem);
	return ok ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

/* --- options ------------------------------------------------------------- */

#define SET(option, value) \
	(code = code ? code : curl_easy_setopt(h->easy, option, value))

static int opt_transfer(struct fetch_handle *h)
{
	CURLcode code = CURLE_OK;
	long connect_s = h->silent_s < CONNECT_MAX_S ? (long)h->silent_s :
						       CONNECT_MAX_S;

	SET(CURLOPT_URL, h->url.text);
	SET(CURLOPT_PRIVATE, h);
	SET(CURLOPT_ERRORBUFFER, h->detail);
	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_FILETIME, 1L);
	SET(CURLOPT_CONNECTTIMEOUT, connect_s);
	SET(CURLOPT_TIMEOUT, (long)h->whole_s);
	SET(CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES_PER_S);
	SET(CURLOPT_LOW_SPEED_TIME, (long)h->silent_s);
	SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)h->max_bytes);
#if LIBCURL_VERSION_NUM >= 0x075700
	/* A name server that hangs must not hold up the other requests. */
	SET(CURLOPT_QUICK_EXIT, 1L);
#endif
	SET(CURLOPT_HEADERFUNCTION, fetch_answer_header);
	SET(CURLOPT_HEADERDATA, h);
	SET(CURLOPT_WRITEFUNCTION, fetch_answer_body);
	SET(CURLOPT_WRITEDATA, h);
	SET(CURLOPT_NOPROGRESS, 0L);
	SET(CURLOPT_XFERINFOFUNCTION, on_progress);
	SET(CURLOPT_XFERINFODATA, h);
	return code ? -1 : 0;
}

/* Of the file as it is: a range of what was packed could not be unpacked. */
static int opt_range(struct fetch_handle *h)
{
	struct slice range = arena_fmt(&h->res.mem, "%lld-%lld",
				       (long long)h->req->range_from,
				       (long long)h->req->range_to - 1);
	CURLcode code = CURLE_OK;

	if (!range.p)
		return -1;
	SET(CURLOPT_RANGE, range.p);
	SET(CURLOPT_ACCEPT_ENCODING, NULL);
	return code ? -1 : 0;
}

static int opt_policy(struct fetch_handle *h)
{
	static const char *const allowed[] = {
		[FETCH_HTTP] = "http,https", [FETCH_FILE] = "file",
		[FETCH_SFTP] = "sftp",
	};
	CURLcode code = CURLE_OK;

	SET(CURLOPT_PROTOCOLS_STR, allowed[h->url.scheme]);
	SET(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	SET(CURLOPT_FOLLOWLOCATION, 1L);
	SET(CURLOPT_MAXREDIRS, (long)FETCH_REDIRECTS);
	SET(CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
	if (h->url.scheme == FETCH_HTTP)
		SET(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SET(CURLOPT_SSL_VERIFYPEER, 1L);
	SET(CURLOPT_SSL_VERIFYHOST, 2L);
	SET(CURLOPT_OPENSOCKETFUNCTION, on_socket);
	SET(CURLOPT_OPENSOCKETDATA, h);
	SET(CURLOPT_PREREQFUNCTION, on_request);
	SET(CURLOPT_PREREQDATA, h);
	return code ? -1 : 0;
}

static int append(struct curl_slist **list, const char *text)
{
	struct curl_slist *more = text ? curl_slist_append(*list, text) : NULL;

	if (more)
		*list = more;
	return more ? 0 : -1;
}

/* "NAME: value" as a header of the request. Validators come from the store,
 * and there from a server; nothing in them may start a second header. */
static int add_header(struct fetch_handle *h, const char *name,
		      struct slice value)
{
	struct slice line;

	if (value.n == 0 || value.n > VALUE_BYTES || slice_has_control(value))
		return 0;
	line = arena_fmt(&h->res.mem, "%s: %.*s", name, SLICE_ARG(value));
	return append(&h->own_headers, line.p);
}

/* The rest of a body of which the beginning is here. */
static int add_range(struct fetch_handle *h)
{
	const struct fetch_part *p = &h->tries.part;
	struct slice range = arena_fmt(&h->res.mem, "%lld-",
				       (long long)p->bytes);

	if (!range.p || curl_easy_setopt(h->easy, CURLOPT_RANGE, range.p))
		return -1;
	return add_header(h, "If-Range", p->etag.n > 0 ? p->etag :
							 p->modified);
}

/* All headers; those of the source stand in the longer list. */
static int add_headers(struct fetch_handle *h)
{
	const struct fetch_request *req = h->req;
	const struct source_net *net = req->net;

	if (add_header(h, "If-None-Match", req->etag) < 0 ||
	    add_header(h, "If-Modified-Since", req->last_modified) < 0 ||
	    (h->tries.part.bytes > 0 && add_range(h) < 0))
		return -1;
	if (!net || net->n_headers == 0) {
		h->headers = h->own_headers;
		return 0;
	}
	for (const struct curl_slist *l = h->own_headers; l; l = l->next)
		if (append(&h->headers, l->data) < 0)
			return -1;
	for (size_t i = 0; i < net->n_headers; i++)
		if (source_net_fault("header", net->header[i]) ||
		    append(&h->headers, arena_cstr(&h->res.mem,
						   net->header[i])) < 0)
			return -1;
	return 0;
}

static int opt_http(struct fetch_handle *h)
{
	const struct fetch_request *req = h->req;
	struct slice agent = req->user_agent;
	CURLcode code = CURLE_OK;

	if (add_headers(h) < 0)
		return -1;
	SET(CURLOPT_HTTPHEADER, h->headers);
	/* The rest of a body can only be that of one that came as it is. */
	SET(CURLOPT_ACCEPT_ENCODING, h->tries.part.bytes > 0 ? NULL : "");
	if (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP2)
		SET(CURLOPT_HTTP_VERSION, h->o->h2c && !h->url.tls ?
			(long)CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE :
			(long)CURL_HTTP_VERSION_2TLS);
	/* A second request to a server that may speak HTTP/2 waits for the
	 * line of the first, to share it. */
	SET(CURLOPT_PIPEWAIT, h->url.tls ? 1L : 0L);
	SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	/* In memory and for this request only: some sites set a cookie and
	 * redirect to themselves until it comes back. */
	SET(CURLOPT_COOKIEFILE, "");
	SET(CURLOPT_USERAGENT, agent.n > 0 ? arena_cstr(&h->res.mem, agent) :
					     FETCH_USER_AGENT);
	return code ? -1 : 0;
}

/* --- how its server wants to be asked ------------------------------------ */

struct slice fetch_option_path(struct fetch_handle *h, struct slice path)
{
	const char *home = getenv("HOME");

	if (!slice_starts(path, "~/") || !home)
		return arena_slice(&h->res.mem, path);
	return arena_fmt(&h->res.mem, "%s/%.*s", home, (int)path.n - 2,
			 path.p + 2);
}

/* "none" is none at all, not even that of the environment. */
static CURLcode set_proxy(struct fetch_handle *h)
{
	struct slice proxy = h->o->proxy;

	if (h->req->net && h->req->net->proxy.n > 0)
		proxy = h->req->net->proxy;
	if (proxy.n == 0)
		return CURLE_OK;
	if (slice_is(proxy, "none"))
		proxy = SLICE("");
	h->trail.proxied = proxy.n > 0;
	return curl_easy_setopt(h->easy, CURLOPT_PROXY,
				arena_cstr(&h->res.mem, proxy));
}

static CURLcode set_file(struct fetch_handle *h, CURLoption option,
			 struct slice path)
{
	struct slice file;

	if (path.n == 0)
		return CURLE_OK;
	file = fetch_option_path(h, path);
	return file.p ? curl_easy_setopt(h->easy, option, file.p) :
			CURLE_OUT_OF_MEMORY;
}

static CURLcode set_tls(struct fetch_handle *h, const struct source_net *net)
{
	CURLcode code = set_file(h, CURLOPT_SSLCERT, net->cert);

	if (!code && h->url.scheme == FETCH_HTTP)
		code = set_file(h, CURLOPT_SSLKEY, net->key);
	/* Else OpenSSL would ask the terminal for the passphrase of a key. */
	if (net->cert.n > 0)
		SET(CURLOPT_KEYPASSWD, "");
	if (code || net->ca_file.n == 0)
		return code;
	/* Instead of the system's, not besides. */
	SET(CURLOPT_CAPATH, NULL);
	return code ? code : set_file(h, CURLOPT_CAINFO, net->ca_file);
}

static int opt_net(struct fetch_handle *h)
{
	const struct source_net *net = h->req->net;
	CURLcode code = set_proxy(h);

	if (!net || code)
		return code ? -1 : 0;
	for (size_t i = 0; i < net->n_resolve; i++)
		if (append(&h->resolve, arena_cstr(&h->res.mem,
						   net->resolve[i])) < 0)
			return -1;
	if (h->resolve) {
		h->trail.pin = net->resolve;
		h->trail.n_pins = net->n_resolve;
		SET(CURLOPT_RESOLVE, h->resolve);
	}
	return code || set_tls(h, net) ? -1 : 0;
}

/* What servers have asked us to remember. A libcurl without it forgets. */
static void opt_memory(struct fetch_handle *h)
{
	struct err ignored = {0};
	struct slice file;

	fetch_hsts_lend(&h->hsts, h->easy);
	if (!h->o->memory || !h->url.tls || h->tries.straight)
		return;
	file = arena_fmt(&h->res.mem, "%s/alt-svc", h->o->memory);
	if (!file.p || path_make_dir(h->o->memory, &ignored) < 0)
		return;
	curl_easy_setopt(h->easy, CURLOPT_ALTSVC_CTRL,
			 CURLALTSVC_H1 | CURLALTSVC_H2);
	curl_easy_setopt(h->easy, CURLOPT_ALTSVC, file.p);
}

static int opt_sftp(struct fetch_handle *h)
{
	CURLcode code = fetch_ssh_options(h);

	if (h->tries.part.bytes > 0)
		SET(CURLOPT_RESUME_FROM_LARGE,
		    (curl_off_t)h->tries.part.bytes);
	return code ? -1 : 0;
}

static int set_all(struct fetch_handle *h)
{
	if (!h->easy || opt_transfer(h) < 0 || opt_policy(h) < 0 ||
	    opt_net(h) < 0 ||
	    (h->url.scheme == FETCH_HTTP && opt_http(h) < 0) ||
	    (h->url.scheme == FETCH_SFTP && opt_sftp(h) < 0) ||
	    (h->req->range_to > 0 && opt_range(h) < 0))
		return -1;
	opt_memory(h);
	return 0;
}

int fetch_option_set(struct fetch_handle *h)
{
	struct str shown = STR_INIT(2 * FETCH_URL_BYTES);

	h->easy = curl_easy_init();
	if (set_all(h) == 0 && (h->req->range_to == 0 || opt_range(h) == 0))
		return 0;
	source_mask(&shown, slice_of(h->url.text));
	err_set(&h->res.err, ERR_SYSTEM, "this libcurl (%s) cannot fetch %s as"
		" its source wants it", curl_version(), str_cstr(&shown));
	str_free(&shown);
	return -1;
}
