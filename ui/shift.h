/* Rows that a terminal can move by itself: which part of the screen goes up or
 * down, and how far, so that most of what stands there is what is to stand
 * there. Pure: it knows how many cells of two rows are alike, and no terminal.
 */
#ifndef THAW_UI_SHIFT_H
#define THAW_UI_SHIFT_H

#include <stdbool.h>
#include <stddef.h>

enum { SHIFTS = 32, SHIFT_ROWS = 128 };

struct shift {
	int top, bottom;	/* rows, both with it */
	int by;			/* up; down where it is negative */
};

/* alike[y * rows + from]: cells of the new row y that the old row `from` has;
 * blank[y]: those that are blank. map[y], which is filled, says which old row
 * stands at y when all is moved; -1: none, it is blank. All go the same way. More
 * rows than SHIFT_ROWS stand still. */
size_t shift_find(int rows, const unsigned short *alike,
		  const unsigned short *blank, short *map,
		  struct shift out[SHIFTS]);

#endif
