/* The numbers of one sentence that count people: of an act, of a total, of
 * those who stay, or a part of another number.
 *
 * A number is an act's only where a word of release that is true (not asked
 * for, planned or denied) stands near it; a number behind "including" is part
 * of the one before. What is none of this is no count.
 */
#ifndef THAW_READ_COUNTS_H
#define THAW_READ_COUNTS_H

#include "read/tokens.h"

enum { COUNTS_MAX = 24, COUNT_MOST = 1000000 };

struct count {
	size_t first, last;	/* tokens */
	int64_t n;
	const char *scope;	/* count_scope; NULL: of no scope that is told */
	const char *bound;	/* "at_least" or NULL */
	const char *key;	/* of a part: "women", "UA", "deported"; or NULL */
	const char *place, *how;	/* that may become its key */
	const char *ground;	/* release_type, or NULL */
	bool people;		/* a word for people follows */
	bool part;		/* of the count before it that is no part */
	bool subset;		/* "including": parts that need not add up */
	bool live;		/* one of two parts of an act without a whole */
	bool share;		/* hundredths */
	bool dated;
	struct spot spot;	/* its date */
};

/* `labelled`: a label and what it says ("Prisoners freed 123"), so that the
 * number counts what the words before it name. */
size_t counts_find(const struct tokens *t, bool labelled,
		   struct count out[COUNTS_MAX]);
/* A word of release at token i that says that it has happened. */
bool counts_true_act(const struct tokens *t, size_t i);

#endif
