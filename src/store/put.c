/* Records of one fetch into contents and spans.
 *
 * Versions are ordered by (evidence, fetch id). A fetch at the end of the
 * order writes in steps, inert until accepted; one in the middle of history
 * runs in one transaction, since it splits spans that already count.
 */
#include <stdlib.h>

#include "store/tx.h"

enum { STEP_ROWS = 10000 };

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

static sqlite3_stmt *use(struct store_tx *tx, enum tx_stmt which)
{
	return tx->st[which];
}

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

static int find_subject(struct store_tx *tx, const struct record *rec,
			int64_t *id, struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_SUBJECT_FIND);
	char public[ID_TEXT];

	sql_int(st, 1, tx->source);
	sql_int(st, 2, rec->kind);
	sql_text(st, 3, rec->subject);
	if (sql_get(tx->s, st, 0, id, e) < 0 || *id)
		return *id ? 0 : -1;
	st = use(tx, TX_SUBJECT_ADD);
	record_id(rec->kind, tx->src->key, rec->subject, public);
	sql_int(st, 1, tx->source);
	sql_int(st, 2, rec->kind);
	sql_text(st, 3, rec->subject);
	sql_text(st, 4, slice_of(public));
	sql_int(st, 5, clock_now(&tx->s->o.clock));
	if (sql_run(tx->s, st, e) < 0)
		return -1;
	*id = sqlite3_last_insert_rowid(tx->s->db);
	return 0;
}

static int find_record(struct store_tx *tx, const struct record *rec,
		       int64_t *id, int64_t *subject, struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_RECORD_FIND);
	int rc;

	sql_int(st, 1, tx->source);
	sql_int(st, 2, rec->kind);
	sql_text(st, 3, rec->key);
	rc = sql_step(tx->s, st, e);
	*id = rc > 0 ? sqlite3_column_int64(st, 0) : 0;
	*subject = rc > 0 ? sqlite3_column_int64(st, 1) : 0;
	sqlite3_reset(st);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	if (find_subject(tx, rec, subject, e) < 0)
		return -1;
	st = use(tx, TX_RECORD_ADD);
	sql_int(st, 1, tx->source);
	sql_int(st, 2, rec->kind);
	sql_text(st, 3, rec->key);
	sql_int(st, 4, *subject);
	if (sql_run(tx->s, st, e) < 0)
		return -1;
	*id = sqlite3_last_insert_rowid(tx->s->db);
	return 0;
}

static int find_cover(struct store_tx *tx, int64_t record,
		      const struct record *rec, struct cover *out,
		      struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_COVER);
	int rc;

	*out = (struct cover){0};
	sql_int(st, 1, record);
	sql_text(st, 2, str_slice(&tx->evidence));
	sql_int(st, 3, tx->fetch);
	sqlite3_bind_blob(st, 4, rec->hash, HASH_BYTES, SQLITE_STATIC);
	rc = sql_step(tx->s, st, e);
	if (rc > 0)
		*out = (struct cover){
			.span = sqlite3_column_int64(st, 0),
			.content = sqlite3_column_int64(st, 1),
			.to_fetch = sqlite3_column_int64(st, 2),
			.same = sqlite3_column_int(st, 3),
		};
	sqlite3_reset(st);
	return rc < 0 ? -1 : 0;
}

static struct slice rec_value(const struct record *rec, enum property prop)
{
	for (size_t i = 0; i < rec->n; i++)
		if (rec->claims[i].prop == prop)
			return rec->claims[i].value;
	return SLICE_NONE;
}

static int add_document(struct store_tx *tx, int64_t content,
			const struct record *rec, struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_DOCUMENT_ADD);

	if (rec->kind != KIND_news && rec->kind != KIND_document)
		return 0;
	sql_int(st, 1, content);
	sql_text(st, 2, rec_value(rec, PROP_url));
	sql_text(st, 3, rec_value(rec, PROP_title));
	sql_text(st, 4, rec_value(rec, PROP_publisher));
	sql_text(st, 5, rec_value(rec, PROP_published));
	return sql_run(tx->s, st, e);
}

static int add_claim(struct store_tx *tx, int64_t content, size_t seq,
		     const struct claim *c, struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_CLAIM_ADD);
	bool body = c->prop == PROP_text;

	sql_int(st, 1, content);
	sql_int(st, 2, (int64_t)seq);
	sql_text(st, 3, slice_of(properties[c->prop].name));
	sql_text(st, 4, body ? SLICE("") : c->value);
	sql_text(st, 5, c->qualifier);
	sql_text(st, 6, c->quote);
	sql_text(st, 7, c->lang);
	sql_text(st, 8, c->as_of);
	sql_int(st, 9, c->offset);
	sql_int(st, 10, c->unverified);
	if (sql_run(tx->s, st, e) < 0)
		return -1;
	return body ? body_put(tx->s, content, c->value, e) : 0;
}

static int find_doc(struct store_tx *tx, struct slice key, int64_t *content,
		    struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_DOC);

	*content = 0;
	if (key.n == 0)
		return 0;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, key);
	sql_int(st, 3, KIND_news);
	sql_int(st, 4, KIND_document);
	return sql_get(tx->s, st, 0, content, e);
}

/* The content with this hash, made where it is new. */
static int find_content(struct store_tx *tx, int64_t record,
			const struct record *rec, int64_t *id, struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_CONTENT_FIND);
	int64_t doc;

	sql_int(st, 1, record);
	sqlite3_bind_blob(st, 2, rec->hash, HASH_BYTES, SQLITE_STATIC);
	if (sql_get(tx->s, st, 0, id, e) < 0 || *id)
		return *id ? 0 : -1;
	if (find_doc(tx, rec->doc, &doc, e) < 0)
		return -1;
	st = use(tx, TX_CONTENT_ADD);
	sql_int(st, 1, record);
	sqlite3_bind_blob(st, 2, rec->hash, HASH_BYTES, SQLITE_STATIC);
	sql_id(st, 3, doc);
	if (sql_run(tx->s, st, e) < 0)
		return -1;
	*id = sqlite3_last_insert_rowid(tx->s->db);
	for (size_t i = 0; i < rec->n; i++)
		if (add_claim(tx, *id, i, &rec->claims[i], e) < 0)
			return -1;
	return add_document(tx, *id, rec, e);
}

int tx_dirty(struct store_tx *tx, int64_t subject, struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_DIRTY);

	sql_int(st, 1, subject);
	return sql_run(tx->s, st, e);
}

/* What else shows numbers about this record: its event, its document. */
static int dirty_around(struct store_tx *tx, const struct record *rec,
			struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_DIRTY_REF);
	int64_t doc;

	for (size_t i = 0; i < rec->n; i++) {
		if (properties[rec->claims[i].prop].type != VALUE_REF)
			continue;
		sql_int(st, 1, tx->source);
		sql_int(st, 2, KIND_event);
		sql_text(st, 3, rec->claims[i].value);
		if (sql_run(tx->s, st, e) < 0)
			return -1;
	}
	if (find_doc(tx, rec->doc, &doc, e) < 0)
		return -1;
	st = use(tx, TX_DIRTY_DOC);
	sql_id(st, 1, doc);
	return doc ? sql_run(tx->s, st, e) : 0;
}

int tx_change(struct store_tx *tx, int64_t record, const char *op,
	      int64_t before, int64_t after, struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_CHANGE);

	sql_int(st, 1, tx->fetch);
	sql_int(st, 2, record);
	sql_text(st, 3, slice_of(op));
	sql_id(st, 4, before);
	sql_id(st, 5, after);
	return sql_run(tx->s, st, e);
}

static int add_span(struct store_tx *tx, int64_t content, int64_t from,
		    int64_t to, struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_SPAN_ADD);

	sql_int(st, 1, content);
	sql_int(st, 2, from);
	sql_id(st, 3, to);
	return sql_run(tx->s, st, e);
}

int tx_cut(struct store_tx *tx, const struct cover *c, struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_SPAN_CLOSE);

	sql_int(st, 1, c->span);
	sql_int(st, 2, tx->fetch);
	if (sql_run(tx->s, st, e) < 0)
		return -1;
	/* The old content held until to_fetch; where that is later than the
	 * next version, it comes back there. */
	if (!tx->next_fetch || c->to_fetch == tx->next_fetch)
		return 0;
	return add_span(tx, c->content, tx->next_fetch, c->to_fetch, e);
}

/* A content that nothing covers here: until the next version, joined to the
 * span that starts there where that is the same. */
static int insert_span(struct store_tx *tx, int64_t record, int64_t content,
		       struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_SPAN_NEXT);
	int64_t span, from, what, end = tx->next_fetch;
	int rc;

	if (!tx->next_fetch)
		return add_span(tx, content, tx->fetch, 0, e);
	sql_int(st, 1, record);
	sql_text(st, 2, str_slice(&tx->evidence));
	sql_int(st, 3, tx->fetch);
	rc = sql_step(tx->s, st, e);
	span = rc > 0 ? sqlite3_column_int64(st, 0) : 0;
	from = rc > 0 ? sqlite3_column_int64(st, 1) : 0;
	what = rc > 0 ? sqlite3_column_int64(st, 2) : 0;
	sqlite3_reset(st);
	if (rc < 0)
		return -1;
	/* Absence from a feed or an article closes nothing. */
	if (!tx->complete)
		end = from;
	if (!span || what != content || from != end)
		return add_span(tx, content, tx->fetch, end, e);
	st = use(tx, TX_SPAN_MOVE);
	sql_int(st, 1, span);
	sql_int(st, 2, tx->fetch);
	return sql_run(tx->s, st, e);
}

static int put_new(struct store_tx *tx, int64_t record,
		   const struct record *rec, const struct cover *c,
		   struct err *e)
{
	sqlite3_stmt *st = use(tx, TX_LAST_END);
	int64_t content, spans;

	sql_int(st, 1, record);
	if (sql_get(tx->s, st, 0, &spans, e) < 0 ||
	    find_content(tx, record, rec, &content, e) < 0)
		return -1;
	if (c->span) {
		tx->amended++;
		if (tx_cut(tx, c, e) < 0 ||
		    add_span(tx, content, tx->fetch, tx->next_fetch, e) < 0)
			return -1;
		return tx_change(tx, record, "amended", c->content, content,
				 e);
	}
	if (spans)
		tx->returned++;
	tx->added++;
	if (insert_span(tx, record, content, e) < 0)
		return -1;
	return tx_change(tx, record, spans ? "returned" : "added", 0,
			 content, e);
}

/* In steps, where what is written stays inert until accepted. */
static int take_step(struct store_tx *tx, struct err *e)
{
	if (tx->next_fetch || ++tx->in_step < STEP_ROWS)
		return 0;
	tx->in_step = 0;
	return sql_exec(tx->s, "COMMIT; BEGIN IMMEDIATE", e);
}

int store_put(struct store_tx *tx, const struct record *rec, struct err *e)
{
	int64_t record, subject;
	struct cover c;
	sqlite3_stmt *st = use(tx, TX_SEEN);

	if (find_record(tx, rec, &record, &subject, e) < 0)
		return -1;
	sql_int(st, 1, record);
	if (sql_run(tx->s, st, e) < 0)
		return -1;
	if (sqlite3_changes(tx->s->db) == 0)
		return 0;	/* twice in one version: the first one counts */
	tx->records++;
	if (find_cover(tx, record, rec, &c, e) < 0)
		return -1;
	if (c.span && c.same) {
		tx->unchanged++;
		return take_step(tx, e);
	}
	if (put_new(tx, record, rec, &c, e) < 0 ||
	    tx_dirty(tx, subject, e) < 0 || dirty_around(tx, rec, e) < 0)
		return -1;
	return take_step(tx, e);
}
