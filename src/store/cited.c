/* What is said by a document: the records that cite it, as they are now. */
#include <stdlib.h>

#include "store/inside.h"

enum { CITED_MAX = 4096 };

struct citing {
	struct store *s;
	struct slice at;
	struct arena *mem;
	struct cited *list;
	size_t n, cap;
};

static enum kind kind_of(struct slice name)
{
	int k = 0;

	while (k < KIND_COUNT - 1 && !slice_is(name, kind_name((enum kind)k)))
		k++;
	return (enum kind)k;
}

/* Claims of their own later date do not count yet. */
static int take_claims(struct citing *c, struct cited *one, struct slice bytes,
		       struct slice evidence, struct err *e)
{
	struct claims all;
	size_t kept = 0;

	if (claims_unpack(c->s, bytes, c->mem, &all, e) < 0)
		return -1;
	one->at = UINT32_MAX;
	for (size_t i = 0; i < all.n; i++) {
		struct claim *x = &all.list[i];

		if (slice_cmp(x->as_of.p ? x->as_of : evidence, c->at) > 0)
			continue;
		if (x->offset < one->at)
			one->at = x->offset;
		if (x->offset > one->last)
			one->last = x->offset;
		all.list[kept++] = *x;
	}
	one->claims = all.list;
	one->n = kept;
	return 0;
}

static int take_row(struct citing *c, struct sqlite3_stmt *st, struct err *e)
{
	struct cited one = {
		.id = arena_slice(c->mem, sql_col(st, 1)),
		.kind = kind_of(sql_col(st, 2)),
		.subject = arena_slice(c->mem, sql_col(st, 3)),
	};
	struct slice bytes = arena_slice(c->mem, sql_col(st, 0));

	if (arena_ok(c->mem, "what a document says", e) < 0 ||
	    take_claims(c, &one, bytes, sql_col(st, 4), e) < 0)
		return -1;
	if (one.n == 0)
		return 0;
	if (c->n == CITED_MAX)
		return 0;	/* more than anyone reads */
	if (vec_room((void **)&c->list, &c->cap, c->n, sizeof(one), CITED_MAX,
		     e) < 0)
		return -1;
	c->list[c->n++] = one;
	return 0;
}

static int cmp_cited(const void *x, const void *y)
{
	const struct cited *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return slice_cmp(a->id, b->id);
}

static int load(struct citing *c, int64_t subject, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&c->s->q,
		"SELECT c.claims, u.public, u.kind, u.key,"
		" coalesce(d.published, ff.evidence) FROM content dc"
		" JOIN content c ON c.document = dc.record"
		" JOIN subject u ON u.id = c.subject" JOIN_SPAN
		" WHERE dc.id IN (SELECT max(id) FROM content"
		"  WHERE subject = ?1 GROUP BY record) AND" HELD_AT_2
		" ORDER BY c.id", e);
	int rc = st ? 1 : -1;

	if (st) {
		sql_int(st, 1, subject);
		sql_text(st, 2, c->at);
	}
	while (rc > 0) {
		rc = sql_step(&c->s->q, st, e);
		if (rc > 0 && take_row(c, st, e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	return rc;
}

int cited_load(struct store *s, int64_t subject, struct slice at,
	       struct arena *mem, struct facts *out, struct err *e)
{
	struct citing c = { .s = s, .at = at, .mem = mem };
	int rc = load(&c, subject, e);
	struct cited *list;

	if (rc == 0 && c.n > 0) {
		qsort(c.list, c.n, sizeof(*c.list), cmp_cited);
		list = arena_get(mem, c.n * sizeof(*list));
		for (size_t i = 0; list && i < c.n; i++)
			list[i] = c.list[i];
		out->cited = list;
		out->cites = list ? c.n : 0;
		rc = arena_ok(mem, "what a document says", e);
	}
	free(c.list);
	return rc;
}
