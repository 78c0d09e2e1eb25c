/* What is said on the pages of faultd: see the tables at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/faultd_inside.h"

static const char date[] = "Date: Tue, 24 Nov 2026 10:00:00 GMT\r\n";

static bool is_at(const struct fault_ask *a, const char *path)
{
	return strcmp(a->path, path) == 0;
}

/* --- lines that break and stop ------------------------------------------- */

static void page_hang(struct fault_ask *a)
{
	if (is_at(a, "/hang-body"))
		fault_text(a->fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n"
			   "\r\nhalf a body");
	while (fault_nap(a->server, 100))
		;
}

static void page_reset(struct fault_ask *a)
{
	fault_text(a->fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
		   "half a body");
	fault_nap(a->server, 100);
	fault_reset(a->fd);
}

static void page_drip(struct fault_ask *a)
{
	fault_text(a->fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
	do
		fault_text(a->fd, "x");
	while (fault_nap(a->server, 1000));
}

/* Every second connection is closed when it is asked something. */
static void page_each_second(struct fault_ask *a)
{
	static const char ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
				 "ok";

	if (a->n % 2 == 0)
		return;
	fault_text(a->fd, ok);
	a->keep = true;
}

static void page_slow(struct fault_ask *a)
{
	fault_nap(a->server, 300);
	fault_text(a->fd, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
	a->keep = true;
}

/* A stored block of 100 bytes, of which 10 come: the length of the answer is
 * right, the stream in it has no end. */
static void page_gzip_cut(struct fault_ask *a)
{
	static const char body[] = "\x1F\x8B\x08\0\0\0\0\0\0\x03"
				   "\x01\x64\0\x9B\xFF" "0123456789";

	fault_text(a->fd, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
		   "Content-Length: 25\r\n\r\n");
	fault_send(a->fd, body, sizeof(body) - 1);
}

/* --- asking back --------------------------------------------------------- */

static void page_cookie(struct fault_ask *a)
{
	char value[256];

	if (fault_header(a->head, "Cookie", value, sizeof(value)) &&
	    strstr(value, "seen=yes"))
		fault_text(a->fd, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
			   "\r\nok");
	else
		fault_text(a->fd, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
			   "Location: /cookie\r\nSet-Cookie: seen=yes\r\n"
			   "\r\n");
}

/* /to?URL */
static void page_to(struct fault_ask *a)
{
	char text[1024];

	snprintf(text, sizeof(text), "HTTP/1.1 %s\r\nContent-Length: 0\r\n"
		 "Location: %s\r\nConnection: close\r\n\r\n",
		 strncmp(a->path, "/to301?", 7) == 0 ? "301 Moved" :
		 "302 Found", strchr(a->path, '?') + 1);
	fault_text(a->fd, text);
}

/* --- parts of a body ----------------------------------------------------- */

struct part {
	const char *how;
	const char *told;	/* header lines that vouch for it */
};

static const char etag[] = "ETag: \"one\"\r\n";
static const struct part parts[] = {
	{ "good", etag }, { "twice", etag }, { "thrice", etag },
	{ "changed", etag }, { "full", etag }, { "off", etag },
	{ "total", etag }, { "416", etag }, { "less", etag },
	{ "packed", etag }, { "unlabelled", etag },
	{ "stuck", etag },
	{ "weak", "ETag: W/\"one\"\r\n" },
	{ "none", "" },
	{ "date", "Last-Modified: Tue, 24 Nov 2026 08:00:00 GMT\r\n" },
	{ "fresh-date", "Last-Modified: Tue, 24 Nov 2026 09:59:58 GMT\r\n" },
};

static void send_body(int fd, size_t from, size_t to, int version)
{
	char buf[4096];

	while (from < to) {
		size_t n = to - from < sizeof(buf) ? to - from : sizeof(buf);

		for (size_t i = 0; i < n; i++)
			buf[i] = faultd_byte(from + i, version);
		fault_send(fd, buf, n);
		from += n;
	}
}

static void send_whole(struct fault_ask *a, const struct part *p, size_t to,
		       int version)
{
	char head[512];

	snprintf(head, sizeof(head), "HTTP/1.1 200 OK\r\n%s%s%s"
		 "Content-Type: text/csv\r\nContent-Length: %d\r\n\r\n", date,
		 version ? "ETag: \"two\"\r\n" : p->told,
		 strcmp(p->how, "packed") == 0 ? "Content-Encoding: gzip\r\n" :
		 "", FAULTD_BODY);
	fault_text(a->fd, head);
	send_body(a->fd, 0, to, version);
}

static void send_range(struct fault_ask *a, const struct part *p, size_t from,
		       size_t cut)
{
	bool changed = strcmp(p->how, "changed") == 0;
	size_t total = FAULTD_BODY + (strcmp(p->how, "total") == 0);
	size_t first = from + (strcmp(p->how, "off") == 0);
	size_t last = total - 1;
	char head[512];

	if (strcmp(p->how, "less") == 0 && last > from + 60000)
		last = from + 60000;
	snprintf(head, sizeof(head), "HTTP/1.1 206 Partial Content\r\n%s%s"
		 "Content-Range: bytes %zu-%zu/%zu\r\nContent-Length: %zu\r\n"
		 "\r\n", date, changed ? "ETag: \"two\"\r\n" :
		 strcmp(p->how, "unlabelled") == 0 ? "" : p->told, first, last,
		 total, last + 1 - first);
	fault_text(a->fd, head);
	send_body(a->fd, first, cut < last + 1 ? cut : last + 1, changed);
}

static void answer_range(struct fault_ask *a, const struct part *p,
			 size_t from)
{
	size_t cut = FAULTD_BODY + 1;

	if (strcmp(p->how, "416") == 0) {
		fault_text(a->fd, "HTTP/1.1 416 Range Not Satisfiable\r\n"
			   "Content-Length: 0\r\n\r\n");
	} else if (strcmp(p->how, "full") == 0) {
		send_whole(a, p, FAULTD_BODY, 1);
	} else {
		if (strcmp(p->how, "thrice") == 0 ||
		    (strcmp(p->how, "twice") == 0 && a->n == 2))
			cut = from + 50000;
		send_range(a, p, from, cut);
	}
}

/* The first request breaks in the middle; what follows is by the name. */
static void page_part(struct fault_ask *a)
{
	char range[64];
	const struct part *p = parts;
	size_t from = 0;
	bool others;

	while (strcmp(p->how, a->path + 6) != 0)
		p++;
	others = strcmp(p->how, "changed") == 0 ||
		 strcmp(p->how, "off") == 0 || strcmp(p->how, "total") == 0 ||
		 strcmp(p->how, "416") == 0 ||
		 strcmp(p->how, "unlabelled") == 0;
	if (fault_header(a->head, "Range", range, sizeof(range)) &&
	    sscanf(range, "bytes=%zu-", &from) == 1)
		answer_range(a, p, from);
	else
		send_whole(a, p, a->n > 1 && others ? FAULTD_BODY : FAULTD_CUT,
			   a->n > 1 && others);
	while (strcmp(p->how, "stuck") == 0 && fault_nap(a->server, 100))
		;
}

/* --- the tables ---------------------------------------------------------- */

static const struct {
	const char *path;
	const char *text;
} texts[] = {
	{ "/ok", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" },
	{ "/short", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok" },
	{ "/long", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and what"
	  " nobody has announced" },
	{ "/two-lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
	  "Content-Length: 9\r\n\r\nok" },
	{ "/minus-length", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok" },
	{ "/chunk-garbage", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
	  "\r\n2\r\nok\r\nhello, no size\r\n" },
	{ "/chunk-cut", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	  "2\r\nok\r\n9\r\nha" },
	{ "/chunk-huge", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
	  "\r\nFFFFFFFFFFFFFFFFFFFF\r\nok" },
	{ "/gzip-corrupt", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
	  "Content-Length: 16\r\n\r\n\x1F\x8B\x08garbage, no z" },
	{ "/unknown-packed", "HTTP/1.1 200 OK\r\nContent-Encoding: thaw\r\n"
	  "Content-Length: 2\r\n\r\nok" },
	{ "/401", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
	  "WWW-Authenticate: Basic realm=\"x\"\r\n\r\n" },
	{ "/407", "HTTP/1.1 407 Proxy Authentication Required\r\n"
	  "Content-Length: 0\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n" },
	{ "/429", "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n"
	  "Retry-After: 120\r\n\r\n" },
	{ "/503", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
	  "Retry-After: 30\r\n\r\n" },
	{ "/304", "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n" },
	{ "/cached", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
	  "Cache-Control: public, max-age=600\r\nAge: 100\r\n\r\nok" },
	{ "/signed", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" },
};

static const struct {
	const char *path;
	void (*say)(struct fault_ask *a);
} pages[] = {
	{ "/hang", page_hang }, { "/reset", page_reset },
	{ "/drip", page_drip }, { "/each-second", page_each_second },
	{ "/slow", page_slow }, { "/cookie", page_cookie }, { "/to", page_to },
	{ "/part/", page_part }, { "/gzip-cut", page_gzip_cut },
};

void faultd_page(struct fault_ask *a)
{
	size_t n = strcspn(a->path, "?");
	const char *path = strncmp(a->path, "http://", 7) == 0 ?
			   strchr(a->path + 7, '/') : NULL;

	/* As a proxy is asked: every host is this one. */
	if (path) {
		a->path = path;
		n = strcspn(path, "?");
	}
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strlen(texts[i].path) == n &&
		    memcmp(texts[i].path, a->path, n) == 0) {
			fault_text(a->fd, texts[i].text);
			return;
		}
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		if (strncmp(a->path, pages[i].path, strlen(pages[i].path)) == 0) {
			pages[i].say(a);
			return;
		}
	fault_text(a->fd, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n"
		   "\r\n");
}
