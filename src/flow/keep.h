/* Parts into the store, as one fetch: what refresh and import share. */
#ifndef THAW_FLOW_KEEP_H
#define THAW_FLOW_KEEP_H

#include "flow/flow.h"
#include "flow/pump.h"

struct keep {
	struct store_fetch fetch;	/* source, evidence, validators ... */
	bool accept;			/* gates forced */
	int64_t max_bytes;		/* of one part, unpacked */
	char sum[HASH_HEX];		/* of all parts; "": to be taken */
	int64_t ttl_s;			/* comes out: the feed's own word */
	/* A few times a second while records are stored; NULL: nobody asks. */
	void (*progress)(void *ctx, int64_t records);
	void *ctx;
};

/* Reads the parts and accepts the fetch; -1 with the store as it was, the
 * attempt logged. Fills sha256 and `complete` by itself. */
int keep_parts(const struct world *w, struct keep *k,
	       struct input_part *parts, size_t n, struct slice format,
	       struct store_result *out, struct err *e);

#endif
