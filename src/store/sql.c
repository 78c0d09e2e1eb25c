#include "store/sql.h"

static const char *advice(int code)
{
	switch (code & 0xFF) {
	case SQLITE_FULL:
		return "; the disk is full: make room and try again, what was"
		       " stored is whole";
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return "; another program writes to it: try again";
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return "; the file is damaged or not thaw's: move it away and"
		       " refresh";
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return "; check the rights of the file and its folder";
	default:
		return "";
	}
}

int sql_err(struct store *s, const char *doing, struct err *e)
{
	int code = sqlite3_errcode(s->db);

	return err_set(e, ERR_STORE, "%s: %s: %s%s", str_cstr(&s->file), doing,
		       sqlite3_errmsg(s->db), advice(code));
}

int sql_exec(struct store *s, const char *sql, struct err *e)
{
	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return sql_err(s, "cannot change the store", e);
	return 0;
}

int sql_prepare(struct store *s, sqlite3_stmt **st, const char *sql,
		struct err *e)
{
	*st = NULL;
	if (sqlite3_prepare_v3(s->db, sql, -1, 0, st, NULL) != SQLITE_OK)
		return sql_err(s, "cannot ask the store", e);
	return 0;
}

int sql_keep(struct store *s, enum kept which, const char *sql,
	     sqlite3_stmt **st, struct err *e)
{
	if (!s->kept[which] &&
	    sql_prepare(s, &s->kept[which], sql, e) < 0)
		return -1;
	*st = s->kept[which];
	return 0;
}

void sql_text(sqlite3_stmt *st, int at, struct slice text)
{
	if (text.p)
		sqlite3_bind_text(st, at, text.p, (int)text.n, SQLITE_STATIC);
	else
		sqlite3_bind_null(st, at);
}

void sql_int(sqlite3_stmt *st, int at, int64_t n)
{
	sqlite3_bind_int64(st, at, n);
}

void sql_id(sqlite3_stmt *st, int at, int64_t id)
{
	if (id)
		sqlite3_bind_int64(st, at, id);
	else
		sqlite3_bind_null(st, at);
}

int sql_step(struct store *s, sqlite3_stmt *st, struct err *e)
{
	int rc = sqlite3_step(st);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc == SQLITE_DONE)
		return 0;
	return sql_err(s, "the store failed", e);
}

int sql_run(struct store *s, sqlite3_stmt *st, struct err *e)
{
	int rc;

	while ((rc = sql_step(s, st, e)) > 0)
		;
	sqlite3_reset(st);
	return rc;
}

int sql_get(struct store *s, sqlite3_stmt *st, int64_t none, int64_t *out,
	    struct err *e)
{
	int rc = sql_step(s, st, e);

	*out = rc > 0 ? sqlite3_column_int64(st, 0) : none;
	sqlite3_reset(st);
	return rc < 0 ? -1 : 0;
}

int sql_number(struct store *s, const char *sql, int64_t *out,
	       struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(s, &st, sql, e) < 0)
		return -1;
	rc = sql_get(s, st, 0, out, e);
	sqlite3_finalize(st);
	return rc;
}

struct slice sql_col(sqlite3_stmt *st, int at)
{
	const char *p = (const char *)sqlite3_column_text(st, at);

	return slice_make(p, p ? (size_t)sqlite3_column_bytes(st, at) : 0);
}
