/* Where a person was when, as the sources tell it: arrests, verdicts, places,
 * releases, each with who says so. Steps stand in the order of their dates;
 * those that cannot both be are marked. */
#ifndef THAW_VIEW_CUSTODY_H
#define THAW_VIEW_CUSTODY_H

#include "model/shape.h"

enum { CUSTODY_STEPS = 400, CUSTODY_SAYS = 32 };

enum custody_what {
	CUSTODY_ARRESTED, CUSTODY_VERDICT, CUSTODY_PLACE, CUSTODY_RELEASED,
	CUSTODY_STATE,
};

struct custody_step {
	enum custody_what what;
	struct slice date;	/* partial ISO; never empty */
	struct slice value;	/* of a place or a state: which; a sentence
				 * whose day is not told */
	struct slice more;	/* sentence; type and manner of a release */
	const struct fact *says[CUSTODY_SAYS];
	size_t n;
	int64_t days;		/* of a release: held since the arrest before;
				 * -1: cannot be told */
	bool again;		/* an arrest after a release */
	bool differs;		/* another step contradicts it */
};

struct custody {
	struct custody_step *step;	/* in `mem` */
	size_t n;
};

void custody_make(const struct facts *f, struct arena *mem,
		  struct custody *out);
/* "arrested again", "released (pardon, deported), 1,613 days after the arrest",
 * for people. */
void custody_words(const struct custody_step *s, struct str *to);
/* For struct shape: a line for each step, and one for each quote. */
void custody_tell(const struct facts *f, struct arena *mem, struct str *out);

#endif
