/* Keys that a list has used, for lists without ids of their own: whose keys
 * are made of numbers or names that may come twice.
 *
 * Holds a hash a key. Two keys of one hash count as the same, which only
 * makes the second one longer. Zero it to begin, free it at the end.
 */
#ifndef THAW_READ_KEYSET_H
#define THAW_READ_KEYSET_H

#include "base/str.h"

enum { KEYSET_MAX = 1 << 18 };

struct keyset {
	uint64_t *slot;		/* 0: free */
	size_t n, cap;		/* cap: a power of two, or 0 */
};

/* 1: new, and now known; 0: used before; -1: ERR_LIMIT or ERR_MEMORY. */
int keyset_add(struct keyset *k, struct slice key, struct err *e);
void keyset_free(struct keyset *k);

/* Makes `key` one that was not used: adds "/" and `more` without its blanks
 * where it was, then "/2", "/3" and so on. */
int keyset_claim(struct keyset *k, struct str *key, struct slice more,
		 struct err *e);
/* Appends without any blank: the text of keys. */
void keyset_compact(struct str *out, struct slice text);

#endif
