#include "cmd/rows.h"

#include <string.h>

#include "base/text.h"
#include "cmd/i18n.h"
#include "cmd/print.h"
#include "view/source_rows.h"
#include "view/view.h"
#include "write/writer.h"

enum { CHUNK = 256, QUERY_BYTES = 64 << 10 };

struct printing {
	struct app *app;
	const struct writer *writer;
	struct out out;
	struct str line;
	int64_t limit;		/* -1: none */
	bool measure;		/* rows are only looked at */
};

const struct shape *rows_view(const struct line *line, struct err *e)
{
	const struct shape *view = line->n ?
		view_find(slice_of(line->word[0])) : NULL;
	struct str valid = STR_INIT(OPTION_BYTES);

	if (view)
		return view;
	for (const struct shape *const *v = views; *v; v++)
		str_addf(&valid, " %s", (*v)->name);
	if (line->n)
		err_set(e, ERR_USAGE, _("unknown view \"%.60s\"; valid:%s"),
			line->word[0], str_cstr(&valid));
	else
		err_set(e, ERR_USAGE, _("which view? valid:%s"),
			str_cstr(&valid));
	str_free(&valid);
	return NULL;
}

static int choose_writer(struct printing *p, const struct given *g,
			 const char *usual, struct err *e)
{
	struct slice name = g->is[ROWS_FORMAT] ? given_text(g, ROWS_FORMAT) :
						 slice_of(usual);
	struct str valid = STR_INIT(OPTION_BYTES);

	p->writer = writer_find(name);
	if (p->writer && p->writer->fits && !p->writer->fits(p->out.shape))
		return err_set(e, ERR_USAGE, _("%s: %s has no dates to come;"
			       " valid: sanctions designations"),
			       p->writer->name, p->out.shape->name);
	if (p->writer)
		return 0;
	for (const struct writer *const *w = writers; *w; w++)
		str_addf(&valid, " %s", (*w)->name);
	err_set(e, ERR_USAGE, _("unknown format \"%.*s\"; valid:%s"),
		SLICE_ARG(name), str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static int unknown_column(const struct shape *s, struct slice name,
			  struct err *e)
{
	struct str valid = STR_INIT(OPTION_BYTES);

	for (size_t i = 0; i < shape_width(s); i++)
		if (column_is_public(shape_column(s, i)))
			str_addf(&valid, " %s", shape_column(s, i)->name);
	err_set(e, ERR_USAGE, _("%s has no column \"%.*s\"; valid:%s"),
		s->name, (int)(name.n > 60 ? 60 : name.n),
		name.p ? name.p : "", str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static int named_columns(struct out *o, struct slice list, struct err *e)
{
	struct slice name;

	o->chosen = true;
	while (slice_cut(&list, ',', &name)) {
		int i = shape_find(o->shape, slice_trim(name));

		if (i < 0 ||
		    !column_is_public(shape_column(o->shape, (size_t)i)))
			return unknown_column(o->shape, slice_trim(name), e);
		if (o->n == SHAPE_COLUMNS)
			return err_set(e, ERR_USAGE, _("too many columns"));
		o->column[o->n++] = i;
	}
	return o->n > 0 ? 0 : unknown_column(o->shape, SLICE(""), e);
}

static int choose_columns(struct printing *p, const struct given *g,
			  struct err *e)
{
	struct out *o = &p->out;

	if (g->is[ROWS_COLUMNS])
		return named_columns(o, given_text(g, ROWS_COLUMNS), e);
	for (size_t i = 0; i < shape_width(o->shape); i++)
		if (p->writer->shows(shape_column(o->shape, i)))
			o->column[o->n++] = (int)i;
	return 0;
}

static int choose_limit(struct printing *p, const struct given *g,
			struct err *e)
{
	struct slice text = given_text(g, ROWS_LIMIT);

	p->limit = -1;
	if (!g->is[ROWS_LIMIT])
		return 0;
	if (!slice_int(text, &p->limit) || p->limit < 0)
		return err_set(e, ERR_USAGE,
			       _("--limit takes a number, not \"%.*s\""),
			       SLICE_ARG(text));
	return 0;
}

/* --- the query --- */

static bool group_is_in(struct slice groups, struct slice group)
{
	struct slice one;

	while (slice_cut(&groups, ',', &one))
		if (slice_eq(slice_trim(one), group))
			return true;
	return false;
}

/* "-sources:a,b": those of other groups than the desk's. What was imported by
 * hand and is in no group stays, as on the screen. */
static void desk_sources(const struct app *app, const struct desk *d,
			 struct str *to)
{
	size_t in = 0, out = 0;

	if (d->groups.n == 0)
		return;
	for (size_t i = 0; i < app->sources.n; i++) {
		const struct source *s = &app->sources.list[i];

		if (group_is_in(d->groups, s->group)) {
			in++;
			continue;
		}
		str_addz(to, out++ == 0 ? " -sources:" : ",");
		str_add(to, s->key);
	}
	if (in == 0)	/* no key: so that nothing is found */
		str_addz(to, " sources:-");
}

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
	return err_set(e, ERR_USAGE, _("--as-of takes a date such as "
				       "2025-12-14, not \"%.*s\""),
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

int rows_query(struct app *app, const struct shape *shape,
	       char *const *filter, size_t n, const struct given *given,
	       struct query *q, struct err *e)
{
	struct str text = STR_INIT(QUERY_BYTES);
	const struct desk *d;
	int rc = app_configure(app, e);

	add_words(&text, filter, n);
	d = app_desk(app);
	if (rc == 0 && d && !shape->deskless) {
		str_addc(&text, ' ');
		str_add(&text, desk_filter(d, shape->name));
		desk_sources(app, d, &text);
	}
	if (rc == 0)
		rc = str_ok(&text, _("the filter"), e);
	if (rc == 0 && (query_parse(q, str_slice(&text), e) < 0 ||
			query_options(q, given, e) < 0 ||
			query_defaults(q, shape, e) < 0 ||
			query_check(q, shape, e) < 0))
		rc = -1;
	str_free(&text);
	return rc;
}

/* --- the rows --- */

static int one_row(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e)
{
	struct printing *p = ctx;

	(void)shape;
	if (p->measure) {
		p->writer->measure(&p->out, r);
		return 0;
	}
	p->writer->row(&p->line, &p->out, r);
	return print_out(p->app, &p->line, e);
}

/* Both kinds of rows: a window of the store, or those of the sources. */
struct rows_from {
	struct window *window;
	struct source_rows *sources;
	int64_t n;
};

static int fetch(struct rows_from *from, int64_t first, int64_t n,
		 struct printing *p, struct err *e)
{
	if (from->window)
		return window_fetch(from->window, first, n, one_row, p, e);
	for (int64_t i = first; i < first + n; i++)
		if (one_row(p, p->out.shape, &from->sources->row[i], e) < 0)
			return -1;
	return 0;
}

static int print_all(struct printing *p, struct rows_from *from,
		     struct err *e)
{
	int64_t n = p->limit >= 0 && p->limit < from->n ? p->limit : from->n;

	p->measure = p->writer->measure != NULL;
	if (p->measure &&
	    fetch(from, 0, n < CHUNK ? n : CHUNK, p, e) < 0)
		return -1;
	p->measure = false;
	p->writer->head(&p->line, &p->out);
	if (print_out(p->app, &p->line, e) < 0)
		return -1;
	for (int64_t at = 0; at < n; at += CHUNK)
		if (fetch(from, at, n - at < CHUNK ? n - at : CHUNK, p, e) < 0)
			return -1;
	if (!p->writer->foot)
		return 0;
	p->writer->foot(&p->line, &p->out);
	return print_out(p->app, &p->line, e);
}

/* No row must not read as "nobody is listed". */
static void say_empty(const struct printing *p)
{
	if (p->out.shape == &view_designations)
		print_note(p->app, _("no rows: that is no clearance; which "
			   "lists the store holds, and from when: thaw "
			   "sources list"));
	else
		print_note(p->app, _("no rows"));
}

static int print_sources(struct printing *p, const struct query *q,
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

static int print_window(struct printing *p, const struct query *q,
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

int rows_print(struct app *app, const struct shape *shape,
	       char *const *filter, size_t n, const struct given *given,
	       const char *format, struct err *e)
{
	bool file = app->to != NULL;
	struct printing p = {
		.app = app,
		.out = { .shape = shape, .screen = file ? 0 : print_width(),
			 .colour = !file && print_colour(),
			 .ascii = print_ascii(),
			 .now = clock_now(&app->clock) },
		.line = STR_INIT(PRINT_BYTES),
	};
	struct query q = {0};
	int rc = -1;

	if (choose_writer(&p, given, format, e) == 0 &&
	    choose_columns(&p, given, e) == 0 &&
	    choose_limit(&p, given, e) == 0 &&
	    rows_query(app, shape, filter, n, given, &q, e) == 0 &&
	    app_open_filled(app, e) == 0)
		rc = shape == &view_sources ? print_sources(&p, &q, e) :
					      print_window(&p, &q, e);
	query_free(&q);
	str_free(&p.line);
	return rc;
}

static int print_top(struct printing *p, struct window *w, struct err *e)
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
	struct printing p = {
		.app = app, .writer = &out_table, .limit = limit,
		.out = { .shape = shape, .screen = width,
			 .colour = print_colour(), .ascii = print_ascii() },
		.line = STR_INIT(PRINT_BYTES),
	};
	struct query q = {0};
	struct window *w = NULL;
	int rc = -1;

	if (choose_columns(&p, &none, e) == 0 &&
	    rows_query(app, shape, NULL, 0, NULL, &q, e) == 0 &&
	    window_open(&w, app->store, shape, &q, e) == 0)
		rc = print_top(&p, w, e);
	window_close(&w);
	query_free(&q);
	str_free(&p.line);
	return rc;
}
