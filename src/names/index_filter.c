/* Which names have the words of a filter, while it is typed. */
#include "names/index_seek.h"

#include <stdlib.h>

#include "names/fold.h"

static bool stands(const struct word *w, struct slice plain,
		   struct slice sound)
{
	return slice_find(w->plain, plain, 0) >= 0 ||
	       (w->sound.n >= sound.n && sound.n > 0 &&
		memcmp(w->sound.p, sound.p, sound.n) == 0);
}

static int mark_word(const struct name_index *ix, const struct word *asked,
		     uint64_t *bits, struct err *e)
{
	for (size_t i = 0; i < ix->words; i++) {
		struct word w;
		size_t n;
		const uint32_t *name;

		if (index_word(ix, (uint32_t)i, &w, e) < 0)
			return -1;
		if (!stands(&w, asked->plain, asked->sound))
			continue;
		name = index_postings(ix, (uint32_t)i, &n, e);
		if (!name)
			return -1;
		for (size_t k = 0; k < n; k++)
			if (name[k] < ix->names)
				bits[name[k] / 64] |= (uint64_t)1 <<
						      name[k] % 64;
	}
	return 0;
}

int index_filter(struct index_seeker *k, struct slice text, uint64_t *bits,
		 size_t *n, struct err *e)
{
	const struct name_index *ix = k->ix;
	struct arena mem = ARENA_INIT(1 << 20);
	struct piece piece[NAME_WORDS];
	size_t words = (ix->names + 63) / 64, pieces;
	uint64_t *one = calloc(words + 1, sizeof(*one));
	bool cut;
	int rc = one ? 0 : err_set(e, ERR_MEMORY, "no memory to filter");

	*n = 0;
	pieces = name_split(piece, text, true, &cut);
	memset(bits, 0xFF, words * sizeof(*bits));
	for (size_t i = 0; rc == 0 && i < pieces; i++) {
		struct word w;

		if (!word_make(&w, piece[i].text, true, &mem))
			continue;
		memset(one, 0, words * sizeof(*one));
		rc = mark_word(ix, &w, one, e);
		for (size_t b = 0; b < words; b++)
			bits[b] &= one[b];
	}
	if (ix->names % 64)
		bits[words - 1] &= ((uint64_t)1 << ix->names % 64) - 1;
	for (size_t b = 0; b < words; b++)
		*n += (size_t)__builtin_popcountll(bits[b]);
	arena_free(&mem);
	free(one);
	return rc;
}
