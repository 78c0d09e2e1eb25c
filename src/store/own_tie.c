/* The user's own word about which listings are one party, which persons of the
 * releases one man, or which accounts of a release one act. */
#include "store/contest.h"
#include "store/link.h"

enum { WAIT_MS = 30000 };

struct decision {
	struct store *s;
	struct slice a, b, note;	/* b absent: a alone */
	enum tie_word word;
};

static int listing_of(struct store *s, struct slice id, int64_t *subject,
		      enum kind *kind, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT u.id,"
		" CASE u.kind WHEN 'person' THEN ?2 WHEN 'event' THEN ?3"
		" ELSE ?4 END FROM public p"
		" JOIN subject u ON u.id = p.subject WHERE p.public = ?1"
		" AND u.kind IN ('designation', 'person', 'event')", e);
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, id);
	sql_int(st, 2, KIND_person);
	sql_int(st, 3, KIND_event);
	sql_int(st, 4, KIND_designation);
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		*subject = sql_col_int(st, 0);
		*kind = (enum kind)sql_col_int(st, 1);
	}
	sql_reset(st);
	if (rc == 0)
		return err_set(e, ERR_USAGE, "%.*s: no listing of a party, no"
			       " person and no act of release; ids: thaw list"
			       " designations --columns id,name, or releases,"
			       " or events",
			       SLICE_ARG(id));
	return rc < 0 ? -1 : 0;
}

/* The entry may have been spoken of under another number. */
#define NUMBERS_OF(subject) \
	" IN (" SAME_ENTRY(subject) " SELECT u.public FROM one" \
	" JOIN subject u ON u.id = one.subject)"

/* What was said of the two before, and that one of them stands alone; where
 * one is to stand alone, that it is one with others: the last word counts. */
static int forget(const struct decision *d, int64_t a, int64_t b,
		  struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&d->s->q, d->b.n ?
		"DELETE FROM own.tie WHERE (a" NUMBERS_OF("?1")
		" AND b" NUMBERS_OF("?2") ") OR (a" NUMBERS_OF("?2")
		" AND b" NUMBERS_OF("?1") ") OR (?3 AND b = ''"
		" AND (a" NUMBERS_OF("?1") " OR a" NUMBERS_OF("?2") "))" :
		"DELETE FROM own.tie WHERE (b = '' AND a" NUMBERS_OF("?1")
		") OR (verdict = 'merge' AND (a" NUMBERS_OF("?1")
		" OR b" NUMBERS_OF("?1") "))", e);

	if (!st)
		return -1;
	sql_int(st, 1, a);
	if (d->b.n) {
		sql_int(st, 2, b);
		sql_int(st, 3, d->word == SAY_ONE);
	}
	return sql_do(&d->s->q, st, e);
}

static int take_back(const struct decision *d, int64_t a, int64_t b,
		     struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&d->s->q, d->b.n ?
		"DELETE FROM own.tie WHERE (a" NUMBERS_OF("?1")
		" AND b" NUMBERS_OF("?2") ") OR (a" NUMBERS_OF("?2")
		" AND b" NUMBERS_OF("?1") ")" :
		"DELETE FROM own.tie WHERE b = '' AND a" NUMBERS_OF("?1"), e);

	if (!st)
		return -1;
	sql_int(st, 1, a);
	if (d->b.n)
		sql_int(st, 2, b);
	if (sql_do(&d->s->q, st, e) < 0)
		return -1;
	if (sql_changes(&d->s->q) > 0)
		return 0;
	return err_set(e, ERR_USAGE, "%.*s: you have said nothing of it that"
		       " could be taken back; see thaw show %.*s",
		       SLICE_ARG(d->a), SLICE_ARG(d->a));
}

static int remember(const struct decision *d, struct err *e)
{
	bool turned = d->b.n > 0 && slice_cmp(d->a, d->b) > 0;
	struct sqlite3_stmt *st = sql_use(&d->s->q, "INSERT INTO own.tie"
		" SELECT ?1, ?2, ?3, oa.key, ua.key, coalesce(ob.key, ''),"
		" coalesce(ub.key, ''), nullif(?4, ''), ?5"
		" FROM public pa JOIN subject ua ON ua.id = pa.subject"
		" JOIN source oa ON oa.id = ua.source"
		" LEFT JOIN public pb ON pb.public = ?2"
		" LEFT JOIN subject ub ON ub.id = pb.subject"
		" LEFT JOIN source ob ON ob.id = ub.source"
		" WHERE pa.public = ?1", e);

	if (!st)
		return -1;
	sql_text(st, 1, turned ? d->b : d->a);
	sql_text(st, 2, turned ? d->a : d->b.n ? d->b : SLICE(""));
	sql_text(st, 3, d->word == SAY_ONE ? SLICE("merge") :
					     SLICE("split"));
	sql_text(st, 4, d->note.n ? d->note : SLICE(""));
	sql_int(st, 5, clock_now(&d->s->o.clock));
	return sql_do(&d->s->q, st, e);
}

static int are_one(struct store *s, int64_t a, int64_t b, bool *out,
		   struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT 1 FROM party p"
		" JOIN party q ON q.party = p.party"
		" WHERE p.subject = ?1 AND q.subject = ?2", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, a);
	sql_int(st, 2, b);
	rc = sql_one(&s->q, st, NULL, e);
	*out = rc > 0;
	return rc < 0 ? -1 : 0;
}

static int form(const struct decision *d, int64_t a, int64_t b, struct err *e)
{
	struct store *s = d->s;
	struct bits listings = {0};
	bool one = true;
	int rc = bits_add(&listings, a, e);

	if (rc >= 0 && d->b.n)
		rc = bits_add(&listings, b, e);
	if (rc >= 0)
		rc = link_form(s, &listings, e);
	bits_free(&listings);
	if (rc == 0)
		rc = shown_fill_dirty(s, NULL, e);
	if (rc == 0)
		rc = conflicts_tied(s, a, b, e);
	if (rc == 0 && d->word == SAY_ONE)
		rc = are_one(s, a, b, &one, e);
	if (rc == 0 && !one)
		return err_set(e, ERR_USAGE, "%.*s and %.*s: you have split"
			       " them, or others of their parties; see thaw"
			       " show %.*s", SLICE_ARG(d->a), SLICE_ARG(d->b),
			       SLICE_ARG(d->a));
	return rc;
}

static const char *noun(enum kind kind)
{
	return kind == KIND_person ? "person" :
	       kind == KIND_event ? "act" : "listing";
}

static int decide_inside(const struct decision *d, struct err *e)
{
	enum kind kind = KIND_designation, other;
	int64_t a = 0, b = 0;

	if (listing_of(d->s, d->a, &a, &kind, e) < 0)
		return -1;
	other = kind;
	if (d->b.n && listing_of(d->s, d->b, &b, &other, e) < 0)
		return -1;
	if (a == b)
		return err_set(e, ERR_USAGE, "%.*s: one %s, named twice",
			       SLICE_ARG(d->a), noun(kind));
	if (kind != other)
		return err_set(e, ERR_USAGE, "%.*s is a %s, %.*s is a %s: they"
			       " are never one", SLICE_ARG(d->a), noun(kind),
			       SLICE_ARG(d->b), noun(other));
	if (d->word == SAY_NOTHING ? take_back(d, a, b, e) < 0 :
	    forget(d, a, b, e) < 0 || remember(d, e) < 0)
		return -1;
	return form(d, a, b, e);
}

int store_tie(struct store *s, enum tie_word word, struct slice a,
	      struct slice b, struct slice note, int64_t wait_ms,
	      struct err *e)
{
	struct decision d = { s, a, b, note, word };
	struct err ignored = {0};
	int rc;

	if (!s->o.parties)
		return err_set(e, ERR_USAGE, "this store has no parties");
	if (lock_take(s, wait_ms, NULL, e) < 0)
		return -1;
	rc = sql_run(&s->q, "BEGIN IMMEDIATE", e);
	if (rc == 0) {
		rc = decide_inside(&d, e);
		if (rc == 0)
			rc = sql_run(&s->q, "COMMIT", e);
		if (rc < 0)
			sql_run(&s->q, "ROLLBACK", &ignored);
	}
	touch_end(s);
	link_end(s);
	lock_drop(s);
	return rc;
}

int store_merge(struct store *s, struct slice a, struct slice b,
		struct slice note, struct err *e)
{
	return store_tie(s, SAY_ONE, a, b, note, WAIT_MS, e);
}

int store_split(struct store *s, struct slice a, struct slice b,
		struct slice note, struct err *e)
{
	return store_tie(s, SAY_TWO, a, b, note, WAIT_MS, e);
}
