/* One row into the tables of a shape, with the text that filters look into. */
#include "base/text.h"
#include "store/rowbook.h"

enum { SQL_BYTES = 64 << 10 };

void filler_close(struct filler *f)
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
	str_addz(sql, "SELECT row_key");
	for (size_t i = 0; i < shape_width(f->shape); i++)
		if (shown_posted(shape_column(f->shape, i)))
			str_addf(sql, ", \"%s\"",
				 shape_column(f->shape, i)->name);
	str_addf(sql, " FROM %s WHERE row_key = ?1", f->table);
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

void filler_open(struct filler *f, struct store *s, const struct shape *shape,
		 const char *table, bool empty)
{
	*f = (struct filler){
		.s = s, .shape = shape, .table = table, .empty = empty,
		.hay = STR_INIT(HAY_BYTES), .low = STR_INIT(HAY_BYTES),
		.waiting = STR_INIT(FILLER_WORDS * (size_t)RECORD_BYTES),
	};
}

/* Not before the first row: most fetches touch one table of many. */
static int ready(struct filler *f, struct err *e)
{
	struct str sql = STR_INIT(SQL_BYTES);
	bool ok;

	if (f->remove_text)
		return 0;
	if (slice_starts(slice_of(f->table), "main.") &&
	    rowbook_stamp(f->s, f->shape, e) < 0)
		return -1;
	add_insert(&sql, f, false);
	ok = prepare(f, &f->row, &sql, e);
	add_insert(&sql, f, true);
	ok = ok && prepare(f, &f->text, &sql, e);
	add_words_of(&sql, f);
	ok = ok && prepare(f, &f->words_of, &sql, e);
	add_words(&sql, f, 1);
	ok = ok && prepare(f, &f->word, &sql, e);
	add_words(&sql, f, FILLER_WORDS);
	ok = ok && prepare(f, &f->words, &sql, e);
	str_addf(&sql, "DELETE FROM %s_word WHERE place = ?1 AND value = ?2"
		 " AND row_key = ?3", f->table);
	ok = ok && prepare(f, &f->unword, &sql, e);
	str_addf(&sql, "DELETE FROM %s WHERE row_key = ?1", f->table);
	ok = ok && prepare(f, &f->remove, &sql, e);
	str_addf(&sql, "DELETE FROM %s_text WHERE row_key = ?1", f->table);
	ok = ok && prepare(f, &f->remove_text, &sql, e);
	str_free(&sql);
	return ok ? 0 : -1;
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
		      struct slice word, int64_t key)
{
	sql_int(st, first, place);
	sql_text(st, first + 1, word);
	sql_int(st, first + 2, key);
}

/* All that wait; at once where they fill the statement. */
int filler_finish(struct filler *f, struct err *e)
{
	bool all = f->n_waiting == FILLER_WORDS;
	struct sqlite3_stmt *st = all ? f->words : f->word;
	int rc = str_ok(&f->waiting, f->shape->name, e);

	for (size_t i = 0; rc == 0 && i < f->n_waiting; i++) {
		bind_word(st, all ? 3 * (int)i + 1 : 1, f->wait[i].place,
			  slice_make(str_cstr(&f->waiting) + f->wait[i].at,
				     f->wait[i].n), f->wait[i].key);
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
		    int64_t key, struct err *e)
{
	size_t i = f->n_waiting++;

	f->wait[i].place = (int64_t)place;
	f->wait[i].key = key;
	f->wait[i].at = f->waiting.n;
	f->wait[i].n = word.n;
	str_add(&f->waiting, word);
	return f->n_waiting == FILLER_WORDS ? filler_finish(f, e) : 0;
}

static int remove_word(struct filler *f, size_t place, struct slice word,
		       int64_t key, struct err *e)
{
	bind_word(f->unword, 1, (int64_t)place, word, key);
	return sql_do(&f->s->q, f->unword, e);
}

typedef int word_fn(struct filler *f, size_t place, struct slice word,
		    int64_t key, struct err *e);

/* Each value of a list cell, to be written or removed. */
static int each_word(struct filler *f, word_fn *fn, size_t at,
		     struct slice cell, int64_t key, struct err *e)
{
	struct slice item;

	while (slice_cut(&cell, LIST_SEP, &item)) {
		if (item.n == 0)
			continue;
		str_clear(&f->low);
		text_lower(&f->low, item);
		if (str_ok(&f->low, f->shape->name, e) < 0 ||
		    fn(f, at, str_slice(&f->low), key, e) < 0)
			return -1;
	}
	return 0;
}

/* What the row was found by until now. */
static int remove_words(struct filler *f, int64_t key, struct err *e)
{
	struct sqlite3_stmt *st = f->words_of;
	int at = 0, rc;

	if (f->empty || (f->shape->rows == ROWS_SUBJECTS &&
			 key >= f->s->first_new))
		return 0;
	sql_int(st, 1, key);
	rc = sql_step(&f->s->q, st, e);
	for (size_t i = 0; rc > 0 && i < shape_width(f->shape); i++)
		if (shown_posted(shape_column(f->shape, i)) &&
		    each_word(f, remove_word, i, sql_col(st, ++at), key,
			      e) < 0)
			rc = -1;
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

int filler_write(struct filler *f, int64_t key, const struct row *row,
		 struct err *e)
{
	int in_row = 2, in_text = 3;

	if (ready(f, e) < 0 || remove_words(f, key, e) < 0 ||
	    hay_make(f->s, f->memo, &f->hay, f->shape, row, e) < 0)
		return -1;
	sql_int(f->row, 1, key);
	sql_int(f->text, 1, key);
	sql_blob(f->text, 2, str_slice(&f->hay));
	for (size_t i = 0; i < shape_width(f->shape); i++) {
		const struct column *c = shape_column(f->shape, i);

		if (shown_aside(c))
			bind_cell(f->text, in_text++, c, row->cell[i]);
		else
			bind_cell(f->row, in_row++, c, row->cell[i]);
		if (shown_posted(c) &&
		    each_word(f, add_word, i, row->cell[i], key, e) < 0)
			return -1;
	}
	if (sql_do(&f->s->q, f->row, e) < 0)
		return -1;
	return sql_do(&f->s->q, f->text, e);
}

int filler_remove(struct filler *f, int64_t key, struct err *e)
{
	if (f->empty)
		return 0;
	if (ready(f, e) < 0 || remove_words(f, key, e) < 0)
		return -1;
	sql_int(f->remove, 1, key);
	sql_int(f->remove_text, 1, key);
	if (sql_do(&f->s->q, f->remove, e) < 0)
		return -1;
	return sql_do(&f->s->q, f->remove_text, e);
}
