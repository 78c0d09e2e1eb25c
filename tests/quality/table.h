/* A small CSV file in memory, its columns by name. */
#ifndef THAW_TESTS_QUALITY_TABLE_H
#define THAW_TESTS_QUALITY_TABLE_H

#include "base/arena.h"

struct cells {
	struct arena mem;
	struct slice *cell;	/* row after row; the first are the names */
	size_t rows, columns;	/* rows without the names */
};

/* Ends the program with a message where the file cannot be read. */
void table_read(struct cells *t, const char *file);
void table_free(struct cells *t);
/* Ends the program where there is no such column. */
size_t table_column(const struct cells *t, const char *name);

static inline struct slice table_cell(const struct cells *t, size_t row,
				      size_t column)
{
	return t->cell[(row + 1) * t->columns + column];
}

#endif
