/* The words of rows while a book is made: gathered for so many rows at a time,
 * sorted, and put to a temporary file as a run; the runs are merged. */
#ifndef THAW_STORE_ROWBOOK_GATHER_H
#define THAW_STORE_ROWBOOK_GATHER_H

#include "store/rowbook_file.h"

enum { GATHER_ROWS = 32768, GATHER_CLASSES = SHAPE_COLUMNS * BOOK_FORMS };

/* A word with its rows, as it lies in a run. */
struct run_head {
	uint32_t class, bytes, rows;
};

struct gathered {
	size_t text;
	uint32_t bytes, class;
	uint32_t rows, last;	/* the last row + 1 */
};

struct gatherer {
	int fd;
	uint64_t at;		/* in the file */
	struct str out;		/* not written yet */
	struct str text;
	struct gathered *word;
	size_t n, cap;
	uint32_t *slot;		/* word + 1 */
	size_t slots;
	uint64_t seed;		/* words are those of strangers */
	struct gather_pair {
		uint32_t word, row;
	} *pair;
	size_t pairs, cap_pairs;
	size_t cells[SHAPE_COLUMNS];	/* values of each column in this run */
	bool left_out[SHAPE_COLUMNS];
	uint64_t *run;		/* where each begins */
	size_t runs, cap_runs;
};

int gatherer_open(struct gatherer *g, struct err *e);
void gatherer_free(struct gatherer *g);
/* The words of a piece of what is searched (hay.c). */
int gather_text(struct gatherer *g, size_t column, struct slice piece,
		uint32_t row, struct err *e);
/* A whole value, in lower case or as it is. */
int gather_cell(struct gatherer *g, size_t column, enum book_form form,
		struct slice value, uint32_t row, struct err *e);
/* Puts the run to the file. */
int gather_flush(struct gatherer *g, struct err *e);

#endif
