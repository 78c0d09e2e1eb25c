#include "cmd/report.h"

#include "base/i18n.h"
#include "cmd/gathered.h"
#include "cmd/rows.h"
#include "view/view.h"

/* --- of what it is --- */

struct versions {
	struct app *app;
	struct report *r;
	struct book *book;
};

static int add_version(void *ctx, struct slice key, int64_t rows, struct err *e)
{
	struct versions *v = ctx;
	struct arena mem = ARENA_INIT(1 << 20);
	struct source_state st = {0};
	const struct source *s = sources_find(&v->app->sources, key);
	char day[PDATE_TEXT], at[CLOCK_TEXT];
	struct slice as_of = pdate_is(v->r->as_of) ?
		slice_of(pdate_text(v->r->as_of, day)) : SLICE_NONE;
	int rc = store_source_state(v->app->store, key, as_of, &mem, &st, e);

	(void)rows;
	if (rc == 0 && (st.good_at || st.version.n))
		book_version_add(v->book, &(struct book_version){
			.key = key, .title = s ? s->title : SLICE_NONE,
			.version = st.version,
			.good_at = st.good_at ?
				slice_of(clock_iso(st.good_at, at)) : SLICE_NONE,
		});
	arena_free(&mem);
	return rc;
}

/* A desk is a filter too: whoever reads the file must know of it. */
static struct slice words(const struct app *app, const struct report *r,
			  struct arena *mem)
{
	const struct desk *d = app_desk(app);
	struct slice all = SLICE_NONE;

	if (d)
		all = arena_fmt(mem, "--desk %.*s", SLICE_ARG(d->name));
	for (size_t i = 0; i < r->n; i++)
		all = arena_fmt(mem, "%.*s%s%s", SLICE_ARG(all),
				all.n ? " " : "", r->filter[i]);
	return all;
}

int report_about(struct app *app, struct report *r, struct slice title,
		 struct book *b, struct err *e)
{
	struct versions v = { app, r, b };
	char day[PDATE_TEXT];

	b->title = title;
	b->filter = words(app, r, &b->mem);
	b->program = arena_fmt(&b->mem, "thaw %s", app->version);
	b->who = app->settings.who;
	if (pdate_is(r->as_of))
		b->as_of = arena_slice(&b->mem,
				       slice_of(pdate_text(r->as_of, day)));
	return store_source_keys(app->store, add_version, &v, e);
}

/* --- the timeline --- */

/* The rows of the other kind, by the terms of the filter that mean something
 * to it. */
static int add_beside(struct app *app, struct report *r,
		      const struct shape *beside, struct err *e)
{
	struct query q = {0};
	struct query_known known = {0};
	int rc = rows_query_known(app, beside, r->filter, r->n, &known, &q, e);

	q.as_of = r->as_of;
	if (rc == 0)
		rc = gather_marks(app, beside, &q, &r->marks, e);
	query_free(&q);
	return rc;
}

static bool is_of_releases(const struct shape *view)
{
	return view == &view_releases || view == &view_events;
}

static int add_marks(struct app *app, struct report *r,
		     const struct shape *view, const struct query *q,
		     struct err *e)
{
	bool releases = is_of_releases(view);

	if ((view && gather_marks(app, view, q, &r->marks, e) < 0) ||
	    ((!view || releases) &&
	     add_beside(app, r, &view_sanctions, e) < 0) ||
	    ((!view || !releases) && add_beside(app, r, &view_events, e) < 0))
		return -1;
	return 0;
}

/* A document is in one language as a whole. */
int report_timeline(struct app *app, struct report *r,
		    const struct shape *view, const struct query *q,
		    struct book *b, struct err *e)
{
	bool was;
	int rc;

	if (view && !is_of_releases(view) && view != &view_sanctions)
		return 0;
	was = i18n_hush(true);
	rc = add_marks(app, r, view, q, e);
	i18n_hush(was);
	if (rc < 0)
		return -1;
	marks_sort(&r->marks);
	b->timeline = &r->marks;
	return report_pictures(app, r, view, q, b, e);
}

void report_free(struct report *r)
{
	marks_free(&r->marks);
	report_pictures_free(r);
}
