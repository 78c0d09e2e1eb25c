/* What a subject is called where it stands alone, above its claims. */
#ifndef THAW_VIEW_CALLED_H
#define THAW_VIEW_CALLED_H

#include "model/facts.h"

/* Of a list, which calls its measure "list" as all do, whose it is and whom it
 * is about. In `mem`, or in the facts; never empty. */
struct slice subject_called(const struct facts *f, struct arena *mem);
/* Whom or what a measure is about; a whole list, its programme. */
struct slice measure_target(const struct facts *f, struct arena *mem);

#endif
