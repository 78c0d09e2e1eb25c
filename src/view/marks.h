/* What happened, by the facts of one subject, as marks on an axis of time: an
 * act of release, the steps of a measure, the release of a person, and what
 * runs out. Other kinds have none. */
#ifndef THAW_VIEW_MARKS_H
#define THAW_VIEW_MARKS_H

#include "model/query.h"
#include "model/shape.h"
#include "write/timeline.h"

/* Adds the marks of the subject; `disputed` is what its row says. */
int marks_of(const struct facts *f, bool disputed, struct arena *mem,
	     struct marks *to, struct err *e);
/* A mark as a row of view_timeline; cells live in `mem`. */
void marks_row(const struct mark *m, struct row *out, struct arena *mem);

/* The view that says who was freed, for a filter as it was parsed: acts of
 * release, or persons where a term means something to them alone. */
const struct shape *marks_releases(const struct query *q);
/* Before such a filter goes to a view: what is asked of the day of an act is
 * asked of the release of a person. */
void marks_terms(struct query *q, const struct shape *releases);
/* Drops the measures whose day the filter of `releases`, which is checked, does
 * not let through: a measure's row is there for all of its steps. */
void marks_keep(struct marks *m, const struct query *q,
		const struct shape *releases);

/* Rows of `thaw timeline`. No view of the store: it is not in VIEWS. */
extern const struct shape view_timeline;

#endif
