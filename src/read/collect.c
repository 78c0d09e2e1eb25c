#include "read/collect.h"

#include <assert.h>
#include <string.h>

static bool same(const struct collect_row *row, const struct slice *cell,
		 size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!slice_eq(row->cell[i], cell[i]))
			return false;
	return true;
}

/* Rows repeat in the order in which they came, so the next one is likely. */
static bool known(struct collect_list *l, const struct slice *cell, size_t n)
{
	struct collect_row *row = l->hit;

	if (row && same(row, cell, n))
		return true;
	if (row && row->next && same(row->next, cell, n)) {
		l->hit = row->next;
		return true;
	}
	for (row = l->first; row; row = row->next) {
		if (same(row, cell, n)) {
			l->hit = row;
			return true;
		}
	}
	return false;
}

static int append(struct collect *g, struct collect_list *l,
		  const struct slice *cell, size_t n, struct err *e)
{
	struct collect_row *row;

	if (++g->rows > COLLECT_ROWS)
		return err_set(e, ERR_LIMIT, "more than %d values of one party",
			       COLLECT_ROWS);
	row = arena_get(&g->mem, sizeof(*row) + n * sizeof(*cell));
	for (size_t i = 0; i < n && row; i++)
		if (cell[i].n)
			row->cell[i] = arena_slice(&g->mem, cell[i]);
	if (arena_ok(&g->mem, "one party", e) < 0)
		return -1;
	if (l->last)
		l->last->next = row;
	else
		l->first = row;
	l->last = l->hit = row;
	return 0;
}

int collect_add(struct collect *g, size_t group, const struct slice *cell,
	       size_t n, struct err *e)
{
	struct slice clean[COLLECT_CELLS];
	size_t bytes = 0;

	assert(group < COLLECT_GROUPS && n <= COLLECT_CELLS);
	for (size_t i = 0; i < n; i++) {
		clean[i] = slice_trim(cell[i]);
		bytes += clean[i].n;
	}
	if (bytes == 0 || known(&g->list[group], clean, n))
		return 0;
	return append(g, &g->list[group], clean, n, e);
}

struct slice collect_first(const struct collect *g, size_t group)
{
	const struct collect_row *row = g->list[group].first;

	return row ? row->cell[0] : SLICE_NONE;
}

void collect_clear(struct collect *g)
{
	arena_clear(&g->mem);
	memset(g->list, 0, sizeof(g->list));
	g->rows = 0;
}

void collect_free(struct collect *g)
{
	arena_free(&g->mem);
	*g = (struct collect){0};
}
