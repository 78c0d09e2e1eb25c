/* How somebody takes what happened, and what an action is about. */
#include <stdlib.h>
#include <string.h>

#include "read/findings.h"

static void read_statement(const struct tokens *t, struct statement *out)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct meaning *m = token_means(t, i, LEX_stance);

		if (!m || (i > 0 && token_is(t, i - 1, LEX_deny)))
			continue;
		out->stance = lex_value(m->row);
		out->actor = i ? named_before(t, i) : SLICE_NONE;
		return;
	}
}

bool statement_find(const struct extract *x, struct slice text,
		    struct statement *out)
{
	struct tokens *t = calloc(1, sizeof(*t));

	*out = (struct statement){0};
	if (t) {
		tokens_load(t, text, x->lang);
		read_statement(t, out);
		free(t);
	}
	return out->stance != NULL;
}

const char *theme_find(const struct extract *x, struct slice action)
{
	struct tokens *t = calloc(1, sizeof(*t));
	const char *theme = NULL;
	size_t i;

	if (!t)
		return NULL;
	tokens_load(t, action, x->lang);
	i = token_find(t, 0, t->n, LEX_theme);
	if (i < t->n)
		theme = lex_value(token_means(t, i, LEX_theme)->row);
	free(t);
	return theme;
}
