/* What could stand where a line is typed, as a menu: Tab puts in what all words
 * have in common, then one after the other. */
#ifndef THAW_UI_OFFERS_H
#define THAW_UI_OFFERS_H

#include "model/propose.h"
#include "ui/edit.h"
#include "ui/surface.h"

struct offers {
	struct proposals found;
	bool open;		/* it is shown */
	size_t cur;		/* 1 + the one that was put in; 0: none */
	size_t top;
	struct str base;	/* the line before it was, up to the cursor */
};

/* Finds what could stand at the end of the line. */
typedef void offers_fn(void *ctx, struct slice line, struct proposals *out);

void offers_init(struct offers *m);
void offers_free(struct offers *m);
void offers_close(struct offers *m);
/* Tab (by: 1), S-Tab (-1). True when the line is another. */
bool offers_turn(struct offers *m, struct edit *ed, int by, offers_fn *fn,
	       void *ctx);
/* The line has been changed by hand: what is open narrows. */
void offers_typed(struct offers *m, const struct edit *ed, offers_fn *fn,
		void *ctx);
/* Rows that it would take at most, its heading included. */
int offers_rows(const struct offers *m);
void offers_draw(struct offers *m, struct surface *s, struct rect at);

#endif
