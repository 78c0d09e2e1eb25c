/* What could stand where a line is typed, as a menu: Tab puts in what all words
 * have in common, then one after the other. */
#ifndef THAW_UI_COMPLETION_H
#define THAW_UI_COMPLETION_H

#include "model/propose.h"
#include "ui/edit.h"
#include "ui/surface.h"

struct completion {
	struct proposals found;
	bool open;		/* it is shown */
	size_t cur;		/* 1 + the one that was put in; 0: none */
	size_t top;
	struct str base;	/* the line before it was, up to the cursor */
};

/* Finds what could stand at the end of the line. */
typedef void completion_fn(void *ctx, struct slice line, struct proposals *out);

void completion_init(struct completion *m);
void completion_free(struct completion *m);
void completion_close(struct completion *m);
/* Tab (by: 1), S-Tab (-1). True when the line is another. */
bool completion_turn(struct completion *m, struct edit *ed, int by, completion_fn *fn,
	       void *ctx);
/* The line has been changed by hand: what is open narrows. */
void completion_typed(struct completion *m, const struct edit *ed, completion_fn *fn,
		void *ctx);
/* Rows that it would take at most, its heading included. */
int completion_rows(const struct completion *m);
void completion_draw(struct completion *m, struct surface *s, struct rect at);

#endif
