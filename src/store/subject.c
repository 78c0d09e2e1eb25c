#include "store/sql.h"

int store_subject(struct store *s, struct slice id, struct slice as_of,
		  struct arena *mem, struct facts *out, struct err *e)
{
	sqlite3_stmt *st;
	int64_t subject;
	int rc;

	if (id.n < 3)
		return 0;
	if (sql_prepare(s, &st, "SELECT id FROM subject WHERE public >= ?1"
			" AND public < ?1 || '~' ORDER BY public LIMIT 2",
			e) < 0)
		return -1;
	sql_text(st, 1, id);
	rc = sql_step(s, st, e);
	subject = rc > 0 ? sqlite3_column_int64(st, 0) : 0;
	if (rc > 0)
		rc = sql_step(s, st, e);
	sqlite3_finalize(st);
	if (rc > 0)
		return err_set(e, ERR_USAGE, "more than one id begins with"
			       " \"%.*s\": give more letters", SLICE_ARG(id));
	if (rc < 0 || subject == 0)
		return rc;
	return facts_load(s, subject, as_of, true, mem, out, e);
}
