#include "read/ofac_refs.h"

#include <stdlib.h>

enum { ROWS_MAX = 1 << 20 };

void ofac_refs_init(struct ofac_refs *t, size_t max_bytes)
{
	*t = (struct ofac_refs){ .mem = ARENA_INIT(max_bytes) };
}

void ofac_refs_free(struct ofac_refs *t)
{
	arena_free(&t->mem);
	free(t->row);
	*t = (struct ofac_refs){0};
}

int ofac_refs_add(struct ofac_refs *t, const struct ofac_ref *row,
		  struct err *e)
{
	struct ofac_ref *to;

	if (row->text.n > OFAC_REF_BYTES || row->more.n > OFAC_REF_BYTES)
		return err_set(e, ERR_LIMIT, "%lld: a text of more than %d "
			       "bytes", (long long)row->id, OFAC_REF_BYTES);
	if (vec_room((void **)&t->row, &t->cap, t->n, sizeof(*to), ROWS_MAX,
		     e) < 0)
		return -1;
	to = &t->row[t->n];
	*to = *row;
	to->order = t->n++;
	to->text = arena_slice(&t->mem, row->text);
	to->more = arena_slice(&t->mem, row->more);
	return arena_ok(&t->mem, "tables of numbers", e);
}

static int compare(const struct ofac_ref *x, int set, int64_t id)
{
	if (x->set != set)
		return x->set < set ? -1 : 1;
	return x->id < id ? -1 : x->id > id;
}

static int by_id(const void *a, const void *b)
{
	const struct ofac_ref *x = a, *y = b;
	int c = compare(x, y->set, y->id);

	return c ? c : x->order < y->order ? -1 : x->order > y->order;
}

void ofac_refs_sort(struct ofac_refs *t)
{
	if (t->n)
		qsort(t->row, t->n, sizeof(*t->row), by_id);
}

static size_t first_of(const struct ofac_refs *t, int set, int64_t id)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (compare(&t->row[mid], set, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool is_row(const struct ofac_refs *t, size_t i, int set, int64_t id)
{
	return i < t->n && compare(&t->row[i], set, id) == 0;
}

const struct ofac_ref *ofac_refs_take(struct ofac_refs *t, int set,
				      int64_t id, size_t *n)
{
	size_t i = first_of(t, set, id);

	*n = 0;
	if (!is_row(t, i, set, id) || t->row[i].taken)
		return NULL;
	t->row[i].taken = true;
	while (is_row(t, i + *n, set, id))
		(*n)++;
	return &t->row[i];
}

const struct ofac_ref *ofac_refs_find(const struct ofac_refs *t, int set,
				      int64_t id)
{
	size_t i = first_of(t, set, id);

	return is_row(t, i, set, id) ? &t->row[i] : NULL;
}

struct slice ofac_refs_text(const struct ofac_refs *t, int set, int64_t id)
{
	const struct ofac_ref *row = ofac_refs_find(t, set, id);

	return row ? row->text : SLICE_NONE;
}
