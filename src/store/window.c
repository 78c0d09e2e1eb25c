/* Windows: the rows of a view under a query. The numbers of the subjects are
 * kept in order (window_keys.h), the cells read as they are asked for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/said.h"
#include "store/window_keys.h"

enum { TEXT_BYTES = 2 << 20 };

struct window {
	struct store *s;
	const struct shape *shape;
	struct str table;	/* "main.shown_x", or one of our own */
	bool temp;
	bool part;		/* keys as they are asked for, where it pays */
	struct keys keys;
	int64_t total;
	struct sqlite3_stmt *row;
};

/* An index in the order wanted is no help where each row must be looked up in
 * the table besides. */
void window_text(struct str *out, const struct shape *shape,
		 const char *table, const struct where *where,
		 const struct query *q)
{
	str_addf(out, "SELECT t.row_key FROM %s t%s WHERE ", table,
		 where->scans ? " NOT INDEXED" : "");
	str_add(out, str_slice(&where->sql));
	str_addz(out, " ORDER BY ");
	order_add(out, table, shape, q, str_cstr(&where->rank));
}

static void text_from(struct str *out, const struct window *w,
		      const struct where *where, const char *what)
{
	str_addf(out, "SELECT %s FROM %s t", what, str_cstr(&w->table));
	/* Whatever is asked of rows, they are no more counted by pages. */
	if (where->n == 0 && slice_is(str_slice(&where->sql), "1"))
		return;
	str_addz(out, " WHERE ");
	str_add(out, str_slice(&where->sql));
}

/* The index of the view's own order tells all that is asked: both ends are at
 * hand at once. */
static bool ordered(const struct window *w, const struct where *where,
		    const struct query *q)
{
	return w->part && !w->temp && !where->scans && !where->aside &&
	       where->rank.n == 0 && order_is_own(w->shape, q);
}

static int load(struct window *w, struct where *where, const struct query *q,
		struct err *e)
{
	struct str text = STR_INIT(TEXT_BYTES), back = STR_INIT(TEXT_BYTES);
	struct str count = STR_INIT(TEXT_BYTES);
	int rc;

	window_text(&text, w->shape, str_cstr(&w->table), where, q);
	text_from(&back, w, where, "t.row_key");
	str_addz(&back, " ORDER BY ");
	order_add_back(&back, str_cstr(&w->table), w->shape, q);
	text_from(&count, w, where, "count(*)");
	rc = str_ok(&text, "filter", e) < 0 || str_ok(&back, "filter", e) < 0 ||
	     str_ok(&count, "filter", e) < 0 ? -1 : 0;
	if (rc == 0 && ordered(w, where, q)) {
		/* The state first: a commit in between is noticed. */
		rc = sql_state(&w->s->q, &w->keys.state, e);
		if (rc == 0)
			rc = rowbook_count(w->s, w->shape, q, &w->keys.count,
					   &w->keys.set, e);
		if (rc >= 0)
			rc = keys_begin(&w->keys, w->s, str_cstr(&text),
					str_cstr(&back), str_cstr(&count),
					where, e);
	} else if (rc == 0) {
		rc = kept_load(&w->keys, w->s, str_cstr(&text), where, e);
	}
	str_free(&text);
	str_free(&back);
	str_free(&count);
	return rc;
}

static int count_total(struct window *w, struct err *e)
{
	struct str text = STR_INIT(TEXT_BYTES);
	int rc = -1;

	str_addf(&text, "SELECT count(*) FROM %s t", str_cstr(&w->table));
	if (str_ok(&text, "table name", e) == 0)
		rc = counted_get(w->s, str_cstr(&text), NULL, &w->total, e);
	str_free(&text);
	return rc;
}

struct sqlite3_stmt *row_make(struct store *s, const struct shape *shape,
			      const char *table, struct err *e)
{
	struct str text = STR_INIT(TEXT_BYTES);
	struct sqlite3_stmt *st = NULL;

	str_addz(&text, "SELECT ");
	for (size_t i = 0; i < shape_width(shape); i++) {
		str_addz(&text, i ? ", " : "");
		shown_cell(&text, table, shape_column(shape, i));
	}
	str_addf(&text, " FROM %s t WHERE t.row_key = ?1", table);
	if (str_ok(&text, "row", e) == 0)
		st = sql_make(&s->q, str_cstr(&text), e);
	str_free(&text);
	return st;
}

int row_get(struct store *s, struct sqlite3_stmt *st,
	    const struct shape *shape, int64_t key, struct row *out,
	    struct err *e)
{
	int rc;

	*out = (struct row){0};
	sql_int(st, 1, key);
	rc = sql_step(&s->q, st, e);
	for (size_t i = 0; rc > 0 && i < shape_width(shape); i++)
		out->cell[i] = sql_col(st, (int)i);
	return rc;
}

static int load_where(struct window *w, const struct query *q, struct err *e)
{
	struct where where;
	int rc;

	if (where_make(&where, w->s, w->shape, str_cstr(&w->table), q, e) < 0)
		return -1;
	rc = load(w, &where, q, e);
	where_free(&where);
	return rc;
}

/* Words of documents may be damaged: then the rows alone are asked. */
static int load_rows(struct window *w, const struct query *q, struct err *e)
{
	struct keys *k = &w->keys;
	int rc = w->temp ? 0 : said_rows(w->s, w->shape, q, &k->head, &k->n,
					 e);

	if (rc == 0 && !w->temp)
		rc = rowbook_rows(w->s, w->shape, q, &k->head, &k->n, e);
	k->count = (int64_t)k->n;
	if (rc == 0)
		rc = load_where(w, q, e);
	if (rc >= 0 || e->code != ERR_STORE ||
	    w->s->words != WORDS_OPEN)
		return rc < 0 ? -1 : 0;
	w->s->words = WORDS_NONE;
	keys_free(k);
	err_clear(e);
	return load_where(w, q, e);
}

static int fill(struct window *w, const struct query *q, struct err *e)
{
	if (shown_choose(w->s, w->shape, q, &w->table, &w->temp, e) < 0 ||
	    load_rows(w, q, e) < 0 || count_total(w, e) < 0)
		return -1;
	w->row = row_make(w->s, w->shape, str_cstr(&w->table), e);
	return w->row ? 0 : -1;
}

static int open_as(struct window **out, struct store *s,
		   const struct shape *shape, const struct query *q, bool part,
		   struct err *e)
{
	struct window *w = calloc(1, sizeof(*w));

	if (!w)
		return err_set(e, ERR_MEMORY, "no memory for a window");
	w->s = s;
	w->shape = shape;
	w->part = part;
	w->table = STR_INIT(256);
	if (fill(w, q, e) < 0) {
		window_close(&w);
		return -1;
	}
	window_close(out);
	*out = w;
	return 0;
}

int window_open(struct window **out, struct store *s,
		const struct shape *shape, const struct query *q,
		struct err *e)
{
	return open_as(out, s, shape, q, false, e);
}

int window_show(struct window **out, struct store *s,
		const struct shape *shape, const struct query *q,
		struct err *e)
{
	return open_as(out, s, shape, q, true, e);
}

void store_heed(struct store *s, bool (*stop)(void *ctx), void *ctx)
{
	sql_heed(&s->q, stop, ctx);
}

int64_t window_count(const struct window *w)
{
	return w->keys.count;
}

int64_t window_total(const struct window *w)
{
	return w->total;
}

static int one_row(struct window *w, int64_t subject, row_fn *fn, void *ctx,
		   struct err *e)
{
	struct row row;
	int rc = row_get(w->s, w->row, w->shape, subject, &row, e);

	if (rc <= 0)	/* gone since: the face will hear of the change */
		return rc;
	rc = fn(ctx, w->shape, &row, e);
	sql_reset(w->row);
	return rc;
}

int window_fetch(struct window *w, int64_t first, int64_t n, row_fn *fn,
		 void *ctx, struct err *e)
{
	int64_t key;

	for (int64_t i = first < 0 ? 0 : first;
	     i < window_count(w) && i - first < n; i++) {
		int rc = keys_at(&w->keys, i, &key, e);

		if (rc < 0 || (rc > 0 && one_row(w, key, fn, ctx, e) < 0))
			return -1;
	}
	return 0;
}

/* Of several rows about one subject the first is meant. */
static int64_t find_text(struct window *w, struct slice id, struct err *e)
{
	for (int64_t i = 0, key; i < window_count(w); i++) {
		int rc = keys_at(&w->keys, i, &key, e);
		bool same;

		if (rc <= 0)
			return -1;
		sql_int(w->row, 1, key);
		rc = sql_step(&w->s->q, w->row, e);
		same = rc > 0 && slice_eq(sql_col(w->row, 0), id);
		sql_reset(w->row);
		if (rc < 0 || same)
			return same ? i : -1;
	}
	return -1;
}

int64_t window_find(struct window *w, struct slice id, struct err *e)
{
	struct sql *q = &w->s->q;
	struct sqlite3_stmt *st;
	int64_t subject = -1;

	if (w->shape->rows != ROWS_SUBJECTS)
		return find_text(w, id, e);
	st = sql_use(q, "SELECT subject FROM public WHERE public = ?1", e);
	if (!st)
		return -1;
	sql_text(st, 1, id);
	if (sql_step(q, st, e) > 0)
		subject = sql_col_int(st, 0);
	sql_reset(st);
	return subject < 0 ? -1 : keys_find(&w->keys, subject, e);
}

/* Of the rows there, one by one. */
static int64_t look_at(struct window *w, struct sqlite3_stmt *st, int key_at,
		       int64_t from, int64_t n, bool all, int64_t *first,
		       struct err *e)
{
	int64_t found = 0, key;

	for (int64_t i = from; i < from + n && i < w->keys.count; i++) {
		int rc = keys_at(&w->keys, i, &key, e);

		if (rc <= 0)
			return rc < 0 ? -1 : found;
		sql_int(st, key_at, key);
		rc = sql_step(&w->s->q, st, e);
		sql_reset(st);
		if (rc < 0)
			return -1;
		if (rc > 0 && found++ == 0)
			*first = i;
		if (rc > 0 && !all)
			return found;
	}
	return found;
}

int64_t window_next(struct window *w, const struct query *some, int64_t from,
		    int64_t n, bool all, int64_t *first, struct err *e)
{
	struct str text = STR_INIT(TEXT_BYTES);
	struct sqlite3_stmt *st = NULL;
	int64_t found = -1;
	struct where where;

	*first = -1;
	if (where_make(&where, w->s, w->shape, str_cstr(&w->table), some,
		       e) < 0)
		return -1;
	str_addf(&text, "SELECT 1 FROM %s t WHERE t.row_key = ?%zu AND (",
		 str_cstr(&w->table), where.n + 1);
	str_add(&text, str_slice(&where.sql));
	str_addz(&text, ")");
	if (str_ok(&text, "filter", e) == 0)
		st = sql_make(&w->s->q, str_cstr(&text), e);
	if (st) {
		where_bind(&where, st);
		found = look_at(w, st, (int)where.n + 1, from, n, all, first,
				e);
	}
	sql_drop(&st);
	where_free(&where);
	str_free(&text);
	return found;
}

void window_close(struct window **out)
{
	struct window *w = *out;
	struct err ignored = {0};

	if (!w)
		return;
	sql_drop(&w->row);
	if (w->temp && w->table.n && !w->table.bad)
		shown_drop(w->s, str_cstr(&w->table), &ignored);
	str_free(&w->table);
	keys_free(&w->keys);
	free(w);
	*out = NULL;
}

int store_has_rows(struct store *s, const struct shape *shape, bool *any,
		   struct err *e)
{
	struct str table = STR_INIT(256);
	char text[320];
	int64_t n = 0;
	int rc = 0;

	shown_name(shape, &table);
	snprintf(text, sizeof(text), "SELECT EXISTS (SELECT 1 FROM %s)",
		 str_cstr(&table));
	if (shown_has(shape))
		rc = sql_number(&s->q, text, 0, &n, e);
	*any = n > 0;
	str_free(&table);
	return rc;
}
