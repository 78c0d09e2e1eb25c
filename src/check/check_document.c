/* One document that gives two states to one person or measure. */
#include "check/found.h"

#include "check/step.h"

/* What a document may not say at once: that it was eased, and how, and that it
 * was not. That something was announced, or imposed once, is the story. */
static bool is_outcome(struct slice state)
{
	return slice_is(state, "lifted") || slice_is(state, "expired") ||
	       slice_is(state, "maintained") || slice_is(state, "extended") ||
	       slice_is(state, "reimposed") || state_eases(state);
}

static bool same_words(const struct said *a, const struct said *b)
{
	return slice_eq(a->fact->claim.value, b->fact->claim.value) &&
	       slice_eq(a->fact->claim.qualifier, b->fact->claim.qualifier);
}

static bool same_day(const struct said *a, const struct said *b)
{
	return slice_eq(a->fact->claim.as_of, b->fact->claim.as_of);
}

/* A state of the same document and day. */
static bool is_beside(const struct said *s, const struct said *o)
{
	return is_outcome(o->fact->claim.value) && !o->maybe &&
	       same_day(s, o) && (s == o || said_same_document(s, o));
}

/* The first to say so there. */
static bool is_first(const struct saids *all, const struct said *s, size_t at)
{
	for (size_t k = 0; k < at; k++)
		if (is_beside(s, &all->list[k]) &&
		    same_words(s, &all->list[k]))
			return false;
	return true;
}

/* All different states that the document of `s` gives, told at its first one.
 */
static void tell_states(const struct matter *m, struct found *to,
			const struct saids *all, size_t at)
{
	const struct said *s = &all->list[at];
	struct conflict *c = NULL;
	size_t n = 0;

	for (size_t i = 0; i < at; i++)
		if (is_beside(s, &all->list[i]))
			return;
	for (size_t i = at; i < all->n; i++) {
		const struct said *o = &all->list[i];

		if (!is_beside(s, o) || !is_first(all, o, i))
			continue;
		n++;
		if (n == 2) {
			c = found_add(to, check_document.name, "news_state");
			found_side(to, c, s, SLICE_NONE);
		}
		if (n > 1)
			found_side(to, c, o, SLICE_NONE);
	}
	if (c)
		found_why(to, c, SAYS_DOC_STATES, SENTENCE_OF(
			  number_told(to->mem, (int64_t)n), s->fact->doc_title,
			  matter_name(m)));
}

static void measure(const struct matter *m, struct found *to)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));

	if (!all)
		return;
	said_of(m, PROP_news_state, all);
	for (size_t i = 0; i < all->n; i++)
		if (is_outcome(all->list[i].fact->claim.value) &&
		    !all->list[i].maybe)
			tell_states(m, to, all, i);
}

static bool held(struct slice custody)
{
	return !slice_is(custody, "free") && !slice_is(custody, "unknown");
}

static void person(const struct matter *m, struct found *to)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));
	struct conflict *c = NULL;

	if (!all)
		return;
	said_of(m, PROP_custody, all);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->n; k++) {
			const struct said *a = &all->list[i];
			const struct said *b = &all->list[k];

			if (a->maybe || b->maybe || !same_day(a, b) ||
			    !slice_is(a->fact->claim.value, "free") ||
			    slice_is(b->fact->claim.value, "free") ||
			    !held(b->fact->claim.value) ||
			    !(said_same_record(a, b) ||
			      said_same_document(a, b)))
				continue;
			if (!c)
				c = found_add(to, check_document.name,
					      "custody");
			if (c && !c->why.n)
				found_why(to, c, SAYS_DOC_FREED,
					  SENTENCE_OF(matter_name(m)));
			found_side(to, c, a, SLICE_NONE);
			found_side(to, c, b, SLICE_NONE);
		}
}

static void run(const struct matter *m, struct found *to)
{
	if (m->one->kind == KIND_measure)
		measure(m, to);
	else
		person(m, to);
}

const struct check check_document = {
	.name = "document",
	.kinds = 1u << KIND_person | 1u << KIND_measure,
	.run = run,
};
