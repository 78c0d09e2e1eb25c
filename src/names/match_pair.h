/* Which words of two names are paired, and what that comes to; for match.c. */
#ifndef THAW_NAMES_MATCH_PAIR_H
#define THAW_NAMES_MATCH_PAIR_H

#include "names/match.h"

/* What a word weighs, of 100. */
extern const int match_weights[WORD_ROLES];

struct side {
	const struct name *name;
	bool taken[NAME_WORDS];
};

struct sums {
	int got, of;		/* of what is paired: weight x likeness, weight */
	int tells;		/* weight of paired words that tell who it is */
	int words;		/* how many such pairs */
	int loose;		/* how many that are not much alike */
	bool initials;
};

/* Pairs the words, each once, the most alike first; `why` gets the pairs. */
void match_pair(struct side *a, struct side *b, struct match_why *why,
		struct sums *sums);

#endif
