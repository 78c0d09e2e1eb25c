/* Words of documents, in a file that may be absent or behind. */
#ifndef THAW_STORE_SAID_H
#define THAW_STORE_SAID_H

#include "store/inside.h"

/* said_file.c: opens it the first time; false where it cannot be had, or while a
 * transaction is open and it never was. */
bool said_ready(struct store *s);
bool said_made(struct store *s);		/* it has its tables */
int said_make(struct store *s, struct err *e);	/* anew, empty */
int said_unmake(struct store *s, struct err *e);
/* Nothing of it is left: a purge. */
int said_forget(struct store *s, struct err *e);

/* said.c */
enum said_state { SAID_NOT, SAID_SOME, SAID_ALL };
enum said_state said_state(struct store *s);
int said_catch_up(struct store *s, struct err *e);
/* The last accepted fetch that changed anything; 0: none. */
int64_t said_newest(struct store *s);

/* said_rows.c: the needle in the language of the index; nothing where it is in
 * all. */
void said_match(struct str *out, const struct needle *x, bool whole);
/* Rows of a filter of words alone, to be freed, where the index
 * tells them all: 1; or 0. */
int said_rows(struct store *s, const struct shape *shape,
	      const struct query *q, int64_t **rows, size_t *n, struct err *e);
void said_order_free(struct store *s);

#endif
