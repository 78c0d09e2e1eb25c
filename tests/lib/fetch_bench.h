/* What the tests of fetching share: a server, a folder that is HOME, and a
 * run that collects its results.
 */
#ifndef THAW_TESTS_FETCH_BENCH_H
#define THAW_TESTS_FETCH_BENCH_H

/* cmocka wants these three first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "fetch/fetch.h"
#include "tests/lib/faultd.h"
#include "tests/lib/httpd.h"

enum { BENCH_MANY = 64 };

struct bench {
	struct httpd *server;
	struct faultd *faults;	/* NULL: bench_set_up() starts none */
	char dir[64];
	/* what a run brought */
	struct fetch_result res[BENCH_MANY];
	size_t n;
	size_t stop_after;	/* results; 0: never */
	int64_t stop_at_ms;	/* 0: never */
	int64_t nap_ms;		/* in the first done() */
	size_t told;		/* progress */
	int64_t told_bytes;
};

/* Group fixtures; *state is a struct bench. */
int bench_set_up(void **state);
int bench_tear_down(void **state);
/* And a server that breaks the rules. */
int bench_faults_set_up(void **state);
int bench_faults_tear_down(void **state);

/* Runs the requests, into b->res; earlier results are freed. */
void bench_run(struct bench *b, struct fetch_request *reqs, size_t n,
	       struct fetch_options o);
/* One request, one result; it lives until the next. */
struct fetch_result *bench_ask(struct bench *b, struct fetch_request req);
struct fetch_result *bench_ask_page(struct bench *b, const char *page);
void bench_progress(void *ctx, const struct fetch_progress *p);

void assert_says(const struct fetch_result *r, const char *part);
void assert_body(const struct fetch_result *r, const char *want);
/* A NULL `want` is the absent slice. */
void assert_slice(struct slice s, const char *want);

#endif
