/* When sources are asked next: a table of facts over a frozen clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "model/schedule.h"

enum { NOW = 1764000000, MIN = 60, HOUR = 3600, DAY = 86400 };

static struct source source_of(int64_t period_s)
{
	struct source s = { .key = SLICE("a"), .n_urls = 1,
			    .period_s = period_s, .enabled = true };

	s.url[0] = SLICE("https://a.test/x");
	return s;
}

/* One answer at NOW, then when it is due, from NOW. */
static const struct {
	const char *what;
	int64_t period;
	int64_t failures;	/* before */
	struct due_answer a;
	int64_t wait;		/* -1: only when told to */
} answers[] = {
	{ "good: its period", HOUR, 0, { DUE_GOOD, 0, 0, 0 }, HOUR },
	{ "good, after failures", HOUR, 7, { DUE_GOOD, 0, 0, 0 }, HOUR },
	{ "fresh for less: the period", HOUR, 0, { DUE_GOOD, 60, 0, 0 },
	  HOUR },
	{ "fresh for longer", HOUR, 0, { DUE_GOOD, 3 * HOUR, 0, 0 },
	  3 * HOUR },
	{ "fresh for a year: a day", HOUR, 0, { DUE_GOOD, 365 * DAY, 0, 0 },
	  DAY },
	{ "fresh for a day, of a week", 7 * DAY, 0,
	  { DUE_GOOD, DAY, 0, 0 }, 7 * DAY },
	{ "the feed's own ttl", HOUR, 0, { DUE_GOOD, 0, 2 * HOUR, 0 },
	  2 * HOUR },
	{ "the longer of both", HOUR, 0, { DUE_GOOD, 4 * HOUR, 2 * HOUR, 0 },
	  4 * HOUR },
	{ "a ttl is no reason to come early", 6 * HOUR, 0,
	  { DUE_GOOD, 0, 15 * MIN, 0 }, 6 * HOUR },
	{ "Retry-After of a good answer", HOUR, 0,
	  { DUE_GOOD, 0, 0, 5 * HOUR }, 5 * HOUR },
	{ "only when asked", SOURCE_NEVER, 0, { DUE_GOOD, 0, 0, 0 }, -1 },
	{ "only when asked, but it never answered", SOURCE_NEVER, 0,
	  { DUE_FAILED, 0, 0, 0 }, 15 * MIN },
	{ "failed once", 2 * HOUR, 0, { DUE_FAILED, 0, 0, 0 }, 15 * MIN },
	{ "failed twice", 2 * HOUR, 1, { DUE_FAILED, 0, 0, 0 }, 30 * MIN },
	{ "failed four times", 2 * HOUR, 3, { DUE_FAILED, 0, 0, 0 },
	  2 * HOUR },
	{ "failed for long: a day", 2 * HOUR, 30, { DUE_FAILED, 0, 0, 0 },
	  DAY },
	{ "failed for long, of a week", 7 * DAY, 30, { DUE_FAILED, 0, 0, 0 },
	  7 * DAY },
	{ "a short period", MIN, 0, { DUE_FAILED, 0, 0, 0 }, MIN },
	{ "a short period, again", MIN, 2, { DUE_FAILED, 0, 0, 0 }, 4 * MIN },
	{ "failed, fresh means nothing", HOUR, 0,
	  { DUE_FAILED, 8 * HOUR, 8 * HOUR, 0 }, 15 * MIN },
	{ "429 with Retry-After", HOUR, 0, { DUE_FAILED, 0, 0, 4 * HOUR },
	  4 * HOUR },
	{ "Retry-After shorter than the back-off", HOUR, 0,
	  { DUE_FAILED, 0, 0, 60 }, 15 * MIN },
	{ "Retry-After of a year: a week", HOUR, 0,
	  { DUE_FAILED, 0, 0, 365 * DAY }, 7 * DAY },
	{ "gone for good", HOUR, 0, { DUE_GONE, 0, 0, 0 }, -1 },
};

static void answers_are_heeded(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct source s = source_of(answers[i].period);
		struct due d = { .asked_at = NOW - DAY,
				 .failures = answers[i].failures };
		int64_t at;

		if (answers[i].a.outcome == DUE_GONE)
			d.gone = s.url[0];
		due_note(&d, &answers[i].a, NOW);
		at = due_at(&d, &s, NOW);
		if (at != (answers[i].wait < 0 ? 0 : NOW + answers[i].wait))
			fail_msg("%s: %lld s", answers[i].what,
				 (long long)(at - NOW));
	}
}

static void never_asked_is_due(void **state)
{
	struct source s = source_of(HOUR), never = source_of(SOURCE_NEVER);
	struct due d = {0};

	(void)state;
	assert_true(due_at(&d, &s, NOW) <= NOW && due_at(&d, &s, NOW) > 0);
	assert_true(due_at(&d, &never, NOW) <= NOW);
	assert_true(due_at(&d, &never, NOW) > 0);
}

/* A thousand readers, one source: none early, none later than a tenth, and
 * no minute of the hour has a tenth of them. */
static void readers_do_not_come_at_once(void **state)
{
	struct source s = source_of(10 * HOUR);
	int minute[61] = {0};

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct due d = { .asked_at = NOW, .good_at = NOW };
		char name[32];
		int64_t late;

		snprintf(name, sizeof(name), "reader-%d", i);
		d.spread = due_spread(s.key, slice_of(name));
		assert_int_equal(d.spread,
				 due_spread(s.key, slice_of(name)));
		late = due_at(&d, &s, NOW) - NOW - s.period_s;
		assert_true(late >= 0 && late <= HOUR);
		minute[late / 60]++;
	}
	for (int i = 0; i < 61; i++)
		assert_true(minute[i] < 100);
	assert_int_not_equal(due_spread(SLICE("a"), SLICE("here")),
			     due_spread(SLICE("b"), SLICE("here")));
}

/* The clock was ahead by a day while sources were asked, and was put right. */
static void clock_back_a_day(void **state)
{
	struct source s = source_of(HOUR);
	struct due d = { .asked_at = NOW + DAY, .good_at = NOW + DAY,
			 .failing_since = 0 };

	(void)state;
	assert_true(due_at(&d, &s, NOW) <= NOW);	/* look, to repair */
	assert_true(due_repair(&d, NOW));
	assert_false(due_repair(&d, NOW));
	/* neither at once, nor in a day and an hour */
	assert_int_equal(due_at(&d, &s, NOW), NOW + HOUR);
	/* nor does it wander on while nobody asks */
	assert_int_equal(due_at(&d, &s, NOW + 59 * MIN), NOW + HOUR);

	d = (struct due){ .asked_at = NOW + DAY, .failures = 3,
			  .failing_since = NOW + DAY,
			  .retry_at = NOW + 9 * DAY };
	assert_true(due_repair(&d, NOW));
	assert_int_equal(d.failing_since, NOW);
	assert_int_equal(due_at(&d, &s, NOW), NOW + 7 * DAY);

	d = (struct due){ .asked_at = NOW + 20, .good_at = NOW + 20 };
	assert_false(due_repair(&d, NOW));	/* a second hand set right */
}

static void gone_until_the_address_changes(void **state)
{
	struct source s = source_of(HOUR);
	struct due d = { .asked_at = NOW, .gone = SLICE("https://a.test/x") };

	(void)state;
	assert_true(due_is_gone(&d, &s));
	assert_int_equal(due_at(&d, &s, NOW + DAY), 0);
	s.url[0] = SLICE("https://a.test/new");
	assert_false(due_is_gone(&d, &s));
	assert_true(due_at(&d, &s, NOW + DAY) <= NOW + DAY);
	assert_int_not_equal(due_at(&d, &s, NOW + DAY), 0);
}

static void moves_go_with_their_address(void **state)
{
	struct source s = source_of(HOUR);
	struct due d = { .moved = SLICE("https://a.test/x\x1fhttps://b.test/y\n"
					"https://a.test/z\x1fhttps://b.test/z\n"
					"broken\n") };

	(void)state;
	assert_true(slice_is(due_moved(&d, s.url[0]), "https://b.test/y"));
	assert_true(slice_is(due_moved_any(&d, &s), "https://b.test/y"));
	assert_int_equal(due_moved(&d, SLICE("broken")).n, 0);
	s.url[0] = SLICE("https://a.test/new");
	assert_int_equal(due_moved_any(&d, &s).n, 0);
}

/* Nobody could be reached for a night: the next look is soon. */
static void network_away_is_nobodys_fault(void **state)
{
	struct source s = source_of(2 * HOUR);
	struct due d = { .asked_at = NOW, .good_at = NOW }, was;
	struct due_answer failed = { .outcome = DUE_FAILED };

	(void)state;
	for (int i = 1; i < 40; i++) {
		was = d;
		due_note(&d, &failed, NOW + i * HOUR);
		due_forgive(&d, &was);
	}
	assert_int_equal(due_at(&d, &s, NOW + 39 * HOUR),
			 NOW + 39 * HOUR + 15 * MIN);
	assert_int_equal(d.failing_since, NOW + HOUR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_heeded),
		cmocka_unit_test(never_asked_is_due),
		cmocka_unit_test(readers_do_not_come_at_once),
		cmocka_unit_test(clock_back_a_day),
		cmocka_unit_test(gone_until_the_address_changes),
		cmocka_unit_test(moves_go_with_their_address),
		cmocka_unit_test(network_away_is_nobodys_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
