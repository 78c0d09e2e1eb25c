/* Random versions of lists, with a fixed seed: whole ones and lists of
 * changes, in any order of evidence. Whatever came in how, what is shown must
 * be what is made anew from the same spans; what is told of a day what a store
 * tells that knows nothing later; and the order of import decides nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "randomkit.h"

/* --- making versions --- */

/* Few names, births and numbers, so that entries look like each other. */
static void say_party(struct round *r, struct version *v, unsigned key)
{
	static const char *const states[] = { "delisted", "expired", "listed" };
	unsigned who = random_chance(r, 4) ? key / 2 : (unsigned)random_chance(r, KEYS);

	random_say(v, "k%u native_id=k%u list=%s target_kind=person"
	    " name=Ivan_Petrovich_%c programme=P%d", key, key, v->source,
	    'A' + (char)who, (int)random_chance(r, 3) == 0);
	if (random_chance(r, 2))
		random_say(v, " born=19%u0-01-02", 5 + who);
	if (random_chance(r, 4) == 0)
		random_say(v, " secondary_id=%u", who);
	if (random_chance(r, 3) == 0)
		random_say(v, " subject=s%u", (unsigned)random_chance(r, 2) + key);
	if (random_chance(r, 5) == 0)
		random_say(v, " listing_state=%s", states[random_chance(r, 3)]);
	if (random_chance(r, 5) == 0)
		random_say(v, " gone_on=%s", random_date_of((int)random_chance(r, DATES)));
	if (random_chance(r, 4) == 0)
		random_say(v, " expires=%s", random_date_of((int)random_chance(r, DATES)));
	random_say(v, ";");
}

static void make_list(struct round *r, struct version *v)
{
	for (unsigned key = 0; key < KEYS; key++)
		if (random_chance(r, 3))
			say_party(r, v, key);
	say_party(r, v, KEYS);
}

static void make_changes(struct round *r, struct version *v)
{
	for (unsigned key = 0; key < KEYS; key++)
		switch (r->ends ? 1 + random_chance(r, 2) :
			random_chance(r, r->patches ? 6 : 5)) {
		case 0:
			say_party(r, v, key);
			break;
		case 1:
			random_say(v, "gone:k%u;", key);
			break;
		case 5:
			random_say(v, "patch:k%u name=Pavel_%u programme@taken=P0;",
			    key, key);
			break;
		}
}

/* What eases parties of l, and how many of them there are. */
static void make_measures(struct round *r, struct version *v)
{
	static const char *const states[] = {
		"imposed", "eased_by_licence", "suspended", "lifted",
	};

	for (unsigned key = 0; key < 4; key++)
		random_say(v, "measure:m%u subject=x%u state=%s since=%s"
		    " instrument=GL_%u covers=l/%c%u programme=P%d"
		    " jurisdiction=US expires=%s;", key,
		    (unsigned)random_chance(r, 2), states[random_chance(r, 4)],
		    random_date_of((int)random_chance(r, DATES)), key,
		    random_chance(r, 2) ? 'k' : 's', (unsigned)random_chance(r, KEYS),
		    (int)random_chance(r, 2), random_date_of((int)random_chance(r, DATES)));
}

static void make_version(struct round *r, struct version *v, bool changes)
{
	static const char *const sums[] = { NULL, "1", "2", "2" };
	uint64_t what = random_chance(r, 8);

	v->sum = sums[random_chance(r, 4)];
	v->date = (int)random_chance(r, DATES);
	v->source = what == 0 ? "m" : what == 1 ? "t" : "l";
	v->complete = what == 0 || what > (changes ? 4 : 1);
	if (what == 1)
		make_measures(r, v);
	else if (v->complete)
		make_list(r, v);
	else
		make_changes(r, v);
}

static void make(struct round *r, uint64_t seed, bool changes, bool patches)
{
	*r = (struct round){ .seed = seed, .patches = patches };
	r->at = seed * 0x9e3779b97f4a7c15u + 1;
	for (; r->n < STEPS; r->n++)
		make_version(r, &r->v[r->n], changes);
}

/* Whether lists of changes begin a history is known once there is a whole
 * one: it comes first of all. */
static void make_whole_first(struct round *r, uint64_t seed)
{
	make(r, seed, true, false);
	r->v[0] = (struct version){ .source = "l", .complete = true };
	make_list(r, &r->v[0]);
}

static void make_ends(struct round *r, uint64_t seed)
{
	*r = (struct round){ .seed = seed, .ends = true };
	r->at = seed * 0x9e3779b97f4a7c15u + 1;
	for (; r->n < STEPS; r->n++)
		make_version(r, &r->v[r->n], true);
}

static void rows_are_those_made_anew(void **state)
{
	(void)state;
	for (uint64_t seed = 40; seed < 40 + ROUNDS; seed++) {
		struct round r;
		struct kit k;

		make(&r, seed, true, true);
		random_start(&k, random_day_of(4));
		for (int i = 0; i < r.n; i++) {
			char *shown;

			random_take(&k, &r.v[i]);
			shown = random_tell(&k, "is:any", false);
			random_run(&k, NO_SHAPES);
			random_same(&r, i + 1, "rows made anew", shown,
			     random_tell(&k, "is:any", false));
			shown = random_tell(&k, "is:any", false);
			random_run(&k, NO_CHANGES);
			random_same(&r, i + 1, "changes derived anew", shown,
			     random_tell(&k, "is:any", false));
		}
		kit_stop(&k);
	}
}

/* Rows made long ago and rows made today. */
static void rows_keep_up_with_the_day(void **state)
{
	(void)state;
	for (uint64_t seed = 100; seed < 100 + ROUNDS; seed++) {
		struct round r;
		struct kit k;

		make(&r, seed, true, true);
		random_start(&k, random_day_of(0));
		for (int i = 0; i < r.n; i++)
			random_take(&k, &r.v[i]);
		for (int day = 0; day < DATES; day++) {
			char *shown;

			k.now = random_day_of(day) + (day % 2 ? 86400 : 0);
			random_reopen(&k);
			shown = random_tell(&k, "is:any", false);
			random_run(&k, NO_SHAPES);
			random_same(&r, day, "rows of the day", shown,
			     random_tell(&k, "is:any", false));
			k.now = random_day_of(day) + 86400;
		}
		kit_stop(&k);
	}
}

static void a_day_tells_what_was_known(void **state)
{
	(void)state;
	for (uint64_t seed = 210; seed < 210 + ROUNDS; seed++) {
		struct round r;
		struct kit all;

		make_whole_first(&r, seed);
		random_start(&all, random_day_of(DATES - 1));
		for (int i = 0; i < r.n; i++)
			random_take(&all, &r.v[i]);
		for (int day = 0; day < DATES; day++) {
			struct kit k;
			char query[64];

			random_start(&k, random_day_of(day));
			for (int i = 0; i < r.n; i++)
				if (r.v[i].date <= day)
					random_take(&k, &r.v[i]);
			snprintf(query, sizeof(query), "is:any as-of:%s",
				 random_date_of(day));
			random_same(&r, day, query, random_tell(&all, query, true),
			     random_tell(&k, "is:any", true));
			kit_stop(&k);
		}
		kit_stop(&all);
	}
}

/* The versions in the order of their evidence; of one date as they came. */
static void sort_versions(struct round *r)
{
	for (int i = 1; i < r->n; i++)
		for (int k = i; k > 0 && r->v[k].date < r->v[k - 1].date; k--) {
			struct version v = r->v[k];

			r->v[k] = r->v[k - 1];
			r->v[k - 1] = v;
		}
}

static void any_order_tells_the_same(void **state)
{
	(void)state;
	for (uint64_t seed = 300; seed < 300 + 8 * ROUNDS; seed++) {
		struct round r, sorted;
		struct kit k, in_order;

		make_ends(&r, seed);
		sorted = r;
		sort_versions(&sorted);
		random_start(&k, random_day_of(DATES - 1));
		random_start(&in_order, random_day_of(DATES - 1));
		for (int i = 0; i < r.n; i++) {
			random_take(&k, &r.v[i]);
			random_take(&in_order, &sorted.v[i]);
		}
		random_same(&r, r.n, "order of import", random_tell(&k, "is:any", false),
		     random_tell(&in_order, "is:any", false));
		kit_stop(&k);
		kit_stop(&in_order);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_those_made_anew),
		cmocka_unit_test(rows_keep_up_with_the_day),
		cmocka_unit_test(a_day_tells_what_was_known),
		cmocka_unit_test(any_order_tells_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
