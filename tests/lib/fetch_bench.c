#include "tests/lib/fetch_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

/* The user's proxy would answer for loopback. */
static void forget_proxies(void)
{
	static const char *const vars[] = {
		"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
		"ALL_PROXY",
	};

	for (size_t i = 0; i < sizeof(vars) / sizeof(vars[0]); i++)
		unsetenv(vars[i]);
}

int bench_set_up(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));

	strcpy(b->dir, "/tmp/t_fetch.XXXXXX");
	assert_non_null(mkdtemp(b->dir));
	setenv("HOME", b->dir, 1);
	forget_proxies();
	b->server = httpd_start();
	assert_non_null(b->server);
	httpd_serve_dir(b->server, b->dir, NULL);
	*state = b;
	return 0;
}

static void drop_results(struct bench *b)
{
	for (size_t i = 0; i < b->n; i++)
		fetch_result_free(&b->res[i]);
	b->n = 0;
}

int bench_tear_down(void **state)
{
	struct bench *b = *state;
	char cmd[128];

	drop_results(b);
	httpd_stop(b->server);
	snprintf(cmd, sizeof(cmd), "rm -rf %s", b->dir);
	assert_int_equal(system(cmd), 0);
	free(b);
	return 0;
}

int bench_faults_set_up(void **state)
{
	struct bench *b;

	bench_set_up(state);
	b = *state;
	b->faults = faultd_start("127.0.0.1");
	assert_non_null(b->faults);
	return 0;
}

int bench_faults_tear_down(void **state)
{
	struct bench *b = *state;

	faultd_stop(b->faults);
	return bench_tear_down(state);
}

/* --- running ------------------------------------------------------------- */

static int take(void *ctx, const struct fetch_request *req,
		struct fetch_result *res)
{
	struct bench *b = ctx;

	assert_true(b->n < BENCH_MANY);
	assert_ptr_equal(req->tag, b);
	b->res[b->n++] = *res;
	*res = (struct fetch_result){ .fd = -1 };
	if (b->n == 1 && b->nap_ms)
		usleep((useconds_t)b->nap_ms * 1000);
	return b->n == b->stop_after ? -1 : 0;
}

static bool stop(void *ctx)
{
	struct bench *b = ctx;

	return b->stop_at_ms && clock_mono_ms() >= b->stop_at_ms;
}

void bench_progress(void *ctx, const struct fetch_progress *p)
{
	struct bench *b = ctx;

	b->told++;
	assert_true(p->bytes >= b->told_bytes);
	b->told_bytes = p->bytes;
}

void bench_run(struct bench *b, struct fetch_request *reqs, size_t n,
	       struct fetch_options o)
{
	struct err e = {0};

	drop_results(b);
	o.done = take;
	o.stop = stop;
	o.ctx = b;
	for (size_t i = 0; i < n; i++)
		reqs[i].tag = b;
	assert_int_equal(fetch_run(reqs, n, &o, &e), 0);
	assert_string_equal(e.msg, "");
}

struct fetch_result *bench_ask(struct bench *b, struct fetch_request req)
{
	bench_run(b, &req, 1, (struct fetch_options){0});
	assert_int_equal(b->n, 1);
	return &b->res[0];
}

struct fetch_result *bench_ask_page(struct bench *b, const char *page)
{
	char url[HTTPD_URL];

	httpd_url(b->server, page, url);
	return bench_ask(b, (struct fetch_request){ .url = slice_of(url) });
}

void assert_says(const struct fetch_result *r, const char *part)
{
	if (!strstr(r->err.msg, part))
		fail_msg("\"%s\" does not say \"%s\"", r->err.msg, part);
}

void assert_body(const struct fetch_result *r, const char *want)
{
	char buf[4096];
	ssize_t n = read(r->fd, buf, sizeof(buf));

	if (r->fd < 0)
		fail_msg("no body: %s", r->err.msg);
	assert_int_equal(n, strlen(want));
	assert_int_equal(n, r->bytes);
	assert_memory_equal(buf, want, (size_t)n);
}

void assert_slice(struct slice s, const char *want)
{
	if (!want)
		assert_null(s.p);
	else if (!slice_is(s, want))
		fail_msg("\"%.*s\" is not \"%s\"", SLICE_ARG(s), want);
}
