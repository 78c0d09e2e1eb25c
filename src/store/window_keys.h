/* The keys of a window's rows in their order: all of them, or both ends, which
 * grow towards each other as they are asked for. Who shows twenty rows of a
 * million neither waits for the rest nor holds it. */
#ifndef THAW_STORE_WINDOW_KEYS_H
#define THAW_STORE_WINDOW_KEYS_H

#include "store/rowbook.h"

/* counted.c: rows that a statement counts, its values bound by `w` (NULL: none).
 * Remembered for as long as nobody commits anything to the store. */
int counted_get(struct store *s, const char *text, const struct where *w,
		int64_t *out, struct err *e);
void counted_free(struct store *s);
/* A statement and its values as one text. */
int asked_key(struct str *key, const char *text, const struct where *w,
	      struct err *e);

/* window.c: subjects of a window, in order, as SQL. */
void window_text(struct str *out, const struct shape *shape,
		 const char *table, const struct where *where,
		 const struct query *q);

/* order.c: the view's order from its end. */
void order_add_back(struct str *out, const char *table,
		    const struct shape *shape, const struct query *q);
/* The keys of all rows of the view in its own order, behind the n that there are;
 * the caller's to free. */
int order_rows(struct store *s, const struct shape *shape, int64_t **row,
	       size_t *n, size_t *cap, struct err *e);

struct keys {
	struct store *s;
	struct str text, back;	/* statements, from each end; "" when all keys
				 * are in `head` */
	struct where where;	/* their values, for as long */
	int64_t *head, *tail;	/* the tail from the last row up */
	size_t n, cap, tail_n, tail_cap;
	int64_t count;		/* of all */
	int64_t state;		/* of the store that they are of */
	struct rowset *set;	/* all of them, by the book of the view; or NULL */
};

/* All keys of the statement. */
int keys_load(struct keys *k, struct store *s, const char *text,
	      const struct where *where, struct err *e);
/* kept.c: the same, unless they were read lately. */
int kept_load(struct keys *k, struct store *s, const char *text,
	      const struct where *where, struct err *e);
void kept_free(struct store *s);
/* The first of them; `where` becomes its own. `back` is the same from the end,
 * `count` counts them where k->set has not: it, k->count
 * and k->state come from the caller.
 * Where somebody commits meanwhile, or later before all are
 * there, all are loaded, as they are then. */
int keys_begin(struct keys *k, struct store *s, const char *text,
	       const char *back, const char *count, struct where *where,
	       struct err *e);
/* Of the row at `i`, which is below the count: 1, or 0 where there is none any
 * more. */
int keys_at(struct keys *k, int64_t i, int64_t *key, struct err *e);
/* Where the key stands, or -1. */
int64_t keys_find(struct keys *k, int64_t key, struct err *e);
void keys_free(struct keys *k);

#endif
