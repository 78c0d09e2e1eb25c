/* Where a feed's links lead: xml:base, and what kinds of links there are. */
#ifndef THAW_READ_FEED_BASE_H
#define THAW_READ_FEED_BASE_H

#include "read/loose.h"

enum { FEED_BASES = 32 };

struct feed_base {
	struct str url[FEED_BASES];
	size_t depth[FEED_BASES];	/* of the element that has it */
	size_t n;
};

/* An element opens: those that it is not inside of end, and its own xml:base
 * begins, relative to the one around it or to `document`. */
void feed_base_take(struct feed_base *b, const struct loose_tag *tag,
		    struct slice document);
struct slice feed_base_now(const struct feed_base *b);	/* absent: none */
void feed_base_free(struct feed_base *b);

/* How well an Atom link of that kind leads to what it is a link of: 8 a page, 6
 * another form of it, under 5 something else, 0 nowhere. */
unsigned char feed_link_rank(struct slice rel, struct slice type);

#endif
