/* The timeline on the screen: releases as bars above a row of marks for each
 * authority, on one axis; what is chosen is told in words below.
 *
 * Filter, zoom and what is chosen stay while it is closed.
 */
#ifndef THAW_UI_TIMEPANE_H
#define THAW_UI_TIMEPANE_H

#include "ui/edit.h"
#include "ui/harvest.h"
#include "write/scope.h"

struct timepane {
	struct harvest harvest;
	struct scope scope;
	struct str filter;
	struct edit edit;
	bool typing;		/* the filter is being typed */
	size_t room;		/* cells of the axis, as drawn last; 0: never */
};

void timepane_init(struct timepane *t);
void timepane_free(struct timepane *t);
/* Rows that are others: `now` where what was asked is another thing, so that
 * what is under way is given up. */
void timepane_stale(struct timepane *t, bool now);
/* Goes on gathering; true while there is more to do. */
bool timepane_load(struct timepane *t, const struct harvest_from *from);
/* Draws into `at`, without a frame; `chosen` lines are told where there is
 * room. */
void timepane_draw(struct timepane *t, struct surface *to, struct rect at);
/* " Timeline /role:journalist", and "2025, a column is a month". */
void timepane_title(const struct timepane *t, struct str *left,
		    struct str *right);

#endif
