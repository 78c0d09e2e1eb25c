/* Contents: what a record said, written once and never changed. */
#include "store/inside.h"

static int subject_row(struct store_tx *tx, const struct record *rec,
		       int64_t *id, struct err *e)
{
	struct sql *q = &tx->s->q;
	struct slice key = rec->subject.p ? rec->subject : rec->key;
	struct slice kind = slice_of(kind_name(rec->kind));
	char public[ID_TEXT];
	struct sqlite3_stmt *st = sql_use(q, "SELECT id FROM subject WHERE"
		" source = ?1 AND kind = ?2 AND key = ?3", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, kind);
	sql_text(st, 3, key);
	rc = sql_step(q, st, e);
	if (rc < 0)
		return -1;
	*id = rc > 0 ? sql_col_int(st, 0) : 0;
	sql_reset(st);
	if (*id)
		return 0;
	st = sql_use(q, "INSERT INTO subject(public, source, kind, key,"
		     " first_seen) VALUES (?4, ?1, ?2, ?3, ?5)", e);
	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, kind);
	sql_text(st, 3, key);
	sql_text(st, 4, slice_of(record_id(rec->kind, slice_of(tx->key), key,
					   public)));
	sql_int(st, 5, tx->now);
	if (sql_do(q, st, e) < 0)
		return -1;
	*id = sql_last_id(q);
	return 0;
}

/* The record that is cited; 0 when the source never told it. */
static int document_of(struct store_tx *tx, struct slice key, int64_t *id,
		       struct err *e)
{
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st;
	int rc;

	*id = 0;
	if (!key.p)
		return 0;
	st = sql_use(q, "SELECT id FROM record WHERE source = ?1 AND key = ?2",
		     e);
	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, key);
	rc = sql_step(q, st, e);
	if (rc > 0)
		*id = sql_col_int(st, 0);
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

static int claim_save(struct store *s, int64_t content, int64_t seq,
		      const struct claim *c, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO claim VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", e);
	bool is_body = c->prop == PROP_text;

	if (!st)
		return -1;
	sql_int(st, 1, content);
	sql_int(st, 2, seq);
	sql_text(st, 3, slice_of(properties[c->prop].name));
	sql_text(st, 4, is_body ? SLICE("") : c->value);
	sql_text(st, 5, c->qualifier);
	sql_text(st, 6, c->quote);
	sql_text(st, 7, c->lang);
	sql_text(st, 8, c->as_of);
	sql_int(st, 9, c->offset);
	sql_int(st, 10, c->unverified);
	if (sql_do(&s->q, st, e) < 0)
		return -1;
	return is_body ? body_save(s, content, seq, c->value, e) : 0;
}

static int content_insert(struct store_tx *tx, const struct record *rec,
			  int64_t record, int64_t *content, struct err *e)
{
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st;
	int64_t subject, document;

	if (subject_row(tx, rec, &subject, e) < 0 ||
	    document_of(tx, rec->doc, &document, e) < 0)
		return -1;
	st = sql_use(q, "INSERT INTO content(record, subject, document, hash)"
		     " VALUES (?1, ?2, ?3, ?4)", e);
	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_int(st, 2, subject);
	if (document)
		sql_int(st, 3, document);
	sql_blob(st, 4, slice_make((const char *)rec->hash, HASH_BYTES));
	if (sql_do(q, st, e) < 0)
		return -1;
	*content = sql_last_id(q);
	for (size_t i = 0; i < rec->n; i++)
		if (claim_save(tx->s, *content, (int64_t)i, &rec->claims[i],
			       e) < 0)
			return -1;
	tx->rows += (int64_t)rec->n;
	return 0;
}

int content_save(struct store_tx *tx, const struct record *rec, int64_t record,
		 int64_t *content, struct err *e)
{
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st = sql_use(q, "SELECT id FROM content WHERE"
		" record = ?1 AND hash = ?2", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_blob(st, 2, slice_make((const char *)rec->hash, HASH_BYTES));
	rc = sql_step(q, st, e);
	if (rc > 0)
		*content = sql_col_int(st, 0);
	sql_reset(st);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	return content_insert(tx, rec, record, content, e);
}
