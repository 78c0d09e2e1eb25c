/* The user's own words: marks and notes. */
#include "store/sql.h"

static int find_subject(struct store *s, struct slice id, sqlite3_stmt **st,
			struct err *e)
{
	int rc;

	if (sql_prepare(s, st, "SELECT o.key, t.kind, t.key, t.public FROM"
			" subject t JOIN source o ON o.id = t.source"
			" WHERE t.public >= ?1 AND t.public < ?1 || '~'"
			" LIMIT 2", e) < 0)
		return -1;
	sql_text(*st, 1, id);
	rc = sql_step(s, *st, e);
	if (rc == 0)
		return err_set(e, ERR_USAGE, "nothing has the id \"%.*s\"",
			       SLICE_ARG(id));
	return rc < 0 ? -1 : 0;
}

static const char *column_for(struct slice what, bool *value)
{
	*value = !slice_starts(what, "un");
	if (slice_is(what, "read") || slice_is(what, "unread"))
		return "is_read";
	if (slice_is(what, "starred") || slice_is(what, "unstarred"))
		return "starred";
	return slice_is(what, "note") ? "note" : NULL;
}

int own_mark_set(struct store *s, struct slice id, struct slice what,
		 struct slice text, struct err *e)
{
	sqlite3_stmt *who = NULL, *st = NULL;
	struct str sql = STR_INIT(1024);
	bool value;
	const char *column = column_for(what, &value);
	int rc = -1;

	if (!column)
		return err_set(e, ERR_USAGE, "cannot mark as \"%.*s\": read,"
			       " unread, starred, unstarred or note",
			       SLICE_ARG(what));
	str_addf(&sql, "INSERT INTO own.mark (source, kind, key, public, at,"
		 " %s) VALUES (?1,?2,?3,?4,?5,?6) ON CONFLICT (source, kind,"
		 " key) DO UPDATE SET %s = ?6, at = ?5", column, column);
	if (find_subject(s, id, &who, e) < 0 ||
	    sql_prepare(s, &st, str_cstr(&sql), e) < 0)
		goto out;
	sql_text(st, 1, sql_col(who, 0));
	sql_int(st, 2, sqlite3_column_int64(who, 1));
	sql_text(st, 3, sql_col(who, 2));
	sql_text(st, 4, sql_col(who, 3));
	sql_int(st, 5, clock_now(&s->o.clock));
	if (slice_is(what, "note"))
		sql_text(st, 6, text.n ? text : SLICE_NONE);
	else
		sql_int(st, 6, value);
	rc = sql_run(s, st, e);
out:
	sqlite3_finalize(st);
	sqlite3_finalize(who);
	str_free(&sql);
	return rc;
}

int own_mark_get(struct store *s, struct slice id, struct arena *mem,
		 struct own_mark *out, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	*out = (struct own_mark){0};
	if (sql_prepare(s, &st, "SELECT is_read, starred, note FROM own.mark"
			" WHERE public = ?", e) < 0)
		return -1;
	sql_text(st, 1, id);
	rc = sql_step(s, st, e);
	if (rc > 0) {
		out->read = sqlite3_column_int(st, 0);
		out->starred = sqlite3_column_int(st, 1);
		out->note = arena_slice(mem, sql_col(st, 2));
	}
	sqlite3_finalize(st);
	return rc < 0 ? -1 : 0;
}
