/* How watches are looked at again: what the files watch_*.c share.
 *
 * A watch asks the tables of its views like any filter. What is found goes to
 * held.watch_match as the id of a row and its mark, the text of those cells
 * that make it a hit again: what own.told lacks of that is a hit, and what
 * own.told has beside it is told no more (and so a hit when it comes again).
 * Of a row whose id the store does not know nothing is forgotten: data may be
 * purged and come back.
 *
 * A row that was found and then leaves its view by the view's own filter (a
 * party that is delisted) is found once more, in the state in which it left.
 *
 * Where only few rows were filled since the last time, they are copied to
 * tables of their own, of the same shape: all watches ask those.
 */
#ifndef THAW_STORE_WATCHING_H
#define THAW_STORE_WATCHING_H

#include "store/inside.h"

enum {
	WATCH_FRESH = 5000,	/* rows that are worth such tables */
	WATCH_SHAPES = 32,
};

/* The rows of one view that are asked. */
struct looked {
	struct str table;
	bool temp;
	bool none;			/* there are no such rows */
	struct sqlite3_stmt *row;	/* NULL: not made yet */
};

struct looking {
	struct store *s;
	const struct watch_told *to;	/* NULL: what is found is noted only */
	bool all;			/* rows, not the fresh ones alone */
	struct looked of[WATCH_SHAPES];	/* as the store's shapes */
	int64_t room;			/* hits that the watch may still have */
};

/* One watch in one view. */
struct asked {
	struct looking *l;
	const struct watch *w;
	const struct shape *shape;
	struct looked *from;
};

/* watch_rows.c: the temporary tables; fresh subjects into one of them; the rows
 * of a view, made once (NULL on error); and away with all. */
int watch_tables(struct store *s, struct err *e);
int watch_fresh(struct store *s, struct err *e);
struct looked *watch_rows(struct looking *l, const struct shape *shape,
			  struct err *e);
void watch_rows_end(struct looking *l);

/* watch_ask.c: finds, tells and notes; *rows is how many it asked match. -1
 * with ERR_USAGE, and nothing noted, where the watch itself is at fault. */
int watch_ask(const struct asked *a, int64_t *rows, struct err *e);

#endif
