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

int own_work_each(struct store *s, struct slice id, own_work_fn *fn,
		  void *ctx, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT state, position,"
		" evidence, note, who, strftime('%Y-%m-%dT%H:%M:%SZ', at,"
		" 'unixepoch') FROM own.work WHERE public = ?1"
		" ORDER BY id DESC", e);
	int rc = st ? 1 : -1;

	if (st)
		sql_text(st, 1, id);
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0) {
		const struct own_work w = {
			.state = sql_col(st, 0), .position = sql_col(st, 1),
			.evidence = sql_col(st, 2), .note = sql_col(st, 3),
			.who = sql_col(st, 4), .at = sql_col(st, 5),
		};

		if (fn(ctx, &w, e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	return rc;
}
