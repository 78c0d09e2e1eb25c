#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tests/lib/httpd_page.h"

static const char ok_body[] = "<rss><channel><title>ok</title></channel></rss>";
static const char ok_etag[] = "W/\"thaw \\ \xC3\xA9tag\"";
static const char ok_date[] = "Tue, 24 Nov 2026 00:13:05 GMT";

/* --- building blocks ----------------------------------------------------- */

static struct MHD_Response *bytes(const void *p, size_t n)
{
	return MHD_create_response_from_buffer(n, (void *)(uintptr_t)p,
					       MHD_RESPMEM_MUST_COPY);
}

static struct MHD_Response *text(const char *s)
{
	return bytes(s, strlen(s));
}

static struct MHD_Response *with(struct MHD_Response *r, const char *name,
				 const char *value)
{
	MHD_add_response_header(r, name, value);
	return r;
}

static const char *query(const struct httpd_ask *a, const char *name,
			 const char *otherwise)
{
	const char *v = MHD_lookup_connection_value(
		a->conn, MHD_GET_ARGUMENT_KIND, name);

	return v ? v : otherwise;
}

static long long query_number(const struct httpd_ask *a, const char *name,
			      const char *otherwise)
{
	return strtoll(query(a, name, otherwise), NULL, 10);
}

static const char *header(const struct httpd_ask *a, const char *name)
{
	return MHD_lookup_connection_value(a->conn, MHD_HEADER_KIND, name);
}

/* Exact comparison, as nginx does it; the ETag goes before the date. */
static bool is_match(const struct httpd_ask *a, const char *etag,
		     const char *date)
{
	const char *none = header(a, "If-None-Match");
	const char *since = header(a, "If-Modified-Since");

	if (none)
		return strcmp(none, etag) == 0;
	return since && strcmp(since, date) == 0;
}

/* --- bodies that are made while they are sent ---------------------------- */

struct flow {
	struct httpd *server;
	uint64_t breaks_at;	/* then the line is cut */
	unsigned nap_ms;	/* before every few bytes */
};

static ssize_t flow_more(void *ctx, uint64_t at, char *buf, size_t max)
{
	struct flow *f = ctx;
	size_t n = max;

	if (httpd_is_stopping(f->server) || at >= f->breaks_at)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (f->nap_ms) {
		httpd_nap(f->server, f->nap_ms);
		n = n < 4 ? n : 4;
	}
	if (n > f->breaks_at - at)
		n = (size_t)(f->breaks_at - at);
	memset(buf, 'x', n);
	return (ssize_t)n;
}

static struct MHD_Response *flowing(struct httpd_ask *a, uint64_t length,
				    uint64_t breaks_at, unsigned nap_ms)
{
	struct flow *f = calloc(1, sizeof(*f));

	*f = (struct flow){ a->server, breaks_at, nap_ms };
	return MHD_create_response_from_callback(length, 32 << 10, flow_more,
						 f, free);
}

static struct MHD_Response *page_big(struct httpd_ask *a)
{
	uint64_t n = (uint64_t)query_number(a, "n", "1000000");

	return flowing(a, n, UINT64_MAX, 0);
}

static struct MHD_Response *page_endless(struct httpd_ask *a)
{
	return flowing(a, MHD_SIZE_UNKNOWN, UINT64_MAX, 0);
}

static struct MHD_Response *page_trickle(struct httpd_ask *a)
{
	return flowing(a, MHD_SIZE_UNKNOWN, UINT64_MAX, 200);
}

static struct MHD_Response *page_truncated(struct httpd_ask *a)
{
	return flowing(a, 100000, 50000, 0);
}

static struct MHD_Response *page_big_404(struct httpd_ask *a)
{
	a->status = 404;
	return flowing(a, MHD_SIZE_UNKNOWN, UINT64_MAX, 0);
}

/* --- packed bodies ------------------------------------------------------- */

static size_t gzip(const char *body, size_t n, char *out, size_t max)
{
	struct archive *w = archive_write_new();
	struct archive_entry *entry = archive_entry_new();
	size_t used = 0;

	archive_write_set_format_raw(w);
	archive_write_add_filter_gzip(w);
	archive_write_set_bytes_in_last_block(w, 1);
	archive_write_open_memory(w, out, max, &used);
	archive_entry_set_pathname(entry, "body");
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_write_header(w, entry);
	archive_write_data(w, body, n);
	archive_write_close(w);
	archive_write_free(w);
	archive_entry_free(entry);
	return used;
}

static struct MHD_Response *packed(const char *body, size_t n)
{
	size_t max = n / 2 + 4096;
	char *out = malloc(max);
	struct MHD_Response *r = bytes(out, gzip(body, n, out, max));

	free(out);
	return with(r, "Content-Encoding", "gzip");
}

static struct MHD_Response *page_gzip(struct httpd_ask *a)
{
	(void)a;
	return with(packed(ok_body, sizeof(ok_body) - 1), "Content-Type",
		    "application/rss+xml");
}

static struct MHD_Response *page_bomb(struct httpd_ask *a)
{
	size_t n = (size_t)query_number(a, "n", "1000000");
	char *zeros = calloc(1, n);
	struct MHD_Response *r = packed(zeros, n);

	free(zeros);
	return r;
}

/* --- small pages --------------------------------------------------------- */

static struct MHD_Response *page_ok(struct httpd_ask *a)
{
	bool same = is_match(a, ok_etag, ok_date);
	struct MHD_Response *r = text(same ? "" : ok_body);

	if (same)
		a->status = 304;
	with(r, "ETag", ok_etag);
	with(r, "Last-Modified", ok_date);
	return with(r, "Content-Type", "application/rss+xml; charset=utf-8");
}

static struct MHD_Response *page_slow(struct httpd_ask *a)
{
	httpd_nap(a->server, (unsigned)query_number(a, "s", "3") * 1000);
	return text(ok_body);
}

static struct MHD_Response *page_agent(struct httpd_ask *a)
{
	const char *agent = header(a, "User-Agent");

	return text(agent ? agent : "");
}

static struct MHD_Response *page_secret(struct httpd_ask *a)
{
	char *password = NULL;
	char *user = MHD_basic_auth_get_username_password(a->conn, &password);
	bool ok = user && password && strcmp(user, "ales") == 0 &&
		  strcmp(password, "viasna") == 0;

	MHD_free(user);
	MHD_free(password);
	a->status = ok ? 200 : 401;
	return text(ok_body);
}

static struct MHD_Response *page_429(struct httpd_ask *a)
{
	a->status = 429;
	return with(text("later"), "Retry-After", "120");
}

static struct MHD_Response *page_503_date(struct httpd_ask *a)
{
	time_t at = time(NULL) + 600;
	char date[64];
	struct tm tm;

	a->status = 503;
	gmtime_r(&at, &tm);
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", &tm);
	return with(text("later"), "Retry-After", date);
}

static struct MHD_Response *page_wants_tls(struct httpd_ask *a)
{
	char value[64];

	snprintf(value, sizeof(value), "max-age=%s",
		 query(a, "age", "100000"));
	return with(text("ok"), "Strict-Transport-Security", value);
}

static struct MHD_Response *page_elsewhere(struct httpd_ask *a)
{
	(void)a;
	return with(text("ok"), "Alt-Svc", "h2=\":1\"; ma=3600");
}

static struct MHD_Response *page_redirect_to(struct httpd_ask *a)
{
	a->status = 302;
	return with(text(""), "Location", query(a, "u", "/ok"));
}

/* --- files --------------------------------------------------------------- */

static const char *type_of(const struct httpd_ask *a, const char *name)
{
	static const struct { const char *ending, *type; } types[] = {
		{ ".csv", "text/csv" }, { ".html", "text/html" },
		{ ".json", "application/json" }, { ".xml", "text/xml" },
		{ ".rss", "application/rss+xml" },
		{ ".atom", "application/atom+xml" },
	};
	const char *dot = strrchr(name, '.');

	if (httpd_content_type(a->server))
		return httpd_content_type(a->server);
	for (size_t i = 0; dot && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(dot, types[i].ending) == 0)
			return types[i].type;
	return "application/octet-stream";
}

static int open_file(const struct httpd_ask *a, const char *name,
		     struct stat *st)
{
	char path[4096];
	int fd;

	if (!httpd_dir(a->server) || name[0] == '.' || strchr(name, '/'))
		return -1;
	snprintf(path, sizeof(path), "%s/%s", httpd_dir(a->server), name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && (fstat(fd, st) < 0 || !S_ISREG(st->st_mode))) {
		close(fd);
		return -1;
	}
	return fd;
}

static struct MHD_Response *send_file(struct httpd_ask *a, const char *name)
{
	char etag[64], date[64];
	struct MHD_Response *r;
	struct stat st;
	struct tm tm;
	int fd = open_file(a, name, &st);

	if (fd < 0) {
		a->status = 404;
		return text("no such page");
	}
	snprintf(etag, sizeof(etag), "\"%llx-%llx%08lx\"",
		 (unsigned long long)st.st_size,
		 (unsigned long long)st.st_mtim.tv_sec,
		 (unsigned long)st.st_mtim.tv_nsec);
	gmtime_r(&st.st_mtime, &tm);
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", &tm);
	if (is_match(a, etag, date)) {
		a->status = 304;
		close(fd);
		r = text("");
	} else {
		r = MHD_create_response_from_fd64((uint64_t)st.st_size, fd);
		with(r, "Content-Type", type_of(a, name));
	}
	with(r, "ETag", etag);
	return with(r, "Last-Modified", date);
}

static struct MHD_Response *page_slow_file(struct httpd_ask *a)
{
	httpd_nap(a->server, 3000);
	return send_file(a, a->rest);
}

static struct MHD_Response *page_far_file(struct httpd_ask *a)
{
	httpd_nap(a->server, 100);
	return send_file(a, a->rest);
}

static struct MHD_Response *page_redir_file(struct httpd_ask *a)
{
	char to[HTTPD_URL];

	a->status = 301;
	snprintf(to, sizeof(to), "/%s", a->rest);
	return with(text(""), "Location", to);
}

static struct MHD_Response *page_trunc_file(struct httpd_ask *a)
{
	struct stat st;
	int fd = open_file(a, a->rest, &st);

	if (fd < 0) {
		a->status = 404;
		return text("no such page");
	}
	close(fd);
	return flowing(a, (uint64_t)st.st_size + 1,
		       (uint64_t)st.st_size / 2 + 1, 0);
}

/* --- the table ----------------------------------------------------------- */

static const struct {
	const char *path;
	struct MHD_Response *(*make)(struct httpd_ask *a);
	unsigned status;	/* where there is no make */
	const char *location;
} pages[] = {
	{ "/206",              NULL, 206, NULL },
	{ "/304",              NULL, 304, NULL },
	{ "/404",              NULL, 404, NULL },
	{ "/410",              NULL, 410, NULL },
	{ "/429",              page_429, 0, NULL },
	{ "/500",              NULL, 500, NULL },
	{ "/503-date",         page_503_date, 0, NULL },
	{ "/agent",            page_agent, 0, NULL },
	{ "/big",              page_big, 0, NULL },
	{ "/big-404",          page_big_404, 0, NULL },
	{ "/bomb",             page_bomb, 0, NULL },
	{ "/elsewhere",        page_elsewhere, 0, NULL },
	{ "/empty",            NULL, 200, NULL },
	{ "/endless",          page_endless, 0, NULL },
	{ "/err500",           NULL, 500, NULL },
	{ "/far/",             page_far_file, 0, NULL },
	{ "/found-then-moved", NULL, 302, "/moved" },
	{ "/gone",             NULL, 410, NULL },
	{ "/gzip",             page_gzip, 0, NULL },
	{ "/moved",            NULL, 301, "/ok" },
	{ "/moved-then-404",   NULL, 301, "/404" },
	{ "/moved-then-found", NULL, 308, "/redirect" },
	{ "/moved-twice",      NULL, 308, "/moved" },
	{ "/nowhere",          NULL, 302, NULL },
	{ "/ok",               page_ok, 0, NULL },
	{ "/redir/",           page_redir_file, 0, NULL },
	{ "/redirect",         NULL, 302, "/ok" },
	{ "/redirect-file",    NULL, 302, "file:///etc/passwd" },
	{ "/redirect-loop",    NULL, 301, "/redirect-loop" },
	{ "/redirect-to",      page_redirect_to, 0, NULL },
	{ "/redirect-user",    NULL, 302, "http://ales:viasna@127.0.0.1/" },
	{ "/secret",           page_secret, 0, NULL },
	{ "/slow",             page_slow, 0, NULL },
	{ "/slow/",            page_slow_file, 0, NULL },
	{ "/trickle",          page_trickle, 0, NULL },
	{ "/trunc/",           page_trunc_file, 0, NULL },
	{ "/truncated",        page_truncated, 0, NULL },
	{ "/wants-tls",        page_wants_tls, 0, NULL },
};

static bool is_page(struct httpd_ask *a, const char *page)
{
	size_t n = strlen(page);

	a->rest = a->path + n;
	if (page[n - 1] == '/')
		return strncmp(a->path, page, n) == 0;
	return strcmp(a->path, page) == 0;
}

struct MHD_Response *httpd_page(struct httpd_ask *a)
{
	struct MHD_Response *r;

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		if (!is_page(a, pages[i].path))
			continue;
		if (pages[i].make)
			return pages[i].make(a);
		a->status = pages[i].status;
		r = text(a->status >= 400 ? "<h1>an error page</h1>" : "");
		if (pages[i].location)
			with(r, "Location", pages[i].location);
		return r;
	}
	return send_file(a, a->path[0] == '/' ? a->path + 1 : a->path);
}
