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

/* --- "114 came to Ukraine, nine to Lithuania" of 123 --------------------------- */

static bool is_place(const char *key)
{
	return key[0] >= 'A' && key[0] <= 'Z' && key[1] && !key[2];
}

/* The place that it is told of, if it is one beside those of its parts. */
static const char *own_place(const struct act *a)
{
	const char *own = NULL;

	for (size_t i = 0; i < a->places; i++) {
		bool part = false;

		for (size_t k = 0; k < a->parts; k++)
			part |= strcmp(a->part[k].key, a->place[i]) == 0;
		if (!part && own)
			return NULL;
		own = part ? own : a->place[i];
	}
	return own;
}

/* Those who were taken to other places, by the act or by numbers alone. */
static int64_t elsewhere(const struct findings *f, const struct act *a,
			 const char *own)
{
	int64_t sum = 0;

	for (size_t i = 0; i < a->parts; i++)
		sum += is_place(a->part[i].key) ? a->part[i].n : 0;
	for (size_t i = 0; i < f->orphans && sum == 0; i++)
		if (is_place(f->orphan[i].key) &&
		    strcmp(f->orphan[i].key, own) != 0)
			return f->orphan[i].n;
	return sum;
}

static void give_part(struct act *to, const char *key, int64_t n,
		      const struct quote *q)
{
	for (size_t i = 0; i < to->parts; i++)
		if (strcmp(to->part[i].key, key) == 0)
			return;
	if (to->parts < PARTS_MAX)
		to->part[to->parts++] =
			(struct part){ key, n, false, true, *q };
	for (size_t i = 0; i < to->places; i++)
		if (strcmp(to->place[i], key) == 0)
			return;
	if (to->places == PLACES_MAX)
		return;
	to->of_place = to->places ? to->of_place : *q;
	to->place[to->places++] = key;
}

/* With those who went elsewhere it makes up the whole of another: a part. */
static bool is_part(struct findings *f, const struct act *a, struct act *whole)
{
	const char *own = own_place(a);
	int64_t rest = own ? elsewhere(f, a, own) : 0;

	if (a == whole || !rest || whole->n != a->n + rest || a->sum ||
	    strcmp(a->scope, "this_act") != 0 ||
	    strcmp(whole->scope, "this_act") != 0 ||
	    (pdate_is(a->date) && !same_day(a, whole)))
		return false;
	give_part(whole, own, a->n, &a->quote[0]);
	for (size_t i = 0; i < a->parts; i++)
		if (is_place(a->part[i].key))
			give_part(whole, a->part[i].key, a->part[i].n,
				  &a->part[i].quote);
	for (size_t i = 0; i < f->orphans; i++)
		if (is_place(f->orphan[i].key) && f->orphan[i].n == rest)
			give_part(whole, f->orphan[i].key, rest,
				  &f->orphan[i].quote);
	return true;
}

static void join_parts(struct findings *f)
{
	for (size_t i = 0; i < f->acts; i++)
		for (size_t k = 0; k < f->acts; k++)
			if (is_part(f, &f->act[i], &f->act[k])) {
				f->act[i--] = f->act[--f->acts];
				break;
			}
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
	join_parts(f);
}
