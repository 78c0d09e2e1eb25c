/* Questions about a subject that its own claims cannot answer. */
#include "store/inside.h"

struct look {
	struct store *s;
	int64_t subject;
	struct slice at;
};

static int64_t ask(struct look *l, const char *text, struct slice value,
		   const char *prop)
{
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_use(&l->s->q, text, &ignored);
	int64_t n = 0;

	if (!st)
		return 0;
	sql_int(st, 1, l->subject);
	sql_text(st, 2, l->at);
	sql_text(st, 3, value);
	sql_text(st, 4, slice_of(prop));
	if (sql_step(&l->s->q, st, &ignored) > 0)
		n = sql_col_int(st, 0);
	sql_reset(st);
	return n;
}

#define COUNT \
	"SELECT count(DISTINCT c.subject) FROM ref" \
	" JOIN content c ON c.id = ref.content" JOIN_SPAN \
	" WHERE ref.prop = ?4 AND ref.value = ?3 AND" HELD_AT_2 \
	" AND coalesce(ref.as_of, d.published, ff.evidence) <= ?2"

/* Pages are copied across sources; keys mean something in their own only. */
static int64_t look_count(void *ctx, enum property prop, struct slice value)
{
	static const char anywhere[] = COUNT " AND ?1";
	static const char same_source[] = COUNT
		" AND (SELECT source FROM subject WHERE id = c.subject) ="
		" (SELECT source FROM subject WHERE id = ?1)";

	return ask(ctx, prop == PROP_url ? anywhere : same_source, value,
		   properties[prop].name);
}

static int64_t look_citing(void *ctx)
{
	static const char text[] =
		"SELECT sum(thaw_claims(c.claims, coalesce(d.published,"
		" ff.evidence), ?2)) FROM content dc"
		" JOIN content c ON c.document = dc.record" JOIN_SPAN
		" WHERE dc.id IN (SELECT max(id) FROM content"
		"  WHERE subject = ?1 GROUP BY record) AND" HELD_AT_2
		" AND ?3 IS NULL AND ?4 IS NULL";

	return ask(ctx, text, SLICE_NONE, NULL);
}

int lookup_make(struct store *s, int64_t subject, struct slice at,
		struct arena *mem, struct lookup *out, struct err *e)
{
	struct look *l = arena_get(mem, sizeof(*l));

	if (!l)
		return arena_ok(mem, "one subject", e);
	*l = (struct look){ s, subject, arena_slice(mem, at) };
	*out = (struct lookup){ look_count, look_citing, l };
	return 0;
}
