/* The start of a fetch: its row, its place in the order of versions, and the
 * statements that writing it takes. */
#include <stdlib.h>

#include "store/tx.h"

/* ?1 record, ?2 evidence, ?3 this fetch */
#define AT_OR_BEFORE "(f.evidence < ?2 OR (f.evidence = ?2 AND f.id <= ?3))"
#define STILL_OPEN "(s.to_fetch IS NULL OR (s.to_fetch <> ?3 AND" \
	" (t.evidence > ?2 OR (t.evidence = ?2 AND t.id > ?3))))"

static const char *const texts[TX_STMTS] = {
	[TX_SUBJECT_FIND] = "SELECT id FROM subject"
		" WHERE source = ? AND kind = ? AND key = ?",
	[TX_SUBJECT_ADD] = "INSERT INTO subject (source, kind, key, public,"
		" seen) VALUES (?,?,?,?,?)",
	[TX_RECORD_FIND] = "SELECT id, subject FROM record"
		" WHERE source = ? AND kind = ? AND key = ?",
	[TX_RECORD_ADD] = "INSERT INTO record (source, kind, key, subject)"
		" VALUES (?,?,?,?)",
	[TX_COVER] = "SELECT s.id, c.id, coalesce(s.to_fetch, 0), c.hash = ?4"
		" FROM content c JOIN span s ON s.content = c.id"
		" JOIN fetch f ON f.id = s.from_fetch"
		" LEFT JOIN fetch t ON t.id = s.to_fetch"
		" WHERE c.record = ?1 AND " AT_OR_BEFORE " AND " STILL_OPEN
		" ORDER BY f.evidence DESC, f.id DESC LIMIT 1",
	[TX_LAST_END] = "SELECT count(*) FROM content c"
		" JOIN span s ON s.content = c.id WHERE c.record = ?",
	[TX_CONTENT_FIND] = "SELECT id FROM content"
		" WHERE record = ? AND hash = ?",
	[TX_CONTENT_ADD] = "INSERT INTO content (record, hash, document)"
		" VALUES (?,?,?)",
	[TX_CLAIM_ADD] = "INSERT INTO claim VALUES (?,?,?,?,?,?,?,?,?,?)",
	[TX_DOCUMENT_ADD] = "INSERT INTO document VALUES (?,?,?,?,?)",
	[TX_SPAN_ADD] = "INSERT INTO span (content, from_fetch, to_fetch)"
		" VALUES (?,?,?)",
	[TX_SPAN_CLOSE] = "UPDATE span SET to_fetch = ?2 WHERE id = ?1",
	[TX_SPAN_MOVE] = "UPDATE span SET from_fetch = ?2 WHERE id = ?1",
	[TX_SPAN_NEXT] = "SELECT s.id, s.from_fetch, s.content FROM content c"
		" JOIN span s ON s.content = c.id"
		" JOIN fetch f ON f.id = s.from_fetch WHERE c.record = ?1"
		" AND NOT " AT_OR_BEFORE
		" ORDER BY f.evidence, f.id LIMIT 1",
	[TX_SEEN] = "INSERT OR IGNORE INTO temp.seen VALUES (?)",
	[TX_DIRTY] = "INSERT OR IGNORE INTO temp.dirty VALUES (?)",
	[TX_DIRTY_REF] = "INSERT OR IGNORE INTO temp.dirty SELECT id FROM"
		" subject WHERE source = ? AND kind = ? AND key = ?",
	[TX_CHANGE] = "INSERT INTO change (fetch, record, op, before, after)"
		" VALUES (?,?,?,?,?)",
	[TX_DOC] = "SELECT c.id FROM record r JOIN content c ON c.record ="
		" r.id JOIN span s ON s.content = c.id WHERE r.source = ?1"
		" AND r.key = ?2 AND r.kind IN (?3, ?4) ORDER BY s.id DESC"
		" LIMIT 1",
	[TX_DIRTY_DOC] = "INSERT OR IGNORE INTO temp.dirty SELECT r.subject"
		" FROM content c JOIN record r ON r.id = c.record"
		" WHERE c.id = ?",
};

static int prepare_all(struct store_tx *tx, struct err *e)
{
	for (int i = 0; i < TX_STMTS; i++)
		if (sql_prepare(tx->s, &tx->st[i], texts[i], e) < 0)
			return -1;
	return 0;
}

void tx_free(struct store_tx **txp)
{
	struct store_tx *tx = *txp;

	if (!tx)
		return;
	for (int i = 0; i < TX_STMTS; i++)
		sqlite3_finalize(tx->st[i]);
	str_free(&tx->evidence);
	writer_unlock(tx->s);
	free(tx);
	*txp = NULL;
}

static int find_source(struct store_tx *tx, struct err *e)
{
	struct store *s = tx->s;
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(s, &st, "INSERT INTO source (key, title) VALUES (?,?)"
			" ON CONFLICT (key) DO UPDATE SET title ="
			" excluded.title WHERE title <> excluded.title"
			" RETURNING id", e) < 0)
		return -1;
	sql_text(st, 1, tx->src->key);
	sql_text(st, 2, tx->src->title.p ? tx->src->title : SLICE(""));
	rc = sql_run(s, st, e);
	sqlite3_finalize(st);
	if (rc < 0 || sql_prepare(s, &st, "SELECT id FROM source WHERE key"
				  " = ?", e) < 0)
		return -1;
	sql_text(st, 1, tx->src->key);
	rc = sql_get(s, st, 0, &tx->source, e);
	sqlite3_finalize(st);
	return rc;
}

static int add_fetch(struct store_tx *tx, const struct store_fetch *f,
		     struct err *e)
{
	struct store *s = tx->s;
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(s, &st, "INSERT INTO fetch (source, at, evidence,"
			" outcome, complete, status, bytes, url, sha256,"
			" validators) VALUES (?,?,?,'open',?,?,?,?,?,?)",
			e) < 0)
		return -1;
	sql_int(st, 1, tx->source);
	sql_int(st, 2, clock_now(&s->o.clock));
	sql_text(st, 3, str_slice(&tx->evidence));
	sql_int(st, 4, f->complete);
	sql_int(st, 5, f->status);
	sql_int(st, 6, f->bytes);
	sql_text(st, 7, f->url);
	sql_text(st, 8, f->sha256);
	sql_text(st, 9, f->validators);
	rc = sql_run(s, st, e);
	sqlite3_finalize(st);
	tx->fetch = sqlite3_last_insert_rowid(s->db);
	return rc;
}

/* The accepted version that comes after this one, if there is any. */
static int find_next(struct store_tx *tx, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(tx->s, &st, "SELECT id FROM fetch WHERE source = ?1"
			" AND accepted = 1 AND outcome = 'accepted' AND"
			" evidence > ?2 ORDER BY evidence, id LIMIT 1", e) < 0)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, str_slice(&tx->evidence));
	rc = sql_get(tx->s, st, 0, &tx->next_fetch, e);
	sqlite3_finalize(st);
	return rc;
}

static int begin(struct store_tx *tx, const struct store_fetch *f,
		 struct err *e)
{
	char now[CLOCK_TEXT];

	if (f->evidence.n)
		str_add(&tx->evidence, f->evidence);
	else
		str_addz(&tx->evidence,
			 clock_iso(clock_now(&tx->s->o.clock), now));
	if (writer_lock(tx->s, true, e) < 0 ||
	    writer_undo(tx->s, e) < 0 ||
	    sql_exec(tx->s, "DELETE FROM temp.seen; DELETE FROM temp.dirty;"
		     "BEGIN IMMEDIATE", e) < 0)
		return -1;
	if (prepare_all(tx, e) < 0 || find_source(tx, e) < 0 ||
	    find_next(tx, e) < 0 || add_fetch(tx, f, e) < 0) {
		sqlite3_exec(tx->s->db, "ROLLBACK", NULL, NULL, NULL);
		return -1;
	}
	return 0;
}

int store_begin(struct store_tx **out, struct store *s,
		const struct store_fetch *f, struct err *e)
{
	struct store_tx *tx = calloc(1, sizeof(*tx));

	*out = NULL;
	if (!tx)
		return err_set(e, ERR_MEMORY, "no memory for a fetch");
	tx->s = s;
	tx->src = f->source;
	tx->complete = f->complete;
	tx->evidence = STR_INIT(64);
	if (begin(tx, f, e) < 0) {
		tx_free(&tx);
		return -1;
	}
	*out = tx;
	return 0;
}
