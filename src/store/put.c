/* Records of one fetch into contents and spans.
 *
 * Versions are ordered by (evidence, fetch id). A fetch at the end of the
 * order writes in steps, inert until accepted; one in the middle of history
 * runs in one transaction, since it splits spans that already count.
 */
#include "store/tx.h"

enum { STEP_ROWS = 10000 };

static sqlite3_stmt *use(struct store_tx *tx, enum tx_stmt which)
{
	return tx->st[which];
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
