#include "write/grid.h"

#include <stdlib.h>
#include <string.h>

/* --- adding --- */

enum { COUNT_MOST = 1000000000 };	/* of one row: sums stay sums */

/* The place of a value, or of a new one; as many as there are: no room. */
static size_t place(struct grid *g, struct slice *list, size_t *n, size_t most,
		    struct slice value)
{
	if (value.n > GRID_VALUE)
		value.n = GRID_VALUE;
	for (size_t i = 0; i < *n; i++)
		if (slice_eq(list[i], value))
			return i;
	if (*n == most)
		return most;
	list[*n] = arena_slice(&g->mem, value.p ? value : SLICE(""));
	return (*n)++;
}

int grid_add(struct grid *g, struct slice row, struct slice col, int64_t n,
	     unsigned states, struct err *e)
{
	struct grid_cell *c;
	size_t y, x;

	if (!g->cell)
		g->cell = calloc((size_t)GRID_ROWS * GRID_COLS,
				 sizeof(*g->cell));
	if (!g->cell)
		return err_set(e, ERR_MEMORY, "no memory for a picture");
	y = place(g, g->row, &g->rows, GRID_ROWS, row);
	x = place(g, g->col, &g->cols, GRID_COLS, col);
	if (y == GRID_ROWS || x == GRID_COLS) {
		g->left_out++;
		return 0;
	}
	c = &g->cell[y * GRID_COLS + x];
	c->told = true;
	c->states |= states;
	n = n < 0 ? 0 : n > COUNT_MOST ? COUNT_MOST : n;
	c->n += n;
	g->row_n[y] += n;
	g->col_n[x] += n;
	if (c->n > g->most)
		g->most = c->n;
	if (g->row_n[y] > g->most_row)
		g->most_row = g->row_n[y];
	return arena_ok(&g->mem, "picture", e);
}

void grid_who(struct grid *g, struct slice row)
{
	size_t y = place(g, g->row, &g->rows, GRID_ROWS, row);

	if (y < GRID_ROWS)
		g->who[y]++;
}

bool grid_tells(const struct grid *g)
{
	return g->rows > 0 && (g->cols > 1 || (g->cols == 1 &&
					       g->col[0].n > 0));
}

const struct grid_cell *grid_at(const struct grid *g, size_t row, size_t col)
{
	return &g->cell[row * GRID_COLS + col];
}

/* --- order --- */

struct line {
	struct slice value;
	int64_t n;
	size_t at;
};

static int by_sum(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if ((x->value.n == 0) != (y->value.n == 0))
		return x->value.n == 0 ? 1 : -1;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return slice_cmp(x->value, y->value);
}

static int by_name(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if ((x->value.n == 0) != (y->value.n == 0))
		return x->value.n == 0 ? 1 : -1;
	return slice_cmp(y->value, x->value);
}

static void sort_lines(struct line *l, struct slice *value, int64_t *sum,
		       size_t n, bool named)
{
	for (size_t i = 0; i < n; i++)
		l[i] = (struct line){ value[i], sum[i], i };
	if (n > 1)
		qsort(l, n, sizeof(*l), named ? by_name : by_sum);
	for (size_t i = 0; i < n; i++) {
		value[i] = l[i].value;
		sum[i] = l[i].n;
	}
}

void grid_sort(struct grid *g, bool named)
{
	struct line row[GRID_ROWS], col[GRID_COLS];
	int64_t who[GRID_ROWS];
	struct grid_cell *cell = calloc((size_t)GRID_ROWS * GRID_COLS,
					sizeof(*cell));

	/* Without memory the order is that in which they came. */
	if (!cell || !g->cell) {
		free(cell);
		return;
	}
	sort_lines(row, g->row, g->row_n, g->rows, named);
	sort_lines(col, g->col, g->col_n, g->cols, false);
	memcpy(who, g->who, sizeof(who));
	for (size_t y = 0; y < g->rows; y++)
		g->who[y] = who[row[y].at];
	for (size_t y = 0; y < g->rows; y++)
		for (size_t x = 0; x < g->cols; x++)
			cell[y * GRID_COLS + x] =
				g->cell[row[y].at * GRID_COLS + col[x].at];
	free(g->cell);
	g->cell = cell;
}

void grid_letters(unsigned states, struct str *to)
{
	static const char letters[] = "FLSX?";

	for (size_t i = 0; letters[i]; i++)
		if (states & 1u << i)
			str_addc(to, letters[i]);
}

void grid_free(struct grid *g)
{
	free(g->cell);
	arena_free(&g->mem);
	*g = GRID_INIT;
}

/* --- shares of a bar --- */

static size_t cells_of(int64_t n, int64_t of, size_t cells)
{
	size_t c;

	if (n <= 0 || of <= 0)
		return 0;
	c = (size_t)((double)n / (double)of * (double)cells + 0.5);
	return c < 1 ? 1 : c > cells ? cells : c;
}

static size_t largest(const size_t *out, size_t n)
{
	size_t best = 0;

	for (size_t i = 1; i < n; i++)
		if (out[i] > out[best])
			best = i;
	return best;
}

/* Each gets what it would have alone, then the widest give or take the rest. */
void grid_share(const int64_t *part, size_t n, int64_t of, size_t cells,
		size_t *out)
{
	int64_t sum = 0;
	size_t all, given = 0;

	for (size_t i = 0; i < n; i++) {
		sum += part[i] > 0 ? part[i] : 0;
		out[i] = cells_of(part[i], of, cells);
		given += out[i];
	}
	all = cells_of(sum, of, cells);
	while (n > 0 && given > all) {
		size_t i = largest(out, n);

		/* Where there are more parts than cells, the last ones go. */
		if (out[i] <= 1)
			for (i = n - 1; i > 0 && out[i] == 0;)
				i--;
		out[i]--;
		given--;
	}
	while (n > 0 && given > 0 && given < all) {
		out[largest(out, n)]++;
		given++;
	}
}
