/* Reading again what is kept: after a rule of extraction has changed, the texts
 * of articles say more, or less, without being fetched. */
#ifndef THAW_FLOW_REREAD_H
#define THAW_FLOW_REREAD_H

#include "flow/flow.h"

struct reread {
	int64_t documents;	/* that were read; 0: the source has no texts */
	struct store_result result;
};

/* Reads the texts of one source again, by the way on which sources are read,
 * and accepts what they say as a fetch of the same evidence: what the rules do
 * not find any more ends, the documents themselves and the user's own words
 * stay. Tells world->told while it runs and at its end. -1 leaves the store as
 * it was. */
int flow_reread(const struct world *w, struct slice source,
		struct reread *out, struct err *e);

#endif
