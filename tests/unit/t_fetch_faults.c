/* Faults of DNS, TCP and HTTP, each by its name: what is said, that it is said
 * in time, and that nothing of the body is taken for whole. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/clock.h"
#include "base/path.h"
#include "tests/lib/faultd.h"
#include "tests/lib/fetch_bench.h"

enum { FILLERS = 8 };

/* --- one page, one fault ------------------------------------------------- */

static const struct fault {
	const char *name, *page;
	enum fetched outcome;
	long status;
	int64_t timeout_s;
	const char *says;
} faults[] = {
	{ "timeout waiting for headers", "/hang", FETCH_FAILED, 0, 1,
	  "127.0.0.1 was silent for 1 s: try later" },
	{ "timeout mid-body", "/hang-body", FETCH_FAILED, 200, 1,
	  "was silent for 1 s" },
	{ "one byte a second", "/drip", FETCH_FAILED, 200, 1,
	  "was silent for 1 s" },
	{ "reset mid-body", "/reset", FETCH_FAILED, 200, 5,
	  "the line to 127.0.0.1 broke: try later" },
	{ "Content-Length too large", "/short", FETCH_FAILED, 200, 5,
	  "ended too early" },
	{ "Content-Length told twice", "/two-lengths", FETCH_FAILED, 200, 5,
	  "" },
	{ "Content-Length below zero", "/minus-length", FETCH_FAILED, 0, 5,
	  "did not answer in HTTP" },
	{ "chunks that are garbage", "/chunk-garbage", FETCH_FAILED, 200, 5,
	  "the line to 127.0.0.1 broke" },
	{ "chunks without an end", "/chunk-cut", FETCH_FAILED, 200, 5,
	  "ended too early" },
	{ "a chunk beyond measure", "/chunk-huge", FETCH_FAILED, 200, 5,
	  "the line to 127.0.0.1 broke" },
	{ "corrupt gzip", "/gzip-corrupt", FETCH_FAILED, 200, 5,
	  "the compressed answer of 127.0.0.1 is damaged" },
	{ "packed in an unknown way", "/unknown-packed", FETCH_FAILED, 200, 5,
	  "damaged" },
	{ "304 without ever a body", "/304", FETCH_FAILED, 304, 5,
	  "it was not asked about an earlier copy" },
	{ "401", "/401", FETCH_FAILED, 401, 5, "write them to ~/.netrc" },
	{ "407", "/407", FETCH_FAILED, 407, 5,
	  "the proxy wants a user name and password" },
	{ "429 with Retry-After", "/429", FETCH_FAILED, 429, 5,
	  "asked too often" },
	{ "503 with Retry-After", "/503", FETCH_FAILED, 503, 5,
	  "overloaded or closed; try later" },
	{ "a cookie wanted back", "/cookie", FETCH_NEW, 200, 5, "" },
	{ "redirect to file:", "/to?file:///etc/passwd", FETCH_FAILED, 302, 5,
	  "leads away from http and https" },
};

static void test_faults(void **state)
{
	struct bench *b = *state;
	char url[FAULTD_URL];

	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		const struct fault *f = &faults[i];
		int64_t from = clock_mono_ms();
		struct fetch_result *r = bench_ask(b, (struct fetch_request){
			.url = slice_of(faultd_url(b->faults, f->page, url)),
			.timeout_s = f->timeout_s,
		});

		print_message("fault: %s: %s\n", f->name, r->err.msg);
		if (r->outcome != f->outcome ||
		    (f->status && r->status != f->status))
			fail_msg("%s: outcome %d status %ld: %s", f->name,
				 (int)r->outcome, r->status, r->err.msg);
		assert_says(r, f->says);
		assert_true(r->outcome == FETCH_NEW || r->fd < 0);
		assert_in_range(clock_mono_ms() - from, 0, 8000);
	}
}

/* What follows the announced length is not the body's. */
static void test_length_too_small(void **state)
{
	struct bench *b = *state;
	char url[FAULTD_URL];

	print_message("fault: Content-Length too small\n");
	assert_body(bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(b->faults, "/long", url)) }), "ok");
}

/* libcurl takes it for whole. That it is not is for readers to see: a list that
 * is cut is refused (tests/cli/bad_lists.sh). */
static void test_gzip_cut(void **state)
{
	struct bench *b = *state;
	char url[FAULTD_URL];

	print_message("gzip that is cut, its length right\n");
	assert_body(bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(b->faults, "/gzip-cut", url)) }),
		"0123456789");
}

static void test_fresh(void **state)
{
	struct bench *b = *state;
	char url[FAULTD_URL];

	assert_int_equal(bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(b->faults, "/cached", url))
	})->fresh_s, 500);
	assert_int_equal(bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(b->faults, "/ok", url))
	})->fresh_s, 0);
}

static void test_retry_after(void **state)
{
	struct bench *b = *state;
	char url[FAULTD_URL];

	print_message("fault: Retry-After\n");
	assert_int_equal(bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(b->faults, "/429", url))
	})->retry_after_s, 120);
	assert_int_equal(bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(b->faults, "/503", url))
	})->retry_after_s, 30);
}

/* A line that nobody takes: the queue of the socket is full. Not every kernel
 * lets that be seen. */
static void test_connect(void **state)
{
	struct bench *b = *state;
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = inet_addr("127.0.0.1") };
	socklen_t n = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0), filler[FILLERS];
	struct fetch_result *r;
	char url[FAULTD_URL];

	assert_int_equal(bind(fd, (struct sockaddr *)&at, n), 0);
	assert_int_equal(listen(fd, 0), 0);
	getsockname(fd, (struct sockaddr *)&at, &n);
	for (size_t i = 0; i < FILLERS; i++) {
		filler[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		connect(filler[i], (struct sockaddr *)&at, n);
	}
	usleep(100000);
	snprintf(url, sizeof(url), "http://127.0.0.1:%u/",
		 (unsigned)ntohs(at.sin_port));
	r = bench_ask(b, (struct fetch_request){ .url = slice_of(url),
						 .timeout_s = 1 });
	print_message("fault: timeout of connecting: %s\n", r->err.msg);
	assert_int_equal(r->outcome, FETCH_FAILED);
	if (!strstr(r->err.msg, "was silent"))
		assert_says(r, "127.0.0.1 did not take the connection in time");
	for (size_t i = 0; i < FILLERS; i++)
		close(filler[i]);
	close(fd);
}

/* --- a host that wants to be left in peace ------------------------------- */

static void test_held(void **state)
{
	struct bench *b = *state;
	struct fetch_request reqs[5] = {0};
	char url[FAULTD_URL];

	print_message("fault: 429, and more to ask of that host\n");
	faultd_forget(b->faults);
	faultd_url(b->faults, "/429", url);
	for (size_t i = 0; i < 5; i++)
		reqs[i].url = slice_of(url);
	bench_run(b, reqs, 5, (struct fetch_options){ .jobs = 1 });
	assert_int_equal(b->n, 5);
	assert_int_equal(faultd_asked(b->faults, "/429"), 1);
	for (size_t i = 1; i < 5; i++) {
		assert_says(&b->res[i], "has asked for a pause of 120 s");
		assert_int_equal(b->res[i].retry_after_s, 120);
	}
}

/* --- connections --------------------------------------------------------- */

static void ask_many(struct bench *b, const char *page, size_t n,
		     struct fetch_options o)
{
	struct fetch_request reqs[BENCH_MANY] = {0};
	char url[FAULTD_URL];

	faultd_forget(b->faults);
	faultd_url(b->faults, page, url);
	for (size_t i = 0; i < n; i++) {
		reqs[i].url = slice_of(url);
		reqs[i].timeout_s = 5;
	}
	bench_run(b, reqs, n, o);
	assert_int_equal(b->n, n);
	for (size_t i = 0; i < n; i++)
		if (b->res[i].outcome != FETCH_NEW)
			fail_msg("%s: %s", page, b->res[i].err.msg);
}

static void test_connections(void **state)
{
	struct bench *b = *state;

	print_message("lines are used again\n");
	ask_many(b, "/slow", 8, (struct fetch_options){ .per_host = 2 });
	assert_int_equal(faultd_asked(b->faults, NULL), 2);

	print_message("fault: the server closes each second connection\n");
	ask_many(b, "/each-second", 12, (struct fetch_options){ .jobs = 1 });
	assert_in_range(faultd_asked(b->faults, NULL), 2, 24);
}

static void test_goaway(void **state)
{
	struct bench *b = *state;
	struct fetch_request req = {0};
	char url[FAULTD_URL];

	req.url = slice_of(faultd_url(b->faults, "/h2", url));
	req.timeout_s = 3;
	faultd_forget(b->faults);
	print_message("fault: HTTP/2 GOAWAY before the answer\n");
	/* The first connection goes away, the second in the middle. */
	bench_run(b, &req, 1, (struct fetch_options){ .h2c = true });
	print_message("fault: HTTP/2 GOAWAY mid-body: %s\n", b->res[0].err.msg);
	assert_int_equal(b->res[0].outcome, FETCH_FAILED);
	assert_int_equal(faultd_asked(b->faults, NULL), 2);
	assert_int_equal(b->res[0].err.code, ERR_NETWORK);
	bench_run(b, &req, 1, (struct fetch_options){ .h2c = true });
	assert_body(&b->res[0], "ok");
}

/* --- names --------------------------------------------------------------- */

static struct fetch_result *ask_pinned(struct bench *b, const char *to,
				       const char *page)
{
	static char pin[128], url[FAULTD_URL];
	static struct source_net net;

	snprintf(pin, sizeof(pin), "lists.example:%u:%s",
		 faultd_port(b->faults), to);
	snprintf(url, sizeof(url), "http://lists.example:%u%s",
		 faultd_port(b->faults), page);
	net = (struct source_net){ .resolve = { slice_of(pin) },
				   .n_resolve = 1 };
	return bench_ask(b, (struct fetch_request){
		.url = slice_of(url), .net = &net, .timeout_s = 5 });
}

static void test_names(void **state)
{
	struct bench *b = *state;
	struct fetch_result *r;
	char page[FAULTD_URL];

	print_message("fault: DNS failure\n");
	r = bench_ask(b, (struct fetch_request){
		.url = SLICE("http://lists.invalid/"), .timeout_s = 5 });
	assert_says(r, "cannot find the host lists.invalid: check its spelling"
		    " and the network");

	print_message("a host whose address the user gives\n");
	assert_body(ask_pinned(b, "127.0.0.1", "/ok"), "ok");
	print_message("one dead address of two\n");
	assert_body(ask_pinned(b, "[::1],127.0.0.1", "/ok"), "ok");

	print_message("fault: redirect from a public name to 127.0.0.1\n");
	faultd_forget(b->faults);
	snprintf(page, sizeof(page), "/to?http://127.0.0.1:%u/ok",
		 faultd_port(b->faults));
	r = ask_pinned(b, "127.0.0.1", page);
	assert_int_equal(r->err.code, ERR_REFUSED);
	assert_says(r, "lists.example leads to an address inside a private"
		    " network");
	assert_int_equal(faultd_asked(b->faults, "/ok"), 0);
	snprintf(page, sizeof(page), "/to?http://localhost:%u/ok",
		 faultd_port(b->faults));
	assert_int_equal(ask_pinned(b, "127.0.0.1", page)->err.code,
			 ERR_REFUSED);
	assert_int_equal(faultd_asked(b->faults, "/ok"), 0);
	print_message("a redirect of that host to itself\n");
	snprintf(page, sizeof(page), "/to?http://lists.example:%u/ok",
		 faultd_port(b->faults));
	assert_body(ask_pinned(b, "127.0.0.1", page), "ok");
}

static void test_other_port(void **state)
{
	struct bench *b = *state;
	char page[FAULTD_URL], url[FAULTD_URL], ok[HTTPD_URL];

	print_message("redirect to another port\n");
	snprintf(page, sizeof(page), "/to301?%s",
		 httpd_url(b->server, "/ok", ok));
	assert_slice(bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(b->faults, page, url))
	})->moved_to, ok);
}

/* What was signed for this once is never to be asked again. */
static void test_signed_moves(void **state)
{
	static const struct {
		const char *page;
		bool kept;
	} moves[] = {
		{ "/to301?%s/signed", true },
		{ "/to301?%s/signed?lang=be", true },
		{ "/to301?%s/signed?X-Amz-Signature=hidden", false },
		{ "/to301?%s/signed?a=b&Expires=9&sig=hidden", false },
		{ "/to?%s/signed", false },
	};
	struct bench *b = *state;
	char page[FAULTD_URL], url[FAULTD_URL], root[FAULTD_URL];

	print_message("fault: a permanent redirect to a signed address\n");
	faultd_url(b->faults, "", root);
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		struct fetch_result *r;

		snprintf(page, sizeof(page), moves[i].page, root);
		r = bench_ask(b, (struct fetch_request){
			.url = slice_of(faultd_url(b->faults, page, url)) });
		assert_int_equal(r->outcome, FETCH_NEW);
		assert_int_equal(r->moved_to.n > 0, moves[i].kept);
	}
}

static void test_ipv6(void **state)
{
	struct bench *b = *state;
	struct faultd *six = faultd_start("::1");
	char url[FAULTD_URL];

	if (!six) {
		print_message("no IPv6 on loopback here: not tested\n");
		skip();
	}
	assert_body(bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(six, "/ok", url)) }), "ok");
	faultd_stop(six);
}

/* --- what a source adds -------------------------------------------------- */

static void test_headers(void **state)
{
	struct bench *b = *state;
	struct faultd *other = faultd_start("127.0.0.1");
	struct source_net net = { .header = { SLICE("X-Client: mine") },
				  .n_headers = 1 };
	char url[FAULTD_URL], page[FAULTD_URL], ok[FAULTD_URL];
	struct fetch_request req = { .net = &net };
	req.url = slice_of(faultd_url(b->faults, "/ok", url));
	bench_ask(b, req);
	assert_non_null(strstr(faultd_head(b->faults), "X-Client: mine\r\n"));

	print_message("fault: a redirect to another host asks for our"
		      " headers\n");
	snprintf(page, sizeof(page), "/to?%s", faultd_url(other, "/ok", ok));
	req.url = slice_of(faultd_url(b->faults, page, url));
	assert_body(bench_ask(b, req), "ok");
	assert_non_null(strstr(faultd_head(b->faults), "X-Client: mine\r\n"));
	assert_null(strstr(faultd_head(other), "X-Client"));
	assert_non_null(strstr(faultd_head(other), "User-Agent: thaw"));
	faultd_stop(other);
}

static void test_proxy(void **state)
{
	struct bench *b = *state;
	struct fetch_request req = { .url = SLICE("http://lists.example/ok") };
	struct source_net net = {0};
	char proxy[FAULTD_URL];

	print_message("a proxy, and none\n");
	faultd_forget(b->faults);
	snprintf(proxy, sizeof(proxy), "http://ales:hidden@127.0.0.1:%u",
		 faultd_port(b->faults));
	bench_run(b, &req, 1, (struct fetch_options){
		.proxy = slice_of(proxy) });
	assert_body(&b->res[0], "ok");
	assert_non_null(strstr(faultd_head(b->faults),
			       "GET http://lists.example/ok"));
	net.proxy = SLICE("none");
	req.net = &net;
	req.url = SLICE("http://lists.invalid/ok");
	bench_run(b, &req, 1, (struct fetch_options){
		.proxy = slice_of(proxy) });
	assert_says(&b->res[0], "cannot find the host lists.invalid");
}

/* --- no secret is told --------------------------------------------------- */

static const struct {
	const char *url, *proxy;
} secrets[] = {
	{ "http://ales:hidden@127.0.0.1:1/", NULL },
	{ "http://127.0.0.1:1/?token=hidden", NULL },
	{ "http://nosuch.invalid/?token=hidden", NULL },
	{ "gopher://ales:hidden@x/?token=hidden", NULL },
	{ "http://a.example/?key=hidden", "ftp://ales:hidden@127.0.0.1:1" },
	{ "http://a.example/", "http://ales:hidden@127.0.0.1:1" },
	{ "https://a.example/?key=hidden", "http://ales:hidden@nosuch.invalid" },
	{ "http://a.example/", "nonsense://ales:hidden@127.0.0.1" },
	{ "http://a.example/", "http://ales:hidden@[x" },
};

static void test_secrets(void **state)
{
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		struct source_net net = { .proxy = slice_of(secrets[i].proxy) };
		struct fetch_result *r = bench_ask(b, (struct fetch_request){
			.url = slice_of(secrets[i].url), .net = &net,
			.timeout_s = 2 });

		print_message("no secret in: %s\n", r->err.msg);
		assert_int_equal(r->outcome, FETCH_FAILED);
		if (secrets[i].proxy)
			assert_says(r, "proxy");
		if (strstr(r->err.msg, "hidden"))
			fail_msg("a secret is told: %s", r->err.msg);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_length_too_small),
		cmocka_unit_test(test_gzip_cut),
		cmocka_unit_test(test_fresh),
		cmocka_unit_test(test_retry_after),
		cmocka_unit_test(test_connect),
		cmocka_unit_test(test_held),
		cmocka_unit_test(test_connections),
		cmocka_unit_test(test_goaway),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_other_port),
		cmocka_unit_test(test_signed_moves),
		cmocka_unit_test(test_ipv6),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_proxy),
		cmocka_unit_test(test_secrets),
	};

	return cmocka_run_group_tests(tests, bench_faults_set_up,
				      bench_faults_tear_down);
}
