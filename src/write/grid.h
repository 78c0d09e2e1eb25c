/* How many of what by which: a table of counts that pictures are drawn of, as
 * stacked bars or as shades. Pure: values come in, nothing is asked.
 */
#ifndef THAW_WRITE_GRID_H
#define THAW_WRITE_GRID_H

#include "base/arena.h"

enum {
	GRID_ROWS = 512, GRID_COLS = 64,	/* more are counted, not kept */
	GRID_VALUE = 200,			/* bytes of a value */
};

/* What stands in a cell besides its count, by letters. */
enum grid_state {
	GRID_FORCE = 1, GRID_LICENCE = 2, GRID_SUSPENDED = 4, GRID_LIFTED = 8,
	GRID_DISPUTED = 16,
};

struct grid_cell {
	int64_t n;
	unsigned states;
	bool told;	/* something was added, even a nought */
};

struct grid {
	struct arena mem;
	struct slice row[GRID_ROWS], col[GRID_COLS];	/* "": not told */
	int64_t row_n[GRID_ROWS], col_n[GRID_COLS];	/* sums of cells */
	int64_t who[GRID_ROWS];		/* of a row, each once (grid_who) */
	size_t rows, cols;
	struct grid_cell *cell;		/* [rows][GRID_COLS] */
	int64_t most;			/* of one cell, */
	int64_t most_row;		/* of a sum */
	size_t left_out;		/* cells past a ceiling */
};

#define GRID_INIT ((struct grid){ .mem = ARENA_INIT(1 << 20) })

int grid_add(struct grid *g, struct slice row, struct slice col, int64_t n,
	     unsigned states, struct err *e);
/* One more in a row that he may have several cells of. */
void grid_who(struct grid *g, struct slice row);
/* Columns by their sums; rows likewise, or by name, the last one first
 * (years). What is not told comes last. */
void grid_sort(struct grid *g, bool by_name);
const struct grid_cell *grid_at(const struct grid *g, size_t row, size_t col);
/* Does any column say more than that nothing is told? */
bool grid_tells(const struct grid *g);
/* "FL?" */
void grid_letters(unsigned states, struct str *to);
void grid_free(struct grid *g);	/* empty again */

/* How many of `cells` each of n parts gets of a bar that has them all at `of`:
 * together as many as their sum gets, and whoever is there is seen as long as
 * there is room. */
void grid_share(const int64_t *part, size_t n, int64_t of, size_t cells,
		size_t *out);

/* Words for values, as a page or a screen has them; `name` gives the label of
 * a value. */
struct grid_words {
	const char *id;			/* of the drawing in its page */
	const char *title, *rows, *cols;
	void (*name)(const void *ctx, bool row, struct slice value,
		     struct str *to);
	const void *ctx;
};
/* Drawings for a terminal of so many cells, under their title. */
void grid_stack_text(struct str *to, const struct grid *g,
		     const struct grid_words *w, int width, bool ascii);
void grid_heat_text(struct str *to, const struct grid *g,
		    const struct grid_words *w, int width, bool ascii);
/* Drawings for HTML, with a title and a text beside. */
void grid_stack_svg(struct str *to, const struct grid *g,
		    const struct grid_words *w);
void grid_heat_svg(struct str *to, const struct grid *g,
		   const struct grid_words *w);
/* A cell of a trend (chart_trend) in a line of text, and its change. */
void grid_spark_svg(struct str *to, struct slice trend);

#endif
