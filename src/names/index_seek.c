/* Finds names that are like one.
 *
 * For each word asked the words of the dictionary that are like it are known
 * (index_like.c). Names that have enough of them are looked at by their
 * words, which says how much their score may be at the most; the best are
 * scored in full, until no other can be among the best. A name that scores
 * MATCH_HIT has all words that tell who it is of one side, so that it is
 * enough to begin with the rarer words: who has common ones alone has too
 * little.
 */
#include "names/seeking.h"

#include <stdlib.h>

enum { SCORED_MOST = 3000 };	/* names in full for one that is asked */

int seeking_lies(struct seeking *s)
{
	return index_lies(s->k->ix, s->e);
}

/* --- the best of them ---------------------------------------------------- */

static int keeps(int score, unsigned flags)
{
	if (flags & INDEX_WEAK)
		score = score * INDEX_WEAK_KEEPS / 1000;
	return flags & INDEX_PAST ? score * INDEX_PAST_KEEPS / 1000 : score;
}

static bool better(const struct index_hit *a, const struct index_hit *b)
{
	return a->score != b->score ? a->score > b->score :
				      a->subject < b->subject;
}

/* Keeps the best `most`, sorted, each subject once. */
static void place(struct index_hit *out, size_t *n, size_t most,
		  struct index_hit h)
{
	size_t at = *n;

	for (size_t i = 0; i < *n; i++) {
		if (out[i].subject != h.subject)
			continue;
		if (!better(&h, &out[i]))
			return;
		at = i;
		break;
	}
	if (at == *n && *n < most)
		(*n)++;
	else if (at == *n && (most == 0 || !better(&h, &out[--at])))
		return;
	for (; at > 0 && better(&h, &out[at - 1]); at--)
		out[at] = out[at - 1];
	out[at] = h;
}

static int by_most(const void *x, const void *y)
{
	const struct chosen *a = x, *b = y;

	if (a->most != b->most)
		return a->most > b->most ? -1 : 1;
	if (a->subject != b->subject)
		return a->subject < b->subject ? -1 : 1;
	return a->name < b->name ? -1 : 1;
}

static int score(struct seeking *s, struct index_hit *out, size_t *n)
{
	struct index_seeker *k = s->k;
	size_t scored = 0;

	for (size_t i = 0; i < k->n_chosen; i++)
		k->chosen[i].most = keeps(k->chosen[i].most,
					  k->chosen[i].flags);
	if (k->n_chosen > 1)
		qsort(k->chosen, k->n_chosen, sizeof(*k->chosen), by_most);
	for (size_t i = 0; i < k->n_chosen && scored < SCORED_MOST; i++) {
		const struct chosen *c = &k->chosen[i];
		struct index_hit h = { .name = c->name,
				       .subject = c->subject };
		struct name name;

		if (*n == s->ask->most &&
		    (*n == 0 || out[*n - 1].score > c->most))
			break;
		if (index_name(k->ix, c->name, &name, s->e) < 0)
			return -1;
		h.score = keeps(name_match(s->ask->name, &name, NULL),
				c->flags);
		scored++;
		if (h.score >= s->ask->least)
			place(out, n, s->ask->most, h);
	}
	return 0;
}

/* --- all together -------------------------------------------------------- */

static int gather(struct seeking *s)
{
	seeking_weigh(s);
	if (s->all == 0)
		return 0;
	if (seeking_words(s) < 0 || seeking_joined(s) < 0 || seeking_split(s) < 0 ||
	    seeking_count(s) < 0)
		return -1;
	return seeking_choose(s);
}

static void clear(struct index_seeker *k)
{
	for (size_t i = 0; i < k->n_touched; i++)
		k->tally[k->touched[i]] = (struct tally){ .got = 0 };
	for (size_t i = 0; i < k->ties; i++)
		k->like_at[k->tie[i].word] = 0;
	k->n_touched = k->n_chosen = k->ties = 0;
}

int index_seek(struct index_seeker *k, const struct index_ask *ask,
	       struct index_hit *out, size_t *n, struct err *e)
{
	struct seeking s = { .k = k, .ask = ask, .e = e };
	int rc = seeker_ready(k, e);

	*n = 0;
	if (rc == 0)
		rc = gather(&s);
	if (rc == 0)
		rc = score(&s, out, n);
	clear(k);
	return rc;
}
