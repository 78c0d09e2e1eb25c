/* Facts of one subject at a date: which spans hold, and their claims.
 *
 * Of each record one span speaks: the one that covers the date; where none
 * does, the latest that begins behind it, for claims that carry an older date
 * of their own (an article's, an act's). Where all have ended, the last one
 * is pending or gone.
 */
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"

enum { SPANS_MAX = 1000000, FACTS_MAX = 4000000, FOLD_MAX = 20000 };

enum speaks { NEVER_YET, LIVE, PENDING, ENDED };

struct held {
	int64_t record, content;
	struct slice key, source, title;
	struct slice from, to;		/* evidence dates */
	struct slice claims;		/* packed */
	struct slice url, doc_title, publisher, published;
	bool confirmed;			/* its end is */
	bool replaced;			/* by a content, maybe of another
					 * subject: not an absence */
	enum speaks speaks;
	bool last;			/* of its record, all having ended */
};

struct gathering {
	struct store *s;
	struct slice at;
	bool all;
	struct arena *mem;
	struct held *held;
	size_t n, cap;
	struct fact *fact;
	size_t n_facts, cap_facts;
};

/* The confirming version has later evidence than the one that lacked it. */
static const char spans_of[] =
	"SELECT c.record, c.id, r.key, o.key, o.title, ff.evidence,"
	" tf.evidence, d.url, d.title, d.publisher, d.published,"
	" tf.id IS NOT NULL AND EXISTS (SELECT 1 FROM fetch g"
	"  WHERE g.source = r.source AND g.accepted = 1 AND g.complete = 1"
	"  AND g.evidence > tf.evidence AND g.evidence <= ?2),"
	" tf.id IS NOT NULL AND EXISTS (SELECT 1 FROM content nc"
	"  JOIN span n ON n.content = nc.id WHERE nc.record = c.record"
	"  AND n.from_fetch = tf.id), c.claims"
	" FROM content c JOIN record r ON r.id = c.record"
	" JOIN source o ON o.id = r.source" JOIN_SPAN
	" WHERE c.subject = ?1 ORDER BY c.record, ff.evidence, ff.id";

static struct slice keep(struct gathering *g, struct sqlite3_stmt *st, int at)
{
	return arena_slice(g->mem, sql_col(st, at));
}

static int load_spans(struct gathering *g, int64_t subject, struct err *e)
{
	struct sql *q = &g->s->q;
	struct sqlite3_stmt *st = sql_use(q, spans_of, e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, subject);
	sql_text(st, 2, g->at);
	while ((rc = sql_step(q, st, e)) > 0) {
		struct held *h;

		if (vec_room((void **)&g->held, &g->cap, g->n,
			     sizeof(*g->held), SPANS_MAX, e) < 0)
			break;
		h = &g->held[g->n++];
		*h = (struct held){
			.record = sql_col_int(st, 0),
			.content = sql_col_int(st, 1),
			.key = keep(g, st, 2), .source = keep(g, st, 3),
			.title = keep(g, st, 4), .from = keep(g, st, 5),
			.to = keep(g, st, 6), .url = keep(g, st, 7),
			.doc_title = keep(g, st, 8),
			.publisher = keep(g, st, 9),
			.published = keep(g, st, 10),
			.confirmed = sql_col_int(st, 11) != 0,
			.replaced = sql_col_int(st, 12) != 0,
			.claims = keep(g, st, 13),
		};
	}
	if (rc > 0)
		sql_reset(st);
	return rc == 0 ? arena_ok(g->mem, "one subject", e) : -1;
}

/* The spans [first, end) are those of one record, in order. */
static void choose(struct gathering *g, size_t first, size_t end)
{
	struct held *live = NULL, *late = NULL, *last = NULL;

	for (size_t i = first; i < end; i++) {
		struct held *h = &g->held[i];

		if (slice_cmp(h->from, g->at) > 0)
			late = h;
		else if (!h->to.p || slice_cmp(h->to, g->at) > 0)
			live = h;
		else
			last = h;
		h->speaks = late == h ? NEVER_YET : ENDED;
	}
	if (!live && !last)
		live = late;
	if (live) {
		live->speaks = LIVE;
	} else if (last && !last->replaced) {
		last->last = true;
		last->speaks = last->confirmed ? ENDED : PENDING;
	}
}

static void choose_all(struct gathering *g)
{
	size_t first = 0;

	for (size_t i = 1; i <= g->n; i++) {
		if (i < g->n && g->held[i].record == g->held[first].record)
			continue;
		choose(g, first, i);
		first = i;
	}
}

static void presence(const struct gathering *g, struct facts *f)
{
	enum presence p = GONE;

	for (size_t i = 0; i < g->n; i++) {
		const struct held *h = &g->held[i];

		if (h->speaks == LIVE)
			p = PRESENT;
		else if (h->speaks == PENDING && p == GONE)
			p = REMOVAL_PENDING;
		if (h->last && slice_cmp(h->to, f->gone_on) > 0)
			f->gone_on = h->to;
	}
	f->presence = p;
	if (p == PRESENT)
		f->gone_on = SLICE_NONE;
}

static struct slice first_present(struct slice a, struct slice b,
				  struct slice c)
{
	return a.p ? a : b.p ? b : c;
}

static int add_fact(struct gathering *g, const struct held *h, int64_t seq,
		    const struct packed *p, bool counts, struct err *e)
{
	enum property prop;
	struct fact *f;
	struct slice as_of = first_present(p->claim.as_of, h->published,
					   h->from);

	/* A property that a newer thaw knew is left alone. */
	if (!props_find(g->s, p->number, &prop) ||
	    slice_cmp(as_of, g->at) > 0 || (prop == PROP_text && !g->all))
		return 0;
	if (vec_room((void **)&g->fact, &g->cap_facts, g->n_facts,
		     sizeof(*g->fact), FACTS_MAX, e) < 0)
		return -1;
	f = &g->fact[g->n_facts++];
	*f = (struct fact){
		.claim = p->claim,
		.source = h->source, .source_title = h->title, .key = h->key,
		.doc_url = h->url, .doc_title = h->doc_title,
		.doc_publisher = h->publisher, .doc_published = h->published,
		.since = h->from,
		.until = counts ? SLICE_NONE : h->to,
	};
	f->claim.prop = prop;
	f->claim.as_of = as_of;
	if (prop == PROP_text)
		return body_load(g->s, h->content, seq, g->mem,
				 &f->claim.value, e);
	return 0;
}

/* Slices of the claims are pieces of the packed bytes, kept in the arena. */
static int load_claims(struct gathering *g, const struct held *h, bool counts,
		       struct err *e)
{
	struct packed p;
	struct unpack u;
	int64_t seq = 0;
	int rc;

	unpack_init(&u, h->claims);
	while ((rc = unpack_next(&u, &p, e)) > 0)
		if (add_fact(g, h, seq++, &p, counts, e) < 0)
			return -1;
	return rc < 0 ? err_in(e, g->s->file) : 0;
}

/* Rows are made of what counts; those of gone subjects, of what was last
 * said. */
static int load_facts(struct gathering *g, enum presence p, struct err *e)
{
	for (size_t i = 0; i < g->n; i++) {
		const struct held *h = &g->held[i];
		bool counts = h->speaks == LIVE || h->speaks == PENDING ||
			      (!g->all && p == GONE && h->last);

		if (h->speaks == NEVER_YET || (!counts && !g->all))
			continue;
		if (load_claims(g, h, counts, e) < 0)
			return -1;
	}
	return arena_ok(g->mem, "one subject", e);
}

static int cmp_fact(const void *x, const void *y)
{
	const struct fact *a = x, *b = y;
	int c;

	if (a->claim.prop != b->claim.prop)
		return a->claim.prop < b->claim.prop ? -1 : 1;
	c = slice_cmp(b->claim.as_of, a->claim.as_of);
	if (c == 0)
		c = slice_cmp(a->source, b->source);
	if (c == 0)
		c = slice_cmp(a->key, b->key);
	if (c == 0 && a->claim.offset != b->claim.offset)
		c = a->claim.offset < b->claim.offset ? -1 : 1;
	return c;
}

/* qsort may not keep equal facts in order, so their position decides last. */
struct placed {
	struct fact fact;
	size_t at;
};

static int cmp_placed(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	int c = cmp_fact(&a->fact, &b->fact);

	return c ? c : a->at < b->at ? -1 : a->at > b->at;
}

static int sort_facts(struct gathering *g, struct err *e)
{
	struct placed *p = calloc(g->n_facts + 1, sizeof(*p));

	if (!p)
		return err_set(e, ERR_MEMORY, "no memory for a subject");
	for (size_t i = 0; i < g->n_facts; i++)
		p[i] = (struct placed){ g->fact[i], i };
	qsort(p, g->n_facts, sizeof(*p), cmp_placed);
	for (size_t i = 0; i < g->n_facts; i++)
		g->fact[i] = p[i].fact;
	free(p);
	return 0;
}

static bool same_words(const struct fact *a, const struct fact *b)
{
	return a->claim.prop == b->claim.prop &&
	       a->claim.unverified == b->claim.unverified &&
	       slice_eq(a->key, b->key) && slice_eq(a->source, b->source) &&
	       slice_eq(a->claim.value, b->claim.value) &&
	       slice_eq(a->claim.qualifier, b->claim.qualifier);
}

/* The fact that goes on where this one stopped, in the next content. */
static struct fact *next_of(struct gathering *g, const struct fact *f)
{
	for (size_t i = 0; i < g->n_facts; i++) {
		struct fact *o = &g->fact[i];

		if (o != f && same_words(f, o) &&
		    slice_eq(o->since, f->until))
			return o;
	}
	return NULL;
}

/* An amended record repeats most of what it said: that did not stop. A
 * history too long to compare is shown with its repeats. */
static void fold_repeats(struct gathering *g)
{
	size_t kept = 0;

	if (g->n_facts > FOLD_MAX)
		return;
	for (size_t i = 0; i < g->n_facts; i++) {
		struct fact *f = &g->fact[i];
		struct fact *o = f->until.p ? next_of(g, f) : NULL;

		if (!o)
			continue;
		o->since = f->since;
		f->claim.prop = PROP_COUNT;
	}
	for (size_t i = 0; i < g->n_facts; i++)
		if (g->fact[i].claim.prop != PROP_COUNT)
			g->fact[kept++] = g->fact[i];
	g->n_facts = kept;
}

static int subject_head(struct gathering *g, int64_t subject, struct facts *f,
			struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&g->s->q, "SELECT u.public, u.kind,"
		" o.key, u.key, u.first_seen FROM subject u JOIN source o"
		" ON o.id = u.source WHERE u.id = ?1", e);
	char seen[CLOCK_TEXT];
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, subject);
	rc = sql_step(&g->s->q, st, e);
	if (rc <= 0)
		return rc;
	f->id = keep(g, st, 0);
	for (int k = 0; k < KIND_COUNT; k++)
		if (slice_is(sql_col(st, 1), kind_name((enum kind)k)))
			f->kind = (enum kind)k;
	f->source = keep(g, st, 2);
	f->subject = keep(g, st, 3);
	f->seen = arena_slice(g->mem, slice_of(clock_iso(sql_col_int(st, 4),
							 seen)));
	sql_reset(st);
	return 1;
}

static int finish(struct gathering *g, struct facts *out, struct err *e)
{
	struct fact *list;

	if (g->all)
		fold_repeats(g);
	if (sort_facts(g, e) < 0)
		return -1;
	list = arena_get(g->mem, (g->n_facts + 1) * sizeof(*list));
	if (!list)
		return arena_ok(g->mem, "one subject", e);
	for (size_t i = 0; i < g->n_facts; i++)
		list[i] = g->fact[i];
	out->fact = list;
	out->n = g->n_facts;
	return 0;
}

int gather(struct store *s, int64_t subject, struct slice at, bool all,
	   struct arena *mem, struct facts *out, struct err *e)
{
	struct gathering g = { .s = s, .at = at, .all = all, .mem = mem };
	int rc;

	*out = (struct facts){0};
	rc = subject_head(&g, subject, out, e);
	if (rc <= 0)
		return rc;
	rc = load_spans(&g, subject, e);
	if (rc == 0) {
		choose_all(&g);
		presence(&g, out);
		rc = load_facts(&g, out->presence, e);
	}
	if (rc == 0)
		rc = finish(&g, out, e);
	if (rc == 0)
		rc = lookup_make(s, subject, at, mem, &out->look, e);
	free(g.held);
	free(g.fact);
	return rc < 0 ? -1 : out->n > 0;
}
