#include "model/listing.h"

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
