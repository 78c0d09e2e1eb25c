/* Finds names. */
#include "names/index_file.h"

#include <stdlib.h>

struct index_seeker {
	const struct name_index *ix;
};

struct index_seeker *seeker_new(const struct name_index *ix)
{
	struct index_seeker *k = calloc(1, sizeof(*k));

	if (k)
		k->ix = ix;
	return k;
}

void seeker_free(struct index_seeker **k)
{
	free(*k);
	*k = NULL;
}

const struct name_index *seeker_index(const struct index_seeker *k)
{
	return k->ix;
}

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

int index_seek(struct index_seeker *k, const struct index_ask *ask,
	       struct index_hit *out, size_t *n, struct err *e)
{
	*n = 0;
	for (size_t i = 0; i < k->ix->names; i++) {
		struct index_entry told;
		struct name name;
		struct index_hit h = { .name = (uint32_t)i };

		if (ask->skip && ask->skip(ask->ctx, (uint32_t)i))
			continue;
		if (index_entry(k->ix, i, &told, e) < 0 ||
		    index_name(k->ix, i, &name, e) < 0)
			return -1;
		h.subject = told.subject;
		h.score = keeps(name_match(ask->name, &name, NULL),
				told.flags);
		if (h.score >= ask->least)
			place(out, n, ask->most, h);
	}
	return 0;
}
