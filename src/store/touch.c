/* Which rows of the shown-value tables a fetch changes: noted while records
 * come in, spread to what refers to them before the tables are filled. */
#include "store/inside.h"

int touch_begin(struct store *s, struct err *e)
{
	return sql_run(&s->q,
		"CREATE TEMP TABLE IF NOT EXISTS seen(record INTEGER PRIMARY"
		" KEY);"
		"CREATE TEMP TABLE IF NOT EXISTS touched(content INTEGER"
		" PRIMARY KEY);"
		"CREATE TEMP TABLE IF NOT EXISTS dirty(subject INTEGER"
		" PRIMARY KEY);"
		"DELETE FROM seen; DELETE FROM touched; DELETE FROM dirty", e);
}

int touch(struct store *s, int64_t content, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR IGNORE INTO"
					  " touched VALUES (?1)", e);

	if (!st)
		return -1;
	sql_int(st, 1, content);
	return sql_do(&s->q, st, e);
}

/* *again: the source told the same record twice. */
int touch_seen(struct store *s, int64_t record, bool *again, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR IGNORE INTO seen"
					  " VALUES (?1)", e);

	if (!st)
		return -1;
	sql_int(st, 1, record);
	if (sql_do(&s->q, st, e) < 0)
		return -1;
	*again = sql_changes(&s->q) == 0;
	return 0;
}

/* Documents are what their record says last. */
static const char documents[] =
	"INSERT OR REPLACE INTO document"
	" SELECT c.record,"
	" (SELECT value FROM claim WHERE content = c.id AND prop = 'url'),"
	" (SELECT value FROM claim WHERE content = c.id AND prop = 'title'),"
	" (SELECT value FROM claim WHERE content = c.id"
	"  AND prop = 'publisher'),"
	" (SELECT value FROM claim WHERE content = c.id"
	"  AND prop = 'attributed_to'),"
	" (SELECT value FROM claim WHERE content = c.id"
	"  AND prop = 'language'),"
	" (SELECT value FROM claim WHERE content = c.id"
	"  AND prop = 'published')"
	" FROM temp.touched t JOIN content c ON c.id = t.content"
	" JOIN subject u ON u.id = c.subject"
	" WHERE u.kind IN ('news', 'document') AND c.id ="
	" (SELECT lc.id FROM content lc JOIN span s ON s.content = lc.id"
	"  JOIN fetch f ON f.id = s.from_fetch AND f.accepted = 1"
	"  WHERE lc.record = c.record"
	"  ORDER BY f.evidence DESC, f.id DESC LIMIT 1)";

static const char *const spread[] = {
	documents,
	/* the subjects themselves */
	"INSERT OR IGNORE INTO dirty SELECT c.subject FROM temp.touched t"
	" JOIN content c ON c.id = t.content",
	/* events that they were part of */
	"INSERT OR IGNORE INTO dirty SELECT v.id FROM temp.touched t"
	" JOIN claim cl ON cl.content = t.content AND cl.prop = 'event'"
	" JOIN content c ON c.id = t.content"
	" JOIN subject u ON u.id = c.subject"
	" JOIN subject v ON v.source = u.source AND v.kind = 'event'"
	" AND v.key = cl.value",
	/* documents that they cite */
	"INSERT OR IGNORE INTO dirty SELECT dc.subject FROM temp.touched t"
	" JOIN content c ON c.id = t.content"
	" JOIN content dc ON dc.record = c.document",
	/* what cites them */
	"INSERT OR IGNORE INTO dirty SELECT c.subject FROM temp.touched t"
	" JOIN content dc ON dc.id = t.content"
	" JOIN content c ON c.document = dc.record",
	/* copies of the same page */
	"INSERT OR IGNORE INTO dirty SELECT c.subject FROM claim cl"
	" JOIN content c ON c.id = cl.content WHERE cl.prop = 'url'"
	" AND cl.value IN (SELECT a.value FROM temp.touched t JOIN claim a"
	" ON a.content = t.content AND a.prop = 'url')",
};

/* A later good version confirms what the one before it lacked. */
static int spread_confirmed(struct store_tx *tx, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q,
		"INSERT OR IGNORE INTO dirty SELECT c.subject FROM span s"
		" JOIN content c ON c.id = s.content WHERE s.to_fetch IN"
		" (SELECT id FROM fetch WHERE source = ?1 AND accepted = 1"
		"  AND evidence = (SELECT max(evidence) FROM fetch"
		"   WHERE source = ?1 AND accepted = 1 AND complete = 1"
		"   AND evidence < ?2))", e);

	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, slice_of(tx->evidence));
	return sql_do(&tx->s->q, st, e);
}

int touch_spread(struct store_tx *tx, struct err *e)
{
	for (size_t i = 0; i < sizeof(spread) / sizeof(spread[0]); i++)
		if (sql_do(&tx->s->q, sql_use(&tx->s->q, spread[i], e), e) < 0)
			return -1;
	return tx->complete ? spread_confirmed(tx, e) : 0;
}
