/* The changes table follows from the spans: what an accepted fetch moved is
 * derived anew, so that versions imported in any order tell one history. The
 * first version of a source is what all begins from: it changes nothing. Of a
 * list that is the first whole one; what a list of changes adds before it was
 * added, but what the whole one has besides stood there before.
 *
 * A row is one record at one fetch; its properties are compared when the row
 * is shown (change_fill.c).
 */
#include <stdlib.h>

#include "store/inside.h"

enum { SPANS_MAX = 100000 };

struct span {
	int64_t content, from, to;	/* fetches; to 0: it holds */
	bool base;		/* stood there when all began */
};

struct deriving {
	struct store *s;
	int64_t source, first;	/* fetch that all begins from */
	struct span *span;	/* of the record at hand, in order */
	size_t n, cap;
};

static int run(struct store *s, const char *text, int64_t a, int64_t b,
	       struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, text, e);

	if (!st)
		return -1;
	sql_int(st, 1, a);
	if (b)
		sql_int(st, 2, b);
	return sql_do(&s->q, st, e);
}

static int first_fetch(struct store *s, int64_t source, int64_t *out,
		       struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT id FROM fetch"
		" WHERE source = ?1 AND accepted = 1"
		" ORDER BY complete DESC, evidence, id LIMIT 1", e);
	int rc;

	*out = 0;
	if (!st)
		return -1;
	sql_int(st, 1, source);
	rc = sql_one(&s->q, st, out, e);
	return rc < 0 ? -1 : 0;
}

/* Nothing of the source was accepted before. */
static int is_only(struct store_tx *tx, bool *yes, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "SELECT 1 FROM fetch"
		" WHERE source = ?1 AND accepted = 1 AND id <> ?2 LIMIT 1",
		e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_int(st, 2, tx->fetch);
	rc = sql_one(&tx->s->q, st, NULL, e);
	*yes = rc == 0;
	return rc < 0 ? -1 : 0;
}

/* --- which records --- */

static const char from_spans[] =
	"INSERT OR IGNORE INTO temp.moved SELECT c.record FROM span s"
	" JOIN content c ON c.id = s.content"
	" WHERE s.from_fetch = ?1 OR s.to_fetch = ?1";
/* What it says of those that had ended already confirms that. */
static const char from_ended[] =
	"INSERT OR IGNORE INTO temp.moved SELECT record FROM ended"
	" WHERE fetch = ?1";
static const char from_rekeys[] =
	"INSERT OR IGNORE INTO temp.moved"
	" SELECT old FROM rekey WHERE fetch = ?1"
	" UNION ALL SELECT new FROM rekey WHERE fetch = ?1";
/* Between versions the ends of other spans move too. */
static const char from_touched[] =
	"INSERT OR IGNORE INTO temp.moved SELECT c.record FROM temp.touched t"
	" CROSS JOIN content c ON c.id = t.content WHERE ?1";
/* An earlier first version makes changes of what was the beginning. */
static const char from_all[] =
	"INSERT OR IGNORE INTO temp.moved SELECT id FROM record"
	" WHERE source = ?1";

/* The one under the old number is shown no more, or again. */
static int touch_pairs(struct store *s, int64_t fetch, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT DISTINCT c.subject"
		" FROM rekey k CROSS JOIN content c ON c.record IN"
		" (k.old, k.new) WHERE k.fetch = ?1", e);
	int rc = st ? 1 : -1;

	if (st)
		sql_int(st, 1, fetch);
	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && touch_subject(s, sql_col_int(st, 0), e) < 0) {
			sql_reset(st);
			return -1;
		}
	}
	return rc;
}

/* Pairs of a version are found anew; those that were one are moved too. */
static int rekeys_of(struct store *s, int64_t fetch, struct err *e)
{
	if (run(s, from_rekeys, fetch, 0, e) < 0 ||
	    touch_pairs(s, fetch, e) < 0 || rekey_find(s, fetch, e) < 0 ||
	    touch_pairs(s, fetch, e) < 0)
		return -1;
	return run(s, from_rekeys, fetch, 0, e);
}

/* A version that came in late moved spans at those behind it: other entries
 * seem to come and go with them now. */
static int rekeys_behind(struct store_tx *tx, struct err *e)
{
	int64_t at = 0, end;

	while (bits_run(&tx->bounds, &at, &end))
		for (; at < end; at++)
			if (rekeys_of(tx->s, at, e) < 0)
				return -1;
	return 0;
}

static int tables(struct store *s, struct err *e)
{
	return sql_run(&s->q,
		"CREATE TEMP TABLE IF NOT EXISTS moved(record INTEGER PRIMARY"
		" KEY);"
		"CREATE TEMP TABLE IF NOT EXISTS fresh(change INTEGER PRIMARY"
		" KEY);"
		"DELETE FROM temp.moved; DELETE FROM temp.fresh", e);
}

static int collect(struct store_tx *tx, bool first, struct err *e)
{
	struct store *s = tx->s;

	if (tables(s, e) < 0 || run(s, from_spans, tx->fetch, 0, e) < 0 ||
	    run(s, from_ended, tx->fetch, 0, e) < 0 ||
	    rekeys_of(s, tx->fetch, e) < 0)
		return -1;
	if (first && run(s, from_all, tx->source, 0, e) < 0)
		return -1;
	if (!tx->mid)
		return 0;
	if (run(s, from_touched, 1, 0, e) < 0 || rekeys_behind(tx, e) < 0)
		return -1;
	return 0;
}

/* --- one record --- */

static const char spans_of[] =
	"SELECT s.content, s.from_fetch, coalesce(s.to_fetch, 0), f.id = b.id"
	" OR u.kind <> 'designation' AND (f.evidence, f.id) < (b.evidence, b.id)"
	" FROM content c JOIN span s ON s.content = c.id"
	" JOIN fetch f ON f.id = s.from_fetch"
	" JOIN subject u ON u.id = c.subject JOIN fetch b ON b.id = ?2"
	" WHERE c.record = ?1 AND u.kind IN ('designation', 'measure',"
	"  'person', 'event') ORDER BY f.evidence, f.id";

static int load(struct deriving *d, int64_t record, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&d->s->q, spans_of, e);
	int rc;

	d->n = 0;
	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_int(st, 2, d->first);
	while ((rc = sql_step(&d->s->q, st, e)) > 0) {
		if (vec_room((void **)&d->span, &d->cap, d->n,
			     sizeof(*d->span), SPANS_MAX, e) < 0) {
			sql_reset(st);
			return -1;
		}
		d->span[d->n++] = (struct span){ sql_col_int(st, 0),
			sql_col_int(st, 1), sql_col_int(st, 2),
			sql_col_int(st, 3) != 0 };
	}
	return rc;
}

/* Of a re-keyed entry: the content under its old key, 0 when it is none. */
static int rekeyed_from(struct deriving *d, int64_t record, int64_t fetch,
			int64_t *content, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&d->s->q, "SELECT c.id FROM rekey k"
		" JOIN content c ON c.record = k.old"
		" JOIN span s ON s.content = c.id AND s.to_fetch = k.fetch"
		" WHERE k.fetch = ?1 AND k.new = ?2", e);
	int rc;

	*content = 0;
	if (!st)
		return -1;
	sql_int(st, 1, fetch);
	sql_int(st, 2, record);
	rc = sql_one(&d->s->q, st, content, e);
	return rc < 0 ? -1 : 0;
}

static int is_rekeyed(struct deriving *d, int64_t record, int64_t fetch,
		      bool *yes, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&d->s->q, "SELECT 1 FROM rekey"
		" WHERE fetch = ?1 AND old = ?2", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, fetch);
	sql_int(st, 2, record);
	rc = sql_one(&d->s->q, st, NULL, e);
	*yes = rc > 0;
	return rc < 0 ? -1 : 0;
}

/* A removal is confirmed by the next good version, or is the source's own
 * word where the fetch that has it is no whole list. */
static const char insert[] =
	"INSERT INTO change(source, fetch, record, op, old, new, confirmed_by)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN ?4 = 2 THEN"
	" (SELECT g.id FROM fetch f JOIN fetch g ON g.source = f.source"
	"  WHERE f.id = ?2 AND (g.id = f.id AND g.complete = 0 OR"
	CONFIRMS("g", "f", "?3") ")"
	"  ORDER BY g.evidence, g.id LIMIT 1) END)";

static int add(struct deriving *d, int64_t fetch, int64_t record,
	       enum change_op op, int64_t old, int64_t new, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&d->s->q, insert, e);

	_Static_assert(CHANGE_removed == 2, "insert names it by number");
	if (!st)
		return -1;
	sql_int(st, 1, d->source);
	sql_int(st, 2, fetch);
	sql_int(st, 3, record);
	sql_int(st, 4, op);
	if (old)
		sql_int(st, 5, old);
	if (new)
		sql_int(st, 6, new);
	if (sql_do(&d->s->q, st, e) < 0)
		return -1;
	st = sql_use(&d->s->q, "INSERT INTO temp.fresh VALUES (?1)", e);
	if (!st)
		return -1;
	sql_int(st, 1, sql_last_id(&d->s->q));
	return sql_do(&d->s->q, st, e);
}

/* How the span begins: `before` is the one before it, or NULL. */
static int begins(struct deriving *d, int64_t record, const struct span *x,
		  const struct span *before, struct err *e)
{
	int64_t old = 0;

	if (x->base)
		return 0;
	if (before && before->to == x->from)
		return add(d, x->from, record, CHANGE_amended,
			   before->content, x->content, e);
	if (rekeyed_from(d, record, x->from, &old, e) < 0)
		return -1;
	return add(d, x->from, record, old ? CHANGE_rekeyed :
		   before ? CHANGE_returned : CHANGE_added, old, x->content,
		   e);
}

static int ends(struct deriving *d, int64_t record, const struct span *x,
		const struct span *behind, struct err *e)
{
	bool rekeyed;

	if (!x->to || (behind && behind->from == x->to))
		return 0;
	if (is_rekeyed(d, record, x->to, &rekeyed, e) < 0)
		return -1;
	return rekeyed ? 0 : add(d, x->to, record, CHANGE_removed, x->content,
				 0, e);
}

static int derive_one(struct deriving *d, int64_t record, struct err *e)
{
	if (load(d, record, e) < 0)
		return -1;
	for (size_t i = 0; i < d->n; i++) {
		const struct span *x = &d->span[i];

		if (begins(d, record, x, i > 0 ? x - 1 : NULL, e) < 0 ||
		    ends(d, record, x, i + 1 < d->n ? x + 1 : NULL, e) < 0)
			return -1;
	}
	return 0;
}

/* The changes of all records that moved. */
static int derive(struct store *s, int64_t source, int64_t first,
		  struct err *e)
{
	struct deriving d = { s, source, first, NULL, 0, 0 };
	struct sqlite3_stmt *st = sql_make(&s->q, "SELECT record FROM"
		" temp.moved ORDER BY record", e);
	int rc = st ? 1 : -1;

	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && derive_one(&d, sql_col_int(st, 0), e) < 0)
			rc = -1;
	}
	sql_drop(&st);
	free(d.span);
	return rc;
}

/* --- what this version confirms --- */

#define CONFIRMED_HERE \
	" FROM change WHERE source = ?1 AND op = 2" \
	" AND (SELECT" CONFIRMS("v", "f", "change.record") " FROM fetch f, fetch v" \
	"  WHERE f.id = change.fetch AND v.id = ?2)" \
	" AND (confirmed_by IS NULL OR (SELECT g.evidence > v.evidence" \
	"  FROM fetch g, fetch v WHERE g.id = change.confirmed_by" \
	"  AND v.id = ?2))"

static int confirm(struct store_tx *tx, struct err *e)
{
	if (!tx->complete)
		return 0;
	if (run(tx->s, "INSERT OR IGNORE INTO temp.fresh SELECT id"
		CONFIRMED_HERE, tx->source, tx->fetch, e) < 0)
		return -1;
	return run(tx->s, "UPDATE change SET confirmed_by = ?2 WHERE id IN"
		   " (SELECT id" CONFIRMED_HERE ")", tx->source, tx->fetch,
		   e);
}

/* The version behind this one was last seen a version later than it seemed. */
static int freshen_next(struct store_tx *tx, struct err *e)
{
	if (!tx->next_any)
		return 0;
	return run(tx->s, "INSERT OR IGNORE INTO temp.fresh SELECT ch.id FROM"
		   " fetch n JOIN fetch f ON f.source = n.source"
		   " AND f.accepted = 1 AND f.evidence = n.evidence"
		   " JOIN change ch ON ch.fetch = f.id WHERE n.id = ?1",
		   tx->next_any, 0, e);
}

static int count_rekeyed(struct store_tx *tx, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "SELECT count(*) FROM"
		" rekey WHERE fetch = ?1", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, tx->fetch);
	rc = sql_one(&tx->s->q, st, &tx->result.rekeyed, e);
	tx->result.pending -= tx->result.rekeyed;
	tx->result.added -= tx->result.rekeyed;
	return rc < 0 ? -1 : 0;
}

int change_update(struct store_tx *tx, struct err *e)
{
	struct store *s = tx->s;
	int64_t first;
	bool only;

	if (first_fetch(s, tx->source, &first, e) < 0 ||
	    is_only(tx, &only, e) < 0)
		return -1;
	if (only)
		return 0;
	if (collect(tx, first == tx->fetch, e) < 0 ||
	    change_forget(s, e) < 0 ||
	    sql_run(&s->q, "DELETE FROM change WHERE record IN"
		    " (SELECT record FROM temp.moved)", e) < 0 ||
	    derive(s, tx->source, first, e) < 0 || confirm(tx, e) < 0 ||
	    freshen_next(tx, e) < 0 ||
	    count_rekeyed(tx, e) < 0)
		return -1;
	return change_fill_fresh(s, e);
}

/* --- a store that an older thaw wrote --- */

static int rebuild_source(struct store *s, int64_t source, struct err *e)
{
	struct sqlite3_stmt *st;
	int64_t first;
	int rc;

	if (tables(s, e) < 0 || run(s, from_all, source, 0, e) < 0 ||
	    first_fetch(s, source, &first, e) < 0)
		return -1;
	st = sql_make(&s->q, "SELECT id FROM fetch WHERE source = ?1"
		      " AND accepted = 1 ORDER BY evidence, id", e);
	rc = st ? 1 : -1;
	if (st)
		sql_int(st, 1, source);
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
		if (rekeys_of(s, sql_col_int(st, 0), e) < 0)
			rc = -1;
	sql_drop(&st);
	return rc < 0 ? -1 : derive(s, source, first, e);
}

static int rebuild(struct store *s, struct err *e)
{
	struct sqlite3_stmt *st = sql_make(&s->q, "SELECT id FROM source", e);
	int rc = st ? 1 : -1;

	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
		if (rebuild_source(s, sql_col_int(st, 0), e) < 0)
			rc = -1;
	sql_drop(&st);
	return rc;
}

static int is_derived(struct store *s, int64_t *done, struct err *e)
{
	return sql_number(&s->q, "SELECT count(*) FROM meta WHERE name ="
			  " 'changes'", 0, done, e);
}

/* Looked at again where nobody else writes: another process may have opened
 * the same new store, and have done it in between. */
int change_check(struct store *s, struct err *e)
{
	struct err ignored = {0};
	int64_t done;

	if (is_derived(s, &done, e) < 0)
		return -1;
	if (done || s->o.read_only)
		return 0;
	if (sql_run(&s->q, "BEGIN IMMEDIATE", e) < 0)
		return -1;
	if (is_derived(s, &done, e) == 0 &&
	    (done || (sql_run(&s->q, "DELETE FROM change", e) == 0 &&
		      rebuild(s, e) == 0 &&
		      sql_run(&s->q, "INSERT INTO meta VALUES ('changes', '1')",
			      e) == 0)) &&
	    sql_run(&s->q, "COMMIT", e) == 0)
		return 0;
	sql_run(&s->q, "ROLLBACK", &ignored);
	return -1;
}
