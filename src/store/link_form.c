/* Parties: what hangs together by ties, strongest first, unless something in
 * it speaks against it. */
#include <stdlib.h>
#include <string.h>

#include "store/link.h"

enum { FORM_BYTES = 256 << 20, EDGES_MOST = 100000, OWN_RANK = -1 };

struct node {
	int64_t subject, source, party;	/* party 0: was in none */
	bool disputed;			/* was in one that is */
	bool alone;			/* by the user's word */
	struct slice public, profile;	/* profile absent: not read yet */
	size_t group;
	int64_t now;			/* its party from now on, 0: none */
	bool now_disputed;
};

struct edge {
	size_t a, b;
	int verdict, rank;
	bool differ;
};

struct split {
	size_t a, b;
};

struct form {
	struct store *s;
	struct arena mem;
	struct node *node;
	size_t n, cap;
	struct edge *edge;
	size_t n_edges, cap_edges;
	struct split *split;
	size_t n_splits, cap_splits;
	bool own;		/* the user has said anything at all */
};

static int node_add(struct form *f, int64_t subject, size_t *at,
		    struct err *e)
{
	struct sqlite3_stmt *st;
	struct node *n;
	int rc;

	for (*at = 0; *at < f->n; ++*at)
		if (f->node[*at].subject == subject)
			return 0;
	if (vec_room((void **)&f->node, &f->cap, f->n, sizeof(*f->node),
		     PARTY_MOST + KEY_MOST, e) < 0)
		return -1;
	st = sql_use(&f->s->q, "SELECT u.source, u.public, p.party, p.disputed"
		     " FROM subject u LEFT JOIN party p ON p.subject = u.id"
		     " WHERE u.id = ?1", e);
	if (!st)
		return -1;
	sql_int(st, 1, subject);
	rc = sql_step(&f->s->q, st, e);
	if (rc <= 0)
		return rc < 0 ? -1 : err_set(e, ERR_STORE, "%s: a link to no"
					     " subject", f->s->file);
	n = &f->node[f->n++];
	*n = (struct node){
		.subject = subject, .source = sql_col_int(st, 0),
		.public = arena_slice(&f->mem, sql_col(st, 1)),
		.party = sql_col_int(st, 2),
		.disputed = sql_col_int(st, 3) != 0,
	};
	sql_reset(st);
	return 0;
}

static int edge_add(struct form *f, struct edge g, struct err *e)
{
	if (vec_room((void **)&f->edge, &f->cap_edges, f->n_edges,
		     sizeof(*f->edge), EDGES_MOST, e) < 0)
		return -1;
	f->edge[f->n_edges++] = g;
	return 0;
}

/* Neighbours of a node; each edge is taken at the end that comes first. */
static int links_of(struct form *f, size_t at, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&f->s->q,
		"SELECT b, verdict, rank, differ, 1 FROM link"
		" WHERE a = ?1 AND verdict > ?2"
		" UNION ALL SELECT a, verdict, rank, differ, 0 FROM link"
		" WHERE b = ?1 AND verdict > ?2", e);
	int64_t found[PARTY_MOST][5];
	size_t n = 0, other;
	int rc = st ? 1 : -1;

	if (st) {
		sql_int(st, 1, f->node[at].subject);
		sql_int(st, 2, PARTY_POSSIBLY);
	}
	while (rc > 0 && (rc = sql_step(&f->s->q, st, e)) > 0 &&
	       n < PARTY_MOST) {
		for (int i = 0; i < 5; i++)
			found[n][i] = sql_col_int(st, i);
		n++;
	}
	if (st)
		sql_reset(st);
	for (size_t i = 0; rc >= 0 && i < n; i++) {
		if (node_add(f, found[i][0], &other, e) < 0)
			return -1;
		if (found[i][4] && edge_add(f, (struct edge){
				at, other, (int)found[i][1], (int)found[i][2],
				found[i][3] != 0 }, e) < 0)
			return -1;
	}
	return rc < 0 ? -1 : 0;
}

static int own_add(struct form *f, size_t at, int64_t subject, bool merge,
		   bool first, struct err *e)
{
	size_t other;

	if (node_add(f, subject, &other, e) < 0)
		return -1;
	if (!first)
		return 0;
	if (merge)
		return edge_add(f, (struct edge){ at, other, PARTY_SAME,
						  OWN_RANK, false }, e);
	if (vec_room((void **)&f->split, &f->cap_splits, f->n_splits,
		     sizeof(*f->split), EDGES_MOST, e) < 0)
		return -1;
	f->split[f->n_splits++] = (struct split){ at, other };
	return 0;
}

/* One that goes on under another number does not stand for its entry. */
#define STANDS(subject) \
	"(EXISTS (SELECT 1 FROM profile WHERE profile.subject = " subject ")" \
	" OR NOT EXISTS (SELECT 1 FROM content sc JOIN rekey sk" \
	"  ON sc.record IN (sk.old, sk.new) WHERE sc.subject = " subject "))"

const char link_own_words[] =
	"SELECT t.verdict, w.id, t.b = '', t.a = p.public, coalesce(w.public,"
	"  CASE p.public WHEN t.a THEN t.b ELSE t.a END), t.note,"
	"  date(t.at, 'unixepoch') FROM"
	" (" SAME_ENTRY("?1") " SELECT u.public FROM one JOIN subject u"
	"  ON u.id = one.subject) p"
	" JOIN own.tie t ON p.public IN (t.a, t.b)"
	" LEFT JOIN public o ON o.public ="
	"  CASE p.public WHEN t.a THEN t.b ELSE t.a END"
	" LEFT JOIN subject w ON w.id IN"
	"  (" SAME_ENTRY("o.subject") " SELECT subject FROM one)"
	"  AND " STANDS("w.id")
	" WHERE " STANDS("?1");

/* The user's words about a node, each taken at the end that comes first. */
static int own_of(struct form *f, size_t at, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&f->s->q, link_own_words, e);
	int rc = st ? 1 : -1;

	if (st)
		sql_int(st, 1, f->node[at].subject);
	while (rc > 0 && (rc = sql_step(&f->s->q, st, e)) > 0) {
		if (sql_col_int(st, 2))
			f->node[at].alone = true;
		if (!sql_col_null(st, 1) &&
		    own_add(f, at, sql_col_int(st, 1),
			    slice_is(sql_col(st, 0), "merge"),
			    sql_col_int(st, 3) != 0, e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	return rc < 0 ? -1 : 0;
}

/* Those of the party as it was: they may have to part. */
static int members_of(struct form *f, size_t at, struct err *e)
{
	struct sqlite3_stmt *st;
	int64_t found[PARTY_MOST];
	size_t n = 0, other;
	int rc = 1;

	if (f->node[at].party == 0)
		return 0;
	st = sql_use(&f->s->q, "SELECT subject FROM party WHERE party = ?1",
		     e);
	if (!st)
		return -1;
	sql_int(st, 1, f->node[at].party);
	while (n < PARTY_MOST && (rc = sql_step(&f->s->q, st, e)) > 0)
		found[n++] = sql_col_int(st, 0);
	sql_reset(st);
	for (size_t i = 0; rc >= 0 && i < n; i++)
		if (node_add(f, found[i], &other, e) < 0)
			return -1;
	return rc < 0 ? -1 : 0;
}

static int load(struct form *f, int64_t subject, struct err *e)
{
	size_t at;

	f->n = f->n_edges = f->n_splits = 0;
	arena_clear(&f->mem);
	if (node_add(f, subject, &at, e) < 0)
		return -1;
	for (at = 0; at < f->n && f->n <= PARTY_MOST; at++)
		if (links_of(f, at, e) < 0 ||
		    (f->own && own_of(f, at, e) < 0) ||
		    members_of(f, at, e) < 0)
			return -1;
	return arena_ok(&f->mem, "a party", e);
}

/* --- who goes with whom ------------------------------------------------- */

static int cmp_edge(const struct form *f, const struct edge *x,
		    const struct edge *y)
{
	int c = x->rank - y->rank;

	if (c == 0)
		c = slice_cmp(f->node[x->a].public, f->node[y->a].public);
	if (c == 0)
		c = slice_cmp(f->node[x->b].public, f->node[y->b].public);
	return c;
}

/* Strongest first, then by ids: the order of import decides nothing. */
static void sort_edges(struct form *f)
{
	for (size_t i = 0; i < f->n_edges; i++) {
		struct edge *g = &f->edge[i];

		if (slice_cmp(f->node[g->a].public, f->node[g->b].public) > 0)
			*g = (struct edge){ g->b, g->a, g->verdict, g->rank,
					    g->differ };
	}
	for (size_t i = 1; i < f->n_edges; i++) {
		struct edge g = f->edge[i];
		size_t k = i;

		for (; k > 0 && cmp_edge(f, &g, &f->edge[k - 1]) < 0; k--)
			f->edge[k] = f->edge[k - 1];
		f->edge[k] = g;
	}
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
static int answer(struct form *f, size_t x, size_t y,
		  struct party_answer *out, struct err *e)
{
	struct node *a = &f->node[x], *b = &f->node[y];

	*out = (struct party_answer){0};
	for (size_t i = 0; i < f->n_edges; i++) {
		const struct edge *g = &f->edge[i];

		if (g->rank == OWN_RANK || !((g->a == x && g->b == y) ||
					     (g->a == y && g->b == x)))
			continue;
		out->differ = g->differ;
		return 0;
	}
	if (profile_of(f, a, e) < 0 || profile_of(f, b, e) < 0)
		return -1;
	if (a->profile.n > 0 && b->profile.n > 0)
		*out = f->s->o.parties->compare(a->profile, b->profile, NULL);
	return 0;
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
	if (f->node[other].source == f->node[of].source)
		return g->verdict < PARTY_SAME;
	if (answer(f, of, other, &r, e) < 0)
		return -1;
	return r.against;
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
	return 0;
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
	if (x->alone || y->alone || x->source == y->source)
		return 0;
	if (answer(f, a, b, &r, e) < 0)
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

static int join_all(struct form *f, struct err *e)
{
	bool too_many = f->n > PARTY_MOST;

	sort_edges(f);
	for (size_t i = 0; i < f->n; i++)
		f->node[i].group = i;
	for (size_t i = 0; i < f->n_edges; i++)
		if ((!too_many || f->edge[i].rank == OWN_RANK) &&
		    join(f, &f->edge[i], e) < 0)
			return -1;
	return 0;
}

/* --- what is kept of it ------------------------------------------------- */

/* A party is called by its listing whose id comes first. */
static int name_group(struct form *f, size_t group, struct err *e)
{
	struct node *first = NULL;
	bool differ = false;
	size_t members = 0;

	for (size_t i = 0; i < f->n; i++) {
		struct node *n = &f->node[i];

		if (n->group != group)
			continue;
		members++;
		if (!first || slice_cmp(n->public, first->public) < 0)
			first = n;
		for (size_t k = 0; k < i; k++) {
			struct party_answer r;

			if (f->node[k].group != group)
				continue;
			if (answer(f, i, k, &r, e) < 0)
				return -1;
			differ |= r.differ;
		}
	}
	for (size_t i = 0; members > 1 && i < f->n; i++)
		if (f->node[i].group == group) {
			f->node[i].now = first->subject;
			f->node[i].now_disputed = differ;
		}
	return 0;
}

static int save_node(struct form *f, const struct node *n, struct err *e)
{
	struct sqlite3_stmt *st;

	if (n->now == n->party && n->now_disputed == n->disputed)
		return 0;
	st = sql_use(&f->s->q, n->now ?
		     "INSERT OR REPLACE INTO party VALUES (?1, ?2, ?3)" :
		     "DELETE FROM party WHERE subject = ?1", e);
	if (!st)
		return -1;
	sql_int(st, 1, n->subject);
	if (n->now) {
		sql_int(st, 2, n->now);
		sql_int(st, 3, n->now_disputed);
	}
	if (sql_do(&f->s->q, st, e) < 0)
		return -1;
	return n->disputed == n->now_disputed ? 0 :
	       touch_subject(f->s, n->subject, e);
}

static int form_one(struct form *f, int64_t subject, struct bits *done,
		    struct err *e)
{
	if (load(f, subject, e) < 0 || join_all(f, e) < 0)
		return -1;
	for (size_t i = 0; i < f->n; i++)
		if (name_group(f, i, e) < 0)
			return -1;
	for (size_t i = 0; i < f->n; i++)
		if (bits_add(done, f->node[i].subject, e) < 0 ||
		    save_node(f, &f->node[i], e) < 0)
			return -1;
	return 0;
}

int link_form(struct store *s, const struct bits *listings, struct err *e)
{
	struct form f = { .s = s, .mem = ARENA_INIT(FORM_BYTES) };
	struct bits done = {0};
	int64_t first = 0, end, own = 0;
	int rc = sql_number(&s->q, "SELECT EXISTS (SELECT 1 FROM own.tie)",
			    0, &own, e);

	f.own = own != 0;
	while (rc == 0 && bits_run(listings, &first, &end))
		for (; rc == 0 && first < end; first++)
			if (!bits_has(&done, first))
				rc = form_one(&f, first, &done, e);
	bits_free(&done);
	arena_free(&f.mem);
	free(f.node);
	free(f.edge);
	free(f.split);
	return rc;
}
