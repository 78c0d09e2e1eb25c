/* Work by several threads, taken in its order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "flow/crew.h"

enum { SLOTS = 5, ITEMS = 400, WORKERS = 4 };

struct bench {
	int in[SLOTS], out[SLOTS];
	size_t worker[SLOTS];
	int done[WORKERS];	/* by each worker */
};

/* The earlier of two takes longer. */
static void square(void *ctx, size_t worker, size_t slot)
{
	struct bench *b = ctx;
	struct timespec t = { .tv_nsec = b->in[slot] % 3 == 0 ? 300000 : 0 };

	nanosleep(&t, NULL);
	b->out[slot] = b->in[slot] * b->in[slot];
	b->worker[slot] = worker;
	b->done[worker]++;
}

static void run(size_t workers, size_t slots)
{
	struct bench b = {0};
	const struct crew_options o = { workers, slots, square, &b };
	struct crew *c;
	struct err e = {0};
	size_t slot;
	int given = 0, taken = 0, sum = 0;

	assert_int_equal(crew_open(&c, &o, &e), 0);
	assert_false(crew_take(c, &slot));
	while (taken < ITEMS) {
		while (given < ITEMS && crew_free(c, &slot)) {
			b.in[slot] = given++;
			crew_give(c);
		}
		assert_true(crew_take(c, &slot));
		assert_int_equal(b.out[slot], taken * taken);
		assert_true(b.worker[slot] < workers);
		taken++;
		crew_release(c);
	}
	assert_false(crew_take(c, &slot));
	crew_close(&c);
	assert_null(c);
	for (size_t i = 0; i < workers; i++)
		sum += b.done[i];
	assert_int_equal(sum, ITEMS);
}

static void test_order(void **state)
{
	(void)state;
	run(1, 1);
	run(1, SLOTS);
	run(2, 3);
	run(WORKERS, SLOTS);
	run(WORKERS, 1);
}

/* What nobody took is let go of. */
static void test_close_early(void **state)
{
	struct bench b = {0};
	const struct crew_options o = { 2, SLOTS, square, &b };
	struct crew *c;
	struct err e = {0};
	size_t slot;

	(void)state;
	assert_int_equal(crew_open(&c, &o, &e), 0);
	while (crew_free(c, &slot)) {
		b.in[slot] = 3;
		crew_give(c);
	}
	crew_close(&c);
	crew_close(&c);
	assert_true(crew_cores() >= 1 && crew_cores() <= CREW_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_close_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
