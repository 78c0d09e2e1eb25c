/* Feeds in XML, of any version: what RSS, Atom and CDF call the same things.
 *
 * Publishers mix their elements, so one table serves all: an Atom link in RSS, a
 * pubDate in Atom. Where an element may be written in two ways ("author"), its
 * namespace decides, or without one the root.
 */
#ifndef THAW_READ_FEED_WALK_H
#define THAW_READ_FEED_WALK_H

#include "read/feed.h"

/* Reads the part as a feed. `expected` is what an error says was expected where
 * it is none. */
int feed_walk(const struct input *in, struct input_part *part,
	      const char *expected, record_fn *emit, void *ctx,
	      struct err *e);
/* All parts. */
int feed_walk_all(struct input *in, const char *expected, record_fn *emit,
		  void *ctx, struct err *e);

#endif
