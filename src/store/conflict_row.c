/* The row of a conflict, and what it is known by. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/contest.h"

enum { CELL_BYTES = 1 << 20, SUM_LETTERS = 32 };

static int by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* What a side says, whoever reads it: not where in the text it stands. */
static struct slice side_text(const struct conflict_side *s, struct arena *mem)
{
	if (!s->fact)
		return s->says;
	return arena_fmt(mem, "%.*s\x1f%.*s\x1f%s\x1f%.*s\x1f%.*s",
			 SLICE_ARG(s->fact->source), SLICE_ARG(s->fact->key),
			 properties[s->fact->claim.prop].name,
			 SLICE_ARG(s->fact->claim.value),
			 SLICE_ARG(s->fact->claim.qualifier));
}

static int sum_sides(const struct conflict *c, char out[HASH_HEX],
		     struct err *e)
{
	struct arena mem = ARENA_INIT(CELL_BYTES);
	struct slice side[CONFLICT_SIDES];
	unsigned char sum[HASH_BYTES];
	struct hash *h;

	if (hash_open(&h, e) < 0)
		return -1;
	for (size_t i = 0; i < c->n; i++)
		side[i] = side_text(&c->side[i], &mem);
	qsort(side, c->n, sizeof(*side), by_bytes);
	for (size_t i = 0; i < c->n; i++)
		hash_field(h, side[i]);
	hash_end(h, sum);
	hash_close(&h);
	hash_hex(sum, out);
	out[SUM_LETTERS] = '\0';
	arena_free(&mem);
	return 0;
}

int conflict_mark(const struct matter *m, const struct conflict *c,
		  struct conflict_mark *out, struct err *e)
{
	struct str key = STR_INIT(CELL_BYTES);

	str_add(&key, m->one->subject);
	str_addf(&key, "\x1f%s\x1f%s\x1f%.*s", kind_name(m->one->kind),
		 c->check, SLICE_ARG(c->about));
	record_id(m->one->kind, m->one->source, str_slice(&key), out->id);
	out->id[0] = 'x';
	str_free(&key);
	return sum_sides(c, out->sum, e);
}

/* "starter: Over 2 years"; what was worked out has no source. */
static struct slice sides_cell(const struct conflict *c, struct arena *mem)
{
	struct str out = STR_INIT(CELL_BYTES);
	struct slice cell;

	for (size_t i = 0; i < c->n; i++) {
		const struct conflict_side *s = &c->side[i];

		if (i == 0)
			str_addc(&out, LIST_SEP);
		if (s->fact) {
			str_add(&out, s->fact->source);
			str_addz(&out, ": ");
		}
		str_add(&out, s->says);
		str_addc(&out, LIST_SEP);
	}
	cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

static void add_once(struct str *list, struct slice word)
{
	struct slice rest = str_slice(list), one;

	while (slice_cut(&rest, LIST_SEP, &one))
		if (slice_eq(one, word))
			return;
	if (list->n == 0)
		str_addc(list, LIST_SEP);
	str_add(list, word);
	str_addc(list, LIST_SEP);
}

static struct slice sources_cell(const struct matter *m,
				 const struct conflict *c, struct arena *mem)
{
	struct str out = STR_INIT(CELL_BYTES);
	struct slice cell;

	for (size_t i = 0; i < c->n; i++)
		if (c->side[i].fact)
			add_once(&out, c->side[i].fact->source);
	add_once(&out, m->one->source);
	cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

/* Ids of those it is told of, by which verdicts are found. */
static struct slice one_cell(const struct matter *m, struct arena *mem)
{
	struct str out = STR_INIT(CELL_BYTES);
	struct slice cell;

	for (size_t i = 0; i < m->n; i++)
		add_once(&out, m->one[i].id);
	cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

static void put(const struct shape *shape, struct row *row, const char *name,
		struct slice cell)
{
	int at = shape_find(shape, slice_of(name));

	if (at >= 0)
		row->cell[at] = cell;
}

int conflict_write(struct filler *f, int64_t key, const struct matter_read *r,
		   const struct conflict *c, const struct conflict_mark *k,
		   struct slice seen, struct arena *mem, struct err *e)
{
	const struct shape *shape = f->shape;
	const struct conflict_row made = { .conflict = c,
					   .facts = r->m.one };
	struct row row = {0};
	size_t own = 1 + shape->n;

	shape->fill_conflict(&made, &row.cell[1], mem);
	put(shape, &row, "sides", sides_cell(c, mem));
	put(shape, &row, "one", one_cell(&r->m, mem));
	put(shape, &row, "sum", slice_of(k->sum));
	row.cell[0] = slice_of(k->id);
	row.cell[own] = sources_cell(&r->m, c, mem);
	row.cell[own + 1] = SLICE("true");
	row.cell[own + 2] = seen;
	if (arena_ok(mem, "a conflict", e) < 0)
		return -1;
	return filler_write(f, key, &row, e);
}
