/* Cells of a data table. What spans rows counts in each of them, since it is
 * said of each; what spans columns stands in the first, lest a heading over the
 * table be taken for so many cells. */
#include "read/html_walk.h"

enum { SPAN_ROWS = 1000 };

void grid_begin(struct grid *g, struct page *p)
{
	g->page = p;
	for (int i = 0; i < g->widest; i++)
		g->down[i].rows = 0;
	g->widest = 0;
	str_clear(&g->text);
	page_table(p);
}

/* Cells of rows above that reach into the next columns. */
static void take_down(struct grid *g)
{
	while (g->column < g->widest && g->down[g->column].rows > 0) {
		g->down[g->column].rows--;
		page_cell(g->page, g->down[g->column].text);
		g->column++;
	}
}

void grid_row(struct grid *g)
{
	page_row(g->page);
	g->column = 0;
}

void grid_row_end(struct grid *g)
{
	for (int i = g->column; i < g->widest; i++) {
		if (g->down[i].rows == 0)
			continue;
		while (g->column < i) {
			page_cell(g->page, SLICE(""));
			g->column++;
		}
		take_down(g);
	}
	page_row_end(g->page);
}

static int span_of(const struct node *n, const char *name, int most)
{
	int64_t span = 1;

	slice_int(slice_trim(dom_attr(n, name)), &span);
	return span < 1 ? 1 : span > most ? most : (int)span;
}

void grid_cell(struct grid *g, const struct node *n)
{
	take_down(g);
	g->columns = span_of(n, "colspan", TABLE_COLUMNS);
	g->rows = span_of(n, "rowspan", SPAN_ROWS);
	str_clear(&g->text);
}

static void reach_down(struct grid *g, int column, struct slice text)
{
	while (g->widest <= column)
		g->down[g->widest++].rows = 0;
	g->down[column].rows = g->rows - 1;
	g->down[column].text = arena_slice(&g->page->mem, text);
}

void grid_cell_end(struct grid *g)
{
	for (int i = 0; i < g->columns; i++) {
		struct slice text = i ? SLICE("") : str_slice(&g->text);

		if (g->rows > 1 && g->column < TABLE_COLUMNS)
			reach_down(g, g->column, text);
		page_cell(g->page, text);
		g->column++;
	}
	str_clear(&g->text);
}
