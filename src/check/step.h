/* One thing that happened to a measure: an act, an announcement, what a list
 * or the news says. */
#ifndef THAW_CHECK_STEP_H
#define THAW_CHECK_STEP_H

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
	struct slice programme;	/* of a list, which has one step for each */
	bool open_ended;
	bool news;		/* no state: announced, claimed, unverified */
	bool general;		/* of the news, about more than this measure */
	bool unverified;
	bool ended;		/* an easing that has run out or was replaced */
	bool unexpected;	/* no move that the vocabulary knows */
};

/* "eased_by_licence" or "suspended", and in force on the day. */
bool step_eases(const struct step *s);
/* Is "SOURCE/KEY" among what the step says it covers? True where it does not
 * say. */
bool step_covers(const struct step *s, struct slice party);
/* Appends "eased by GL 13 since 2025-12-15, open-ended, nothing unblocked". */
void step_tell(const struct step *s, bool since, struct str *out);
/* The same in the language that is spoken. */
void step_said(const struct step *s, bool since, struct str *out);

/* States in which a measure holds as imposed, and those that ease it. */
bool state_in_force(struct slice state);
bool state_eases(struct slice state);
/* Whether measures go from one state to the other as a rule. */
bool move_expected(struct slice from, struct slice to);

#endif
