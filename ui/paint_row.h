/* How a row goes to the terminal, for paint.c: what its cells are becomes a plan
 * (plan.h), and the plan bytes.
 */
#ifndef THAW_UI_PAINT_ROW_H
#define THAW_UI_PAINT_ROW_H

#include "ui/paint.h"

/* How a cell stands in this frame: as before, and so it may; as before, but it
 * must not; written; written over as it must not be. */
enum wet { DRY_RIGHT, DRY_WRONG, RIGHT, WRONG };

struct tint {
	int role;
	uint32_t link;
};

/* One way to send a frame. */
struct trial {
	struct paint *p;
	const struct surface *s;
	struct hand hand;
	bool shifted;		/* rows are moved before */
	unsigned aside;		/* inks (a bit each) of a later round */
	struct str *out;
	struct tint tint[PLAN_TINTS];	/* of the row */
};

/* What a cell is, so that two which look alike are the same number: 0 is one
 * of which nothing is seen. */
uint32_t trial_look(const struct paint *p, const struct cell *c);
/* Fills wet; the inks (a bit each) that are seen where it is wrong. */
unsigned trial_compare(const struct paint *p, const struct surface *s,
		       unsigned char *wet);
void trial_row(struct trial *t, int y);
void trial_go(struct trial *t, int y, int x);
void trial_csi(struct trial *t, int n, char what);
void trial_tint(struct trial *t, struct tint is);

#endif
