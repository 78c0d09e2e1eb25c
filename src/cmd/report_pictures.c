/* The pictures of a report: counts of the same rows that it lists. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cmd/report.h"
#include "cmd/rows.h"
#include "view/view.h"

enum { CHUNK = 256 };

static int take_row(void *ctx, const struct shape *shape, const struct row *r,
		    struct err *e)
{
	struct report *to = ctx;

	for (size_t i = 0; i < PICTURES; i++)
		if (strcmp(picture_rows[i].view, shape->name) == 0 &&
		    picture_add(&picture_rows[i], shape, r, &to->grid[i],
				e) < 0)
			return -1;
	return 0;
}

static int count_rows(struct app *app, struct report *r,
		      const struct shape *view, const struct query *q,
		      struct err *e)
{
	struct window *w = NULL;
	int rc = window_open(&w, app->store, view, q, e);

	for (int64_t at = 0; rc == 0 && at < window_count(w); at += CHUNK)
		rc = window_fetch(w, at, CHUNK, take_row, r, e);
	window_close(&w);
	return rc;
}

/* Of a view that was not asked by itself: by the terms that it knows. */
static int count_known(struct app *app, struct report *r,
		       const struct shape *view, struct err *e)
{
	struct query q = {0};
	struct query_known known = {0};
	int rc = rows_query_known(app, view, r->filter, r->n, &known, &q, e);

	q.as_of = r->as_of;
	if (rc == 0)
		rc = count_rows(app, r, view, &q, e);
	query_free(&q);
	return rc;
}

/* A document is in one language as a whole. */
static void put_pictures(struct report *r, struct book *b)
{
	bool was = i18n_hush(true);

	for (size_t i = 0; i < PICTURES; i++) {
		picture_end(&picture_rows[i], &r->grid[i]);
		if (!grid_tells(&r->grid[i]))
			continue;
		r->words[i] = picture_words(&picture_rows[i]);
		r->picture[b->pictures++] = (struct book_picture){
			.grid = &r->grid[i], .words = &r->words[i],
			.note = _(picture_rows[i].note),
			.shades = picture_rows[i].kind == PICTURE_HEAT,
		};
	}
	b->picture = r->picture;
	i18n_hush(was);
}

int report_pictures(struct app *app, struct report *r,
		    const struct shape *view, const struct query *q,
		    struct book *b, struct err *e)
{
	int rc;

	r->grid = calloc(PICTURES, sizeof(*r->grid));
	if (!r->grid)
		return err_set(e, ERR_MEMORY, "out of memory");
	for (size_t i = 0; i < PICTURES; i++)
		r->grid[i] = GRID_INIT;
	if (view)
		rc = count_rows(app, r, view, q, e);
	else
		rc = count_known(app, r, &view_releases, e) < 0 ||
		     count_known(app, r, &view_sanctions, e) < 0 ? -1 : 0;
	if (rc == 0)
		put_pictures(r, b);
	return rc;
}

void report_pictures_free(struct report *r)
{
	for (size_t i = 0; r->grid && i < PICTURES; i++)
		grid_free(&r->grid[i]);
	free(r->grid);
	r->grid = NULL;
}
