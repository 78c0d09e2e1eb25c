/* Pictures of counts for a terminal: stacked bars, or a table of shades, each
 * part with its sign and its number. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "write/chart.h"
#include "write/grid.h"

enum {
	LEFT = 10,	/* cells of a name before the bars */
	SUM = 9,	/* cells behind them */
	LEAST = 20,	/* of the longest bar */
	NAME = 28,	/* of a row of the table of shades, at most */
	CELL = 10,	/* of one of its columns */
	TEXT_BYTES = 4096,
};

struct chart {
	struct str *to;
	const struct grid *g;
	const struct grid_words *w;
	size_t width;
	bool ascii;
};

static void put_times(struct str *to, const char *what, size_t n)
{
	while (n-- > 0)
		str_addz(to, what);
}

/* What it is called, cut where it is wider than its cells; the blanks stand
 * before it or behind. */
static void put_name(const struct chart *c, bool row, struct slice value,
		     size_t cells, bool right)
{
	struct str name = STR_INIT(TEXT_BYTES), safe = STR_INIT(TEXT_BYTES);
	struct slice text;
	bool cut;
	int used;

	c->w->name(c->w->ctx, row, value, &name);
	text_visible(&safe, str_slice(&name), false);
	text = str_slice(&safe);
	cut = text_width(text) > (int)cells;
	text = text_fit(text, (int)cells - (cut ? 1 : 0), &used);
	used += cut ? 1 : 0;
	if (right)
		put_times(c->to, " ", cells - (size_t)used);
	str_add(c->to, text);
	if (cut)
		str_addz(c->to, c->ascii ? "~" : "…");
	if (!right)
		put_times(c->to, " ", cells - (size_t)used);
	str_free(&name);
	str_free(&safe);
}

static void put_head(const struct chart *c)
{
	str_addf(c->to, "%s\n\n", c->w->title);
}

/* --- stacked bars --- */

/* Its number stands inside the part where that is wide enough. */
static void put_part(const struct chart *c, size_t col, int64_t n,
		     size_t cells)
{
	char number[32];
	size_t wide = (size_t)snprintf(number, sizeof(number), " %lld ",
				       (long long)n);
	const char *sign = chart_pattern(col, c->ascii);

	if (wide + 2 > cells) {
		put_times(c->to, sign, cells);
		return;
	}
	str_addz(c->to, sign);
	str_addz(c->to, number);
	put_times(c->to, sign, cells - wide - 1);
}

static void put_bar(const struct chart *c, size_t row)
{
	const struct grid *g = c->g;
	int64_t part[GRID_COLS];
	size_t cells[GRID_COLS];

	put_name(c, true, g->row[row], LEFT - 1, true);
	str_addc(c->to, ' ');
	for (size_t i = 0; i < g->cols; i++)
		part[i] = grid_at(g, row, i)->n;
	grid_share(part, g->cols, g->most_row, c->width - LEFT - SUM, cells);
	for (size_t i = 0; i < g->cols; i++)
		if (cells[i] > 0)
			put_part(c, i, part[i], cells[i]);
	str_addf(c->to, " %lld\n", (long long)g->who[row]);
}

/* "█ in a colony 123  ▒ free 45" */
static void put_legend(const struct chart *c)
{
	size_t at = 0;

	str_addc(c->to, '\n');
	for (size_t i = 0; i < c->g->cols; i++) {
		struct str text = STR_INIT(TEXT_BYTES);
		size_t wide;

		str_addf(&text, "%s ", chart_pattern(i, c->ascii));
		c->w->name(c->w->ctx, false, c->g->col[i], &text);
		str_addf(&text, " %lld", (long long)c->g->col_n[i]);
		wide = (size_t)text_width(str_slice(&text));
		if (at > 0 && at + wide + 2 > c->width) {
			str_addc(c->to, '\n');
			at = 0;
		}
		str_addz(c->to, "  ");
		text_visible(c->to, str_slice(&text), false);
		at += wide + 2;
		str_free(&text);
	}
	str_addc(c->to, '\n');
}

void grid_stack_text(struct str *to, const struct grid *g,
		     const struct grid_words *w, int width, bool ascii)
{
	struct chart c = { to, g, w, width > LEFT + SUM + LEAST ?
			   (size_t)width : LEFT + SUM + LEAST, ascii };

	put_head(&c);
	for (size_t i = 0; i < g->rows; i++)
		put_bar(&c, i);
	put_legend(&c);
}

/* --- the table of shades --- */

/* "▓232 FL" */
static void put_cell(const struct chart *c, const struct grid_cell *cell)
{
	struct str text = STR_INIT(TEXT_BYTES);
	size_t wide;

	if (!cell->told)
		str_addz(&text, c->ascii ? "." : "·");
	if (cell->n > 0)
		str_addf(&text, "%s%lld ", chart_shade(cell->n, c->g->most,
						       c->ascii),
			 (long long)cell->n);
	grid_letters(cell->states, &text);
	wide = (size_t)text_width(str_slice(&text));
	str_add(c->to, str_slice(&text));
	put_times(c->to, " ", wide < CELL ? CELL - wide : 1);
	str_free(&text);
}

static void end_line(struct str *to)
{
	while (to->n && to->p[to->n - 1] == ' ')
		str_cut(to, to->n - 1);
	str_addc(to, '\n');
}

/* Authorities that have no room stand below, in a table of their own. */
static void put_shades(const struct chart *c, size_t first, size_t end,
		       size_t name)
{
	put_times(c->to, " ", name + 2);
	for (size_t x = first; x < end; x++)
		put_name(c, false, c->g->col[x], CELL, false);
	end_line(c->to);
	for (size_t i = 0; i < c->g->rows; i++) {
		put_name(c, true, c->g->row[i], name, false);
		str_addz(c->to, "  ");
		for (size_t x = first; x < end; x++)
			put_cell(c, grid_at(c->g, i, x));
		end_line(c->to);
	}
}

void grid_heat_text(struct str *to, const struct grid *g,
		    const struct grid_words *w, int width, bool ascii)
{
	struct chart c = { to, g, w, width > 0 ? (size_t)width : 0, ascii };
	size_t name = c.width > 3 * NAME ? NAME : NAME / 2, room;

	room = c.width > name + 2 + CELL ? (c.width - name - 2) / CELL : 1;
	put_head(&c);
	for (size_t x = 0; x < g->cols; x += room) {
		if (x > 0)
			str_addc(to, '\n');
		put_shades(&c, x, x + room < g->cols ? x + room : g->cols, name);
	}
}
