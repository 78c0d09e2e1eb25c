#include "quality/table.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"
#include "read/csvrow.h"

enum { FILE_BYTES = 64 << 20, CELLS = 1 << 20 };

static void end(const char *file, const char *why)
{
	fprintf(stderr, "%s: %s\n", file, why);
	exit(2);
}

static void take_row(struct cells *t, const struct csv_row *row, size_t *cap,
		     const char *file)
{
	struct err e = { 0 };

	if (t->columns == 0)
		t->columns = row->n;
	for (size_t i = 0; i < t->columns; i++) {
		size_t used = t->rows * t->columns + i;

		if (vec_room((void **)&t->cell, cap, used, sizeof(*t->cell),
			     CELLS, &e) < 0)
			end(file, e.msg);
		t->cell[used] = i < row->n ?
				arena_slice(&t->mem, row->field[i]) :
				SLICE_NONE;
	}
	t->rows++;
}

void table_read(struct cells *t, const char *file)
{
	struct str data = STR_INIT(FILE_BYTES);
	struct input_part part;
	struct csv_row row;
	struct err e = { 0 };
	struct csv *csv;
	size_t cap = 0;
	int rc;

	*t = (struct cells){ .mem = ARENA_INIT(FILE_BYTES) };
	if (path_read(file, &data, NULL, &e) < 0)
		end(file, e.msg);
	part = input_memory(slice_of(file), str_slice(&data));
	if (csv_open(&csv, &part, slice_ends(slice_of(file), ".tsv") ? '\t' : ',',
		     &e) < 0)
		end(file, e.msg);
	while ((rc = csv_next(csv, &row, &e)) > 0)
		take_row(t, &row, &cap, file);
	if (rc < 0 || t->rows == 0)
		end(file, rc < 0 ? e.msg : "no rows");
	t->rows--;
	csv_close(&csv);
	str_free(&data);
}

void table_free(struct cells *t)
{
	free(t->cell);
	arena_free(&t->mem);
	*t = (struct cells){ 0 };
}

size_t table_column(const struct cells *t, const char *name)
{
	for (size_t i = 0; i < t->columns; i++)
		if (slice_is(t->cell[i], name))
			return i;
	fprintf(stderr, "no column %s\n", name);
	exit(2);
}
