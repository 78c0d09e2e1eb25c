/* Which rows of the shown-value tables a fetch changes: noted while records
 * come in, spread to what refers to them before the tables are filled. */
#include "store/inside.h"

int touch_begin(struct store *s, struct err *e)
{
	touch_end(s);
	return sql_run(&s->q,
		"CREATE TEMP TABLE IF NOT EXISTS touched(content INTEGER"
		" PRIMARY KEY);"
		"DELETE FROM touched", e);
}

void touch_end(struct store *s)
{
	bits_free(&s->seen);
	bits_free(&s->dirty);
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

int touch_subject(struct store *s, int64_t subject, struct err *e)
{
	return bits_add(&s->dirty, subject, e) < 0 ? -1 : 0;
}

/* Documents are what their record says last. */
static const char documents[] =
	"INSERT OR REPLACE INTO document"
	" SELECT c.record, thaw_claim(c.claims, 'url'),"
	" thaw_claim(c.claims, 'title'), thaw_claim(c.claims, 'publisher'),"
	" thaw_claim(c.claims, 'attributed_to'),"
	" thaw_claim(c.claims, 'language'),"
	" thaw_claim(c.claims, 'published')"
	" FROM temp.touched t JOIN content c ON c.id = t.content"
	" JOIN subject u ON u.id = c.subject"
	" WHERE u.kind IN ('news', 'document') AND c.id ="
	" (SELECT lc.id FROM content lc JOIN span s ON s.content = lc.id"
	"  JOIN fetch f ON f.id = s.from_fetch AND f.accepted = 1"
	"  WHERE lc.record = c.record"
	"  ORDER BY f.evidence DESC, f.id DESC LIMIT 1)";

static const char *const spread[] = {
	/* the subjects themselves */
	"SELECT c.subject FROM temp.touched t"
	" JOIN content c ON c.id = t.content",
	/* events that they were part of */
	"SELECT v.id FROM temp.touched t"
	" JOIN ref ON ref.content = t.content AND ref.prop = 'event'"
	" JOIN content c ON c.id = t.content"
	" JOIN subject u ON u.id = c.subject"
	" JOIN subject v ON v.source = u.source AND v.kind = 'event'"
	" AND v.key = ref.value",
	/* documents that they cite */
	"SELECT dc.subject FROM temp.touched t"
	" JOIN content c ON c.id = t.content"
	" JOIN content dc ON dc.record = c.document",
	/* what cites them */
	"SELECT c.subject FROM temp.touched t"
	" JOIN content dc ON dc.id = t.content"
	" JOIN content c ON c.document = dc.record",
	/* copies of the same page */
	"SELECT c.subject FROM ref"
	" JOIN content c ON c.id = ref.content WHERE ref.prop = 'url'"
	" AND ref.value IN (SELECT a.value FROM temp.touched t JOIN ref a"
	" ON a.content = t.content AND a.prop = 'url')",
};

/* The subjects that a statement finds. */
static int touch_found(struct store *s, struct sqlite3_stmt *st,
		       struct err *e)
{
	int rc = st ? 1 : -1;

	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && touch_subject(s, sql_col_int(st, 0), e) < 0) {
			sql_reset(st);
			return -1;
		}
	}
	return rc;
}

/* A later good version confirms what the one before it lacked. */
static int spread_confirmed(struct store_tx *tx, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q,
		"SELECT c.subject FROM span s"
		" JOIN content c ON c.id = s.content WHERE s.to_fetch IN"
		" (SELECT id FROM fetch WHERE source = ?1 AND accepted = 1"
		"  AND evidence = (SELECT max(evidence) FROM fetch"
		"   WHERE source = ?1 AND accepted = 1 AND complete = 1"
		"   AND evidence < ?2))", e);

	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, slice_of(tx->evidence));
	return touch_found(tx->s, st, e);
}

int touch_spread(struct store_tx *tx, struct err *e)
{
	struct store *s = tx->s;

	if (sql_do(&s->q, sql_use(&s->q, documents, e), e) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(spread) / sizeof(spread[0]); i++)
		if (touch_found(s, sql_use(&s->q, spread[i], e), e) < 0)
			return -1;
	return tx->complete ? spread_confirmed(tx, e) : 0;
}
