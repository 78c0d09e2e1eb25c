/* Views: what the rows of each pane and list are. One view is one file
 * view_NAME.c that exports `const struct shape view_NAME`, and one word here.
 * The rows of `sources` are not subjects: see view/source_rows.h; those of
 * `changes` are made when a version is accepted, those of `watches` are what
 * watches have found (the watches themselves: view/watch_list.h). */
#ifndef THAW_VIEW_VIEW_H
#define THAW_VIEW_VIEW_H

#include "model/shape.h"

#define VIEWS(X) \
	X(releases) X(events) X(sanctions) X(designations) \
	X(recommendations) X(news) X(brief) X(changes) X(conflicts) X(watches) X(sources)

#define VIEW_DECLARE(name) extern const struct shape view_##name;
VIEWS(VIEW_DECLARE)
#undef VIEW_DECLARE

extern const struct shape *const views[];	/* in this order, NULL at the end */

const struct shape *view_find(struct slice name);
/* The view whose rows are subjects of that kind; NULL when there is none. */
const struct shape *view_of(enum kind kind);

#endif
