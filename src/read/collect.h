/* Values of one party, collected until all of them are known: a list may tell
 * the key late, or one party on many rows (every name with every address).
 *
 * A group is a kind of value ("an address"), a row one such value with its
 * cells ("street", "country"). Rows stay in the order in which they first
 * came; a row that is there already, and one without text, are left out. So
 * one order of claims comes from any order of telling.
 */
#ifndef THAW_READ_COLLECT_H
#define THAW_READ_COLLECT_H

#include "base/arena.h"

enum {
	COLLECT_GROUPS = 48,
	COLLECT_CELLS = 10,
	COLLECT_ROWS = 4096,		/* of one party; more is ERR_LIMIT */
	COLLECT_BYTES = 24 << 20,	/* likewise */
};

struct collect_row {
	struct collect_row *next;
	struct slice cell[];	/* trimmed; absent where empty */
};

struct collect_list {
	struct collect_row *first, *last;
	struct collect_row *hit;	/* the row that came last */
};

struct collect {
	struct arena mem;
	struct collect_list list[COLLECT_GROUPS];
	size_t rows;
};

#define COLLECT_INIT ((struct collect){ .mem = ARENA_INIT(COLLECT_BYTES) })

/* Copies. A group always comes with the same number of cells. */
int collect_add(struct collect *g, size_t group, const struct slice *cell,
	       size_t n, struct err *e);
/* First cell of the first row; absent. */
struct slice collect_first(const struct collect *g, size_t group);
void collect_clear(struct collect *g);	/* rows die */
void collect_free(struct collect *g);

#endif
