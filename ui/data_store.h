/* The screen's data from the store. */
#ifndef THAW_UI_DATA_STORE_H
#define THAW_UI_DATA_STORE_H

#include "ui/data.h"

struct data_store {
	struct store *store;		/* the caller's */
	const struct sources *sources;	/* the caller's: sources.conf */
	struct clock clock;
	const char *store_file;		/* beside which its names lie */
	struct slice who;		/* gives verdicts */
	const char *aside;		/* of the store, as it was followed */
	struct err amiss;		/* why what took its place is not open */
	struct name_index *names;	/* its own: data_store_close() */
};

/* `ds` must live as long as the data. */
struct data data_store(struct data_store *ds);
void data_store_close(struct data_store *ds);

/* data_rows.c: of struct data_ops, their ctx a struct data_store. */
int data_rows(void *ctx, const struct shape *shape, const struct query *q,
	      struct rows *out, struct err *e);
int data_facet(void *ctx, const struct shape *shape, int column,
	       const struct query *q, facet_fn *fn, void *fn_ctx, struct err *e);

#endif
