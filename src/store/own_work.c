/* The user's own word about what came of a recommendation: a history, the last
 * word of which counts. */
#include "store/inside.h"

int own_work_set(struct store *s, struct slice id, const struct own_work *w,
		 struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO own.work"
		"(public, source, key, state, position, evidence, note, who,"
		" at) SELECT u.public, o.key, u.key, ?2, ?3, ?4, ?5,"
		" nullif(?6, ''), ?7 FROM public p"
		" JOIN subject u ON u.id = p.subject"
		" JOIN source o ON o.id = u.source WHERE p.public = ?1"
		" AND u.kind = 'recommendation'", e);

	if (!st)
		return -1;
	sql_text(st, 1, id);
	sql_text(st, 2, w->state);
	sql_text(st, 3, w->position);
	sql_text(st, 4, w->evidence);
	sql_text(st, 5, w->note);
	sql_text(st, 6, w->who);
	sql_int(st, 7, clock_now(&s->o.clock));
	return own_say(s, st, id, e);
}

static int take_entries(struct store *s, struct sqlite3_stmt *st,
			struct arena *mem, struct own_words *out, struct err *e)
{
	struct own_work *w = arena_get(mem, OWN_WORK_SHOWN * sizeof(*w));
	int rc = w ? 1 : -1;

	out->work = w;
	while (rc > 0 && out->n < OWN_WORK_SHOWN &&
	       (rc = sql_step(&s->q, st, e)) > 0)
		w[out->n++] = (struct own_work){
			.state = arena_slice(mem, sql_col(st, 0)),
			.position = arena_slice(mem, sql_col(st, 1)),
			.evidence = arena_slice(mem, sql_col(st, 2)),
			.note = arena_slice(mem, sql_col(st, 3)),
			.who = arena_slice(mem, sql_col(st, 4)),
			.at = arena_slice(mem, sql_col(st, 5)),
		};
	return arena_ok(mem, "own words", e) < 0 || rc < 0 ? -1 : 0;
}

int own_words_get(struct store *s, struct slice id, struct arena *mem,
		  struct own_words *out, struct err *e)
{
	struct sqlite3_stmt *st;
	int rc;

	*out = (struct own_words){0};
	if (own_mark_get(s, id, mem, &out->mark, e) < 0)
		return -1;
	st = sql_use(&s->q, "SELECT state, position, evidence, note, who,"
		" strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch')"
		" FROM own.work WHERE public = ?1 ORDER BY id DESC", e);
	if (!st)
		return -1;
	sql_text(st, 1, id);
	rc = take_entries(s, st, mem, out, e);
	sql_reset(st);
	return rc;
}
