/* What happened to a measure, step by step, and the state that follows.
 *
 * Steps stand in the order of their evidence. Only what an act, a list or a
 * verified account of an act says can be a state; an announcement, a claim of
 * the news and what its own source marks unverified are steps beside it. An
 * easing that has ended by its own terms no longer eases: the state falls back
 * to the one before. Lists have the last word on who is listed: a party that
 * is gone for sure makes it lifted, one that is still there contradicts it.
 */
#ifndef THAW_VIEW_MEASURE_H
#define THAW_VIEW_MEASURE_H

#include "model/shape.h"

struct step {
	struct slice date;	/* partial ISO; absent: not told */
	struct slice state;	/* measure_state */
	struct slice instrument, kind, basis, scope, conditions;
	struct slice expires, unblocks, fifty_percent;
	struct slice qualifier;	/* "most" */
	struct slice covers;	/* list cell of "SOURCE/KEY"; absent: not told */
	struct slice words;	/* the quote */
	struct slice publisher;	/* of the document, else the source's key */
	struct slice source, key;	/* the record */
	bool open_ended;
	bool news;		/* no state: announced, claimed, unverified */
	bool general;		/* of the news, about more than this measure */
	bool unverified;
	bool ended;		/* an easing that has run out or was replaced */
	bool unexpected;	/* no move that the vocabulary knows */
};

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

/* "eased_by_licence" or "suspended", and in force on the day. */
bool step_eases(const struct step *s);
/* Is "SOURCE/KEY" among what the step says it covers? True where it does not
 * say. */
bool step_covers(const struct step *s, struct slice party);
/* Whether measures go from one state to the other as a rule. */
bool move_expected(struct slice from, struct slice to);

/* "eased by licence by GL 13 since 2025-12-15, open-ended, nothing
 * unblocked", appended. */
void step_tell(const struct step *s, struct str *out);

#endif
