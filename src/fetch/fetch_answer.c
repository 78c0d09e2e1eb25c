#include "fetch/fetch_answer.h"

#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/path.h"
#include "fetch/fetch_resume.h"
#include "fetch/fetch_words.h"

enum {
	HEADER_BYTES = 256 << 10,	/* of one transfer, redirects too */
	VALUE_BYTES = 1024,		/* of one value kept */
	DROP_BYTES = 64 << 10,		/* of an error page, to keep the line */
};

/* --- headers ------------------------------------------------------------- */

void fetch_answer_forget(struct fetch_handle *h)
{
	h->head = (struct fetch_head){0};
	h->res.content_type = SLICE_NONE;
	h->res.etag = SLICE_NONE;
	h->res.last_modified = SLICE_NONE;
}

/* A hop that permanent redirects alone led to is where to ask next time; but
 * never without TLS where it was asked with, and not beyond an address that
 * was signed for this once. */
static void note_move(struct fetch_handle *h)
{
	char *at = NULL;

	curl_easy_getinfo(h->easy, CURLINFO_EFFECTIVE_URL, &at);
	if (!at || strlen(at) > FETCH_URL_BYTES)
		return;
	if (fetch_url_is_signed(at)) {
		h->permanent = false;
		return;
	}
	if (h->url.tls && strncasecmp(at, "https:", 6) != 0)
		return;
	h->res.moved_to = arena_slice(&h->res.mem, slice_of(at));
}

/* "HTTP/1.1 200 OK": one for every hop, and before it perhaps some 1xx. */
static void status_line(struct fetch_handle *h, struct slice line)
{
	struct slice word;
	int64_t status = 0;

	slice_cut(&line, ' ', &word);
	if (slice_cut(&line, ' ', &word))
		slice_int(slice_trim(word), &status);
	h->in_headers = status >= 200;
	if (!h->in_headers)
		return;
	h->res.status = (long)status;
	fetch_answer_forget(h);
	if (h->hops > 0 && h->permanent)
		note_move(h);
	h->permanent = h->permanent && (status == 301 || status == 308);
	h->hops++;
}

/* The first of its kind counts. Longer values are no validators that anybody
 * should have to store, and a control character has no business in one. */
static void keep_value(struct fetch_handle *h, struct slice *to,
		       struct slice value)
{
	value = slice_trim(value);
	if (to->p || value.n == 0 || value.n > VALUE_BYTES ||
	    slice_has_control(value))
		return;
	*to = arena_slice(&h->res.mem, value);
}

/* libcurl learns who wants TLS, but tells us only of those that do. */
static void hsts_line(struct fetch_handle *h, struct slice value)
{
	struct arena mem = ARENA_INIT(8 * FETCH_URL_BYTES);
	struct fetch_url u;
	struct slice word;
	struct err ignored = {0};
	char *at = NULL;

	curl_easy_getinfo(h->easy, CURLINFO_EFFECTIVE_URL, &at);
	while (slice_cut(&value, ';', &word)) {
		word = slice_trim(word);
		if ((slice_ieq(word, "max-age=0") ||
		     slice_ieq(word, "max-age=\"0\"")) &&
		    fetch_url_parse(&u, slice_of(at), &mem, &ignored) == 0 &&
		    u.tls)
			fetch_hsts_drop(h->hsts.list, u.host);
	}
	arena_free(&mem);
}

/* A client certificate says who asks, to whoever wants to know it: it goes to
 * no other server than the source's own. */
static void check_move(struct fetch_handle *h, struct slice to)
{
	struct arena mem = ARENA_INIT(8 * FETCH_URL_BYTES);
	struct err ignored = {0};
	struct fetch_url u;

	to = slice_trim(to);
	if (!h->req->net || !h->req->net->cert.n || h->res.status / 100 != 3)
		return;
	if (slice_starts(to, "//"))
		to = arena_fmt(&mem, "%s:%.*s", h->url.tls ? "https" : "http",
			       SLICE_ARG(to));
	if (slice_find(to, SLICE("://"), 0) > 0 &&
	    (fetch_url_parse(&u, to, &mem, &ignored) < 0 ||
	     strcmp(u.host, h->url.host) != 0 || u.port != h->url.port ||
	     u.tls != h->url.tls))
		err_set(&h->res.err, ERR_REFUSED, "%s leads to another server,"
			" which a client certificate is not for: if that is"
			" right, write its address to sources.conf",
			h->url.host);
	arena_free(&mem);
}

static void header_line(struct fetch_handle *h, struct slice line)
{
	struct slice name;

	if (!slice_cut(&line, ':', &name) || !line.p)
		return;
	if (slice_ieq(name, "content-type"))
		keep_value(h, &h->res.content_type, line);
	else if (slice_ieq(name, "etag"))
		keep_value(h, &h->res.etag, line);
	else if (slice_ieq(name, "last-modified"))
		keep_value(h, &h->res.last_modified, line);
	else if (slice_ieq(name, "strict-transport-security"))
		hsts_line(h, line);
	else if (slice_ieq(name, "location"))
		check_move(h, line);
	else
		fetch_head_line(&h->head, name, line);
}

size_t fetch_answer_header(char *p, size_t size, size_t n, void *ctx)
{
	struct fetch_handle *h = ctx;
	struct slice line = slice_make(p, size * n);

	h->header_bytes += (int64_t)line.n;
	if (h->header_bytes > HEADER_BYTES) {
		err_set(&h->res.err, ERR_LIMIT, "the server sent more than"
			" %d KB of headers", HEADER_BYTES >> 10);
		return 0;
	}
	if (h->url.scheme != FETCH_HTTP)
		return line.n;
	if (slice_starts(line, "HTTP/"))
		status_line(h, line);
	else if (slice_trim(line).n == 0)
		h->in_headers = false;	/* what follows may be trailers */
	else if (h->in_headers)
		header_line(h, line);
	return h->res.err.code == ERR_REFUSED ? 0 : line.n;
}

/* --- body ---------------------------------------------------------------- */

struct slice fetch_http_date(struct arena *mem, int64_t at)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t t = (time_t)at;
	struct tm tm;

	if (!gmtime_r(&t, &tm))
		return SLICE_NONE;
	return arena_fmt(mem, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
			 days + tm.tm_wday * 3, tm.tm_mday,
			 months + tm.tm_mon * 3, tm.tm_year + 1900,
			 tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* Time and size of an sftp file are known by its first byte, and early enough;
 * the size because two versions may be of one second. */
struct slice fetch_answer_sftp_etag(struct fetch_handle *h)
{
	curl_off_t at = -1, rest = -1;

	curl_easy_getinfo(h->easy, CURLINFO_FILETIME_T, &at);
	curl_easy_getinfo(h->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &rest);
	if (at < 0 || rest < 0)
		return SLICE_NONE;
	return arena_fmt(&h->res.mem, "\"%llx-%llx\"",
			 (unsigned long long)(h->tries.part.bytes + rest),
			 (unsigned long long)at);
}

static bool is_same_file(struct fetch_handle *h)
{
	curl_off_t at = -1;

	if (h->url.scheme != FETCH_SFTP || h->res.bytes > 0)
		return false;
	if (h->req->etag.n > 0)
		return slice_eq(h->req->etag, fetch_answer_sftp_etag(h));
	if (h->req->last_modified.n == 0)
		return false;
	curl_easy_getinfo(h->easy, CURLINFO_FILETIME_T, &at);
	return at >= 0 && slice_eq(h->req->last_modified,
				   fetch_http_date(&h->res.mem, at));
}

static int spool(struct fetch_handle *h, struct slice part)
{
	struct err e = {0};

	if (h->res.fd < 0)
		h->res.fd = path_spool(&e);
	if (h->res.fd >= 0 && path_write_all(h->res.fd, part, &e) == 0) {
		h->res.bytes += (int64_t)part.n;
		return 0;
	}
	return err_set(&h->res.err, ERR_SYSTEM, "temporary file: %s; free some"
		       " space there, or set TMPDIR to another folder", e.msg);
}

bool fetch_answer_is_whole(const struct fetch_handle *h, long status)
{
	return status >= 200 && status < 300 &&
	       (status != 206 || h->req->range_to > 0);
}

size_t fetch_answer_body(char *p, size_t size, size_t n, void *ctx)
{
	struct fetch_handle *h = ctx;
	struct slice part = slice_make(p, size * n);
	bool wanted = h->url.scheme != FETCH_HTTP ||
		      fetch_answer_is_whole(h, h->res.status) ||
		      (h->res.status == 206 && h->tries.part.bytes > 0);

	if (!wanted) {
		h->dropped += (int64_t)part.n;
		return h->dropped > DROP_BYTES ? 0 : part.n;
	}
	if (is_same_file(h)) {
		h->same = true;
		return 0;
	}
	if (!fetch_resume_accepts(h))
		return 0;
	if ((int64_t)part.n > h->max_bytes - h->res.bytes) {
		fetch_words_ceiling(h->max_bytes, &h->res.err);
		return 0;
	}
	return spool(h, part) == 0 ? part.n : 0;
}
