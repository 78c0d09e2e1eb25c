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
	bits_free(&s->unchecked);
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

/* What was touched is little beside what is there, which SQLite cannot know:
 * CROSS JOIN begins with it, and +prop keeps from the index of all values.
 *
 * Documents are what their record says last. */
static const char documents[] =
	"INSERT OR REPLACE INTO document"
	" SELECT c.record, thaw_claim(c.claims, 'url'),"
	" thaw_claim(c.claims, 'title'), thaw_claim(c.claims, 'publisher'),"
	" thaw_claim(c.claims, 'attributed_to'),"
	" thaw_claim(c.claims, 'language'),"
	" thaw_claim(c.claims, 'published')"
	" FROM temp.touched t CROSS JOIN content c ON c.id = t.content"
	" CROSS JOIN subject u ON u.id = c.subject"
	" WHERE u.kind IN ('news', 'document') AND c.id ="
	" (SELECT lc.id FROM content lc JOIN span s ON s.content = lc.id"
	"  JOIN fetch f ON f.id = s.from_fetch AND f.accepted = 1"
	"  WHERE lc.record = c.record"
	"  ORDER BY f.evidence DESC, f.id DESC LIMIT 1)";

/* Programmes of what came, of what changed and of what this version confirms
 * as gone: the measures of this source that have them count anew. */
#define MEASURES_OF(contents) \
	"SELECT u.id FROM subject u CROSS JOIN content c ON c.subject = u.id" \
	" CROSS JOIN ref m ON m.content = c.id AND m.prop = 'programme'" \
	" WHERE u.kind = 'measure' AND u.source = ?1 AND m.value IN" \
	" (SELECT a.value FROM ref a WHERE +a.prop = 'programme'" \
	"  AND a.content " contents ")"

/* Parties that a measure covers are named "SOURCE/KEY". */
#define COVERED \
	" JOIN source o ON o.key =" \
	" substr(ref.value, 1, instr(ref.value, '/') - 1)" \
	" JOIN subject v ON v.source = o.id AND v.kind = 'designation'" \
	" AND v.key = substr(ref.value, instr(ref.value, '/') + 1)"

static const char *const spread[] = {
	/* the subjects themselves */
	"SELECT c.subject FROM temp.touched t"
	" CROSS JOIN content c ON c.id = t.content",
	/* events that they were part of */
	"SELECT v.id FROM temp.touched t"
	" CROSS JOIN ref ON ref.content = t.content AND +ref.prop = 'event'"
	" CROSS JOIN content c ON c.id = t.content"
	" CROSS JOIN subject u ON u.id = c.subject"
	" CROSS JOIN subject v ON v.source = u.source AND v.kind = 'event'"
	" AND v.key = ref.value",
	/* persons who were part of them */
	"SELECT c.subject FROM temp.touched t"
	" CROSS JOIN content k ON k.id = t.content"
	" CROSS JOIN subject v ON v.id = k.subject AND v.kind = 'event'"
	" CROSS JOIN ref ON ref.prop = 'event' AND ref.value = v.key"
	" CROSS JOIN content c ON c.id = ref.content"
	" CROSS JOIN subject u ON u.id = c.subject AND u.source = v.source",
	/* documents that they cite */
	"SELECT dc.subject FROM temp.touched t"
	" CROSS JOIN content c ON c.id = t.content"
	" CROSS JOIN content dc ON dc.record = c.document",
	/* what cites them */
	"SELECT c.subject FROM temp.touched t"
	" CROSS JOIN content dc ON dc.id = t.content"
	" CROSS JOIN content c ON c.document = dc.record",
	/* copies of the same page */
	"SELECT c.subject FROM ref"
	" JOIN content c ON c.id = ref.content WHERE ref.prop = 'url'"
	" AND ref.value IN (SELECT a.value FROM temp.touched t CROSS JOIN ref a"
	" ON a.content = t.content AND +a.prop = 'url')",
	/* and of nearly the same text */
	"SELECT DISTINCT c.subject FROM (SELECT DISTINCT a.value"
	"  FROM temp.touched t CROSS JOIN ref a ON a.content = t.content"
	"  AND +a.prop = 'story') x"
	" CROSS JOIN ref b ON b.prop = 'story' AND b.value = x.value"
	" CROSS JOIN content c ON c.id = b.content",
	MEASURES_OF("IN (SELECT content FROM temp.touched)"),
	MEASURES_OF(">= (SELECT first_content FROM fetch WHERE id = ?2)"),
	/* measures that concern the same programme */
	"SELECT c.subject FROM (SELECT DISTINCT a.value FROM temp.touched t"
	"  CROSS JOIN ref a ON a.content = t.content"
	"  AND +a.prop = 'concerns') x"
	" CROSS JOIN ref b ON b.prop = 'concerns' AND b.value = x.value"
	" CROSS JOIN content c ON c.id = b.content",
	/* what a measure covers, whichever of its acts changed */
	"SELECT v.id FROM temp.touched t"
	" CROSS JOIN content c ON c.id = t.content"
	" CROSS JOIN subject u ON u.id = c.subject AND u.kind = 'measure'"
	" CROSS JOIN content k ON k.subject = u.id"
	" CROSS JOIN ref ON ref.content = k.id AND +ref.prop = 'covers'"
	COVERED,
	/* measures that cover parties of this list, which is newer now */
	"SELECT c.subject FROM ref JOIN content c ON c.id = ref.content"
	" JOIN source o ON o.id = ?1"
	" WHERE ref.prop = 'covers' AND ref.value > o.key || '/'"
	" AND ref.value < o.key || '0'",
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

/* What this fetch may confirm as gone. */
static int note_unconfirmed(struct store_tx *tx, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, tx->complete ?
		"INSERT OR IGNORE INTO temp.touched SELECT old FROM change"
		" WHERE source = ?1 AND op = 2 AND confirmed_by IS NULL" :
		"INSERT OR IGNORE INTO temp.touched SELECT c.id FROM ended x"
		" JOIN content c ON c.record = x.record WHERE x.fetch = ?2",
		e);

	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_int(st, 2, tx->fetch);
	return sql_do(&tx->s->q, st, e);
}

int touch_spread(struct store_tx *tx, struct err *e)
{
	struct store *s = tx->s;

	if (note_unconfirmed(tx, e) < 0 ||
	    sql_do(&s->q, sql_use(&s->q, documents, e), e) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(spread) / sizeof(spread[0]); i++) {
		struct sqlite3_stmt *st = sql_use(&s->q, spread[i], e);

		if (st) {
			sql_int(st, 1, tx->source);
			sql_int(st, 2, tx->fetch);
		}
		if (touch_found(s, st, e) < 0)
			return -1;
	}
	return 0;
}

/* A term is over the day after it, a party gone on its day; a date may be known
 * to the month only. */
static int touch_ended(struct store *s, const char *table, const char *column,
		       struct slice from, struct slice today, struct err *e)
{
	struct str text = STR_INIT(512);
	struct sqlite3_stmt *st;
	int rc;

	str_addf(&text, "SELECT row_key FROM %s WHERE \"%s\" <= ?2"
		 " AND \"%s\" >= substr(?1, 1, length(\"%s\"))", table,
		 column, column, column);
	st = sql_make(&s->q, str_cstr(&text), e);
	if (st) {
		sql_text(st, 1, from);
		sql_text(st, 2, today);
	}
	rc = touch_found(s, st, e);
	sql_drop(&st);
	str_free(&text);
	return rc;
}

int touch_day(struct store *s, const struct shape *shape, const char *table,
	      struct slice from, struct slice today, struct err *e)
{
	static const char of_kind[] = "SELECT id FROM subject WHERE kind = ?1";
	static const char covered[] = "SELECT v.id FROM ref" COVERED
		" WHERE ref.prop = 'covers'";
	static const char *const ends[] = { "expires", "gone_on" };

	if (shape->rows != ROWS_SUBJECTS)
		return 0;
	if (shape->daily) {
		struct sqlite3_stmt *st = sql_use(&s->q, of_kind, e);

		if (st)
			sql_text(st, 1, slice_of(kind_name(shape->kind)));
		if (touch_found(s, st, e) < 0 ||
		    touch_found(s, sql_use(&s->q, covered, e), e) < 0)
			return -1;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (shape_find(shape, slice_of(ends[i])) >= 0 &&
		    touch_ended(s, table, ends[i], from, today, e) < 0)
			return -1;
	return 0;
}
