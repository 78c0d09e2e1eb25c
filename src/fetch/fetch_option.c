#include "fetch/fetch_option.h"

#include <stdlib.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/path.h"
#include "fetch/fetch_answer.h"

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
	struct fetch_progress p = { .request = h->index, .bytes = now,
				    .total = total };
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
	SET(CURLOPT_SSL_VERIFYPEER, 1L);
	SET(CURLOPT_SSL_VERIFYHOST, 2L);
	SET(CURLOPT_OPENSOCKETFUNCTION, on_socket);
	SET(CURLOPT_OPENSOCKETDATA, h);
	SET(CURLOPT_PREREQFUNCTION, on_request);
	SET(CURLOPT_PREREQDATA, h);
	return code ? -1 : 0;
}

/* "NAME: value" as a header of the request. Validators come from the store,
 * and there from a server; nothing in them may start a second header. */
static int add_header(struct fetch_handle *h, const char *name,
		      struct slice value)
{
	struct curl_slist *more;
	struct slice line;

	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] < ' ')
			return 0;
	if (value.n == 0 || value.n > VALUE_BYTES)
		return 0;
	line = arena_fmt(&h->res.mem, "%s: %.*s", name, SLICE_ARG(value));
	more = line.p ? curl_slist_append(h->headers, line.p) : NULL;
	if (!more)
		return -1;
	h->headers = more;
	return 0;
}

static int opt_http(struct fetch_handle *h)
{
	const struct fetch_request *req = h->req;
	struct slice agent = req->user_agent;
	CURLcode code = CURLE_OK;

	if (add_header(h, "If-None-Match", req->etag) < 0 ||
	    add_header(h, "If-Modified-Since", req->last_modified) < 0)
		return -1;
	SET(CURLOPT_HTTPHEADER, h->headers);
	SET(CURLOPT_ACCEPT_ENCODING, "");
	SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	/* In memory and for this request only: some sites set a cookie and
	 * redirect to themselves until it comes back. */
	SET(CURLOPT_COOKIEFILE, "");
	SET(CURLOPT_USERAGENT, agent.n > 0 ? arena_cstr(&h->res.mem, agent) :
					     FETCH_USER_AGENT);
	return code ? -1 : 0;
}

/* libcurl looks for RSA keys only, which its SSH library may sign in a way
 * that servers no longer take. */
static struct slice ssh_key(struct fetch_handle *h, const char *home)
{
	static const char *const names[] = { "id_ed25519", "id_ecdsa",
					     "id_rsa" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct slice file = arena_fmt(&h->res.mem, "%s/.ssh/%s", home,
					      names[i]);

		if (file.p && path_exists(file.p))
			return file;
	}
	return SLICE_NONE;
}

static int opt_ssh(struct fetch_handle *h)
{
	const char *home = getenv("HOME");
	const char *known = h->o->known_hosts;
	CURLcode code = CURLE_OK;
	struct slice key, file;

	if (!home)
		home = "";
	file = arena_fmt(&h->res.mem, "%s/.ssh/known_hosts", home);
	key = ssh_key(h, home);
	/* Always set: without it libcurl accepts any host key. */
	SET(CURLOPT_SSH_KNOWNHOSTS, known ? known : file.p ? file.p : "/");
	SET(CURLOPT_SSH_AUTH_TYPES,
	    (long)(CURLSSH_AUTH_AGENT | CURLSSH_AUTH_PUBLICKEY));
	if (key.p)
		SET(CURLOPT_SSH_PRIVATE_KEYFILE, key.p);
	return code ? -1 : 0;
}

int fetch_option_set(struct fetch_handle *h)
{
	h->easy = curl_easy_init();
	if (!h->easy || opt_transfer(h) < 0 || opt_policy(h) < 0 ||
	    (h->url.scheme == FETCH_HTTP && opt_http(h) < 0) ||
	    (h->url.scheme == FETCH_SFTP && opt_ssh(h) < 0) ||
	    (h->req->range_to > 0 && opt_range(h) < 0))
		return err_set(&h->res.err, ERR_SYSTEM, "this libcurl (%s)"
			       " cannot fetch %s", curl_version(),
			       h->url.text);
	return 0;
}
