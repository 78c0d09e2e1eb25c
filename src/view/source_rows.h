/* Rows of the view `sources`: what sources.conf says, joined with what the
 * store knows of each. Bounded by SOURCES_MAX, so they are made at once. */
#ifndef THAW_VIEW_SOURCE_ROWS_H
#define THAW_VIEW_SOURCE_ROWS_H

#include "model/settings.h"
#include "store/store.h"

struct source_rows {
	struct arena mem;
	struct row *row;	/* cells of view_sources */
	size_t n, cap;
};

/* Configured sources in file order, then those that only the store knows.
 * The query is checked; its terms, sort and as-of are applied: the version
 * and records of that day, while state and attempts are always today's. */
int source_rows_make(struct source_rows *out, struct store *s,
		     const struct sources *conf, const struct query *q,
		     int64_t now, struct err *e);
void source_rows_free(struct source_rows *r);

#endif
