/* Releases beside measures, as a chart or as rows. */
#include <stdlib.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/gathered.h"
#include "cmd/print.h"
#include "cmd/report.h"
#include "cmd/rows.h"
#include "view/marks.h"
#include "view/view.h"

enum { TIMELINE_AS_OF = SHEET_OPTIONS };

static const struct option_row rows[] = {
	SHEET_OPTION_TABLE,
	[TIMELINE_AS_OF] = OPTION("as-of", "DATE",
				  N_("what was known on that day")),
	OPTIONS_END
};

enum { LANES = 2 };

struct timeline {
	const struct shape *lane[LANES];	/* releases, measures */
	struct query query[LANES];
	struct query_known known;
	struct marks marks;
};

static void timeline_free(struct timeline *t)
{
	for (size_t i = 0; i < LANES; i++)
		query_free(&t->query[i]);
	marks_free(&t->marks);
}

static int as_of(struct query *q, const struct given *g, struct err *e)
{
	if (!g->is[TIMELINE_AS_OF] ||
	    pdate_parse(given_text(g, TIMELINE_AS_OF), DATE_ORDER_UNKNOWN,
			&q->as_of))
		return 0;
	return err_set(e, ERR_USAGE, "--as-of takes a date such as "
				       "2025-12-14, not \"%.*s\"",
		       SLICE_ARG(given_text(g, TIMELINE_AS_OF)));
}

/* What neither releases nor measures have is a mistake of the user: the
 * messages of both would only tell half of what is valid. */
static int all_known(const struct timeline *t, struct app *app,
		     const struct line *line, struct err *e)
{
	struct query events = {0};
	struct err one = {0}, two = {0};
	size_t i = 0;

	while (i < t->known.n && t->known.term[i])
		i++;
	if (i == t->known.n)
		return 0;
	if (rows_query(app, t->lane[0], line->word, line->n, NULL, &events,
		       &one) < 0) {
		query_free(&events);
		events = (struct query){0};
		rows_query(app, t->lane[1], line->word, line->n, NULL, &events,
			   &two);
	}
	query_free(&events);
	return err_set(e, ERR_USAGE, "%s; or, of measures: %s", one.msg,
		       two.msg);
}

/* Acts, or persons where a word of the filter asks for those; a filter that is
 * no good is told of when the views are asked. */
static void choose(struct timeline *t, const struct line *line)
{
	struct query words = {0};
	struct err ignored = {0};

	for (size_t i = 0; i < line->n; i++)
		query_parse(&words, slice_of(line->word[i]), &ignored);
	t->lane[0] = marks_releases(&words);
	t->lane[1] = &view_sanctions;
	query_free(&words);
}

static int ask(struct timeline *t, struct app *app, const struct line *line,
	       struct err *e)
{
	choose(t, line);
	for (size_t i = 0; i < LANES; i++)
		if (rows_query_known(app, t->lane[i], line->word, line->n,
				     &t->known, &t->query[i], e) < 0 ||
		    as_of(&t->query[i], line->given, e) < 0)
			return -1;
	return all_known(t, app, line, e);
}

/* --- the marks --- */

/* What machines read is in English. */
static int gather(struct timeline *t, struct app *app, bool english,
		  struct err *e)
{
	bool was = i18n_hush(i18n_hushed() || english);
	int rc = 0;

	/* Measures are few: they must not be left out for many persons. */
	for (size_t i = LANES; rc == 0 && i-- > 0;)
		rc = gather_marks(app, t->lane[i], &t->query[i], &t->marks, e);
	i18n_hush(was);
	if (rc < 0)
		return -1;
	marks_keep(&t->marks, &t->query[0], t->lane[0]);
	marks_sort(&t->marks);
	if (t->marks.left_out)
		print_note(app, _("the first %d marks; %zu more are left out:"
				  " narrow the filter"), (int)MARKS_MAX,
			   t->marks.left_out);
	return 0;
}

/* --- what is printed --- */

static int print_chart(const struct timeline *t, struct app *app,
		       struct err *e)
{
	struct str text = STR_INIT(PRINT_BYTES);
	int rc;

	timeline_text(&text, &t->marks, print_columns(), print_ascii());
	rc = print_out(app, &text, e);
	str_free(&text);
	return rc;
}

/* A report says of what it is, and has the drawing too. */
static int prepare(const struct timeline *t, struct sheet *s,
		   const struct line *line, struct err *e)
{
	struct report r = REPORT_INIT;

	if (!sheet_cites(s))
		return 0;
	r.filter = line->word;
	r.n = line->n;
	r.as_of = t->query[0].as_of;
	s->out.book = &s->book;
	s->book.timeline = &t->marks;
	return report_about(s->app, &r, slice_of(view_timeline.title),
			    &s->book, e);
}

static int print_rows(const struct timeline *t, struct sheet *s,
		      const struct line *line, struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	int rc = prepare(t, s, line, e);

	for (size_t i = 0; rc == 0 && i < t->marks.n; i++) {
		struct row r;

		arena_clear(&mem);
		marks_row(&t->marks.list[i], &r, &mem);
		rc = sheet_row(s, &r, e);
	}
	arena_free(&mem);
	return rc < 0 ? -1 : sheet_end(s, e);
}

static bool as_rows(const struct given *g)
{
	return g->is[SHEET_FORMAT] || g->is[SHEET_COLUMNS] ||
	       g->is[SHEET_LIMIT];
}

static int timeline_run(struct app *app, const struct line *line,
			struct err *e)
{
	struct timeline *t = calloc(1, sizeof(*t));
	struct sheet s;
	int rc = -1;

	if (!t)
		return err_set(e, ERR_MEMORY, "out of memory");
	t->marks = MARKS_INIT;
	if (sheet_open(&s, app, &view_timeline, line->given, "table", e) == 0 &&
	    ask(t, app, line, e) == 0 && app_open_filled(app, e) == 0 &&
	    gather(t, app, as_rows(line->given) && s.writer != &out_table,
		   e) == 0)
		rc = as_rows(line->given) ? print_rows(t, &s, line, e) :
					    print_chart(t, app, e);
	if (rc == 0 && t->marks.n == 0)
		print_note(app, _("no rows"));
	sheet_free(&s);
	timeline_free(t);
	free(t);
	return rc;
}

static void timeline_more(struct str *to)
{
	str_addz(to, _("Terms of the filter hold where they mean something: "
		       "count>50 for releases,\njurisdiction:US for measures, "
		       "date>=2025-06-01 for both. A term about persons, as\n"
		       "role:journalist, counts those who were freed instead of "
		       "acts.\n"));
}

const struct command cmd_timeline = {
	.name = "timeline",
	.usage = "[FILTER...]",
	.summary = N_("releases beside measures, as a chart or as rows"),
	.more = timeline_more,
	.options = rows,
	.dashes = true,
	.run = timeline_run,
};
