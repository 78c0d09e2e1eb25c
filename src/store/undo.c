/* What an unaccepted fetch left behind: spans that begin with it, spans it
 * closed, and rows that nothing else refers to. */
#include "store/inside.h"

static const char *const steps[] = {
	"DELETE FROM span WHERE from_fetch = ?1",
	"UPDATE span SET to_fetch = NULL WHERE to_fetch = ?1",
	"DELETE FROM ended WHERE fetch = ?1",
	"DELETE FROM ref WHERE content >= (SELECT first_content FROM fetch"
	" WHERE id = ?1)",
	"DELETE FROM body WHERE content >= (SELECT first_content FROM fetch"
	" WHERE id = ?1)",
	"DELETE FROM content WHERE id >= (SELECT first_content FROM fetch"
	" WHERE id = ?1)",
	"DELETE FROM record WHERE id >= (SELECT first_record FROM fetch"
	" WHERE id = ?1)",
	"DELETE FROM subject WHERE id >= (SELECT first_subject FROM fetch"
	" WHERE id = ?1)",
};

static int undo_steps(struct store *s, int64_t fetch, struct err *e)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct sqlite3_stmt *st = sql_use(&s->q, steps[i], e);

		if (!st)
			return -1;
		sql_int(st, 1, fetch);
		if (sql_do(&s->q, st, e) < 0)
			return -1;
	}
	return 0;
}

static int close_row(struct store *s, int64_t fetch, const char *outcome,
		     struct slice why, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "UPDATE fetch SET outcome ="
		" ?2, why = ?3 WHERE id = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, fetch);
	sql_text(st, 2, slice_of(outcome));
	sql_text(st, 3, why);
	return sql_do(&s->q, st, e);
}

/* Only the writer adds rows, so what is numbered from the fetch's first rows
 * on is the fetch's own. */
int undo_fetch(struct store *s, int64_t fetch, const char *outcome,
	       struct slice why, struct err *e)
{
	struct err ignored = {0};

	if (sql_in_transaction(&s->q) && sql_run(&s->q, "ROLLBACK", e) < 0)
		return -1;
	if (sql_run(&s->q, "BEGIN IMMEDIATE", e) < 0)
		return -1;
	if (undo_steps(s, fetch, e) == 0 &&
	    close_row(s, fetch, outcome, why, e) == 0 &&
	    sql_run(&s->q, "COMMIT", e) == 0)
		return 0;
	sql_run(&s->q, "ROLLBACK", &ignored);
	return -1;
}

int undo_dead(struct store *s, const char *why, struct err *e)
{
	for (;;) {
		int64_t fetch;

		if (sql_number(&s->q, "SELECT max(id) FROM fetch WHERE outcome"
			       " = 'open'", 0, &fetch, e) < 0)
			return -1;
		if (fetch == 0)
			return 0;
		if (undo_fetch(s, fetch, "failed", slice_of(why), e) < 0)
			return -1;
	}
}
