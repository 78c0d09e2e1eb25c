/* Every row asks the loopback server once and states what must come of it. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "tests/lib/fetch_bench.h"

static const char rss[] = "<rss><channel><title>ok</title></channel></rss>";
static const char etag[] = "W/\"thaw \\ \xC3\xA9tag\"";
static const char date[] = "Tue, 24 Nov 2026 00:13:05 GMT";

/* --- one page, one outcome ----------------------------------------------- */

static const struct page {
	const char *path;
	enum fetched outcome;
	long status;
	int64_t max_bytes;
	const char *says;	/* part of the error, "" for none */
} pages[] = {
	{ "/206",             FETCH_FAILED, 206, 0, "206 Partial Content" },
	{ "/304",             FETCH_FAILED, 304, 0, "not asked about" },
	{ "/404",             FETCH_FAILED, 404, 0, "answered 404 Not Found: check the address" },
	{ "/410",             FETCH_GONE,   410, 0, "410 Gone" },
	{ "/429",             FETCH_FAILED, 429, 0, "429 Too Many Requests" },
	{ "/500",             FETCH_FAILED, 500, 0, "try later" },
	{ "/503-date",        FETCH_FAILED, 503, 0, "503 Service Unavailable" },
	{ "/bad-gzip-length", FETCH_FAILED, 200, 0, "damaged" },
	{ "/bad-status",      FETCH_FAILED, 0,   0, "did not answer in HTTP" },
	{ "/big-404",         FETCH_FAILED, 404, 0, "404 Not Found" },
	{ "/big?n=1000",      FETCH_NEW,    200, 1000, "" },
	{ "/big?n=1001",      FETCH_FAILED, 200, 1000, "larger than 1000 bytes" },
	{ "/bomb?n=5000000",  FETCH_FAILED, 200, 1 << 20, "1 MB, the ceiling: raise max_bytes_mb" },
	{ "/bomb?n=5000000",  FETCH_NEW,    200, 5000000, "" },
	{ "/empty",           FETCH_NEW,    200, 0, "" },
	{ "/endless",         FETCH_FAILED, 200, 3 << 20, "larger than 3 MB" },
	{ "/gzip",            FETCH_NEW,    200, 0, "" },
	{ "/long-header",     FETCH_FAILED, 200, 0, "headers" },
	{ "/no-answer",       FETCH_FAILED, 0,   0, "without an answer" },
	{ "/nowhere",         FETCH_FAILED, 302, 0, "did not say where" },
	{ "/ok",              FETCH_NEW,    200, 0, "" },
	{ "/redirect",        FETCH_NEW,    200, 0, "" },
	{ "/redirect-file",   FETCH_FAILED, 302, 0, "leads away from http" },
	{ "/redirect-loop",   FETCH_FAILED, 301, 0, "from address to address" },
	{ "/redirect-to?u=sftp://127.0.0.1/x", FETCH_FAILED, 302, 0, "leads away from http" },
	{ "/redirect-user",   FETCH_FAILED, 302, 0, "password" },
	{ "/secret",          FETCH_FAILED, 401, 0, "~/.netrc" },
	{ "/truncated",       FETCH_FAILED, 200, 0, "ended too early" },
	{ "/no-such-file",    FETCH_FAILED, 404, 0, "404" },
};

static void test_pages(void **state)
{
	struct bench *b = *state;
	char url[HTTPD_URL];

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		const struct page *p = &pages[i];
		struct fetch_result *r = bench_ask(b, (struct fetch_request){
			.url = slice_of(httpd_url(b->server, p->path, url)),
			.max_bytes = p->max_bytes,
		});

		if (r->outcome != p->outcome || r->status != p->status)
			fail_msg("%s: outcome %d status %ld: %s", p->path,
				 (int)r->outcome, r->status, r->err.msg);
		assert_says(r, p->says);
		assert_true(p->says[0] || r->err.code == ERR_NONE);
		assert_int_equal(r->fd >= 0, p->outcome == FETCH_NEW);
		if (p->outcome != FETCH_NEW)
			assert_int_equal(r->bytes, 0);
	}
}

static void test_body_and_headers(void **state)
{
	struct bench *b = *state;
	struct fetch_result *r = bench_ask_page(b, "/ok");

	assert_body(r, rss);
	assert_slice(r->etag, etag);
	assert_slice(r->last_modified, date);
	assert_slice(r->content_type, "application/rss+xml; charset=utf-8");
	assert_slice(r->moved_to, NULL);
	assert_true(r->wire_bytes > r->bytes);

	r = bench_ask_page(b, "/gzip");
	assert_body(r, rss);
	r = bench_ask_page(b, "/empty");
	assert_body(r, "");
	r = bench_ask_page(b, "/bomb?n=1000000");
	assert_int_equal(r->bytes, 1000000);
	assert_in_range(r->wire_bytes, 1, 20000);
	r = bench_ask_page(b, "/twice");
	assert_slice(r->etag, "\"first\"");
	assert_body(r, "ok");
	r = bench_ask_page(b, "/agent");
	assert_body(r, FETCH_USER_AGENT);
}

static void test_own_agent(void **state)
{
	struct bench *b = *state;
	char url[HTTPD_URL];
	struct fetch_request req = {
		.url = slice_of(httpd_url(b->server, "/agent", url)),
		.user_agent = SLICE("Mozilla/5.0 (thaw)"),
	};

	assert_body(bench_ask(b, req), "Mozilla/5.0 (thaw)");
}

/* --- asking again -------------------------------------------------------- */

static const struct {
	const char *etag, *modified;
	enum fetched outcome;
} conditions[] = {
	{ etag,         date,                            FETCH_SAME },
	{ etag,         NULL,                            FETCH_SAME },
	{ NULL,         date,                            FETCH_SAME },
	{ "\"older\"",  date,                            FETCH_NEW  },
	{ NULL,         "Tue, 24 Nov 2026 00:13:04 GMT", FETCH_NEW  },
	{ "\"a\"\r\nX-Evil: 1", NULL,                    FETCH_NEW  },
};

static void test_conditions(void **state)
{
	struct bench *b = *state;
	char url[HTTPD_URL];

	httpd_url(b->server, "/ok", url);
	httpd_reset(b->server);
	for (size_t i = 0; i < sizeof(conditions) / sizeof(conditions[0]);
	     i++) {
		struct fetch_result *r = bench_ask(b, (struct fetch_request){
			.url = slice_of(url),
			.etag = slice_of(conditions[i].etag),
			.last_modified = slice_of(conditions[i].modified),
		});

		assert_int_equal(r->outcome, conditions[i].outcome);
		assert_string_equal(r->err.msg, "");
		assert_slice(r->etag, etag);
		assert_slice(r->last_modified, date);
	}
	assert_int_equal(httpd_not_modified(b->server), 3);
	assert_int_equal(httpd_requests(b->server, "/ok"), 6);
}

/* A server that leaves the validators out of its 304 does not lose them. */
static void test_bare_304(void **state)
{
	struct bench *b = *state;
	char url[HTTPD_URL];
	struct fetch_result *r = bench_ask(b, (struct fetch_request){
		.url = slice_of(httpd_url(b->server, "/304", url)),
		.etag = SLICE("\"kept\""), .last_modified = slice_of(date),
	});

	assert_int_equal(r->outcome, FETCH_SAME);
	assert_slice(r->etag, "\"kept\"");
	assert_slice(r->last_modified, date);
}

static void test_retry_after(void **state)
{
	struct bench *b = *state;

	assert_int_equal(bench_ask_page(b, "/429")->retry_after_s, 120);
	assert_in_range(bench_ask_page(b, "/503-date")->retry_after_s, 590, 600);
	assert_int_equal(bench_ask_page(b, "/500")->retry_after_s, 0);
}

static const struct {
	const char *from, *to;	/* NULL: nothing to remember */
} moves[] = {
	{ "/ok",               NULL        },
	{ "/redirect",         NULL        },
	{ "/moved",            "/ok"       },
	{ "/moved-twice",      "/ok"       },
	{ "/moved-then-found", "/redirect" },
	{ "/found-then-moved", NULL        },
	{ "/moved-then-404",   NULL        },
};

static void test_moves(void **state)
{
	struct bench *b = *state;
	char url[HTTPD_URL];

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		struct fetch_result *r = bench_ask_page(b, moves[i].from);

		assert_slice(r->moved_to, moves[i].to ?
			     httpd_url(b->server, moves[i].to, url) : NULL);
	}
}

/* --- addresses ----------------------------------------------------------- */

static const struct {
	const char *url;
	enum err_code code;
	const char *says;
} bad_urls[] = {
	{ "",                             ERR_USAGE, "not an address" },
	{ "example.org/feed",             ERR_USAGE, "should begin with" },
	{ "ftp://example.org/feed",       ERR_USAGE, "should begin with" },
	{ "gopher://example.org/",        ERR_USAGE, "should begin with" },
	{ "asset:starter/x.csv",          ERR_USAGE, "should begin with" },
	{ "file://",                      ERR_USAGE, "should begin with" },
	{ "http://",                      ERR_USAGE, "should begin with" },
	{ "http://ales:x@127.0.0.1/",     ERR_USAGE, "machine 127.0.0.1 login" },
	{ "http://ales@127.0.0.1/",       ERR_USAGE, "~/.netrc" },
	{ "sftp://ales:x@127.0.0.1/a",    ERR_USAGE, "~/.netrc" },
	{ "file:///no/such/file",         ERR_SYSTEM, "No such file" },
	{ "file:///tmp",                  ERR_SYSTEM, "not a file" },
	{ "file:///dev/zero",             ERR_SYSTEM, "not a file" },
	{ "http://127.0.0.1:1/",          ERR_NETWORK, "(Connection refused)" },
	{ "http://nosuch.invalid/",       ERR_NETWORK, "cannot find the host nosuch.invalid" },
	{ "sftp://ales@127.0.0.1:1/a",    ERR_NETWORK, "does not take conn" },
};

static void test_bad_urls(void **state)
{
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof(bad_urls) / sizeof(bad_urls[0]); i++) {
		struct fetch_result *r = bench_ask(b, (struct fetch_request){
			.url = slice_of(bad_urls[i].url) });

		assert_int_equal(r->outcome, FETCH_FAILED);
		assert_says(r, bad_urls[i].says);
		assert_int_equal(r->err.code, bad_urls[i].code);
	}
	assert_says(bench_ask(b, (struct fetch_request){
		.url = SLICE("http://a\0b/") }), "not an address");
}

static void test_not_tls(void **state)
{
	struct bench *b = *state;
	char url[HTTPD_URL];
	struct fetch_result *r;

	snprintf(url, sizeof(url), "https://127.0.0.1:%u/ok",
		 httpd_port(b->server));
	r = bench_ask(b, (struct fetch_request){ .url = slice_of(url) });
	assert_says(r, "no secure line to 127.0.0.1");
}

/* Whoever wants to know is told who we are by a certificate. */
static void test_certificate_stays(void **state)
{
	struct bench *b = *state;
	struct source_net net = { .cert = SLICE("/nowhere.pem") };
	struct fetch_request req = { .net = &net };
	char url[HTTPD_URL];
	unsigned before = httpd_requests(b->server, NULL);

	req.url = slice_of(httpd_url(b->server,
		"/redirect-to?u=http://localhost:1/ok", url));
	assert_says(bench_ask(b, req), "leads to another server, which a client"
		    " certificate is not for");
	assert_int_equal(httpd_requests(b->server, NULL), before + 1);
	req.url = slice_of(httpd_url(b->server, "/redirect", url));
	assert_int_equal(bench_ask(b, req)->outcome, FETCH_NEW);
}

static void test_netrc(void **state)
{
	struct bench *b = *state;
	char file[128];
	struct err e = {0};

	snprintf(file, sizeof(file), "%s/.netrc", b->dir);
	assert_int_equal(path_replace(file, SLICE(
		"machine 127.0.0.1 login ales password viasna\n"), &e), 0);
	assert_int_equal(bench_ask_page(b, "/secret")->outcome, FETCH_NEW);
	unlink(file);
}

/* --- files --------------------------------------------------------------- */

static void write_file(struct bench *b, const char *name, const char *text,
		       char url[HTTPD_URL])
{
	char file[256];
	struct err e = {0};

	snprintf(file, sizeof(file), "%s/%s", b->dir, name);
	assert_int_equal(path_replace(file, slice_of(text), &e), 0);
	snprintf(url, HTTPD_URL, "file://%s", file);
}

static void test_files(void **state)
{
	struct bench *b = *state;
	char url[HTTPD_URL], old_etag[128], old_date[64];
	struct fetch_request req = {0};
	struct fetch_result *r;

	write_file(b, "\xD0\xB0 b.csv", "name\nAles\n", url);
	req.url = slice_of(url);
	r = bench_ask(b, req);
	assert_int_equal(r->outcome, FETCH_NEW);
	assert_body(r, "name\nAles\n");
	assert_true(slice_ends(r->last_modified, " GMT"));
	snprintf(old_etag, sizeof(old_etag), "%.*s", SLICE_ARG(r->etag));
	snprintf(old_date, sizeof(old_date), "%.*s",
		 SLICE_ARG(r->last_modified));

	req.etag = slice_of(old_etag);
	req.last_modified = slice_of(old_date);
	r = bench_ask(b, req);
	assert_int_equal(r->outcome, FETCH_SAME);
	assert_slice(r->etag, old_etag);
	assert_slice(r->last_modified, old_date);
	req.etag = SLICE_NONE;
	assert_int_equal(bench_ask(b, req)->outcome, FETCH_SAME);

	/* Within the same second, and of the same length. */
	write_file(b, "\xD0\xB0 b.csv", "name\nMaks\n", url);
	req.etag = slice_of(old_etag);
	r = bench_ask(b, req);
	assert_int_equal(r->outcome, FETCH_NEW);
	assert_body(r, "name\nMaks\n");
	req.max_bytes = 5;
	assert_says(bench_ask(b, req), "larger than 5 bytes");
	write_file(b, "empty", "", url);
	assert_body(bench_ask(b, (struct fetch_request){ .url = slice_of(url) }),
		    "");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_body_and_headers),
		cmocka_unit_test(test_own_agent),
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_bare_304),
		cmocka_unit_test(test_retry_after),
		cmocka_unit_test(test_moves),
		cmocka_unit_test(test_bad_urls),
		cmocka_unit_test(test_not_tls),
		cmocka_unit_test(test_certificate_stays),
		cmocka_unit_test(test_netrc),
		cmocka_unit_test(test_files),
	};

	return cmocka_run_group_tests(tests, bench_set_up, bench_tear_down);
}
