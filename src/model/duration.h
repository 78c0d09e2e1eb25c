/* How long somebody was held, as written, with the bounds that it allows.
 *
 * "Over 2 years" is at least 730 days and open above; "18 months" is 17.5 to
 * 18.5 months; "nearly 16 months" is 15 to 16. A year is 365.25 days, a month
 * 30.44; bounds are rounded outwards, so that they never exclude the truth.
 */
#ifndef THAW_MODEL_DURATION_H
#define THAW_MODEL_DURATION_H

#include "model/pdate.h"

enum { DURATION_OPEN = -1 };

struct duration {
	int min_days;		/* DURATION_OPEN: no lower bound */
	int max_days;		/* DURATION_OPEN: no upper bound */
	bool since_known;	/* "since July 2021": `since` instead of bounds */
	struct pdate since;
	bool life;		/* "life": no bounds */
	bool suspended;		/* "suspended", "условно", "auf Bewährung" */
};

/* False where the text states no duration ("In Detention"). */
bool duration_parse(struct slice text, struct duration *out);

/* "4y 5m", "16m", "12d": for people. */
enum { DURATION_TEXT = 24 };
char *duration_human(int days, char buf[DURATION_TEXT]);
/* Appends that with the letters of the language that is spoken. */
void duration_said(struct slice human, struct str *out);
/* "2y", "18m", "3w", "40d" of the filter language, in days. */
bool duration_short(struct slice text, int *days);

#endif
