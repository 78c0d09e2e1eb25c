/* Lines that are being typed: what is proposed replaces what stands there and
 * begins as it does, or means it; a filter falls into its terms and can be put
 * together again; advice asks only for filters that are shorter or righted. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/filter_text.h"
#include "model/propose.h"
#include "model/widen.h"
#include "view/view.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 2048 };

static void check_proposals(const struct shape *shape, struct slice line)
{
	struct proposals *p = calloc(1, sizeof(*p));

	assert(p);
	propose_begin(p);
	propose_filter(p, shape, line, 0, NULL, NULL);
	assert(p->from <= line.n && p->n <= PROPOSALS);
	assert(p->from + p->typed.n == line.n);
	for (size_t i = 0; i < p->n; i++)
		assert(p->list[i].word.n > 0);
	assert(p->n == 0 || propose_common(p).n <= p->list[0].word.n);
	propose_free(p);
	free(p);
}

static void check_terms(struct slice line)
{
	struct str whole = STR_INIT(2 * MOST);
	size_t n = filter_terms(line);

	for (size_t i = 0; i < n; i++) {
		struct slice term = filter_term(line, i);
		struct filter_part part = filter_part(term);

		assert(term.n > 0 && part.value.n <= term.n);
		assert(part.name.n + part.value.n <= term.n);
	}
	assert(!filter_term(line, n).p);
	filter_without(line, n, &whole);
	assert(filter_terms(str_slice(&whole)) == n);
	str_free(&whole);
}

static int64_t rows(void *ctx, struct slice filter)
{
	size_t *asked = ctx;

	++*asked;
	return (int64_t)(filter.n % 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice line = slice_make((const char *)data,
				       size < MOST ? size : MOST);
	const struct shape *shape = size % 2 ? &view_releases :
					       &view_sanctions;
	struct widen w = {0};
	size_t asked = 0;

	if (size == 0)
		line = SLICE("");
	check_proposals(shape, line);
	check_terms(line);
	widen(&w, shape, line, rows, &asked);
	assert(w.n <= WIDEN_WAYS && asked <= filter_terms(line) + 3);
	for (size_t i = 0; i < w.n; i++)
		assert(w.way[i].rows > 0);
	widen_free(&w);
	return 0;
}
