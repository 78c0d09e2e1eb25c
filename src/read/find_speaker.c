/* Who is named beside the words that tell something. */
#include <string.h>

#include "read/findings.h"

struct slice named_before(const struct tokens *t, size_t i)
{
	size_t from = i;

	while (from > 0 && i - from < 6 &&
	       (t->token[from - 1].capital || t->token[from - 1].joined) &&
	       t->token[from - 1].segment == t->token[i - 1].segment &&
	       !token_is(t, from - 1, LEX_month) &&
	       !token_is(t, from - 1, LEX_weekday))
		from--;
	if (from < i && token_is(t, from, LEX_pronoun))
		from++;
	return from < i ? tokens_span(t, from, i - 1) : SLICE_NONE;
}

static struct slice named_at(const struct tokens *t, size_t i)
{
	size_t end = i;

	while (end < t->n && end - i < 6 &&
	       (t->token[end].capital || (end > i && t->token[end].joined)) &&
	       t->token[end].segment == t->token[i].segment)
		end++;
	if (end == i || (end == i + 1 && token_is(t, i, LEX_pronoun)))
		return SLICE_NONE;
	return tokens_span(t, i, end - 1);
}

/* "X said that 22 were freed" and "22 were freed, X said"; what X said of
 * something else does not count. */
static bool speaks_of(const struct tokens *t, const struct meaning *m,
		      const struct count *c)
{
	int behind = t->token[c->first].segment - t->token[m->first].segment;

	if (m->first < c->first)
		return behind <= 1;
	return m->first > 0 && behind < 0 && t->n - m->last <= 6 &&
	       !token_is(t, m->first - 1, LEX_join) &&
	       t->token[m->first].clause > t->token[c->first].clause &&
	       t->token[m->first].clause == t->token[t->n - 1].clause;
}

struct slice speaker_of(const struct tokens *t, const struct count *c)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct meaning *m = token_means(t, i, LEX_said);
		struct slice name = SLICE_NONE;

		if (m && strcmp(lex_value(m->row), "behind") == 0)
			name = named_at(t, m->last + 1);
		else if (m && i && speaks_of(t, m, c))
			name = named_before(t, i);
		if (name.n > 1)
			return name;
	}
	return SLICE_NONE;
}
