#include "tests/lib/canned_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct opened {
	struct canned_table table;
	const struct shape *shape;
	int *row;
	int n, total;
	struct arena mem;
};

static void fill(const struct shape *shape, const char *cells,
		 struct row *r, struct arena *mem)
{
	struct slice rest = slice_of(cells), one, name;

	*r = (struct row){ 0 };
	while (slice_cut(&rest, '|', &one)) {
		struct slice value = one;
		char *copy;
		int at;

		slice_cut(&value, '=', &name);
		at = shape_find(shape, name);
		assert_true(at >= 0);
		copy = arena_cstr(mem, value);
		for (size_t i = 0; shape_column(shape, (size_t)at)->list &&
		     i < value.n; i++)
			if (copy[i] == ';')
				copy[i] = LIST_SEP;
		r->cell[at] = slice_of(copy);
	}
}

static int64_t count(void *ctx)
{
	return ((struct opened *)ctx)->n;
}

static int64_t total(void *ctx)
{
	return ((struct opened *)ctx)->total;
}

static int fetch(void *ctx, int64_t first, int64_t n, row_fn *fn,
		 void *fn_ctx, struct err *e)
{
	struct opened *o = ctx;

	if (o->table.fetched && n > *o->table.fetched)
		*o->table.fetched = (int)n;
	for (int64_t i = first; i < first + n && i < o->n; i++) {
		struct row r;

		fill(o->shape, o->table.row[o->row[i]].cells, &r, &o->mem);
		if (fn(fn_ctx, o->shape, &r, e) < 0)
			return -1;
	}
	return 0;
}

static int64_t find(void *ctx, struct slice id, struct err *e)
{
	struct opened *o = ctx;
	int at = canned_row_of(&o->table, id);

	(void)e;
	for (int i = 0; i < o->n; i++)
		if (o->row[i] == at)
			return i;
	return -1;
}

static int64_t next(void *ctx, void *other, int64_t from)
{
	struct opened *o = ctx, *some = other;

	for (int i = (int)from; i < o->n; i++)
		for (int k = 0; k < some->n; k++)
			if (some->row[k] == o->row[i])
				return i;
	return -1;
}

static void end(void *ctx)
{
	struct opened *o = ctx;

	arena_free(&o->mem);
	free(o->row);
	free(o);
}

int canned_row_of(const struct canned_table *t, struct slice id)
{
	for (int i = 0; i < t->n; i++) {
		struct slice rest = slice_of(t->row[i].cells), first;

		slice_cut(&rest, '|', &first);
		slice_cut(&first, '=', &(struct slice){ 0 });
		if (slice_eq(first, id))
			return i;
	}
	return -1;
}

struct rows canned_rows(const struct canned_table *t,
			const struct shape *shape, const struct query *q,
			canned_holds *holds, void *ctx)
{
	static const struct rows_ops ops = {
		count, total, fetch, find, next, end,
	};
	struct opened *o = calloc(1, sizeof(*o));

	assert_non_null(o);
	*o = (struct opened){ .table = *t, .shape = shape,
			      .row = calloc((size_t)t->n, sizeof(int)),
			      .mem = ARENA_INIT(1 << 20) };
	assert_non_null(o->row);
	for (int i = t->first; i < t->n; i++) {
		struct row r;
		bool in = true;

		if (strcmp(t->row[i].view, shape->name) != 0)
			continue;
		o->total++;
		fill(shape, t->row[i].cells, &r, &o->mem);
		for (size_t k = 0; k < q->n; k++)
			in &= holds(ctx, &q->term[k], &r, shape_width(shape),
				    i);
		if (in)
			o->row[o->n++] = i;
	}
	return (struct rows){ &ops, o };
}
