/* Who tells of one thing: those of a party, and others that may be it. */
#include "store/contest.h"

enum { MAYBE_MOST = 60, SAME_DAY_MOST = 20 };

struct reading {
	struct store *s;
	struct slice at;
	struct arena *mem;
	int64_t one[MATTER_MOST], maybe[MAYBE_MOST];
	size_t n, n_maybe;
};

static int take(void *ctx, int64_t subject, const struct facts *f,
		struct err *e)
{
	(void)subject;
	(void)e;
	*(struct facts *)ctx = *f;
	return 0;
}

static int facts_of(struct reading *r, int64_t subject, bool all,
		    struct facts *out, struct err *e)
{
	const struct gather_what what = {
		.first = subject, .end = subject + 1, .at = r->at,
		.all = all, .aside = true,
	};

	*out = (struct facts){0};
	if (gather(r->s, &what, r->mem, take, out, e) < 0)
		return -1;
	if (out->presence == GONE && out->kind != KIND_designation)
		out->n = 0;
	return 0;
}

static bool has(const int64_t *list, size_t n, int64_t subject)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == subject)
			return true;
	return false;
}

/* Members of the party in an order of their own, the leader first. */
static const char members[] =
	"SELECT q.subject FROM party p CROSS JOIN party q ON q.party = p.party"
	" CROSS JOIN subject u ON u.id = q.subject"
	" CROSS JOIN source o ON o.id = u.source"
	" WHERE p.subject = ?1 ORDER BY o.key, u.key LIMIT ?2";

static int find(struct reading *r, const char *text, int64_t subject,
		int64_t *list, size_t *n, size_t most, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&r->s->q, text, e);
	int rc = st ? 1 : -1;

	if (st) {
		sql_int(st, 1, subject);
		sql_int(st, 2, (int64_t)most);
	}
	while (rc > 0 && (rc = sql_step(&r->s->q, st, e)) > 0)
		if (*n < most && !has(r->one, r->n, sql_col_int(st, 0)) &&
		    !has(list, *n, sql_col_int(st, 0)))
			list[(*n)++] = sql_col_int(st, 0);
	if (st)
		sql_reset(st);
	return rc < 0 ? -1 : 0;
}

/* Linked, but not one, and not two by the user's word. */
static const char linked[] =
	"SELECT k.other FROM (SELECT b AS other FROM link WHERE a = ?1"
	" UNION SELECT a FROM link WHERE b = ?1) k"
	" CROSS JOIN subject u ON u.id = k.other"
	" CROSS JOIN subject w ON w.id = ?1"
	" WHERE NOT EXISTS (SELECT 1 FROM own.tie t WHERE t.verdict = 'split'"
	" AND ((t.a = u.public AND t.b IN (w.public, ''))"
	" OR (t.a = w.public AND t.b IN (u.public, ''))))"
	" ORDER BY u.id LIMIT ?2";

/* Acts of the same day, or of the month that the other is known by. */
static int same_day(struct reading *r, int64_t subject, struct err *e)
{
	static const char text[] = "SELECT t.row_key FROM main.shown_events w"
		" CROSS JOIN main.shown_events t WHERE w.row_key = ?1"
		" AND t.row_key <> ?1 AND length(w.date) >= 7"
		" AND length(t.date) >= 7 AND t.count_scope = w.count_scope"
		" AND (t.date >= substr(w.date, 1, 7) AND t.date <="
		"  substr(w.date, 1, 7) || '~')"
		" AND (substr(t.date, 1, length(w.date)) = w.date OR"
		"  substr(w.date, 1, length(t.date)) = t.date)"
		" ORDER BY t.row_key LIMIT ?2";

	for (const struct shape *const *p = r->s->o.shapes; p && *p; p++)
		if ((*p)->kind == KIND_event && (*p)->rows == ROWS_SUBJECTS &&
		    shape_find(*p, SLICE("count_scope")) >= 0)
			return find(r, text, subject, r->maybe, &r->n_maybe,
				    SAME_DAY_MOST, e);
	return 0;
}

/* "SOURCE\x1fKEY" of the first of its party: it decides which of two tells of
 * a difference between them, whatever came first. */
static int leader_key(struct reading *r, int64_t subject, struct slice *out,
		      struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&r->s->q, "SELECT o.key || char(31)"
		" || u.key AS k FROM (SELECT ?1 AS id UNION SELECT q.subject"
		" FROM party p CROSS JOIN party q ON q.party = p.party"
		" WHERE p.subject = ?1) m CROSS JOIN subject u ON u.id = m.id"
		" CROSS JOIN source o ON o.id = u.source"
		" ORDER BY o.key, u.key LIMIT 1", e);

	*out = SLICE("");
	if (!st)
		return -1;
	sql_int(st, 1, subject);
	return sql_one_text(&r->s->q, st, r->mem, out, e) < 0 ? -1 : 0;
}

/* The other is one with somebody of a source that tells of this one too: that
 * source knows two. */
static int is_taken(struct reading *r, int64_t other, bool *out,
		    struct err *e)
{
	*out = false;
	for (size_t i = 0; i < r->n && !*out; i++) {
		struct sqlite3_stmt *st = sql_use(&r->s->q, "SELECT 1 FROM"
			" party p CROSS JOIN party q ON q.party = p.party"
			" CROSS JOIN subject u ON u.id = q.subject"
			" WHERE p.subject = ?1 AND u.source = (SELECT source"
			" FROM subject WHERE id = ?2) LIMIT 1", e);
		int rc;

		if (!st)
			return -1;
		sql_int(st, 1, other);
		sql_int(st, 2, r->one[i]);
		rc = sql_one(&r->s->q, st, NULL, e);
		if (rc < 0)
			return -1;
		*out = rc > 0;
	}
	return 0;
}

static int read_one(struct reading *r, struct matter_read *out,
		    struct err *e)
{
	struct facts *list = arena_get(r->mem, r->n * sizeof(*list));
	int64_t *ids = arena_get(r->mem, r->n * sizeof(*ids));
	size_t n = 0;

	if (!list || !ids)
		return arena_ok(r->mem, "a conflict", e);
	for (size_t i = 0; i < r->n; i++) {
		if (facts_of(r, r->one[i], false, &list[n], e) < 0)
			return -1;
		if (list[n].n == 0)
			continue;
		if (r->s->o.checks->wants_text(list[n].kind) &&
		    facts_of(r, r->one[i], true, &list[n], e) < 0)
			return -1;
		ids[n++] = r->one[i];
	}
	out->m.one = list;
	out->m.n = n;
	out->one = ids;
	return 0;
}

/* A source that has two who come into question tells of two: nobody knows which
 * of them is meant. */
static size_t drop_namesakes(struct matter_maybe *list, size_t n)
{
	size_t kept = 0;
	bool two[MAYBE_MOST] = { false };

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			two[i] |= i != k && slice_eq(list[i].facts->source,
						     list[k].facts->source);
	for (size_t i = 0; i < n; i++)
		if (!two[i])
			list[kept++] = list[i];
	return kept;
}

static int read_maybe(struct reading *r, struct slice leader,
		      struct matter_read *out, struct err *e)
{
	struct matter_maybe *list = arena_get(r->mem, (r->n_maybe + 1) *
						      sizeof(*list));
	size_t n = 0;

	if (!list)
		return arena_ok(r->mem, "a conflict", e);
	for (size_t i = 0; i < r->n_maybe; i++) {
		struct facts *f = arena_get(r->mem, sizeof(*f));
		struct slice other;
		bool taken;

		if (is_taken(r, r->maybe[i], &taken, e) < 0)
			return -1;
		if (taken)
			continue;
		if (!f || leader_key(r, r->maybe[i], &other, e) < 0 ||
		    facts_of(r, r->maybe[i], false, f, e) < 0)
			return f ? -1 : arena_ok(r->mem, "a conflict", e);
		if (f->n == 0 || f->kind != out->m.one->kind)
			continue;
		list[n++] = (struct matter_maybe){
			f, slice_cmp(leader, other) < 0 };
	}
	out->m.maybe = list;
	out->m.n_maybe = out->m.one->kind == KIND_person ?
				 drop_namesakes(list, n) : n;
	return 0;
}

int matter_read(struct store *s, int64_t subject, struct slice at,
		struct arena *mem, struct matter_read *out, struct err *e)
{
	struct reading r = { .s = s, .at = at, .mem = mem };
	struct slice leader;

	*out = (struct matter_read){0};
	if (find(&r, members, subject, r.one, &r.n, MATTER_MOST, e) < 0)
		return -1;
	if (r.n == 0)
		r.one[r.n++] = subject;
	out->leads = r.one[0] == subject;
	if (read_one(&r, out, e) < 0)
		return -1;
	/* A leader of whom nothing is known any more leads nobody. */
	if (out->m.n > 0)
		out->leads = out->one[0] == subject;
	if (out->m.n == 0 || out->m.one->kind == KIND_designation)
		return 0;
	for (size_t i = 0; i < r.n; i++)
		if (find(&r, linked, r.one[i], r.maybe, &r.n_maybe,
			 MAYBE_MOST, e) < 0)
			return -1;
	if (out->m.one->kind == KIND_event)
		for (size_t i = 0; i < r.n; i++)
			if (same_day(&r, r.one[i], e) < 0)
				return -1;
	if (r.n_maybe == 0)
		return 0;
	return leader_key(&r, subject, &leader, e) < 0 ? -1 :
	       read_maybe(&r, leader, out, e);
}
