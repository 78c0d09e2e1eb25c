#include "model/listing.h"

#include "model/shape.h"

static bool is_over(struct slice state)
{
	return slice_is(state, "delisted") || slice_is(state, "expired");
}

/* A date that is known to the month covers all of it. */
static bool is_past(struct slice date, struct slice day)
{
	return date.n && slice_cmp(date, slice_make(day.p, date.n < day.n ?
						    date.n : day.n)) < 0;
}

struct slice listing_state(const struct listing_terms *t, struct slice day)
{
	if (t->gone_on.n && slice_cmp(t->gone_on, day) <= 0)
		return is_over(t->state) ? t->state : SLICE("delisted");
	if (is_over(t->state) && !t->gone_on.n)
		return t->state;
	return is_past(t->expires, day) ? SLICE("expired") : SLICE("listed");
}

/* What tells of a listing itself, not of the party. */
static bool is_term(enum property p)
{
	return p == PROP_programme || p == PROP_measure ||
	       p == PROP_listed_on || p == PROP_listing_state ||
	       p == PROP_gone_on || p == PROP_expires;
}

static bool is_first_of_record(const struct facts *f, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (is_term(f->fact[i].claim.prop) && !f->fact[i].until.p &&
		    slice_eq(f->fact[i].key, f->fact[at].key))
			return false;
	return true;
}

/* The terms that one record tells. */
static struct listing_terms terms_of(const struct facts *f, struct slice key)
{
	struct listing_terms t = {0};

	for (size_t i = 0; i < f->n; i++) {
		const struct fact *x = &f->fact[i];

		if (x->until.p || !slice_eq(x->key, key))
			continue;
		if (x->claim.prop == PROP_listing_state && !t.state.n)
			t.state = x->claim.value;
		else if (x->claim.prop == PROP_gone_on && !t.gone_on.n)
			t.gone_on = x->claim.value;
		else if (x->claim.prop == PROP_expires && !t.expires.n)
			t.expires = x->claim.value;
	}
	return t;
}

struct slice facts_listed(const struct facts *f)
{
	struct slice over = SLICE("listed");

	for (size_t i = 0; i < f->n; i++) {
		const struct fact *x = &f->fact[i];
		struct listing_terms t;

		if (x->until.p || !is_term(x->claim.prop) ||
		    !is_first_of_record(f, i))
			continue;
		t = terms_of(f, x->key);
		over = listing_state(&t, f->day);
		if (slice_is(over, "listed"))
			break;
	}
	return over;
}
