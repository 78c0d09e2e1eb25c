/* From what the user typed to one subject. */
#ifndef THAW_CMD_FIND_H
#define THAW_CMD_FIND_H

#include "cmd/setup.h"

/* An id, the front of one, or a name in any spelling, as of a date (absent:
 * now). Several names that fit are listed on stderr. -1 also where nothing
 * fits. The store is open; slices live in mem. */
int find_subject(struct app *app, const char *word, struct slice as_of,
		 struct arena *mem, struct facts *out, struct err *e);

#endif
