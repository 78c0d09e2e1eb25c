/* Keys of a profile: who is worth comparing with it. */
#include "names/profile_act.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	KEYED_NAMES = 60,	/* of an act */
	BEFORE_TOLD = 7,	/* days on which an act may have been, of a text
				 * without its date; behind it 2 */
	NEAR_DAYS = 2,
};

/* Those of the releases lead to many more than those of lists (party.h). */
static void key_add(struct party_keys *keys, char letter, struct slice a,
		    struct slice b)
{
	bool wide = letter >= 'A' && letter <= 'Z';
	uint64_t key = PROFILE_HASH;

	profile_hash(&key, slice_make(&letter, 1));
	profile_hash(&key, a);
	profile_hash(&key, SLICE("\t"));
	profile_hash(&key, b);
	key = (key & ~(uint64_t)PARTY_WIDE) | (wide ? PARTY_WIDE : 0);
	for (size_t i = 0; i < keys->n; i++)
		if (keys->key[i] == key)
			return;
	if (keys->n < PARTY_KEYS)
		keys->key[keys->n++] = key;
}

/* Dates that are some days apart at the most share a key. */
static void day_keys(struct party_keys *out, char letter, struct slice name,
		     int64_t first, int64_t last)
{
	char day[PDATE_TEXT];

	for (; first <= last; first++)
		key_add(out, letter, name,
			slice_of(pdate_text(pdate_of_day(first), day)));
}

static void dates_keys(struct party_keys *out, char letter, struct slice name,
		       const struct pdate *date, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (date[i].day)
			day_keys(out, letter, name, pdate_first_day(date[i]),
				 pdate_first_day(date[i]) + 1);
}

/* The key of a common name leads to too many; with the day it does not. Those
 * of the releases have keys of their own, which no listing shares. */
static void name_keys(const struct profile *p, struct slice core,
		      struct party_keys *out)
{
	char name = p->freed ? 'N' : 'n', birth = p->freed ? 'B' : 'b';
	char day[PDATE_TEXT];

	key_add(out, name, core, SLICE_NONE);
	for (size_t i = 0; i < p->births; i++)
		if (p->birth[i].from.day > 0)
			key_add(out, birth, core, slice_of(
				pdate_text(p->birth[i].from, day)));
	dates_keys(out, 'A', core, p->arrest, p->arrests);
	dates_keys(out, 'R', core, p->release, p->releases);
	for (size_t i = 0; i < p->acts; i++)
		dates_keys(out, 'R', core, p->act[i].date, p->act[i].dates);
}

/* Numbers as they are, of an act or beside a name. */
static void count_keys(const struct act *a, char letter, struct slice name,
		       struct party_keys *out)
{
	char number[24];

	for (size_t i = 0; i < a->counts; i++) {
		snprintf(number, sizeof(number), "%lld",
			 (long long)a->count[i].min);
		if (a->count[i].min == a->count[i].max)
			key_add(out, letter, slice_of(number), name);
	}
}

/* A name in any case leads on only among those of one release. */
static void case_keys(const struct profile *p, struct slice name,
		      struct party_keys *out)
{
	dates_keys(out, 'V', name, p->release, p->releases);
	for (size_t i = 0; i < p->acts; i++) {
		const struct act *a = &p->act[i];

		for (size_t k = 0; k < a->dates; k++)
			if (a->date[k].day)
				day_keys(out, 'V', name,
					 pdate_first_day(a->date[k]),
					 pdate_first_day(a->date[k]) +
						 NEAR_DAYS);
		count_keys(a, 'V', name, out);
		for (size_t k = 0; k < a->tolds; k++)
			day_keys(out, 'V', name,
				 pdate_first_day(a->told[k]) - BEFORE_TOLD,
				 pdate_first_day(a->told[k]));
	}
}

static void act_keys(const struct profile *p, const struct act *a,
		     struct party_keys *out)
{
	count_keys(a, 'C', act_is_release(a) ? SLICE_NONE : a->scope, out);
	for (size_t i = 0; i < a->dates; i++)
		if (a->date[i].day)
			day_keys(out, 'D', SLICE_NONE,
				 pdate_first_day(a->date[i]),
				 pdate_first_day(a->date[i]) + NEAR_DAYS);
	for (size_t i = 0; i < a->tolds; i++)
		day_keys(out, 'D', SLICE_NONE,
			 pdate_first_day(a->told[i]) - BEFORE_TOLD,
			 pdate_first_day(a->told[i]) + NEAR_DAYS);
	for (size_t i = 0; i < p->members && i < KEYED_NAMES; i++)
		key_add(out, 'M', p->member[i], SLICE_NONE);
}

void profile_keys(struct slice text, struct party_keys *out)
{
	struct profile *p = malloc(sizeof(*p));

	out->n = 0;
	if (!p)
		return;
	profile_read(p, text);
	for (size_t i = 0; i < p->numbers; i++)
		key_add(out, 'i', slice_of(p->number[i].kind),
			p->number[i].text);
	for (size_t i = 0; i < p->forms; i++)
		name_keys(p, p->form[i].core, out);
	for (size_t i = 0; i < p->cases; i++)
		case_keys(p, p->declined[i], out);
	if (p->event && p->acts > 0)
		act_keys(p, &p->act[0], out);
	free(p);
}
