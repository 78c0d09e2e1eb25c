/* What a row asks of other subjects, and when it is filled anew: measures and
 * the parties they cover, programmes and their counts, terms that run out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "storekit.h"
#include "view/view.h"

enum { DAY_S = 86400, START = 1751241600 /* 2025-06-30T00:00:00Z */ };

static const struct shape *const shapes[] = {
	&view_sanctions, &view_designations, NULL,
};

static void reopen(struct kit *k, int64_t now)
{
	struct store_options o = kit_options(k);
	struct err e = {0};

	k->now = now;
	store_close(&k->s);
	o.shapes = shapes;
	if (store_open(&k->s, &o, &e) < 0)
		fail_msg("open: %s", e.msg);
}

static void start(struct kit *k)
{
	kit_start(k);
	reopen(k, START);
}

static void import(struct kit *k, const char *source, const char *evidence,
		   enum kind kind, const char *text)
{
	struct err e = {0};

	if (kit_import(k, source, evidence, kind == KIND_designation, kind,
		       text, NULL, &e) < 0)
		fail_msg("%s %s: %s", source, evidence, e.msg);
}

static const char list[] = "a name=Ice; b name=Snow; c name=Sleet; d name=D;"
			   " e name=E; f name=F";
static const char without_a[] = "b name=Snow; c name=Sleet; d name=D;"
				" e name=E; f name=F";
static const char acts[] =
	"m1 subject=m measure=M jurisdiction=US state=imposed"
	" since=2020-01-01 covers=l/a covers=l/b;"
	"m2 subject=m measure=M jurisdiction=US state=suspended"
	" since=2025-01-01 expires=2025-06-30 instrument=GL_7 covers=l/a";

/* Whichever comes first, and without a fetch when the day has come. */
static void test_terms(void **state)
{
	(void)state;
	for (int measures_first = 0; measures_first < 2; measures_first++) {
		struct kit k;

		start(&k);
		if (measures_first)
			import(&k, "acts", "2025-02-01", KIND_measure, acts);
		import(&k, "l", "2025-02-01", KIND_designation, list);
		if (!measures_first)
			import(&k, "acts", "2025-02-01", KIND_measure, acts);
		kit_expect(&k, &view_designations, "name:ice,snow sort:name",
			   "eased_by", "|GL 7|,-");
		kit_expect(&k, &view_sanctions, "", "state", "suspended");
		kit_expect(&k, &view_sanctions, "", "by_lists",
			   "2 of 2 listed on 2025-02-01");
		/* the same day, opened again */
		reopen(&k, START + DAY_S - 1);
		kit_expect(&k, &view_designations, "name:ice", "eased_by",
			   "|GL 7|");
		reopen(&k, START + DAY_S);
		kit_expect(&k, &view_designations, "name:ice", "eased_by",
			   "-");
		kit_expect(&k, &view_sanctions, "", "state", "imposed");
		kit_expect(&k, &view_sanctions, "as-of:2025-06-30", "state",
			   "suspended");
		kit_stop(&k);
	}
}

/* What a list foresees comes about without another version of it, also where
 * it tells the month alone. */
static void test_foreseen(void **state)
{
	static const struct { int days; const char *state; } rows[] = {
		{ 0, "listed,listed,listed" },		/* 06-30 */
		{ 14, "listed,listed,listed" },		/* 07-14 */
		{ 15, "listed,listed,delisted" },
		{ 31, "listed,listed,delisted" },	/* 07-31 */
		{ 32, "expired,listed,delisted" },	/* 08-01 */
		{ 90, "expired,expired,delisted" },
	};
	struct kit k;

	(void)state;
	start(&k);
	import(&k, "l", "2025-06-30", KIND_designation, "a name=A"
	       " expires=2025-07; b name=B expires=2025-08-31;"
	       " c name=C gone_on=2025-07-15");
	kit_expect(&k, &view_designations, "sort:name", "expires",
		   "2025-07,2025-08-31,2025-07-15");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		reopen(&k, START + rows[i].days * DAY_S);
		kit_expect(&k, &view_designations, "is:any sort:name", "state",
			   rows[i].state);
	}
	kit_stop(&k);
}

/* A screen that stays open over midnight. */
static void test_stays_open(void **state)
{
	struct kit k;

	(void)state;
	start(&k);
	import(&k, "l", "2025-06-30", KIND_designation, list);
	import(&k, "acts", "2025-06-30", KIND_measure, acts);
	store_changed(k.s);
	assert_false(store_changed(k.s));
	kit_expect(&k, &view_designations, "name:ice", "eased_by", "|GL 7|");
	kit_expect(&k, &view_designations, "gl", "eased_by", "|GL 7|");
	k.now += DAY_S;
	assert_true(store_changed(k.s));
	assert_false(store_changed(k.s));
	kit_expect(&k, &view_designations, "name:ice", "eased_by", "-");
	/* words that a row has lost find it no more */
	kit_expect(&k, &view_designations, "gl", "eased_by", "");
	kit_stop(&k);
}

/* Another writer is at work: the rows wait for the next time. */
static void test_busy(void **state)
{
	struct kit k, other;
	struct store_tx *tx;

	(void)state;
	start(&k);
	import(&k, "l", "2025-02-01", KIND_designation, list);
	import(&k, "acts", "2025-02-01", KIND_measure, acts);
	tx = kit_begin(&k, "x", "2025-03-01", false);
	other = k;
	other.s = NULL;
	reopen(&other, START + DAY_S);
	kit_expect(&other, &view_sanctions, "", "state", "suspended");
	store_close(&other.s);
	store_reject(&tx, "the test is over");
	reopen(&k, START + DAY_S);
	kit_expect(&k, &view_sanctions, "", "state", "imposed");
	kit_stop(&k);
}

/* A list's next version tells its measures, and so does what covers it. */
static void test_spread(void **state)
{
	struct kit k;

	(void)state;
	start(&k);
	import(&k, "acts", "2025-02-01", KIND_measure, acts);
	kit_expect(&k, &view_sanctions, "", "by_lists", "-");
	import(&k, "l", "2025-02-01", KIND_designation, list);
	import(&k, "l", "2025-03-01", KIND_designation, without_a);
	kit_expect(&k, &view_sanctions, "", "by_lists",
		   "2 of 2 listed on 2025-03-01");	/* not sure yet */
	import(&k, "l", "2025-04-01", KIND_designation, without_a);
	kit_expect(&k, &view_sanctions, "", "by_lists",
		   "1 of 2 listed on 2025-04-01");
	import(&k, "acts", "2025-05-01", KIND_measure,
	       "m3 subject=m measure=M jurisdiction=US state=suspended"
	       " since=2025-05-01 instrument=GL_9 covers=l/b");
	kit_expect(&k, &view_designations, "name:snow", "eased_by", "|GL 9|");
	kit_stop(&k);
}

static const struct {
	const char *as_of, *listed, *added, *removed;
} counts[] = {
	{ "2024-01-05", "4", "-", "-" },
	{ "2024-02-05", "5", "2", "0" },	/* b is pending */
	{ "2024-03-05", "5", "2", "1" },
	{ "2025-01-20", "5", "2", "1" },
	{ "2025-02-20", "4", "0", "1" },	/* g kept as delisted */
	{ "2025-03-20", "3", "-", "-" },	/* c's listing ran out; no
						 * version in a year */
};

#define PROGRAMME(token) \
	"measure:programme/" token " subject=programme/X list=l" \
	" measure=list state=imposed jurisdiction=US programme=" token

/* Old names of a programme count; what the list itself ends does not. */
static void test_counts(void **state)
{
	struct kit k;

	(void)state;
	start(&k);
	import(&k, "l", "2024-01-01", KIND_designation,
	       "a name=A programme=X-OLD; b name=B programme=X;"
	       " c name=C programme=X expires=2025-03-10;"
	       " d name=D programme=Y; g name=G programme=X;" PROGRAMME("X")
	       ";" PROGRAMME("X-OLD"));
	import(&k, "l", "2024-02-01", KIND_designation,
	       "a name=A programme=X; c name=C programme=X expires=2025-03-10;"
	       " d name=D programme=X; e name=E programme=X;"
	       " g name=G programme=X;" PROGRAMME("X"));
	import(&k, "l", "2024-03-01", KIND_designation,
	       "a name=A programme=X; c name=C programme=X expires=2025-03-10;"
	       " d name=D programme=X; e name=E programme=X;"
	       " g name=G programme=X gone_on=2025-02-15"
	       " listing_state=delisted;" PROGRAMME("X"));
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		char query[80];

		snprintf(query, sizeof(query), "measure:list as-of:%s",
			 counts[i].as_of);
		kit_expect(&k, &view_sanctions, query, "listed",
			   counts[i].listed);
		kit_expect(&k, &view_sanctions, query, "added_12m",
			   counts[i].added);
		kit_expect(&k, &view_sanctions, query, "removed_12m",
			   counts[i].removed);
	}
	/* What has ended since was listed until then. */
	import(&k, "l", "2025-03-01", KIND_designation,
	       "a name=A programme=X; c name=C programme=X expires=2025-03-10;"
	       " d name=D programme=X; e name=E programme=X;"
	       " g name=G programme=X gone_on=2025-02-15"
	       " listing_state=delisted;" PROGRAMME("X"));
	kit_expect(&k, &view_sanctions, "measure:list as-of:2025-03-01",
		   "trend", "|2024-03-01 5|2025-03-01 4|");
	kit_stop(&k);
}

/* A number that is corrected twice, or back, is still one party. */
static void test_rekeys(void **state)
{
	static const char *const numbers[] = { "1", "2", "3", "2", "9" };
	struct kit k;

	(void)state;
	start(&k);
	import(&k, "acts", "2024-01-01", KIND_measure,
	       "m1 subject=m measure=M jurisdiction=US state=imposed"
	       " since=2020-01-01 covers=l/1");
	for (int i = 0; i < 5; i++) {
		char date[16], text[256];

		snprintf(date, sizeof(date), "2025-0%d-01", i + 1);
		snprintf(text, sizeof(text), "%s name=Ice programme=X;"
			 " b name=B programme=X;" PROGRAMME("X"), numbers[i]);
		import(&k, "l", date, KIND_designation, text);
		kit_expect(&k, &view_sanctions, "measure:list", "listed", "2");
		kit_expect(&k, &view_sanctions, "measure:list", "added_12m",
			   i ? "0" : "-");
		kit_expect(&k, &view_sanctions, "measure:list", "removed_12m",
			   i ? "0" : "-");
		snprintf(text, sizeof(text), "1 of 1 listed on %s", date);
		kit_expect(&k, &view_sanctions, "measure:M", "by_lists", text);
		kit_expect(&k, &view_designations, "is:any sort:name", "state",
			   "listed,listed");
	}
	kit_stop(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_terms),
		cmocka_unit_test(test_foreseen),
		cmocka_unit_test(test_stays_open),
		cmocka_unit_test(test_busy),
		cmocka_unit_test(test_spread),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_rekeys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
