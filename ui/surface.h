/* A grid of cells that panes draw on. It knows no terminal, so that screens
 * are compared with golden files.
 *
 * A cell holds one grapheme of at most five characters (what curses keeps in
 * one cell), so it needs no memory of its own. Everything is clipped; drawing
 * cannot fail. Controls never reach a cell.
 */
#ifndef THAW_UI_SURFACE_H
#define THAW_UI_SURFACE_H

#include "base/arena.h"
#include "ui/theme.h"

enum { CELL_BYTES = 21, SURFACE_ROWS = 500, SURFACE_COLS = 1000,
       SURFACE_LINKS = 512 };

struct cell {
	char text[CELL_BYTES];	/* UTF-8, ends in NUL */
	unsigned char width;	/* 1 or 2; 0: right half of the one before */
	unsigned char role;
	uint32_t link;		/* of surface_link_url(); 0: none */
};

struct rect {
	int y, x, rows, cols;
};

struct surface {
	struct cell *cell;
	int rows, cols;
	int cursor_y, cursor_x;	/* where the hardware cursor rests */
	bool ascii;		/* lines, marks and text in ASCII only, */
	bool (*has)(uint32_t cp);	/* but for these; NULL: none */
	bool plain;		/* boxes and rules are left out */
	struct arena links_mem;
	struct {
		uint32_t id;
		struct slice url;
	} link[SURFACE_LINKS];	/* what the cells lead to */
	size_t n_links;
};

/* Larger than the ceilings is cut to them. A surface that is open already is
 * replaced. */
int surface_open(struct surface *s, int rows, int cols, bool ascii,
		 struct err *e);
void surface_free(struct surface *s);
void surface_clear(struct surface *s);
const struct cell *surface_at(const struct surface *s, int y, int x);

/* Our own words, as they are. Returns the cells used, at most `cells`. */
int surface_put(struct surface *s, int y, int x, int cells, struct slice text,
		enum role role);
int surface_putz(struct surface *s, int y, int x, int cells, const char *text,
		 enum role role);
/* Words of a source: made visible first, cut with an ellipsis. */
int surface_text(struct surface *s, int y, int x, int cells,
		 struct slice text, enum role role);
/* Of as many cells, those that it gives to the text before it cuts. */
int surface_fits(const struct surface *s, struct slice text, int cells);
void surface_fill(struct surface *s, struct rect r, enum role role);
/* Lines around the rectangle. */
void surface_box(struct surface *s, struct rect r, enum role role);
void surface_rule(struct surface *s, int y, int x, int cells, enum role role);
/* Gives `cells` cells another role. */
void surface_paint(struct surface *s, int y, int x, int cells,
		   enum role role);
/* The cells lead to the address, where it is one that may be followed. */
void surface_link(struct surface *s, int y, int x, int cells,
		  struct slice url);
struct slice surface_link_url(const struct surface *s, uint32_t id);

/* Cells that surface_put would use for all of the text. */
int surface_width(const struct surface *s, struct slice text);

/* Appends the text, a line a row, blanks at the ends cut; with `map`, then
 * the letters of the roles in the same shape. */
void surface_dump(const struct surface *s, bool map, struct str *out);

#endif
