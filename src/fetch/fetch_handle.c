#include "fetch/fetch_handle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/path.h"
#include "fetch/fetch_answer.h"
#include "fetch/fetch_words.h"

enum {
	RESULT_BYTES = 256 << 10,	/* of headers kept */
	DEFAULT_SILENT_S = 60,
	SILENT_MAX_S = 3600,
	CONNECT_MAX_S = 30,
	WHOLE_FACTOR = 20,		/* times the silence */
	SLOW_BYTES_PER_S = 100,		/* counts as silence */
	TELL_MS = 200,
	ASK_MS = 20,			/* stop() between */
	STARVED_MS = 1000,
	RETRY_MAX_S = 30 * 86400,
};

static const int64_t DEFAULT_BYTES = (int64_t)200 << 20;
static const char default_agent[] = FETCH_USER_AGENT;

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
	if (value.n == 0 || value.n > 1024)
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
					     default_agent);
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

static int set_options(struct fetch_handle *h)
{
	h->easy = curl_easy_init();
	if (!h->easy || opt_transfer(h) < 0 || opt_policy(h) < 0 ||
	    (h->url.scheme == FETCH_HTTP && opt_http(h) < 0) ||
	    (h->url.scheme == FETCH_SFTP && opt_ssh(h) < 0))
		return err_set(&h->res.err, ERR_SYSTEM, "this libcurl (%s)"
			       " cannot fetch %s", curl_version(),
			       h->url.text);
	return 0;
}

/* --- files --------------------------------------------------------------- */

/* Its validators are known before it is read. The etag holds what HTTP's
 * dates cannot: two versions within one second. A pipe or device would block
 * the loop, which for files has no way to wait. */
static int look_at_file(struct fetch_handle *h)
{
	struct fetch_result *r = &h->res;
	struct stat st;

	if (stat(h->url.path, &st) < 0)
		return err_sys(&r->err, "cannot read %s", h->url.path);
	if (!S_ISREG(st.st_mode))
		return err_set(&r->err, ERR_SYSTEM, "%s is not a file",
			       h->url.path);
	r->last_modified = fetch_http_date(&r->mem, st.st_mtim.tv_sec);
	r->etag = arena_fmt(&r->mem, "\"%llx-%llx.%lx\"",
			    (unsigned long long)st.st_size,
			    (unsigned long long)st.st_mtim.tv_sec,
			    (unsigned long)st.st_mtim.tv_nsec);
	if (h->req->etag.n > 0)
		h->same = slice_eq(h->req->etag, r->etag);
	else
		h->same = h->req->last_modified.n > 0 &&
			  slice_eq(h->req->last_modified, r->last_modified);
	if (h->same)
		r->outcome = FETCH_SAME;
	return arena_ok(&r->mem, h->url.path, &r->err);
}

bool fetch_handle_is_done(const struct fetch_handle *h)
{
	return h->same;
}

/* --- life ---------------------------------------------------------------- */

int fetch_handle_open(struct fetch_handle *h, const struct fetch_request *req,
		      size_t index, const struct fetch_options *o)
{
	int64_t silent_s = req->timeout_s > 0 ? req->timeout_s :
						DEFAULT_SILENT_S;

	*h = (struct fetch_handle){
		.req = req, .index = index, .o = o, .permanent = true,
		.max_bytes = req->max_bytes > 0 ? req->max_bytes :
						  DEFAULT_BYTES,
		.silent_s = silent_s < SILENT_MAX_S ? silent_s : SILENT_MAX_S,
		.res = { .fd = -1, .mem = ARENA_INIT(RESULT_BYTES),
			 .outcome = FETCH_FAILED },
	};
	h->whole_s = h->silent_s * WHOLE_FACTOR;
	fetch_trail_init(&h->trail, o->allow_private_redirect);
	if (fetch_url_parse(&h->url, req->url, &h->res.mem, &h->res.err) < 0)
		return -1;
	if (h->url.scheme == FETCH_FILE && look_at_file(h) < 0)
		return -1;
	return h->same ? 0 : set_options(h);
}

static int timed_out(struct fetch_handle *h)
{
	struct err *e = &h->res.err;
	curl_off_t took_us = 0;

	curl_easy_getinfo(h->easy, CURLINFO_TOTAL_TIME_T, &took_us);
	if (!h->connected)
		return err_set(e, ERR_NETWORK, "%s did not take the connection"
			       " in time: check the address and the network,"
			       " or try later", h->url.host);
	if (took_us / 1000000 >= h->whole_s)
		return err_set(e, ERR_NETWORK, "%s was not done after %lld s:"
			       " raise timeout_s in settings.conf",
			       h->url.host, (long long)h->whole_s);
	return err_set(e, ERR_NETWORK, "%s was silent for %lld s: try later,"
		       " or raise timeout_s in settings.conf", h->url.host,
		       (long long)h->silent_s);
}

static bool left_http(const struct fetch_handle *h)
{
	char *at = NULL;

	curl_easy_getinfo(h->easy, CURLINFO_EFFECTIVE_URL, &at);
	return at && h->url.scheme == FETCH_HTTP &&
	       strncasecmp(at, "http:", 5) != 0 &&
	       strncasecmp(at, "https:", 6) != 0;
}

static int broken(struct fetch_handle *h, int code)
{
	struct err *e = &h->res.err;

	if (h->trail.refused)
		return err_set(e, ERR_REFUSED, "%s leads to an address inside"
			       " a private network, where thaw does not"
			       " follow", h->url.host);
	if (code == CURLE_UNSUPPORTED_PROTOCOL && left_http(h))
		return err_set(e, ERR_REFUSED, "%s leads away from http and"
			       " https, where thaw does not follow",
			       h->url.host);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return timed_out(h);
	if (code == CURLE_FILESIZE_EXCEEDED)
		return fetch_words_ceiling(h->max_bytes, e);
	if (h->url.scheme == FETCH_SFTP)
		return fetch_words_ssh(code, h->url.host, h->detail, e);
	return fetch_words_curl(code, h->url.host, h->detail, e);
}

/* The transfer is whole; what does its status say? */
static int judge_status(struct fetch_handle *h)
{
	struct fetch_result *r = &h->res;
	bool asked = h->req->etag.n > 0 || h->req->last_modified.n > 0;

	if (h->same || (r->status == 304 && asked)) {
		r->outcome = FETCH_SAME;
		return 0;
	}
	if (h->url.scheme == FETCH_HTTP &&
	    (r->status < 200 || r->status >= 300 || r->status == 206)) {
		if (r->status == 410)
			r->outcome = FETCH_GONE;
		return fetch_words_status(r->status, &r->err);
	}
	if (r->fd < 0)
		r->fd = path_spool(&r->err);
	if (r->fd < 0 || lseek(r->fd, 0, SEEK_SET) < 0)
		return err_sys(&r->err, "temporary file");
	r->outcome = FETCH_NEW;
	return 0;
}

static void read_numbers(struct fetch_handle *h)
{
	struct fetch_result *r = &h->res;
	curl_off_t bytes = 0, retry_s = 0, at = -1;
	long headers = 0;

	curl_easy_getinfo(h->easy, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
	curl_easy_getinfo(h->easy, CURLINFO_HEADER_SIZE, &headers);
	curl_easy_getinfo(h->easy, CURLINFO_RETRY_AFTER, &retry_s);
	curl_easy_getinfo(h->easy, CURLINFO_FILETIME_T, &at);
	if (retry_s > RETRY_MAX_S)
		retry_s = RETRY_MAX_S;
	r->wire_bytes = h->url.scheme == FETCH_FILE ? 0 : bytes + headers;
	r->retry_after_s = retry_s > 0 ? retry_s : 0;
	if (h->url.scheme == FETCH_SFTP && at >= 0)
		r->last_modified = fetch_http_date(&r->mem, at);
}

void fetch_handle_finish(struct fetch_handle *h, int code)
{
	struct fetch_result *r = &h->res;

	read_numbers(h);
	/* We cut off error pages ourselves, and sftp files known already. */
	if (code == CURLE_WRITE_ERROR && (h->same || h->dropped > 0))
		code = CURLE_OK;
	if (r->err.code == ERR_NONE && code != CURLE_OK)
		broken(h, code);
	if (r->err.code == ERR_NONE && judge_status(h) == 0)
		arena_ok(&r->mem, "headers", &r->err);
	if (r->outcome == FETCH_SAME && r->etag.n == 0)
		r->etag = arena_slice(&r->mem, h->req->etag);
	if (r->outcome == FETCH_SAME && r->last_modified.n == 0)
		r->last_modified = arena_slice(&r->mem, h->req->last_modified);
}

bool fetch_handle_starved(const struct fetch_handle *h, int code)
{
	return code != CURLE_OK && h->starved_ms >= STARVED_MS && !h->again &&
	       h->res.err.code == ERR_NONE && !h->same && !h->trail.refused;
}

struct fetch_result fetch_handle_take(struct fetch_handle *h)
{
	struct fetch_result r = h->res;

	if (r.err.code != ERR_NONE && r.outcome != FETCH_GONE)
		r.outcome = FETCH_FAILED;
	if (r.outcome != FETCH_NEW && r.fd >= 0) {
		close(r.fd);
		r.fd = -1;
		r.bytes = 0;
	}
	if (r.outcome == FETCH_FAILED || r.outcome == FETCH_GONE)
		r.moved_to = SLICE_NONE;
	h->res = (struct fetch_result){ .fd = -1 };
	return r;
}

void fetch_handle_close(struct fetch_handle *h)
{
	curl_easy_cleanup(h->easy);
	curl_slist_free_all(h->headers);
	fetch_result_free(&h->res);
	*h = (struct fetch_handle){ .res = { .fd = -1 } };
}
