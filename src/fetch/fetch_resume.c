#include "fetch/fetch_resume.h"

#include <unistd.h>

#include "base/path.h"
#include "fetch/fetch_answer.h"
#include "fetch/fetch_option.h"

enum {
	LEAST_BYTES = 64 << 10,		/* less is sooner fetched anew */
	BREAKS_MAX = 2,
	PAUSE_MS = 300,			/* and three times as long after */
	ALT_BYTES = 1 << 20,
	DATE_STRONG_S = 60,		/* RFC 9110, 8.8.2.2, on the safe side */
};

/* --- what vouches for a body --------------------------------------------- */

static bool is_strong(struct slice etag)
{
	return etag.n >= 2 && etag.p[0] == '"';
}

/* A date of the same second as the answer could be that of two bodies. */
static bool date_is_strong(const struct fetch_handle *h)
{
	struct fetch_head at = {0};

	fetch_head_line(&at, SLICE("date"), h->res.last_modified);
	return at.date > 0 && h->head.date - at.date >= DATE_STRONG_S;
}

/* What the server told of the body that is in the spool; of one that goes on,
 * `part` has it already. */
static bool note_http(struct fetch_handle *h)
{
	struct fetch_part *p = &h->tries.part;
	curl_off_t length = -1;

	if (h->res.status != 200 || h->head.encoded)
		return h->res.status == 206 && p->bytes > 0;
	p->etag = is_strong(h->res.etag) ? h->res.etag : SLICE_NONE;
	p->modified = date_is_strong(h) ? h->res.last_modified : SLICE_NONE;
	p->type = h->res.content_type;
	curl_easy_getinfo(h->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
			  &length);
	p->total = length;
	return p->etag.n > 0 || p->modified.n > 0;
}

static bool note_sftp(struct fetch_handle *h)
{
	struct fetch_part *p = &h->tries.part;
	curl_off_t length = -1, at = -1;

	curl_easy_getinfo(h->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
			  &length);
	curl_easy_getinfo(h->easy, CURLINFO_FILETIME_T, &at);
	if (at < 0 || length < 0)
		return false;
	if (p->bytes == 0)
		p->total = length;
	p->modified = fetch_http_date(&h->res.mem, at);
	return true;
}

static bool is_worth_it(struct fetch_handle *h)
{
	if (h->res.fd < 0 || h->res.bytes < LEAST_BYTES || h->same ||
	    h->req->range_to > 0)	/* whoever wants parts goes on himself */
		return false;
	if (!h->tries.started)		/* nothing new about the body */
		return h->tries.part.bytes > 0;
	if (h->url.scheme == FETCH_SFTP)
		return note_sftp(h);
	return h->url.scheme == FETCH_HTTP && note_http(h);
}

/* --- does an answer continue it? ----------------------------------------- */

static bool http_continues(const struct fetch_handle *h)
{
	const struct fetch_part *p = &h->tries.part;
	const struct fetch_head *a = &h->head;

	if (h->res.status != 206 || !a->has_range || a->encoded ||
	    a->from != p->bytes)
		return false;
	if (p->total >= 0 && a->total >= 0 && a->total != p->total)
		return false;
	if (p->etag.n > 0)
		return slice_eq(p->etag, h->res.etag);
	return h->res.last_modified.n == 0 ||
	       slice_eq(p->modified, h->res.last_modified);
}

static bool sftp_continues(const struct fetch_handle *h)
{
	const struct fetch_part *p = &h->tries.part;
	struct arena mem = ARENA_INIT(1024);
	curl_off_t rest = -1, at = -1;
	bool same;

	curl_easy_getinfo(h->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &rest);
	curl_easy_getinfo(h->easy, CURLINFO_FILETIME_T, &at);
	same = at >= 0 && p->bytes + rest == p->total &&
	       slice_eq(p->modified, fetch_http_date(&mem, at));
	arena_free(&mem);
	return same;
}

bool fetch_resume_continues(const struct fetch_handle *h)
{
	if (h->tries.part.bytes == 0)
		return false;
	return h->url.scheme == FETCH_SFTP ? sftp_continues(h) :
					     http_continues(h);
}

static bool drop_spool(struct fetch_handle *h)
{
	h->res.bytes = 0;
	h->tries.part = (struct fetch_part){ .total = -1 };
	return h->res.fd < 0 || (ftruncate(h->res.fd, 0) == 0 &&
				 lseek(h->res.fd, 0, SEEK_SET) == 0);
}

/* A 200 to a request for the rest is another body, from its beginning; but we
 * have not said then that we can unpack it. */
bool fetch_resume_accepts(struct fetch_handle *h)
{
	bool first = !h->tries.started;

	h->tries.started = true;
	if (!first || h->tries.part.bytes == 0 || fetch_resume_continues(h))
		return true;
	h->tries.anew = h->url.scheme == FETCH_SFTP ||
			h->res.status == 206 || h->head.encoded ||
			!drop_spool(h);
	return !h->tries.anew;
}

/* --- going on ------------------------------------------------------------ */

static bool is_break(const struct fetch_handle *h, int code)
{
	curl_off_t took_us = 0;

	curl_easy_getinfo(h->easy, CURLINFO_TOTAL_TIME_T, &took_us);
	switch (code) {
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
	case CURLE_GOT_NOTHING:
	case CURLE_COULDNT_CONNECT:
	case CURLE_SSH:
		return true;
	case CURLE_OPERATION_TIMEDOUT:
		return took_us / 1000000 < h->whole_s;
	default:
		return false;
	}
}

bool fetch_resume_is_short(const struct fetch_handle *h)
{
	return fetch_resume_continues(h) &&
	       h->tries.part.total >= 0 &&
	       h->res.bytes < h->tries.part.total;
}

static bool is_refused(const struct fetch_handle *h, int code)
{
	if (h->tries.part.bytes == 0 || h->tries.began_anew)
		return false;
	return h->tries.anew || code == CURLE_BAD_DOWNLOAD_RESUME ||
	       code == CURLE_RANGE_ERROR || h->res.status == 412 ||
	       h->res.status == 416;
}

/* Streams that an HTTP/2 server has not begun may be asked for again. */
static bool is_unheard(const struct fetch_handle *h, int code)
{
	return (code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM) &&
	       h->res.status == 0;
}

/* The host may have told where else it is to be asked (Alt-Svc), and libcurl
 * does not come back when nobody is there. */
static bool may_be_astray(struct fetch_handle *h, int code)
{
	struct arena mem = ARENA_INIT(64 << 10);
	struct str text = STR_INIT(ALT_BYTES);
	struct err ignored = {0};
	bool absent, told = false;
	struct slice file;

	if (code == CURLE_OK || h->connected || !h->o->memory || !h->url.tls ||
	    h->tries.straight || code == CURLE_ABORTED_BY_CALLBACK)
		return false;
	file = arena_fmt(&mem, "%s/alt-svc", h->o->memory);
	if (file.p && path_read(file.p, &text, &absent, &ignored) == 0)
		told = slice_find(str_slice(&text), slice_of(h->url.host),
				  0) >= 0;
	str_free(&text);
	arena_free(&mem);
	return told;
}

/* An answer without a byte is one as well. */
static void note_empty(struct fetch_handle *h, int code)
{
	if (code == CURLE_OK && h->tries.part.bytes > 0 && !h->tries.started &&
	    (h->url.scheme == FETCH_SFTP ||
	     fetch_answer_is_whole(h, h->res.status)))
		fetch_resume_accepts(h);
}

static bool may_go_on(struct fetch_handle *h, int code)
{
	if (h->res.err.code != ERR_NONE || h->trail.refused ||
	    h->tries.breaks >= BREAKS_MAX)
		return false;
	if (is_unheard(h, code) && h->tries.breaks == 0)
		return true;
	if (!is_break(h, code) &&
	    (code != CURLE_OK || !fetch_resume_is_short(h)))
		return false;
	return is_worth_it(h);
}

int64_t fetch_resume_pause(struct fetch_handle *h, int code)
{
	struct fetch_tries *t = &h->tries;

	note_empty(h, code);
	if (is_refused(h, code)) {
		t->began_anew = true;
		return drop_spool(h) ? 0 : -1;
	}
	if (may_be_astray(h, code)) {
		t->straight = true;
		return 0;
	}
	if (!may_go_on(h, code))
		return -1;
	if (t->part.bytes > 0 || !is_unheard(h, code))
		t->part.bytes = h->res.bytes;
	return ++t->breaks == 1 ? PAUSE_MS : 3 * PAUSE_MS;
}

int fetch_resume_begin(struct fetch_handle *h)
{
	curl_off_t bytes = 0;
	long headers = 0;

	curl_easy_getinfo(h->easy, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
	curl_easy_getinfo(h->easy, CURLINFO_HEADER_SIZE, &headers);
	h->tries.wire_bytes += bytes + headers;
	h->tries.anew = h->tries.started = false;
	fetch_handle_reset(h);
	return fetch_option_set(h);
}

/* --- over runs ----------------------------------------------------------- */

void fetch_resume_load(struct fetch_handle *h)
{
	struct fetch_tries *t = &h->tries;
	struct slice url = slice_of(h->url.text);
	int fd;

	t->part.total = -1;
	if (!h->req->partial.n || h->url.scheme == FETCH_FILE ||
	    h->req->range_to > 0)
		return;
	fd = fetch_part_load(arena_cstr(&h->res.mem, h->req->partial), url,
			     &t->part, &h->res.mem);
	t->loaded = fd >= 0;
	if (t->loaded && t->part.bytes < h->max_bytes) {
		h->res.fd = fd;
		h->res.bytes = t->part.bytes;
		return;
	}
	if (fd >= 0)
		close(fd);
	t->part = (struct fetch_part){ .total = -1 };
}

static bool keep(struct fetch_handle *h)
{
	struct fetch_tries *t = &h->tries;
	struct err ignored = {0};

	if (t->anew || !is_worth_it(h))
		return false;
	if (h->res.bytes == t->part.bytes)
		return t->loaded;
	t->part.bytes = h->res.bytes;
	t->part.url = slice_of(h->url.text);
	/* Without it the next run only has more to fetch. */
	return fetch_part_save(arena_cstr(&h->res.mem, h->req->partial),
			       &t->part, h->res.fd, &ignored) == 0;
}

void fetch_resume_end(struct fetch_handle *h, int code)
{
	bool broke = is_break(h, code) || code == CURLE_OPERATION_TIMEDOUT ||
		     code == CURLE_ABORTED_BY_CALLBACK;
	bool kept = false;

	if (!h->req->partial.n || !h->easy)
		return;
	if (h->res.outcome == FETCH_FAILED)
		kept = broke ? keep(h) : h->tries.part.bytes > 0;
	if (!kept && h->tries.loaded)
		unlink(arena_cstr(&h->res.mem, h->req->partial));
}
