/* How rows are ordered; the index of a view's own order has the same text. */
#include <stdlib.h>

#include "store/window_keys.h"

enum { TEXT_BYTES = 1 << 20 };

static void add_cell(struct str *out, const char *table,
		     const struct column *c)
{
	if (table)
		shown_cell(out, table, c);
	else
		str_addf(out, "\"%s\"", c->name);
}

static void add_column(struct str *out, const char *table,
		       const struct column *c, bool down, bool back)
{
	const char *nocase = c->type == CELL_NUMBER || c->type == CELL_DATE ||
			     c->type == CELL_ID ? "" : " COLLATE NOCASE";

	add_cell(out, table, c);
	str_addf(out, " IS NULL%s, ", back ? " DESC" : "");
	add_cell(out, table, c);
	str_addf(out, "%s%s, ", nocase, down != back ? " DESC" : "");
}

static void add_all(struct str *out, const char *table,
		    const struct shape *shape, const struct query *q,
		    const char *rank, bool back)
{
	for (size_t i = 0; q && i < q->n_sorts; i++) {
		int at = q->sort[i].column;

		if (at == SORT_MATCH && rank && *rank)
			str_addf(out, "%s%s, ", rank,
				 q->sort[i].down ? " DESC" : "");
		if (at >= 0 && (size_t)at < shape_width(shape))
			add_column(out, table, shape_column(shape, (size_t)at),
				   q->sort[i].down, back);
	}
	add_cell(out, table, shape_column(shape, 0));
	str_addz(out, back ? " DESC" : "");
}

/* Nothing is last whichever way; the id makes the order total. */
void order_add(struct str *out, const char *table, const struct shape *shape,
	       const struct query *q, const char *rank)
{
	add_all(out, table, shape, q, rank, false);
}

void order_add_back(struct str *out, const char *table,
		    const struct shape *shape, const struct query *q)
{
	add_all(out, table, shape, q, NULL, true);
}

static bool same_sort(const struct query *a, const struct query *b)
{
	size_t k = 0;

	for (size_t i = 0; i < a->n_sorts; i++) {
		if (a->sort[i].column == SORT_MATCH)
			continue;
		if (k == b->n_sorts || a->sort[i].column != b->sort[k].column ||
		    a->sort[i].down != b->sort[k].down)
			return false;
		k++;
	}
	return k == b->n_sorts;
}

bool order_is_own(const struct shape *shape, const struct query *q)
{
	struct query *own = calloc(1, sizeof(*own));
	struct err ignored = {0};
	bool same = own && query_defaults(own, shape, &ignored) == 0 &&
		    same_sort(q, own);

	if (own)
		query_free(own);
	free(own);
	return same;
}

int order_rows(struct store *s, const struct shape *shape, int64_t **row,
	       size_t *n, size_t *cap, struct err *e)
{
	struct query *own = calloc(1, sizeof(*own));
	struct str text = STR_INIT(TEXT_BYTES);
	struct sqlite3_stmt *st = NULL;
	int rc = own ? query_defaults(own, shape, e) :
		       err_set(e, ERR_MEMORY, "no memory for the order");

	str_addf(&text, "SELECT t.row_key FROM main.shown_%s t ORDER BY ",
		 shape->name);
	if (rc == 0)
		order_add(&text, "t", shape, own, NULL);
	if (rc == 0 && str_ok(&text, "filter", e) == 0)
		st = sql_make(&s->q, str_cstr(&text), e);
	rc = st ? 1 : -1;
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0) {
		if (vec_room((void **)row, cap, *n, sizeof(**row), WINDOW_ROWS,
			     e) < 0)
			rc = -1;
		else
			(*row)[(*n)++] = sql_col_int(st, 0);
	}
	sql_drop(&st);
	str_free(&text);
	if (own)
		query_free(own);
	free(own);
	return rc;
}
