#include "ui/choices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/filter_text.h"
#include "ui/human.h"

enum { YEAR = 4, TEXT_BYTES = 1 << 16 };

/* Words, and of dates the years: those that the view shows by itself. */
static bool can_choose(const struct column *c)
{
	return !c->hidden && (c->type == CELL_WORD ||
			      (c->type == CELL_DATE && c->width != 0));
}

bool facet_begin(struct facet *f, const struct shape *shape)
{
	facet_free(f);
	f->shape = shape;
	f->mem = ARENA_INIT(FACET_BYTES);
	menu_begin(&f->menu);
	for (size_t i = 0; i < shape_width(shape); i++)
		if (can_choose(shape_column(shape, i)))
			f->column[f->n_columns++] = (int)i;
	return f->n_columns > 0;
}

void facet_free(struct facet *f)
{
	arena_free(&f->mem);
	menu_free(&f->menu);
	free(f->value);
	*f = (struct facet){ 0 };
}

const struct column *facet_column(const struct facet *f)
{
	return shape_column(f->shape, (size_t)f->column[f->at]);
}

/* --- the values --- */

static struct facet_value *value_of(struct facet *f, struct slice value,
				    struct err *e)
{
	bool years = facet_column(f)->type == CELL_DATE;
	void *items = f->value;

	for (size_t i = 0; years && i < f->n; i++)
		if (slice_eq(f->value[i].value, value))
			return &f->value[i];
	if (vec_room(&items, &f->cap, f->n, sizeof(*f->value), FACET_VALUES,
		     e) < 0)
		return NULL;
	f->value = items;
	f->value[f->n] = (struct facet_value){
		.value = arena_slice(&f->mem, value) };
	return &f->value[f->n++];
}

/* Only so many are shown; the most frequent come first. */
static int take(void *ctx, struct slice value, int64_t rows, struct err *e)
{
	struct facet *f = ctx;
	struct facet_value *v;

	if (facet_column(f)->type == CELL_DATE && value.n > YEAR)
		value.n = YEAR;
	if (value.n == 0 || f->n == FACET_VALUES)
		return 0;
	v = value_of(f, value, e);
	if (!v)
		return -1;
	v->rows += rows;
	return arena_ok(&f->mem, _("the menu"), e);
}

static int later_first(const void *a, const void *b)
{
	const struct facet_value *x = a, *y = b;

	return slice_cmp(y->value, x->value);
}

static int fill_menu(struct facet *f, struct err *e)
{
	const struct column *c = facet_column(f);
	struct str text = STR_INIT(TEXT_BYTES);
	int rc = 0;

	menu_begin(&f->menu);
	f->menu.boxes = true;
	for (size_t i = 0; i < f->n && rc == 0; i++) {
		char rows[32];

		str_clear(&text);
		human_item(c, f->value[i].value, &text);
		snprintf(rows, sizeof(rows), "%lld",
			 (long long)f->value[i].rows);
		rc = menu_add(&f->menu, &(struct menu_item){
			.text = str_slice(&text), .right = slice_of(rows),
			.value = f->value[i].value }, e);
	}
	str_free(&text);
	return rc;
}

int facet_load(struct facet *f, const struct data *d, struct query *q,
	       struct err *e)
{
	size_t kept = 0;

	for (size_t i = 0; i < q->n; i++)
		if (q->term[i].column != f->column[f->at] ||
		    q->term[i].is != IS_NONE)
			q->term[kept++] = q->term[i];
	q->n = kept;
	f->n = 0;
	arena_clear(&f->mem);
	if (d->ops->facet(d->ctx, f->shape, f->column[f->at], q, take, f,
			  e) < 0)
		return err_in(e, _("menu"));
	if (facet_column(f)->type == CELL_DATE && f->n > 0)
		qsort(f->value, f->n, sizeof(*f->value), later_first);
	return fill_menu(f, e);
}

void facet_turn(struct facet *f, int by)
{
	size_t n = f->n_columns;

	f->at = (f->at + (by < 0 ? n - 1 : 1)) % n;
}

/* --- drawing --- */

/* The titles from that one on are shown. */
static size_t first_tab(const struct facet *f)
{
	return f->at > 2 ? f->at - 2 : 0;
}

enum { TAB_GAP = 2 };

int facet_tab_at(const struct facet *f, int cell)
{
	int from = 0;

	for (size_t i = first_tab(f); i < f->n_columns; i++) {
		const struct column *c =
			shape_column(f->shape, (size_t)f->column[i]);
		int to = from + text_width(slice_of(_(c->title))) +
			 (c->type == CELL_DATE ?
			  text_width(slice_of(_(" (year)"))) : 0);

		if (cell >= from && cell < to)
			return (int)i;
		from = to + TAB_GAP;
	}
	return -1;
}

static void draw_tabs(const struct facet *f, struct surface *s, int y, int x,
		      int cells)
{
	int used = 0;

	for (size_t i = first_tab(f); i < f->n_columns; i++) {
		const struct column *c =
			shape_column(f->shape, (size_t)f->column[i]);

		used += surface_text(s, y, x + used, cells - used,
				     slice_of(_(c->title)),
				     i == f->at ? ROLE_FOCUS : ROLE_DIM);
		if (c->type == CELL_DATE)
			used += surface_putz(s, y, x + used, cells - used,
					     _(" (year)"), i == f->at ?
					     ROLE_FOCUS : ROLE_DIM);
		used += surface_putz(s, y, x + used, TAB_GAP < cells - used ?
				     TAB_GAP : cells - used, "  ", ROLE_TEXT);
	}
}

void facet_draw(struct facet *f, struct surface *s, struct rect at,
		struct slice filter)
{
	struct rect in = { at.y + 2, at.x + 1, at.rows - 3, at.cols - 2 };
	const char *name = facet_column(f)->name;

	for (size_t i = 0; i < f->menu.n; i++)
		f->menu.item[i].on = facet_has(filter, name,
					       f->menu.item[i].value);
	surface_fill(s, at, ROLE_TEXT);
	surface_box(s, at, ROLE_FOCUS);
	draw_tabs(f, s, at.y + 1, in.x + 1, in.cols - 2);
	f->in = in;
	menu_draw(&f->menu, s, in);
}

/* --- the filter's text --- */

/* "role:a,b" -> "a,b" when the term is about the column. */
static bool term_values(struct slice term, const char *column,
			struct slice *values)
{
	size_t n = strlen(column);

	if (!slice_starts(term, column) || term.n <= n || term.p[n] != ':')
		return false;
	*values = slice_make(term.p + n + 1, term.n - n - 1);
	return true;
}

bool facet_has(struct slice filter, const char *column, struct slice value)
{
	struct slice term, values, one;

	while (filter_cut(&filter, ' ', &term)) {
		if (!term_values(term, column, &values))
			continue;
		while (filter_cut(&values, ',', &one))
			if (slice_eq(filter_unquoted(one), value))
				return true;
	}
	return false;
}

static void add_term(struct str *out, size_t start, struct slice term)
{
	if (out->n > start)
		str_addc(out, ' ');
	str_add(out, term);
}

/* The values but `value`, and it too where it was not among them. */
static void add_toggled(struct str *out, struct slice values,
			struct slice value)
{
	struct slice one;
	size_t start = out->n;
	bool found = false;

	while (filter_cut(&values, ',', &one)) {
		if (slice_eq(filter_unquoted(one), value)) {
			found = true;
			continue;
		}
		if (one.n == 0)
			continue;
		if (out->n > start)
			str_addc(out, ',');
		str_add(out, one);
	}
	if (found)
		return;
	if (out->n > start)
		str_addc(out, ',');
	filter_quote(out, value);
}

void facet_toggle(struct slice filter, const char *column,
		  struct slice value, struct str *out)
{
	struct str made = STR_INIT(out->max);
	struct slice term, values;
	size_t start = out->n;
	bool done = false;

	while (filter_cut(&filter, ' ', &term)) {
		if (term.n == 0)
			continue;
		if (done || !term_values(term, column, &values)) {
			add_term(out, start, term);
			continue;
		}
		done = true;
		add_toggled(&made, values, value);
		if (made.n == 0)
			continue;
		add_term(out, start, slice_of(column));
		str_addc(out, ':');
		str_add(out, str_slice(&made));
	}
	if (!done) {
		add_term(out, start, slice_of(column));
		str_addc(out, ':');
		filter_quote(out, value);
	}
	str_free(&made);
}
