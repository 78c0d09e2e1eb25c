/* A whole party for the one who asks for one of its listings: the facts of
 * all, the matrix, and why they are one. */
#include <stdlib.h>

#include "store/link.h"

enum { TIES_MOST = 200, MEMBERS_MOST = PARTY_MOST + KEY_MOST };

struct member {
	int64_t subject;
	struct facts facts;
	bool tied;		/* one tie of it is told */
};

struct reading {
	struct store *s;
	struct slice at;
	struct arena *mem;
	struct member *member;	/* the listing asked for first */
	size_t n, cap;
	struct tie *tie;
	size_t ties, cap_ties;
};

int link_disputed(struct store *s, int64_t subject, bool *out, struct err *e)
{
	struct sqlite3_stmt *st;
	int rc;

	*out = false;
	if (!s->o.parties)
		return 0;
	st = sql_use(&s->q, "SELECT disputed FROM party WHERE subject = ?1",
		     e);
	if (!st)
		return -1;
	sql_int(st, 1, subject);
	rc = sql_step(&s->q, st, e);
	*out = rc > 0 && sql_col_int(st, 0) != 0;
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

static int facts_of(struct reading *r, int64_t subject, bool all,
		    struct facts *out, struct err *e)
{
	*out = (struct facts){0};
	return gather(r->s, &(struct gather_what){
			.first = subject, .end = subject + 1, .all = all,
			.at = r->at,
		      }, r->mem, gather_one, out, e);
}

static int member_add(struct reading *r, int64_t subject, struct err *e)
{
	if (vec_room((void **)&r->member, &r->cap, r->n, sizeof(*r->member),
		     MEMBERS_MOST, e) < 0)
		return -1;
	r->member[r->n++] = (struct member){ .subject = subject };
	return 0;
}

static struct member *member_of(struct reading *r, int64_t subject)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->member[i].subject == subject)
			return &r->member[i];
	return NULL;
}

static bool is_member(struct reading *r, int64_t subject)
{
	return member_of(r, subject) != NULL;
}

/* The other members, by the key of their source. */
static int find_members(struct reading *r, int64_t subject,
			struct slice *party, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&r->s->q, "SELECT q.subject,"
		" n.public FROM party p JOIN party q ON q.party = p.party"
		" JOIN subject n ON n.id = p.party"
		" JOIN subject u ON u.id = q.subject"
		" JOIN source o ON o.id = u.source"
		" WHERE p.subject = ?1 ORDER BY o.key, u.public", e);
	int rc = st ? 1 : -1;

	if (member_add(r, subject, e) < 0)
		return -1;
	if (st)
		sql_int(st, 1, subject);
	while (rc > 0 && (rc = sql_step(&r->s->q, st, e)) > 0) {
		if (!party->p)
			*party = arena_slice(r->mem, sql_col(st, 1));
		if (sql_col_int(st, 0) != subject &&
		    member_add(r, sql_col_int(st, 0), e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	return rc;
}

/* --- facts of all ------------------------------------------------------- */

/* As the row is made, and what stopped counting. */
static int merge_row(struct reading *r, struct facts *f, struct err *e)
{
	const struct facts **list = arena_get(r->mem, r->n * sizeof(*list));

	if (!list)
		return arena_ok(r->mem, "a party", e);
	for (size_t i = 0; i < r->n; i++)
		list[i] = &r->member[i].facts;
	return facts_merge(list, r->n, r->mem, f, e);
}

/* By property, and in each the listing asked for first. */
static int merge_facts(struct reading *r, struct facts *f, struct err *e)
{
	struct fact *list;
	size_t total = 0, n = 0;

	for (size_t i = 0; i < r->n; i++)
		total += r->member[i].facts.n;
	list = arena_get(r->mem, (total + 1) * sizeof(*list));
	if (!list)
		return arena_ok(r->mem, "a party", e);
	for (int p = 0; p < PROP_COUNT; p++)
		for (size_t i = 0; i < r->n; i++) {
			const struct facts *m = &r->member[i].facts;

			for (size_t k = 0; k < m->n; k++)
				if ((int)m->fact[k].claim.prop == p)
					list[n++] = m->fact[k];
		}
	f->fact = list;
	f->n = n;
	for (size_t i = 1; i < r->n; i++)
		facts_presence(f, &r->member[i].facts);
	return 0;
}

/* --- the matrix --------------------------------------------------------- */

static struct slice first_since(const struct facts *f)
{
	struct slice since = SLICE_NONE;

	for (size_t i = 0; i < f->n; i++)
		if (!since.p || slice_cmp(f->fact[i].since, since) < 0)
			since = f->fact[i].since;
	return since;
}

/* What was last said of one that is gone counts no more: none of it does. */
static struct slice last_value(const struct facts *f, enum property prop)
{
	struct slice value = facts_value(f, prop);

	for (size_t i = 0; i < f->n && !value.p; i++)
		if (f->fact[i].claim.prop == prop)
			value = f->fact[i].claim.value;
	return value;
}

/* What it is called; an act by its day and number. */
static struct slice title_of(const struct facts *f, struct arena *mem)
{
	struct slice date = last_value(f, PROP_date);
	struct slice count = last_value(f, PROP_count);

	if (f->kind != KIND_event)
		return last_value(f, PROP_name);
	return arena_fmt(mem, "%.*s%s%.*s", SLICE_ARG(date),
			 date.n && count.n ? ", " : "", SLICE_ARG(count));
}

static int matrix(struct reading *r, struct facts *f, struct err *e)
{
	struct listed *list = arena_get(r->mem, r->n * sizeof(*list));

	if (!list)
		return arena_ok(r->mem, "a party", e);
	for (size_t i = 0; i < r->n; i++) {
		struct facts *m = arena_get(r->mem, sizeof(*m));
		struct source_state st = {0};

		if (!m)
			return arena_ok(r->mem, "a party", e);
		*m = r->member[i].facts;
		if (m->n == 0)
			continue;
		if (version_load(r->s, m->source, r->at, r->mem, &st, e) < 0)
			return -1;
		list[f->listings++] = (struct listed){
			.facts = m,
			.name = title_of(m, r->mem),
			.native_id = last_value(m, PROP_native_id),
			.jurisdiction = last_value(m, PROP_jurisdiction),
			.listed_on = last_value(m, PROP_listed_on),
			.since = first_since(m), .version = st.version,
			.programmes = facts_list(m, PROP_programme, r->mem),
			.measures = facts_list(m, PROP_measure, r->mem),
		};
	}
	f->listing = list;
	return 0;
}

/* --- the ties ----------------------------------------------------------- */

static struct tie *tie_add(struct reading *r, struct err *e)
{
	if (r->ties == TIES_MOST ||
	    vec_room((void **)&r->tie, &r->cap_ties, r->ties,
		     sizeof(*r->tie), TIES_MOST, e) < 0)
		return NULL;
	r->tie[r->ties] = (struct tie){0};
	return &r->tie[r->ties++];
}

static int profile_of(struct reading *r, int64_t subject, struct slice *out,
		      struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&r->s->q, "SELECT text FROM profile"
					  " WHERE subject = ?1", e);

	*out = SLICE("");
	if (!st)
		return -1;
	sql_int(st, 1, subject);
	return sql_one_text(&r->s->q, st, r->mem, out, e) < 0 ? -1 : 0;
}

static int answer_of(struct reading *r, int64_t a, int64_t b,
		     struct party_answer *out, struct err *e)
{
	struct slice mine, its;

	if (profile_of(r, a, &mine, e) < 0 || profile_of(r, b, &its, e) < 0)
		return -1;
	*out = r->s->o.parties->compare(mine, its, r->mem);
	return 0;
}

/* Has the user said that the listing is one with no other? */
static int stands_alone(struct reading *r, int64_t subject, bool *out,
			struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&r->s->q, link_own_words, e);
	int rc = st ? 1 : -1;

	*out = false;
	if (st)
		sql_int(st, 1, subject);
	while (rc > 0 && (rc = sql_step(&r->s->q, st, e)) > 0)
		*out |= sql_col_int(st, 2) != 0;
	return rc < 0 ? -1 : 0;
}

static const char *noun(enum kind kind)
{
	return kind == KIND_person ? "person" :
	       kind == KIND_event ? "act" : "listing";
}

static struct slice apart(struct reading *r, const struct party_answer *a,
			  bool alone)
{
	if (a->verdict <= PARTY_POSSIBLY)
		return a->reason;
	if (alone)
		return arena_fmt(r->mem, "%.*s; not taken for one, because you"
				 " said that one of them is one with no other",
				 SLICE_ARG(a->reason));
	return arena_fmt(r->mem, "%.*s; not taken for one, because another"
			 " %s comes into question, or speaks against it",
			 SLICE_ARG(a->reason),
			 noun(r->member[0].facts.kind));
}

/* One outside is told of once, for the first member that it is like, and not
 * where the user has said that they are two. */
static bool told(const struct reading *r, struct slice id)
{
	for (size_t i = 0; i < r->ties; i++) {
		const struct tie *t = &r->tie[i];

		if ((t->kind == TIE_POSSIBLY || t->kind == TIE_SPLIT) &&
		    slice_eq(t->b, id))
			return true;
	}
	return false;
}

static int name_other(struct reading *r, int64_t other, struct tie *t,
		      struct err *e)
{
	struct facts f;

	if (facts_of(r, other, false, &f, e) < 0)
		return -1;
	t->name = title_of(&f, r->mem);
	t->source = f.source;
	return 0;
}

static int tie_outside(struct reading *r, const struct member *m,
		       const struct facts *other, int64_t subject,
		       const struct party_answer *a, struct tie *t,
		       struct err *e)
{
	bool mine = false, its = false;

	t->name = title_of(other, r->mem);
	t->source = other->source;
	if (a->verdict > PARTY_POSSIBLY &&
	    (stands_alone(r, m->subject, &mine, e) < 0 ||
	     stands_alone(r, subject, &its, e) < 0))
		return -1;
	t->alone = its ? t->b : mine ? t->a : SLICE_NONE;
	t->reason = apart(r, a, mine || its);
	return 0;
}

/* Of ten that are one, each is told why once, not forty-five times. */
static bool told_enough(struct reading *r, int64_t a, int64_t b)
{
	struct member *x = member_of(r, a), *y = member_of(r, b);

	if (!x || !y || !link_rows(x->facts.kind))
		return false;
	if (x->tied && y->tied)
		return true;
	x->tied = y->tied = true;
	return false;
}

/* A link of a member, to another member or to one outside. */
static int tie_link(struct reading *r, const struct member *m, int64_t other,
		    struct err *e)
{
	bool inside = is_member(r, other);
	struct party_answer a;
	int64_t shown = other;		/* in whose row the other one stands */
	struct facts f;
	struct tie *t;

	if (answer_of(r, m->subject, other, &a, e) < 0 ||
	    (!inside && link_leader(r->s, other, &shown, e) < 0) ||
	    facts_of(r, shown, false, &f, e) < 0)
		return -1;
	if (a.verdict < PARTY_POSSIBLY || f.n == 0 || told(r, f.id) ||
	    (inside && (a.verdict == PARTY_POSSIBLY ||
			told_enough(r, m->subject, other))))
		return 0;
	t = tie_add(r, e);
	if (!t)
		return 0;
	*t = (struct tie){
		.kind = inside ? TIE_ONE : TIE_POSSIBLY,
		.a = m->facts.id, .b = f.id, .rule = slice_of(a.rule),
		.reason = a.reason,
	};
	return inside ? 0 : tie_outside(r, m, &f, other, &a, t, e);
}

/* Ties inside the party are told once. */
static int ties_of(struct reading *r, const struct member *m, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&r->s->q,
		"SELECT b FROM link WHERE a = ?1"
		" UNION ALL SELECT a FROM link WHERE b = ?1 LIMIT ?2", e);
	int64_t other[TIES_MOST];
	size_t n = 0;
	int rc = st ? 1 : -1;

	if (st) {
		sql_int(st, 1, m->subject);
		sql_int(st, 2, TIES_MOST);
	}
	while (rc > 0 && n < TIES_MOST &&
	       (rc = sql_step(&r->s->q, st, e)) > 0)
		other[n++] = sql_col_int(st, 0);
	if (st)
		sql_reset(st);
	for (size_t i = 0; rc >= 0 && i < n; i++)
		if ((!is_member(r, other[i]) || link_rows(m->facts.kind) ||
		     m->subject < other[i]) &&
		    tie_link(r, m, other[i], e) < 0)
			return -1;
	return rc < 0 ? -1 : 0;
}

static int own_ties_of(struct reading *r, const struct member *m,
		       struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&r->s->q, link_own_words, e);
	int64_t other_id;
	int rc = st ? 1 : -1;

	if (st)
		sql_int(st, 1, m->subject);
	while (rc > 0 && (rc = sql_step(&r->s->q, st, e)) > 0) {
		bool merge = slice_is(sql_col(st, 0), "merge");
		bool first = sql_col_int(st, 3) != 0;
		struct slice other = sql_col(st, 4);
		struct tie *t = merge && !first ? NULL : tie_add(r, e);

		if (!t)
			continue;
		*t = (struct tie){
			.kind = merge ? TIE_MERGED : TIE_SPLIT,
			.a = m->facts.id,
			.b = other.n ? arena_slice(r->mem, other) :
				       SLICE_NONE,
			.rule = SLICE("your own word"),
			.note = arena_slice(r->mem, sql_col(st, 5)),
			.at = arena_slice(r->mem, sql_col(st, 6)),
		};
		other_id = sql_col_int(st, 1);	/* 0: not in the store */
		if (other_id && !is_member(r, other_id))
			rc = name_other(r, other_id, t, e) < 0 ? -1 : rc;
	}
	if (st)
		sql_reset(st);
	return rc < 0 ? -1 : 0;
}

static int cmp_tie(const void *x, const void *y)
{
	const struct tie *a = x, *b = y;
	int c = (int)a->kind - (int)b->kind;

	if (c == 0)
		c = slice_cmp(a->a, b->a);
	return c ? c : slice_cmp(a->b, b->b);
}

static int find_ties(struct reading *r, struct facts *f, struct err *e)
{
	struct tie *list;

	for (size_t i = 0; i < r->n; i++)
		if (r->member[i].facts.n > 0 &&
		    own_ties_of(r, &r->member[i], e) < 0)
			return -1;
	for (size_t i = 0; i < r->n; i++)
		if (r->member[i].facts.n > 0 &&
		    ties_of(r, &r->member[i], e) < 0)
			return -1;
	if (r->ties == 0)
		return 0;
	qsort(r->tie, r->ties, sizeof(*r->tie), cmp_tie);
	list = arena_get(r->mem, r->ties * sizeof(*list));
	for (size_t i = 0; list && i < r->ties; i++)
		list[i] = r->tie[i];
	f->tie = list;
	f->ties = list ? r->ties : 0;
	return arena_ok(r->mem, "a party", e);
}

int link_complete(struct store *s, int64_t subject, struct slice at,
		  struct arena *mem, struct facts *f, struct err *e)
{
	struct reading r = { .s = s, .at = at, .mem = mem };
	int rc = s->o.parties ? find_members(&r, subject, &f->party, e) : 0;

	if (rc == 0 && r.n > 0)
		r.member[0].facts = *f;
	for (size_t i = 1; rc == 0 && i < r.n; i++)
		rc = facts_of(&r, r.member[i].subject, true,
			      &r.member[i].facts, e);
	if (rc == 0 && r.n > 0) {
		rc = link_rows(f->kind) ? merge_row(&r, f, e) :
					  merge_facts(&r, f, e);
		if (rc == 0)
			rc = matrix(&r, f, e);
		if (rc == 0)
			rc = find_ties(&r, f, e);
	}
	free(r.member);
	free(r.tie);
	return rc;
}
