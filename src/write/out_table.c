/* Columns for people, fitted to the terminal.
 *
 * Some rows are measured first, so that no column is wider than what stands
 * in it. What does not fit is taken from the widest column, then from the
 * last ones. Before the first column stands ≠ where claims contradict each
 * other and ? where the source itself says unverified.
 */
#include "base/text.h"
#include "write/writer.h"

enum {
	CELLS_LEAST = 4,	/* narrower than that says nothing */
	CELLS_MOST = 60,	/* of a column that no line holds back */
	TABLE_CELL = 1 << 20,
};

static const struct column *at(const struct out *o, size_t i)
{
	return shape_column(o->shape, (size_t)o->column[i]);
}

static bool shown(const struct column *c)
{
	return !c->hidden && c->width != 0;
}

static void table_measure(struct out *o, const struct row *r)
{
	struct str cell = STR_INIT(TABLE_CELL);

	for (size_t i = 0; i < o->n; i++) {
		int cells;

		str_clear(&cell);
		cell_shown(&cell, at(o, i), r->cell[o->column[i]]);
		cells = text_width(str_slice(&cell));
		if (cells > CELLS_MOST)
			cells = CELLS_MOST;
		if (cells > o->cells[i])
			o->cells[i] = cells;
	}
	str_free(&cell);
}

/* Two marks and a blank, and two blanks between columns. */
static int line_width(const struct out *o)
{
	int sum = 3;

	for (size_t i = 0; i < o->n; i++)
		sum += o->cells[i] + (i > 0 ? 2 : 0);
	return sum;
}

static size_t widest(const struct out *o)
{
	size_t best = 0;

	for (size_t i = 1; i < o->n; i++)
		if (o->cells[i] > o->cells[best])
			best = i;
	return best;
}

static void fit(struct out *o)
{
	int wide = line_width(o);

	while (o->screen > 0 && wide > o->screen) {
		size_t i = widest(o);

		if (o->cells[i] > CELLS_LEAST)
			o->cells[i]--;
		else if (!o->chosen && o->n > 1)
			o->n--;
		else
			break;
		wide = line_width(o);
	}
}

/* `last`: nothing follows, so nothing is filled up. */
static void put_fitted(struct str *to, const struct out *o, size_t i,
		       struct slice text)
{
	bool last = i + 1 == o->n, right = at(o, i)->type == CELL_NUMBER;
	int room = o->cells[i], used, whole = text_width(text);

	if (o->screen > 0 && whole > room) {
		struct slice front = text_fit(text, room - 1, &used);

		str_add(to, front);
		str_addz(to, o->ascii ? "~" : "…");
		used++;
	} else {
		used = whole;
		if (right && used < room)
			str_addf(to, "%*s", room - used, "");
		str_add(to, text);
		if (right && used < room)
			used = room;
	}
	if (!last && used < room)
		str_addf(to, "%*s", room - used, "");
	if (!last)
		str_addz(to, "  ");
}

static void table_head(struct str *to, struct out *o)
{
	for (size_t i = 0; i < o->n; i++) {
		int title = text_width(slice_of(at(o, i)->title));

		if (o->cells[i] < title)
			o->cells[i] = title;
	}
	fit(o);
	if (o->colour)
		str_addz(to, "\033[1m");
	str_addz(to, "   ");
	for (size_t i = 0; i < o->n; i++)
		put_fitted(to, o, i, slice_of(at(o, i)->title));
	if (o->colour)
		str_addz(to, "\033[0m");
	str_addc(to, '\n');
}

static bool flag(const struct out *o, const struct row *r, const char *name)
{
	int i = shape_find(o->shape, slice_of(name));

	return i >= 0 && slice_is(r->cell[i], "true");
}

static void put_mark(struct str *to, const struct out *o, const char *mark,
		     const char *colour)
{
	if (o->colour)
		str_addf(to, "\033[%sm%s\033[0m", colour, mark);
	else
		str_addz(to, mark);
}

static void table_row(struct str *to, const struct out *o,
		      const struct row *r)
{
	struct str cell = STR_INIT(TABLE_CELL);

	if (flag(o, r, "disputed"))
		put_mark(to, o, o->ascii ? "!" : "≠", "33");
	else
		str_addc(to, ' ');
	if (flag(o, r, "unverified"))
		put_mark(to, o, "?", "35");
	else
		str_addc(to, ' ');
	str_addc(to, ' ');
	for (size_t i = 0; i < o->n; i++) {
		str_clear(&cell);
		cell_shown(&cell, at(o, i), r->cell[o->column[i]]);
		put_fitted(to, o, i, str_slice(&cell));
	}
	str_addc(to, '\n');
	str_free(&cell);
}

const struct writer out_table = {
	.name    = "table",
	.title   = "columns for people",
	.shows   = shown,
	.measure = table_measure,
	.head    = table_head,
	.row     = table_row,
};
