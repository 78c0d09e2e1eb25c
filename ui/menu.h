/* A menu over the panes: lines to choose from, which typed letters narrow. A
 * line that begins with a number is found by it. */
#ifndef THAW_UI_MENU_H
#define THAW_UI_MENU_H

#include "base/arena.h"
#include "ui/surface.h"

enum { MENU_ITEMS = 1000, MENU_BYTES = 4 << 20, MENU_TYPED = 64 };

struct menu_item {
	struct slice text, right;	/* right: at the end of the line */
	struct slice value;		/* the caller's */
	int tag;			/* likewise */
	bool on;
};

struct menu {
	struct arena mem;
	struct menu_item *item;
	size_t n, cap;
	size_t cur, top;	/* among those shown */
	struct str typed;
	bool boxes;		/* several can be chosen */
};

void menu_begin(struct menu *m);	/* empty, nothing typed */
void menu_free(struct menu *m);
/* Takes copies of what the slices say. */
int menu_add(struct menu *m, const struct menu_item *item, struct err *e);
size_t menu_shown(const struct menu *m);	/* how many */
/* Index of the item under the cursor, or -1. */
ptrdiff_t menu_current(const struct menu *m);
void menu_move(struct menu *m, int by);
/* A letter, or backspace. True when it was for the menu. */
bool menu_type(struct menu *m, uint32_t key);
/* The lines inside `at`, and what is typed on its last row. */
void menu_draw(struct menu *m, struct surface *s, struct rect at);
/* The same in a box in the middle of the body. */
void menu_box(struct menu *m, struct surface *s, struct rect body,
	      const char *title);

#endif
