#include "ui/layout.h"

enum { BESIDE_COLS = 110, BESIDE_LEAST_COLS = 30, BESIDE_LEAST_ROWS = 5 };

static enum layout_kind kind_of(int rows, int cols)
{
	if (rows < 5 || cols < 20)
		return LAYOUT_TINY;
	if (rows < 16 || cols < 60)
		return LAYOUT_SINGLE;
	return rows < 30 || cols < 110 ? LAYOUT_NARROW : LAYOUT_WIDE;
}

static void put(struct layout *l, size_t pane, struct rect at)
{
	l->slot[l->n].pane = pane;
	l->slot[l->n++].at = at;
}

int layout_split(int at, int from, int cells)
{
	int v = cells > 0 ? ((at - from) * 1000 + cells / 2) / cells : 500;

	return v < 1 ? 1 : v > 999 ? 999 : v;
}

static int divide(int cells, int split, int least)
{
	int first = split > 0 ? (cells * split + 500) / 1000 : cells / 2;

	if (first > cells - least)
		first = cells - least;
	return first < least ? least : first;
}

/* 1 and 2 above, the other one and 3 below. */
static void tile(struct layout *l, size_t other)
{
	struct rect b = l->body;
	int left = divide(b.cols, l->split_x, LAYOUT_LEAST_COLS);
	int up = divide(b.rows, l->split_y, LAYOUT_LEAST_ROWS);

	put(l, 0, (struct rect){ b.y, b.x, up, left });
	put(l, 1, (struct rect){ b.y, b.x + left, up, b.cols - left });
	put(l, other, (struct rect){ b.y + up, b.x, b.rows - up, left });
	put(l, 2, (struct rect){ b.y + up, b.x + left, b.rows - up,
				 b.cols - left });
}

enum {
	STACK_MOST = LAYOUT_MISSION + 1, TITLE = 1, HEADING = 1,
	OPEN_LEAST = 8,		/* why a filter finds nothing is told there */
};

struct stack {
	size_t pane[STACK_MOST], n, open;
	int rows[STACK_MOST];
};

/* With its title. Of a pane that nobody knows the rows of, all that there are. */
static int64_t wants(const struct layout *l, const struct stack *t, size_t i)
{
	int64_t has = l->has[t->pane[i]];

	if (has == 0)
		return l->body.rows;
	if (i != t->open)
		return TITLE + has;
	return TITLE + HEADING + has > OPEN_LEAST ? TITLE + HEADING + has :
						    OPEN_LEAST;
}

/* Blank rows of the open pane, one by one to those that have more to show. */
static void lend(const struct layout *l, struct stack *t)
{
	size_t i = 0, idle = 0;

	while (t->rows[t->open] > wants(l, t, t->open) && idle < t->n) {
		idle++;
		if (i != t->open && l->has[t->pane[i]] > 0 &&
		    t->rows[i] < wants(l, t, i)) {
			t->rows[i]++;
			t->rows[t->open]--;
			idle = 0;
		}
		i = (i + 1) % t->n;
	}
}

/* ... and theirs to it. */
static void take(const struct layout *l, struct stack *t)
{
	for (size_t i = 0; i < t->n; i++)
		while (i != t->open && t->rows[i] > wants(l, t, i) &&
		       t->rows[t->open] < wants(l, t, t->open)) {
			t->rows[i]--;
			t->rows[t->open]++;
		}
}

/* The mission's panes are always there; the focused one is open. */
static void stack(struct layout *l, size_t focus)
{
	bool fourth = focus >= LAYOUT_MISSION;
	int closed = fourth || l->body.rows < 18 ? 2 : 4;
	struct stack t = { .n = LAYOUT_MISSION + (fourth ? 1 : 0) };
	int y = l->body.y;

	t.open = fourth ? LAYOUT_MISSION : focus;
	for (size_t i = 0; i < t.n; i++)
		t.pane[i] = i < LAYOUT_MISSION ? i : focus;
	t.rows[t.open] = l->body.rows;
	for (size_t i = 0; i < t.n; i++) {
		if (i == t.open)
			continue;
		t.rows[i] = closed;
		t.rows[t.open] -= closed;
	}
	lend(l, &t);
	take(l, &t);
	for (size_t i = 0; i < t.n; i++) {
		put(l, t.pane[i], (struct rect){ y, l->body.x, t.rows[i],
						 l->body.cols });
		y += t.rows[i];
	}
}

void layout_make(struct layout *l, int rows, int cols, size_t focus,
		 size_t other, int foot)
{
	l->kind = kind_of(rows, cols);
	l->n = 0;
	l->headline = l->kind >= LAYOUT_NARROW;
	l->foot = rows - foot;
	l->body = (struct rect){ l->headline ? 1 : 0, 0,
				 l->foot - (l->headline ? 1 : 0), cols };
	switch (l->kind) {
	case LAYOUT_TINY:
		return;
	case LAYOUT_SINGLE:
		put(l, focus, l->body);
		return;
	case LAYOUT_NARROW:
		stack(l, focus);
		return;
	case LAYOUT_WIDE:
		tile(l, focus >= LAYOUT_MISSION ? focus : other);
		return;
	}
}

static int share(int all, int permille, int least)
{
	int part = all * permille / 1000;

	if (part > all - least)
		part = all - least;
	return part < least ? least : part;
}

void layout_beside(struct rect b, int permille, struct rect *list,
		   struct rect *detail)
{
	bool wide = b.cols >= BESIDE_COLS;
	int part = wide ? share(b.cols, permille, BESIDE_LEAST_COLS) :
			  share(b.rows, permille, BESIDE_LEAST_ROWS);

	*list = *detail = b;
	if (wide) {
		list->cols = part;
		detail->x += part;
		detail->cols -= part;
	} else {
		list->rows = part;
		detail->y += part;
		detail->rows -= part;
	}
}
