/* Where the user has been: panes with their filter, sort and cursor, and what
 * was open over them. The screen goes back and forward among them. */
#ifndef THAW_UI_PLACE_H
#define THAW_UI_PLACE_H

#include "ui/list.h"

enum { PLACES_MOST = 100, PLACE_FILTER = 1024 };

struct place {
	size_t pane;
	struct str filter;
	int sort;
	bool down;
	char id[LIST_ID];	/* of the record under the cursor */
	int64_t height;		/* of the cursor above the first row shown */
	char open[LIST_ID];	/* what was open over the list, or "" */
	size_t top;		/* first line shown of that */
};

/* Starts zeroed. */
struct places {
	struct place list[PLACES_MOST];
	size_t n;
	size_t at;	/* places before it are behind us, others ahead */
	struct place gone;	/* to last; places_go() */
};

/* The next place to write down, those ahead being forgotten; the oldest goes
 * where there are too many. Emptied. */
struct place *places_leave(struct places *p);
/* What stands in the way back (by < 0) or ahead, NULL: nothing. `here` is
 * written down in its stead, so that the way leads here again. Dies at the next
 * call. */
const struct place *places_go(struct places *p, int by,
			      const struct place *here);
void place_copy(struct place *to, const struct place *from);
void place_free(struct place *p);
void places_free(struct places *p);

#endif
