/* How rows are ordered; the index of a view's own order has the same text. */
#include "store/inside.h"

static void add_column(struct str *out, const struct column *c, bool down)
{
	const char *nocase = c->type == CELL_NUMBER || c->type == CELL_DATE ||
			     c->type == CELL_ID ? "" : " COLLATE NOCASE";

	str_addf(out, "\"%s\" IS NULL, \"%s\"%s%s, ", c->name, c->name, nocase,
		 down ? " DESC" : "");
}

/* Nothing is last whichever way; the id makes the order total. */
void order_add(struct str *out, const struct shape *shape,
	       const struct query *q)
{
	for (size_t i = 0; q && i < q->n_sorts; i++) {
		int at = q->sort[i].column;

		if (at >= 0 && (size_t)at < shape_width(shape))
			add_column(out, shape_column(shape, (size_t)at),
				   q->sort[i].down);
	}
	str_addz(out, "\"id\"");
}
