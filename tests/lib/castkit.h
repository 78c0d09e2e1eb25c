/* A recorded session (asciicast v2) of a run on a pseudo-terminal. It is made of
 * what stands on the screen after each step, not of the bytes that brought it
 * there, and its times come from the script: the same session gives the same
 * file on every machine. */
#ifndef THAW_TESTS_CASTKIT_H
#define THAW_TESTS_CASTKIT_H

#include "tests/lib/ptykit.h"

enum { CAST_ROWS = 64 };

struct cast {
	struct str out;		/* the file */
	struct str row[CAST_ROWS];	/* as they were written last */
	long at_ms;
	VTerm *vt;		/* who plays it: shows what it is to show */
	VTermScreen *screen;
};

void cast_begin(struct cast *c, int rows, int cols, const char *title);
/* What has changed on the screen, so long after the step before; whoever plays
 * that must see the same screen. */
void cast_frame(struct cast *c, const struct run *r, long after_ms);
void cast_free(struct cast *c);

#endif
