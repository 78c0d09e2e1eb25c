/* Rows that the user has marked, by record id: they stay marked whatever the
 * filter, and whatever a refresh does to the rows around them. */
#ifndef THAW_UI_MARKED_H
#define THAW_UI_MARKED_H

#include "base/str.h"

enum { MARKED_MOST = 4096 };

/* Starts zeroed. */
struct marked {
	char **id;	/* sorted */
	size_t n, cap;
};

bool marked_has(const struct marked *m, struct slice id);
/* Marks the row, or takes the mark away. -1: there are MARKED_MOST. */
int marked_turn(struct marked *m, struct slice id, struct err *e);
void marked_free(struct marked *m);

#endif
