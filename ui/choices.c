#include "ui/choices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/human.h"

bool facet_begin(struct facet *f, const struct shape *shape)
{
	facet_free(f);
	f->shape = shape;
	f->mem = ARENA_INIT(FACET_BYTES);
	for (size_t i = 0; i < shape_width(shape); i++) {
		const struct column *c = shape_column(shape, i);

		if (c->type == CELL_WORD && !c->hidden)
			f->column[f->n_columns++] = (int)i;
	}
	return f->n_columns > 0;
}

void facet_free(struct facet *f)
{
	arena_free(&f->mem);
	free(f->value);
	*f = (struct facet){ 0 };
}

/* Only so many are shown; the most frequent come first. */
static int take(void *ctx, struct slice value, int64_t rows, struct err *e)
{
	struct facet *f = ctx;
	void *items = f->value;

	if (value.n == 0 || f->n == FACET_VALUES)
		return 0;
	if (vec_room(&items, &f->cap, f->n, sizeof(*f->value), FACET_VALUES,
		     e) < 0)
		return -1;
	f->value = items;
	f->value[f->n].value = arena_slice(&f->mem, value);
	f->value[f->n++].rows = rows;
	return arena_ok(&f->mem, "the menu", e);
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
		return err_in(e, "menu");
	facet_move(f, 0);
	return 0;
}

void facet_turn(struct facet *f, int by)
{
	size_t n = f->n_columns;

	f->at = (f->at + (by < 0 ? n - 1 : 1)) % n;
	f->cur = f->top = 0;
}

void facet_move(struct facet *f, int by)
{
	if (by < 0)
		f->cur -= f->cur < (size_t)-by ? f->cur : (size_t)-by;
	else
		f->cur += (size_t)by;
	if (f->cur >= f->n)
		f->cur = f->n ? f->n - 1 : 0;
}

static void draw_tabs(const struct facet *f, struct surface *s, int y, int x,
		      int cells)
{
	int used = 0;

	for (size_t i = f->at > 2 ? f->at - 2 : 0; i < f->n_columns; i++) {
		const struct column *c =
			shape_column(f->shape, (size_t)f->column[i]);

		used += surface_text(s, y, x + used, cells - used,
				     slice_of(_(c->title)),
				     i == f->at ? ROLE_FOCUS : ROLE_DIM);
		used += surface_putz(s, y, x + used, cells - used, "  ",
				     ROLE_TEXT);
	}
}

static void draw_value(const struct facet *f, struct surface *s, int y,
		       struct rect at, size_t i, struct slice filter)
{
	const struct column *c =
		shape_column(f->shape, (size_t)f->column[f->at]);
	struct str text = STR_INIT(1 << 16);
	bool on = facet_has(filter, c->name, f->value[i].value);
	enum role role = i == f->cur ? ROLE_CURSOR : ROLE_TEXT;
	char rows[32];

	human_item(c, f->value[i].value, &text);
	snprintf(rows, sizeof(rows), "%8lld", (long long)f->value[i].rows);
	surface_fill(s, (struct rect){ y, at.x, 1, at.cols }, role);
	surface_putz(s, y, at.x, 4, on ? "[x] " : "[ ] ", role);
	surface_text(s, y, at.x + 4, at.cols - 14, str_slice(&text), role);
	surface_putz(s, y, at.x + at.cols - 9, 9, rows, role);
	if (i == f->cur) {
		s->cursor_y = y;
		s->cursor_x = at.x;
	}
	str_free(&text);
}

void facet_draw(struct facet *f, struct surface *s, struct rect at,
		struct slice filter)
{
	struct rect in = { at.y + 2, at.x + 1, at.rows - 3, at.cols - 2 };

	surface_fill(s, at, ROLE_TEXT);
	surface_box(s, at, ROLE_FOCUS);
	draw_tabs(f, s, at.y + 1, in.x + 1, in.cols - 2);
	if (in.rows < 1)
		return;
	if (f->cur < f->top)
		f->top = f->cur;
	if (f->cur >= f->top + (size_t)in.rows)
		f->top = f->cur - (size_t)in.rows + 1;
	if (f->n == 0)
		surface_putz(s, in.y, in.x + 1, in.cols - 1, _("no values"),
			     ROLE_DIM);
	for (int r = 0; r < in.rows && f->top + (size_t)r < f->n; r++)
		draw_value(f, s, in.y + r, in, f->top + (size_t)r, filter);
}

/* --- the filter's text --- */

/* Cuts one piece off *rest at `sep`, not inside quotes. */
static bool cut_quoted(struct slice *rest, char sep, struct slice *piece)
{
	bool quoted = false;
	size_t i = 0;

	if (!rest->p)
		return false;
	for (; i < rest->n; i++) {
		if (rest->p[i] == '"')
			quoted = !quoted;
		else if (rest->p[i] == sep && !quoted)
			break;
	}
	*piece = slice_make(rest->p, i);
	if (i == rest->n)
		*rest = SLICE_NONE;
	else
		*rest = slice_make(rest->p + i + 1, rest->n - i - 1);
	return true;
}

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

static struct slice unquoted(struct slice v)
{
	if (v.n >= 2 && v.p[0] == '"' && v.p[v.n - 1] == '"')
		return slice_make(v.p + 1, v.n - 2);
	return v;
}

bool facet_has(struct slice filter, const char *column, struct slice value)
{
	struct slice term, values, one;

	while (cut_quoted(&filter, ' ', &term)) {
		if (!term_values(term, column, &values))
			continue;
		while (cut_quoted(&values, ',', &one))
			if (slice_eq(unquoted(one), value))
				return true;
	}
	return false;
}

static void add_value(struct str *out, struct slice value)
{
	bool plain = true;

	for (size_t i = 0; plain && i < value.n; i++)
		plain = (unsigned char)value.p[i] >= 0x80 ||
			strchr(" \",:<>=()", value.p[i]) == NULL;
	if (plain) {
		str_add(out, value);
		return;
	}
	str_addc(out, '"');
	for (size_t i = 0; i < value.n; i++)
		str_addc(out, value.p[i] == '"' ? ' ' : value.p[i]);
	str_addc(out, '"');
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

	while (cut_quoted(&values, ',', &one)) {
		if (slice_eq(unquoted(one), value)) {
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
	add_value(out, value);
}

void facet_toggle(struct slice filter, const char *column,
		  struct slice value, struct str *out)
{
	struct str made = STR_INIT(out->max);
	struct slice term, values;
	size_t start = out->n;
	bool done = false;

	while (cut_quoted(&filter, ' ', &term)) {
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
		add_value(out, value);
	}
	str_free(&made);
}
