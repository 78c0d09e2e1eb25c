/* What happened to a measure, and the state that follows on a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "check/measure.h"

enum { MEM = 1 << 20, ROWS = 8, FACTS = 200 };

/* One row of a table of measures. */
struct act {
	const char *date, *state, *instrument, *expires, *covers;
	const char *supersedes, *revoked_by;
	bool news;
};

struct made {
	struct fact fact[FACTS];
	struct facts f;
	char key[ROWS][8];
};

static void say(struct made *m, size_t row, enum property prop,
		const char *value, const char *as_of)
{
	if (!value)
		return;
	assert_true(m->f.n < FACTS);
	m->fact[m->f.n++] = (struct fact){
		.claim = { .prop = prop, .value = slice_of(value),
			   .as_of = slice_of(as_of) },
		.source = SLICE("table"), .key = slice_of(m->key[row]),
	};
}

static void make(struct made *m, const struct act *a, const char *day)
{
	*m = (struct made){ .f = { .day = slice_of(day),
				   .kind = KIND_measure } };
	m->f.fact = m->fact;
	for (size_t i = 0; i < ROWS && a[i].state; i++) {
		/* as-of: what is dated later is not told yet */
		if (strcmp(a[i].date, day) > 0)
			continue;
		snprintf(m->key[i], sizeof(m->key[i]), "m/%zu", i);
		say(m, i, a[i].news ? PROP_news_state : PROP_state,
		    a[i].state, a[i].date);
		say(m, i, PROP_since, a[i].date, a[i].date);
		say(m, i, PROP_instrument, a[i].instrument, a[i].date);
		say(m, i, PROP_expires, a[i].expires, a[i].date);
		say(m, i, PROP_covers, a[i].covers, a[i].date);
		say(m, i, PROP_supersedes, a[i].supersedes, a[i].date);
		say(m, i, PROP_revoked_by, a[i].revoked_by, a[i].date);
	}
}

static const struct act potash[ROWS] = {
	{ "2021-08-09", "imposed", "EO 1", NULL, "l/1", NULL, NULL, false },
	{ "2021-08-09", "eased_by_licence", "GL 4", "2021-12-08", "l/1",
	  NULL, NULL, false },
	{ "2021-12-02", "imposed", "EO 1", NULL, "l/2", NULL, NULL, false },
	{ "2025-12-13", "announced", NULL, NULL, NULL, NULL, NULL, true },
	{ "2025-12-14", "lifted", NULL, NULL, NULL, NULL, NULL, true },
	{ "2025-12-15", "eased_by_licence", "GL 13", NULL, NULL, NULL, NULL,
	  false },
	{ "2026-03", "announced", NULL, NULL, NULL, NULL, NULL, true },
};
static const struct act renewed[ROWS] = {
	{ "2015-10-30", "eased_by_licence", "GL 2", "2016-04-30", NULL,
	  NULL, NULL, false },
	{ "2016-04-12", "eased_by_licence", "GL 2A", "2016-10-31", NULL,
	  "GL 2", NULL, false },
	{ "2021-04-19", "reimposed", "GL 2 ended", NULL, NULL, NULL, NULL,
	  false },
};
static const struct act revoked[ROWS] = {
	{ "2020-01-01", "imposed", "Act", NULL, NULL, NULL, NULL, false },
	{ "2021-01-01", "suspended", "A", NULL, NULL, NULL, "B", false },
	{ "2022-01-01", "imposed", "B", NULL, NULL, NULL, NULL, false },
};
static const struct act airline[ROWS] = {
	{ "2023-08", "imposed", "EO 1", NULL, NULL, NULL, NULL, false },
	{ "2025-09-11", "eased_by_licence", "GL 11", NULL, NULL, NULL, NULL,
	  false },
	{ "2025-11-04", "lifted", "Removal", NULL, NULL, NULL, NULL, false },
	{ "2026-02-01", "eased_by_licence", "GL 99", NULL, NULL, NULL, NULL,
	  false },
};
static const struct act said[ROWS] = {
	{ "2026-01-10", "lifted", NULL, NULL, NULL, NULL, NULL, true },
};

static const struct {
	const struct act *acts;
	const char *day;
	const char *state, *instrument;	/* NULL: none is known */
	const char *easing;		/* instruments in force, in order */
	int unexpected;
	bool differs;
} facts[] = {
	{ potash, "2021-08-08", NULL, NULL, "", 0, false },
	{ potash, "2021-10-01", "eased_by_licence", "GL 4", "GL 4 ", 0,
	  false },
	/* on its last day it still holds; a listing of others ends nothing */
	{ potash, "2021-12-08", "imposed", "EO 1", "GL 4 ", 0, false },
	{ potash, "2021-12-09", "imposed", "EO 1", "", 0, false },
	{ potash, "2025-12-13", "imposed", "EO 1", "", 0, false },
	{ potash, "2025-12-14", "imposed", "EO 1", "", 0, true },
	{ potash, "2025-12-31", "eased_by_licence", "GL 13", "GL 13 ", 0,
	  true },
	/* announced is no state, whatever it is about */
	{ potash, "2026-11-24", "eased_by_licence", "GL 13", "GL 13 ", 0,
	  true },
	{ renewed, "2016-03-01", "eased_by_licence", "GL 2", "GL 2 ", 0,
	  false },
	{ renewed, "2016-04-20", "eased_by_licence", "GL 2A", "GL 2A ", 0,
	  false },
	{ renewed, "2017-01-01", NULL, NULL, "", 0, false },
	{ renewed, "2021-06-01", "reimposed", "GL 2 ended", "", 0, false },
	{ revoked, "2021-06-01", "suspended", "A", "A ", 0, false },
	{ revoked, "2022-06-01", "imposed", "B", "", 0, false },
	{ airline, "2025-10-01", "eased_by_licence", "GL 11", "GL 11 ", 0,
	  false },
	{ airline, "2025-12-01", "lifted", "Removal", "", 0, false },
	/* what is lifted is not eased: marked, not refused */
	{ airline, "2026-03-01", "eased_by_licence", "GL 99", "GL 99 ", 1,
	  false },
	{ said, "2026-03-01", NULL, NULL, "", 0, false },
};

static void test_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct arena mem = ARENA_INIT(MEM);
		struct str easing = STR_INIT(256);
		struct history h;
		struct made m;
		int unexpected = 0;

		make(&m, facts[i].acts, facts[i].day);
		history_make(&m.f, &mem, &h);
		for (size_t k = 0; k < h.n; k++) {
			unexpected += h.step[k].unexpected;
			if (step_eases(&h.step[k]))
				str_addf(&easing, "%.*s ",
					 SLICE_ARG(h.step[k].instrument));
		}
		if (!slice_is(h.now ? h.now->state : SLICE("-"),
			      facts[i].state ? facts[i].state : "-") ||
		    (h.now && !slice_is(h.now->instrument,
					facts[i].instrument)) ||
		    strcmp(str_cstr(&easing), facts[i].easing) != 0 ||
		    unexpected != facts[i].unexpected ||
		    h.differs != facts[i].differs)
			fail_msg("row %zu on %s: %.*s by %.*s, easing \"%s\","
				 " %d unexpected, differs %d", i, facts[i].day,
				 SLICE_ARG(h.now ? h.now->state : SLICE("-")),
				 SLICE_ARG(h.now ? h.now->instrument :
						   SLICE("-")),
				 str_cstr(&easing), unexpected, h.differs);
		str_free(&easing);
		arena_free(&mem);
	}
}

static const struct {
	const char *from, *to;
	bool expected;
} moves[] = {
	{ "announced", "imposed", true },
	{ "imposed", "eased_by_licence", true },
	{ "extended", "suspended", true },
	{ "imposed", "lifted", true },
	{ "imposed", "expired", true },
	{ "eased_by_licence", "lifted", true },
	{ "eased_by_licence", "reimposed", true },
	{ "eased_by_licence", "eased_by_licence", true },
	{ "suspended", "imposed", true },
	{ "lifted", "reimposed", true },
	{ "reimposed", "amended", true },
	{ "eased_by_licence", "imposed", false },
	{ "lifted", "imposed", false },
	{ "lifted", "eased_by_licence", false },
	{ "expired", "lifted", false },
	{ "suspended", "extended", false },
};

static void test_moves(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (move_expected(slice_of(moves[i].from),
				  slice_of(moves[i].to)) != moves[i].expected)
			fail_msg("%s to %s", moves[i].from, moves[i].to);
}

/* --- what the lists have of the parties covered --- */

struct list_says {
	enum presence presence[2];
	const char *version;
};

static void listing(void *ctx, struct slice party, struct arena *mem,
		    struct standing *out)
{
	const struct list_says *l = ctx;

	(void)mem;
	*out = (struct standing){
		.known = l->version != NULL,
		.presence = l->presence[slice_is(party, "l/2")],
		.gone_on = slice_of(l->version),
		.version = slice_of(l->version),
	};
}

static const struct {
	const struct act *acts;
	struct list_says list;
	const char *state, *basis;
	bool contradicted;
} lists[] = {
	/* still there after it was said to be lifted */
	{ airline, { { PRESENT, PRESENT }, "2025-12-01" }, "lifted", NULL,
	  true },
	{ airline, { { REMOVAL_PENDING, PRESENT }, "2025-12-01" }, "lifted",
	  NULL, true },
	/* an older list says nothing about it */
	{ airline, { { PRESENT, PRESENT }, "2024-06-27" }, "lifted", NULL,
	  false },
	{ airline, { { GONE, GONE }, "2025-12-01" }, "lifted", "list", false },
	/* the list alone makes a licence a lifting, once it is sure */
	{ potash, { { GONE, GONE }, "2026-04-01" }, "lifted", "list", false },
	{ potash, { { GONE, PRESENT }, "2026-04-01" }, "eased_by_licence",
	  NULL, false },
	{ potash, { { REMOVAL_PENDING, REMOVAL_PENDING }, "2026-04-01" },
	  "eased_by_licence", NULL, false },
	{ potash, { { PRESENT, PRESENT }, NULL }, "eased_by_licence", NULL,
	  false },
};

static void test_lists(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct arena mem = ARENA_INIT(MEM);
		struct list_says l = lists[i].list;
		struct history h;
		struct made m;

		make(&m, lists[i].acts, lists[i].acts == airline ?
		     "2025-12-31" : "2026-11-24");
		if (lists[i].acts == airline)
			say(&m, 0, PROP_covers, "l/1", "2023-08");
		m.f.look.standing = listing;
		m.f.look.ctx = &l;
		history_make(&m.f, &mem, &h);
		if (!h.now || !slice_is(h.now->state, lists[i].state) ||
		    (lists[i].basis &&
		     !slice_is(h.now->basis, lists[i].basis)) ||
		    h.contradicted != lists[i].contradicted)
			fail_msg("row %zu: %.*s, contradicted %d", i,
				 SLICE_ARG(h.now ? h.now->state : SLICE("-")),
				 h.contradicted);
		arena_free(&mem);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_moves),
		cmocka_unit_test(test_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
