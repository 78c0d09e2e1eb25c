/* All that is known about one subject, now or at a date. */
#include <stdlib.h>
#include <string.h>

#include "store/sql.h"

enum { FACTS_MAX = 200000 };

/* ?1 subject, ?2 the end of the as-of date or NULL. One row a claim, by
 * record, its latest span first. */
static const char select_claims[] =
	"SELECT r.id, r.key, c.id, k.prop, k.value, k.qualifier, k.quote,"
	" k.lang, coalesce(k.as_of, d.published, ff.evidence), k.place,"
	" k.unverified, d.url, d.title, d.publisher, d.published,"
	" ff.evidence, tf.evidence, ff.complete, r.source, s.id"
	" FROM record r JOIN content c ON c.record = r.id"
	" JOIN span s ON s.content = c.id"
	" JOIN fetch ff ON ff.id = s.from_fetch AND ff.accepted = 1"
	" LEFT JOIN fetch tf ON tf.id = s.to_fetch AND tf.accepted = 1"
	" LEFT JOIN document d ON d.content = coalesce(c.document, c.id)"
	" JOIN claim k ON k.content = c.id"
	" WHERE r.subject = ?1 AND (?2 IS NULL OR"
	" coalesce(k.as_of, d.published, ff.evidence) <= ?2)"
	" ORDER BY r.id, ff.evidence DESC, ff.id DESC, s.id DESC, k.seq";

struct loading {
	struct store *s;
	struct arena *mem;
	struct facts *out;
	struct fact *fact;
	size_t cap;
	struct slice end;	/* of the as-of date, absent: now */
	bool stopped_too;
	int64_t record;		/* being read */
	int64_t span;		/* its latest */
	bool gone;		/* that one has ended */
	struct slice gone_on;
	int64_t source;
};

static int64_t count_ref(void *ctx, enum property prop, struct slice value);
static int64_t count_citing(void *ctx);

struct asked {
	struct store *s;
	int64_t subject, source;
};

static struct slice keep(struct loading *l, sqlite3_stmt *st, int at)
{
	return arena_slice(l->mem, sql_col(st, at));
}

static int take_claim(struct loading *l, sqlite3_stmt *st, struct slice until,
		      struct err *e)
{
	enum property prop;
	struct fact *f;

	if (!property_find(sql_col(st, 3), &prop))
		return 0;	/* of a newer thaw */
	if (vec_room((void **)&l->fact, &l->cap, l->out->n, sizeof(*f),
		     FACTS_MAX, e) < 0)
		return -1;
	f = &l->fact[l->out->n++];
	*f = (struct fact){
		.claim = {
			.prop = prop, .value = keep(l, st, 4),
			.qualifier = keep(l, st, 5), .quote = keep(l, st, 6),
			.lang = keep(l, st, 7), .as_of = keep(l, st, 8),
			.offset = (uint32_t)sqlite3_column_int64(st, 9),
			.unverified = sqlite3_column_int(st, 10),
		},
		.source = l->out->source, .key = keep(l, st, 1),
		.doc_url = keep(l, st, 11), .doc_title = keep(l, st, 12),
		.doc_publisher = keep(l, st, 13),
		.doc_published = keep(l, st, 14), .since = keep(l, st, 15),
		.until = arena_slice(l->mem, until),
	};
	if (prop == PROP_text)
		return body_get(l->s, sqlite3_column_int64(st, 2), l->mem,
				&f->claim.value, e);
	return 0;
}

/* The latest span of a record decides whether the record is there. */
static void enter_record(struct loading *l, sqlite3_stmt *st, bool ended)
{
	l->record = sqlite3_column_int64(st, 0);
	l->span = sqlite3_column_int64(st, 19);
	l->gone = ended;
	l->gone_on = ended ? keep(l, st, 16) : SLICE_NONE;
}

static int take_row(struct loading *l, sqlite3_stmt *st, struct err *e)
{
	struct slice until = sql_col(st, 16);
	bool ended = until.p && (!l->end.p || slice_cmp(until, l->end) <= 0);
	bool latest;

	if (sqlite3_column_int64(st, 0) != l->record)
		enter_record(l, st, ended);
	latest = sqlite3_column_int64(st, 19) == l->span;
	/* What a list said last of a party that it dropped is still what is
	 * shown of it; of other things nothing is left. */
	if (ended && latest && l->out->kind == KIND_designation &&
	    !l->stopped_too)
		ended = false;
	else if (ended && !l->stopped_too)
		return 0;
	return take_claim(l, st, ended ? until : SLICE_NONE, e);
}

static int is_confirmed(struct loading *l, bool *yes, struct err *e)
{
	sqlite3_stmt *st;
	int64_t later;
	int rc;

	if (sql_keep(l->s, KEPT_CONFIRMED, "SELECT count(*) FROM fetch WHERE"
		     " source = ?1 AND accepted = 1 AND complete = 1 AND"
		     " evidence > ?2 AND (?3 IS NULL OR evidence <= ?3)", &st,
		     e) < 0)
		return -1;
	sql_int(st, 1, l->source);
	sql_text(st, 2, l->gone_on);
	sql_text(st, 3, l->end);
	rc = sql_get(l->s, st, 0, &later, e);
	*yes = later > 0;
	return rc;
}

static int load_subject(struct loading *l, int64_t subject, struct err *e)
{
	char seen[CLOCK_TEXT];
	sqlite3_stmt *st;
	int rc;

	if (sql_keep(l->s, KEPT_SUBJECT, "SELECT t.public, t.kind, t.key,"
		     " t.seen, o.key, o.title, o.id FROM subject t JOIN"
		     " source o ON o.id = t.source WHERE t.id = ?", &st, e) < 0)
		return -1;
	sql_int(st, 1, subject);
	rc = sql_step(l->s, st, e);
	if (rc > 0) {
		clock_iso(sqlite3_column_int64(st, 3), seen);
		*l->out = (struct facts){
			.id = keep(l, st, 0),
			.kind = (enum kind)sqlite3_column_int(st, 1),
			.subject = keep(l, st, 2),
			.seen = arena_slice(l->mem, slice_of(seen)),
			.source = keep(l, st, 4),
		};
		l->source = sqlite3_column_int64(st, 6);
	}
	sqlite3_reset(st);
	return rc;
}

static int by_property(const void *a, const void *b)
{
	const struct fact *x = a, *y = b;

	if (x->claim.prop != y->claim.prop)
		return x->claim.prop < y->claim.prop ? -1 : 1;
	return slice_cmp(y->claim.as_of, x->claim.as_of);
}

static int finish(struct loading *l, int64_t subject, struct err *e)
{
	struct facts *out = l->out;
	struct fact *copy = arena_get(l->mem, out->n * sizeof(*copy) + 1);
	struct asked *asked = arena_get(l->mem, sizeof(*asked));
	bool confirmed = false;

	if (!copy || !asked)
		return arena_ok(l->mem, "one subject", e);
	if (out->n)
		memcpy(copy, l->fact, out->n * sizeof(*copy));
	qsort(copy, out->n, sizeof(*copy), by_property);
	out->fact = copy;
	*asked = (struct asked){ l->s, subject, l->source };
	out->look = (struct lookup){ count_ref, count_citing, asked };
	if (!l->gone)
		return 0;
	out->gone_on = l->gone_on;
	if (is_confirmed(l, &confirmed, e) < 0)
		return -1;
	out->presence = confirmed ? GONE : REMOVAL_PENDING;
	return 0;
}

int facts_load(struct store *s, int64_t subject, struct slice as_of,
	       bool stopped_too, struct arena *mem, struct facts *out,
	       struct err *e)
{
	struct loading l = { .s = s, .mem = mem, .out = out,
			     .stopped_too = stopped_too };
	sqlite3_stmt *st = NULL;
	int rc;

	if (as_of.n)	/* "2025-12" reaches to the end of the month */
		l.end = arena_fmt(mem, "%.*s~", SLICE_ARG(as_of));
	rc = load_subject(&l, subject, e);
	if (rc <= 0)
		return rc;
	rc = sql_keep(s, KEPT_CLAIMS, select_claims, &st, e);
	if (rc == 0) {
		sql_int(st, 1, subject);
		sql_text(st, 2, l.end);
		while ((rc = sql_step(s, st, e)) > 0) {
			rc = take_row(&l, st, e);
			if (rc < 0)
				break;
		}
		sqlite3_reset(st);
	}
	if (rc == 0)
		rc = finish(&l, subject, e);
	if (rc == 0)
		rc = arena_ok(mem, "one subject", e);
	free(l.fact);
	return rc < 0 ? -1 : l.record != 0;
}

/* A number that cannot be had is not worth a failed refresh: it is 0. */
static int64_t ask(struct store *s, enum kept which, const char *sql,
		   struct slice text, struct slice prop, int64_t id)
{
	struct err ignored = {0};
	sqlite3_stmt *st;
	int64_t n = 0;

	if (sql_keep(s, which, sql, &st, &ignored) < 0)
		return 0;
	sql_int(st, 1, id);
	if (text.p) {
		sql_text(st, 2, text);
		sql_text(st, 3, prop);
	}
	sql_get(s, st, 0, &n, &ignored);
	return n;
}

#define LIVE_SPAN " JOIN span s ON s.content = c.id" \
	" JOIN fetch ff ON ff.id = s.from_fetch AND ff.accepted = 1" \
	" LEFT JOIN fetch tf ON tf.id = s.to_fetch AND tf.accepted = 1"

static int64_t count_ref(void *ctx, enum property prop, struct slice value)
{
	const struct asked *a = ctx;
	const char *sql = prop == PROP_url ?
		"SELECT count(DISTINCT r.subject) FROM claim k"
		" JOIN content c ON c.id = k.content" LIVE_SPAN
		" JOIN record r ON r.id = c.record WHERE k.value = ?2"
		" AND k.prop = ?3 AND k.prop IN ('event', 'url')"
		" AND tf.id IS NULL AND r.kind = ?1" :
		"SELECT count(DISTINCT r.subject) FROM claim k"
		" JOIN content c ON c.id = k.content" LIVE_SPAN
		" JOIN record r ON r.id = c.record WHERE k.value = ?2"
		" AND k.prop = ?3 AND k.prop IN ('event', 'url')"
		" AND tf.id IS NULL AND r.source = ?1";

	return ask(a->s, prop == PROP_url ? KEPT_COUNT_URL : KEPT_COUNT_REF,
		   sql, value, slice_of(properties[prop].name),
		   prop == PROP_url ? KIND_news : a->source);
}

static int64_t count_citing(void *ctx)
{
	const struct asked *a = ctx;

	return ask(a->s, KEPT_CITING, "SELECT count(*) FROM record r"
		   " JOIN content dc ON dc.record = r.id"
		   " JOIN content c ON c.document = dc.id" LIVE_SPAN
		   " JOIN claim k ON k.content = c.id"
		   " WHERE r.subject = ?1 AND tf.id IS NULL", SLICE_NONE,
		   SLICE_NONE, a->subject);
}
