/* What is sent to the terminal so that it shows a surface: a pure function of
 * what it shows already, so that its bytes are counted without a terminal.
 *
 * It speaks ECMA-48, which every terminal of term_caps.h does. Only cells that
 * changed are sent, each row in the fewest bytes (plan.h), and those of one ink
 * in a round of their own where that is shorter than to change ink at each.
 * Rows that the terminal can move itself are moved where that is shorter still.
 * Where terminals differ in how many cells a sign takes (marks, emoji, right
 * to left), the rest of its row is placed anew, so that no column moves.
 *
 * Right to left: cells keep the order in which the letters are read, one cell
 * each, so that a name that is copied is the name. Where the terminal itself
 * turns the order round, isolates keep it from doing so to the columns beside.
 */
#ifndef THAW_UI_PAINT_H
#define THAW_UI_PAINT_H

#include "base/str.h"
#include "ui/plan.h"
#include "ui/shift.h"
#include "ui/surface.h"
#include "ui/theme.h"
#include "ui/way.h"

struct paint_caps {
	bool late_wrap;		/* the last cell may be written to */
	bool erases;		/* ECH */
	bool scrolls;		/* DECSTBM, SU and SD */
	bool links;		/* OSC 8 */
	bool whole;		/* a row that changed is sent as one, since it
				 * is spoken */
	bool isolates;		/* U+2068 and U+2069 are without width */
};

/* What the terminal has in hand. */
struct hand {
	struct spot at;		/* its cursor */
	int role;		/* its ink; -1: unknown */
	uint32_t link;
};

struct paint {
	struct paint_caps caps;
	struct cell *was;	/* what stands there */
	int rows, cols;
	bool lost;		/* nobody knows what stands there */
	struct hand hand;
	char change[ROLE_COUNT][ROLE_COUNT][INK_BYTES];
	unsigned char same[ROLE_COUNT];	/* the first role of the same ink */
	unsigned look[ROLE_COUNT];
	/* of the frame that is made */
	struct plan plan;
	unsigned char *wet;	/* a cell each: enum wet ... */
	unsigned char *dry;	/* ... before anything is written */
	short *map;		/* a row each: which one of `was` stands there;
				 * -1: it is blank */
	struct shift shift[SHIFTS];	/* that make it so */
	size_t shifts;
	struct str tried, best;
};

void paint_init(struct paint *p, const struct paint_caps *caps);
void paint_free(struct paint *p);
/* All is sent anew with the next frame. */
void paint_dress(struct paint *p, const struct theme *t, int colours);
void paint_lost(struct paint *p);
/* Appends the bytes; nothing where memory lacks for what stands there. */
void paint_frame(struct paint *p, const struct surface *s, struct str *out);
/* Appends what gives back the ink that was found. */
void paint_end(struct paint *p, struct str *out);

#endif
