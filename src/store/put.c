/* Writing one fetch: begin, records one by one, reject. What is written
 * counts for nothing until store_accept (accept.c). */
#include <stdlib.h>
#include <string.h>

#include "store/link.h"

enum { LARGE_BYTES = 4 << 20 };

static char *copy(struct slice v)
{
	char *p = malloc(v.n + 1);

	if (!p)
		return NULL;
	if (v.n)
		memcpy(p, v.p, v.n);
	p[v.n] = '\0';
	return p;
}

/* While records are written, what a row refers to was looked up or written a
 * moment before; to check it again would be a tenth of the import. */
static void keys_checked(struct store *s, bool on)
{
	struct err ignored = {0};

	sql_run(&s->q, on ? "PRAGMA foreign_keys = ON" :
			    "PRAGMA foreign_keys = OFF", &ignored);
}

static void tx_free(struct store_tx **tx)
{
	if (!*tx)
		return;
	lock_drop((*tx)->s);
	touch_end((*tx)->s);
	link_end((*tx)->s);
	(*tx)->s->first_new = INT64_MAX;
	keys_checked((*tx)->s, true);
	str_free(&(*tx)->pack);
	hash_close(&(*tx)->hash);
	ahead_close(&(*tx)->ahead);
	bits_free(&(*tx)->bounds);
	free((*tx)->key);
	free((*tx)->evidence);
	free(*tx);
	*tx = NULL;
}

/* The first accepted fetch behind this one in the order of evidence. */
static int next_fetch(struct store_tx *tx, bool complete, int64_t *out,
		      struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "SELECT id FROM fetch"
		" WHERE source = ?1 AND accepted = 1 AND evidence > ?2"
		" AND complete >= ?3 ORDER BY evidence, id LIMIT 1", e);
	int rc;

	*out = 0;
	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, slice_of(tx->evidence));
	sql_int(st, 3, complete);
	rc = sql_one(&tx->s->q, st, out, e);
	return rc < 0 ? -1 : 0;
}

/* A large list is looked up all over the file; hundreds of small feeds one after
 * another need not keep all of it in memory. */
static int fit_cache(struct store *s, int64_t bytes, struct err *e)
{
	return sql_run(&s->q, bytes < LARGE_BYTES ?
		       "PRAGMA main.cache_size = -8192" :
		       "PRAGMA main.cache_size = -32768", e);
}

static int begin_rows(struct store_tx *tx, const struct store_fetch *f,
		      struct err *e)
{
	struct store *s = tx->s;

	keys_checked(s, false);
	if (fit_cache(s, f->bytes, e) < 0 || undo_dead(s, "interrupted", e) < 0 ||
	    sql_run(&s->q, "BEGIN IMMEDIATE", e) < 0)
		return -1;
	if (source_row(s, f->source, &tx->source, e) < 0 ||
	    fetch_row(s, f, tx->source, "open", SLICE_NONE, &tx->fetch,
		      e) < 0 ||
	    touch_begin(s, e) < 0 ||
	    next_fetch(tx, true, &tx->next_complete, e) < 0 ||
	    next_fetch(tx, false, &tx->next_any, e) < 0)
		return -1;
	if (sql_number(&s->q, "SELECT first_subject FROM fetch"
		       " WHERE outcome = 'open'", INT64_MAX, &s->first_new,
		       e) < 0)
		return -1;
	tx->mid = tx->next_any != 0;
	/* The row outlives a rollback: it is the attempt. */
	return sql_run(&s->q, "COMMIT; BEGIN IMMEDIATE", e);
}

int store_begin(struct store_tx **out, struct store *s,
		const struct store_fetch *f, struct err *e)
{
	struct store_tx *tx = calloc(1, sizeof(*tx));
	char buf[CLOCK_TEXT];

	*out = NULL;
	if (!tx)
		return err_set(e, ERR_MEMORY, "no memory for a fetch");
	tx->s = s;
	tx->pack = STR_INIT(PACK_BYTES);
	tx->complete = f->complete;
	tx->changes = f->changes;
	tx->declares = f->declares;
	tx->declared = f->declared;
	tx->of_version = f->records;
	tx->now = clock_now(&s->o.clock);
	tx->key = copy(f->source->key);
	tx->evidence = copy(evidence_of(f, tx->now, buf));
	if (!tx->key || !tx->evidence)
		err_set(e, ERR_MEMORY, "no memory for a fetch");
	else if (hash_open(&tx->hash, e) == 0 && lock_take(s, s->o.wait_ms, NULL, e) == 0 &&
		 begin_rows(tx, f, e) == 0)
		*out = tx;
	if (*out)
		return 0;
	if (sql_in_transaction(&s->q)) {
		struct err ignored = {0};

		sql_run(&s->q, "ROLLBACK", &ignored);
	}
	tx_free(&tx);
	return -1;
}

/* One statement, three index look-ups. */
static int look_up(struct store_tx *tx, const struct record *rec,
		   struct known *k, struct err *e)
{
	static const char text[] =
		"SELECT r.id, c.id, s.id FROM record r"
		" LEFT JOIN content c ON c.record = r.id AND c.hash = ?3"
		" LEFT JOIN span s ON s.content = c.id AND s.to_fetch IS NULL"
		" WHERE r.source = ?1 AND r.key = ?2";
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st = sql_use(q, text, e);
	int rc;

	*k = (struct known){0};
	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, rec->key);
	sql_blob(st, 3, slice_make((const char *)rec->hash, HASH_BYTES));
	rc = sql_step(q, st, e);
	if (rc > 0)
		*k = (struct known){ sql_col_int(st, 0), sql_col_int(st, 1),
				     sql_col_int(st, 2) };
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

/* *id is 0 where it is there already. */
static int add_record(struct store_tx *tx, struct slice key, int64_t *id,
		      struct err *e)
{
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st = sql_use(q, "INSERT OR IGNORE INTO record("
		"source, key, first_seen) VALUES (?1, ?2, ?3)", e);

	*id = 0;
	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, key);
	sql_int(st, 3, tx->now);
	if (sql_do(q, st, e) < 0)
		return -1;
	if (sql_changes(q) == 0)
		return 0;
	*id = sql_last_id(q);
	tx->rows++;
	return 0;
}

/* Finds the record, or makes it. What is new stands among what is new, and is
 * not looked for first. */
static int find_record(struct store_tx *tx, const struct record *rec,
		       struct known *k, bool *is_new, struct err *e)
{
	int rc = ahead_find(tx, rec, k, e);

	*is_new = false;
	if (rc != 0) {
		tx->was_new = false;
		return rc < 0 ? -1 : 0;
	}
	*k = (struct known){0};
	if (tx->was_new && add_record(tx, rec->key, &k->record, e) < 0)
		return -1;
	*is_new = k->record != 0;
	if (!k->record && look_up(tx, rec, k, e) < 0)
		return -1;
	tx->was_new = *is_new || !k->record;
	if (k->record)
		return *is_new ? 0 : ahead_follow(tx, k->record, e);
	*is_new = true;
	return add_record(tx, rec->key, &k->record, e);
}

/* Ends the span of what the record said until now; *had tells of one. */
static int close_span(struct store_tx *tx, int64_t record, bool *had,
		      struct err *e)
{
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st = sql_use(q, "UPDATE span SET to_fetch = ?2"
		" WHERE id = (SELECT s.id FROM content c CROSS JOIN span s"
		"  ON s.content = c.id"
		"  WHERE c.record = ?1 AND s.to_fetch IS NULL)"
		" RETURNING content", e);
	int64_t content = 0;
	int rc;

	*had = false;
	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_int(st, 2, tx->fetch);
	while ((rc = sql_step(q, st, e)) > 0)
		content = sql_col_int(st, 0);
	if (rc < 0 || !content)
		return rc;
	*had = true;
	tx->rows++;
	return touch(tx->s, content, e);
}

static int open_span(struct store_tx *tx, int64_t content, struct err *e)
{
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st = sql_use(q, "INSERT INTO span(content,"
		" from_fetch) VALUES (?1, ?2)", e);

	if (!st)
		return -1;
	sql_int(st, 1, content);
	sql_int(st, 2, tx->fetch);
	tx->rows++;
	return sql_do(q, st, e);
}

/* What a whole list says for the first time counts from it: these spans are
 * written together. */
int spans_open(struct store_tx *tx, struct err *e)
{
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st;

	if (!tx->spanless)
		return 0;
	st = sql_use(q, "INSERT INTO span(content, from_fetch)"
		     " SELECT id, ?2 FROM content WHERE id >= ?1 ORDER BY id",
		     e);
	if (!st)
		return -1;
	sql_int(st, 1, tx->spanless);
	sql_int(st, 2, tx->fetch);
	tx->spanless = 0;
	return sql_do(q, st, e);
}

static int put_newest(struct store_tx *tx, const struct record *rec,
		      struct known *k, bool is_new, struct err *e)
{
	bool had = false;

	if (k->open) {
		tx->result.unchanged++;
		return 0;
	}
	if (!is_new && close_span(tx, k->record, &had, e) < 0)
		return -1;
	*(had ? &tx->result.amended : &tx->result.added) += 1;
	if (k->content)
		return touch(tx->s, k->content, e) < 0 ? -1 :
			open_span(tx, k->content, e);
	if (content_add(tx, rec, k->record, &k->content, e) < 0)
		return -1;
	if (!tx->complete)
		return open_span(tx, k->content, e);
	if (!tx->spanless)
		tx->spanless = k->content;
	tx->rows++;
	return 0;
}

/* Between other versions everything is one transaction, because there an
 * unfinished fetch could not be told from what it splits. */
static int step(struct store_tx *tx, struct err *e)
{
	if (tx->mid || tx->rows < STEP_ROWS)
		return 0;
	tx->rows = 0;
	return spans_open(tx, e) < 0 ? -1 :
		sql_run(&tx->s->q, "COMMIT; BEGIN IMMEDIATE", e);
}

/* Lists repeat themselves: the first counts. But where a whole list tells of
 * a party twice, one of the two would be lost: no good version. */
static int repeated(const struct store_tx *tx, const struct record *rec,
		    struct err *e)
{
	if (!tx->complete || rec->kind != KIND_designation)
		return 0;
	return err_set(e, ERR_FORMAT, "key %.*s stands there twice",
		       SLICE_ARG(rec->key));
}

static int put_whole(void *ctx, const struct record *rec, struct err *e)
{
	struct store_tx *tx = ctx;
	struct known k;
	bool is_new;
	int fresh;

	if (find_record(tx, rec, &k, &is_new, e) < 0)
		return -1;
	fresh = bits_add(&tx->s->seen, k.record, e);
	if (fresh <= 0)
		return fresh < 0 ? -1 : repeated(tx, rec, e);
	tx->result.records++;
	tx->designations += rec->kind == KIND_designation;
	if (!tx->mid)
		return put_newest(tx, rec, &k, is_new, e) < 0 ? -1 :
								step(tx, e);
	if (!k.content &&
	    content_add(tx, rec, k.record, &k.content, e) < 0)
		return -1;
	return splice_record(tx, k.record, k.content, e);
}

/* It had ended already, maybe because a whole list lacked it. */
static int note_ended(struct store_tx *tx, int64_t record, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "INSERT OR IGNORE INTO"
					  " ended VALUES (?1, ?2)", e);

	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_int(st, 2, tx->fetch);
	tx->rows++;
	return sql_do(&tx->s->q, st, e);
}

int record_gone(struct store_tx *tx, int64_t record, struct err *e)
{
	bool had;

	tx->result.records++;
	if ((tx->mid ? splice_gone(tx, record, &had, e) :
		       close_span(tx, record, &had, e)) < 0 ||
	    (!had && note_ended(tx, record, e) < 0))
		return -1;
	tx->result.removed += had;
	return step(tx, e);
}

/* A whole list that comes in later with an older date will have it. */
static int put_unknown_gone(struct store_tx *tx, const struct record *rec,
			    struct err *e)
{
	int64_t record;

	if (add_record(tx, rec->key, &record, e) < 0 ||
	    note_ended(tx, record, e) < 0)
		return -1;
	return step(tx, e);
}

int store_put(struct store_tx *tx, const struct record *rec, struct err *e)
{
	struct known k;

	if (rec->kind >= KIND_COUNT || rec->key.n == 0)
		return err_set(e, ERR_FORMAT, "a record without a key");
	if (rec->op == RECORD_WHOLE)
		return put_whole(tx, rec, e);
	if (tx->complete)
		return err_set(e, ERR_FORMAT, "%.*s: a whole list cannot tell"
			       " of changes", SLICE_ARG(rec->key));
	if (look_up(tx, rec, &k, e) < 0)
		return -1;
	if (!k.record) {
		tx->result.unknown++;
		return rec->op == RECORD_GONE ? put_unknown_gone(tx, rec, e) :
						0;
	}
	return rec->op == RECORD_GONE ? record_gone(tx, k.record, e) :
		patch_put(tx, rec, k.record, put_whole, e);
}

void store_reject(struct store_tx **tx, const char *why)
{
	struct err ignored = {0};

	if (*tx)
		undo_fetch((*tx)->s, (*tx)->fetch, "failed", slice_of(why),
			   &ignored);
	tx_free(tx);
}

/* Refused or failed in the last step: the message becomes the reason. */
int tx_end(struct store_tx **tx, const char *outcome, struct err *e)
{
	struct err ignored = {0};
	int rc = 0;

	if (outcome) {
		undo_fetch((*tx)->s, (*tx)->fetch, outcome,
			   slice_of(e->msg), &ignored);
		rc = -1;
	}
	tx_free(tx);
	return rc;
}
