/* The names of parties and persons, for an index of them.
 *
 * A name is one that the row of its subject is made of (gather.c), or of the
 * past. Each record of which a fetch moved a span has one that begins or ends
 * with it, or with a later one: that is how those are found whose names may be
 * others since.
 */
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"

#define NAMED " IN ('designation', 'person')"

enum {
	NAMES_MAX = 1 << 20,	/* of one subject, with repeats */
	HELD_MAX = 1 << 20,	/* spans of one subject */
};

int names_stamp(struct store_tx *tx, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, "UPDATE fetch SET names ="
		" random() WHERE id = ?1 AND (EXISTS (SELECT 1 FROM span s"
		"  JOIN content c ON c.id = s.content JOIN subject u"
		"  ON u.id = c.subject WHERE s.from_fetch = ?1 AND u.kind" NAMED
		" ) OR EXISTS (SELECT 1 FROM span s JOIN content c"
		"  ON c.id = s.content JOIN subject u ON u.id = c.subject"
		"  WHERE s.to_fetch = ?1 AND u.kind" NAMED "))", e);

	if (!st)
		return -1;
	sql_int(st, 1, tx->fetch);
	return sql_do(&tx->s->q, st, e);
}

/* 0 where nothing was ever accepted that names somebody. */
static int stamp_now(struct store *s, uint64_t *out, struct err *e)
{
	int64_t stamp;

	if (sql_number(&s->q, "SELECT names FROM fetch WHERE names IS NOT NULL"
		       " ORDER BY id DESC LIMIT 1", 0, &stamp, e) < 0)
		return -1;
	*out = (uint64_t)stamp;
	return 0;
}

int store_names_stamp(struct store *s, uint64_t *out, struct err *e)
{
	return stamp_now(s, out, e);
}

/* --- one subject --- */

struct told {
	struct slice written;	/* in mem */
	size_t place;
	bool weak, past;
};

struct held {
	int64_t record, fetch;
	struct slice from;	/* evidence date */
	struct slice claims;
	bool counts, replaced, speaks;
};

struct naming {
	struct store *s;
	const struct name_sink *to;
	void *ctx;
	int64_t subject;	/* the one at hand; 0: none */
	bool person, kind_told;
	struct held *held;
	size_t n, cap;
	struct told *told;
	size_t n_told, cap_told;
	struct arena mem;	/* of the subject at hand */
};

/* By record; of one, what counts last, else the latest. */
static int by_record(const void *x, const void *y)
{
	const struct held *a = x, *b = y;
	int c;

	if (a->record != b->record)
		return a->record < b->record ? -1 : 1;
	if (a->counts != b->counts)
		return a->counts ? 1 : -1;
	c = slice_cmp(a->from, b->from);
	return c ? c : a->fetch < b->fetch ? -1 : a->fetch > b->fetch;
}

/* What the row is made of: of each record what counts, else what it said
 * last, unless something else took its place. */
static void choose(struct naming *g)
{
	if (g->n > 1)
		qsort(g->held, g->n, sizeof(*g->held), by_record);
	for (size_t i = 0; i < g->n; i++) {
		struct held *h = &g->held[i];
		bool last = i + 1 == g->n || h[1].record != h->record;

		h->speaks = last && (h->counts || !h->replaced);
	}
}

static int take_name(struct naming *g, const struct claim *c, bool past,
		     struct err *e)
{
	struct told *t;

	if (vec_room((void **)&g->told, &g->cap_told, g->n_told,
		     sizeof(*g->told), NAMES_MAX, e) < 0)
		return -1;
	t = &g->told[g->n_told];
	*t = (struct told){ .written = c->value, .place = g->n_told,
			    .weak = slice_is(c->qualifier, "weak"),
			    .past = past };
	g->n_told++;
	return 0;
}

/* What was said before is asked only where nothing is said now. */
static void take_kind(struct naming *g, struct slice value, bool past)
{
	if (past && g->kind_told)
		return;
	g->person = (value.p[0] | 0x20) == 'p';
	g->kind_told = true;
}

static int take_claims(struct naming *g, const struct held *h, bool past,
		       struct err *e)
{
	enum property prop;
	struct packed p;
	struct unpack u;
	int rc;

	unpack_init(&u, h->claims);
	while ((rc = unpack_next(&u, &p, e)) > 0) {
		if (!props_find(g->s, p.number, &prop) || !p.claim.value.n)
			continue;
		if (prop == PROP_target_kind)
			take_kind(g, p.claim.value, past);
		else if ((prop == PROP_name || prop == PROP_other_name) &&
			 take_name(g, &p.claim, past, e) < 0)
			return -1;
	}
	return rc < 0 ? err_in(e, g->s->file) : 0;
}

/* Of one told twice, the better way of telling comes first. */
static int by_text(const void *x, const void *y)
{
	const struct told *a = x, *b = y;
	int c = slice_cmp(a->written, b->written);

	if (c)
		return c;
	if (a->past != b->past)
		return a->past ? 1 : -1;
	if (a->weak != b->weak)
		return a->weak ? 1 : -1;
	return a->place < b->place ? -1 : 1;
}

static int by_place(const void *x, const void *y)
{
	const struct told *a = x, *b = y;

	return a->place < b->place ? -1 : 1;
}

static void drop_repeats(struct naming *g)
{
	size_t kept = 0;

	if (g->n_told < 2)
		return;
	qsort(g->told, g->n_told, sizeof(*g->told), by_text);
	for (size_t i = 0; i < g->n_told; i++)
		if (kept == 0 || !slice_eq(g->told[i].written,
					   g->told[kept - 1].written))
			g->told[kept++] = g->told[i];
	g->n_told = kept;
	qsort(g->told, g->n_told, sizeof(*g->told), by_place);
}

/* What the row is made of first, then the past. */
static int end_subject(struct naming *g, struct err *e)
{
	if (!g->subject)
		return 0;
	if (arena_ok(&g->mem, "names of one subject", e) < 0)
		return -1;
	choose(g);
	g->n_told = 0;
	for (int past = 0; past < 2; past++)
		for (size_t i = 0; i < g->n; i++)
			if (g->held[i].speaks == !past &&
			    take_claims(g, &g->held[i], past, e) < 0)
				return -1;
	drop_repeats(g);
	if (g->to->subject(g->ctx, g->subject, e) < 0)
		return -1;
	for (size_t i = 0; i < g->n_told; i++)
		if (g->to->name(g->ctx, &(struct store_name){
				.written = g->told[i].written,
				.person = g->person, .weak = g->told[i].weak,
				.past = g->told[i].past }, e) < 0)
			return -1;
	return 0;
}

static int take_row(struct naming *g, struct sqlite3_stmt *st, struct err *e)
{
	if (sql_col_int(st, 0) != g->subject) {
		if (end_subject(g, e) < 0)
			return -1;
		arena_clear(&g->mem);
		g->n = 0;
		g->subject = sql_col_int(st, 0);
		g->person = slice_is(sql_col(st, 1), "person");
		g->kind_told = false;
	}
	if (vec_room((void **)&g->held, &g->cap, g->n, sizeof(*g->held),
		     HELD_MAX, e) < 0)
		return -1;
	g->held[g->n++] = (struct held){
		.record = sql_col_int(st, 2),
		.from = arena_slice(&g->mem, sql_col(st, 3)),
		.fetch = sql_col_int(st, 4), .counts = sql_col_int(st, 5) != 0,
		.replaced = sql_col_int(st, 6) != 0,
		.claims = arena_slice(&g->mem, sql_col(st, 7)),
	};
	return 0;
}

/* --- all of them --- */

static const char spans_of[] =
	"SELECT u.id, u.kind, c.record, ff.evidence, ff.id, tf.id IS NULL,"
	" CASE WHEN tf.id IS NOT NULL THEN EXISTS (SELECT 1 FROM content nc"
	"  CROSS JOIN span n ON n.content = nc.id WHERE nc.record = c.record"
	"  AND n.from_fetch = tf.id) ELSE 0 END, c.claims"
	" FROM subject u CROSS JOIN content c ON c.subject = u.id"
	" JOIN span s ON s.content = c.id"
	" JOIN fetch ff ON ff.id = s.from_fetch AND ff.accepted = 1"
	" LEFT JOIN fetch tf ON tf.id = s.to_fetch AND tf.accepted = 1"
	" WHERE u.id >= ?1 AND u.id < ?2 AND u.kind" NAMED " ORDER BY u.id";

static int stream(struct naming *g, int64_t first, int64_t end,
		  struct err *e)
{
	struct sql *q = &g->s->q;
	struct sqlite3_stmt *st = sql_use(q, spans_of, e);
	int rc = st ? 1 : -1;

	if (st) {
		sql_int(st, 1, first);
		sql_int(st, 2, end);
	}
	while (rc > 0) {
		rc = sql_step(q, st, e);
		if (rc > 0 && take_row(g, st, e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	if (rc == 0)
		rc = end_subject(g, e);
	g->subject = 0;
	return rc;
}

/* Subjects of which a span begins or ends with a fetch after `fetch`. */
static int moved_since(struct store *s, int64_t fetch, struct bits *out,
		       struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q,
		"SELECT c.subject FROM span s JOIN content c"
		" ON c.id = s.content WHERE s.from_fetch > ?1 UNION ALL"
		" SELECT c.subject FROM span s JOIN content c"
		" ON c.id = s.content WHERE s.to_fetch > ?1", e);
	int rc = st ? 1 : -1;

	if (st)
		sql_int(st, 1, fetch);
	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && bits_add(out, sql_col_int(st, 0), e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	return rc;
}

/* Of one that has no names (any more) nothing streams. */
static int stream_moved(struct naming *g, const struct bits *moved,
			struct err *e)
{
	int64_t first = 0, end;
	int rc = 0;

	while (rc == 0 && bits_run(moved, &first, &end)) {
		rc = stream(g, first, end, e);
		first = end;
	}
	return rc;
}

/* The fetch that left this state behind; 0: none did. */
static int fetch_of(struct store *s, uint64_t stamp, int64_t *out,
		    struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT id FROM fetch"
		" WHERE names IS NOT NULL AND names = ?1", e);
	int rc;

	*out = 0;
	if (!st)
		return -1;
	sql_int(st, 1, (int64_t)stamp);
	rc = sql_one(&s->q, st, out, e);
	return rc < 0 ? -1 : 0;
}

static int tell(struct naming *g, uint64_t since, struct err *e)
{
	struct bits moved = {0};
	uint64_t stamp;
	int64_t fetch;
	int rc;

	if (stamp_now(g->s, &stamp, e) < 0 ||
	    fetch_of(g->s, since, &fetch, e) < 0)
		return -1;
	rc = g->to->begin(g->ctx, stamp, fetch == 0, e);
	if (rc == 0 && fetch == 0)
		return stream(g, 0, INT64_MAX, e);
	if (rc == 0)
		rc = moved_since(g->s, fetch, &moved, e);
	if (rc == 0)
		rc = stream_moved(g, &moved, e);
	bits_free(&moved);
	return rc;
}

/* In one transaction, so that the names are of the state that the stamp
 * says. */
int store_names(struct store *s, uint64_t since, const struct name_sink *to,
		void *ctx, struct err *e)
{
	struct naming g = { .s = s, .to = to, .ctx = ctx,
			    .mem = ARENA_INIT(SUBJECT_BYTES) };
	bool own = !sql_in_transaction(&s->q);
	struct err ignored = {0};
	int rc = own ? sql_run(&s->q, "BEGIN", e) : 0;

	if (rc == 0) {
		rc = tell(&g, since, e);
		if (own)
			sql_run(&s->q, "COMMIT", &ignored);
	}
	free(g.held);
	free(g.told);
	arena_free(&g.mem);
	return rc;
}

static int add_given(struct store *s, struct slice claims, struct str *to,
		     struct err *e)
{
	enum property prop;
	struct packed p;
	struct unpack u;
	int rc;

	unpack_init(&u, claims);
	while ((rc = unpack_next(&u, &p, e)) > 0) {
		if (!props_find(s, p.number, &prop) || !p.claim.value.n ||
		    (prop != PROP_name && prop != PROP_other_name))
			continue;
		str_addc(to, LIST_SEP);
		str_add(to, p.claim.value);
	}
	return rc < 0 ? err_in(e, s->file) : 0;
}

int store_names_given(struct store *s, int64_t subject, struct slice as_of,
		      struct arena *mem, struct slice *cell, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT c.claims"
		" FROM content c JOIN span s ON s.content = c.id"
		" JOIN fetch f ON f.id = s.from_fetch AND f.accepted = 1"
		" WHERE c.subject = ?1 AND f.evidence <= ?2", e);
	struct str all = STR_INIT(SUBJECT_BYTES);
	int rc = st ? 1 : -1;

	*cell = SLICE_NONE;
	if (st) {
		sql_int(st, 1, subject);
		sql_text(st, 2, as_of.n ? arena_fmt(mem, "%.*s~",
						    SLICE_ARG(as_of)) : NOW);
	}
	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && add_given(s, sql_col(st, 0), &all, e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	if (all.n > 0)
		str_addc(&all, LIST_SEP);
	if (rc == 0)
		rc = str_ok(&all, "names of one subject", e);
	if (rc == 0 && all.n > 0)
		*cell = arena_slice(mem, str_slice(&all));
	str_free(&all);
	return rc;
}

/* --- numbers and ids --- */

int store_called(struct store *s, int64_t subject, struct arena *mem,
		 struct store_called *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT u.public, u.kind,"
		" o.key FROM subject u JOIN source o ON o.id = u.source"
		" WHERE u.id = ?1", e);
	struct slice id, kind;
	int rc;

	*out = (struct store_called){0};
	if (!st)
		return -1;
	sql_int(st, 1, subject);
	rc = sql_step(&s->q, st, e);
	if (rc <= 0)
		return rc;
	id = sql_col(st, 0);
	kind = sql_col(st, 1);
	memcpy(out->id, id.p, id.n < ID_TEXT ? id.n : ID_TEXT - 1);
	while (out->kind + 1 < KIND_COUNT &&
	       !slice_is(kind, kind_name(out->kind)))
		out->kind++;
	out->source = arena_slice(mem, sql_col(st, 2));
	sql_reset(st);
	return arena_ok(mem, "a source key", e) < 0 ? -1 : 1;
}

int store_number(struct store *s, struct slice id, int64_t *subject,
		 struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT subject FROM public"
					  " WHERE public = ?1", e);

	if (!st)
		return -1;
	sql_text(st, 1, id);
	return sql_one(&s->q, st, subject, e);
}
