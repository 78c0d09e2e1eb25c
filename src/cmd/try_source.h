/* `sources test`: what would come of an address. */
#ifndef THAW_CMD_TRY_SOURCE_H
#define THAW_CMD_TRY_SOURCE_H

#include "cmd/setup.h"

enum { TRIED_FEEDS = 20 };

/* What an address gives. Slices live in `mem`. */
struct tried {
	struct arena mem;
	struct slice format;
	int64_t records[KIND_COUNT];
	struct slice title[5];
	size_t titles;
	struct slice feed[TRIED_FEEDS], feed_title[TRIED_FEEDS];
	size_t feeds;		/* that a page tells of; may be more */
};

/* Asks once; stores nothing. */
int try_address(struct app *app, struct slice url, struct tried *t,
		struct err *e);
void tried_free(struct tried *t);
/* Appends the feeds, a line each: address and title. */
void tried_list_feeds(struct str *to, const struct tried *t);

/* Asks once, prints what was read, stores nothing. */
int try_source(struct app *app, struct slice url, struct err *e);

#endif
