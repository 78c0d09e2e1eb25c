/* A rough number and an exact one of one act, in one text: "more than 120 walk
 * free" over "123 were released". */
#include <string.h>

#include "read/findings.h"

/* How far off a rough number may be, in per cent of it. */
static const struct {
	const char *bound;
	int under, over;
} rough[] = {
	{ "at_least", 0, 50 },
	{ "about", 15, 15 },
	{ "nearly", 15, 0 },
	{ "up_to", 20, 0 },
};

static bool fits(const struct act *a, const struct act *exact)
{
	for (size_t i = 0; i < sizeof(rough) / sizeof(rough[0]); i++)
		if (strcmp(rough[i].bound, a->bound) == 0)
			return exact->n * 100 >= a->n * (100 - rough[i].under) &&
			       exact->n * 100 <= a->n * (100 + rough[i].over);
	return false;
}

static bool same_day(const struct act *a, const struct act *exact)
{
	if (!pdate_is(a->date))
		return !a->day || a->day == exact->day;
	return a->date.year == exact->date.year &&
	       a->date.month == exact->date.month &&
	       a->date.day == exact->date.day;
}

/* A total or what is left is another number, however near. */
static bool says_less(const struct act *a, const struct act *exact)
{
	return a != exact && a->bound && !a->sum && a->parts == 0 &&
	       !exact->bound && !exact->sum &&
	       strcmp(a->scope, "this_act") == 0 &&
	       strcmp(exact->scope, "this_act") == 0 && same_day(a, exact) &&
	       fits(a, exact);
}

void find_acts_same(struct findings *f)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->acts; i++) {
		bool less = false;

		for (size_t k = 0; k < f->acts && !less; k++)
			less = says_less(&f->act[i], &f->act[k]);
		if (!less)
			f->act[kept++] = f->act[i];
	}
	f->acts = kept;
}
