/* Rows of the shown-value tables: gathered, filled by the shape, written with
 * the text that filters look into. */
#include <stdio.h>
#include <stdlib.h>

#include "store/alike.h"
#include "store/contest.h"
#include "store/link.h"

enum { BULK = 1000 };	/* rows worth an index anew */

enum { SOURCES_MOST = 1000 };	/* of one row */

/* Once each, in their order. */
static size_t add_source(struct slice *list, size_t n, struct slice source)
{
	size_t at = n;

	for (size_t i = 0; i < n; i++)
		if (slice_eq(list[i], source))
			return n;
	if (n == SOURCES_MOST)
		return n;
	for (; at > 0 && slice_cmp(list[at - 1], source) > 0; at--)
		list[at] = list[at - 1];
	list[at] = source;
	return n + 1;
}

static struct slice sources_cell(const struct facts *f, struct arena *mem)
{
	struct slice list[SOURCES_MOST], last = f->source, cell;
	struct str out = STR_INIT(1 << 20);
	size_t n = f->n ? 0 : add_source(list, 0, f->source);

	for (size_t i = 0; i < f->n; i++) {
		if (n == 0 || !slice_eq(f->fact[i].source, last))
			n = add_source(list, n, f->fact[i].source);
		last = f->fact[i].source;
	}
	str_addc(&out, LIST_SEP);
	for (size_t i = 0; i < n; i++) {
		str_add(&out, list[i]);
		str_addc(&out, LIST_SEP);
	}
	cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

/* `known`: checks tell whether it is disputed, and nobody else. */
static int fill_row(const struct shape *shape, const struct facts *f,
		    bool disputed, bool known, struct arena *mem,
		    struct row *row)
{
	size_t own = 1 + shape->n;
	int rc;

	*row = (struct row){0};
	if (f->n == 0 || (f->presence == GONE && f->kind != KIND_designation))
		return 0;
	rc = shape->fill(f, &row->cell[1], mem);
	if (rc <= 0)
		return 0;
	row->cell[0] = f->id;
	row->cell[own] = sources_cell(f, mem);
	row->cell[own + 1] = disputed || (!known && (rc == 2 ||
						     facts_disputed(f))) ?
				     SLICE("true") : SLICE("false");
	row->cell[own + 2] = f->seen;
	return 1;
}

/* --- subjects into the tables of the shapes of their kind --- */

enum { SHAPES_MAX = 32 };

struct filling {
	struct filler f[SHAPES_MAX];
	size_t n;
	struct arena mem;
	struct slice at;
	bool note;		/* what listings tell of who they are */
	bool kept;		/* in tables of now, that are checked */
	struct bits conflicted;	/* those that had a part in a conflict */
	struct bits *led;	/* those that stand in another's row, or NULL */
	struct hay_memo memo;
};

static int fit_row(struct filling *all, int64_t subject, struct facts *f,
		   bool *shown, bool *disputed, struct err *e)
{
	struct store *s = all->f[0].s;

	if (!link_rows(f->kind))
		return link_disputed(s, subject, disputed, e);
	if (link_row(s, subject, all->at, &all->mem, f, shown, e) < 0)
		return -1;
	return *shown || !all->led ? 0 :
	       bits_add(all->led, subject, e) < 0 ? -1 : 0;
}

/* Its row in one view, or none. */
static int fill_shape(struct filling *all, struct filler *f, int64_t subject,
		      const struct facts *facts, bool known, bool *disputed,
		      struct err *e)
{
	struct row row = {0};

	if (!facts || !fill_row(f->shape, facts, *disputed, known, &all->mem,
				&row))
		return filler_remove(f, subject, e);
	if (arena_ok(&all->mem, "one row", e) < 0)
		return -1;
	if (!known)
		*disputed |= slice_is(row.cell[2 + f->shape->n], "true");
	return filler_write(f, subject, &row, e);
}

static int fit_links(struct filling *all, int64_t subject,
		     const struct facts *facts, struct facts *own, bool *shown,
		     bool *disputed, struct err *e)
{
	if (!link_kind(facts->kind))
		return 0;
	if (all->note && link_note(all->f[0].s, subject, facts, e) < 0)
		return -1;
	return fit_row(all, subject, own, shown, disputed, e);
}

/* What was written is to be checked when parties are known. */
static int note_checks(const struct filling *all, int64_t subject, bool known,
		       bool disputed, struct err *e)
{
	if (!all->kept || all->n == 0 ||
	    !(known || disputed || bits_has(&all->conflicted, subject)))
		return 0;
	return conflicts_note(all->f[0].s, subject, e);
}

static int fill_subject(void *ctx, int64_t subject, const struct facts *facts,
			struct err *e)
{
	struct filling *all = ctx;
	struct store *s = all->n > 0 ? all->f[0].s : NULL;
	struct facts own = *facts;
	bool known = s && conflict_kind(s, facts->kind);
	bool disputed = false, shown = true;
	int rc = 0;

	if (known && !all->kept)
		rc = conflicts_any(s, subject, all->at, &disputed, e);
	if (rc == 0 && s)
		rc = fit_links(all, subject, facts, &own, &shown, &disputed,
			       e);
	for (size_t i = 0; rc == 0 && i < all->n; i++)
		if (all->f[i].shape->kind == facts->kind)
			rc = fill_shape(all, &all->f[i], subject,
					shown ? &own : NULL, known, &disputed,
					e);
	if (rc == 0)
		rc = note_checks(all, subject, known, disputed, e);
	arena_clear(&all->mem);
	return rc;
}

static struct filling *filling_open(struct err *e)
{
	struct filling *all = calloc(1, sizeof(*all));

	if (all)
		all->mem = ARENA_INIT(SUBJECT_BYTES);
	else
		err_set(e, ERR_MEMORY, "no memory to fill rows");
	return all;
}

/* What still waits to be written. */
static int finish(struct filling *all, struct err *e)
{
	for (size_t i = 0; i < all->n; i++)
		if (filler_finish(&all->f[i], e) < 0)
			return -1;
	return 0;
}

static void filling_close(struct filling *all)
{
	while (all->n > 0)
		filler_close(&all->f[--all->n]);
	arena_free(&all->mem);
	bits_free(&all->conflicted);
	free(all);
}

static int add_table(struct filling *all, struct store *s,
		     const struct shape *shape, const char *table, bool empty,
		     struct err *e)
{
	if (all->n == SHAPES_MAX)
		return err_set(e, ERR_LIMIT, "too many views");
	filler_open(&all->f[all->n], s, shape, table, empty);
	all->f[all->n++].memo = &all->memo;
	return 0;
}

int shown_fill(struct store *s, const struct shape *shape, const char *table,
	       struct slice at, struct err *e)
{
	const struct gather_what what = {
		.first = 0, .end = INT64_MAX, .at = at,
		.kind = kind_name(shape->kind),
	};
	struct filling *all;
	int rc;

	if (shape->rows == ROWS_CHANGES)
		return change_fill(s, shape, table, at, e);
	if (shape->rows == ROWS_CONFLICTS)
		return conflicts_fill(s, shape, table, at, e);
	if (shown_made(shape))
		return watch_fill(s, shape, table, at, e);
	all = filling_open(e);
	if (!all)
		return -1;
	all->note = slice_starts(slice_of(table), "main.");
	all->at = at;
	all->kept = all->note;
	alike_open(s);
	rc = add_table(all, s, shape, table, true, e);
	if (rc == 0)
		rc = covers_load(s, e);
	if (rc == 0)
		rc = gather(s, &what, &all->mem, fill_subject, all, e);
	if (rc == 0)
		rc = finish(all, e);
	covers_free(s);
	alike_close(s);
	filling_close(all);
	return rc;
}

/* The tables that a fetch may change, or that of one shape. */
static int open_all(struct filling *all, struct store *s,
		    const struct shape *only, struct str *names, struct err *e)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++) {
		struct str *name = &names[all->n];

		if ((*p)->rows != ROWS_SUBJECTS || (only && *p != only))
			continue;
		*name = STR_INIT(256);
		shown_name(*p, name);
		if (str_ok(name, (*p)->name, e) < 0 ||
		    add_table(all, s, *p, str_cstr(name), false, e) < 0)
			return -1;
	}
	return 0;
}

/* Where most rows of a table will be new, its index is made after them. */
static int drop_indices(struct filling *all, struct store *s, struct err *e)
{
	int64_t dirty = bits_count(&s->dirty);

	for (size_t i = 0; dirty >= BULK && i < all->n; i++) {
		struct filler *f = &all->f[i];
		char text[128];
		int64_t rows;

		snprintf(text, sizeof(text), "SELECT count(*) FROM %s",
			 f->table);
		if (sql_number(&s->q, text, 0, &rows, e) < 0)
			return -1;
		if (rows > dirty)
			continue;
		if (shown_unindex(s, f->shape, e) < 0)
			return -1;
		f->unindexed = true;
	}
	return 0;
}

static int make_indices(struct filling *all, struct store *s, struct err *e)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->f[i].unindexed &&
		    shown_index(s, all->f[i].shape, e) < 0)
			return -1;
	return 0;
}

static int fill_dirty(struct filling *all, const struct shape *only,
		      struct store *s, struct err *e)
{
	struct str names[SHAPES_MAX + 1] = {0};
	struct gather_what what = { .at = NOW };
	int rc = bits_join(&s->fresh, &s->dirty, e);

	all->at = NOW;
	all->kept = true;
	alike_open(s);
	if (rc == 0)
		rc = conflicts_known(s, &all->conflicted, e);
	if (rc == 0)
		rc = open_all(all, s, only, names, e);
	if (rc == 0)
		rc = covers_load(s, e);
	if (rc == 0 && !only)
		rc = drop_indices(all, s, e);
	while (rc == 0 && bits_run(&s->dirty, &what.first, &what.end)) {
		rc = gather(s, &what, &all->mem, fill_subject, all, e);
		what.first = what.end;
	}
	if (rc == 0)
		rc = finish(all, e);
	if (rc == 0)
		rc = make_indices(all, s, e);
	covers_free(s);
	alike_close(s);
	while (all->n > 0)
		filler_close(&all->f[--all->n]);
	for (size_t i = 0; i <= SHAPES_MAX; i++)
		str_free(&names[i]);
	return rc;
}

static int fill(struct store *s, const struct shape *only, struct bits *led,
		struct err *e)
{
	struct filling *all = filling_open(e);
	int rc;

	if (!all)
		return -1;
	all->note = led != NULL;
	all->led = led;
	rc = fill_dirty(all, only, s, e);
	filling_close(all);
	return rc;
}

int shown_fill_dirty(struct store *s, const struct shape *only, struct err *e)
{
	return fill(s, only, NULL, e);
}

/* What a fetch says of them stands in the row of another. */
static int touch_led(struct store *s, const struct bits *led, struct err *e)
{
	int64_t first = 0, end;

	while (bits_run(led, &first, &end))
		for (; first < end; first++)
			if (link_touch(s, first, e) < 0)
				return -1;
	return 0;
}

/* Parties come after the rows, whose facts they are made of; few rows say
 * something else by them. */
int shown_fill_all(struct store *s, struct err *e)
{
	struct bits led = {0};
	int rc = fill(s, NULL, &led, e);

	bits_free(&s->dirty);
	if (rc == 0)
		rc = link_finish(s, e);
	if (rc == 0)
		rc = touch_led(s, &led, e);
	bits_free(&led);
	if (rc == 0)
		rc = shown_fill_dirty(s, NULL, e);
	return rc < 0 ? -1 : conflicts_update(s, e);
}
