/* What is remembered of asking each source. */
#include "store/inside.h"

int store_due(struct store *s, struct slice key, struct arena *mem,
	      struct due *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT asked_at, good_at,"
		" wait_s, retry_at, failures, failing_since, spread, gone,"
		" moved, ttl_s FROM due WHERE key = ?1", e);
	int rc;

	*out = (struct due){0};
	if (!st)
		return -1;
	sql_text(st, 1, key);
	rc = sql_step(&s->q, st, e);
	if (rc > 0)
		*out = (struct due){
			.asked_at = sql_col_int(st, 0),
			.good_at = sql_col_int(st, 1),
			.wait_s = sql_col_int(st, 2),
			.retry_at = sql_col_int(st, 3),
			.failures = sql_col_int(st, 4),
			.failing_since = sql_col_int(st, 5),
			.spread = sql_col_int(st, 6),
			.gone = arena_slice(mem, sql_col(st, 7)),
			.moved = arena_slice(mem, sql_col(st, 8)),
			.ttl_s = sql_col_int(st, 9),
		};
	sql_reset(st);
	return rc < 0 ? -1 : arena_ok(mem, "what is due", e);
}

int store_due_set(struct store *s, struct slice key, const struct due *d,
		  struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR REPLACE INTO due("
		"key, asked_at, good_at, wait_s, retry_at, failures,"
		" failing_since, spread, gone, moved, ttl_s)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", e);

	if (!st)
		return -1;
	sql_text(st, 1, key);
	sql_int(st, 2, d->asked_at);
	sql_int(st, 3, d->good_at);
	sql_int(st, 4, d->wait_s);
	sql_int(st, 5, d->retry_at);
	sql_int(st, 6, d->failures);
	sql_int(st, 7, d->failing_since);
	sql_int(st, 8, d->spread);
	sql_text(st, 9, d->gone.n ? d->gone : SLICE_NONE);
	sql_text(st, 10, d->moved.n ? d->moved : SLICE_NONE);
	sql_int(st, 11, d->ttl_s);
	return sql_do(&s->q, st, e);
}

int store_due_ask_again(struct store *s, struct slice key, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "UPDATE due SET gone = NULL,"
		" asked_at = ?2, retry_at = 0 WHERE key = ?1"
		" AND gone IS NOT NULL", e);

	if (!st)
		return -1;
	sql_text(st, 1, key);
	sql_int(st, 2, DUE_WANTED);
	return sql_do(&s->q, st, e);
}
