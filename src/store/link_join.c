/* Which of those that hang together are one party: strongest ties first, unless
 * something speaks against it or somebody else comes into question. */
#include <stdlib.h>
#include <string.h>

#include "store/link_party.h"

/* Profiles of others in the source ?3 of ?2 that ?1 may be. */
static const char namesakes[] =
	"SELECT p.text FROM (SELECT b AS other FROM link WHERE a = ?1"
	"  AND verdict = ?4 UNION ALL SELECT a FROM link WHERE b = ?1"
	"  AND verdict = ?4) k"
	" CROSS JOIN subject u ON u.id = k.other AND +u.source = ?3"
	"  AND u.id <> ?2 CROSS JOIN profile p ON p.subject = u.id";

static int cmp_edge(const void *x, const void *y)
{
	const struct edge *a = x, *b = y;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->order_a != b->order_a)
		return a->order_a < b->order_a ? -1 : 1;
	return a->order_b < b->order_b ? -1 : a->order_b > b->order_b;
}

static int by_public(const void *x, const void *y)
{
	const struct node *const *a = x, *const *b = y;

	return slice_cmp((*a)->public, (*b)->public);
}

static int order_nodes(struct form *f, struct err *e)
{
	struct node **list = arena_get(&f->mem, (f->n + 1) * sizeof(*list));

	if (!list)
		return arena_ok(&f->mem, "a party", e);
	for (size_t i = 0; i < f->n; i++)
		list[i] = &f->node[i];
	if (f->n > 1)
		qsort(list, f->n, sizeof(*list), by_public);
	for (size_t i = 0; i < f->n; i++)
		list[i]->order = i;
	return 0;
}

/* Strongest first, then by ids: the order of import decides nothing. */
static int sort_edges(struct form *f, struct err *e)
{
	if (order_nodes(f, e) < 0)
		return -1;
	for (size_t i = 0; i < f->n_edges; i++) {
		struct edge *g = &f->edge[i];

		if (f->node[g->a].order > f->node[g->b].order) {
			size_t a = g->a;

			g->a = g->b;
			g->b = a;
		}
		g->order_a = f->node[g->a].order;
		g->order_b = f->node[g->b].order;
	}
	if (f->n_edges > 1)
		qsort(f->edge, f->n_edges, sizeof(*f->edge), cmp_edge);
	return 0;
}

/* Where the tie of two rules stands, for those that are asked most. */
static int place_edges(struct form *f, struct err *e)
{
	f->at = arena_get(&f->mem, (f->n * f->n + 1) * sizeof(*f->at));
	if (!f->at)
		return arena_ok(&f->mem, "a party", e);
	memset(f->at, 0, f->n * f->n * sizeof(*f->at));
	for (size_t i = 0; i < f->n_edges; i++) {
		const struct edge *g = &f->edge[i];

		if (g->rank == OWN_RANK)
			continue;
		f->at[g->a * f->n + g->b] = (uint32_t)i + 1;
		f->at[g->b * f->n + g->a] = (uint32_t)i + 1;
	}
	return 0;
}

static int profile_of(struct form *f, struct node *n, struct err *e)
{
	struct sqlite3_stmt *st;

	if (n->profile.p)
		return 0;
	st = sql_use(&f->s->q, "SELECT text FROM profile WHERE subject = ?1",
		     e);
	if (!st)
		return -1;
	sql_int(st, 1, n->subject);
	n->profile = SLICE("");
	return sql_one_text(&f->s->q, st, &f->mem, &n->profile, e) < 0 ? -1 : 0;
}

/* What was found of two; most in one party were compared before. */
int form_answer(struct form *f, size_t x, size_t y,
		 struct party_answer *out, struct err *e)
{
	struct node *a = &f->node[x], *b = &f->node[y];
	uint32_t known = f->at[x * f->n + y];

	*out = (struct party_answer){0};
	if (known) {
		out->differ = f->edge[known - 1].differ;
		return 0;
	}
	if (profile_of(f, a, e) < 0 || profile_of(f, b, e) < 0)
		return -1;
	if (a->profile.n > 0 && b->profile.n > 0)
		*out = f->s->o.parties->compare(a->profile, b->profile, NULL);
	return 0;
}

/* Both are entries of one list, so that they are two. Of persons and acts the
 * rules know what tells of them. */
static bool one_list(const struct node *a, const struct node *b)
{
	return !a->row && a->source == b->source;
}

/* Two that both come into question for one end of a tie: both listings of one
 * source, or such as cannot be one. 1: this is so. */
static int are_rivals(struct form *f, const struct edge *g, size_t of,
		      size_t other, struct err *e)
{
	struct party_answer r;

	if (other == of || f->node[other].group == f->node[of].group)
		return 0;
	/* Of two certain ones the first is taken: one list has it twice. */
	if (one_list(&f->node[other], &f->node[of]))
		return g->verdict < PARTY_SAME;
	if (form_answer(f, of, other, &r, e) < 0)
		return -1;
	return r.against;
}

/* 1: the source of `of` has another of that name, though less speaks for it:
 * nobody can tell which of the two `end` is. Few pairs are so near that they
 * are asked about. */
static int has_namesake(struct form *f, size_t end, size_t of, struct err *e)
{
	struct node *a = &f->node[end], *b = &f->node[of];
	struct sqlite3_stmt *st = sql_use(&f->s->q, namesakes, e);
	int rc = st ? 1 : -1, found = 0;

	if (st) {
		sql_int(st, 1, a->subject);
		sql_int(st, 2, b->subject);
		sql_int(st, 3, b->source);
		sql_int(st, 4, PARTY_POSSIBLY);
	}
	if (rc > 0 && profile_of(f, b, e) < 0)
		rc = -1;
	while (!found && rc > 0 && (rc = sql_step(&f->s->q, st, e)) > 0)
		found = b->profile.n > 0 && f->s->o.parties->compare(
			b->profile, sql_col(st, 0), NULL).against;
	if (st)
		sql_reset(st);
	return rc < 0 ? -1 : found;
}

static int has_namesakes(struct form *f, const struct edge *g, struct err *e)
{
	int rc = 0;

	if (f->node[g->a].person)
		rc = has_namesake(f, g->a, g->b, e);
	if (rc == 0 && f->node[g->a].person)
		rc = has_namesake(f, g->b, g->a, e);
	return rc;
}

/* A tie counts only where nobody else comes into question. */
static int has_rival(struct form *f, const struct edge *g, struct err *e)
{
	for (size_t i = 0; i < f->n_edges; i++) {
		const struct edge *o = &f->edge[i];
		int rc = 0;

		if (o->a == g->a || o->b == g->a)
			rc = are_rivals(f, g, g->b, o->a == g->a ? o->b : o->a,
					e);
		if (rc == 0 && (o->a == g->b || o->b == g->b))
			rc = are_rivals(f, g, g->a, o->a == g->b ? o->b : o->a,
					e);
		if (rc != 0)
			return rc;
	}
	return has_namesakes(f, g, e);
}

static bool is_split(const struct form *f, size_t a, size_t b)
{
	for (size_t i = 0; i < f->n_splits; i++) {
		const struct split *s = &f->split[i];

		if ((s->a == a && s->b == b) || (s->a == b && s->b == a))
			return true;
	}
	return false;
}

/* 1: nothing keeps these two out of one party. */
static int may_join(struct form *f, size_t a, size_t b, bool own,
		    struct err *e)
{
	struct node *x = &f->node[a], *y = &f->node[b];
	struct party_answer r;

	if (is_split(f, a, b))
		return 0;
	if (own)
		return 1;
	if (x->alone || y->alone || one_list(x, y))
		return 0;
	if (form_answer(f, a, b, &r, e) < 0)
		return -1;
	return !r.against;
}

static int join(struct form *f, const struct edge *g, struct err *e)
{
	size_t a = f->node[g->a].group, b = f->node[g->b].group;
	bool own = g->rank == OWN_RANK;
	int rival = a == b || own ? 0 : has_rival(f, g, e);

	if (a == b || rival)
		return rival < 0 ? -1 : 0;
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; f->node[i].group == a && k < f->n; k++) {
			int rc = f->node[k].group != b ? 1 :
				 may_join(f, i, k, own, e);

			if (rc <= 0)
				return rc;
		}
	for (size_t i = 0; i < f->n; i++)
		if (f->node[i].group == b)
			f->node[i].group = a;
	return 0;
}

int form_join(struct form *f, struct err *e)
{
	bool too_many = f->n > PARTY_MOST;

	if (sort_edges(f, e) < 0 || place_edges(f, e) < 0)
		return -1;
	for (size_t i = 0; i < f->n; i++)
		f->node[i].group = i;
	for (size_t i = 0; i < f->n_edges; i++)
		if ((!too_many || f->edge[i].rank == OWN_RANK) &&
		    join(f, &f->edge[i], e) < 0)
			return -1;
	return 0;
}
