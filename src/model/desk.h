/* What a desk adds to a filter: its own words for the view, and that only its
 * groups of sources count. */
#ifndef THAW_MODEL_DESK_H
#define THAW_MODEL_DESK_H

#include "model/query.h"
#include "model/settings.h"

/* Adds the desk's terms to *q. A term about a column that the view has not says
 * nothing of its rows and is left out; what was imported by hand belongs to no
 * group, and stays. */
int desk_parse(const struct desk *d, const struct sources *sources,
	       const struct shape *shape, struct query *q, struct err *e);
/* Can it have a filter of that view alone? */
bool desk_takes(const char *view);
/* Its filter of every view and those of some, as people read them:
 * "role:journalist; sanctions: programme:BLR". Appends. */
void desk_words(const struct desk *d, struct str *out);

#endif
