/* The user's own words: read, starred, notes. */
#include "store/link.h"

/* `col` of a mark becomes `value`; text of ?2 where value is "?2". */
static const struct deed {
	const char *what;
	const char *text;
	const char *others;	/* said of the same thing under other ids */
} deeds[] = {
#define DEED(what, col, value) { what, \
	"INSERT INTO own.mark(public, kind, source, key, at, " col ")" \
	" SELECT u.public, u.kind, o.key, u.key, ?3, " value \
	" FROM public p JOIN subject u ON u.id = p.subject" \
	" JOIN source o ON o.id = u.source WHERE p.public = ?1" \
	" ON CONFLICT(public) DO UPDATE SET at = ?3, " col " = " value, \
	"UPDATE own.mark SET at = ?3, " col " = " value \
	" WHERE public <> ?1 AND public IN (" IDS_IN_ROW ")" }
	DEED("note", "note", "nullif(?2, '')"),
	DEED("read", "read", "1"),
	DEED("starred", "starred", "1"),
	DEED("unread", "read", "0"),
	DEED("unstarred", "starred", "0"),
#undef DEED
};

static const struct deed *deed_of(struct slice what)
{
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (slice_is(what, deeds[i].what))
			return &deeds[i];
	return NULL;
}

int own_say(struct store *s, struct sqlite3_stmt *st, struct slice id,
	    struct err *e)
{
	if (sql_do(&s->q, st, e) < 0)
		return err_in(e, "own words");
	if (sql_changes(&s->q) == 0)
		return err_set(e, ERR_USAGE, "%.*s: no such id",
			       SLICE_ARG(id));
	return 0;
}

static struct sqlite3_stmt *deed_bind(struct store *s, const char *text,
				      struct slice id, struct slice note,
				      struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, text, e);

	if (!st)
		return NULL;
	sql_text(st, 1, id);
	sql_text(st, 2, note.p ? note : SLICE(""));
	sql_int(st, 3, clock_now(&s->o.clock));
	return st;
}

int own_mark_set(struct store *s, struct slice id, struct slice what,
		 struct slice text, struct err *e)
{
	const struct deed *d = deed_of(what);
	struct sqlite3_stmt *st;

	if (!d)
		return err_set(e, ERR_USAGE, "%.*s: no such mark; there are"
			       " read unread starred unstarred note",
			       SLICE_ARG(what));
	st = deed_bind(s, d->text, id, text, e);
	if (!st || own_say(s, st, id, e) < 0)
		return -1;
	st = deed_bind(s, d->others, id, text, e);
	return st ? sql_do(&s->q, st, e) : -1;
}

int own_marks_set(struct store *s, const struct slice *id, size_t n,
		  struct slice what, struct err *e)
{
	struct err ignored = {0};
	int rc = n == 1 ? 0 : sql_run(&s->q, "BEGIN", e);

	if (rc < 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = own_mark_set(s, id[i], what, SLICE_NONE, e);
	if (n == 1)
		return rc;
	if (rc == 0)
		rc = sql_run(&s->q, "COMMIT", e);
	if (rc < 0)
		sql_run(&s->q, "ROLLBACK", &ignored);
	return rc;
}

int own_mark_get(struct store *s, struct slice id, struct arena *mem,
		 struct own_mark *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT max(read),"
		" max(starred), (SELECT note FROM own.mark WHERE note IS NOT"
		" NULL AND public IN (" IDS_IN_ROW ") ORDER BY at DESC,"
		" public LIMIT 1) FROM own.mark WHERE public IN (" IDS_IN_ROW
		")", e);
	int rc;

	*out = (struct own_mark){0};
	if (!st)
		return -1;
	sql_text(st, 1, id);
	rc = sql_step(&s->q, st, e);
	if (rc > 0)
		*out = (struct own_mark){
			.read = sql_col_int(st, 0) != 0,
			.starred = sql_col_int(st, 1) != 0,
			.note = arena_slice(mem, sql_col(st, 2)),
		};
	sql_reset(st);
	return rc < 0 ? -1 : arena_ok(mem, "a note", e);
}
