/* Columns for people, fitted to the terminal.
 *
 * Some rows are measured first, so that no column is wider than what stands
 * in it. What does not fit is taken from the widest text; dates, numbers and
 * words such as a state stay whole, since half of one misleads, and where even
 * that is too much the last columns are left out, which the last line says.
 * Before the first column stands ≠ where claims contradict each
 * other and ? where the source itself says unverified.
 */
#include "base/i18n.h"
#include "base/text.h"
#include "write/writer.h"

enum {
	CELLS_LEAST = 4,	/* narrower than that says nothing */
	CELLS_TEXT = 8,		/* of a text, rather than leave a column out */
	CELLS_DATE = 11,	/* "2025-12-14", or that of a time and "…" */
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

static int least(const struct out *o, size_t i)
{
	const struct column *c = at(o, i);
	int most = c->list || c->type == CELL_TEXT ? CELLS_TEXT :
		   c->type == CELL_DATE ? CELLS_DATE :
		   c->type == CELL_WORD && c->width > 0 ? c->width :
							  CELLS_MOST;

	return o->cells[i] < most ? o->cells[i] : most;
}

static int least_width(const struct out *o, size_t n)
{
	int sum = 3;

	for (size_t i = 0; i < n; i++)
		sum += least(o, i) + (i > 0 ? 2 : 0);
	return sum;
}

/* The widest column that may give; n: none. */
static size_t widest(const struct out *o, bool any)
{
	size_t best = o->n;

	for (size_t i = 0; i < o->n; i++)
		if (o->cells[i] > (any ? CELLS_LEAST : least(o, i)) &&
		    (best == o->n || o->cells[i] > o->cells[best]))
			best = i;
	return best;
}

static void shrink(struct out *o, bool any)
{
	size_t i;

	while (line_width(o) > o->screen && (i = widest(o, any)) < o->n)
		o->cells[i]--;
}

static void fit(struct out *o)
{
	size_t n = o->n;

	if (o->screen <= 0)
		return;
	while (!o->chosen && n > 2 && least_width(o, n) > o->screen)
		n--;
	o->left_out = o->n - n;
	o->n = n;
	shrink(o, false);
	shrink(o, true);
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
		int title = text_width(slice_of(_(at(o, i)->title)));

		if (o->cells[i] < title)
			o->cells[i] = title;
	}
	fit(o);
	if (o->many)
		str_addf(to, "%s\n", _(o->shape->title));
	if (o->colour)
		str_addz(to, "\033[1m");
	str_addz(to, "   ");
	for (size_t i = 0; i < o->n; i++)
		put_fitted(to, o, i, slice_of(_(at(o, i)->title)));
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

/* What is not shown is named, so that nobody takes it for absent. */
static void table_foot(struct str *to, const struct out *o)
{
	struct str text = STR_INIT(TABLE_CELL), names = STR_INIT(TABLE_CELL);
	int used;

	if (o->many)
		str_addc(to, '\n');
	if (o->left_out == 0)
		return;
	for (size_t i = o->n; i < o->n + o->left_out; i++)
		str_addf(&names, "%s%s", i > o->n ? ", " : "", at(o, i)->name);
	str_addf(&text, _("   no room for %s; --columns takes them"),
		 str_cstr(&names));
	str_free(&names);
	str_add(to, text_fit(str_slice(&text), o->screen, &used));
	str_addc(to, '\n');
	str_free(&text);
}

const struct writer out_table = {
	.name    = "table",
	.title   = N_("columns for people"),
	.shows   = shown,
	.measure = table_measure,
	.head    = table_head,
	.row     = table_row,
	.foot    = table_foot,
};
