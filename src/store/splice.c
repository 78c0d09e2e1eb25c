/* A version whose evidence lies before versions already accepted. The spans
 * end up as if the versions had come in the order of their evidence.
 *
 * V is the new version, B the next complete one behind it (where V's records
 * are confirmed or end), N the next span of the record.
 */
#include <stdlib.h>

#include "store/inside.h"

enum { SPANS_MAX = 100000 };

struct piece {
	int64_t span, content, from, to;	/* to 0: open */
	bool from_after;	/* begins behind V */
	bool to_after;		/* ends behind V, or is open */
};

struct pieces {
	struct piece *list;
	size_t n, cap;
};

/* In the order of evidence; the new fetch is the last of its own date. */
static const char spans_of[] =
	"SELECT s.id, s.content, s.from_fetch, coalesce(s.to_fetch, 0),"
	" ff.evidence > ?2, tf.id IS NULL OR tf.evidence > ?2"
	" FROM content c JOIN span s ON s.content = c.id"
	" JOIN fetch ff ON ff.id = s.from_fetch"
	" LEFT JOIN fetch tf ON tf.id = s.to_fetch"
	" WHERE c.record = ?1 ORDER BY ff.evidence, ff.id";

static int load(struct store_tx *tx, int64_t record, struct pieces *p,
		struct err *e)
{
	struct sql *q = &tx->s->q;
	struct sqlite3_stmt *st = sql_use(q, spans_of, e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_text(st, 2, slice_of(tx->evidence));
	while ((rc = sql_step(q, st, e)) > 0) {
		if (vec_room((void **)&p->list, &p->cap, p->n,
			     sizeof(*p->list), SPANS_MAX, e) < 0) {
			sql_reset(st);
			return -1;
		}
		p->list[p->n++] = (struct piece){
			sql_col_int(st, 0), sql_col_int(st, 1),
			sql_col_int(st, 2), sql_col_int(st, 3),
			sql_col_int(st, 4) != 0, sql_col_int(st, 5) != 0,
		};
	}
	return rc;
}

/* A version behind V where spans begin or end, or did. */
static int bound(struct store_tx *tx, int64_t fetch, struct err *e)
{
	return fetch == 0 || fetch == tx->fetch ? 0 :
	       bits_add(&tx->bounds, fetch, e) < 0 ? -1 : 0;
}

static int add_span(struct store_tx *tx, int64_t content, int64_t from,
		    int64_t to, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "INSERT INTO span("
		"content, from_fetch, to_fetch) VALUES (?1, ?2, ?3)", e);

	if (!st)
		return -1;
	sql_int(st, 1, content);
	sql_int(st, 2, from);
	if (to)
		sql_int(st, 3, to);
	if (sql_do(&tx->s->q, st, e) < 0 || bound(tx, from, e) < 0 ||
	    bound(tx, to, e) < 0)
		return -1;
	return touch(tx->s, content, e);
}

static int end_span(struct store_tx *tx, const struct piece *p, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "UPDATE span SET"
		" to_fetch = ?2 WHERE id = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, p->span);
	sql_int(st, 2, tx->fetch);
	if (sql_do(&tx->s->q, st, e) < 0 || bound(tx, p->to, e) < 0)
		return -1;
	return touch(tx->s, p->content, e);
}

static int extend_back(struct store_tx *tx, const struct piece *p,
		       struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "UPDATE span SET"
		" from_fetch = ?2 WHERE id = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, p->span);
	sql_int(st, 2, tx->fetch);
	if (sql_do(&tx->s->q, st, e) < 0 || bound(tx, p->from, e) < 0)
		return -1;
	return touch(tx->s, p->content, e);
}

/* The earlier of two fetches behind V, 0 standing for never. */
static int first_of(struct store_tx *tx, int64_t a, int64_t b, int64_t *out,
		    struct err *e)
{
	struct sqlite3_stmt *st;
	int rc;

	*out = a ? a : b;
	if (!a || !b || a == b)
		return 0;
	st = sql_use(&tx->s->q, "SELECT id FROM fetch WHERE id IN (?1, ?2)"
		     " ORDER BY evidence, id LIMIT 1", e);
	if (!st)
		return -1;
	sql_int(st, 1, a);
	sql_int(st, 2, b);
	rc = sql_one(&tx->s->q, st, out, e);
	return rc < 0 ? -1 : 0;
}

/* What confirms the end of its contents is another. */
static int touch_record(struct store_tx *tx, int64_t record, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "INSERT OR IGNORE INTO"
		" touched SELECT id FROM content WHERE record = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, record);
	return sql_do(&tx->s->q, st, e);
}

/* V lacks what a list of changes behind it says has ended: that stays said. */
static int keep_end(struct store_tx *tx, int64_t record, int64_t fetch,
		    struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "INSERT OR IGNORE INTO"
		" ended SELECT ?1, f.id FROM fetch f WHERE f.id = ?2"
		" AND f.complete = 0 AND NOT EXISTS (SELECT 1 FROM content c"
		"  JOIN span s ON s.content = c.id WHERE c.record = ?1"
		"  AND s.from_fetch = f.id)", e);

	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_int(st, 2, fetch);
	return sql_do(&tx->s->q, st, e) < 0 ? -1 :
	       touch_record(tx, record, e);
}

/* The first list of changes behind V that says the record has ended. */
static int next_end(struct store_tx *tx, int64_t record, int64_t *out,
		    struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "SELECT f.id FROM ended x"
		" JOIN fetch f ON f.id = x.fetch WHERE x.record = ?1"
		" AND f.evidence > ?2 ORDER BY f.evidence, f.id LIMIT 1", e);
	int rc;

	*out = 0;
	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_text(st, 2, slice_of(tx->evidence));
	rc = sql_one(&tx->s->q, st, out, e);
	return rc < 0 ? -1 : 0;
}

/* There is something again that it ends. */
static int drop_end(struct store_tx *tx, int64_t record, int64_t fetch,
		    struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "DELETE FROM ended"
		" WHERE record = ?1 AND fetch = ?2", e);

	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_int(st, 2, fetch);
	return sql_do(&tx->s->q, st, e) < 0 ? -1 :
	       touch_record(tx, record, e);
}

/* V says something else than the span that covers it, or nothing; what it
 * said before goes on from the fetch `resume`, 0 standing for never. */
static int split(struct store_tx *tx, const struct piece *p, int64_t record,
		 int64_t content, int64_t resume, struct err *e)
{
	int64_t until;

	if (first_of(tx, resume, p->to, &until, e) < 0 ||
	    end_span(tx, p, e) < 0)
		return -1;
	if (content && add_span(tx, content, tx->fetch, until, e) < 0)
		return -1;
	if (resume && until == resume && resume != p->to)
		return add_span(tx, p->content, resume, p->to, e);
	return content || !p->to ? 0 : keep_end(tx, record, p->to, e);
}

static int insert(struct store_tx *tx, const struct piece *next,
		  int64_t record, int64_t content, struct err *e)
{
	int64_t until, end;

	if (first_of(tx, tx->next_complete, next ? next->from : 0, &until,
		     e) < 0 || next_end(tx, record, &end, e) < 0 ||
	    first_of(tx, until, end, &until, e) < 0 ||
	    (end && until == end && drop_end(tx, record, end, e) < 0))
		return -1;
	if (next && next->content == content && next->from == until)
		return extend_back(tx, next, e);
	return add_span(tx, content, tx->fetch, until, e);
}

/* The piece that covers V, and the first behind it; NULL: none. */
static void find(const struct pieces *p, const struct piece **cover,
		 const struct piece **next)
{
	*cover = *next = NULL;
	for (size_t i = 0; i < p->n; i++) {
		const struct piece *x = &p->list[i];

		if (x->from_after && !*next)
			*next = x;
		if (!x->from_after && x->to_after)
			*cover = x;
	}
}

static int place(struct store_tx *tx, const struct pieces *p, int64_t record,
		 int64_t content, struct err *e)
{
	const struct piece *cover, *next;

	find(p, &cover, &next);
	if (cover && cover->content == content) {
		tx->result.unchanged++;
		return 0;
	}
	if (cover) {
		*(content ? &tx->result.amended : &tx->result.pending) += 1;
		return split(tx, cover, record, content, tx->complete || tx->changes ?
			     tx->next_complete : tx->next_any, e);
	}
	if (!content)
		return 0;
	tx->result.added++;
	return insert(tx, next, record, content, e);
}

int splice_record(struct store_tx *tx, int64_t record, int64_t content,
	   struct err *e)
{
	struct pieces p = {0};
	int rc = load(tx, record, &p, e);

	if (rc == 0)
		rc = place(tx, &p, record, content, e);
	free(p.list);
	return rc;
}

/* V itself says that the record has ended: that holds until a whole list has
 * it again. */
int splice_gone(struct store_tx *tx, int64_t record, bool *had, struct err *e)
{
	const struct piece *cover, *next;
	struct pieces p = {0};
	int rc = load(tx, record, &p, e);

	*had = false;
	if (rc == 0)
		find(&p, &cover, &next);
	if (rc == 0 && cover) {
		*had = true;
		rc = split(tx, cover, record, 0, tx->next_complete, e);
	}
	free(p.list);
	return rc;
}

/* Records that V, being complete, does not have. One after another by number:
 * splicing changes what is being read. */
int splice_absent(struct store_tx *tx, struct err *e)
{
	struct sql *q = &tx->s->q;
	int64_t record = 0;

	for (;;) {
		/* The + keeps to the order of numbers, in which one scan does
		 * for all. */
		struct sqlite3_stmt *st = sql_use(q, "SELECT id FROM record"
			" WHERE id > ?2 AND +source = ?1"
			" AND NOT thaw_seen(id)"
			" ORDER BY id LIMIT 1", e);
		int rc;

		if (!st)
			return -1;
		sql_int(st, 1, tx->source);
		sql_int(st, 2, record);
		rc = sql_step(q, st, e);
		if (rc <= 0)
			return rc;
		record = sql_col_int(st, 0);
		sql_reset(st);
		if (splice_record(tx, record, 0, e) < 0)
			return -1;
	}
}
