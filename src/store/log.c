/* Attempts, and the sources as the store knows them. */
#include "store/inside.h"

#define GOOD "outcome IN ('accepted', 'same')"
#define IDLE "outcome IN ('same', 'failed', 'gone')"

/* Attempts that brought nothing say how a source did lately. One a minute is
 * half a million a year: so many are kept. */
#define IDLE_KEPT "200"

static int forget_idle(struct store *s, int64_t source, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "DELETE FROM fetch"
		" WHERE source = ?1 AND " IDLE " AND id <="
		" (SELECT id FROM fetch WHERE source = ?1 AND " IDLE
		"  ORDER BY id DESC LIMIT 1 OFFSET " IDLE_KEPT ")", e);

	if (!st)
		return -1;
	sql_int(st, 1, source);
	return sql_do(&s->q, st, e);
}

int store_attempt(struct store *s, const struct store_fetch *f,
		  const char *outcome, const char *why, struct err *e)
{
	struct err ignored = {0};
	int64_t source;

	if (sql_run(&s->q, "BEGIN IMMEDIATE", e) < 0)
		return -1;
	if (source_row(s, f->source, &source, e) == 0 &&
	    fetch_row(s, f, source, outcome, slice_of(why), NULL, e) == 0 &&
	    forget_idle(s, source, e) == 0 &&
	    sql_run(&s->q, "COMMIT", e) == 0)
		return 0;
	sql_run(&s->q, "ROLLBACK", &ignored);
	return -1;
}

/* The last by their order, not by the clock, which may have been ahead. */
static const char times[] =
	"SELECT coalesce((SELECT f.at FROM fetch f WHERE f.source = o.id"
	"  AND f.outcome <> 'open' ORDER BY f.id DESC LIMIT 1), 0),"
	" coalesce((SELECT f.at FROM fetch f WHERE f.source = o.id"
	"  AND f." GOOD " ORDER BY f.id DESC LIMIT 1), 0)"
	" FROM source o WHERE o.key = ?1";

static int load_times(struct store *s, struct slice key, int64_t *at,
		      int64_t *good_at, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, times, e);
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, key);
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		*at = sql_col_int(st, 0);
		*good_at = sql_col_int(st, 1);
	}
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

int store_last(struct store *s, struct slice source, struct arena *mem,
	       struct store_last *out, struct err *e)
{
	struct sqlite3_stmt *st;
	int rc;

	*out = (struct store_last){0};
	if (load_times(s, source, &out->at, &out->good_at, e) < 0)
		return -1;
	st = sql_use(&s->q, "SELECT f.sha256, f.validators FROM fetch f"
		     " JOIN source o ON o.id = f.source WHERE o.key = ?1"
		     " AND f.accepted = 1 ORDER BY f.id DESC LIMIT 1", e);
	if (!st)
		return -1;
	sql_text(st, 1, source);
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		out->sha256 = arena_slice(mem, sql_col(st, 0));
		out->validators = arena_slice(mem, sql_col(st, 1));
	}
	sql_reset(st);
	return rc < 0 ? -1 : arena_ok(mem, "last fetch", e);
}

int store_has_record(struct store *s, struct slice source, struct slice key,
		     bool *any, bool *this_one, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT EXISTS(SELECT 1 FROM"
		" record WHERE source = o.id), EXISTS(SELECT 1 FROM record WHERE"
		" source = o.id AND key = ?2) FROM source o WHERE o.key = ?1",
		e);
	int rc;

	*any = *this_one = false;
	if (!st)
		return -1;
	sql_text(st, 1, source);
	sql_text(st, 2, key);
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		*any = sql_col_int(st, 0) != 0;
		*this_one = sql_col_int(st, 1) != 0;
	}
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

/* The list of the last attempts, newest first; records are those of the last
 * accepted version at that time. */
static const char attempts[] =
	"SELECT f.at, f.outcome, f.why, f.status, f.bytes, f.records"
	" FROM fetch f JOIN source o ON o.id = f.source"
	" WHERE o.key = ?1 AND f.outcome <> 'open'"
	" ORDER BY f.id DESC LIMIT ?2";

static int64_t state_row(struct sqlite3_stmt *st, struct slice key,
			 struct source_state *out)
{
	*out = (struct source_state){
		.key = key,
		.attempt_at = sql_col_int(st, 0),
		.outcome = sql_col(st, 1), .why = sql_col(st, 2),
		.status = (long)sql_col_int(st, 3),
		.bytes = sql_col_int(st, 4),
		.records = sql_col_int(st, 5),
	};
	return out->attempt_at;
}

static const char version[] =
	"SELECT f.records, f.evidence, (SELECT min(g.evidence) FROM fetch g"
	"  WHERE g.source = f.source AND g.accepted = 1 AND g.complete = 1)"
	" FROM fetch f JOIN source o ON o.id = f.source"
	" WHERE o.key = ?1 AND f.accepted = 1 AND f.evidence <= ?2"
	" ORDER BY f.evidence DESC, f.id DESC LIMIT 1";

int version_load(struct store *s, struct slice key, struct slice at,
		 struct arena *mem, struct source_state *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, version, e);
	int rc;

	out->records = 0;
	if (!st)
		return -1;
	sql_text(st, 1, key);
	sql_text(st, 2, at);
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		out->records = sql_col_int(st, 0);
		out->oldest = arena_slice(mem, sql_col(st, 2));
		if (out->oldest.n > 0)
			out->version = arena_slice(mem, sql_col(st, 1));
	}
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

int store_source_state(struct store *s, struct slice key, struct slice as_of,
		       struct arena *mem, struct source_state *out,
		       struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, attempts, e);
	struct slice at = as_of.n ? arena_fmt(mem, "%.*s~", SLICE_ARG(as_of)) :
				    NOW;
	int rc;

	*out = (struct source_state){0};
	if (!st)
		return -1;
	sql_text(st, 1, key);
	sql_int(st, 2, 1);
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		state_row(st, key, out);
		out->outcome = arena_slice(mem, out->outcome);
		out->why = arena_slice(mem, out->why);
	}
	sql_reset(st);
	out->key = arena_slice(mem, key);
	if (rc < 0 || version_load(s, key, at, mem, out, e) < 0 ||
	    load_times(s, key, &out->attempt_at, &out->good_at, e) < 0)
		return -1;
	return arena_ok(mem, "a source", e);
}

int store_attempts(struct store *s, struct slice key, int64_t most,
		   attempt_fn *fn, void *ctx, struct err *e)
{
	struct sqlite3_stmt *st = sql_make(&s->q, attempts, e);
	int rc = st ? 1 : -1;

	if (st) {
		sql_text(st, 1, key);
		sql_int(st, 2, most);
	}
	while (rc > 0) {
		struct source_state state;

		rc = sql_step(&s->q, st, e);
		if (rc > 0 && fn(ctx, state_row(st, key, &state), &state,
				 e) < 0)
			rc = -1;
	}
	sql_drop(&st);
	return rc;
}

int store_source_keys(struct store *s, facet_fn *fn, void *ctx,
		      struct err *e)
{
	struct sqlite3_stmt *st = sql_make(&s->q, "SELECT o.key,"
		" (SELECT count(*) FROM record r WHERE r.source = o.id) AS n"
		" FROM source o WHERE n > 0 OR EXISTS (SELECT 1 FROM fetch f"
		"  WHERE f.source = o.id AND f.outcome IN ('failed', 'refused',"
		"  'gone'))"
		" ORDER BY o.key", e);
	int rc = st ? 1 : -1;

	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && fn(ctx, sql_col(st, 0), sql_col_int(st, 1),
				 e) < 0)
			rc = -1;
	}
	sql_drop(&st);
	return rc;
}

int store_newest(struct store *s, int64_t *at, struct err *e)
{
	return sql_number(&s->q, "SELECT at FROM fetch WHERE outcome <> 'open'"
			  " ORDER BY id DESC LIMIT 1", 0, at, e);
}
