/* Rows of comma-, semicolon- or tab-separated text (RFC 4180), one at a time.
 *
 * Lines end in CRLF or LF, also inside quotes; blank lines are no rows; a lone
 * 0x1A ends the text, as in files from DOS. Text behind a closing quote, and
 * quotes inside a bare field, are kept as they stand.
 */
#ifndef THAW_READ_CSVROW_H
#define THAW_READ_CSVROW_H

#include "model/input.h"

enum {
	CSV_FIELDS = 1024,
	CSV_FIELD_BYTES = 4 << 20,
	CSV_ROW_BYTES = 16 << 20,
};

struct csv_row {
	const struct slice *field;	/* never absent, perhaps empty */
	size_t n;
	size_t number;	/* 1: the first row */
	bool ended;	/* a line end stands behind it */
};

struct csv;

/* `sep` 0: whichever of , ; TAB the first line holds most. */
int csv_open(struct csv **c, struct input_part *part, char sep,
	     struct err *e);
/* A long table whose rows stand for themselves, maybe through a pipe: read once
 * (charset_open_plain), and a row that is bad is given up while the others are
 * read. `row_bytes` and lines inside one pair of quotes are the ceilings. With
 * `sep` 0 a table whose first line has no separator is of one column. */
struct csv_bounds {
	size_t row_bytes, quoted_lines;
	bool lines;	/* a line is a row of one column: no quotes either */
};
int csv_open_rows(struct csv **c, struct input_part *part, char sep,
		  const struct csv_bounds *b, struct err *e);
/* After a csv_next() of such a table that was -1: goes on behind the first line
 * of that row. False where nothing can help: the input cannot be read. */
bool csv_give_up(struct csv *c, const struct err *why);

/* 1 and a row that dies at the next call, 0 at the end, -1 ("row 7: ..."). */
int csv_next(struct csv *c, struct csv_row *row, struct err *e);
size_t csv_number(const struct csv *c);	/* of the row that comes next */
/* All whole rows that came were given; the beginning of one may have come. */
bool csv_is_read(const struct csv *c);
bool csv_end_mark(const struct csv *c);	/* the text ended in 0x1A */
void csv_close(struct csv **c);

/* The separator that the first line holds most, outside of quotes; 0: none. */
char csv_sniff(struct slice head);

#endif
