/* What a source and the settings say of how it is to be asked, as fetch/ wants
 * it. Slices of the request borrow from the source and from `mem`. */
#ifndef THAW_FLOW_ASKING_H
#define THAW_FLOW_ASKING_H

#include "flow/flow.h"

/* Adds to the request of the source's address `n`; NULL: no source. */
void asking_request(const struct world *w, const struct source *src, size_t n,
		    struct fetch_request *req, struct arena *mem);
/* Adds to the options of a run. */
void asking_options(const struct world *w, struct fetch_options *o);

#endif
