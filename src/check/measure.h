/* What happened to a measure, step by step, and the state that follows.
 *
 * Steps stand in the order of their evidence. Only what an act, a list or a
 * verified account of an act says can be a state; an announcement, a claim of
 * the news and what its own source marks unverified are steps beside it. An
 * easing that has ended by its own terms no longer eases: the state falls back
 * to the one before. Lists have the last word on who is listed: a party that
 * is gone for sure makes it lifted, one that is still there contradicts it.
 */
#ifndef THAW_CHECK_MEASURE_H
#define THAW_CHECK_MEASURE_H

#include "check/step.h"

enum { STEPS_MAX = 400 };

struct history {
	struct step *step;	/* in `mem` */
	size_t n;
	const struct step *now;	/* the step that made the state, or NULL */
	/* Parties covered, by their lists: */
	size_t covered, listed, gone;
	struct slice version;	/* date of the oldest list version asked */
	bool contradicted;	/* lifted, and a later list still has a party */
	bool differs;		/* the news says another thing */
};

/* The history of a KIND_measure subject at f->day. */
void history_make(const struct facts *f, struct arena *mem,
		  struct history *h);

#endif
