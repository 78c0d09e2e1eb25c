/* Who tells of one thing: those of a party, and others that may be it. */
#include "store/contest.h"

enum { MAYBE_MOST = 60 };

struct reading {
	struct store *s;
	struct slice at;
	struct arena *mem;
	int64_t one[MATTER_MOST], maybe[MAYBE_MOST];
	size_t n, n_maybe;
};

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
	int64_t list[SAME_DAY_MOST];
	bool shown = false;
	size_t n;

	for (const struct shape *const *p = r->s->o.shapes; p && *p; p++)
		shown |= (*p)->kind == KIND_event &&
			 (*p)->rows == ROWS_SUBJECTS &&
			 shape_find(*p, SLICE("count_scope")) >= 0;
	if (!shown || r->n_maybe >= SAME_DAY_MOST)
		return 0;
	if (teller_same_day(r->s, subject, r->at, r->mem, list, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n && r->n_maybe < SAME_DAY_MOST; i++)
		if (!has(r->one, r->n, list[i]) &&
		    !has(r->maybe, r->n_maybe, list[i]))
			r->maybe[r->n_maybe++] = list[i];
	return 0;
}

/* The other is one with somebody of a source that tells of this one too: that
 * source knows two. */
static int is_taken(struct reading *r, const struct teller *other, bool *out,
		    struct err *e)
{
	*out = false;
	for (size_t i = 0; i < r->n && other->n > 0 && !*out; i++) {
		const struct teller *one;

		if (teller_party(r->s, r->one[i], r->at, r->mem, &one, e) < 0)
			return -1;
		*out = has(other->in, other->n, one->source);
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
		const struct facts *f;

		if (teller_facts(r->s, r->one[i], r->at, r->mem, &f, e) < 0)
			return -1;
		if (f->n == 0)
			continue;
		list[n] = *f;
		if (r->s->o.checks->wants_text(f->kind) &&
		    teller_read(r->s, r->one[i], r->at, true, r->mem, &list[n],
				e) < 0)
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
		const struct teller *other;
		const struct facts *f;
		bool taken;

		if (teller_party(r->s, r->maybe[i], r->at, r->mem, &other,
				 e) < 0 ||
		    is_taken(r, other, &taken, e) < 0)
			return -1;
		if (taken)
			continue;
		if (teller_facts(r->s, r->maybe[i], r->at, r->mem, &f, e) < 0)
			return -1;
		if (f->n == 0 || f->kind != out->m.one->kind)
			continue;
		list[n++] = (struct matter_maybe){
			f, slice_cmp(leader, other->leader) < 0 };
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
	const struct teller *own;

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
	return teller_party(s, subject, at, mem, &own, e) < 0 ? -1 :
	       read_maybe(&r, own->leader, out, e);
}
