/* How many parties a list had under a programme, version by version: one pass
 * over the spans of what names the programme, counted at the last good version
 * of each month of the year before the date asked. */
#include "model/listing.h"
#include "store/inside.h"

/* The last good version of each month from ?3 on. */
static const char versions_of[] =
	"SELECT max(f.evidence) FROM source o JOIN fetch f"
	" ON f.source = o.id AND f.accepted = 1 AND f.complete = 1"
	" WHERE o.key = ?1 AND f.evidence <= ?2 AND f.evidence >= ?3"
	" GROUP BY substr(f.evidence, 1, 7) ORDER BY 1 DESC LIMIT ?4";

/* A record has one span at a date, but may name several tokens. */
static const char spans_of[] =
	"SELECT ff.evidence, tf.evidence, c.claims FROM ref"
	" JOIN content c ON c.id = ref.content"
	" JOIN subject u ON u.id = c.subject AND u.kind = 'designation'"
	" AND u.source = (SELECT id FROM source WHERE key = ?1)" JOIN_SPAN
	" WHERE ref.prop = 'programme' AND ref.value IN"
	"  (SELECT m.value FROM content mc JOIN ref m ON m.content = mc.id"
	"   AND m.prop = 'programme' WHERE mc.subject = ?4)"
	" AND ff.evidence <= ?2 AND (tf.id IS NULL OR tf.evidence >= ?3)"
	" GROUP BY s.id";

static bool load_versions(struct store *s, struct slice source,
			  struct slice at, struct slice from,
			  struct arena *mem, struct trend *out)
{
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_use(&s->q, versions_of, &ignored);

	if (!st)
		return false;
	sql_text(st, 1, source);
	sql_text(st, 2, at);
	sql_text(st, 3, from);
	sql_int(st, 4, TREND_POINTS);
	while (out->n < TREND_POINTS && sql_step(&s->q, st, &ignored) > 0)
		out->point[out->n++].date = arena_slice(mem, sql_col(st, 0));
	sql_reset(st);
	/* Oldest first. */
	for (size_t i = 0; i < out->n / 2; i++) {
		struct slice held = out->point[i].date;

		out->point[i].date = out->point[out->n - 1 - i].date;
		out->point[out->n - 1 - i].date = held;
	}
	return out->n > 0;
}

/* What has expired since was listed until then. */
static void count_span(struct trend *t, struct slice from, struct slice to,
		       const struct listing_terms *terms)
{
	for (size_t i = 0; i < t->n; i++) {
		struct slice day = t->point[i].date;

		if (slice_cmp(from, day) <= 0 &&
		    (!to.p || slice_cmp(to, day) > 0) &&
		    slice_is(listing_state(terms, day), "listed"))
			t->point[i].listed++;
	}
}

void trend_load(struct store *s, int64_t measure, struct slice source,
		struct slice at, struct slice from, struct arena *mem,
		struct trend *out)
{
	struct err ignored = {0};
	struct sqlite3_stmt *st;

	*out = (struct trend){0};
	if (!load_versions(s, source, at, from, mem, out) ||
	    !(st = sql_use(&s->q, spans_of, &ignored)))
		return;
	sql_text(st, 1, source);
	sql_text(st, 2, at);
	sql_text(st, 3, from);
	sql_int(st, 4, measure);
	while (sql_step(&s->q, st, &ignored) > 0) {
		struct listing_terms terms = {0};

		if (packed_terms(s, sql_col(st, 2), &terms, &ignored) == 0)
			count_span(out, sql_col(st, 0), sql_col(st, 1),
				   &terms);
	}
	sql_reset(st);
}
