/* Inside of find_measures.c: a look at one sentence. */
#ifndef THAW_READ_FIND_LOOK_H
#define THAW_READ_FIND_LOOK_H

#include "read/find_states.h"
#include "read/findings.h"

struct look {
	struct findings *f;
	const struct tokens *t;
	const struct quote *q;
	const char *sector;
	const char *country;	/* that the sanctions are on */
	size_t org[TARGETS_MAX];	/* tokens that name companies */
	size_t orgs;
};

/* The day that stands nearest to the token and is neither an end nor a
 * beginning; none where that lacks its year. */
bool look_day(const struct look *l, size_t at, struct pdate *out);
/* The one day that the sentence has, if it has one. */
bool look_only_day(const struct look *l, struct pdate *out);
/* "since December 2021", "imposed in 2021" behind the state. */
bool look_begin(const struct look *l, const struct said_state *x,
		struct pdate *out);
/* How long, until when, on how many. */
void look_terms(const struct look *l, struct measure *m);
/* No end, nothing unblocked, the rule of half. */
void look_licence(const struct look *l, struct measure *m);
/* A licence that is revoked eases nothing, and its end lifts nothing. */
bool look_revoked(const struct look *l);

#endif
