/* The claims of one content, taken out of its packed bytes. */
#include "store/inside.h"

/* How many there are that this thaw knows; *bad where bytes are damaged. */
static int count(struct store *s, struct slice bytes, size_t *n,
		 struct err *e)
{
	struct unpack u;
	struct packed p;
	enum property prop;
	int rc;

	*n = 0;
	unpack_init(&u, bytes);
	while ((rc = unpack_next(&u, &p, e)) > 0)
		*n += props_find(s, p.number, &prop);
	return rc < 0 ? err_in(e, s->file) : 0;
}

int claims_unpack(struct store *s, struct slice bytes, struct arena *mem,
		  struct claims *out, struct err *e)
{
	struct err ignored = {0};
	struct unpack u;
	struct packed p;
	size_t n;

	*out = (struct claims){0};
	if (count(s, bytes, &n, e) < 0)
		return -1;
	out->list = arena_get(mem, (n + 1) * sizeof(*out->list));
	if (!out->list)
		return arena_ok(mem, "claims of one record", e);
	unpack_init(&u, bytes);
	while (out->n < n && unpack_next(&u, &p, &ignored) > 0) {
		struct claim *c = &out->list[out->n];

		*c = p.claim;
		out->n += props_find(s, p.number, &c->prop);
	}
	return 0;
}

int claims_load(struct store *s, int64_t content, struct arena *mem,
		struct claims *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT claims FROM content"
					  " WHERE id = ?1", e);
	struct slice bytes = SLICE_NONE;
	int rc;

	*out = (struct claims){0};
	if (!st)
		return -1;
	sql_int(st, 1, content);
	rc = sql_step(&s->q, st, e);
	if (rc > 0)
		bytes = arena_slice(mem, sql_col(st, 0));
	sql_reset(st);
	if (rc <= 0)
		return rc;
	return claims_unpack(s, bytes, mem, out, e);
}

struct slice claims_value(const struct claims *c, enum property prop)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->list[i].prop == prop)
			return c->list[i].value;
	return SLICE_NONE;
}
