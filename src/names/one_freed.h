/* Rules for persons of the releases, and for acts. Inside the room. */
#ifndef THAW_NAMES_ONE_FREED_H
#define THAW_NAMES_ONE_FREED_H

#include "names/profile_act.h"

/* What two accounts of a person have in common besides the name. */
struct freed {
	bool one_teller;	/* one list or text tells of both */
	bool declined;		/* one name, maybe in two cases */
	bool released;		/* within a day, or by one act */
	bool arrested;		/* within a day */
	struct pdate release_a, release_b;	/* no date: by one act */
	struct pdate arrest_a, arrest_b;
	const struct act *act_a, *act_b;
};

void freed_find(struct freed *f, const struct profile *a,
		const struct profile *b);
/* "in the same release (2025-12-13)"; lives in mem. */
struct slice freed_say(const struct freed *f, struct arena *mem);

/* The answer for two acts; the reason lives in mem, if that is given. */
struct party_answer freed_acts(const struct profile *a,
			       const struct profile *b, struct arena *mem);

#endif
