/* The pictures of the screen (p) as text, or their numbers as rows. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/paper.h"
#include "cmd/print.h"
#include "cmd/report.h"
#include "cmd/rows.h"
#include "view/view.h"

enum { PICTURES_AS_OF = SHEET_OPTIONS };

static const struct option_row rows[] = {
	SHEET_OPTION_TABLE,
	[PICTURES_AS_OF] = OPTION("as-of", "DATE",
				  N_("what was known on that day")),
	OPTIONS_END
};

enum { CHUNK = 256 };

struct drawing {
	bool chosen[PICTURES];
	char **filter;		/* the words behind the names */
	size_t n;
	struct pdate as_of;
	struct query_known known;
	struct grid *grid;	/* one a picture */
};

static int find_picture(const char *word)
{
	for (int i = 0; i < PICTURES; i++)
		if (strcmp(picture_rows[i].name, word) == 0)
			return i;
	return -1;
}

/* Words at the front that name pictures; none: all of them. */
static void choose(struct drawing *d, const struct line *line)
{
	size_t at = 0;
	int i;

	while (at < line->n && (i = find_picture(line->word[at])) >= 0) {
		d->chosen[i] = true;
		at++;
	}
	for (i = 0; at == 0 && i < PICTURES; i++)
		d->chosen[i] = true;
	d->filter = line->word + at;
	d->n = line->n - at;
}

static int as_of(struct drawing *d, const struct given *g, struct err *e)
{
	if (!g->is[PICTURES_AS_OF] ||
	    pdate_parse(given_text(g, PICTURES_AS_OF), DATE_ORDER_UNKNOWN,
			&d->as_of))
		return 0;
	return err_set(e, ERR_USAGE, "--as-of takes a date such as "
				       "2025-12-14, not \"%.*s\"",
		       SLICE_ARG(given_text(g, PICTURES_AS_OF)));
}

/* --- counting --- */

struct counting {
	const struct picture *picture;
	struct grid *grid;
};

static int take_row(void *ctx, const struct shape *shape, const struct row *r,
		    struct err *e)
{
	struct counting *c = ctx;

	return picture_add(c->picture, shape, r, c->grid, e);
}

static int query_of(struct drawing *d, struct app *app, size_t i,
		    struct query *q, struct err *e)
{
	const struct shape *view = view_find(slice_of(picture_rows[i].view));
	int rc = rows_query_known(app, view, d->filter, d->n, &d->known, q, e);

	if (rc == 0 && pdate_is(d->as_of))
		q->as_of = d->as_of;
	return rc;
}

static int count_one(struct drawing *d, struct app *app, size_t i,
		     struct err *e)
{
	const struct picture *p = &picture_rows[i];
	struct counting c = { p, &d->grid[i] };
	struct window *w = NULL;
	struct query q = {0};
	int rc = query_of(d, app, i, &q, e);

	if (rc == 0)
		rc = window_open(&w, app->store, view_find(slice_of(p->view)),
				 &q, e);
	for (int64_t at = 0; rc == 0 && at < window_count(w); at += CHUNK)
		rc = window_fetch(w, at, CHUNK, take_row, &c, e);
	window_close(&w);
	query_free(&q);
	picture_end(p, &d->grid[i]);
	return rc;
}

/* A term that none of the chosen pictures knows is told of by the first. */
static int check(struct drawing *d, struct app *app, struct err *e)
{
	const struct shape *first = NULL;
	struct query q = {0};
	size_t k = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < PICTURES; i++) {
		if (!d->chosen[i])
			continue;
		if (!first)
			first = view_find(slice_of(picture_rows[i].view));
		rc = query_of(d, app, i, &q, e);
		query_free(&q);
		q = (struct query){0};
	}
	while (k < d->known.n && d->known.term[k])
		k++;
	if (rc < 0 || k == d->known.n)
		return rc;
	rc = rows_query(app, first, d->filter, d->n, NULL, &q, e);
	query_free(&q);
	return rc;
}

static int count(struct drawing *d, struct app *app, struct err *e)
{
	for (size_t i = 0; i < PICTURES; i++)
		if (d->chosen[i] && count_one(d, app, i, e) < 0)
			return -1;
	return 0;
}

/* --- what is printed --- */

static void put_picture(const struct drawing *d, size_t i, struct str *to)
{
	const struct picture *p = &picture_rows[i];
	struct grid_words w = picture_words(p);
	struct str told = STR_INIT(64);
	char day[PDATE_TEXT];

	if (to->n > 0)
		str_addc(to, '\n');
	if (p->kind == PICTURE_HEAT)
		grid_heat_text(to, &d->grid[i], &w, print_columns(),
			       print_ascii());
	else
		grid_stack_text(to, &d->grid[i], &w, print_columns(),
				print_ascii());
	if (pdate_is(d->as_of)) {
		pdate_text(d->as_of, day);
		paper_date(&told, slice_of(day));
		str_addf(to, _("  what was known on %s\n"), str_cstr(&told));
		str_free(&told);
	}
	/* The notes of persons say what the sources say now. */
	if (!pdate_is(d->as_of) || p->kind == PICTURE_HEAT)
		str_addf(to, "  %s\n", _(p->note));
	if (d->grid[i].left_out > 0)
		str_addf(to, _("  %zu more have no room\n"),
			 d->grid[i].left_out);
}

static int print_text(const struct drawing *d, struct app *app, struct err *e)
{
	struct str text = STR_INIT(PRINT_BYTES);
	int rc;

	for (size_t i = 0; i < PICTURES; i++)
		if (d->chosen[i] && grid_tells(&d->grid[i]))
			put_picture(d, i, &text);
	if (text.n == 0)
		print_note(app, _("no rows"));
	rc = print_out(app, &text, e);
	str_free(&text);
	return rc;
}

/* A document has the drawings above the rows. */
static int prepare(const struct drawing *d, struct sheet *s,
		   struct report *r, struct err *e)
{
	if (!sheet_cites(s))
		return 0;
	r->filter = d->filter;
	r->n = d->n;
	r->as_of = d->as_of;
	s->out.book = &s->book;
	for (size_t i = 0; i < PICTURES; i++) {
		bool shades = picture_rows[i].kind == PICTURE_HEAT;
		bool was;

		if (!d->chosen[i] || !grid_tells(&d->grid[i]))
			continue;
		was = i18n_hush(true);
		r->words[i] = picture_words(&picture_rows[i]);
		i18n_hush(was);
		r->picture[s->book.pictures++] = (struct book_picture){
			.grid = &d->grid[i], .words = &r->words[i],
			.note = picture_rows[i].note, .shades = shades,
		};
	}
	s->book.picture = r->picture;
	return report_about(s->app, r, slice_of(view_pictures.title), &s->book,
			    e);
}

static int print_rows(const struct drawing *d, struct sheet *s, struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct report r = REPORT_INIT;
	int rc = prepare(d, s, &r, e);

	for (size_t i = 0; rc == 0 && i < PICTURES; i++) {
		const struct grid *g = &d->grid[i];
		size_t cells = d->chosen[i] ? g->rows * g->cols : 0;

		for (size_t k = 0; rc == 0 && k < cells; k++) {
			struct row row;

			if (!grid_at(g, k / g->cols, k % g->cols)->told)
				continue;
			arena_clear(&mem);
			picture_row(&picture_rows[i], g, k / g->cols,
				    k % g->cols, &row, &mem);
			rc = sheet_row(s, &row, e);
		}
	}
	rc = rc < 0 ? -1 : sheet_end(s, e);
	arena_free(&mem);
	return rc;
}

static bool as_rows(const struct given *g)
{
	return g->is[SHEET_FORMAT] || g->is[SHEET_COLUMNS] ||
	       g->is[SHEET_LIMIT];
}

static int pictures_run(struct app *app, const struct line *line,
			struct err *e)
{
	struct drawing d = { .grid = calloc(PICTURES, sizeof(*d.grid)) };
	struct sheet s;
	int rc = -1;

	if (!d.grid)
		return err_set(e, ERR_MEMORY, "out of memory");
	for (size_t i = 0; i < PICTURES; i++)
		d.grid[i] = GRID_INIT;
	choose(&d, line);
	if (sheet_open(&s, app, &view_pictures, line->given, "table", e) == 0 &&
	    as_of(&d, line->given, e) == 0 && check(&d, app, e) == 0 &&
	    app_open_filled(app, e) == 0 && count(&d, app, e) == 0)
		rc = as_rows(line->given) ? print_rows(&d, &s, e) :
					    print_text(&d, app, e);
	sheet_free(&s);
	for (size_t i = 0; i < PICTURES; i++)
		grid_free(&d.grid[i]);
	free(d.grid);
	return rc;
}

static void pictures_more(struct str *to)
{
	str_addz(to, _("The pictures are:\n"));
	for (size_t i = 0; i < PICTURES; i++)
		str_addf(to, "  %-10s %s\n", picture_rows[i].name,
			 _(picture_rows[i].title));
	str_addz(to, _("Without a name all are drawn. Terms of the filter hold "
		       "where they mean something:\nrole:journalist for persons, "
		       "jurisdiction:US for measures.\n"));
}

const struct command cmd_pictures = {
	.name = "pictures",
	.usage = "[PICTURE...] [FILTER...]",
	.summary = N_("counts of persons and lists, drawn or as rows"),
	.more = pictures_more,
	.options = rows,
	.dashes = true,
	.run = pictures_run,
};
