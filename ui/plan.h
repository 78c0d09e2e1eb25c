/* How a row is sent in the fewest bytes: a shortest way from left to right
 * over its columns and the tints (an ink and a link) that the terminal may have
 * at each. At a column a cell is written or gone over, blanks are erased, or all
 * that is still to be sent is, so that of it only the text is left to write. It
 * knows bytes alone, no terminal and no text.
 */
#ifndef THAW_UI_PLAN_H
#define THAW_UI_PLAN_H

#include <stdbool.h>

enum { PLAN_TINTS = 24 };

struct piece {			/* a cell */
	unsigned char width;	/* 0: the right half of the one before */
	unsigned char bytes;	/* to write it, its tint aside */
	unsigned char tint;
	bool needed;		/* else it stands there already */
	bool blank;		/* nothing is seen of it: any mute tint does */
	bool any;		/* what is written here is written over later */
	bool lands;		/* the cursor is known behind it */
	bool fixed;		/* not to be erased */
};

enum plan_do {
	PLAN_END,		/* nothing more is needed */
	PLAN_WRITE,		/* the cell */
	PLAN_GO,		/* on to the next that is needed */
	PLAN_ERASE,		/* `n` blanks, then to the next that is needed */
	PLAN_CLEAR,		/* all up to p->end, then to the next text */
};

struct plan_step {
	unsigned char does, tint;	/* which is set first */
	short n;
};

struct plan {
	struct piece *piece;	/* cols of them, to be filled */
	int cols;
	int tints;
	int change[PLAN_TINTS][PLAN_TINTS];	/* bytes from one to another */
	bool mute[PLAN_TINTS];	/* blanks have nothing of it */
	bool erases;
	bool whole;		/* blanks are written like the rest */
	int tail;		/* from here all are blank */
	/* of plan_make(): twice, the second time where all is cleared */
	int *cost, *next;
	struct plan_step *step;
	int end;		/* behind the last that is needed */
	int sure;		/* from here to there the cursor is known */
	bool clears;		/* to the end of the row: EL does it */
	bool layers;		/* it is worth a look */
};

/* Where a row is being sent. */
struct plan_at {
	int x, tint;
	bool clear;		/* up to p->end nothing stands there */
};

/* False where memory lacks; plan_free() is needed then too. */
bool plan_open(struct plan *p, int cols);
void plan_free(struct plan *p);
/* Cells before `to` are looked at. */
void plan_make(struct plan *p, int to);
/* Of what is behind. */
int plan_cost(const struct plan *p, struct plan_at at);
struct plan_step plan_step(const struct plan *p, struct plan_at at);
/* The first column from there on that is needed; cols: none. */
int plan_next(const struct plan *p, struct plan_at at);

#endif
