/* Pictures, drawn: every part has a pattern or a shade and, where there is
 * room, its number; what is chosen is told in words below. */
#include "ui/pictures.h"

#include <stdio.h>

#include "base/i18n.h"
#include "write/chart.h"

enum {
	LEFT = 10,		/* cells before the bars */
	CELL = 9,		/* of a column of a table */
	CELL_NAME = 14,		/* of its rows, at least */
	SUM = 9,		/* cells behind the bars */
	LEGEND_MOST = 3,	/* lines */
	TEXT_BYTES = 1024,
};

static const enum role part_role[CHART_PATTERNS] = {
	ROLE_GOOD, ROLE_TEXT, ROLE_DISPUTED, ROLE_DIM, ROLE_BAD, ROLE_LINK,
	ROLE_TEXT, ROLE_DIM,
};

/* What does not fit any more is told of by its number. */
static enum role role_of(size_t part)
{
	return part_role[part < CHART_PATTERNS ? part : CHART_PATTERNS - 1];
}

static void put_name(const struct pictures *p, struct surface *to, int y,
		     int x, int cells, bool row, struct slice value,
		     enum role role)
{
	struct str text = STR_INIT(TEXT_BYTES);
	int wide;

	picture_name(pictures_shown(p), row, value, &text);
	wide = surface_width(to, str_slice(&text));
	if (row && wide < cells)
		x += cells - wide;
	surface_text(to, y, x, cells, str_slice(&text), role);
	str_free(&text);
}

/* Keeps the chosen row on the page; returns the first one. */
static size_t top_of(struct pictures *p, size_t row, size_t rows, int lines)
{
	struct picked *k = &p->picked[p->at];
	size_t room = lines > 0 ? (size_t)lines : 1;

	if (row < k->top)
		k->top = row;
	if (row >= k->top + room)
		k->top = row - room + 1;
	if (k->top + room > rows)
		k->top = rows > room ? rows - room : 0;
	return k->top;
}

/* --- stacked bars --- */

/* "colony 12" inside its part, where that is wide enough. */
static void put_part(const struct pictures *p, struct surface *to, int y,
		     int x, int cells, size_t col, int64_t n, bool here)
{
	enum role role = here ? ROLE_CURSOR : role_of(col);
	int from = x;
	struct str text = STR_INIT(TEXT_BYTES);
	char number[24];

	for (int i = 0; i < cells; i++)
		surface_putz(to, y, x + i, 1, chart_pattern(col, to->ascii),
			     role);
	picture_name(pictures_shown(p), false, pictures_grid(p)->col[col],
		     &text);
	snprintf(number, sizeof(number), " %lld ", (long long)n);
	if (surface_width(to, str_slice(&text)) + (int)slice_of(number).n + 1 <=
	    cells - 1) {
		surface_putz(to, y, x + 1, 1, " ", role);
		x += 2;
		x += surface_text(to, y, x, cells - 3, str_slice(&text), role);
		surface_putz(to, y, x, cells, number, role);
	} else if ((int)slice_of(number).n <= cells - 2) {
		surface_putz(to, y, x + 1, cells - 2, number, role);
	}
	if (here)
		surface_putz(to, y, from, 1, "▌", ROLE_MARKER);
	str_free(&text);
}

static void draw_bar(const struct pictures *p, struct surface *to, int y,
		     struct rect at, size_t row, int chosen)
{
	const struct grid *g = pictures_grid(p);
	int room = at.cols - LEFT - SUM, x = at.x + LEFT;
	int64_t part[GRID_COLS];
	size_t cells[GRID_COLS];
	char sum[24];

	put_name(p, to, y, at.x + 1, LEFT - 2, true, g->row[row],
		 chosen >= 0 ? ROLE_HEADLINE : ROLE_TEXT);
	if (chosen >= 0)
		surface_putz(to, y, at.x, 1, "▌", ROLE_MARKER);
	for (size_t i = 0; i < g->cols; i++)
		part[i] = grid_at(g, row, i)->n;
	grid_share(part, g->cols, g->most_row, room > 1 ? (size_t)room : 1,
		   cells);
	for (size_t i = 0; i < g->cols; i++) {
		if (cells[i] > 0)
			put_part(p, to, y, x, (int)cells[i], i, part[i],
				 chosen == (int)i);
		x += (int)cells[i];
	}
	snprintf(sum, sizeof(sum), " %lld", (long long)g->who[row]);
	surface_putz(to, y, x, at.x + at.cols - x, sum, ROLE_TEXT);
}

/* "█ in a colony 123  ▒ free 45": a line or more. Returns the lines. */
static int draw_legend(const struct pictures *p, struct surface *to,
		       struct rect at, int chosen)
{
	const struct grid *g = pictures_grid(p);
	int x = at.x + 2, y = at.y;

	for (size_t i = 0; i < g->cols; i++) {
		struct str text = STR_INIT(TEXT_BYTES);
		int wide;

		str_addf(&text, "%s ", chart_pattern(i, to->ascii));
		picture_name(pictures_shown(p), false, g->col[i], &text);
		str_addf(&text, " %lld", (long long)g->col_n[i]);
		wide = surface_width(to, str_slice(&text));
		if (x > at.x + 2 && x + wide > at.x + at.cols) {
			x = at.x + 2;
			y++;
		}
		if (y < at.y + at.rows)
			surface_text(to, y, x, at.x + at.cols - x,
				     str_slice(&text), chosen == (int)i ?
				     ROLE_HEADLINE : role_of(i));
		x += wide + 2;
		str_free(&text);
	}
	return y - at.y + 1;
}

static int legend_lines(const struct pictures *p, struct surface *to,
			struct rect at)
{
	struct rect none = { at.y, at.x, 0, at.cols };
	int lines = draw_legend(p, to, none, -1);

	return lines > LEGEND_MOST ? LEGEND_MOST : lines;
}

static void draw_stack(struct pictures *p, struct surface *to, struct rect at,
		       size_t row, size_t col)
{
	const struct grid *g = pictures_grid(p);
	int legend = legend_lines(p, to, at), lines = at.rows - legend - 1;
	int step = lines >= 2 * (int)g->rows ? 2 : 1;
	size_t top = top_of(p, row, g->rows, lines / step);

	for (size_t i = top; i < g->rows &&
	     (int)(i - top) * step < lines; i++) {
		int y = at.y + (int)(i - top) * step;

		draw_bar(p, to, y, at, i, i == row ? (int)col : -1);
		if (i == row) {
			to->cursor_y = y;
			to->cursor_x = at.x;
		}
	}
	draw_legend(p, to, (struct rect){ at.y + at.rows - legend, at.x,
					  legend, at.cols }, (int)col);
}

/* --- the table of shades --- */

/* "▓ 232 FL" */
static void put_cell(const struct grid *g, struct surface *to, int y, int x,
		     size_t row, size_t col, bool here)
{
	const struct grid_cell *c = grid_at(g, row, col);
	struct str text = STR_INIT(64);
	const char *shade = chart_shade(c->n, g->most, to->ascii);

	if (here)
		surface_putz(to, y, x - 1, 1, "▌", ROLE_MARKER);
	if (!c->told) {
		surface_putz(to, y, x + 2, 1, to->ascii ? "." : "·",
			     ROLE_DIM);
		str_free(&text);
		return;
	}
	if (c->n > 0)
		str_addf(&text, "%s%lld ", shade, (long long)c->n);
	grid_letters(c->states, &text);
	surface_put(to, y, x, CELL - 1, str_slice(&text), here ? ROLE_CURSOR :
		    c->states & GRID_DISPUTED ? ROLE_DISPUTED :
		    c->states & (GRID_LICENCE | GRID_SUSPENDED | GRID_LIFTED) ?
		    ROLE_GOOD : ROLE_TEXT);
	str_free(&text);
}

/* The first column shown, so that the chosen one is. */
static size_t left_of(size_t col, size_t cols, size_t room)
{
	return col < room ? 0 : col - room + 1 < cols ? col - room + 1 : 0;
}

struct shades {
	size_t left, room;	/* columns shown */
	int name;		/* cells before them */
};

static int shade_x(const struct shades *h, struct rect at, size_t col)
{
	return at.x + h->name + 2 + (int)(col - h->left) * CELL;
}

static void draw_heads(const struct pictures *p, struct surface *to,
		       struct rect at, const struct shades *h, size_t col)
{
	const struct grid *g = pictures_grid(p);

	for (size_t x = h->left; x < g->cols && x < h->left + h->room; x++)
		put_name(p, to, at.y, shade_x(h, at, x), CELL - 1, false,
			 g->col[x], x == col ? ROLE_HEADLINE : ROLE_DIM);
	if (g->cols > h->left + h->room)
		surface_putz(to, at.y, at.x + at.cols - 1, 1,
			     to->ascii ? ">" : "…", ROLE_DIM);
}

/* `col` is the chosen one; as many as there are: none in this row. */
static void draw_shades(const struct pictures *p, struct surface *to, int y,
			struct rect at, const struct shades *h, size_t row,
			size_t col)
{
	const struct grid *g = pictures_grid(p);
	bool here = col < g->cols;

	if (here) {
		surface_putz(to, y, at.x, 1, "▌", ROLE_MARKER);
		to->cursor_y = y;
		to->cursor_x = at.x;
	}
	put_name(p, to, y, at.x + 1, h->name, true, g->row[row],
		 here ? ROLE_HEADLINE : ROLE_TEXT);
	for (size_t x = h->left; x < g->cols && x < h->left + h->room; x++)
		put_cell(g, to, y, shade_x(h, at, x), row, x, x == col);
}

static void draw_heat(struct pictures *p, struct surface *to, struct rect at,
		      size_t row, size_t col)
{
	const struct grid *g = pictures_grid(p);
	struct shades h = {
		.name = at.cols > 90 ? 2 * CELL_NAME : CELL_NAME,
	};
	int lines = at.rows - 2;
	size_t top = top_of(p, row, g->rows, lines);

	h.room = at.cols - h.name - 2 > CELL ?
			 (size_t)(at.cols - h.name - 2) / CELL : 1;
	h.left = left_of(col, g->cols, h.room);
	draw_heads(p, to, at, &h, col);
	for (size_t i = top; i < g->rows && (int)(i - top) < lines; i++)
		draw_shades(p, to, at.y + 1 + (int)(i - top), at, &h, i,
			    i == row ? col : g->cols);
}

/* --- in words --- */

static void add_states(unsigned states, struct str *to)
{
	static const char *const words[] = {
		N_("in force"), N_("eased by licence"), N_("suspended"),
		N_("lifted"), N_("disputed"),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (states & 1u << i)
			str_addf(to, ", %s", _(words[i]));
}

static void draw_words(const struct pictures *p, struct surface *to,
		       struct rect at, size_t row, size_t col)
{
	const struct picture *k = pictures_shown(p);
	const struct grid *g = pictures_grid(p);
	const struct grid_cell *c = grid_at(g, row, col);
	struct str text = STR_INIT(4 * TEXT_BYTES);

	picture_name(k, true, g->row[row], &text);
	str_addz(&text, ", ");
	picture_name(k, false, g->col[col], &text);
	if (k->kind == PICTURE_STACK)
		str_addf(&text, _(": %lld of %lld"), (long long)c->n,
			 (long long)g->who[row]);
	else if (!c->told)
		str_addf(&text, ": %s", _("no measure is known"));
	else
		str_addf(&text, _(": %lld listed now"), (long long)c->n);
	add_states(c->states, &text);
	surface_text(to, at.y, at.x + 1, at.cols - 1, str_slice(&text),
		     ROLE_HEADLINE);
	str_free(&text);
}

static void draw_note(const struct pictures *p, struct surface *to,
		      struct rect at)
{
	const struct grid *g = pictures_grid(p);
	struct str text = STR_INIT(TEXT_BYTES);

	str_addz(&text, _(pictures_shown(p)->note));
	if (g->left_out > 0)
		str_addf(&text, _("; %zu more have no room"), g->left_out);
	surface_text(to, at.y, at.x + 1, at.cols - 1, str_slice(&text),
		     ROLE_DIM);
	str_free(&text);
}

void pictures_draw(struct pictures *p, struct surface *to, struct rect at)
{
	const struct grid *g = pictures_grid(p);
	size_t row, col;

	to->cursor_y = at.y;
	to->cursor_x = at.x;
	if (p->err.code != ERR_NONE) {
		surface_text(to, at.y, at.x + 2, at.cols - 2,
			     slice_of(p->err.msg), ROLE_BAD);
		return;
	}
	if (!g) {
		surface_putz(to, at.y, at.x + 2, at.cols - 2,
			     p->going || p->dirty ? _("counting …") :
			     _("no rows to count: Tab shows another picture"),
			     ROLE_DIM);
		return;
	}
	pictures_chosen(p, &row, &col);
	draw_words(p, to, at, row, col);
	if (at.rows < 4)
		return;
	draw_note(p, to, (struct rect){ at.y + at.rows - 1, at.x, 1,
					at.cols });
	at.y += 2;
	at.rows -= 3;
	if (pictures_shown(p)->kind == PICTURE_STACK)
		draw_stack(p, to, at, row, col);
	else
		draw_heat(p, to, at, row, col);
}
