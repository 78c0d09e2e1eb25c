/* What the terminal can do; term_caps.c is the doorway of curses, of which only
 * the terminal database is used. */
#ifndef THAW_UI_TERM_CAPS_H
#define THAW_UI_TERM_CAPS_H

#include "ui/decode.h"
#include "ui/paint.h"

enum { CAPS_BYTES = 64 };

struct term_caps {
	struct paint_caps paint;
	int colours;		/* 0, 8, 16, 256 or 1 << 24 */
	bool modern;		/* mouse, paste and questions are understood,
				 * or passed over */
	bool known;		/* the database has it */
	char begin[CAPS_BYTES], end[CAPS_BYTES];	/* a screen of its own */
	char keys_on[CAPS_BYTES], keys_off[CAPS_BYTES];
};

/* False where it cannot place its cursor as ECMA-48 does: *why says so. One
 * that nobody knows is taken for a plain ANSI terminal. Reads $TERM, $COLORTERM
 * and $NO_COLOR; puts its own keys into `d`. */
bool term_caps(struct term_caps *caps, struct decode *d, const char **why);
/* What of the environment says that links are understood. */
bool term_links(const char *(*env)(const char *name));

#endif
