/* The marks of the timeline, gathered from the data in steps: between any two
 * subjects it can be left for a key, and goes on from there. What was gathered
 * before stands until all of the new is there.
 */
#ifndef THAW_UI_HARVEST_H
#define THAW_UI_HARVEST_H

#include "ui/paces.h"
#include "view/marks.h"

enum {
	HARVEST_LANES = 2,	/* releases, measures */
	HARVEST_CHUNK = 64,
	HARVEST_STEP = 512,	/* subjects between two frames */
	HARVEST_SURE = 8,	/* ... that no key prevents */
};

struct harvest_id {
	char id[256];
	bool disputed;
};

struct harvest {
	struct marks marks;	/* sorted; of `fresh` */
	bool ready;		/* they are there */
	bool dirty;		/* others are wanted */
	bool going;		/* they are being gathered */
	struct err err;		/* why they could not be */
	/* what is being gathered */
	struct marks next;
	struct query query[HARVEST_LANES];
	const struct shape *shape[HARVEST_LANES];
	size_t lane;
	struct walk walk;	/* of this lane */
	struct harvest_id *chunk;
	size_t n, done;
};

void harvest_init(struct harvest *h);
void harvest_free(struct harvest *h);

struct harvest_from {
	const struct data *data;
	struct slice filter;
	/* Adds what the desk asks of a view. */
	int (*desk)(void *ctx, const struct shape *shape, struct query *q,
		    struct err *e);
	void *desk_ctx;
	bool (*hurry)(void *ctx);	/* a key waits; NULL: never */
	void *hurry_ctx;
};
/* Goes on. True where the marks are others now, or the reason why there are
 * none; while `going`, it is to be called again. */
bool harvest_step(struct harvest *h, const struct harvest_from *from);

#endif
