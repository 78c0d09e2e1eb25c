/* Rows of the shown-value tables: gathered, filled by the shape, written with
 * the text that filters look into. */
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "store/link.h"

enum { SQL_BYTES = 64 << 10, WORDS = 32,	/* with one statement */
       BULK = 1000	/* rows worth an index anew */ };

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

static int fill_row(const struct shape *shape, const struct facts *f,
		    bool disputed, struct arena *mem, struct row *row)
{
	size_t own = 1 + shape->n;

	*row = (struct row){0};
	if (f->n == 0 || (f->presence == GONE && f->kind != KIND_designation))
		return 0;
	if (shape->fill(f, &row->cell[1], mem) != 1)
		return 0;
	row->cell[0] = f->id;
	row->cell[own] = sources_cell(f, mem);
	row->cell[own + 1] = disputed || facts_disputed(f) ? SLICE("true") :
							     SLICE("false");
	row->cell[own + 2] = f->seen;
	return 1;
}

/* The tables of one shape, while rows are written. */
struct filler {
	struct store *s;
	const struct shape *shape;
	const char *table;
	bool empty;		/* at first: no row has to give way */
	bool unindexed;		/* its index is to be made again */
	struct hay_memo *memo;
	struct sqlite3_stmt *row, *text, *word, *words, *words_of, *unword;
	struct sqlite3_stmt *remove, *remove_text;
	struct str hay, low;
	/* Words to come in, several with one statement. */
	struct str waiting;
	size_t n_waiting;
	struct { int64_t place, subject; size_t at, n; } wait[WORDS];
};

static void filler_close(struct filler *f)
{
	sql_drop(&f->row);
	sql_drop(&f->text);
	sql_drop(&f->word);
	sql_drop(&f->words);
	sql_drop(&f->words_of);
	sql_drop(&f->unword);
	sql_drop(&f->remove);
	sql_drop(&f->remove_text);
	str_free(&f->hay);
	str_free(&f->low);
	str_free(&f->waiting);
}

/* "INSERT OR REPLACE INTO table VALUES (?1, ...)" */
static void add_insert(struct str *sql, const struct filler *f, bool aside)
{
	size_t n = aside ? 2 : 1;

	for (size_t i = 0; i < shape_width(f->shape); i++)
		n += shown_aside(shape_column(f->shape, i)) == aside;
	str_addf(sql, "INSERT OR REPLACE INTO %s%s VALUES (?1", f->table,
		 aside ? "_text" : "");
	for (size_t i = 2; i <= n; i++)
		str_addf(sql, ", ?%zu", i);
	str_addc(sql, ')');
}

static void add_words(struct str *sql, const struct filler *f, int n)
{
	str_addf(sql, "INSERT OR IGNORE INTO %s_word VALUES (?, ?, ?)",
		 f->table);
	while (--n > 0)
		str_addz(sql, ", (?, ?, ?)");
}

static void add_words_of(struct str *sql, const struct filler *f)
{
	str_addz(sql, "SELECT subject");
	for (size_t i = 0; i < shape_width(f->shape); i++)
		if (shown_posted(shape_column(f->shape, i)))
			str_addf(sql, ", \"%s\"",
				 shape_column(f->shape, i)->name);
	str_addf(sql, " FROM %s WHERE subject = ?1", f->table);
}

/* The statement, whose text is empty again. */
static bool prepare(struct filler *f, struct sqlite3_stmt **st,
		    struct str *sql, struct err *e)
{
	*st = str_ok(sql, f->shape->name, e) == 0 ?
		sql_make(&f->s->q, str_cstr(sql), e) : NULL;
	str_clear(sql);
	return *st != NULL;
}

static int filler_open(struct filler *f, struct store *s,
		       const struct shape *shape, const char *table,
		       bool empty, struct err *e)
{
	struct str sql = STR_INIT(SQL_BYTES);
	bool ok;

	*f = (struct filler){
		.s = s, .shape = shape, .table = table, .empty = empty,
		.hay = STR_INIT(HAY_BYTES), .low = STR_INIT(HAY_BYTES),
		.waiting = STR_INIT(WORDS * (size_t)RECORD_BYTES),
	};
	add_insert(&sql, f, false);
	ok = prepare(f, &f->row, &sql, e);
	add_insert(&sql, f, true);
	ok = ok && prepare(f, &f->text, &sql, e);
	add_words_of(&sql, f);
	ok = ok && prepare(f, &f->words_of, &sql, e);
	add_words(&sql, f, 1);
	ok = ok && prepare(f, &f->word, &sql, e);
	add_words(&sql, f, WORDS);
	ok = ok && prepare(f, &f->words, &sql, e);
	str_addf(&sql, "DELETE FROM %s_word WHERE place = ?1 AND value = ?2"
		 " AND subject = ?3", table);
	ok = ok && prepare(f, &f->unword, &sql, e);
	str_addf(&sql, "DELETE FROM %s WHERE subject = ?1", table);
	ok = ok && prepare(f, &f->remove, &sql, e);
	str_addf(&sql, "DELETE FROM %s_text WHERE subject = ?1", table);
	ok = ok && prepare(f, &f->remove_text, &sql, e);
	str_free(&sql);
	if (ok)
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

static void bind_word(struct sqlite3_stmt *st, int first, int64_t place,
		      struct slice word, int64_t subject)
{
	sql_int(st, first, place);
	sql_text(st, first + 1, word);
	sql_int(st, first + 2, subject);
}

/* All that wait; at once where they fill the statement. */
static int write_words(struct filler *f, struct err *e)
{
	bool all = f->n_waiting == WORDS;
	struct sqlite3_stmt *st = all ? f->words : f->word;
	int rc = str_ok(&f->waiting, f->shape->name, e);

	for (size_t i = 0; rc == 0 && i < f->n_waiting; i++) {
		bind_word(st, all ? 3 * (int)i + 1 : 1, f->wait[i].place,
			  slice_make(str_cstr(&f->waiting) + f->wait[i].at,
				     f->wait[i].n), f->wait[i].subject);
		if (!all)
			rc = sql_do(&f->s->q, st, e);
	}
	if (rc == 0 && all)
		rc = sql_do(&f->s->q, st, e);
	f->n_waiting = 0;
	str_clear(&f->waiting);
	return rc;
}

static int add_word(struct filler *f, size_t place, struct slice word,
		    int64_t subject, struct err *e)
{
	size_t i = f->n_waiting++;

	f->wait[i].place = (int64_t)place;
	f->wait[i].subject = subject;
	f->wait[i].at = f->waiting.n;
	f->wait[i].n = word.n;
	str_add(&f->waiting, word);
	return f->n_waiting == WORDS ? write_words(f, e) : 0;
}

static int remove_word(struct filler *f, size_t place, struct slice word,
		       int64_t subject, struct err *e)
{
	bind_word(f->unword, 1, (int64_t)place, word, subject);
	return sql_do(&f->s->q, f->unword, e);
}

typedef int word_fn(struct filler *f, size_t place, struct slice word,
		    int64_t subject, struct err *e);

/* Each value of a list cell, to be written or removed. */
static int each_word(struct filler *f, word_fn *fn, size_t at,
		     struct slice cell, int64_t subject, struct err *e)
{
	struct slice item;

	while (slice_cut(&cell, LIST_SEP, &item)) {
		if (item.n == 0)
			continue;
		str_clear(&f->low);
		text_lower(&f->low, item);
		if (str_ok(&f->low, f->shape->name, e) < 0 ||
		    fn(f, at, str_slice(&f->low), subject, e) < 0)
			return -1;
	}
	return 0;
}

/* What the row was found by until now. */
static int remove_words(struct filler *f, int64_t subject, struct err *e)
{
	struct sqlite3_stmt *st = f->words_of;
	int at = 0, rc;

	if (f->empty || subject >= f->s->first_new)
		return 0;
	sql_int(st, 1, subject);
	rc = sql_step(&f->s->q, st, e);
	for (size_t i = 0; rc > 0 && i < shape_width(f->shape); i++)
		if (shown_posted(shape_column(f->shape, i)) &&
		    each_word(f, remove_word, i, sql_col(st, ++at), subject,
			      e) < 0)
			rc = -1;
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

static int write_row(struct filler *f, int64_t subject, const struct row *row,
		     struct err *e)
{
	int in_row = 2, in_text = 3;

	if (hay_make(f->s, f->memo, &f->hay, f->shape, row, e) < 0)
		return -1;
	sql_int(f->row, 1, subject);
	sql_int(f->text, 1, subject);
	sql_blob(f->text, 2, str_slice(&f->hay));
	for (size_t i = 0; i < shape_width(f->shape); i++) {
		const struct column *c = shape_column(f->shape, i);

		if (shown_aside(c))
			bind_cell(f->text, in_text++, c, row->cell[i]);
		else
			bind_cell(f->row, in_row++, c, row->cell[i]);
		if (shown_posted(c) &&
		    each_word(f, add_word, i, row->cell[i], subject, e) < 0)
			return -1;
	}
	if (sql_do(&f->s->q, f->row, e) < 0)
		return -1;
	return sql_do(&f->s->q, f->text, e);
}

static int remove_row(struct filler *f, int64_t subject, struct err *e)
{
	if (f->empty)
		return 0;
	sql_int(f->remove, 1, subject);
	sql_int(f->remove_text, 1, subject);
	if (sql_do(&f->s->q, f->remove, e) < 0)
		return -1;
	return sql_do(&f->s->q, f->remove_text, e);
}

/* --- subjects into the tables of the shapes of their kind --- */

enum { SHAPES_MAX = 32 };

struct filling {
	struct filler f[SHAPES_MAX];
	size_t n;
	struct arena mem;
	bool note;		/* what listings tell of who they are */
	struct hay_memo memo;
};

static int fill_subject(void *ctx, int64_t subject, const struct facts *facts,
			struct err *e)
{
	struct filling *all = ctx;
	bool disputed = false;
	int rc = 0;

	if (facts->kind == KIND_designation && all->n > 0) {
		rc = link_disputed(all->f[0].s, subject, &disputed, e);
		if (rc == 0 && all->note)
			rc = link_note(all->f[0].s, subject, facts, e);
	}
	for (size_t i = 0; rc == 0 && i < all->n; i++) {
		struct filler *f = &all->f[i];
		struct row row;

		if (f->shape->kind != facts->kind)
			continue;
		rc = remove_words(f, subject, e);
		if (rc < 0)
			break;
		if (!fill_row(f->shape, facts, disputed, &all->mem, &row))
			rc = remove_row(f, subject, e);
		else if (arena_ok(&all->mem, "one row", e) < 0)
			rc = -1;
		else
			rc = write_row(f, subject, &row, e);
	}
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
		if (write_words(&all->f[i], e) < 0)
			return -1;
	return 0;
}

static void filling_close(struct filling *all)
{
	while (all->n > 0)
		filler_close(&all->f[--all->n]);
	arena_free(&all->mem);
	free(all);
}

static int add_table(struct filling *all, struct store *s,
		     const struct shape *shape, const char *table, bool empty,
		     struct err *e)
{
	if (all->n == SHAPES_MAX)
		return err_set(e, ERR_LIMIT, "too many views");
	if (filler_open(&all->f[all->n], s, shape, table, empty, e) < 0)
		return -1;
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
	struct filling *all = filling_open(e);
	int rc;

	if (!all)
		return -1;
	all->note = slice_starts(slice_of(table), "main.");
	rc = add_table(all, s, shape, table, true, e);
	if (rc == 0)
		rc = gather(s, &what, &all->mem, fill_subject, all, e);
	if (rc == 0)
		rc = finish(all, e);
	filling_close(all);
	return rc;
}

/* The tables that a fetch may change. */
static int open_all(struct filling *all, struct store *s, struct str *names,
		    struct err *e)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++) {
		struct str *name = &names[all->n];

		if (!shown_has(*p))
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
	rc = open_all(all, s, names, e);
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
	filling_close(all);
	for (size_t i = 0; i <= SHAPES_MAX; i++)
		str_free(&names[i]);
	return rc;
}
