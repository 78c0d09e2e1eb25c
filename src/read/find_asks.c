/* Who asks whom for what, where a sentence says so. */
#include <string.h>

#include "read/findings.h"

enum { FROM_REACH = 4, ADDRESSEE_MAX = 8 };

/* "Experts", or a name, before the asking. */
static struct slice asker_of(const struct tokens *t, size_t ask)
{
	struct slice name = ask ? named_before(t, ask) : SLICE_NONE;

	if (name.n)
		return name;
	for (size_t i = ask; i-- > 0 && ask - i <= FROM_REACH;) {
		if (t->token[i].segment != t->token[ask].segment)
			break;
		if (token_is(t, i, LEX_expert))
			return tokens_span(t, i, i);
	}
	return SLICE_NONE;
}

static bool is_article(const struct tokens *t, size_t i)
{
	return i < t->n && token_is(t, i, LEX_article);
}

/* Names behind the asking, joined by "and": "the EU and Poland". */
static size_t addressee_end(const struct tokens *t, size_t from)
{
	size_t end = from, i = from;

	while (i < t->n && i - from < ADDRESSEE_MAX) {
		if (t->token[i].clause != t->token[from].clause)
			break;
		if (t->token[i].capital)
			end = ++i;
		else if (end > from && i + 1 < t->n &&
			 token_is(t, i, LEX_join) &&
			 (t->token[i + 1].capital ||
			  (is_article(t, i + 1) && i + 2 < t->n &&
			   t->token[i + 2].capital)))
			i++;
		else if (end > from && is_article(t, i))
			i++;
		else
			break;
	}
	return end;
}

static size_t skip(const struct tokens *t, size_t i, enum lex cls)
{
	return token_is(t, i, cls) ? token_means(t, i, cls)->last + 1 : i;
}

/* The rest of the sentence, without its stop. */
static struct slice rest_of(const struct tokens *t, size_t from)
{
	return from < t->n ? tokens_span(t, from, t->n - 1) : SLICE_NONE;
}

static bool is_denied(const struct tokens *t, size_t ask)
{
	for (size_t i = ask > 3 ? ask - 3 : 0; i < ask; i++)
		if (token_is(t, i, LEX_deny))
			return true;
	return false;
}

static void add(struct findings *f, struct slice from, struct slice to,
		struct slice action, const struct quote *q)
{
	struct ask *a;

	if (f->asks == ASKS_MAX || action.n < 4)
		return;
	a = &f->ask[f->asks++];
	*a = (struct ask){
		.from = arena_slice(f->mem, from),
		.to = arena_slice(f->mem, to),
		.action = arena_slice(f->mem, action), .quote = *q,
	};
}

static void find_day(struct findings *f)
{
	const struct tokens *t = &f->tokens;
	struct ask *a = &f->ask[f->asks - 1];
	struct spot s;

	for (size_t i = 0; i < t->n; i++)
		if (token_date(t, i, &s) && (s.date.day || s.relative) &&
		    !(i > 0 && (token_is(t, i - 1, LEX_until) ||
				token_is(t, i - 1, LEX_since))) &&
		    spot_resolve(&s, f->published, &a->date))
			return;
}

static bool take_ask(struct findings *f, size_t i, const struct quote *q)
{
	const struct tokens *t = &f->tokens;
	const struct meaning *m = token_means(t, i, LEX_ask);
	struct slice from = asker_of(t, i), to = SLICE_NONE;
	size_t at = m->last + 1, end;
	bool any = strcmp(m->row->value, "for") == 0;

	if (is_denied(t, i) || !from.n)
		return false;
	at = skip(t, at, LEX_article);
	end = addressee_end(t, at);
	if (end > at) {
		to = tokens_span(t, at, end - 1);
		at = end;
	}
	/* "called on Minsk to free ..."; without it only where no other word
	 * is used */
	if (token_is(t, at, LEX_to))
		at = skip(t, at, LEX_to);
	else if (!any && !to.n)
		return false;
	else if (slice_is(t->lang, "en") && !any)
		return false;
	if (any && to.n)	/* "called for Minsk ..." is no addressee */
		return false;
	add(f, from, to, rest_of(t, at), q);
	return true;
}

void find_asks(struct findings *f, const struct quote *q)
{
	const struct tokens *t = &f->tokens;
	size_t before = f->asks;

	for (size_t i = token_find(t, 0, t->n, LEX_ask); i < t->n;
	     i = token_find(t, i + 1, t->n, LEX_ask))
		if (take_ask(f, i, q))
			break;
	if (f->asks > before)
		find_day(f);
}
