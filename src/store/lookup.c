/* Questions about a subject that its own claims cannot answer. */
#include <stdlib.h>

#include "store/alike.h"

enum {
	ACTS_MAX = 4,			/* that one person was freed by */
	NAMED_MAX = 400,		/* persons of one act */
	SAYING_MAX = 200,		/* subjects that one row looks at */
	COVERS_MAX = 1000000,
	COVERS_BYTES = 64 << 20,
	REKEYS_MAX = 100,		/* of one entry */
};

struct look {
	struct store *s;
	int64_t subject;
	struct slice at;
};

static int64_t ask(struct look *l, const char *text, struct slice value,
		   const char *prop)
{
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_use(&l->s->q, text, &ignored);
	int64_t n = 0;

	if (!st)
		return 0;
	sql_int(st, 1, l->subject);
	sql_text(st, 2, l->at);
	sql_text(st, 3, value);
	sql_text(st, 4, slice_of(prop));
	sql_one(&l->s->q, st, &n, &ignored);
	return n;
}

#define COUNT \
	"SELECT count(DISTINCT c.subject) FROM ref" \
	" JOIN content c ON c.id = ref.content" JOIN_SPAN \
	" WHERE ref.prop = ?4 AND ref.value = ?3 AND" HELD_AT_2 \
	" AND coalesce(ref.as_of, d.published, ff.evidence) <= ?2"

/* Those that are one act have one row, and so have those that are one person. */
static const char freed[] =
	"SELECT count(DISTINCT coalesce(pp.party, c.subject)) FROM subject v"
	" CROSS JOIN ref ON ref.prop = ?4 AND ref.value = v.key"
	" CROSS JOIN content c ON c.id = ref.content"
	" CROSS JOIN subject u ON u.id = c.subject AND u.source = v.source"
	" LEFT JOIN party pp ON pp.subject = c.subject" JOIN_SPAN
	" WHERE v.id IN (SELECT ?1 UNION SELECT q.subject FROM party p"
	"  JOIN party q ON q.party = p.party WHERE p.subject = ?1)"
	" AND" HELD_AT_2 " AND coalesce(ref.as_of, d.published, ff.evidence)"
	" <= ?2 AND ?3 IS NOT NULL";

/* Pages are copied across sources; keys mean something in their own only. */
static int64_t look_count(void *ctx, enum property prop, struct slice value)
{
	static const char anywhere[] = COUNT " AND ?1";
	static const char same_source[] = COUNT
		" AND (SELECT source FROM subject WHERE id = c.subject) ="
		" (SELECT source FROM subject WHERE id = ?1)";

	return ask(ctx, prop == PROP_url ? anywhere :
			prop == PROP_event ? freed : same_source, value,
		   properties[prop].name);
}

/* The bands of what the record says last: an edited text has others. */
static int64_t look_copies(void *ctx)
{
	static const char text[] =
		"SELECT count(DISTINCT c.subject) FROM content ac"
		" CROSS JOIN ref a ON a.content = ac.id"
		" AND +a.prop IN ('url', 'story')"
		" CROSS JOIN ref ON ref.prop = a.prop AND ref.value = a.value"
		" JOIN content c ON c.id = ref.content" JOIN_SPAN
		" WHERE ac.id IN (SELECT max(id) FROM content"
		"  WHERE subject = ?1 GROUP BY record) AND" HELD_AT_2
		" AND coalesce(ref.as_of, d.published, ff.evidence) <= ?2"
		" AND ?3 IS NULL AND ?4 IS NULL";
	struct look *l = ctx;
	int64_t n;

	if (alike_count(l->s, l->subject, l->at, &n))
		return n;
	return ask(l, text, SLICE_NONE, NULL);
}

static int64_t look_citing(void *ctx)
{
	static const char text[] =
		"SELECT sum(thaw_claims(c.claims, coalesce(d.published,"
		" ff.evidence), ?2)) FROM content dc"
		" JOIN content c ON c.document = dc.record" JOIN_SPAN
		" WHERE dc.id IN (SELECT max(id) FROM content"
		"  WHERE subject = ?1 GROUP BY record) AND" HELD_AT_2
		" AND ?3 IS NULL AND ?4 IS NULL";

	return ask(ctx, text, SLICE_NONE, NULL);
}

int covers_load(struct store *s, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT DISTINCT value FROM"
		" ref WHERE prop = 'covers' ORDER BY value", e);
	struct covers *c = &s->covers;
	int rc = st ? 1 : -1;

	covers_free(s);
	c->mem = ARENA_INIT(COVERS_BYTES);
	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc <= 0)
			break;
		if (vec_room((void **)&c->party, &c->cap, c->n,
			     sizeof(*c->party), COVERS_MAX, e) < 0) {
			sql_reset(st);
			return -1;
		}
		c->party[c->n++] = arena_slice(&c->mem, sql_col(st, 0));
	}
	c->loaded = rc == 0 && arena_ok(&c->mem, "what is covered", e) == 0;
	return c->loaded ? 0 : -1;
}

void covers_free(struct store *s)
{
	free(s->covers.party);
	arena_free(&s->covers.mem);
	s->covers = (struct covers){0};
}

static int cmp_slice(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static bool may_cover(const struct store *s, struct slice party)
{
	const struct covers *c = &s->covers;

	return !c->loaded || (c->n && bsearch(&party, c->party, c->n,
					      sizeof(*c->party), cmp_slice));
}

/* The facts of one subject, while others may be streamed. */
static bool facts_of(struct look *l, int64_t subject, struct arena *mem,
		     struct facts *out)
{
	const struct gather_what what = {
		.first = subject, .end = subject + 1, .at = l->at,
		.aside = true,
	};
	struct err ignored = {0};

	*out = (struct facts){0};
	return gather(l->s, &what, mem, gather_one, out, &ignored) == 0 && out->n;
}

/* The facts of each subject that `st` names; they ask nothing. */
static size_t collect(struct look *l, struct sqlite3_stmt *st,
		      struct arena *mem, const struct facts **out)
{
	struct err ignored = {0};
	int64_t subject[SAYING_MAX];
	struct facts *list;
	size_t n = 0, kept = 0;

	while (n < SAYING_MAX && sql_step(&l->s->q, st, &ignored) > 0)
		subject[n++] = sql_col_int(st, 0);
	sql_reset(st);
	list = arena_get(mem, (n + 1) * sizeof(*list));
	for (size_t i = 0; list && i < n; i++) {
		if (!facts_of(l, subject[i], mem, &list[kept]))
			continue;
		list[kept++].look = (struct lookup){0};
	}
	*out = list;
	return kept;
}

static size_t look_saying(void *ctx, enum property prop, struct slice value,
			  struct arena *mem, const struct facts **out)
{
	static const char text[] =
		"SELECT DISTINCT c.subject FROM ref"
		" JOIN content c ON c.id = ref.content" JOIN_SPAN
		" WHERE ref.prop = ?4 AND ref.value = ?3 AND" HELD_AT_2
		" AND coalesce(ref.as_of, d.published, ff.evidence) <= ?2"
		" AND c.subject <> ?1 ORDER BY c.subject";
	struct look *l = ctx;
	struct err ignored = {0};
	struct sqlite3_stmt *st;

	*out = NULL;
	if (prop == PROP_covers && !may_cover(l->s, value))
		return 0;
	st = sql_use(&l->s->q, text, &ignored);
	if (!st)
		return 0;
	sql_int(st, 1, l->subject);
	sql_text(st, 2, l->at);
	sql_text(st, 3, value);
	sql_text(st, 4, slice_of(properties[prop].name));
	return collect(l, st, mem, out);
}

#define ACTS_OF(who) \
	"SELECT DISTINCT v.id FROM content c CROSS JOIN ref" \
	" ON ref.content = c.id AND +ref.prop = 'event'" \
	" CROSS JOIN subject u ON u.id = c.subject CROSS JOIN subject v" \
	" ON v.source = u.source AND v.kind = 'event'" \
	" AND v.key = ref.value CROSS JOIN source o ON o.id = v.source" JOIN_SPAN \
	" WHERE c.subject " who " AND" HELD_AT_2 \
	" ORDER BY o.key, v.key LIMIT ?3"

static size_t look_acts(void *ctx, bool row, struct arena *mem,
			const struct facts **out)
{
	static const char own[] = ACTS_OF("= ?1");
	static const char all[] = ACTS_OF("IN (SELECT ?1 UNION SELECT q.subject"
		" FROM party p JOIN party q ON q.party = p.party"
		" WHERE p.subject = ?1)");
	struct look *l = ctx;
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_use(&l->s->q, row ? all : own, &ignored);

	*out = NULL;
	if (!st)
		return 0;
	sql_int(st, 1, l->subject);
	sql_text(st, 2, l->at);
	sql_int(st, 3, row ? SAYING_MAX : ACTS_MAX);
	return collect(l, st, mem, out);
}

static struct slice look_named(void *ctx, struct arena *mem)
{
	static const char text[] =
		"SELECT DISTINCT thaw_claim(c.claims, 'name') AS name"
		" FROM subject v CROSS JOIN ref ON ref.prop = 'event'"
		" AND ref.value = v.key"
		" CROSS JOIN content c ON c.id = ref.content"
		" CROSS JOIN subject u ON u.id = c.subject AND u.source = v.source"
		JOIN_SPAN " WHERE v.id = ?1 AND" HELD_AT_2
		" ORDER BY name LIMIT ?3";
	struct look *l = ctx;
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_use(&l->s->q, text, &ignored);
	struct str names = STR_INIT(RECORD_BYTES);
	struct slice cell;

	if (!st)
		return SLICE_NONE;
	sql_int(st, 1, l->subject);
	sql_text(st, 2, l->at);
	sql_int(st, 3, NAMED_MAX);
	while (sql_step(&l->s->q, st, &ignored) > 0) {
		str_add(&names, sql_col(st, 0));
		str_addc(&names, LIST_SEP);
	}
	sql_reset(st);
	cell = arena_slice(mem, str_slice(&names));
	str_free(&names);
	return cell;
}

/* Evidence dates of the good versions of a list up to the date asked. */
static bool versions(struct look *l, struct slice source, struct arena *mem,
		     int64_t *id, struct slice *first, struct slice *last)
{
	static const char text[] =
		"SELECT o.id, min(f.evidence), max(f.evidence) FROM source o"
		" JOIN fetch f ON f.source = o.id AND f.accepted = 1"
		" AND f.complete = 1 AND f.evidence <= ?2 WHERE o.key = ?3"
		" GROUP BY o.id";
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_use(&l->s->q, text, &ignored);

	if (!st)
		return false;
	sql_text(st, 2, l->at);
	sql_text(st, 3, source);
	if (sql_step(&l->s->q, st, &ignored) <= 0)
		return false;
	*id = sql_col_int(st, 0);
	*first = arena_slice(mem, sql_col(st, 1));
	*last = arena_slice(mem, sql_col(st, 2));
	sql_reset(st);
	return true;
}

static int64_t party_of(struct look *l, int64_t source, struct slice key)
{
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_use(&l->s->q, "SELECT id FROM subject"
		" WHERE source = ?1 AND kind = 'designation' AND key = ?2",
		&ignored);
	int64_t id = 0;

	if (!st)
		return 0;
	sql_int(st, 1, source);
	sql_text(st, 2, key);
	sql_one(&l->s->q, st, &id, &ignored);
	return id;
}

static int64_t public_subject(struct look *l, struct slice id)
{
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_use(&l->s->q, "SELECT subject FROM"
		" public WHERE public = ?1", &ignored);
	int64_t subject = 0;

	if (!st)
		return 0;
	sql_text(st, 1, id);
	sql_one(&l->s->q, st, &subject, &ignored);
	return subject;
}

static void look_standing(void *ctx, struct slice party, struct arena *mem,
			  struct standing *out)
{
	struct look *l = ctx;
	struct slice key = party, source, first;
	struct facts f;
	int64_t id, subject;

	*out = (struct standing){0};
	if (!slice_cut(&key, '/', &source) ||
	    !versions(l, source, mem, &id, &first, &out->version))
		return;
	subject = party_of(l, id, key);
	if (!subject || !facts_of(l, subject, mem, &f))
		return;
	/* The numbers of an entry are corrected more than once. */
	for (int i = 0; f.rekeyed_to.n && i < REKEYS_MAX; i++)
		if (!(subject = public_subject(l, f.rekeyed_to)) ||
		    !facts_of(l, subject, mem, &f))
			return;
	out->known = true;
	out->presence = f.presence;
	out->gone_on = f.gone_on;
	if (f.presence == PRESENT && !slice_is(facts_listed(&f), "listed")) {
		out->presence = GONE;
		out->gone_on = facts_value(&f, PROP_gone_on);
	}
}

/* Lists rename their programmes: what the subject was ever called counts.
 * What the list keeps as delisted is gone for sure, what it lacks only once a
 * later version lacks it too. One record counts once, whatever its spans; one
 * that was only given another key, and maybe another after that, or its old
 * one again, counts as the one that it was. */
#define IN_LIST(at) \
	"ff.evidence <= " at \
	" AND (tf.id IS NULL OR tf.evidence > " at ")"
#define ON_LIST(at) \
	"max(" IN_LIST(at) " AND thaw_listed(c.claims, " at "))"

/* Spans that held at neither date say nothing. The + keeps from the index of
 * all values: a measure's own contents are few. */
static const char tally_text[] =
	"SELECT sum(n), sum(n AND NOT t), sum(t AND NOT n AND (kept OR"
	" EXISTS (SELECT 1 FROM fetch f WHERE f.id = CAST(substr(e, -37, 18)"
	"  AS INTEGER) AND (f.complete = 0 OR EXISTS (SELECT 1 FROM fetch g"
	"  WHERE" CONFIRMS("g", "f", "CAST(substr(e, -18) AS INTEGER)")
	"  AND g.evidence <= ?2)))))"
	" FROM"
	" (SELECT " ON_LIST("?2") " AS n, " ON_LIST("?3") " AS t,"
	"  max(" IN_LIST("?2") ") AS kept, max(coalesce(tf.evidence ||"
	"  printf('~%018d~%018d', tf.id, c.record), '')) AS e"
	"  FROM ref"
	"  JOIN content c ON c.id = ref.content"
	"  JOIN subject u ON u.id = c.subject AND u.source = ?1"
	"  AND u.kind = 'designation'"
	"  JOIN span s ON s.content = c.id"
	"  JOIN fetch ff ON ff.id = s.from_fetch AND ff.accepted = 1"
	"  LEFT JOIN fetch tf ON tf.id = s.to_fetch AND tf.accepted = 1"
	"  WHERE ref.prop = 'programme' AND ref.value IN"
	"   (SELECT m.value FROM content mc CROSS JOIN ref m ON m.content ="
	"    mc.id AND +m.prop = 'programme' WHERE mc.subject = ?4)"
	"  AND (tf.id IS NULL OR tf.evidence > min(?2, ?3))"
	"  GROUP BY CASE WHEN c.record IN (SELECT old FROM rekey UNION ALL"
	"   SELECT new FROM rekey) THEN (WITH RECURSIVE one(r) AS"
	"   (SELECT c.record UNION SELECT CASE k.old WHEN r THEN k.new"
	"     ELSE k.old END FROM one JOIN rekey k ON r IN (k.old, k.new))"
	"   SELECT min(r) FROM one) ELSE c.record END)";

static void look_tally(void *ctx, struct slice source, struct slice from,
		       struct tally *out)
{
	struct look *l = ctx;
	struct err ignored = {0};
	struct arena mem = ARENA_INIT(1 << 20);
	struct slice base = arena_fmt(&mem, "%.*s~", SLICE_ARG(from));
	struct slice first, last;
	struct sqlite3_stmt *st;
	int64_t id;

	*out = (struct tally){0};
	if (!versions(l, source, &mem, &id, &first, &last) ||
	    !(st = sql_use(&l->s->q, tally_text, &ignored)))
		goto out;
	if (slice_cmp(first, base) > 0)
		base = first;
	sql_int(st, 1, id);
	sql_text(st, 2, l->at);
	sql_text(st, 3, base);
	sql_int(st, 4, l->subject);
	if (sql_step(&l->s->q, st, &ignored) > 0) {
		*out = (struct tally){
			.known = true, .listed = sql_col_int(st, 0),
			.moved = slice_cmp(last, base) > 0,
			.added = sql_col_int(st, 1),
			.removed = sql_col_int(st, 2),
		};
		sql_reset(st);
	}
out:
	arena_free(&mem);
}

static void look_trend(void *ctx, struct slice source, struct slice from,
		       struct arena *mem, struct trend *out)
{
	struct look *l = ctx;

	trend_load(l->s, l->subject, source, l->at, from, mem, out);
}

static size_t look_series(void *ctx, struct slice from, struct slice until,
			  struct arena *mem, const struct act_row **out)
{
	return acts_between(((struct look *)ctx)->s, from, until, mem, out);
}

int lookup_make(struct store *s, int64_t subject, struct slice at,
		struct arena *mem, struct lookup *out, struct err *e)
{
	struct look *l = arena_get(mem, sizeof(*l));

	if (!l)
		return arena_ok(mem, "one subject", e);
	*l = (struct look){ s, subject, arena_slice(mem, at) };
	*out = (struct lookup){
		.count = look_count, .copies = look_copies, .citing = look_citing,
		.saying = look_saying, .series = look_series, .acts = look_acts,
		.named = look_named, .standing = look_standing,
		.tally = look_tally, .trend = look_trend, .ctx = l,
	};
	return 0;
}
