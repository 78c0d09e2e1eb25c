/* Inside of counts.c: numbers of a sentence, and what each of them counts. */
#ifndef THAW_READ_COUNTS_INSIDE_H
#define THAW_READ_COUNTS_INSIDE_H

#include "read/counts.h"

/* Reads the number at token i. False where it counts no people. */
bool count_read(const struct tokens *t, size_t i, bool labelled,
		struct count *c);
/* The token belongs to a day, month or year. */
bool count_in_date(const struct tokens *t, size_t i);
/* "5 years", "50 million": no people. */
bool count_of_other(const struct tokens *t, size_t i);
/* Nothing but bounds and "were" between the number and the act. */
bool count_touches(const struct tokens *t, size_t number, size_t act);
/* Something between the number and the act parts them. */
bool count_parted(const struct tokens *t, size_t number, size_t act);

#endif
