/* Contents: what a record said, written once and never changed. */
#include "store/inside.h"

/* Most contents are of a subject that comes with them. */
static int subject_row(struct store_tx *tx, const struct record *rec,
		       int64_t *id, struct err *e)
{
	struct sql *q = &tx->s->q;
	struct slice key = rec->subject.p ? rec->subject : rec->key;
	struct slice kind = slice_of(kind_name(rec->kind));
	char public[ID_TEXT];
	struct sqlite3_stmt *st = sql_use(q, "INSERT OR IGNORE INTO subject("
		"public, source, kind, key, first_seen)"
		" VALUES (?4, ?1, ?2, ?3, ?5)", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, kind);
	sql_text(st, 3, key);
	sql_text(st, 4, slice_of(record_id_by(tx->hash, rec->kind,
					      slice_of(tx->key), key,
					      public)));
	sql_int(st, 5, tx->now);
	if (sql_do(q, st, e) < 0)
		return -1;
	*id = sql_last_id(q);
	if (sql_changes(q) > 0)
		return 0;
	st = sql_use(q, "SELECT id FROM subject WHERE source = ?1"
		     " AND kind = ?2 AND key = ?3", e);
	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, kind);
	sql_text(st, 3, key);
	*id = 0;
	rc = sql_one(q, st, id, e);
	return rc < 0 ? -1 : 0;
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
	rc = sql_one(q, st, id, e);
	return rc < 0 ? -1 : 0;
}

/* Claims that are looked for by their value. */
static int ref_save(struct store *s, int64_t content, int64_t seq,
		    const struct claim *c, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO ref VALUES"
					  " (?1, ?2, ?3, ?4, ?5)", e);

	if (!st)
		return -1;
	sql_int(st, 1, content);
	sql_int(st, 2, seq);
	sql_text(st, 3, slice_of(properties[c->prop].name));
	sql_text(st, 4, c->value);
	sql_text(st, 5, c->as_of);
	return sql_do(&s->q, st, e);
}

/* A party's address on the web is no page that others copy. */
static bool is_ref(enum kind kind, enum property prop)
{
	return properties[prop].type == VALUE_REF ||
	       (properties[prop].type == VALUE_URL &&
		kind != KIND_designation);
}

static int pack(struct store_tx *tx, const struct record *rec, struct err *e)
{
	pack_begin(&tx->pack);
	for (size_t i = 0; i < rec->n; i++) {
		const struct claim *c = &rec->claims[i];

		pack_claim(&tx->pack, tx->s->props.number[c->prop], c,
			   c->prop == PROP_text ? SLICE("") : c->value);
	}
	return str_ok(&tx->pack, "claims of one record", e);
}

static int insert(struct store_tx *tx, const struct record *rec,
		  int64_t record, int64_t subject, int64_t document,
		  struct err *e)
{
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st = sql_use(q, "INSERT INTO content(record,"
		" subject, document, hash, claims)"
		" VALUES (?1, ?2, ?3, ?4, ?5)", e);

	if (!st || pack(tx, rec, e) < 0)
		return -1;
	sql_int(st, 1, record);
	sql_int(st, 2, subject);
	if (document)
		sql_int(st, 3, document);
	sql_blob(st, 4, slice_make((const char *)rec->hash, HASH_BYTES));
	sql_blob(st, 5, str_slice(&tx->pack));
	return sql_do(q, st, e);
}

/* What does not stand in the packed claims, or not only. */
static int save_aside(struct store_tx *tx, const struct record *rec,
		      int64_t content, bool *refs, struct err *e)
{
	for (size_t i = 0; i < rec->n; i++) {
		const struct claim *c = &rec->claims[i];
		int64_t seq = (int64_t)i;

		if (c->prop == PROP_text &&
		    body_save(tx->s, content, seq, c->value, e) < 0)
			return -1;
		if (!is_ref(rec->kind, c->prop))
			continue;
		if (ref_save(tx->s, content, seq, c, e) < 0)
			return -1;
		/* counted, not followed */
		*refs |= c->prop != PROP_programme;
	}
	return 0;
}

int content_add(struct store_tx *tx, const struct record *rec, int64_t record,
		int64_t *content, struct err *e)
{
	int64_t subject, document;
	bool refs = false;

	if (subject_row(tx, rec, &subject, e) < 0 ||
	    document_of(tx, rec->doc, &document, e) < 0 ||
	    insert(tx, rec, record, subject, document, e) < 0)
		return -1;
	*content = sql_last_id(&tx->s->q);
	if (save_aside(tx, rec, *content, &refs, e) < 0)
		return -1;
	tx->rows += 2;
	/* Parties on lists stand for themselves. */
	if (rec->kind == KIND_designation && !document && !refs)
		return touch_subject(tx->s, subject, e);
	return touch(tx->s, *content, e);
}
