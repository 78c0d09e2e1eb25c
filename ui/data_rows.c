/* Rows of the store, and of its sources, for the screen. */
#include <stdlib.h>

#include "ui/data_store.h"
#include "view/source_rows.h"
#include "view/view.h"

/* --- rows of subjects: a window of the store --- */

static int64_t win_count(void *ctx)
{
	return window_count(ctx);
}

static int64_t win_total(void *ctx)
{
	return window_total(ctx);
}

static int win_fetch(void *ctx, int64_t first, int64_t n, row_fn *fn,
		     void *fn_ctx, struct err *e)
{
	return window_fetch(ctx, first, n, fn, fn_ctx, e);
}

static int64_t win_find(void *ctx, struct slice id, struct err *e)
{
	return window_find(ctx, id, e);
}

static int64_t win_next(void *ctx, const struct query *some, int64_t from,
			int64_t n, bool all, int64_t *first, struct err *e)
{
	return window_next(ctx, some, from, n, all, first, e);
}

static void win_close(void *ctx)
{
	struct window *w = ctx;

	window_close(&w);
}

static const struct rows_ops window_rows = {
	win_count, win_total, win_fetch, win_find, win_next, win_close,
};

/* --- rows of sources: few, made at once --- */

static int64_t src_count(void *ctx)
{
	const struct source_rows *r = ctx;

	return (int64_t)r->n;
}

static int src_fetch(void *ctx, int64_t first, int64_t n, row_fn *fn,
		     void *fn_ctx, struct err *e)
{
	const struct source_rows *r = ctx;

	for (int64_t i = first; i < first + n && i < (int64_t)r->n; i++)
		if (fn(fn_ctx, &view_sources, &r->row[i], e) < 0)
			return -1;
	return 0;
}

static int64_t src_find(void *ctx, struct slice id, struct err *e)
{
	const struct source_rows *r = ctx;

	(void)e;
	for (size_t i = 0; i < r->n; i++)
		if (slice_eq(r->row[i].cell[0], id))
			return (int64_t)i;
	return -1;
}

static void src_close(void *ctx)
{
	source_rows_free(ctx);
	free(ctx);
}

static const struct rows_ops source_rows = {
	src_count, src_count, src_fetch, src_find, NULL, src_close,
};

static struct source_rows *make_sources(struct data_store *ds,
					const struct query *q, struct err *e)
{
	struct source_rows *r = calloc(1, sizeof(*r));

	if (!r) {
		err_set(e, ERR_MEMORY, "no memory for the sources");
		return NULL;
	}
	if (source_rows_make(r, ds->store, ds->sources, q,
			     clock_now(&ds->clock), e) == 0)
		return r;
	src_close(r);
	return NULL;
}

/* --- either --- */

int data_rows(void *ctx, const struct shape *shape, const struct query *q,
	      struct rows *out, struct err *e)
{
	struct data_store *ds = ctx;
	struct window *w = NULL;

	if (shape == &view_sources) {
		*out = (struct rows){ &source_rows, make_sources(ds, q, e) };
		if (out->ctx)
			return 0;
		*out = (struct rows){ 0 };
		return -1;
	}
	if (window_show(&w, ds->store, shape, q, e) < 0)
		return -1;
	*out = (struct rows){ &window_rows, w };
	return 0;
}

/* Counts each value of a column once; the first row that has it says it. */
static int source_facet(struct data_store *ds, int column,
			const struct query *q, facet_fn *fn, void *fn_ctx,
			struct err *e)
{
	struct source_rows *r = make_sources(ds, q, e);
	int rc = r ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < r->n; i++) {
		struct slice v = r->row[i].cell[column];
		int64_t same = 0;
		bool told = false;

		for (size_t k = 0; k < r->n && !told; k++) {
			if (!slice_eq(r->row[k].cell[column], v))
				continue;
			told = k < i;
			same++;
		}
		if (!told && v.n > 0)
			rc = fn(fn_ctx, v, same, e);
	}
	if (r)
		src_close(r);
	return rc;
}

int data_facet(void *ctx, const struct shape *shape, int column,
	       const struct query *q, facet_fn *fn, void *fn_ctx, struct err *e)
{
	struct data_store *ds = ctx;

	if (shape == &view_sources)
		return source_facet(ds, column, q, fn, fn_ctx, e);
	return store_facet(ds->store, shape, column, q, fn, fn_ctx, e);
}
