/* A document as a flat list of blocks, whatever it was written in.
 *
 * html.c and plain.c fill it, extract_*.c read it. Text is squashed to one
 * line a block; `text` is all of it, a line a block or table row, and `at`
 * says where in it the text of a block stands, behind its mark. Failures stick
 * in `err`; what comes after one is dropped. A table past its ceiling is cut,
 * and `cut` is set.
 *
 * The marks of `text` are those that people know from Markdown, and
 * page_from_text() makes the same page of it again:
 *
 *   ## heading of level 2         | cell | cell |   (\| and \\ inside)
 *   > quoted paragraph              - item, two blanks more for each depth
 *   paragraph                       * item whose label is no plain "LABEL: "
 *   \# paragraph that begins so     3. ordered item     3) with such a label
 *
 * A blank line stands only between two tables, or two lists of one depth.
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
	PAGE_LINKS = 200,
	ITEM_DEPTH = 8,			/* lists in lists; deeper is as deep */
	ITEM_NUMBER = 999999,
};

enum block_kind { BLOCK_HEADING, BLOCK_PARA, BLOCK_ITEM, BLOCK_TABLE };

struct block {
	enum block_kind kind;
	int level;		/* of a heading from 1, of an item from 0 */
	int number;		/* of an item of an ordered list; 0: none */
	bool quote;		/* a paragraph inside a quotation */
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

struct page_link {
	struct slice href;	/* as written */
	struct slice text;	/* its words */
	size_t at;		/* where they stand */
};

struct page {
	struct arena mem;	/* holds every slice */
	struct block *block;
	size_t n, cap;
	struct page_row *row;
	size_t rows, row_cap;
	struct slice *cell;
	size_t cells, cell_cap;
	struct page_link *link;	/* the first PAGE_LINKS; not in `text` */
	size_t links, link_cap;
	struct str text;
	struct slice published;	/* of the document, as far as it tells: by it
				 * "on Saturday" is a date */
	size_t lists;
	size_t open[ITEM_DEPTH];	/* lists that the next item may continue */
	bool quote;		/* the next paragraphs are quoted */
	bool table_open;	/* the last block takes more rows */
	bool cut;
	struct err err;
};

void page_init(struct page *p);
/* As text_squash(), and without what only tells where a word may be broken: soft
 * hyphens, blanks without width, joiners between letters that never join. */
void page_squash(struct str *out, struct slice text);
/* Text is copied; one without anything visible adds no block. */
void page_heading(struct page *p, int level, struct slice text);
void page_para(struct page *p, struct slice text);
/* The next item of that depth, or a greater one, begins a list. */
void page_list(struct page *p, int depth);
/* The first `bold` bytes of the text are its label, if it has the form of one;
 * otherwise up to six words before a colon are. */
void page_item(struct page *p, struct slice text, size_t bold);
void page_item_in(struct page *p, int depth, int number, struct slice text,
		  size_t bold);
void page_table(struct page *p);	/* the next row begins a table */
void page_row(struct page *p);
void page_cell(struct page *p, struct slice text);
void page_row_end(struct page *p);
struct slice page_cell_at(const struct page *p, const struct page_row *r,
			  size_t column);
/* In the text of the block added last, if `text` stands in it. */
void page_link(struct page *p, struct slice href, struct slice text);
/* Adds the blocks of which `text` is the text form. Never fails but for
 * ceilings: a line that has no mark is a paragraph. */
void page_from_text(struct page *p, struct slice text);
/* Without blocks again; `mem` and what is in it stay. */
void page_clear(struct page *p);
void page_free(struct page *p);

/* Appends the text a line a block or row, without the marks of its structure:
 * titles and names have none. */
void page_lines(struct str *out, const struct page *p);

/* A short line without a mark at its end. */
bool page_heading_like(struct slice text);

#endif
