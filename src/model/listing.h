/* Is a party listed, by what its own list says of it? Some lists keep those
 * that they have taken off, or say when a listing ends by itself. */
#ifndef THAW_MODEL_LISTING_H
#define THAW_MODEL_LISTING_H

#include "base/str.h"

struct listing_terms {
	struct slice state;	/* "delisted", "expired"; absent: listed */
	struct slice gone_on;	/* partial ISO dates, or absent */
	struct slice expires;
};

/* The state on that day, "listed" "delisted" or "expired". A list that says
 * when it took the party off had it until then. */
struct slice listing_state(const struct listing_terms *t, struct slice day);

#endif
