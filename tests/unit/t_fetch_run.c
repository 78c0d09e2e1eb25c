/* Many requests: time, order, stopping, and a machine that says no. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/lib/fetch_bench.h"

/* --- time and parallel --------------------------------------------------- */

static void test_timeouts(void **state)
{
	static const char *const slow[] = { "/slow?s=9", "/trickle" };
	struct bench *b = *state;
	int64_t from = clock_mono_ms();
	char url[HTTPD_URL], tls[HTTPD_URL + 8];

	for (size_t i = 0; i < 2; i++)
		assert_says(bench_ask(b, (struct fetch_request){
			.url = slice_of(httpd_url(b->server, slow[i], url)),
			.timeout_s = 1 }), "127.0.0.1 was silent for 1 s");
	/* Speaks, but not TLS. */
	snprintf(tls, sizeof(tls), "https%s",
		 httpd_url(b->server, "/no-answer", url) + 4);
	assert_says(bench_ask(b, (struct fetch_request){
		.url = slice_of(tls), .timeout_s = 1 }),
		"127.0.0.1 did not take the connection in time");
	assert_in_range(clock_mono_ms() - from, 1000, 12000);
}

static void ask_many(struct bench *b, const char *page, size_t n,
		     struct fetch_options o)
{
	struct fetch_request reqs[BENCH_MANY] = {0};
	char url[HTTPD_URL];

	httpd_url(b->server, page, url);
	for (size_t i = 0; i < n; i++)
		reqs[i].url = slice_of(url);
	httpd_reset(b->server);
	bench_run(b, reqs, n, o);
}

static void test_parallel(void **state)
{
	struct bench *b = *state;
	int64_t from = clock_mono_ms();

	ask_many(b, "/slow?s=1", 6, (struct fetch_options){ .per_host = 8 });
	assert_int_equal(b->n, 6);
	assert_int_equal(httpd_peak(b->server), 6);
	assert_in_range(clock_mono_ms() - from, 900, 3000);

	ask_many(b, "/slow?s=1", 4, (struct fetch_options){ .per_host = 2 });
	assert_int_equal(b->n, 4);
	assert_int_equal(httpd_peak(b->server), 2);

	ask_many(b, "/ok", BENCH_MANY, (struct fetch_options){ .jobs = 3 });
	assert_int_equal(b->n, BENCH_MANY);
	assert_int_equal(httpd_requests(b->server, "/ok"), BENCH_MANY);
	assert_true(httpd_peak(b->server) <= 3);
}

/* Far less than what would be waited for without a stop. */
enum { SOON_MS = 5000 };

static void test_stop(void **state)
{
	struct bench *b = *state;
	int64_t from = clock_mono_ms();

	b->stop_at_ms = from + 300;
	ask_many(b, "/slow?s=9", 3, (struct fetch_options){0});
	assert_int_equal(b->n, 0);
	assert_true(clock_mono_ms() - from < SOON_MS);
	from = clock_mono_ms();
	b->stop_at_ms = from + 300;
	ask_many(b, "/endless", 1, (struct fetch_options){0});
	assert_true(clock_mono_ms() - from < SOON_MS);
	b->stop_at_ms = 0;

	b->stop_after = 2;
	ask_many(b, "/ok", 9, (struct fetch_options){0});
	assert_int_equal(b->n, 2);
	b->stop_after = 0;
}

static void test_progress(void **state)
{
	struct bench *b = *state;

	b->told = 0;
	b->told_bytes = 0;
	b->stop_at_ms = clock_mono_ms() + 1100;
	ask_many(b, "/endless", 1, (struct fetch_options){
		.progress = bench_progress });
	b->stop_at_ms = 0;
	assert_in_range(b->told, 2, 6);
	assert_true(b->told_bytes > 0);
}

/* While done() works, the second answer's patience runs out; it is asked for
 * once more and then comes. */
static void test_starved(void **state)
{
	struct bench *b = *state;
	struct fetch_request reqs[2] = {0};
	char fast[HTTPD_URL], slow[HTTPD_URL];

	reqs[0].url = slice_of(httpd_url(b->server, "/ok", fast));
	reqs[1].url = slice_of(httpd_url(b->server, "/trickle", slow));
	reqs[1].timeout_s = 1;
	b->nap_ms = 1500;
	httpd_reset(b->server);
	bench_run(b, reqs, 2, (struct fetch_options){0});
	b->nap_ms = 0;
	assert_int_equal(b->n, 2);
	assert_int_equal(httpd_requests(b->server, "/trickle"), 2);
	assert_says(&b->res[1], "silent");
}

/* --- the machine says no ------------------------------------------------- */

static void test_no_space(void **state)
{
	struct bench *b = *state;
	struct rlimit old, tiny = { .rlim_cur = 4096 };
	struct fetch_result *r;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	tiny.rlim_max = old.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tiny), 0);
	r = bench_ask_page(b, "/big?n=100000");
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(r->err.code, ERR_SYSTEM);
	assert_says(r, "temporary file: cannot write: ");
	assert_says(r, "TMPDIR");

	setenv("TMPDIR", "/no/such/folder", 1);
	r = bench_ask_page(b, "/ok");
	assert_says(r, "cannot make a temporary file in /no/such/folder");
	r = bench_ask_page(b, "/empty");
	assert_says(r, "cannot make a temporary file in /no/such/folder");
	unsetenv("TMPDIR");
}

static void test_describe(void **state)
{
	struct str s = STR_INIT(256);

	(void)state;
	fetch_describe(&s);
	assert_true(slice_starts(str_slice(&s), "libcurl "));
	assert_non_null(strstr(str_cstr(&s), ": http https file"));
	assert_non_null(strstr(str_cstr(&s), ", gzip"));
	str_free(&s);
}

static void test_freeing(void **state)
{
	struct fetch_result r = {0};

	(void)state;
	fetch_result_free(&r);
	fetch_result_free(&r);
	assert_int_equal(r.fd, -1);
	assert_true(fcntl(0, F_GETFD) >= 0 || errno == EBADF);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parallel),
		cmocka_unit_test(test_timeouts),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_progress),
		cmocka_unit_test(test_starved),
		cmocka_unit_test(test_no_space),
		cmocka_unit_test(test_describe),
		cmocka_unit_test(test_freeing),
	};

	return cmocka_run_group_tests(tests, bench_set_up, bench_tear_down);
}
