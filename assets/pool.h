/* Texts of tables that are made at build time, once each. A table names them by
 * their places in the pool: an address would have to be written into it at each
 * start of the program, in memory that is then each process's own. */
#ifndef THAW_ASSETS_POOL_H
#define THAW_ASSETS_POOL_H

#include "base/str.h"

struct pool {
	char *text;
	size_t n, room;
	uint32_t *slot;		/* 1 + place, by hash; 0: free */
	size_t slots, texts;
};

/* Where the text stands, a NUL behind; 0 is the empty text. Ends the program
 * where there is no memory. */
uint32_t pool_add(struct pool *p, struct slice s);
/* Prints it as a C table of that name. */
void pool_print(const struct pool *p, const char *name);
void pool_free(struct pool *p);

#endif
