/* Pairs of names from a file, each scored: for who measures the matcher, or
 * compares two lists of his own. */
#ifndef THAW_CMD_SCREEN_PAIRS_H
#define THAW_CMD_SCREEN_PAIRS_H

#include "cmd/sheet.h"

/* Prints each row of the file back with `score` and `reasons`. */
int screen_pairs(struct app *app, const char *file, struct slice header,
		 const struct given *given, struct err *e);

#endif
