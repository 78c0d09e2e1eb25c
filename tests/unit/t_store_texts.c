/* Random texts of several sources on few releases, with a fixed seed: the rows of
 * those that are one must be what is made anew, and the order of import decides
 * nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "randomkit.h"

/* On a release or two, or a list: much may be one, and much nearly is. */
static void make_text(struct round *r, struct version *v, int doc)
{
	static const char *const sources[] = { "n1", "n2", "n3" };
	static const char *const days[] = {
		"date=2025-03-01", "date=2025-03-02", "date=2025-03-04",
		"date=2025-03", "date=2025-06-07", "note=undated",
	};
	static const char *const counts[] = {
		"count=52", "count=51", "count@~over=50", "count=30",
		"count=123", "note=some",
	};
	static const char *const names[] = {
		"Ivan_Pryklad", "Иван_Приклад", "Іван_Прыклад", "Ala_Inshaja",
		"Ivan_Petravich_Pryklad", "Ivan_Paulavich_Pryklad", "Piotr_Treci",
		"Ала_Иншая",
	};
	size_t n = random_chance(r, 5);
	bool list = random_chance(r, 6) == 0;

	*v = (struct version){ .source = list ? "v" : sources[random_chance(r, 3)],
			       .date = doc };
	if (!list)
		random_say(v, "news:d%d title=T published=2025-0%s;", doc,
		    random_chance(r, 3) ? "3-05" : "6-08");
	for (int k = 0, acts = 1 + (int)random_chance(r, 2); !list && k < acts; k++)
		random_say(v, " event:d%d#e%d subject=release/%d/%d doc=d%d %s %s;",
		    doc, k, (int)random_chance(r, 5), k, doc, days[random_chance(r, 6)],
		    counts[random_chance(r, 6)]);
	for (size_t i = 0; i < n; i++) {
		unsigned who = (unsigned)random_chance(r, 8);

		random_say(v, "; person:d%d#p%zu subject=person/%u%s name=%s custody=%s", doc, i,
		    who, list ? "-list" : "", names[who], random_chance(r, 2) ? "free" : "colony");
		if (!list)
			random_say(v, " doc=d%d event=release/%d/0", doc,
			    (int)random_chance(r, 5));
		if (random_chance(r, 4) == 0)
			random_say(v, " born=19%u0-01-02", 5 + (unsigned)random_chance(r, 3));
		if (random_chance(r, 3) == 0)
			random_say(v, " released_on=2025-03-0%u",
			    1 + (unsigned)random_chance(r, 3));
		if (random_chance(r, 4) == 0)
			random_say(v, " detained_on=2020-01-0%u",
			    1 + (unsigned)random_chance(r, 4));
	}
}

static void make_texts(struct round *r, uint64_t seed)
{
	*r = (struct round){ .seed = seed };
	r->at = seed * 0x9e3779b97f4a7c15u + 1;
	for (; r->n < DATES; r->n++)	/* each of another day */
		make_text(r, &r->v[r->n], r->n);
}

static void rows_of_texts_are_those_made_anew(void **state)
{
	(void)state;
	for (uint64_t seed = 600; seed < 600 + 4 * ROUNDS; seed++) {
		struct round r;
		struct kit k;

		make_texts(&r, seed);
		random_start(&k, random_day_of(DATES - 1));
		for (int i = 0; i < r.n; i++) {
			char *shown;

			random_take(&k, &r.v[i]);
			shown = random_tell(&k, "is:any", false);
			k.now += 60;
			random_run(&k, NO_SHAPES);
			random_same(&r, i + 1, "rows of texts", shown,
			     random_tell(&k, "is:any", false));
		}
		kit_stop(&k);
	}
}

/* Whose id a row has depends on who was seen first: here on nobody. */
static void any_order_of_texts_tells_the_same(void **state)
{
	(void)state;
	for (uint64_t seed = 700; seed < 700 + 8 * ROUNDS; seed++) {
		struct round r;
		struct kit k, other;

		make_texts(&r, seed);
		random_start(&k, random_day_of(DATES - 1));
		random_start(&other, random_day_of(DATES - 1));
		for (int i = 0; i < r.n; i++) {
			random_take(&k, &r.v[i]);
			random_take(&other, &r.v[(i * 3 + (int)seed) % r.n]);
		}
		random_same(&r, r.n, "order of texts", random_tell(&k, "is:any", false),
		     random_tell(&other, "is:any", false));
		kit_stop(&k);
		kit_stop(&other);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_texts_are_those_made_anew),
		cmocka_unit_test(any_order_of_texts_tells_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
