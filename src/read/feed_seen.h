/* Which ids a feed gives to more than one item, and which it has told. */
#ifndef THAW_READ_FEED_SEEN_H
#define THAW_READ_FEED_SEEN_H

#include "base/str.h"

enum { FEED_SEEN = 1 << 18 };

struct feed_seen_row {
	uint64_t id, link, title;	/* sums; id 0: the row is free */
	bool clash;			/* it stands for several items */
};

struct feed_seen {
	struct feed_seen_row *row;
	size_t n, cap;			/* cap: a power of two, or 0 */
	uint64_t *told;			/* keys of what was emitted */
	size_t n_told, cap_told;
};

/* An item with that id is there; link and title may be absent. Past FEED_SEEN
 * ids nothing is noted. */
int feed_seen_note(struct feed_seen *s, struct slice id, struct slice link,
		   struct slice title, struct err *e);
bool feed_seen_clashes(const struct feed_seen *s, struct slice id);
/* 1 the first time that the key is told, 0 after that, -1 on error. */
int feed_seen_tell(struct feed_seen *s, struct slice key, struct err *e);
void feed_seen_free(struct feed_seen *s);

#endif
