/* Where the panes stand: a pure function of the size and the focus.
 *
 * wide     >= 110 x 30  headline, 2 x 2 tile, status
 * narrow   >= 60 x 16   headline, accordion, status
 * single   >= 20 x 5    the focused pane alone
 * too small             one line that says so
 */
#ifndef THAW_UI_LAYOUT_H
#define THAW_UI_LAYOUT_H

#include "ui/pane.h"
#include "ui/surface.h"

enum layout_kind { LAYOUT_TINY, LAYOUT_SINGLE, LAYOUT_NARROW, LAYOUT_WIDE };
enum { LAYOUT_MISSION = 3, LAYOUT_SLOTS = 4,
       LAYOUT_LEAST_ROWS = 5, LAYOUT_LEAST_COLS = 20 };

struct layout {
	/* Set before: where the dividers of the wide tile stand, of 1,000; 0:
	 * in the middle. The narrow accordion gives the focused pane what
	 * is left, so split_y there is nothing. */
	int split_x, split_y;
	/* Likewise: rows that each pane has, whatever its filter; 0: nobody
	 * knows. The accordion gives what one cannot fill to the others. */
	int64_t has[PANE_COUNT];
	enum layout_kind kind;
	bool headline;			/* on row 0 */
	struct rect body;		/* all between headline and status */
	struct {
		size_t pane;
		struct rect at;		/* with its frame or title */
	} slot[LAYOUT_SLOTS];
	size_t n;
	int foot;			/* first row of the foot */
};

/* Panes 0 .. 2 are the mission's; `other` is the one that stands beside them.
 * `foot` is how many rows the bottom takes. No pane of the tile becomes smaller
 * than LAYOUT_LEAST_ROWS x LAYOUT_LEAST_COLS, wherever the dividers are. */
void layout_make(struct layout *l, int rows, int cols, size_t focus,
		 size_t other, int foot);
/* The divider that `at` of the `cells` from `from` on would be, of 1,000. */
int layout_split(int at, int from, int cells);

/* The list and the detail side by side, or one above the other where that is
 * all there is room for; the list has so many thousandths. */
void layout_beside(struct rect body, int permille, struct rect *list,
		   struct rect *detail);

#endif
