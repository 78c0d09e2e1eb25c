/* The rows of one view under one query, a few at a time. */
#include <stdio.h>
#include <stdlib.h>

#include "store/sql.h"

enum { WINDOW_SQL = 512 << 10 };

struct window {
	struct store *s;
	const struct shape *shape;
	struct where where;
	char table[128];
	bool temporary;
	int64_t count, total;
};

static int count_rows(struct window *w, struct err *e)
{
	struct str sql = STR_INIT(WINDOW_SQL);
	sqlite3_stmt *st = NULL;
	int rc;

	str_addf(&sql, "SELECT count(*) FROM %s", w->table);
	rc = sql_number(w->s, str_cstr(&sql), &w->total, e);
	str_add(&sql, str_slice(&w->where.sql));
	if (rc == 0)
		rc = sql_prepare(w->s, &st, str_cstr(&sql), e);
	if (rc == 0) {
		where_bind(&w->where, st);
		rc = sql_get(w->s, st, 0, &w->count, e);
	}
	sqlite3_finalize(st);
	str_free(&sql);
	return rc;
}

static int choose_table(struct window *w, const struct query *q,
			struct err *e)
{
	char as_of[PDATE_TEXT];

	snprintf(w->table, sizeof(w->table), "shown_%s", w->shape->name);
	if (!pdate_is(q->as_of))
		return 0;
	w->temporary = true;
	snprintf(w->table, sizeof(w->table), "temp.as_of_%s", w->shape->name);
	return shown_as_of(w->s, w->shape,
			   slice_of(pdate_text(q->as_of, as_of)), w->table, e);
}

int window_open(struct window **out, struct store *s,
		const struct shape *shape, const struct query *q,
		struct err *e)
{
	struct window *w = calloc(1, sizeof(*w));

	*out = NULL;
	if (!w)
		return err_set(e, ERR_MEMORY, "no memory for a list");
	w->s = s;
	w->shape = shape;
	if (choose_table(w, q, e) < 0 ||
	    where_make(&w->where, s, shape, q, e) < 0 ||
	    count_rows(w, e) < 0) {
		window_close(&w);
		return err_in(e, shape->name);
	}
	*out = w;
	return 0;
}

void window_close(struct window **wp)
{
	struct window *w = *wp;

	if (!w)
		return;
	if (w->temporary) {
		struct str sql = STR_INIT(256);
		struct err ignored = {0};	/* temp tables die with us */

		str_addf(&sql, "DROP TABLE IF EXISTS %s", w->table);
		sql_exec(w->s, str_cstr(&sql), &ignored);
		str_free(&sql);
	}
	where_free(&w->where);
	free(w);
	*wp = NULL;
}

int64_t window_count(const struct window *w)
{
	return w->count;
}

int64_t window_total(const struct window *w)
{
	return w->total;
}

static void add_columns(struct str *sql, const struct shape *sh)
{
	for (size_t i = 0; i < shape_width(sh); i++)
		str_addf(sql, "%s\"%s\"", i ? ", " : "",
			 shape_column(sh, i)->name);
}

int window_fetch(struct window *w, int64_t first, int64_t n, row_fn *fn,
		 void *ctx, struct err *e)
{
	struct str sql = STR_INIT(WINDOW_SQL);
	sqlite3_stmt *st = NULL;
	struct row row = {0};
	int rc;

	str_addz(&sql, "SELECT ");
	add_columns(&sql, w->shape);
	str_addf(&sql, " FROM %s", w->table);
	str_add(&sql, str_slice(&w->where.sql));
	str_add(&sql, str_slice(&w->where.order));
	str_addf(&sql, " LIMIT %lld OFFSET %lld", (long long)n,
		 (long long)first);
	rc = sql_prepare(w->s, &st, str_cstr(&sql), e);
	if (rc == 0)
		where_bind(&w->where, st);
	while (rc >= 0 && (rc = sql_step(w->s, st, e)) > 0) {
		for (size_t i = 0; i < shape_width(w->shape); i++)
			row.cell[i] = sql_col(st, (int)i);
		rc = fn(ctx, w->shape, &row, e);
	}
	sqlite3_finalize(st);
	str_free(&sql);
	return rc;
}

int64_t window_find(struct window *w, struct slice id, struct err *e)
{
	struct str sql = STR_INIT(WINDOW_SQL);
	sqlite3_stmt *st = NULL;
	int64_t at = -1;

	str_addf(&sql, "SELECT n FROM (SELECT id, row_number() OVER (%s) - 1"
		 " AS n FROM %s%s) WHERE id = ?%d",
		 str_cstr(&w->where.order) + 1, w->table,
		 str_cstr(&w->where.sql), (int)w->where.n + 1);
	if (sql_prepare(w->s, &st, str_cstr(&sql), e) == 0) {
		where_bind(&w->where, st);
		sql_text(st, (int)w->where.n + 1, id);
		sql_get(w->s, st, -1, &at, e);
	}
	sqlite3_finalize(st);
	str_free(&sql);
	return at;
}

/* A list cell counts once for each of its values. */
int store_facet(struct store *s, const struct shape *shape, int column,
		const struct query *q, facet_fn *fn, void *ctx,
		struct err *e)
{
	const char *name = shape_column(shape, (size_t)column)->name;
	struct str sql = STR_INIT(WINDOW_SQL);
	struct window *w;
	sqlite3_stmt *st = NULL;
	int rc;

	if (window_open(&w, s, shape, q, e) < 0)
		return -1;
	str_addf(&sql, "WITH RECURSIVE cell(item, rest) AS (SELECT '',"
		 " trim(\"%s\", char(31)) || char(31) FROM %s%s%s\"%s\" IS"
		 " NOT NULL UNION ALL SELECT substr(rest, 1, instr(rest,"
		 " char(31)) - 1), substr(rest, instr(rest, char(31)) + 1)"
		 " FROM cell WHERE rest <> '') SELECT item, count(*) AS n FROM"
		 " cell WHERE item <> '' GROUP BY item ORDER BY n DESC, item"
		 " LIMIT 500", name, w->table, str_cstr(&w->where.sql),
		 w->where.n || q->n ? " AND " : " WHERE ", name);
	rc = sql_prepare(s, &st, str_cstr(&sql), e);
	if (rc == 0)
		where_bind(&w->where, st);
	while (rc >= 0 && (rc = sql_step(s, st, e)) > 0)
		rc = fn(ctx, sql_col(st, 0), sqlite3_column_int64(st, 1), e);
	sqlite3_finalize(st);
	str_free(&sql);
	window_close(&w);
	return rc;
}
