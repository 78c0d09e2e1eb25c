/* What happened to the rows of a view, as marks on an axis of time. */
#ifndef THAW_CMD_GATHERED_H
#define THAW_CMD_GATHERED_H

#include "cmd/setup.h"
#include "write/timeline.h"

/* Adds the marks of every row that the query chooses, in the language that is
 * spoken; the store is open. */
int gather_marks(struct app *app, const struct shape *view,
		 const struct query *q, struct marks *to, struct err *e);

/* Facts of the subject of a row, as of the query's day; 1, or 0 where the row
 * is of none. */
int gather_facts(struct app *app, struct slice id, struct pdate as_of,
		 struct arena *mem, struct facts *out, struct err *e);

/* The row's own word on whether it is disputed. */
bool row_disputed(const struct shape *view, const struct row *r);

/* As marks_of(), in one language: what prints them is a document as a whole. */
int gather_happened(const struct facts *f, bool disputed, struct arena *mem,
		    struct marks *to, struct err *e);

#endif
