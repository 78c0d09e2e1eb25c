/* One subject by its id, or by an unambiguous front of it. */
#include "store/contest.h"
#include "store/link.h"

static int find(struct store *s, struct slice id, int64_t *subject,
		struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT subject, public = ?1"
		" FROM public WHERE public >= ?1 AND public < ?1 || '~'"
		" ORDER BY public LIMIT 2", e);
	int64_t exact;
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, id);
	rc = sql_step(&s->q, st, e);
	if (rc <= 0)
		return rc;
	*subject = sql_col_int(st, 0);
	exact = sql_col_int(st, 1);
	rc = sql_step(&s->q, st, e);
	sql_reset(st);
	if (rc > 0 && !exact)
		return err_set(e, ERR_USAGE, "%.*s: several ids begin with"
			       " that; give more letters", SLICE_ARG(id));
	return rc < 0 ? -1 : 1;
}

static int public_of(struct store *s, int64_t subject, struct arena *mem,
		     struct slice *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT public FROM subject"
					  " WHERE id = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, subject);
	return sql_one_text(&s->q, st, mem, out, e) < 0 ? -1 : 0;
}

/* What others say, what cites it, what contradicts it. */
static int complete(struct store *s, int64_t subject, struct slice at,
		    struct arena *mem, struct facts *out, struct err *e)
{
	if (out->id.n > 0 && link_kind(out->kind) &&
	    link_complete(s, subject, at, mem, out, e) < 0)
		return -1;
	if (out->n > 0 && out->kind == KIND_news &&
	    cited_load(s, subject, at, mem, out, e) < 0)
		return -1;
	if (out->n == 0 || !slice_eq(at, NOW))
		return 0;
	return conflicts_load(s, mem, out, e);
}

int store_subject(struct store *s, struct slice id, struct slice as_of,
		  struct arena *mem, struct facts *out, struct err *e)
{
	struct slice at = NOW;
	int64_t asked, subject;
	int rc;

	*out = (struct facts){0};
	if (id.n == 0)
		return 0;
	rc = find(s, id, &asked, e);
	if (rc <= 0)
		return rc;
	if (link_leader(s, asked, &subject, e) < 0)
		return -1;
	if (as_of.n)
		at = arena_fmt(mem, "%.*s~", SLICE_ARG(as_of));
	rc = gather(s, &(struct gather_what){
			.first = subject, .end = subject + 1, .all = true,
			.at = at,
		    }, mem, gather_one, out, e);
	if (rc == 0)
		rc = complete(s, subject, at, mem, out, e);
	if (rc == 0 && asked != subject)
		rc = public_of(s, asked, mem, &out->asked, e);
	return rc < 0 ? -1 : out->n > 0;
}

static int party_of(struct store *s, int64_t subject, struct arena *mem,
		    struct slice *party, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT u.public FROM party p"
		" JOIN subject u ON u.id = p.party WHERE p.subject = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, subject);
	return sql_one_text(&s->q, st, mem, party, e) < 0 ? -1 : 0;
}

int store_facts(struct store *s, int64_t subject, struct slice as_of,
		struct arena *mem, struct facts *out, struct err *e)
{
	struct slice at = as_of.n ? arena_fmt(mem, "%.*s~", SLICE_ARG(as_of)) :
				    NOW;

	*out = (struct facts){0};
	if (gather(s, &(struct gather_what){
			.first = subject, .end = subject + 1, .at = at,
		   }, mem, gather_one, out, e) < 0)
		return -1;
	if (out->n > 0 && out->kind == KIND_designation &&
	    party_of(s, subject, mem, &out->party, e) < 0)
		return -1;
	return out->n > 0;
}
