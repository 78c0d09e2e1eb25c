/* Acts of release in the order of their days: what a superlative is held
 * against. */
#include "store/contest.h"

enum { ACTS_MOST = 2000 };

/* The views may lack it, in tests. */
static bool has_events(const struct store *s)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++)
		if (slice_is(slice_of("events"), (*p)->name))
			return true;
	return false;
}

static struct slice first_of(struct slice list)
{
	struct slice one = SLICE_NONE;

	while (one.n == 0 && slice_cut(&list, LIST_SEP, &one))
		;
	return one;
}

size_t acts_read(struct store *s, struct slice from, struct slice until,
		 struct arena *mem, const struct act_row **out)
{
	struct err ignored = {0};
	struct sqlite3_stmt *st;
	struct act_row *list = arena_get(mem, ACTS_MOST * sizeof(*list));
	size_t n = 0;

	*out = list;
	if (!list || !has_events(s))
		return 0;
	st = sql_use(&s->q, "SELECT id, sources, date, count_scope, count FROM"
		     " main.shown_events WHERE date >= ?1 AND date <= ?2"
		     " AND count IS NOT NULL ORDER BY date, id LIMIT ?3",
		     &ignored);
	if (!st)
		return 0;
	sql_text(st, 1, from);
	sql_text(st, 2, until);
	sql_int(st, 3, ACTS_MOST);
	while (n < ACTS_MOST && sql_step(&s->q, st, &ignored) > 0)
		list[n++] = (struct act_row){
			.id = arena_slice(mem, sql_col(st, 0)),
			.source = arena_slice(mem, first_of(sql_col(st, 1))),
			.date = arena_slice(mem, sql_col(st, 2)),
			.scope = arena_slice(mem, sql_col(st, 3)),
			.count = sql_col_int(st, 4),
		};
	sql_reset(st);
	return n;
}
