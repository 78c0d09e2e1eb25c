/* Whom a change of one subject makes to be checked besides. */
#include "store/contest.h"



/* Of one subject, ?1. */
static const char *const near_subject[] = {
	/* those whose conflicts it had a part in */
	"SELECT c.subject FROM conflict_of o CROSS JOIN conflict c"
	" ON c.id = o.conflict WHERE o.subject = ?1",
	/* others of its party, and those that may be the same, with theirs */
	"SELECT q.subject FROM party p CROSS JOIN party q"
	" ON q.party = p.party"
	" WHERE p.subject = ?1",
	"SELECT b FROM link WHERE a = ?1 UNION SELECT a FROM link WHERE b = ?1",
	"SELECT q.subject FROM (SELECT b AS other FROM link WHERE a = ?1"
	" UNION SELECT a FROM link WHERE b = ?1) k"
	" CROSS JOIN party p ON p.subject = k.other"
	" CROSS JOIN party q ON q.party = p.party",
};

/* Where an act of release changed: acts of the same day or known by its month, what is said of the
 * sanctions of an authority, and the articles that may call another act the
 * largest. */
static const char *const near_acts[] = {
	"WITH d(day) AS MATERIALIZED (SELECT DISTINCT w.date FROM"
	"  temp.acts_changed a CROSS JOIN main.shown_events w"
	"  ON w.row_key = a.subject WHERE length(w.date) >= 7),"
	" x(first, last) AS (SELECT day, day || '~' FROM d"
	"  UNION SELECT substr(day, 1, 7), substr(day, 1, 7) FROM d)"
	" SELECT t.row_key FROM x CROSS JOIN main.shown_events t"
	" WHERE (t.date IS NULL) = 0 AND t.date >= x.first"
	" AND t.date <= x.last",
	("SELECT DISTINCT c.subject FROM ref JOIN content c"
	 " ON c.id = ref.content WHERE ref.prop = 'concerns' LIMIT 500"),
	"SELECT row_key FROM main.shown_news ORDER BY published DESC LIMIT 500",
};

static int add_found(struct store *s, struct sqlite3_stmt *st,
		     struct err *e)
{
	int rc = st ? 1 : -1;

	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
		if (bits_add(&s->unchecked, sql_col_int(st, 0), e) < 0) {
			sql_reset(st);
			return -1;
		}
	return rc;
}

static int near_one(struct store *s, int64_t subject, struct err *e)
{
	for (size_t i = 0; i < sizeof(near_subject) / sizeof(*near_subject);
	     i++) {
		struct sqlite3_stmt *st = sql_use(&s->q, near_subject[i], e);

		if (st)
			sql_int(st, 1, subject);
		if (add_found(s, st, e) < 0)
			return -1;
	}
	return 0;
}

static bool has_view(const struct store *s, const char *name)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++)
		if (slice_is(slice_of(name), (*p)->name))
			return true;
	return false;
}

/* The acts among the noted ones, into temp.acts_changed. */
static int list_acts(struct store *s, const struct bits *noted, int64_t *n,
		     struct err *e)
{
	struct sqlite3_stmt *st;
	int64_t first = 0, end;

	if (sql_run(&s->q, "CREATE TEMP TABLE IF NOT EXISTS acts_changed("
		    "subject INTEGER PRIMARY KEY); DELETE FROM acts_changed",
		    e) < 0)
		return -1;
	while (bits_run(noted, &first, &end)) {
		st = sql_use(&s->q, "INSERT OR IGNORE INTO temp.acts_changed"
			     " SELECT id FROM subject WHERE id >= ?1 AND"
			     " id < ?2 AND kind = 'event'", e);
		if (!st)
			return -1;
		sql_int(st, 1, first);
		sql_int(st, 2, end);
		if (sql_do(&s->q, st, e) < 0)
			return -1;
		first = end;
	}
	return sql_number(&s->q, "SELECT count(*) FROM temp.acts_changed", 0,
			  n, e);
}

int conflicts_spread(struct store *s, struct err *e)
{
	struct bits noted = {0};
	int64_t first = 0, end, acts = 0;
	int rc = bits_join(&noted, &s->unchecked, e);

	while (rc == 0 && bits_run(&noted, &first, &end)) {
		for (int64_t i = first; rc == 0 && i < end; i++)
			rc = near_one(s, i, e);
		first = end;
	}
	if (rc == 0 && has_view(s, "events"))
		rc = list_acts(s, &noted, &acts, e);
	for (size_t i = 0; rc == 0 && acts > 0 && i < 3; i++)
		if (i < 2 || has_view(s, "news"))
			rc = add_found(s, sql_use(&s->q, near_acts[i], e), e);
	bits_free(&noted);
	return rc;
}
