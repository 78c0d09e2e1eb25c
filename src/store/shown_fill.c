/* Rows of the shown-value tables: gathered, filled by the shape, written with
 * the text that filters look into. */
#include "store/inside.h"

enum { SQL_BYTES = 64 << 10 };

static struct slice sources_cell(const struct facts *f, struct arena *mem)
{
	struct str out = STR_INIT(1 << 20);
	struct slice cell;

	str_addf(&out, "%c%.*s%c", LIST_SEP, SLICE_ARG(f->source), LIST_SEP);
	for (size_t i = 0; i < f->n; i++) {
		struct slice rest = str_slice(&out), known;
		bool have = false;

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

static int fill_row(const struct shape *shape, const struct facts *f,
		    struct arena *mem, struct row *row)
{
	size_t own = 1 + shape->n;

	*row = (struct row){0};
	if (f->n == 0 || (f->presence == GONE && f->kind != KIND_designation))
		return 0;
	if (shape->fill(f, &row->cell[1], mem) != 1)
		return 0;
	row->cell[0] = f->id;
	row->cell[own] = sources_cell(f, mem);
	row->cell[own + 1] = facts_disputed(f) ? SLICE("true") :
						 SLICE("false");
	row->cell[own + 2] = f->seen;
	return 1;
}

static void add_insert(struct str *sql, const struct shape *shape,
		       const char *table)
{
	size_t n = shape_width(shape) + 2;

	for (size_t i = 0; i < shape_width(shape); i++)
		n += shape_column(shape, i)->type == CELL_TEXT;
	str_addf(sql, "INSERT OR REPLACE INTO %s VALUES (?1", table);
	for (size_t i = 2; i <= n; i++)
		str_addf(sql, ", ?%zu", i);
	str_addz(sql, ")");
}

struct filler {
	struct store *s;
	const struct shape *shape;
	struct slice at;
	struct sqlite3_stmt *insert, *remove;
	struct arena mem;
	struct str hay;
};

static void filler_close(struct filler *f)
{
	sql_drop(&f->insert);
	sql_drop(&f->remove);
	arena_free(&f->mem);
	str_free(&f->hay);
}

static int filler_open(struct filler *f, struct store *s,
		       const struct shape *shape, const char *table,
		       struct slice at, struct err *e)
{
	struct str sql = STR_INIT(SQL_BYTES);

	*f = (struct filler){
		.s = s, .shape = shape, .at = at,
		.mem = ARENA_INIT(SUBJECT_BYTES),
		.hay = STR_INIT(HAY_BYTES),
	};
	add_insert(&sql, shape, table);
	if (str_ok(&sql, shape->name, e) == 0)
		f->insert = sql_make(&s->q, str_cstr(&sql), e);
	str_clear(&sql);
	str_addf(&sql, "DELETE FROM %s WHERE subject = ?1", table);
	if (f->insert)
		f->remove = sql_make(&s->q, str_cstr(&sql), e);
	str_free(&sql);
	if (f->remove)
		return 0;
	filler_close(f);
	return -1;
}

static void bind_cell(struct sqlite3_stmt *st, int at, const struct column *c,
		      struct slice cell)
{
	int64_t n;

	if (c->type == CELL_NUMBER && slice_int(cell, &n))
		sql_int(st, at, n);
	else
		sql_text(st, at, cell);
}

/* Bare words look into `hay`, texts and words of the whole row; the folded
 * twins of text columns are pieces of it. */
static int write_row(struct filler *f, int64_t subject, const struct row *row,
		     struct err *e)
{
	size_t n = shape_width(f->shape), from[SHAPE_COLUMNS], at;
	struct sqlite3_stmt *st = f->insert;

	sql_int(st, 1, subject);
	str_clear(&f->hay);
	for (size_t i = 0; i < n; i++) {
		const struct column *c = shape_column(f->shape, i);

		bind_cell(st, (int)i + 2, c, row->cell[i]);
		from[i] = f->hay.n;
		if (c->type == CELL_TEXT || c->type == CELL_WORD)
			hay_add(f->s, &f->hay, c, row->cell[i]);
	}
	if (str_ok(&f->hay, f->shape->name, e) < 0)
		return -1;
	at = n + 2;
	for (size_t i = 0; i < n; i++) {
		size_t end = i + 1 < n ? from[i + 1] : f->hay.n;

		if (shape_column(f->shape, i)->type == CELL_TEXT)
			sql_text(st, (int)at++,
				 slice_make(str_cstr(&f->hay) + from[i],
					    end - from[i]));
	}
	sql_text(st, (int)at, str_slice(&f->hay));
	return sql_do(&f->s->q, st, e);
}

static int fill_subject(struct filler *f, int64_t subject, struct err *e)
{
	struct facts facts;
	struct row row;

	arena_clear(&f->mem);
	if (gather(f->s, subject, f->at, false, &f->mem, &facts, e) < 0)
		return -1;
	if (fill_row(f->shape, &facts, &f->mem, &row)) {
		if (arena_ok(&f->mem, "one row", e) < 0)
			return -1;
		return write_row(f, subject, &row, e);
	}
	sql_int(f->remove, 1, subject);
	return sql_do(&f->s->q, f->remove, e);
}

/* Subjects [first, end) of the shape's kind. */
static int fill_run(struct filler *f, int64_t first, int64_t end,
		    struct err *e)
{
	struct sql *q = &f->s->q;
	struct sqlite3_stmt *st = sql_make(q, "SELECT id FROM subject"
		" WHERE kind = ?1 AND id >= ?2 AND id < ?3", e);
	int rc = st ? 1 : -1;

	if (st) {
		sql_text(st, 1, slice_of(kind_name(f->shape->kind)));
		sql_int(st, 2, first);
		sql_int(st, 3, end);
	}
	while (rc > 0) {
		rc = sql_step(q, st, e);
		if (rc > 0 && fill_subject(f, sql_col_int(st, 0), e) < 0)
			rc = -1;
	}
	sql_drop(&st);
	return rc;
}

int shown_fill(struct store *s, const struct shape *shape,
		      const char *table, struct slice at, bool dirty,
		      struct err *e)
{
	int64_t first = 0, end = INT64_MAX;
	struct filler f;
	int rc;

	if (filler_open(&f, s, shape, table, at, e) < 0)
		return -1;
	rc = dirty ? 0 : fill_run(&f, first, end, e);
	while (dirty && rc == 0 && bits_run(&s->dirty, &first, &end)) {
		rc = fill_run(&f, first, end, e);
		first = end;
	}
	filler_close(&f);
	return rc;
}

int shown_fill_dirty(struct store *s, struct err *e)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++) {
		struct str table = STR_INIT(256);
		int rc = 0;

		shown_name(*p, &table);
		if (shown_has(*p))
			rc = shown_fill(s, *p, str_cstr(&table), NOW, true, e);
		str_free(&table);
		if (rc < 0)
			return -1;
	}
	return 0;
}
