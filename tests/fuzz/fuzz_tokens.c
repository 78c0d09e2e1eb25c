/* Sentences as tokens: places lie inside the text, numbers have a size, and a
 * count is of what stands there. The first byte picks the language. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "read/counts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_tokens(const struct tokens *t)
{
	const char *end = t->text.p + t->text.n;

	assert(t->n <= TOKENS_MAX && t->meanings <= MEANINGS_MAX);
	for (size_t i = 0; i < t->n; i++) {
		const struct token *x = &t->token[i];

		assert(x->text.n > 0 && x->text.p >= t->text.p &&
		       x->text.p + x->text.n <= end);
		assert(x->number >= NO_NUMBER);
		assert(i == 0 || (x->clause >= x[-1].clause &&
				  x->segment >= x[-1].segment));
	}
	for (size_t i = 0; i < t->meanings; i++)
		assert(t->meaning[i].first <= t->meaning[i].last &&
		       t->meaning[i].last < t->n);
}

static void check_dates(const struct tokens *t)
{
	struct pdate today = { 2025, 12, 15 }, d;
	struct spot s;

	for (size_t i = 0; i < t->n; i++)
		if (token_date(t, i, &s)) {
			assert(s.first == i && s.last >= i && s.last < t->n);
			assert(!spot_resolve(&s, today, &d) || pdate_is(d));
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = {
		"en", "be", "ru", "uk", "pl", "de", "fr", "",
	};
	struct count list[COUNTS_MAX];
	struct tokens *t = calloc(1, sizeof(*t));
	size_t n;

	if (!t || size == 0) {
		free(t);
		return 0;
	}
	tokens_load(t, slice_make((const char *)data + 1, size - 1),
		    slice_of(langs[data[0] % 8]));
	check_tokens(t);
	check_dates(t);
	n = counts_find(t, data[0] & 8, list);
	assert(n <= COUNTS_MAX);
	for (size_t i = 0; i < n; i++)
		assert(list[i].n > 0 && list[i].first <= list[i].last &&
		       list[i].last < t->n);
	free(t);
	return 0;
}
