/* Rows of a table in C as a row source: what canned data stand on. */
#ifndef THAW_TESTS_CANNED_ROWS_H
#define THAW_TESTS_CANNED_ROWS_H

#include "ui/data.h"

struct canned_row {
	const char *view;
	const char *cells;	/* "id=x|column=value|..."; a list: ";a;b;" */
	const char *facts;	/* of whoever has some */
};

struct canned_table {
	const struct canned_row *row;
	int n;
	int first;		/* rows before it are hidden */
	int *fetched;		/* most rows asked for at once; may be NULL */
};

/* Whether row `at` of the table, filled into *r, is what the term asks for. */
typedef bool canned_holds(void *ctx, const struct query_term *t,
			  const struct row *r, size_t width, int at);

struct rows canned_rows(const struct canned_table *t,
			const struct shape *shape, const struct query *q,
			canned_holds *holds, void *ctx);
/* Where the row with that id stands, or -1. */
int canned_row_of(const struct canned_table *t, struct slice id);

#endif
