/* What `merge` and `split` share: two listings, or two persons of the releases,
 * and a note why. */
#ifndef THAW_CMD_TIE_H
#define THAW_CMD_TIE_H

#include "cmd/cmd.h"

extern const struct option_row tie_options[];

/* Finds them by id (an unambiguous front is enough) and keeps the
 * decision; a split may name one listing alone. */
int tie_run(struct app *app, const struct line *line, bool merge,
	    struct err *e);

#endif
