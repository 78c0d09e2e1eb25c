/* Header words, each in tables of its kind in its language: with all other
 * columns, the other way round, and with as few as make such a table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quality/quality.h"
#include "read/extract.h"

enum { NAME_BYTES = 64 };

struct head {
	struct slice cell[COLUMN_COUNT];
	size_t n, mine;		/* mine: the word that is tried */
};

/* "kv" of the table of words is "aspect" here. */
static enum table_column column_of(struct slice table, struct slice column)
{
	char name[NAME_BYTES];

	snprintf(name, sizeof(name), "%.*s.%.*s",
		 SLICE_ARG(slice_is(table, "kv") ? SLICE("aspect") : table),
		 SLICE_ARG(column));
	return extract_column(slice_of(name));
}

static bool is_needed(struct slice table, struct slice column)
{
	if (slice_is(table, "person"))
		return slice_is(column, "name") || slice_is(column, "role");
	if (slice_is(table, "kv"))
		return slice_is(column, "aspect") ||
		       slice_is(column, "details");
	return slice_is(column, "action") || slice_is(column, "impact");
}

/* The first word of each other column of the table in that language. */
static void make_head(const struct cells *t, size_t row, bool all,
		      struct head *h)
{
	struct slice table = table_cell(t, row, 0), last = SLICE_NONE;
	struct slice mine = table_cell(t, row, 1);

	*h = (struct head){0};
	for (size_t i = 0; i < t->rows && h->n < COLUMN_COUNT; i++) {
		struct slice column = table_cell(t, i, 1);
		bool is_mine = slice_eq(column, mine);

		if (!slice_eq(table_cell(t, i, 0), table) ||
		    !slice_eq(table_cell(t, i, 2), table_cell(t, row, 2)) ||
		    slice_eq(column, last))
			continue;
		last = column;
		if (!is_mine && !all && !is_needed(table, column))
			continue;
		if (is_mine)
			h->mine = h->n;
		h->cell[h->n++] = is_mine ? table_cell(t, row, 3) :
					    table_cell(t, i, 3);
	}
}

static void turn(struct head *h)
{
	struct head old = *h;

	for (size_t i = 0; i < h->n; i++)
		h->cell[i] = old.cell[h->n - 1 - i];
	h->mine = h->n - 1 - h->mine;
}

static void add_rows(struct page *p, const struct head *h)
{
	page_table(p);
	page_row(p);
	for (size_t i = 0; i < h->n; i++)
		page_cell(p, h->cell[i]);
	page_row_end(p);
	page_row(p);
	for (size_t i = 0; i < h->n; i++)
		page_cell(p, SLICE("x"));
	page_row_end(p);
}

static bool is_mapped(const struct head *h, struct slice lang,
		      enum table_column want)
{
	struct page page;
	struct extract x = { .page = &page, .lang = lang };
	struct err e = {0};
	bool good;

	page_init(&page);
	add_rows(&page, h);
	good = extract_layout(&x, &e) == 0 &&
	       x.table[0].kind != TABLE_OTHER && want < COLUMN_COUNT &&
	       x.table[0].column[want] == (int)h->mine;
	free(x.table);
	free(x.asked);
	page_free(&page);
	return good;
}

static bool try_word(const struct cells *t, size_t row, bool all, bool turned)
{
	struct slice table = table_cell(t, row, 0);
	struct head h;

	make_head(t, row, all, &h);
	/* what an aspect is called stands first in such a table */
	if (turned && !slice_is(table, "kv"))
		turn(&h);
	if (is_mapped(&h, table_cell(t, row, 2),
		      column_of(table, table_cell(t, row, 1))))
		return true;
	printf("%.*s.%.*s (%.*s) \"%.*s\": not in %s%s table\n",
	       SLICE_ARG(table), SLICE_ARG(table_cell(t, row, 1)),
	       SLICE_ARG(table_cell(t, row, 2)),
	       SLICE_ARG(table_cell(t, row, 3)), turned ? "a turned " : "",
	       all ? "a whole" : "the smallest");
	return false;
}

bool quality_headers(const char *file, double floor)
{
	struct cells t;
	int tried = 0, good = 0;

	table_read(&t, file);
	for (size_t i = 0; i < t.rows; i++)
		for (int way = 0; way < 3; way++) {
			tried++;
			good += try_word(&t, i, way < 2, way == 1);
		}
	table_free(&t);
	printf("%d of %d header words mapped: %.2f %%\n", good, tried,
	       100.0 * good / (tried ? tried : 1));
	return good >= floor * tried;
}
