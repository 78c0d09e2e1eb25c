#include "fetch/fetch_handle.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/path.h"
#include "fetch/fetch_answer.h"
#include "fetch/fetch_option.h"
#include "fetch/fetch_resume.h"
#include "fetch/fetch_ssh.h"
#include "fetch/fetch_words.h"

enum {
	RESULT_BYTES = 256 << 10,	/* of headers kept */
	DEFAULT_SILENT_S = 60,
	SILENT_MAX_S = 3600,
	WHOLE_FACTOR = 20,		/* times the silence */
	STARVED_MS = 1000,
	RETRY_MAX_S = 30 * 86400,
};

static const int64_t DEFAULT_BYTES = (int64_t)200 << 20;

/* --- files --------------------------------------------------------------- */

/* Its validators are known before it is read. The etag holds what HTTP's
 * dates cannot: two versions within one second (the inode, because the clock
 * of files ticks slower than a program replaces them). A pipe or device would
 * block the loop, which for files has no way to wait. */
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
	r->etag = arena_fmt(&r->mem, "\"%llx-%llx-%llx.%lx\"",
			    (unsigned long long)st.st_ino,
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
		      size_t index, const struct fetch_options *o,
		      struct fetch_hsts *hsts)
{
	int64_t silent_s = req->timeout_s > 0 ? req->timeout_s :
						DEFAULT_SILENT_S;

	*h = (struct fetch_handle){
		.req = req, .index = index, .o = o, .permanent = true,
		.hsts.list = hsts,
		.max_bytes = req->max_bytes > 0 ? req->max_bytes :
						  DEFAULT_BYTES,
		.silent_s = silent_s < SILENT_MAX_S ? silent_s : SILENT_MAX_S,
		.res = { .fd = -1, .mem = ARENA_INIT(RESULT_BYTES),
			 .outcome = FETCH_FAILED },
	};
	h->whole_s = h->silent_s * WHOLE_FACTOR;
	fetch_trail_init(&h->trail, o->allow_private_redirect, false);
	if (fetch_url_parse(&h->url, req->url, &h->res.mem, &h->res.err) < 0)
		return -1;
	if (h->url.scheme == FETCH_FILE && look_at_file(h) < 0)
		return -1;
	if (h->same)
		return 0;
	fetch_resume_load(h);
	return fetch_option_set(h);
}

void fetch_handle_reset(struct fetch_handle *h)
{
	curl_easy_cleanup(h->easy);
	if (h->headers != h->own_headers)
		curl_slist_free_all(h->headers);
	curl_slist_free_all(h->own_headers);
	curl_slist_free_all(h->resolve);
	h->easy = NULL;
	h->headers = h->own_headers = h->resolve = NULL;
	fetch_answer_forget(h);
	fetch_trail_init(&h->trail, h->o->allow_private_redirect, false);
	h->res.status = 0;
	h->res.moved_to = SLICE_NONE;
	h->header_bytes = h->dropped = h->hops = 0;
	h->permanent = true;
	h->in_headers = h->connected = false;
	h->detail[0] = '\0';
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

/* "Connection refused" says more than libcurl's own text. */
static const char *os_words(const struct fetch_handle *h)
{
	long code = 0;

	curl_easy_getinfo(h->easy, CURLINFO_OS_ERRNO, &code);
	return code ? strerror((int)code) : h->detail;
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
	if (h->trail.proxied)
		return fetch_words_proxy(code, h->url.host, os_words(h), e);
	if (code == CURLE_COULDNT_CONNECT)
		return fetch_words_curl(code, h->url.host, os_words(h), e);
	if (h->url.scheme == FETCH_SFTP && code == CURLE_LOGIN_DENIED)
		return fetch_ssh_denied(h, e);
	if (h->url.scheme == FETCH_SFTP && code == CURLE_SSH && h->res.bytes)
		code = CURLE_RECV_ERROR;
	if (h->url.scheme == FETCH_SFTP)
		return fetch_words_ssh(code, h->url.host, h->detail, e);
	return fetch_words_curl(code, h->url.host, h->detail, e);
}

static int hand_over(struct fetch_result *r)
{
	if (r->fd < 0)
		r->fd = path_spool(&r->err);
	if (r->fd < 0)
		return -1;
	if (lseek(r->fd, 0, SEEK_SET) < 0)
		return err_sys(&r->err, "temporary file");
	r->outcome = FETCH_NEW;
	return 0;
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
	if (fetch_resume_is_short(h))
		return fetch_words_curl(CURLE_PARTIAL_FILE, h->url.host, "",
					&r->err);
	if (h->url.scheme != FETCH_HTTP || fetch_answer_is_whole(h, r->status) ||
	    fetch_resume_continues(h))
		return hand_over(r);
	if (r->status == 410)
		r->outcome = FETCH_GONE;
	return fetch_words_status(r->status, &r->err);
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
	r->wire_bytes = h->url.scheme == FETCH_FILE ? 0 :
			h->tries.wire_bytes + bytes + headers;
	r->retry_after_s = retry_s > 0 ? retry_s : 0;
	if (h->url.scheme != FETCH_SFTP || at < 0)
		return;
	r->last_modified = fetch_http_date(&r->mem, at);
	r->etag = fetch_answer_sftp_etag(h);
}

/* The rest of a body may come without what its beginning came with. */
static void keep_told(struct fetch_handle *h)
{
	const struct fetch_part *p = &h->tries.part;
	struct fetch_result *r = &h->res;

	if (r->status != 206)
		return;
	if (r->etag.n == 0)
		r->etag = p->etag;
	if (r->last_modified.n == 0)
		r->last_modified = p->modified;
	if (r->content_type.n == 0)
		r->content_type = p->type;
}

/* A 304 may leave them out. */
static void keep_validators(struct fetch_handle *h)
{
	struct fetch_result *r = &h->res;

	if (r->etag.n == 0)
		r->etag = arena_slice(&r->mem, h->req->etag);
	if (r->last_modified.n == 0)
		r->last_modified = arena_slice(&r->mem, h->req->last_modified);
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
	if (r->outcome == FETCH_SAME)
		keep_validators(h);
	else if (r->outcome == FETCH_NEW)
		keep_told(h);
	if (r->outcome == FETCH_SAME || r->outcome == FETCH_NEW)
		r->fresh_s = fetch_head_fresh(&h->head, (int64_t)time(NULL));
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
	fetch_handle_reset(h);
	fetch_result_free(&h->res);
	*h = (struct fetch_handle){ .res = { .fd = -1 } };
}
