/* Inside of find_measures.c: states and licences among the tokens. */
#ifndef THAW_READ_FIND_STATES_H
#define THAW_READ_FIND_STATES_H

#include "read/tokens.h"

enum { SAID_STATES = 24 };

struct said_state {
	const char *value;
	size_t first, last;
	bool told;	/* an intent: "will lift" is announced */
	bool weak;	/* gives way to the others of the sentence */
	bool limited;
	size_t limit, limit_last;	/* "most", "cautiously" */
};

/* "announced", "imposed": how sanctions came about or were talked of. */
bool is_weak_state(const char *value);
/* Is the sentence about measures? `about`: its label is. */
bool speaks_of_measures(const struct tokens *t, bool about);
size_t states_find(const struct tokens *t, bool about,
		   struct said_state out[SAID_STATES]);
/* The next general licence that has a number, and where that stands; t->n
 * where there is none. */
size_t licence_at(const struct tokens *t, size_t from);
size_t licence_number(const struct tokens *t, size_t i);

#endif
