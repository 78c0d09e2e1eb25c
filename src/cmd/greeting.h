/* The first minute: whether somebody has been greeted, and what there is to be
 * fetched. The screen asks; nobody is contacted here. */
#ifndef THAW_CMD_GREETING_H
#define THAW_CMD_GREETING_H

#include "cmd/setup.h"

enum { GREETING_GROUPS = 64, GREETING_TITLES = 160 };

/* Sources that are switched on together, of those that contact somebody. */
struct greeting_group {
	struct slice name;	/* lives as long as the configuration */
	int sources, hosts, enabled;
	struct str titles;	/* of the first few; the caller frees */
};

/* The store has nothing but what is inside the program, no source is enabled that
 * contacts anybody, and the greeting was not answered before. The store is
 * open. */
bool greeting_due(const struct app *app);
/* It was answered: an empty file beside the store says so. */
void greeting_done(const struct app *app);
/* In the order of sources.conf. How many. */
size_t greeting_groups(const struct app *app,
		       struct greeting_group out[GREETING_GROUPS]);

#endif
