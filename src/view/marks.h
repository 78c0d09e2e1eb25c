/* What happened, by the facts of one subject, as marks on an axis of time: an
 * act of release, the steps of a measure, the release of a person, and what
 * runs out. Other kinds have none. */
#ifndef THAW_VIEW_MARKS_H
#define THAW_VIEW_MARKS_H

#include "model/shape.h"
#include "write/timeline.h"

/* Adds the marks of the subject; `disputed` is what its row says. */
int marks_of(const struct facts *f, bool disputed, struct arena *mem,
	     struct marks *to, struct err *e);
/* A mark as a row of view_timeline; cells live in `mem`. */
void marks_row(const struct mark *m, struct row *out, struct arena *mem);

/* Rows of `thaw timeline`. No view of the store: it is not in VIEWS. */
extern const struct shape view_timeline;

#endif
