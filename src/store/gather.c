/* Facts of subjects at a date: which spans hold, and their claims.
 *
 * Of each record one span speaks: the one that covers the date; where none
 * does, the latest that begins behind it, for claims that carry an older date
 * of their own (an article's, an act's). Where all have ended, the last one
 * is pending or gone.
 *
 * One statement streams the spans of many subjects in order, so that a list of
 * a million parties is filled without a question about each.
 */
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"

enum { SPANS_MAX = 1000000, FACTS_MAX = 4000000, FOLD_MAX = 20000 };

enum speaks { NEVER_YET, LIVE, PENDING, ENDED };

struct held {
	int64_t record, content, fetch;
	struct slice key;
	struct slice from, to;		/* evidence dates */
	struct slice claims;		/* packed */
	struct slice doc, url, doc_title, publisher, published;
	bool confirmed;			/* its end is */
	struct slice rekeyed_to;	/* id of the entry it became */
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
	int64_t subject;	/* the one being gathered; 0: none */
	struct facts facts;
	struct slice title;	/* of its source */
	int64_t seen_at;	/* most of a list were seen at once */
	char seen[CLOCK_TEXT];
	struct held *held;
	size_t n, cap;
	struct fact *fact;
	const struct fact **order;
	size_t n_facts, cap_facts, cap_order;
};

/* What a list of changes says is the source's own word. */
#define SPANS_OF(which) \
	"SELECT u.id, c.record, c.id, ff.id, r.key, ff.evidence," \
	" tf.evidence, d.url, d.title, d.publisher, d.published," \
	" CASE WHEN tf.id IS NOT NULL THEN tf.complete = 0 OR EXISTS" \
	"  (SELECT 1 FROM fetch g WHERE" CONFIRMS("g", "tf", "c.record") \
	"  AND g.evidence <= ?2) ELSE 0 END," \
	" CASE WHEN tf.id IS NOT NULL THEN EXISTS (SELECT 1 FROM content nc" \
	"  CROSS JOIN span n ON n.content = nc.id WHERE nc.record = c.record" \
	"  AND n.from_fetch = tf.id) ELSE 0 END," \
	" c.claims, u.public, u.kind, o.key, o.title, u.key, u.first_seen," \
	" CASE WHEN tf.id IS NOT NULL THEN (SELECT ku.public FROM rekey k" \
	"  JOIN content kc ON kc.record = k.new" \
	"  JOIN span ks ON ks.content = kc.id AND ks.from_fetch = k.fetch" \
	"  JOIN subject ku ON ku.id = kc.subject WHERE k.old = c.record" \
	"  AND k.fetch = tf.id ORDER BY ku.public LIMIT 1) END," \
	" CASE WHEN d.record IS NOT NULL THEN" \
	"  (SELECT key FROM record WHERE id = d.record) END" \
	" FROM subject u CROSS JOIN content c ON c.subject = u.id" \
	" JOIN record r ON r.id = c.record" \
	" JOIN source o ON o.id = u.source" JOIN_SPAN \
	" WHERE u.id >= ?1 AND u.id < ?3" which " ORDER BY u.id"

static const char spans_of_all[] = SPANS_OF("");
static const char spans_of_kind[] = SPANS_OF(" AND u.kind = ?4");
/* A statement of its own, for what is asked while others are streamed. */
static const char spans_aside[] = SPANS_OF(" AND 1");

static struct slice keep(struct gathering *g, struct sqlite3_stmt *st, int at)
{
	return arena_slice(g->mem, sql_col(st, at));
}

static int add_held(struct gathering *g, struct sqlite3_stmt *st,
		    struct err *e)
{
	struct held *h;

	if (vec_room((void **)&g->held, &g->cap, g->n, sizeof(*g->held),
		     SPANS_MAX, e) < 0)
		return -1;
	h = &g->held[g->n++];
	*h = (struct held){
		.record = sql_col_int(st, 1), .content = sql_col_int(st, 2),
		.fetch = sql_col_int(st, 3), .key = keep(g, st, 4),
		.from = keep(g, st, 5), .to = keep(g, st, 6),
		.url = keep(g, st, 7), .doc_title = keep(g, st, 8),
		.publisher = keep(g, st, 9), .published = keep(g, st, 10),
		.confirmed = sql_col_int(st, 11) != 0,
		.replaced = sql_col_int(st, 12) != 0,
		.claims = keep(g, st, 13),
		.rekeyed_to = keep(g, st, 20), .doc = keep(g, st, 21),
	};
	return arena_ok(g->mem, "one subject", e);
}

static void begin_subject(struct gathering *g, struct sqlite3_stmt *st)
{
	char day[CLOCK_TEXT];
	struct slice kind = sql_col(st, 15);
	int64_t seen_at = sql_col_int(st, 19);

	g->subject = sql_col_int(st, 0);
	g->n = g->n_facts = 0;
	if (seen_at != g->seen_at || !g->seen[0])
		clock_iso(seen_at, g->seen);
	g->seen_at = seen_at;
	g->facts = (struct facts){
		.id = keep(g, st, 14), .source = keep(g, st, 16),
		.subject = keep(g, st, 18),
		.day = arena_slice(g->mem, day_of(g->s, g->at, day)),
		.seen = arena_slice(g->mem, slice_of(g->seen)),
	};
	g->title = keep(g, st, 17);
	for (int k = 0; k < KIND_COUNT; k++)
		if (slice_is(kind, kind_name((enum kind)k)))
			g->facts.kind = (enum kind)k;
}

/* By record; those of one in the order of evidence. */
static int cmp_held(const void *x, const void *y)
{
	const struct held *a = x, *b = y;
	int c;

	if (a->record != b->record)
		return a->record < b->record ? -1 : 1;
	c = slice_cmp(a->from, b->from);
	return c ? c : a->fetch < b->fetch ? -1 : a->fetch > b->fetch;
}

static struct slice first_present(struct slice a, struct slice b,
				  struct slice c)
{
	return a.p ? a : b.p ? b : c;
}

/* What begins later tells of the date only by claims of an older one. */
static bool tells(const struct gathering *g, const struct held *h)
{
	struct err ignored = {0};
	struct unpack u;
	struct packed p;

	unpack_init(&u, h->claims);
	while (unpack_next(&u, &p, &ignored) > 0)
		if (slice_cmp(first_present(p.claim.as_of, h->published,
					    h->from), g->at) <= 0)
			return true;
	return false;
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
	if (!live && !last && late && tells(g, late))
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

	if (g->n > 1)
		qsort(g->held, g->n, sizeof(*g->held), cmp_held);
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
		if (!h->last || slice_cmp(h->to, f->gone_on) <= 0)
			continue;
		f->gone_on = h->to;
		f->rekeyed_to = h->rekeyed_to;
	}
	f->presence = p;
	if (p == PRESENT)
		f->gone_on = f->rekeyed_to = SLICE_NONE;
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
		.source = g->facts.source, .source_title = g->title,
		.key = h->key, .doc = h->doc,
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

int fact_order(const struct fact *a, const struct fact *b)
{
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

/* qsort may not keep equal facts in order, so their place decides last. */
static int cmp_placed(const void *x, const void *y)
{
	const struct fact *a = *(const struct fact *const *)x;
	const struct fact *b = *(const struct fact *const *)y;
	int c = fact_order(a, b);

	return c ? c : a < b ? -1 : a > b;
}

/* The list that the caller gets, sorted. */
static int list_facts(struct gathering *g, struct err *e)
{
	struct fact *list = arena_get(g->mem, (g->n_facts + 1) *
					      sizeof(*list));

	if (!list)
		return arena_ok(g->mem, "one subject", e);
	for (size_t i = 0; i < g->n_facts; i++) {
		if (vec_room((void **)&g->order, &g->cap_order, i,
			     sizeof(*g->order), FACTS_MAX, e) < 0)
			return -1;
		g->order[i] = &g->fact[i];
	}
	if (g->n_facts > 1)
		qsort(g->order, g->n_facts, sizeof(*g->order), cmp_placed);
	for (size_t i = 0; i < g->n_facts; i++)
		list[i] = *g->order[i];
	g->facts.fact = list;
	g->facts.n = g->n_facts;
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

/* All spans of the subject are held: its facts, told to the caller. */
static int end_subject(struct gathering *g, facts_fn *fn, void *ctx,
		       struct err *e)
{
	if (!g->subject)
		return 0;
	choose_all(g);
	presence(g, &g->facts);
	if (load_facts(g, g->facts.presence, e) < 0)
		return -1;
	if (g->all)
		fold_repeats(g);
	if (list_facts(g, e) < 0 ||
	    lookup_make(g->s, g->subject, g->at, g->mem, &g->facts.look,
			e) < 0)
		return -1;
	return fn(ctx, g->subject, &g->facts, e);
}

/* The row at hand may belong to the next subject. */
static int take_row(struct gathering *g, struct sqlite3_stmt *st,
		    facts_fn *fn, void *ctx, struct err *e)
{
	if (sql_col_int(st, 0) != g->subject) {
		if (end_subject(g, fn, ctx, e) < 0)
			return -1;
		begin_subject(g, st);
	}
	return add_held(g, st, e);
}

static int stream(struct gathering *g, const struct gather_what *w,
		  facts_fn *fn, void *ctx, struct err *e)
{
	struct sql *q = &g->s->q;
	struct sqlite3_stmt *st = sql_use(q, w->aside ? spans_aside :
		w->kind ? spans_of_kind : spans_of_all, e);
	int rc = st ? 1 : -1;

	if (st) {
		sql_int(st, 1, w->first);
		sql_text(st, 2, w->at);
		sql_int(st, 3, w->end);
	}
	if (st && w->kind)
		sql_text(st, 4, slice_of(w->kind));
	while (rc > 0) {
		rc = sql_step(q, st, e);
		if (rc > 0 && take_row(g, st, fn, ctx, e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	return rc < 0 ? -1 : end_subject(g, fn, ctx, e);
}

int gather(struct store *s, const struct gather_what *w, struct arena *mem,
	   facts_fn *fn, void *ctx, struct err *e)
{
	struct gathering g = { .s = s, .at = w->at, .all = w->all,
			       .mem = mem };
	int rc = stream(&g, w, fn, ctx, e);

	free(g.held);
	free(g.fact);
	free(g.order);
	return rc;
}

int gather_one(void *ctx, int64_t subject, const struct facts *f,
	       struct err *e)
{
	(void)subject;
	(void)e;
	*(struct facts *)ctx = *f;
	return 0;
}
