/* Gates, and the end of a fetch: accepted, or undone with its reason. */
#include <stdlib.h>

#include "store/tx.h"

enum { GATE_PCT = 80 };

static int set_outcome(struct store *s, int64_t fetch, const char *outcome,
		       const char *why, int64_t records, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(s, &st, "UPDATE fetch SET outcome = ?2, why = ?3,"
			" records = ?4, accepted = ?2 = 'accepted'"
			" WHERE id = ?1", e) < 0)
		return -1;
	sql_int(st, 1, fetch);
	sql_text(st, 2, slice_of(outcome));
	sql_text(st, 3, slice_of(why));
	sql_int(st, 4, records);
	rc = sql_run(s, st, e);
	sqlite3_finalize(st);
	return rc;
}

/* Records of the good version before this one, by evidence. */
static int last_good(struct store_tx *tx, int64_t *records, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(tx->s, &st, "SELECT records FROM fetch WHERE source ="
			" ?1 AND accepted = 1 AND outcome = 'accepted' AND"
			" evidence <= ?2 ORDER BY evidence DESC, id DESC"
			" LIMIT 1", e) < 0)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, str_slice(&tx->evidence));
	rc = sql_get(tx->s, st, 0, records, e);
	sqlite3_finalize(st);
	return rc;
}

static int gate(struct store_tx *tx, bool force, int64_t last, struct err *e)
{
	int key = (int)tx->src->key.n;

	if (!tx->complete || force)
		return 0;
	if (tx->records == 0)
		return err_set(e, ERR_REFUSED, "the list is empty; what was"
			       " stored stays. If it really is: --accept %.*s",
			       key, tx->src->key.p);
	if (tx->records * 100 < last * GATE_PCT)
		return err_set(e, ERR_REFUSED, "the list has %lld records, the"
			       " last good one had %lld: too few to believe;"
			       " what was stored stays. If it is right:"
			       " --accept %.*s", (long long)tx->records,
			       (long long)last, key, tx->src->key.p);
	return 0;
}

/* Every record that this version should have and has not. */
static int close_absent(struct store_tx *tx, int64_t *removed, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(tx->s, &st,
			"SELECT s.id, s.content, coalesce(s.to_fetch, 0),"
			" r.id, r.subject FROM record r"
			" JOIN content c ON c.record = r.id"
			" JOIN span s ON s.content = c.id"
			" JOIN fetch f ON f.id = s.from_fetch"
			" LEFT JOIN fetch t ON t.id = s.to_fetch"
			" WHERE r.source = ?1 AND r.id NOT IN"
			" (SELECT record FROM temp.seen)"
			" AND (f.evidence < ?2 OR (f.evidence = ?2 AND"
			" f.id < ?3)) AND (s.to_fetch IS NULL OR"
			" t.evidence > ?2 OR (t.evidence = ?2 AND t.id > ?3))"
			" ORDER BY s.id", e) < 0)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, str_slice(&tx->evidence));
	sql_int(st, 3, tx->fetch);
	while ((rc = sql_step(tx->s, st, e)) > 0) {
		struct cover c = { .span = sqlite3_column_int64(st, 0),
				   .content = sqlite3_column_int64(st, 1),
				   .to_fetch = sqlite3_column_int64(st, 2) };

		if (tx_cut(tx, &c, e) < 0 ||
		    tx_change(tx, sqlite3_column_int64(st, 3), "removed",
			      c.content, 0, e) < 0 ||
		    tx_dirty(tx, sqlite3_column_int64(st, 4), e) < 0) {
			rc = -1;
			break;
		}
		++*removed;
	}
	sqlite3_finalize(st);
	return rc;
}

/* A version can confirm removals that it did not make, and one in the middle
 * of history can change anything: those rows are made again. */
static int dirty_absent(struct store_tx *tx, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(tx->s, &st, tx->next_fetch ?
			"INSERT OR IGNORE INTO temp.dirty SELECT id FROM"
			" subject WHERE source = ?" :
			"INSERT OR IGNORE INTO temp.dirty SELECT subject FROM"
			" record WHERE source = ? AND id NOT IN"
			" (SELECT record FROM temp.seen)", e) < 0)
		return -1;
	sql_int(st, 1, tx->source);
	rc = sql_run(tx->s, st, e);
	sqlite3_finalize(st);
	return rc;
}

static int accept(struct store_tx *tx, bool force, struct store_result *out,
		  struct err *e)
{
	*out = (struct store_result){
		.records = tx->records, .added = tx->added,
		.amended = tx->amended, .unchanged = tx->unchanged,
	};
	if (last_good(tx, &out->last_good, e) < 0 ||
	    gate(tx, force, out->last_good, e) < 0)
		return -1;
	if (tx->complete && close_absent(tx, &out->removed, e) < 0)
		return -1;
	out->pending = tx->next_fetch ? 0 : out->removed;
	if ((tx->complete || tx->next_fetch) && dirty_absent(tx, e) < 0)
		return -1;
	if (set_outcome(tx->s, tx->fetch, "accepted", NULL, tx->records,
			e) < 0 || shown_refill(tx->s, e) < 0)
		return -1;
	return sql_exec(tx->s, "COMMIT", e);
}

void store_reject(struct store_tx **txp, const char *why)
{
	struct store_tx *tx = *txp;
	struct err ignored = {0};	/* the reason given is the story */

	if (!tx)
		return;
	for (int i = 0; i < TX_STMTS; i++)
		sqlite3_reset(tx->st[i]);
	if (tx->next_fetch) {
		/* one transaction: nothing of it is left, not even the row */
		struct store_fetch f = {
			.source = tx->src, .evidence = str_slice(&tx->evidence),
			.complete = tx->complete,
		};

		sqlite3_exec(tx->s->db, "ROLLBACK", NULL, NULL, NULL);
		store_attempt(tx->s, &f, "failed", why, &ignored);
	} else {
		if (sqlite3_get_autocommit(tx->s->db))
			sql_exec(tx->s, "BEGIN IMMEDIATE", &ignored);
		writer_undo(tx->s, &ignored);
		set_outcome(tx->s, tx->fetch, "failed", why, tx->records,
			    &ignored);
		if (sql_exec(tx->s, "COMMIT", &ignored) < 0)
			sqlite3_exec(tx->s->db, "ROLLBACK", NULL, NULL, NULL);
	}
	tx_free(txp);
}

int store_accept(struct store_tx **txp, bool force, struct store_result *out,
		 struct err *e)
{
	struct store_tx *tx = *txp;
	struct err mark = {0};
	struct store *s = tx->s;
	int64_t fetch = tx->fetch;
	bool middle = tx->next_fetch != 0;

	if (accept(tx, force, out, e) == 0) {
		tx_free(txp);
		return 0;
	}
	store_reject(txp, e->msg);
	if (e->code == ERR_REFUSED && !middle)
		set_outcome(s, fetch, "refused", e->msg, out->records, &mark);
	return -1;
}
