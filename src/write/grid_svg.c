/* Counts as drawings inside a page. Parts are told apart by letters and words
 * besides their colours, which are the page's own, so that they can be read in
 * any theme, in print and by whoever does not see the colours. */
#include "model/shape.h"
#include "write/chart.h"
#include "write/escape.h"
#include "write/grid.h"

enum {
	WIDE = 960, LEFT = 110, RIGHT = 60,
	BAR = 24, GAP = 8,	/* height of a bar, and below it */
	LETTER = 12,		/* a part so wide has its letter, */
	WORD_CELL = 7,		/* and with so much a letter its words */
	HUES = 8,
	STACK_ROWS = 40, HEAT_ROWS = 60, HEAT_COLS = 12,
	SHADE_WIDE = 64, SHADE_HIGH = 26,
	TEXT_BYTES = 200,
};

static void add_name(const struct grid_words *w, bool row, struct slice value,
		     struct str *to)
{
	struct str text = STR_INIT(4096);

	w->name(w->ctx, row, value, &text);
	escape_short(to, str_slice(&text), TEXT_BYTES);
	to->bad |= text.bad;
	str_free(&text);
}

/* As far as a name will need room; letters are about as wide as each other. */
static size_t name_cells(const struct grid_words *w, struct slice value)
{
	struct str text = STR_INIT(4096);
	size_t n;

	w->name(w->ctx, false, value, &text);
	n = text.n;
	str_free(&text);
	return n;
}

static void open_svg(struct str *to, const struct grid_words *w, int high,
		     const char *class)
{
	str_addf(to, "<svg class=\"picture %s\" xmlns=\"http://www.w3.org/2000/"
		 "svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\""
		 "%s-title %s-text\">\n<title id=\"%s-title\">", class, WIDE,
		 high, w->id, w->id, w->id);
	escape_text(to, slice_of(w->title));
	str_addf(to, "</title>\n<desc id=\"%s-text\">", w->id);
}

/* All that is drawn, for whoever hears the page. */
static void add_words(struct str *to, const struct grid *g,
		      const struct grid_words *w, size_t rows)
{
	for (size_t y = 0; y < rows; y++) {
		add_name(w, true, g->row[y], to);
		str_addz(to, ": ");
		for (size_t x = 0, n = 0; x < g->cols; x++) {
			const struct grid_cell *c = grid_at(g, y, x);

			if (!c->told)
				continue;
			str_addz(to, n++ ? ", " : "");
			add_name(w, false, g->col[x], to);
			str_addf(to, " %lld", (long long)c->n);
			if (c->states)
				str_addc(to, ' ');
			grid_letters(c->states, to);
		}
		str_addz(to, ". ");
	}
	if (g->rows > rows)
		str_addf(to, "And %zu more.", g->rows - rows);
	str_addz(to, "</desc>\n");
}

/* --- stacked bars --- */

static size_t hue(size_t col)
{
	return col < HUES ? col : HUES - 1;
}

static char letter(size_t col)
{
	return col < 26 ? (char)('a' + col) : '*';
}

static void put_part(struct str *to, const struct grid *g,
		     const struct grid_words *w, size_t y, size_t x,
		     double from, double wide)
{
	int64_t n = grid_at(g, y, x)->n;
	size_t words = name_cells(w, g->col[x]) + 6;
	double top = (double)y * (BAR + GAP) + GAP;

	str_addz(to, "<g><title>");
	add_name(w, true, g->row[y], to);
	str_addz(to, ", ");
	add_name(w, false, g->col[x], to);
	str_addf(to, ": %lld</title><rect class=\"part hue%zu\" x=\"%.1f\""
		 " y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>", (long long)n,
		 hue(x), from, top, wide, BAR);
	if (wide >= LETTER)
		str_addf(to, "<text class=\"in hue%zu\" x=\"%.1f\" y=\"%.1f\">",
			 hue(x), from + 4, top + 16);
	if (wide >= (double)(words * WORD_CELL)) {
		str_addf(to, "%c ", letter(x));
		add_name(w, false, g->col[x], to);
		str_addf(to, " %lld", (long long)n);
	} else if (wide >= LETTER) {
		str_addc(to, letter(x));
	}
	str_addz(to, wide >= LETTER ? "</text></g>\n" : "</g>\n");
}

static void put_bar(struct str *to, const struct grid *g,
		    const struct grid_words *w, size_t y)
{
	double x = LEFT, top = (double)y * (BAR + GAP) + GAP;

	str_addf(to, "<text class=\"scale\" x=\"%d\" y=\"%.1f\">", LEFT - 8,
		 top + 16);
	add_name(w, true, g->row[y], to);
	str_addz(to, "</text>\n");
	for (size_t i = 0; i < g->cols; i++) {
		double wide = (double)grid_at(g, y, i)->n /
			      (double)g->most_row * (WIDE - LEFT - RIGHT);

		if (wide > 0)
			put_part(to, g, w, y, i, x, wide);
		x += wide;
	}
	str_addf(to, "<text x=\"%.1f\" y=\"%.1f\">%lld</text>\n", x + 6,
		 top + 16, (long long)g->who[y]);
}

/* Which letter is what. Returns the y below it. */
static double put_legend(struct str *to, const struct grid *g,
			 const struct grid_words *w, double y, bool draw)
{
	double x = LEFT;

	for (size_t i = 0; i < g->cols; i++) {
		double wide = (double)(name_cells(w, g->col[i]) + 9) *
				      WORD_CELL + 20;

		if (x + wide > WIDE && x > LEFT) {
			x = LEFT;
			y += 20;
		}
		if (draw) {
			str_addf(to, "<rect class=\"part hue%zu\" x=\"%.1f\""
				 " y=\"%.1f\" width=\"14\" height=\"14\"/>"
				 "<text x=\"%.1f\" y=\"%.1f\">%c ", hue(i), x,
				 y, x + 20, y + 11, letter(i));
			add_name(w, false, g->col[i], to);
			str_addf(to, " %lld</text>\n",
				 (long long)g->col_n[i]);
		}
		x += wide;
	}
	return y + 24;
}

void grid_stack_svg(struct str *to, const struct grid *g,
		    const struct grid_words *w)
{
	size_t rows = g->rows < STACK_ROWS ? g->rows : STACK_ROWS;
	double foot = (double)rows * (BAR + GAP) + 2 * GAP;

	if (rows == 0 || g->most_row <= 0)
		return;
	open_svg(to, w, (int)put_legend(to, g, w, foot, false), "stack");
	add_words(to, g, w, rows);
	for (size_t i = 0; i < rows; i++)
		put_bar(to, g, w, i);
	put_legend(to, g, w, foot, true);
	str_addz(to, "</svg>\n");
}

/* --- shades --- */

static void put_shade(struct str *to, const struct grid *g,
		      const struct grid_words *w, size_t row, size_t col)
{
	const struct grid_cell *c = grid_at(g, row, col);
	int x = LEFT + (int)col * SHADE_WIDE, y = (int)(row + 1) * SHADE_HIGH;

	if (!c->told)
		return;
	str_addz(to, "<g><title>");
	add_name(w, true, g->row[row], to);
	str_addz(to, ", ");
	add_name(w, false, g->col[col], to);
	str_addf(to, ": %lld listed</title><rect class=\"shade\" x=\"%d\""
		 " y=\"%d\" width=\"%d\" height=\"%d\" fill-opacity=\"%.2f\"/>"
		 "<text class=\"mid\" x=\"%d\" y=\"%d\">", (long long)c->n, x,
		 y, SHADE_WIDE - 2, SHADE_HIGH - 2,
		 chart_level(c->n, g->most) * 0.16,
		 x + SHADE_WIDE / 2, y + 17);
	if (c->n > 0)
		str_addf(to, "%lld ", (long long)c->n);
	grid_letters(c->states, to);
	str_addz(to, "</text></g>\n");
}

void grid_heat_svg(struct str *to, const struct grid *g,
		   const struct grid_words *w)
{
	size_t rows = g->rows < HEAT_ROWS ? g->rows : HEAT_ROWS;
	size_t cols = g->cols < HEAT_COLS ? g->cols : HEAT_COLS;

	if (rows == 0 || cols == 0)
		return;
	open_svg(to, w, (int)(rows + 1) * SHADE_HIGH + GAP, "heat");
	add_words(to, g, w, rows);
	for (size_t x = 0; x < cols; x++) {
		str_addf(to, "<text class=\"mid\" x=\"%d\" y=\"%d\">",
			 LEFT + (int)x * SHADE_WIDE + SHADE_WIDE / 2,
			 SHADE_HIGH - 8);
		add_name(w, false, g->col[x], to);
		str_addz(to, "</text>\n");
	}
	for (size_t y = 0; y < rows; y++) {
		str_addf(to, "<text class=\"scale\" x=\"%d\" y=\"%d\">",
			 LEFT - 8, (int)(y + 1) * SHADE_HIGH + 17);
		add_name(w, true, g->row[y], to);
		str_addz(to, "</text>\n");
		for (size_t x = 0; x < cols; x++)
			put_shade(to, g, w, y, x);
	}
	str_addz(to, "</svg>\n");
}

/* --- a line of small bars --- */

enum { SPARK_MOST = 24, SPARK_STEP = 6, SPARK_HIGH = 16 };

void grid_spark_svg(struct str *to, struct slice trend)
{
	int64_t n[SPARK_MOST], least, most;
	size_t count = chart_trend(trend, n, SPARK_MOST);

	if (count < 2)
		return;
	least = most = n[0];
	for (size_t i = 1; i < count; i++) {
		least = n[i] < least ? n[i] : least;
		most = n[i] > most ? n[i] : most;
	}
	str_addf(to, " <svg class=\"spark\" xmlns=\"http://www.w3.org/2000/svg\""
		 " viewBox=\"0 0 %zu %d\" role=\"img\"><title>",
		 count * SPARK_STEP, SPARK_HIGH);
	for (size_t i = 0; i < count; i++)
		str_addf(to, "%s%lld", i ? ", " : "", (long long)n[i]);
	str_addz(to, "</title>");
	for (size_t i = 0; i < count; i++) {
		double high = most == least ? SPARK_HIGH / 2.0 :
			2 + (double)(n[i] - least) / (double)(most - least) *
			    (SPARK_HIGH - 2);

		str_addf(to, "<rect class=\"freed\" x=\"%zu\" y=\"%.1f\""
			 " width=\"%d\" height=\"%.1f\"/>", i * SPARK_STEP,
			 SPARK_HIGH - high, SPARK_STEP - 1, high);
	}
	str_addz(to, "</svg> ");
	chart_change(to, n, count, false);
}
