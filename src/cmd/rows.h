/* The one way in which commands print rows of a view. */
#ifndef THAW_CMD_ROWS_H
#define THAW_CMD_ROWS_H

#include "cmd/sheet.h"

/* First rows of the option table of a command that prints rows of a view. */
enum rows_option { ROWS_SORT = SHEET_OPTIONS, ROWS_AS_OF, ROWS_IDS,
		   ROWS_OPTIONS };

#define ROWS_OPTION_TABLE \
	SHEET_OPTION_TABLE, \
	[ROWS_SORT]    = OPTION("sort", "-COLUMN", \
				N_("by columns, -: last first; match: best matches first")), \
	[ROWS_AS_OF]   = OPTION("as-of", "DATE", \
				N_("what was known on that day")), \
	[ROWS_IDS]     = OPTION("ids", "A,B", \
				N_("only the rows with these ids"))

/* The view that the first word names; NULL with the valid ones told. */
const struct shape *rows_view(const struct line *line, struct err *e);

/* Opens the store and prints the rows of the view that the filter words
 * choose, in `format` where the user names none. What the user got wrong is
 * said before anything is printed. */
int rows_print(struct app *app, const struct shape *shape,
	       char *const *filter, size_t n, const struct given *given,
	       const char *format, struct err *e);

/* The same as a report: with its sources where the format has a place. */
int rows_export(struct app *app, const struct shape *shape,
		char *const *filter, size_t n, const struct given *given,
		const char *format, struct err *e);
/* The rows that a query chooses, on a sheet that is open, as is the store; the
 * words of the filter are for those who read the file. */
int rows_write(struct sheet *s, char *const *filter, size_t n,
	       const struct query *q, struct err *e);

/* A title line with the count, and the first rows as a table of `width`
 * cells. The store is open. */
int rows_top(struct app *app, const struct shape *shape, int64_t limit,
	     int width, struct err *e);

/* The query of filter words, options and the desk, checked and complete.
 * `given` may be NULL. The caller frees it, also after -1. */
int rows_query(struct app *app, const struct shape *shape,
	       char *const *filter, size_t n, const struct given *given,
	       struct query *q, struct err *e);

/* Which terms of a filter some view knows, by their place. */
struct known {
	bool term[QUERY_TERMS];
	size_t n;
};
/* Likewise for who asks several views with one filter: a term about a column
 * that this one has not says nothing of its rows, and is left out. Sets what
 * it knows in `known`, which starts zeroed. No order is taken from it. */
int rows_query_known(struct app *app, const struct shape *shape,
		     char *const *filter, size_t n, struct known *known,
		     struct query *q, struct err *e);

#endif
