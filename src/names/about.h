/* What beside the name speaks for a listing being who is asked for, or against
 * it: births, countries, gender, kind, numbers. What one side does not tell
 * says nothing. */
#ifndef THAW_NAMES_ABOUT_H
#define THAW_NAMES_ABOUT_H

#include "names/profile.h"

enum {
	ABOUT_ALL = 1000,
	ABOUT_BIRTH_MORE = 50,	/* for the same day of birth */
	ABOUT_NUMBER = 950,	/* at least, for the same number */
};

/* The score of a name, 0 to 1000, raised or lowered. Reasons are appended to
 * `reasons`, which may be NULL, with LIST_SEP before each. */
int about_score(const struct profile *asked, const struct profile *listed,
		int score, struct str *reasons);
/* The number that both have, or NULL: the listed one. */
const struct number *about_number(const struct profile *asked,
				  const struct profile *listed);
/* What about_score() may add at most: nothing else is worth looking for. */
int about_gain(const struct profile *asked);

#endif
