/* Which rows of a long view hold a word, in a file of each view beside the store.
 *
 * A filter of words is searched for in the text of every row (hay.c): of a million
 * rows that takes seconds, a key. The book has each word that stands in any row
 * once, with the rows that have it, and gives the same answer (t_store_rowbook).
 *
 * It is a cache, FILE-rows-VIEW: safe to delete, never part of a copy, replaced
 * whole. It is of one state of the view's rows, told by a number that every change
 * of them draws anew in the same commit, and is not used for another: then the rows
 * are searched, until the next refresh makes it anew.
 */
#ifndef THAW_STORE_ROWBOOK_H
#define THAW_STORE_ROWBOOK_H

#include "store/inside.h"

/* Fewer rows are searched as fast. */
enum { ROWBOOK_LEAST = 4096 };

/* rowbook.c: the rows of the view are others, in this transaction. */
int rowbook_stamp(struct store *s, const struct shape *shape, struct err *e);
/* Nothing of them is left: a purge. */
int rowbook_forget(struct store *s, struct err *e);
void rowbooks_close(struct store *s);

/* rowbook_rows.c: the rows of a query, in its order, to be freed: 1; or 0 where
 * the book cannot tell: there is none, or the query asks what no book has. */
int rowbook_rows(struct store *s, const struct shape *shape,
		 const struct query *q, int64_t **rows, size_t *n,
		 struct err *e);
/* How many there are, likewise, and what is enough to list them later. */
struct rowset;
int rowbook_count(struct store *s, const struct shape *shape,
		  const struct query *q, int64_t *n, struct rowset **set,
		  struct err *e);
/* The rows of the set, as rowbook_rows() gives them; 0 too where the view's rows
 * are others since. */
int rowset_list(struct store *s, const struct rowset *set, int64_t **rows,
		size_t *n, struct err *e);
void rowset_free(struct rowset **set);
/* Values of the column under the query, in any order, and how many rows have
 * each. */
int rowbook_facet(struct store *s, const struct shape *shape, int column,
		  const struct query *q,
		  int (*fn)(void *ctx, struct slice value, int64_t n,
			    struct err *e), void *ctx, struct err *e);

#endif
