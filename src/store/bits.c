#include "store/bits.h"

#include <stdlib.h>
#include <string.h>

enum { WORD = 64, WORDS_MIN = 128 };

static int room(struct bits *b, size_t want, struct err *e)
{
	size_t n = b->n ? b->n : WORDS_MIN;
	uint64_t *word;

	while (n < want)
		n *= 2;
	word = realloc(b->word, n * sizeof(*word));
	if (!word)
		return err_set(e, ERR_MEMORY, "no memory for a set of rows");
	memset(word + b->n, 0, (n - b->n) * sizeof(*word));
	b->word = word;
	b->n = n;
	return 0;
}

int bits_add(struct bits *b, int64_t at, struct err *e)
{
	size_t w = (size_t)at / WORD;
	uint64_t bit = (uint64_t)1 << ((size_t)at % WORD);

	if (at < 0 || at >= BITS_MAX)
		return err_set(e, ERR_LIMIT, "more than %d rows in one store",
			       (int)BITS_MAX);
	if (w >= b->n && room(b, w + 1, e) < 0)
		return -1;
	if (b->word[w] & bit)
		return 0;
	b->word[w] |= bit;
	return 1;
}

bool bits_has(const struct bits *b, int64_t at)
{
	size_t w = (size_t)at / WORD;

	return at >= 0 && w < b->n &&
	       (b->word[w] >> ((size_t)at % WORD) & 1) != 0;
}

/* The first number from `at` on that is in the set, or is not. */
static int64_t next(const struct bits *b, int64_t at, bool in)
{
	size_t w = (size_t)at / WORD;
	uint64_t rest;

	if (w >= b->n)
		return at;
	rest = (in ? b->word[w] : ~b->word[w]) >> ((size_t)at % WORD);
	if (rest)
		return at + __builtin_ctzll(rest);
	while (++w < b->n) {
		rest = in ? b->word[w] : ~b->word[w];
		if (rest)
			return (int64_t)w * WORD + __builtin_ctzll(rest);
	}
	return (int64_t)b->n * WORD;
}

bool bits_run(const struct bits *b, int64_t *first, int64_t *end)
{
	*first = next(b, *first, true);
	*end = next(b, *first, false);
	return *end > *first;
}

int64_t bits_count(const struct bits *b)
{
	int64_t n = 0;

	for (size_t w = 0; w < b->n; w++)
		n += __builtin_popcountll(b->word[w]);
	return n;
}

int bits_join(struct bits *to, const struct bits *from, struct err *e)
{
	if (from->n > to->n && room(to, from->n, e) < 0)
		return -1;
	for (size_t w = 0; w < from->n; w++)
		to->word[w] |= from->word[w];
	return 0;
}

void bits_free(struct bits *b)
{
	free(b->word);
	*b = (struct bits){0};
}
