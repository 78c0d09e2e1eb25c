/* Who asks whom for what, where a sentence says so. */
#include <stdlib.h>
#include <string.h>

#include "read/findings.h"

enum { FROM_MAX = 6, ADDRESSEE_MAX = 7 };

static bool is_article(const struct tokens *t, size_t i)
{
	return token_in(t, i, LEX_article);
}

/* Where the words of the subject begin: at the front of the sentence or behind
 * a comma, if they are few and hold no other verb that is known. */
static size_t subject_start(const struct tokens *t, size_t ask)
{
	size_t from = ask;

	while (from > 0 && ask - from < FROM_MAX &&
	       t->token[from - 1].segment == t->token[ask].segment)
		from--;
	if (from > 0 && t->token[from - 1].segment == t->token[ask].segment)
		return ask;
	for (size_t i = from; i < ask; i++)
		if (token_is(t, i, LEX_said) || token_is(t, i, LEX_mode) ||
		    token_is(t, i, LEX_deny) || token_is(t, i, LEX_free) ||
		    t->token[i].number != NO_NUMBER)
			return ask;
	return from;
}

/* A name before the asking, else the subject: "Human rights groups". */
static struct slice asker_of(const struct tokens *t, size_t ask)
{
	struct slice name = ask ? named_before(t, ask) : SLICE_NONE;
	size_t from = subject_start(t, ask);

	if (name.n || from == ask)
		return name;
	while (from < ask && is_article(t, from))
		from++;
	if (from == ask ||
	    (ask - from == 1 && token_is(t, from, LEX_pronoun)))
		return SLICE_NONE;
	return tokens_span(t, from, ask - 1);
}

/* Names behind the asking, joined by "and": "the EU and Poland". */
static size_t names_end(const struct tokens *t, size_t from)
{
	size_t end = from, i = from;

	while (i < t->n && i - from < ADDRESSEE_MAX) {
		if (t->token[i].clause != t->token[from].clause)
			break;
		if (t->token[i].capital)
			end = ++i;
		else if (end > from && i + 1 < t->n &&
			 (is_article(t, i) || (token_is(t, i, LEX_join) &&
			  (t->token[i + 1].capital || is_article(t, i + 1)))))
			i++;
		else
			break;
	}
	return end;
}

/* English has "to" behind whoever is asked, and he need be no name. */
static size_t words_end(const struct tokens *t, size_t from)
{
	for (size_t i = from; i < t->n && i - from < ADDRESSEE_MAX; i++) {
		if (t->token[i].clause != t->token[from].clause)
			break;
		if (token_is(t, i, LEX_to) ||
		    (token_is(t, i, LEX_deny) && token_is(t, i + 1, LEX_to)))
			return i;
	}
	return from;
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

/* Where the addressee ends, `from` where none is told. */
static size_t addressee_end(const struct tokens *t, size_t from, bool any)
{
	size_t end;

	if (slice_is(t->lang, "en"))
		return any ? from : words_end(t, from);
	end = names_end(t, from);
	/* German has a capital on every noun: only "fordert X auf" asks X. */
	if (slice_is(t->lang, "de") && !token_is(t, end, LEX_to))
		return from;
	return end;
}

/* "We urge the EU to ...": whoever wrote the document asks. */
static bool is_writer(const struct tokens *t, size_t ask)
{
	static const char *const words[] = { "we", "мы", "ми", "wir", "nous" };

	for (size_t i = 0; ask > 0 && i < sizeof(words) / sizeof(*words); i++)
		if (slice_is(t->token[ask - 1].key, words[i]))
			return true;
	return false;
}

static bool may_ask(const struct tokens *t, size_t i, const struct meaning *m,
		    struct slice from)
{
	return !is_denied(t, i) && (from.n || is_writer(t, i)) &&
	       m->last + 1 < t->n && strcmp(lex_value(m->row), "head") != 0;
}

static bool take_ask(struct findings *f, size_t i, const struct quote *q)
{
	const struct tokens *t = &f->tokens;
	const struct meaning *m = token_means(t, i, LEX_ask);
	struct slice from = asker_of(t, i), to = SLICE_NONE;
	bool any = strcmp(lex_value(m->row), "for") == 0;
	size_t at = m->last + 1, start, end;

	if (!may_ask(t, i, m, from))
		return false;
	if (any && slice_is(t->token[at].key, "that")) {
		at += is_article(t, at + 1) ? 2 : 1;
		end = names_end(t, at);
	} else {
		start = at;
		at += is_article(t, at);
		end = addressee_end(t, at, any);
		if (end == at)
			end = at = start;
	}
	if (end > at) {
		to = tokens_span(t, at, end - 1);
		at = end;
	}
	if (token_is(t, at, LEX_to) && to.n)
		at = token_means(t, at, LEX_to)->last + 1;
	else if (!any && !to.n && !slice_is(t->lang, "de"))
		return false;
	add(f, from, to, rest_of(t, at), q);
	return true;
}

/* Over a list: "The EU urges Minsk to:", "Recommendations to Minsk:". */
static void read_lead(const struct tokens *t, struct lead *out)
{
	size_t i = token_find(t, 0, t->n, LEX_ask), at, end;
	const struct meaning *m = token_means(t, i, LEX_ask);
	bool head;

	if (!m || is_denied(t, i))
		return;
	head = strcmp(lex_value(m->row), "head") == 0;
	if (!head)
		out->from = asker_of(t, i);
	at = m->last + 1;
	at += is_article(t, at);
	end = head ? names_end(t, at) :
	      addressee_end(t, at, strcmp(lex_value(m->row), "for") == 0);
	if (at < t->n && end > at)
		out->to = tokens_span(t, at, end - 1);
}

void lead_find(const struct extract *x, struct slice text, struct lead *out)
{
	struct tokens *t = calloc(1, sizeof(*t));

	*out = (struct lead){0};
	if (t) {
		tokens_load(t, text, x->lang);
		read_lead(t, out);
		free(t);
	}
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
