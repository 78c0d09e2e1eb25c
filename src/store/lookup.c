/* Questions about a subject that its own claims cannot answer. */
#include <stdio.h>

#include "store/inside.h"

struct look {
	struct store *s;
	int64_t subject;
	struct slice at;
};

static int64_t ask(struct look *l, const char *text, struct slice value)
{
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_make(&l->s->q, text, &ignored);
	int64_t n = 0;

	if (!st)
		return 0;
	sql_int(st, 1, l->subject);
	sql_text(st, 2, l->at);
	sql_text(st, 3, value);
	if (sql_step(&l->s->q, st, &ignored) > 0)
		n = sql_col_int(st, 0);
	sql_drop(&st);
	return n;
}

#define COUNT_HEAD \
	"SELECT count(DISTINCT c.subject) FROM claim cl" \
	" JOIN content c ON c.id = cl.content" JOIN_SPAN
#define SAME_SOURCE \
	" AND (SELECT source FROM subject WHERE id = c.subject) =" \
	" (SELECT source FROM subject WHERE id = ?1)"

/* The name stands in the text, so that the index of its claims is found. Pages
 * are copied across sources; keys mean something in their own only. */
static int64_t look_count(void *ctx, enum property prop, struct slice value)
{
	char text[1024];

	snprintf(text, sizeof(text), COUNT_HEAD " WHERE cl.prop = '%s'"
		 " AND cl.value = ?3 AND" COUNTS_AT_2 "%s",
		 properties[prop].name,
		 prop == PROP_url ? " AND ?1" : SAME_SOURCE);
	return ask(ctx, text, value);
}

static int64_t look_citing(void *ctx)
{
	static const char text[] =
		"SELECT count(*) FROM content dc"
		" JOIN content c ON c.document = dc.record" JOIN_SPAN
		" JOIN claim cl ON cl.content = c.id"
		" WHERE dc.id IN (SELECT max(id) FROM content"
		"  WHERE subject = ?1 GROUP BY record) AND" COUNTS_AT_2
		" AND ?3 IS NULL";

	return ask(ctx, text, SLICE_NONE);
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
