/* Rows of the shown-value tables: gathered, filled by the shape, written with
 * the text that filters look into. */
#include <stdio.h>
#include <stdlib.h>

#include "store/conflict.h"
#include "store/link.h"

enum { BULK = 1000 };	/* rows worth an index anew */

static struct slice sources_cell(const struct facts *f, struct arena *mem)
{
	struct str out = STR_INIT(1 << 20);
	struct slice cell;

	str_addc(&out, LIST_SEP);
	str_add(&out, f->source);
	str_addc(&out, LIST_SEP);
	for (size_t i = 0; i < f->n; i++) {
		struct slice rest = str_slice(&out), known;
		bool have = slice_eq(f->fact[i].source, f->source);

		while (!have && slice_cut(&rest, LIST_SEP, &known))
			have = slice_eq(known, f->fact[i].source);
		if (!have) {
			str_add(&out, f->fact[i].source);
			str_addc(&out, LIST_SEP);
		}
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
	bool note;		/* what listings tell of who they are */
	struct slice at;	/* of a table for a date; absent: of now */
	struct bits conflicted;	/* those that had a part in a conflict */
	struct hay_memo memo;
};

static int fill_subject(void *ctx, int64_t subject, const struct facts *facts,
			struct err *e)
{
	struct filling *all = ctx;
	bool disputed = false, known = false;
	int rc = 0;

	if (all->n > 0) {
		known = conflict_kind(all->f[0].s, facts->kind);
		if (known && all->at.n)
			rc = conflicts_any(all->f[0].s, subject, all->at,
					   &disputed, e);
	}
	if (rc == 0 && link_kind(facts->kind) && all->n > 0) {
		if (!known)
			rc = link_disputed(all->f[0].s, subject, &disputed, e);
		if (rc == 0 && all->note)
			rc = link_note(all->f[0].s, subject, facts, e);
	}
	for (size_t i = 0; rc == 0 && i < all->n; i++) {
		struct filler *f = &all->f[i];
		struct row row;

		if (f->shape->kind != facts->kind)
			continue;
		if (!fill_row(f->shape, facts, disputed, known, &all->mem,
			      &row))
			rc = filler_remove(f, subject, e);
		else if (arena_ok(&all->mem, "one row", e) < 0)
			rc = -1;
		else
			rc = filler_write(f, subject, &row, e);
		if (f->shape->rows == ROWS_SUBJECTS && !known)
			disputed |= slice_is(row.cell[2 + f->shape->n],
					     "true");
	}
	if (rc == 0 && all->note && all->n > 0 &&
	    (known || disputed || bits_has(&all->conflicted, subject)))
		rc = conflicts_note(all->f[0].s, subject, e);
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
	if (!all->note)
		all->at = at;
	rc = add_table(all, s, shape, table, true, e);
	if (rc == 0)
		rc = covers_load(s, e);
	if (rc == 0)
		rc = gather(s, &what, &all->mem, fill_subject, all, e);
	if (rc == 0)
		rc = finish(all, e);
	covers_free(s);
	filling_close(all);
	return rc;
}

/* The tables that a fetch may change. */
static int open_all(struct filling *all, struct store *s, struct str *names,
		    struct err *e)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++) {
		struct str *name = &names[all->n];

		if ((*p)->rows != ROWS_SUBJECTS)
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

int shown_fill_dirty(struct store *s, struct err *e)
{
	struct filling *all = filling_open(e);
	struct str names[SHAPES_MAX + 1] = {0};
	struct gather_what what = { .at = NOW };
	int rc;

	if (!all)
		return -1;
	all->note = true;
	rc = bits_join(&s->fresh, &s->dirty, e);
	if (rc == 0)
		rc = conflicts_known(s, &all->conflicted, e);
	if (rc == 0)
		rc = open_all(all, s, names, e);
	if (rc == 0)
		rc = covers_load(s, e);
	if (rc == 0)
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
	filling_close(all);
	for (size_t i = 0; i <= SHAPES_MAX; i++)
		str_free(&names[i]);
	return rc;
}

/* Parties come after the rows, whose facts they are made of; few rows say
 * something else by them. */
int shown_fill_all(struct store *s, struct err *e)
{
	if (shown_fill_dirty(s, e) < 0)
		return -1;
	bits_free(&s->dirty);
	if (link_finish(s, e) < 0 || shown_fill_dirty(s, e) < 0)
		return -1;
	return conflicts_update(s, e);
}
