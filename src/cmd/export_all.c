#include "cmd/export_all.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "cmd/print.h"
#include "cmd/report.h"
#include "view/view.h"

static int look(struct app *app, const struct line *line,
		const struct shape *view, struct pdate *as_of, struct err *e)
{
	struct sheet s;
	struct query q = {0};
	int rc = -1;

	if (sheet_open(&s, app, view, line->given, "csv", e) == 0)
		rc = rows_query(app, view, line->word + 1, line->n - 1,
				line->given, &q, e);
	*as_of = q.as_of;
	query_free(&q);
	sheet_free(&s);
	return rc;
}

/* What a format has no place for needs no word; what the filter leaves out
 * does, or a reader would take it for empty. */
static bool has_place(const struct line *line, const struct shape *view)
{
	const struct writer *w = writer_find(
		line->given->is[SHEET_FORMAT] ?
			given_text(line->given, SHEET_FORMAT) : SLICE("csv"));

	return !w || !w->fits || w->fits(view);
}

static void tell_left(struct app *app, const struct str *left)
{
	if (left->n)
		print_note(app, _("left out, since the filter means nothing"
			   " there:%s"), str_cstr(left));
}

int export_views(struct app *app, const struct line *line,
		 struct exported *out, struct err *e)
{
	struct str left = STR_INIT(OPTION_BYTES);
	struct err one = {0};

	*out = (struct exported){0};
	if (line->given->is[SHEET_COLUMNS])
		return err_set(e, ERR_USAGE, "--columns is for one view");
	for (const struct shape *const *v = views; *v; v++) {
		struct err why = {0};

		if (*v == &view_watches || !has_place(line, *v) ||
		    out->n == EXPORTED_MOST)
			continue;
		if (look(app, line, *v, &out->as_of, &why) == 0) {
			out->view[out->n++] = *v;
			continue;
		}
		str_addf(&left, " %s", (*v)->name);
		if (why.code != ERR_USAGE || !one.code)
			one = why;
		if (why.code != ERR_USAGE)
			break;
	}
	if (one.code && (one.code != ERR_USAGE || out->n == 0))
		err_set(e, one.code, "%s", one.msg);
	else
		tell_left(app, &left);
	str_free(&left);
	return e->code ? -1 : 0;
}

/* What they have in common. */
struct whole {
	struct report report;
	struct book book;
	struct exported all;
};

static int prepare(struct whole *w, struct app *app, const struct line *line,
		   const struct writer *writer, struct err *e)
{
	w->report.filter = line->word + 1;
	w->report.n = line->n - 1;
	w->report.as_of = w->all.as_of;
	if (report_about(app, &w->report, slice_of("Releases, measures and"
			" what is asked"), &w->book, e) < 0)
		return -1;
	return writer->asks & ASKS_TIMELINE ?
		       report_timeline(app, &w->report, NULL, NULL, &w->book,
				       e) : 0;
}

static int print_one(struct whole *w, size_t i, struct app *app,
		     const struct line *line, struct err *e)
{
	struct sheet s;
	struct query q = {0};
	int rc = -1;

	if (sheet_open(&s, app, w->all.view[i], line->given, "csv", e) == 0 &&
	    rows_query(app, w->all.view[i], line->word + 1, line->n - 1,
		       line->given, &q, e) == 0) {
		s.report = true;
		s.out.many = true;
		s.goes_on = i > 0;
		s.more = i + 1 < w->all.n;
		s.out.book = sheet_cites(&s) ? &w->book : NULL;
		rc = rows_write(&s, line->word + 1, line->n - 1, &q, e);
	}
	query_free(&q);
	sheet_free(&s);
	return rc;
}

static int print_all(struct whole *w, struct app *app, const struct line *line,
		     struct err *e)
{
	const struct writer *writer = writer_find(
		given_text(line->given, SHEET_FORMAT));
	int rc = app_open_filled(app, e);

	if (rc == 0)
		rc = prepare(w, app, line, writer, e);
	for (size_t i = 0; i < w->all.n && rc == 0; i++)
		rc = print_one(w, i, app, line, e);
	return rc;
}

int export_all(struct app *app, const struct line *line, struct err *e)
{
	struct whole *w = calloc(1, sizeof(*w));
	int rc = -1;

	if (!w)
		return err_set(e, ERR_MEMORY, "out of memory");
	w->report = REPORT_INIT;
	w->book = BOOK_INIT;
	if (export_views(app, line, &w->all, e) == 0)
		rc = print_all(w, app, line, e);
	report_free(&w->report);
	book_free(&w->book);
	free(w);
	return rc;
}
