/* Acts of release as profiles keep them: are two accounts of one act?
 *
 * The scope comes first: what one act freed is no total over time, and never
 * one with it. Days agree where they are the same, or two apart at the most with
 * a number that agrees; a month or a year that the day lies in, and the days
 * after which a text without a date was published, want an equal number. A
 * number agrees with another that lies within its bounds ("more than 120").
 * Where the same people are named, it may differ: then it is disputed.
 */
#ifndef THAW_NAMES_ACT_H
#define THAW_NAMES_ACT_H

#include "base/arena.h"
#include "model/facts.h"
#include "model/pdate.h"

enum { ACT_DATES = 6, ACT_COUNTS = 8, ACT_NAMES = 400 };

/* What a written number allows; both ends the same where it is exact. */
struct act_count {
	int64_t min, max;
};

struct act {
	struct slice scope;		/* absent: this_act */
	struct pdate date[ACT_DATES];
	size_t dates;
	struct pdate told[ACT_DATES];	/* days of publication, where there is
					 * no date */
	size_t tolds;
	struct act_count count[ACT_COUNTS];
	size_t counts;
};

/* Persons of two acts: how many each names, and how many both. */
struct act_names {
	size_t a, b, both;
};

enum acts {
	ACTS_APART,	/* certainly two */
	ACTS_OPEN,	/* nothing speaks for it, nor against */
	ACTS_MAYBE,
	ACTS_ONE,
};

struct acts_answer {
	enum acts acts;
	int rank;		/* the lower, the stronger */
	const char *rule;
	bool differ;		/* they cannot both be right */
};

/* Symmetric. */
struct acts_answer act_compare(const struct act *a, const struct act *b,
			       const struct act_names *n);
/* Of one scope, and that the release itself. */
bool act_is_release(const struct act *a);
/* "2025-12-13, 123 freed". */
void act_say(struct str *out, const struct act *a);

/* Lines of a profile (names/profile.h) from the facts of an event. */
void act_put(struct str *out, const struct facts *f);
/* A line of them, fields behind the letter; false: it is none. */
bool act_read(struct act *a, char letter, const struct slice *field);

#endif
