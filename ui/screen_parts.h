/* What the screen is made of, each part by itself. */
#ifndef THAW_UI_SCREEN_PARTS_H
#define THAW_UI_SCREEN_PARTS_H

#include "ui/commands.h"
#include "ui/edit.h"
#include "ui/list.h"
#include "ui/spots.h"

enum { SORT_VIEW = -1, SORT_BEST = -2 };

struct pane_state {
	struct list list;
	struct str filter;	/* that the rows stand under, or would */
	struct err err;		/* why the filter was not understood */
	struct str under;	/* the last one that was understood */
	struct marked marked;
	int sort;		/* column of the pane, or the view's order, or
				 * by how well rows match */
	bool down;
	bool dirty;		/* the rows must be opened again */
	bool fresh;		/* ... and are others: where they are sorted by
				 * match, the best one is looked at */
};

/* Held, as it is told in pane 1. */
enum held { HELD_WRITTEN, HELD_ARREST, HELD_VERDICT, HELD_COUNT };

enum { UNDO_ACTS = 16 };

/* What brings back how it was before each of the last acts (screen_mark.c). */
struct undo {
	struct str act[UNDO_ACTS];
	size_t n;
};

/* A text that is searched: the detail, the help, an output. */
struct seek {
	struct edit edit;
	struct sought sought;	/* what is marked; none where nothing is */
	size_t line;		/* where the match stands that was gone to */
	size_t nth, n;		/* of how many; 0: none */
};

/* What runs beside the screen, and is waited for when it is left. */
enum { LEAVE_EXPORT = 1, LEAVE_COMMAND = 2 };

enum { HERE_BYTES = 4096 };

/* The ":" line. */
struct command {
	struct edit edit;
	struct arena mem;	/* of the words to be run */
	char **words;		/* NULL: nothing is to be run */
	size_t shown, said;	/* of its output: bytes that have lines */
	bool leaves;		/* the screen is gone back to at its end */
	bool then_refresh;	/* what is due is asked then */
};

/* The greeting: what could be fetched, and what of it was chosen. */
struct welcome {
	struct arena mem;
	struct source_group group[GROUPS_MAX];
	bool on[GROUPS_MAX];
	size_t n, cur, top;
	bool first;		/* nobody was ever contacted */
};

/* A hint of the foot, where it stands: a click there is its key. */
enum { FOOT_SPOTS = 24 };

struct foot_spots {
	struct { int x, end; uint32_t key; } spot[FOOT_SPOTS];
	size_t n;
	int y;
};

/* What was pressed and is held, or may become a double click. */
struct drag {
	bool across, down;	/* the divider goes along */
	int64_t at_ms;		/* of the click before; 0: none */
	int y, x;
};

#endif
