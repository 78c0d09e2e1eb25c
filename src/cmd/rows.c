#include "cmd/rows.h"

#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "cmd/advice.h"
#include "cmd/print.h"
#include "cmd/report.h"
#include "model/desk.h"
#include "view/marks.h"
#include "view/source_rows.h"
#include "view/view.h"

enum { CHUNK = 256, QUERY_BYTES = 64 << 10 };

const struct shape *rows_view(const struct line *line, struct err *e)
{
	const struct shape *view = line->n ?
		view_find(slice_of(line->word[0])) : NULL;
	struct str valid = STR_INIT(OPTION_BYTES);
	struct nearest near = { .typed = SLICE_NONE };

	if (view)
		return view;
	if (line->n)
		near.typed = slice_of(line->word[0]);
	for (const struct shape *const *v = views; *v; v++) {
		str_addf(&valid, " %s", (*v)->name);
		nearest_try(&near, (*v)->name);
	}
	if (near.best)
		err_set(e, ERR_USAGE, "unknown view \"%.60s\": did you mean "
			"%s? valid:%s", line->word[0], near.best,
			str_cstr(&valid));
	else if (line->n)
		err_set(e, ERR_USAGE, "unknown view \"%.60s\"; valid:%s",
			line->word[0], str_cstr(&valid));
	else
		err_set(e, ERR_USAGE, "which view? valid:%s",
			str_cstr(&valid));
	str_free(&valid);
	return NULL;
}

/* --- the query --- */

static void add_words(struct str *to, char *const *word, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (to->n > 0)
			str_addc(to, ' ');
		str_addz(to, word[i]);
	}
}

static int query_as_of(struct query *q, struct slice text, struct err *e)
{
	if (pdate_parse(text, DATE_ORDER_UNKNOWN, &q->as_of))
		return 0;
	return err_set(e, ERR_USAGE, "--as-of takes a date such as "
				       "2025-12-14, not \"%.*s\"",
		       SLICE_ARG(text));
}

static int query_options(struct query *q, const struct given *g,
			 struct err *e)
{
	if (g && g->is[ROWS_SORT] &&
	    query_sort(q, given_text(g, ROWS_SORT), e) < 0)
		return -1;
	return g && g->is[ROWS_AS_OF] ?
		       query_as_of(q, given_text(g, ROWS_AS_OF), e) : 0;
}

static int make_query(struct app *app, const struct shape *shape,
		      char *const *filter, size_t n, const struct given *given,
		      struct query_known *known, struct query *q, struct err *e)
{
	struct str text = STR_INIT(QUERY_BYTES);
	const struct desk *d;
	int rc = app_configure(app, e);

	add_words(&text, filter, n);
	d = app_desk(app);
	if (rc == 0)
		rc = str_ok(&text, _("the filter"), e);
	if (rc == 0)
		rc = query_parse(q, str_slice(&text), e);
	if (rc == 0 && d)
		rc = desk_parse(d, &app->sources, shape, q, e);
	if (rc == 0 && known)
		marks_terms(q, shape);
	if (rc == 0 && known)
		query_keep_known(q, shape, known);
	if (rc == 0 && (query_options(q, given, e) < 0 ||
			query_defaults(q, shape, e) < 0 ||
			query_check(q, shape, e) < 0))
		rc = -1;
	str_free(&text);
	return rc;
}

int rows_query(struct app *app, const struct shape *shape,
	       char *const *filter, size_t n, const struct given *given,
	       struct query *q, struct err *e)
{
	return make_query(app, shape, filter, n, given, NULL, q, e);
}

int rows_query_known(struct app *app, const struct shape *shape,
		     char *const *filter, size_t n, struct query_known *known,
		     struct query *q, struct err *e)
{
	return make_query(app, shape, filter, n, NULL, known, q, e);
}

/* --- the rows --- */

static int one_row(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e)
{
	(void)shape;
	return sheet_row(ctx, r, e);
}

/* Both kinds of rows: a window of the store, or those of the sources. */
struct rows_from {
	struct window *window;
	struct source_rows *sources;
	int64_t n;
};

static int fetch(struct rows_from *from, int64_t first, int64_t n,
		 struct sheet *p, struct err *e)
{
	if (from->window)
		return window_fetch(from->window, first, n, one_row, p, e);
	for (int64_t i = first; i < first + n; i++)
		if (one_row(p, p->out.shape, &from->sources->row[i], e) < 0)
			return -1;
	return 0;
}

static int print_all(struct sheet *p, struct rows_from *from, struct err *e)
{
	bool first = p->limit >= 0 && !p->only.some && p->limit < from->n;
	int64_t n = first ? p->limit : from->n;

	for (int64_t at = 0; at < n; at += CHUNK)
		if (fetch(from, at, n - at < CHUNK ? n - at : CHUNK, p, e) < 0)
			return -1;
	return sheet_end(p, e);
}

/* No row must not read as "nobody is listed". */
static void say_empty(const struct sheet *p)
{
	if (p->out.many)	/* the file says so by itself */
		return;
	if (p->out.shape == &view_designations)
		print_note(p->app, _("no rows: that is no clearance; which "
			   "lists the store holds, and from when: thaw "
			   "sources list"));
	else
		print_note(p->app, _("no rows"));
}

static int print_sources(struct sheet *p, const struct query *q,
			 struct err *e)
{
	struct source_rows rows = {0};
	int rc = source_rows_make(&rows, p->app->store, &p->app->sources, q,
				  clock_now(&p->app->clock), e);

	if (rc == 0)
		rc = print_all(p, &(struct rows_from){
				.sources = &rows, .n = (int64_t)rows.n }, e);
	if (rc == 0 && rows.n == 0)
		say_empty(p);
	source_rows_free(&rows);
	return rc;
}

static int print_window(struct sheet *p, const struct query *q,
			struct err *e)
{
	struct window *w = NULL;
	int rc = window_open(&w, p->app->store, p->out.shape, q, e);

	if (rc == 0)
		rc = print_all(p, &(struct rows_from){
				.window = w, .n = window_count(w) }, e);
	if (rc == 0 && window_count(w) == 0)
		say_empty(p);
	window_close(&w);
	return rc;
}

/* A format that cites tells of what the file is, and may draw it. */
static int prepare(struct sheet *s, struct report *r, const struct query *q,
		   struct err *e)
{
	const struct shape *view = s->out.shape;

	s->as_of = r->as_of = q->as_of;
	if (!sheet_cites(s) || s->out.book)
		return 0;
	s->out.book = &s->book;
	if (report_about(s->app, r, slice_of(view->title), &s->book, e) < 0)
		return -1;
	return s->writer->asks & ASKS_TIMELINE ?
		       report_timeline(s->app, r, view, q, &s->book, e) : 0;
}

int rows_write(struct sheet *s, char *const *filter, size_t n,
	       const struct query *q, struct err *e)
{
	struct report r = REPORT_INIT;
	int rc;

	r.filter = filter;
	r.n = n;
	rc = prepare(s, &r, q, e);
	if (rc == 0)
		rc = s->out.shape == &view_sources ? print_sources(s, q, e) :
						     print_window(s, q, e);
	report_free(&r);
	return rc;
}

static int print_rows(struct app *app, const struct shape *shape,
		      char *const *filter, size_t n,
		      const struct given *given, const char *format,
		      bool report, struct err *e)
{
	struct sheet p;
	struct query q = {0};
	int rc = -1;

	if (sheet_open(&p, app, shape, given, format, e) == 0 &&
	    rows_query(app, shape, filter, n, given, &q, e) == 0)
		rc = app_open_filled(app, e);
	if (rc == 0) {
		p.report = report;
		if (given->is[ROWS_IDS])
			rc = only_make(&p.only, given_text(given, ROWS_IDS),
				       e);
	}
	if (rc == 0)
		rc = rows_write(&p, filter, n, &q, e);
	if (rc == 0 && p.out.rows == 0 && shape != &view_sources)
		advice_print(app, shape, filter, n, given);
	query_free(&q);
	sheet_free(&p);
	return rc;
}

int rows_print(struct app *app, const struct shape *shape,
	       char *const *filter, size_t n, const struct given *given,
	       const char *format, struct err *e)
{
	return print_rows(app, shape, filter, n, given, format, false, e);
}

int rows_export(struct app *app, const struct shape *shape,
		char *const *filter, size_t n, const struct given *given,
		const char *format, struct err *e)
{
	return print_rows(app, shape, filter, n, given, format, true, e);
}

static int print_top(struct sheet *p, struct window *w, struct err *e)
{
	struct rows_from from = { .window = w, .n = window_count(w) };
	char n[PRINT_NUMBER];

	str_addf(&p->line, "%s: %s\n", _(p->out.shape->title),
		 print_number(from.n, n));
	return from.n > 0 ? print_all(p, &from, e) :
			    print_out(p->app, &p->line, e);
}

int rows_top(struct app *app, const struct shape *shape, int64_t limit,
	     int width, struct err *e)
{
	struct given none = {0};
	struct sheet p;
	struct query q = {0};
	struct window *w = NULL;
	int rc = -1;

	if (sheet_open(&p, app, shape, &none, "table", e) == 0 &&
	    rows_query(app, shape, NULL, 0, NULL, &q, e) == 0 &&
	    window_open(&w, app->store, shape, &q, e) == 0) {
		p.limit = limit;
		p.out.screen = width;
		rc = print_top(&p, w, e);
	}
	window_close(&w);
	query_free(&q);
	sheet_free(&p);
	return rc;
}
