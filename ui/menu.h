/* What could stand where a line is typed, as a menu: Tab puts in what all words
 * have in common, then one after the other. */
#ifndef THAW_UI_MENU_H
#define THAW_UI_MENU_H

#include "model/propose.h"
#include "ui/edit.h"
#include "ui/surface.h"

struct menu {
	struct proposals found;
	bool open;		/* it is shown */
	size_t cur;		/* 1 + the one that was put in; 0: none */
	size_t top;
	struct str base;	/* the line before it was, up to the cursor */
};

/* Finds what could stand at the end of the line. */
typedef void menu_fn(void *ctx, struct slice line, struct proposals *out);

void menu_init(struct menu *m);
void menu_free(struct menu *m);
void menu_close(struct menu *m);
/* Tab (by: 1), S-Tab (-1). True when the line is another. */
bool menu_turn(struct menu *m, struct edit *ed, int by, menu_fn *fn,
	       void *ctx);
/* The line has been changed by hand: what is open narrows. */
void menu_typed(struct menu *m, const struct edit *ed, menu_fn *fn,
		void *ctx);
/* Rows that it would take at most, its heading included. */
int menu_rows(const struct menu *m);
void menu_draw(struct menu *m, struct surface *s, struct rect at);

#endif
