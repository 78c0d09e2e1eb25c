#include "cmd/sheet.h"

#include "base/i18n.h"
#include "cmd/gathered.h"
#include "cmd/print.h"
#include "view/view.h"

enum { FACTS_BYTES = 256 << 20 };

static int unfit(const struct sheet *s, struct err *e)
{
	struct str valid = STR_INIT(OPTION_BYTES);

	for (const struct shape *const *v = views; *v; v++)
		if (s->writer->fits(*v))
			str_addf(&valid, " %s", (*v)->name);
	err_set(e, ERR_USAGE, "%s has no place for rows of %s; valid:%s",
		s->writer->name, s->out.shape->name, str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static int choose_writer(struct sheet *s, const struct given *g,
			 const char *usual, struct err *e)
{
	struct slice name = g->is[SHEET_FORMAT] ? given_text(g, SHEET_FORMAT) :
						 slice_of(usual);
	struct str valid = STR_INIT(OPTION_BYTES);

	s->writer = writer_find(name);
	if (s->writer && s->writer->fits && !s->writer->fits(s->out.shape))
		return unfit(s, e);
	if (s->writer)
		return 0;
	for (const struct writer *const *w = writers; *w; w++)
		str_addf(&valid, " %s", (*w)->name);
	err_set(e, ERR_USAGE, "unknown format \"%.*s\"; valid:%s",
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
	err_set(e, ERR_USAGE, "%s has no column \"%.*s\"; valid:%s",
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
			return err_set(e, ERR_USAGE, "too many columns");
		o->column[o->n++] = i;
	}
	return o->n > 0 ? 0 : unknown_column(o->shape, SLICE(""), e);
}

static int choose_columns(struct sheet *s, const struct given *g,
			  struct err *e)
{
	struct out *o = &s->out;

	if (g->is[SHEET_COLUMNS])
		return named_columns(o, given_text(g, SHEET_COLUMNS), e);
	for (size_t i = 0; i < shape_width(o->shape); i++)
		if (s->writer->shows(shape_column(o->shape, i)))
			o->column[o->n++] = (int)i;
	return 0;
}

static int choose_limit(struct sheet *s, const struct given *g,
			struct err *e)
{
	struct slice text = given_text(g, SHEET_LIMIT);

	s->limit = -1;
	if (!g->is[SHEET_LIMIT])
		return 0;
	if (!slice_int(text, &s->limit) || s->limit < 0)
		return err_set(e, ERR_USAGE,
			       "--limit takes a number, not \"%.*s\"",
			       SLICE_ARG(text));
	return 0;
}

int sheet_open(struct sheet *s, struct app *app, const struct shape *shape,
	       const struct given *given, const char *usual, struct err *e)
{
	bool file = app->to != NULL;

	*s = (struct sheet){
		.app = app,
		.out = { .shape = shape, .screen = file ? 0 : print_width(),
			 .colour = !file && print_colour(),
			 .ascii = print_ascii(),
			 .now = clock_now(&app->clock) },
		.line = STR_INIT(PRINT_BYTES),
		.mem = ARENA_INIT(SHEET_BYTES),
		.book = BOOK_INIT,
		.marks = MARKS_INIT,
		.facts = ARENA_INIT(FACTS_BYTES),
	};
	return choose_writer(s, given, usual, e) < 0 ||
	       choose_columns(s, given, e) < 0 ||
	       choose_limit(s, given, e) < 0 ? -1 : 0;
}

bool sheet_cites(const struct sheet *s)
{
	return s->writer->asks & ASKS_FACTS ||
	       (s->writer->asks & ASKS_IN_REPORT && s->report);
}

static int head(struct sheet *s, struct err *e)
{
	bool was;

	if (s->headed)
		return 0;
	s->headed = true;
	was = i18n_hush(i18n_hushed() || s->writer->english);
	for (size_t i = 0; i < s->waiting; i++)
		s->writer->measure(&s->out, s->wait[i]);
	if (sheet_cites(s) && !s->out.book)
		s->out.book = &s->book;
	if (s->writer->begin && !s->goes_on)
		s->writer->begin(&s->line, &s->out);
	s->writer->head(&s->line, &s->out);
	i18n_hush(was);
	if (s->headless)
		str_clear(&s->line);
	return print_out(s->app, &s->line, e);
}

static int ask_conflict(struct sheet *s, const struct row *r, struct err *e)
{
	int rc = store_conflict(s->app->store, r->cell[0], &s->facts,
				&s->conflict, e);

	if (rc > 0)
		s->out.conflict = &s->conflict.row;
	return rc < 0 ? -1 : 0;
}

/* A row of no subject has no facts, and is written without. */
static int ask_facts(struct sheet *s, const struct row *r, struct facts *f,
		     struct err *e)
{
	int rc;

	arena_clear(&s->facts);
	marks_clear(&s->marks);
	if (s->out.shape->rows == ROWS_CONFLICTS)
		return ask_conflict(s, r, e);
	if (s->out.shape->rows != ROWS_SUBJECTS || !s->out.shape->fill)
		return 0;
	rc = gather_facts(s->app, r->cell[0], s->as_of, &s->facts, f, e);
	if (rc > 0)
		rc = gather_happened(f, row_disputed(s->out.shape, r),
				     &s->facts, &s->marks, e) < 0 ? -1 : 1;
	if (rc > 0) {
		s->out.facts = f;
		s->out.marks = &s->marks;
	}
	return rc < 0 ? -1 : 0;
}

static int write(struct sheet *s, const struct row *r, struct err *e)
{
	struct facts f;
	bool was;

	if (sheet_cites(s) && ask_facts(s, r, &f, e) < 0)
		return -1;
	was = i18n_hush(i18n_hushed() || s->writer->english);
	s->writer->row(&s->line, &s->out, r);
	i18n_hush(was);
	s->out.rows++;
	s->out.facts = NULL;
	s->out.marks = NULL;
	s->out.conflict = NULL;
	return print_out(s->app, &s->line, e);
}

int sheet_flush(struct sheet *s, struct err *e)
{
	if (head(s, e) < 0)
		return -1;
	for (size_t i = 0; i < s->waiting; i++)
		if (write(s, s->wait[i], e) < 0)
			return -1;
	s->waiting = 0;
	arena_free(&s->mem);
	return 0;
}

/* False where there is no room: then the others have waited enough. */
static bool keep(struct sheet *s, const struct row *r)
{
	struct row *copy;

	if (s->waiting == SHEET_WAIT)
		return false;
	copy = arena_get(&s->mem, sizeof(*copy));
	for (size_t i = 0; copy && i < shape_width(s->out.shape); i++)
		copy->cell[i] = arena_slice(&s->mem, r->cell[i]);
	if (!copy || s->mem.bad)
		return false;
	s->wait[s->waiting++] = copy;
	return true;
}

int sheet_row(struct sheet *s, const struct row *r, struct err *e)
{
	if ((s->limit >= 0 && s->rows >= s->limit) ||
	    !only_has(&s->only, r->cell[0]))
		return 0;
	s->rows++;
	if (s->writer->measure && !s->headed && keep(s, r))
		return 0;
	if ((!s->headed || s->waiting > 0) && sheet_flush(s, e) < 0)
		return -1;
	return write(s, r, e);
}

int sheet_end(struct sheet *s, struct err *e)
{
	bool was;

	if (sheet_flush(s, e) < 0)
		return -1;
	s->app->rows += s->out.rows;
	was = i18n_hush(i18n_hushed() || s->writer->english);
	if (s->writer->foot)
		s->writer->foot(&s->line, &s->out);
	if (s->writer->end && !s->more)
		s->writer->end(&s->line, &s->out);
	i18n_hush(was);
	return print_out(s->app, &s->line, e);
}

void sheet_free(struct sheet *s)
{
	arena_free(&s->mem);
	arena_free(&s->facts);
	marks_free(&s->marks);
	book_free(&s->book);
	only_free(&s->only);
	str_free(&s->line);
	s->waiting = 0;
}
