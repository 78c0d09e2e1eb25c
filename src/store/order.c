/* How rows are ordered; the index of a view's own order has the same text. */
#include "store/inside.h"

static void add_cell(struct str *out, const char *table,
		     const struct column *c)
{
	if (table)
		shown_cell(out, table, c);
	else
		str_addf(out, "\"%s\"", c->name);
}

static void add_column(struct str *out, const char *table,
		       const struct column *c, bool down)
{
	const char *nocase = c->type == CELL_NUMBER || c->type == CELL_DATE ||
			     c->type == CELL_ID ? "" : " COLLATE NOCASE";

	add_cell(out, table, c);
	str_addz(out, " IS NULL, ");
	add_cell(out, table, c);
	str_addf(out, "%s%s, ", nocase, down ? " DESC" : "");
}

/* Nothing is last whichever way; the id makes the order total. */
void order_add(struct str *out, const char *table, const struct shape *shape,
	       const struct query *q, const char *rank)
{
	for (size_t i = 0; q && i < q->n_sorts; i++) {
		int at = q->sort[i].column;

		if (at == SORT_MATCH && rank && *rank)
			str_addf(out, "%s%s, ", rank,
				 q->sort[i].down ? " DESC" : "");
		if (at >= 0 && (size_t)at < shape_width(shape))
			add_column(out, table, shape_column(shape, (size_t)at),
				   q->sort[i].down);
	}
	add_cell(out, table, shape_column(shape, 0));
}
