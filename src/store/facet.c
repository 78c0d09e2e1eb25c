/* Values of one column under a query, with their counts. */
#include "store/rowbook.h"

enum { TEXT_BYTES = 2 << 20 };

static int count_value(struct store *s, struct slice v, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO temp.facet"
		" VALUES (?1, 1) ON CONFLICT(value) DO UPDATE SET n = n + 1",
		e);

	if (!st)
		return -1;
	sql_text(st, 1, v);
	return sql_do(&s->q, st, e);
}

static int count_cell(struct store *s, const struct column *c,
		      struct slice cell, struct err *e)
{
	struct slice item;

	if (!c->list)
		return cell.n ? count_value(s, cell, e) : 0;
	while (slice_cut(&cell, LIST_SEP, &item))
		if (item.n && count_value(s, item, e) < 0)
			return -1;
	return 0;
}

static int count_cells(struct store *s, const struct shape *shape,
		       const struct column *c, const char *table,
		       const struct query *q, struct err *e)
{
	struct str text = STR_INIT(TEXT_BYTES);
	struct sqlite3_stmt *st = NULL;
	struct where w;
	int rc = -1;

	if (where_make(&w, s, shape, table, q, e) < 0)
		return -1;
	str_addz(&text, "SELECT ");
	shown_cell(&text, table, c);
	str_addf(&text, " FROM %s t WHERE ", table);
	str_add(&text, str_slice(&w.sql));
	if (str_ok(&text, "filter", e) == 0)
		st = sql_make(&s->q, str_cstr(&text), e);
	if (st)
		where_bind(&w, st);
	while (st && (rc = sql_step(&s->q, st, e)) > 0)
		if (count_cell(s, c, sql_col(st, 0), e) < 0) {
			rc = -1;
			break;
		}
	sql_drop(&st);
	str_free(&text);
	where_free(&w);
	return rc;
}

/* As the book of the view has it. */
static int book_value(void *ctx, struct slice value, int64_t n, struct err *e)
{
	struct store *s = ctx;
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO temp.facet"
					  " VALUES (?1, ?2)", e);

	if (!st)
		return -1;
	if (value.n == 0)
		return 0;
	sql_text(st, 1, value);
	sql_int(st, 2, n);
	return sql_do(&s->q, st, e);
}

static int count_all(struct store *s, const struct shape *shape, int column,
		     const char *table, bool temp, const struct query *q,
		     struct err *e)
{
	int rc = temp ? 0 : rowbook_facet(s, shape, column, q, book_value, s,
					  e);

	if (rc == 0)
		rc = sql_run(&s->q, "DELETE FROM temp.facet", e) < 0 ? -1 :
			count_cells(s, shape,
				    shape_column(shape, (size_t)column),
				    table, q, e);
	return rc < 0 ? -1 : 0;
}

static int tell(struct store *s, facet_fn *fn, void *ctx, struct err *e)
{
	struct sqlite3_stmt *st = sql_make(&s->q, "SELECT value, n FROM"
		" temp.facet ORDER BY n DESC, value", e);
	int rc = st ? 1 : -1;

	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && fn(ctx, sql_col(st, 0), sql_col_int(st, 1),
				 e) < 0)
			rc = -1;
	}
	sql_drop(&st);
	return rc;
}

int store_facet(struct store *s, const struct shape *shape, int column,
		const struct query *q, facet_fn *fn, void *ctx,
		struct err *e)
{
	struct str table = STR_INIT(256);
	bool temp;
	int rc;

	if (column < 0 || (size_t)column >= shape_width(shape))
		return err_set(e, ERR_USAGE, "%s: no such column in the store",
			       shape->name);
	rc = shown_choose(s, shape, q, &table, &temp, e);
	if (rc == 0)
		rc = sql_run(&s->q, "CREATE TEMP TABLE IF NOT EXISTS facet("
			"value TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;"
			"DELETE FROM temp.facet", e);
	if (rc == 0)
		rc = count_all(s, shape, column, str_cstr(&table), temp, q, e);
	if (rc == 0)
		rc = tell(s, fn, ctx, e);
	if (temp && table.n) {
		struct err ignored = {0};

		shown_drop(s, str_cstr(&table), &ignored);
	}
	str_free(&table);
	return rc;
}
