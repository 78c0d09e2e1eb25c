/* A document as a flat list of blocks, whatever it was written in.
 *
 * html.c and plain.c fill it, extract_*.c read it. Text is squashed to one
 * line a block; `text` is all of it, a line a block or table row, and `at`
 * says where in it a block stands. Failures stick in `err`; what comes after
 * one is dropped. A table past its ceiling is cut, and `cut` is set.
 */
#ifndef THAW_READ_PAGE_H
#define THAW_READ_PAGE_H

#include "base/arena.h"

enum {
	PAGE_BYTES = 4 << 20,		/* of a document */
	PAGE_BLOCKS = 200000,
	PAGE_CELLS = 100000,		/* of all tables */
	TABLE_CELLS = 20000,
	TABLE_COLUMNS = 200,
};

enum block_kind { BLOCK_HEADING, BLOCK_PARA, BLOCK_ITEM, BLOCK_TABLE };

struct block {
	enum block_kind kind;
	int level;		/* of a heading */
	size_t list;		/* the same for the items of one list */
	size_t at;
	struct slice text;	/* absent for a table */
	struct slice label;	/* of an item "LABEL: text" ... */
	struct slice details;	/* ... and its text; else both absent */
	size_t row, rows;	/* of a table: page.row[row] and on */
};

struct page_row {
	size_t at;
	size_t cell, cells;	/* page.cell[cell] and on */
	struct slice text;	/* "one | two" */
};

struct page {
	struct arena mem;	/* holds every slice */
	struct block *block;
	size_t n, cap;
	struct page_row *row;
	size_t rows, row_cap;
	struct slice *cell;
	size_t cells, cell_cap;
	struct str text;
	struct slice published;	/* of the document, as far as it tells: by it
				 * "on Saturday" is a date */
	size_t lists;
	bool table_open;	/* the last block takes more rows */
	bool cut;
	struct err err;
};

void page_init(struct page *p);
/* Text is copied; one without anything visible adds no block. */
void page_heading(struct page *p, int level, struct slice text);
void page_para(struct page *p, struct slice text);
/* The next item begins a list of its own unless it follows an item. */
void page_list(struct page *p);
/* The first `bold` bytes of the text are its label, if it has the form of one;
 * otherwise up to six words before a colon are. */
void page_item(struct page *p, struct slice text, size_t bold);
void page_table(struct page *p);	/* the next row begins a table */
void page_row(struct page *p);
void page_cell(struct page *p, struct slice text);
void page_row_end(struct page *p);
struct slice page_cell_at(const struct page *p, const struct page_row *r,
			  size_t column);
void page_free(struct page *p);

/* A short line without a mark at its end. */
bool page_heading_like(struct slice text);

#endif
