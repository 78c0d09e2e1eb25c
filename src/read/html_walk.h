/* The way from nodes to blocks. */
#ifndef THAW_READ_HTML_WALK_H
#define THAW_READ_HTML_WALK_H

#include "read/dom.h"
#include "read/page.h"

/* Marks the tables that are layout: those that hold tables, headings or long
 * text. */
void html_survey_tables(struct dom *d);
/* Adds the blocks of what is below node `root` and not skipped. */
int html_walk(const struct dom *d, size_t root, struct page *p,
	      struct err *e);

/* A data table is read by these; see html_grid.c. */
struct grid {
	struct page *page;
	struct str text;	/* of the open cell */
	int columns;		/* that the open cell takes */
	int rows;		/* and rows */
	int column;		/* next one of the open row */
	struct { int rows; struct slice text; } down[TABLE_COLUMNS];
	int widest;		/* columns of down[] that may be in use */
};

void grid_begin(struct grid *g, struct page *p);
void grid_row(struct grid *g);
void grid_row_end(struct grid *g);
void grid_cell(struct grid *g, const struct node *n);
void grid_cell_end(struct grid *g);

#endif
