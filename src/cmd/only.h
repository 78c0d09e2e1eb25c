/* The ids that --ids names. */
#ifndef THAW_CMD_ONLY_H
#define THAW_CMD_ONLY_H

#include "base/str.h"

enum { ONLY_MOST = 100000 };

/* Starts zeroed: every id is meant. */
struct only {
	struct slice *id;	/* sorted; borrowed from the list */
	size_t n, cap;
	bool some;
};

int only_make(struct only *o, struct slice list, struct err *e);
bool only_has(const struct only *o, struct slice id);
void only_free(struct only *o);

#endif
