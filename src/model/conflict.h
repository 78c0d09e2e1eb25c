/* Where those who tell of one thing contradict each other: what a check finds,
 * and what a row of the view of conflicts is made of.
 *
 * A check sees a matter: the facts of all who tell of one person, act or
 * measure, and those of others who may be the same. Slices and sides live in
 * the arena that the checks were given.
 */
#ifndef THAW_MODEL_CONFLICT_H
#define THAW_MODEL_CONFLICT_H

#include "model/facts.h"

enum {
	CONFLICTS_MOST = 64,	/* of one matter */
	CONFLICT_SIDES = 40,	/* of one conflict; more are counted only */
	MATTER_MOST = 100,	/* subjects of one matter that are looked at */
};

/* What somebody says of it. */
struct conflict_side {
	struct slice says;	/* "Over 2 years" */
	const struct fact *fact;	/* the claim; NULL: worked out */
	struct slice id;	/* of the subject that says so */
	bool maybe;		/* of one who may be another */
};

struct conflict {
	const char *check;	/* a value of VOCAB_check */
	struct slice about;	/* property, or what else tells two conflicts of
				 * one check apart; never absent */
	struct slice why;	/* a sentence: what does not fit */
	struct conflict_side side[CONFLICT_SIDES];
	size_t n;
	size_t left_off;	/* sides beyond those */
};

struct matter_maybe {
	const struct facts *facts;
	bool here;	/* what differs between it and those who are one is told
			 * of these; else of that one */
};

struct matter {
	const struct facts *one;	/* who are one: at least one, whose
					 * conflicts these are */
	size_t n;
	const struct matter_maybe *maybe;
	size_t n_maybe;
};

/* What the store asks of whoever knows what contradicts what. */
struct check_rules {
	int version;	/* raised when they find other things */
	/* Subjects of that kind are looked at by themselves; of others only
	 * those whose claims differ. */
	bool (*wants)(enum kind kind);
	/* A claim of the document's whole text is asked for. */
	bool (*wants_text)(enum kind kind);
	/* At most CONFLICTS_MOST, in the order of the checks. */
	size_t (*run)(const struct matter *m, struct arena *mem,
		      struct conflict **out);
};

/* A row of the view: a conflict with whom it is told of. */
struct conflict_row {
	const struct conflict *conflict;
	const struct facts *facts;	/* of the subject it is told of */
	struct slice verdict;	/* VOCAB_conflict_verdict */
	bool reopened;	/* a verdict was given, and the sides say other things
			 * since */
	struct slice note, who, at;	/* of the last verdict */
};

#endif
