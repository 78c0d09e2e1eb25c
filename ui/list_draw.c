/* Drawing of a list: gutter (cursor, own mark), then the columns. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/list.h"
#include "write/chart.h"

enum {
	GUTTER = 2, GAP = 1,
	REST_LEAST = 17,	/* for the column that takes what is left */
	REST_FIRM = 12,		/* ... where a firm one would have to go */
	SHRINKS = 14,		/* columns as wide as that may shrink ... */
	SHRUNK = 10,		/* ... to that */
	SPARK_MOST = 12, SPARK_BYTES = 1024,
};

struct span {
	int x, cells;		/* cells 0: no room, or no such column */
	int column;		/* in the shape; -1: the marks */
	bool lends;		/* its empty cells, to the other column, */
	bool numbers;		/* with the number that has no place either */
};

static bool is_marks(const struct pane_column *c)
{
	return strcmp(c->name, PANE_MARKS) == 0;
}

/* Wide columns shrink from the left, then columns go from the right, all but
 * the marks, and firm ones last: what is left out is in the detail. Returns
 * the cells free. */
static int make_room(const struct pane *pane, struct span *span, int n,
		     int rest, int free_cells)
{
	const struct pane_column *c = pane->column;
	int least = pane->least ? pane->least : REST_LEAST;

	for (int i = 0; i < n && free_cells < REST_LEAST; i++) {
		int give = span[i].cells - SHRUNK;

		if (i == rest || c[i].firm || span[i].cells < SHRINKS)
			continue;
		if (give > REST_LEAST - free_cells)
			give = REST_LEAST - free_cells;
		span[i].cells -= give;
		free_cells += give;
	}
	for (int i = n - 1; i >= 0; i--) {
		if (i == rest || is_marks(&c[i]) || span[i].cells == 0 ||
		    free_cells >= (c[i].firm ? REST_FIRM : least))
			continue;
		free_cells += span[i].cells + GAP;
		span[i].cells = 0;
	}
	return free_cells;
}

static bool is_named(const char *name, const struct pane_column *c)
{
	return name && strcmp(name, c->name) == 0;
}

static bool has_place(const struct pane_column *c, const struct span *span,
		      int n, const char *name)
{
	for (int i = 0; i < n; i++)
		if (strcmp(c[i].name, name) == 0)
			return span[i].cells > 0;
	return true;
}

/* Small bars that have no column stand where another says nothing. */
static void lend(const struct pane *pane, struct span *span, int n)
{
	const struct pane_column *c = pane->column;

	for (int i = 0; i < n; i++) {
		span[i].lends = is_named(pane->spark_in, &c[i]) &&
				!has_place(c, span, n, pane->spark);
		span[i].numbers = span[i].lends && pane->spark_number &&
				  !has_place(c, span, n, pane->spark_number);
	}
}

static int spread(const struct list *l, int cells, struct span *span)
{
	const struct pane_column *c = l->pane->column;
	int n = 0, rest = -1, free_cells = cells, x = 0;

	for (; n < PANE_COLUMNS && c[n].name; n++) {
		int at = is_marks(&c[n]) ? -1 :
			 shape_find(l->shape, slice_of(c[n].name));

		span[n] = (struct span){ .column = at };
		if ((at < 0 && !is_marks(&c[n])) || cells < c[n].wide)
			continue;
		span[n].cells = c[n].width;
		if (c[n].width < 0)
			rest = n;
		else
			free_cells -= c[n].width + GAP;
	}
	free_cells = make_room(l->pane, span, n, rest, free_cells);
	if (rest >= 0)
		span[rest].cells = free_cells > 1 ? free_cells : 1;
	for (int i = 0; i < n; i++) {
		span[i].x = x;
		if (span[i].cells > 0)
			x += span[i].cells + GAP;
	}
	lend(l->pane, span, n);
	return n;
}

/* Behind the title, in the gap where that fills its column. */
static void draw_sorted(const struct list *l, struct surface *s,
			struct rect at, const struct span *span, int used)
{
	int x = at.x + GUTTER + span->x + used;

	if (span->column < 0 || span->column != l->sorted ||
	    x >= at.x + at.cols)
		return;
	surface_putz(s, at.y, x, 1, l->sorted_down ? "↓" : "↑", ROLE_HEADING);
}

static void draw_heading(const struct list *l, struct surface *s,
			 struct rect at, const struct span *span, int n)
{
	surface_fill(s, (struct rect){ at.y, at.x, 1, at.cols },
		     ROLE_HEADING);
	for (int i = 0; i < n; i++) {
		const char *title = l->pane->column[i].title;
		int used;

		if (span[i].cells == 0)
			continue;
		if (l->retitled.title && strcmp(l->pane->column[i].name,
						l->retitled.column) == 0)
			title = _(l->retitled.title);
		else if (span[i].lends)
			title = l->pane->spark_title;
		if (!title)
			title = shape_column(l->shape,
					     (size_t)span[i].column)->title;
		used = surface_text(s, at.y, at.x + GUTTER + span[i].x,
				    span[i].cells, slice_of(_(title)),
				    ROLE_HEADING);
		draw_sorted(l, s, at, &span[i], used);
	}
}

static const char *marks_of(const struct list *l, const struct row *r)
{
	return human_true(l->shape, r, "disputed") ? "≠" :
	       human_true(l->shape, r, "unverified") ? "?" : "";
}

/* Spots of one value of a cell, as it is shown from byte `from` on. Numbers and
 * dates are not searched for words; of a word not its label is, which is a
 * whole where its letters are others. */
static void find_spots(const struct list *l, int column, struct slice item,
		       const struct str *shown, size_t from,
		       struct spots *spots)
{
	const struct column *c = shape_column(l->shape, (size_t)column);
	struct slice text = slice_make(str_cstr(shown) + from,
				       shown->n - from);
	struct spots word = { .n = 0 };

	if (c->type == CELL_TEXT)
		spots_find(spots, &l->sought, column, text, from);
	else if (c->type == CELL_WORD &&
		 spots_find(&word, &l->sought, column, item, 0) &&
		 !spots_find(spots, &l->sought, column, text, from))
		spots_add(spots, from, shown->n);
}

static void draw_cell(const struct list *l, struct surface *s, int y, int x,
		      int cells, const struct row *r, int column,
		      enum role role)
{
	const struct column *c = shape_column(l->shape, (size_t)column);
	struct str text = STR_INIT(1 << 20), shown = STR_INIT(1 << 20);
	struct slice rest = r->cell[column], item;
	struct spots spots = { .n = 0 };

	if (l->says && l->says(l->says_ctx, l, r, c->name, &text))
		rest = SLICE_NONE;
	text_visible(&shown, str_slice(&text), false);
	while (rest.p && human_cut(c, &rest, &item)) {
		size_t from;

		str_addz(&shown, shown.n ? ", " : "");
		from = shown.n;
		str_clear(&text);
		human_item(c, item, &text);
		text_visible(&shown, str_slice(&text), false);
		find_spots(l, column, item, &shown, from, &spots);
	}
	surface_text(s, y, x, cells, str_slice(&shown), role);
	spots_paint(&spots, s, y, x, cells, str_slice(&shown));
	str_free(&shown);
	str_free(&text);
}

bool list_has(const struct list *l, const struct pane_column *c)
{
	return is_marks(c) || shape_find(l->shape, slice_of(c->name)) >= 0;
}

/* What is shown of the column, as text. */
static void cell_text(const struct list *l, const struct row *r, int column,
		      struct str *out)
{
	const struct column *c = shape_column(l->shape, (size_t)column);
	struct slice rest = r->cell[column], item;
	size_t start = out->n;

	if (l->says && l->says(l->says_ctx, l, r, c->name, out))
		rest = SLICE_NONE;
	while (rest.n > 0 && human_cut(c, &rest, &item)) {
		str_addz(out, out->n > start ? ", " : "");
		human_item(c, item, out);
	}
}

void list_cell(const struct list *l, const struct row *r,
	       const struct pane_column *col, struct str *out)
{
	int at = is_marks(col) ? -1 : shape_find(l->shape, slice_of(col->name));
	struct str text = STR_INIT(1 << 20);

	if (is_marks(col))
		str_addz(&text, marks_of(l, r));
	else if (at >= 0)
		cell_text(l, r, at, &text);
	text_visible(out, str_slice(&text), false);
	str_free(&text);
}

/* "369 ▁▂▅▇▇▆ +27": the newest months that there is room for. */
static void draw_spark(const struct list *l, struct surface *s, int y, int x,
		       const struct span *span, const struct row *r,
		       enum role role)
{
	struct str text = STR_INIT(SPARK_BYTES), change = STR_INIT(64);
	struct slice number = span->numbers ?
		human_get(l->shape, r, l->pane->spark_number) : SLICE_NONE;
	int64_t n[SPARK_MOST];
	size_t count = chart_trend(human_get(l->shape, r, l->pane->spark), n,
				   SPARK_MOST), first;
	int room;

	text_visible(&text, number, false);
	if (number.n > 0)
		str_addc(&text, ' ');
	chart_change(&change, n, count, s->ascii);
	room = span->cells - surface_width(s, str_slice(&text)) -
	       surface_width(s, str_slice(&change)) - 1;
	if (count > 0 && room > 0) {
		first = count > (size_t)room ? count - (size_t)room : 0;
		chart_spark(&text, n + first, count - first, s->ascii);
		str_addc(&text, ' ');
		str_add(&text, str_slice(&change));
	}
	surface_put(s, y, x, span->cells, str_slice(&text), role);
	str_free(&change);
	str_free(&text);
}

/* Whether small bars stand in the cell: in their column, or in one that has
 * nothing to say itself. */
static bool is_spark(const struct list *l, const struct span *span,
		     const struct pane_column *c, const struct row *r)
{
	return is_named(l->pane->spark, c) ||
	       (span->lends && r->cell[span->column].n == 0);
}

static bool says_nothing(const struct list *l, const struct span *span,
			 const struct pane_column *c, const struct row *r)
{
	struct str text = STR_INIT(1 << 16);
	bool nothing;

	if (span->column < 0 || r->cell[span->column].n > 0 ||
	    is_spark(l, span, c, r))
		return false;
	cell_text(l, r, span->column, &text);
	nothing = text.n == 0;
	str_free(&text);
	return nothing;
}

/* A text may go on into the cells behind it that say nothing: most names that
 * a narrow pane would cut are of people whose role nobody tells. */
static int with_empty(const struct list *l, const struct span *span, int n,
		      int i, const struct row *r)
{
	const struct pane_column *c = l->pane->column;
	int cells = span[i].cells;

	for (int k = i + 1; c[i].width < 0 && k < n; k++) {
		if (span[k].cells == 0)
			continue;
		if (!says_nothing(l, &span[k], &c[k], r))
			break;
		cells += GAP + span[k].cells;
	}
	return cells;
}

static void draw_row(const struct list *l, struct surface *s, struct rect at,
		     const struct span *span, int n,
		     const struct list_row *lr, bool here, bool bar)
{
	enum role role = bar ? ROLE_CURSOR : ROLE_TEXT;

	if (bar)
		surface_fill(s, at, ROLE_CURSOR);
	for (int i = 0; i < n; i++) {
		int x = at.x + GUTTER + span[i].x;

		if (span[i].cells == 0)
			continue;
		if (span[i].column < 0)
			surface_putz(s, at.y, x, 2, marks_of(l, &lr->row),
				     ROLE_DISPUTED);
		else if (is_spark(l, &span[i], &l->pane->column[i], &lr->row))
			draw_spark(l, s, at.y, x, &span[i], &lr->row, role);
		else
			draw_cell(l, s, at.y, x,
				  with_empty(l, span, n, i, &lr->row),
				  &lr->row, span[i].column, role);
	}
	if (here)
		surface_putz(s, at.y, at.x, 1, "▌", ROLE_MARKER);
	if (l->marked && marked_has(l->marked, lr->row.cell[0])) {
		surface_putz(s, at.y, at.x + 1, 1, "✓", ROLE_MARKER);
		return;
	}
	if (l->pane->unmarked)
		return;
	if (lr->mark.starred)
		surface_putz(s, at.y, at.x + 1, 1, "★", ROLE_STAR);
	else if (!lr->mark.read)
		surface_putz(s, at.y, at.x + 1, 1, "•", ROLE_NEW);
}

/* ", " and the cell, where it says anything. */
static void say_cell(const struct list *l, const struct row *r, int column,
		     struct str *out)
{
	struct str text = STR_INIT(1 << 16);

	cell_text(l, r, column, &text);
	if (text.n > 0 && out->n > 0)
		str_addz(out, ", ");
	str_add(out, str_slice(&text));
	str_free(&text);
}

void list_say(const struct list *l, const struct list_row *lr,
	      struct str *out)
{
	const struct pane_column *c = l->pane->column;
	struct str row = STR_INIT(1 << 16);

	for (int i = 0; i < PANE_COLUMNS && c[i].name; i++) {
		int at = is_marks(&c[i]) ? -1 :
			 shape_find(l->shape, slice_of(c[i].name));

		if (at >= 0)
			say_cell(l, &lr->row, at, &row);
	}
	if (human_true(l->shape, &lr->row, "disputed"))
		str_addz(&row, _(", the sources differ"));
	else if (human_true(l->shape, &lr->row, "unverified"))
		str_addz(&row, _(", not verified"));
	if (!l->pane->unmarked && lr->mark.starred)
		str_addz(&row, _(", starred"));
	else if (!l->pane->unmarked && !lr->mark.read)
		str_addz(&row, _(", new"));
	str_add(out, str_slice(&row));
	str_free(&row);
}

static void draw_empty(const struct list *l, struct surface *s,
		       struct rect at, bool late)
{
	const char *why = late ? N_("searching …") :
			  l->total == 0 ? l->pane->empty :
			  l->pane->nothing ? l->pane->nothing :
			  N_("no row of this desk matches; Esc clears the"
			     " filter");

	if (l->err.code != ERR_NONE)
		surface_text(s, at.y, at.x + GUTTER, at.cols - GUTTER,
			     slice_of(l->err.msg), ROLE_BAD);
	else
		surface_text(s, at.y, at.x + GUTTER, at.cols - GUTTER,
			     slice_of(_(why)), ROLE_DIM);
}

void list_draw(struct list *l, struct surface *s, struct rect at,
	       const struct list_look *look)
{
	struct span span[PANE_COLUMNS];
	int n;

	if (!l->shape || at.rows < 1 || at.cols < GUTTER + 1)
		return;
	n = spread(l, at.cols - GUTTER, span);
	if (look->heading && at.rows > 1) {
		draw_heading(l, s, at, span, n);
		at.y++;
		at.rows--;
	}
	l->at = at;
	list_load(l, at.rows);
	if (l->page_n == 0)
		draw_empty(l, s, at, look->late);
	for (size_t i = 0; i < l->page_n && (int)i < at.rows; i++) {
		struct rect line = { at.y + (int)i, at.x, 1, at.cols };
		bool here = look->focused &&
			    l->page_at + (int64_t)i == l->cur;

		draw_row(l, s, line, span, n, &l->page[i], here,
			 here && !look->frugal);
		if (here) {
			s->cursor_y = line.y;
			s->cursor_x = line.x;
		}
	}
}
