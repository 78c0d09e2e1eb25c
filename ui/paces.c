#include "ui/paces.h"

int walk_open(struct walk *w, const struct data *d, const struct shape *shape,
	      const struct query *q, const struct walk_pace *pace,
	      struct err *e)
{
	int rc;

	if (w->rows.ops)
		return 1;
	d->ops->heed(d->ctx, pace->hurry, pace->ctx);
	rc = d->ops->open(d->ctx, shape, q, &w->rows, e);
	d->ops->heed(d->ctx, NULL, NULL);
	if (rc < 0 && e->code == ERR_STOPPED) {
		err_clear(e);
		return 0;
	}
	if (rc < 0)
		return -1;
	w->at = 0;
	w->of = w->rows.ops->count(w->rows.ctx);
	return 1;
}

int walk_on(struct walk *w, int64_t n, row_fn *fn, void *ctx, struct err *e)
{
	if (w->at >= w->of) {
		rows_close(&w->rows);
		return 0;
	}
	if (w->rows.ops->fetch(w->rows.ctx, w->at, n, fn, ctx, e) < 0)
		return -1;
	w->at += n;
	return 1;
}

void walk_end(struct walk *w)
{
	rows_close(&w->rows);
	w->at = w->of = 0;
}

bool walk_may(const struct walk_pace *pace, int *steps)
{
	++*steps;
	return !pace->hurry || *steps <= pace->sure ||
	       (*steps <= pace->most && !pace->hurry(pace->ctx));
}
