/* Names that have the words asked, and how much of them. */
#include "names/seeking.h"

#include <stdlib.h>

enum {
	/* Of 100 that tell who is asked: what a name that may be a hit has at
	 * the least, with one such word and with more. */
	SHARE_ONE = 57, SHARE_MANY = 47,
	/* Below MATCH_HIT what contradicts counts too. */
	SHARE_LOOSE = 25,
};

int seeking_touch(struct seeking *s, uint32_t name)
{
	struct index_seeker *k = s->k;

	if (vec_room((void **)&k->touched, &k->cap_touched, k->n_touched,
		     sizeof(*k->touched), INDEX_NAMES_MOST, s->e) < 0)
		return -1;
	k->touched[k->n_touched++] = name;
	return 0;
}

/* A word asked counts once, by the likest of its words. With `open` false only
 * names count that have another. */
static int count_names(struct seeking *s, const struct slot *slot,
		       const struct tie_row *t, bool open)
{
	const uint32_t *list;
	size_t n, names = s->k->ix->names;
	uint8_t last = (uint8_t)(slot - s->slot + 1);
	uint16_t got = (uint16_t)(slot->weight * t->score / 100);

	if (!seeker_names(s->k, t->word, &list, &n))
		return seeking_lies(s);
	for (size_t i = 0; i < n; i++) {
		struct tally *x;

		if (list[i] >= names)
			return seeking_lies(s);
		x = &s->k->tally[list[i]];
		if (x->last == last || (!open && x->last == 0))
			continue;
		if (x->last == 0 && seeking_touch(s, list[i]) < 0)
			return -1;
		x->last = last;
		x->got = (uint16_t)(x->got + got);
		x->words = (uint8_t)(x->words + slot->carries);
	}
	return 0;
}

static int count_slot(struct seeking *s, const struct slot *slot, bool open)
{
	for (size_t i = slot->first; i < slot->end; i++)
		if (count_names(s, slot, &s->k->tie[i], open) < 0)
			return -1;
	return 0;
}

static int by_postings(const void *x, const void *y)
{
	struct slot *const *a = x, *const *b = y;

	if ((*a)->postings != (*b)->postings)
		return (*a)->postings < (*b)->postings ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

int seeking_share(const struct seeking *s, int words)
{
	if (s->ask->least <= SEEK_CONTRADICTED)
		return SHARE_LOOSE;
	return words > 1 ? SHARE_MANY : SHARE_ONE;
}

/* What a name can have that has none of the words gone through before. */
static int potential(const struct seeking *s, const struct slot *slot,
		     const bool *done)
{
	int sum = 0;

	for (size_t i = 0; i < s->ask->name->n; i++)
		if (!done[i] || (i >= slot->word &&
				 i < (size_t)slot->word + slot->words))
			sum += s->weight[i];
	return sum;
}

/* The rarest first. Words are closed when too little is left for a name that
 * has none of those before; they come last, for names that do. */
int seeking_count(struct seeking *s)
{
	struct slot *order[3 * NAME_WORDS];
	bool done[NAME_WORDS] = { false };
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->slot[i].weight > 0)
			order[n++] = &s->slot[i];
	if (n > 1)
		qsort(order, n, sizeof(*order), by_postings);
	for (size_t i = 0; i < n; i++) {
		int most = potential(s, order[i], done);

		order[i]->open = most * 100 >= seeking_share(s, most > SEEK_UNIT ? 2 : 1) *
						       s->all;
		done[order[i]->word] |= order[i]->words == 1;
	}
	for (int open = 1; open >= 0; open--)
		for (size_t i = 0; i < n; i++)
			if (order[i]->open == open &&
			    count_slot(s, order[i], open) < 0)
				return -1;
	return 0;
}
