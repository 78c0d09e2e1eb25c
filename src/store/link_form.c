/* Parties: what hangs together by ties, strongest first, unless something in
 * it speaks against it. */
#include <stdlib.h>
#include <string.h>

#include "store/link_party.h"

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
		     NODES_MOST, e) < 0)
		return -1;
	st = sql_use(&f->s->q, "SELECT u.source, u.public, p.party, p.disputed,"
		     " u.first_seen, u.kind IN " KINDS_IN_ROWS ","
		     " u.kind = 'person' FROM subject u LEFT JOIN party p ON p.subject = u.id"
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
		.seen_at = sql_col_int(st, 4),
		.row = sql_col_int(st, 5) != 0,
		.person = sql_col_int(st, 6) != 0,
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
				found[i][3] != 0, 0, 0 }, e) < 0)
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
						  OWN_RANK, false, 0, 0 }, e);
	if (vec_room((void **)&f->split, &f->cap_splits, f->n_splits,
		     sizeof(*f->split), EDGES_MOST, e) < 0)
		return -1;
	f->split[f->n_splits++] = (struct split){ at, other };
	return 0;
}

/* One that goes on under another number does not stand for its entry. */
#define STANDS(subject) \
	"(EXISTS (SELECT 1 FROM profile WHERE profile.subject = " subject ")" \
	" OR NOT EXISTS (SELECT 1 FROM content sc CROSS JOIN rekey sk" \
	"  ON sk.old = sc.record OR sk.new = sc.record WHERE sc.subject = " subject "))"

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

/* --- what is kept of it ------------------------------------------------- */

/* A party is called by its listing whose id comes first; one that has a single
 * row, which is that of the first to be seen, by that. */
static bool goes_first(const struct node *a, const struct node *b)
{
	if (a->row && a->seen_at != b->seen_at)
		return a->seen_at < b->seen_at;
	return slice_cmp(a->public, b->public) < 0;
}

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
		if (!first || goes_first(n, first))
			first = n;
		/* What a row says is told by the facts in it. */
		for (size_t k = 0; !n->row && k < i; k++) {
			struct party_answer r;

			if (f->node[k].group != group)
				continue;
			if (form_answer(f, i, k, &r, e) < 0)
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

/* It has come to a row or left one. */
static int touch_rows(struct store *s, const struct node *n, struct err *e)
{
	const int64_t all[] = { n->subject, n->party, n->now };

	for (size_t i = 0; i < 3; i++)
		if (all[i] && touch_subject(s, all[i], e) < 0)
			return -1;
	return n->person ? link_touch_acts(s, n->subject, e) : 0;
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
	if (n->row)
		return n->now == n->party ? 0 : touch_rows(f->s, n, e);
	return n->disputed == n->now_disputed ? 0 :
	       touch_subject(f->s, n->subject, e);
}

static int form_one(struct form *f, int64_t subject, struct bits *done,
		    struct err *e)
{
	if (load(f, subject, e) < 0 || form_join(f, e) < 0)
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
