/* Gates, and the one commit that makes a fetch count. */
#include "store/said.h"

enum { GOOD_PCT = 80 };

/* Records of the complete version before this one by evidence; 0: none. */
static int last_good(struct store_tx *tx, int64_t *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "SELECT records FROM"
		" fetch WHERE source = ?1 AND accepted = 1 AND complete = 1"
		" AND evidence <= ?2 ORDER BY evidence DESC, id DESC LIMIT 1",
		e);
	int rc;

	*out = 0;
	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, slice_of(tx->evidence));
	rc = sql_one(&tx->s->q, st, out, e);
	return rc < 0 ? -1 : 0;
}

/* A version that says how many entries it has must have them. */
static int count_gate(struct store_tx *tx, struct err *e)
{
	if (!tx->declares || tx->declared == tx->designations)
		return 0;
	return err_set(e, ERR_REFUSED, "%s: says that it has %lld entries, but"
		       " %lld were read; not accepted (--accept overrides)",
		       tx->key, (long long)tx->declared,
		       (long long)tx->designations);
}

static int size_gate(struct store_tx *tx, struct err *e)
{
	int64_t now = tx->result.records, before = tx->result.last_good;

	if (!tx->complete)
		return 0;
	if (now == 0)
		return err_set(e, ERR_REFUSED, "%s: no records, %lld in the"
			       " last good version; not accepted (--accept"
			       " overrides)", tx->key, (long long)before);
	if (now * 100 < before * GOOD_PCT)
		return err_set(e, ERR_REFUSED, "%s: %lld records, %lld in the"
			       " last good version, less than %d %%; not"
			       " accepted (--accept overrides)", tx->key,
			       (long long)now, (long long)before, GOOD_PCT);
	return 0;
}

/* Open spans of records that this complete version does not have. */
static int close_absent(struct store_tx *tx, struct err *e)
{
	static const char *const steps[] = {
		"CREATE TEMP TABLE IF NOT EXISTS absent(span INTEGER PRIMARY"
		" KEY, content INTEGER)",
		"DELETE FROM temp.absent",
		"INSERT INTO temp.absent SELECT s.id, c.id FROM record r"
		" CROSS JOIN content c ON c.record = r.id"
		" CROSS JOIN span s ON s.content = c.id"
		" WHERE r.source = ?1 AND s.to_fetch IS NULL"
		" AND NOT thaw_seen(r.id)",
		"UPDATE span SET to_fetch = ?2 WHERE id IN"
		" (SELECT span FROM temp.absent)",
		"INSERT OR IGNORE INTO temp.touched SELECT content FROM"
		" temp.absent",
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct sqlite3_stmt *st = sql_use(&tx->s->q, steps[i], e);

		if (!st)
			return -1;
		sql_int(st, 1, tx->source);
		sql_int(st, 2, tx->fetch);
		if (sql_do(&tx->s->q, st, e) < 0)
			return -1;
	}
	return sql_number(&tx->s->q, "SELECT count(*) FROM temp.absent", 0,
			  &tx->result.pending, e);
}

/* Removals that this version confirms, being accepted. */
static int count_removed(struct store_tx *tx, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q,
		"SELECT count(*) FROM change ch JOIN fetch f ON f.id = ch.fetch"
		" JOIN fetch v ON v.id = ?2"
		" LEFT JOIN fetch g ON g.id = ch.confirmed_by"
		" WHERE ch.source = ?1 AND ch.op = 2"
		" AND" CONFIRMS("v", "f", "ch.record")
		" AND NOT thaw_seen(ch.record)"
		" AND (g.id IS NULL OR g.evidence > v.evidence)", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_int(st, 2, tx->fetch);
	rc = sql_one(&tx->s->q, st, &tx->result.removed, e);
	return rc < 0 ? -1 : 0;
}

static int absent(struct store_tx *tx, struct err *e)
{
	if (!tx->complete)
		return 0;
	return tx->mid ? splice_absent(tx, e) : close_absent(tx, e);
}

static int count_it(struct store_tx *tx, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "UPDATE fetch SET"
		" outcome = 'accepted', accepted = 1, records = ?2"
		" WHERE id = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, tx->fetch);
	sql_int(st, 2, tx->of_version ? tx->of_version : tx->result.records);
	return sql_do(&tx->s->q, st, e);
}

/* From now on its new subjects can be found by their ids. */
static int publish(struct store_tx *tx, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "INSERT INTO public"
		" SELECT public, id FROM subject WHERE id >= ?1"
		" ORDER BY public", e);

	if (!st)
		return -1;
	sql_int(st, 1, tx->s->first_new);
	return sql_do(&tx->s->q, st, e);
}

/* Brings what is computed from claims up to the day. */
static int refill(struct store_tx *t, struct err *e)
{
	if (touch_spread(t, e) < 0 || change_update(t, e) < 0)
		return -1;
	return shown_fill_all(t->s, e);
}

int store_accept(struct store_tx **tx, bool force, struct store_result *out,
		 struct err *e)
{
	struct store_tx *t = *tx;
	struct err ignored = {0};

	if (last_good(t, &t->result.last_good, e) < 0)
		return tx_end(tx, "failed", e);
	if (!force && (count_gate(t, e) < 0 || size_gate(t, e) < 0))
		return tx_end(tx, "refused", e);
	if (spans_open(t, e) < 0 || absent(t, e) < 0 || count_it(t, e) < 0 ||
	    names_stamp(t, e) < 0 ||
	    (t->complete && count_removed(t, e) < 0) || publish(t, e) < 0 ||
	    refill(t, e) < 0 ||
	    sql_run(&t->s->q, "COMMIT", e) < 0)
		return tx_end(tx, "failed", e);
	if (out)
		*out = t->result;
	/* Where there is no memory, watches will look at all rows; where words
	 * fail, texts are not searched. */
	bits_add(&t->s->fresh_fetches, t->fetch, &ignored);
	said_catch_up(t->s, &ignored);
	return tx_end(tx, NULL, e);
}
