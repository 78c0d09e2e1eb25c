/* Attempts: what happened to each source, and when. */
#include "store/sql.h"

static int source_id(struct store *s, const struct source *src, int64_t *id,
		     struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(s, &st, "INSERT OR IGNORE INTO source (key, title)"
			" VALUES (?,?)", e) < 0)
		return -1;
	sql_text(st, 1, src->key);
	sql_text(st, 2, src->title.p ? src->title : SLICE(""));
	rc = sql_run(s, st, e);
	sqlite3_finalize(st);
	if (rc < 0 || sql_prepare(s, &st, "SELECT id FROM source WHERE key ="
				  " ?", e) < 0)
		return -1;
	sql_text(st, 1, src->key);
	rc = sql_get(s, st, 0, id, e);
	sqlite3_finalize(st);
	return rc;
}

int store_attempt(struct store *s, const struct store_fetch *f,
		  const char *outcome, const char *why, struct err *e)
{
	char now[CLOCK_TEXT];
	sqlite3_stmt *st;
	int64_t id;
	int rc;

	if (source_id(s, f->source, &id, e) < 0 ||
	    sql_prepare(s, &st, "INSERT INTO fetch (source, at, evidence,"
			" outcome, complete, status, bytes, why, url)"
			" VALUES (?,?,?,?,?,?,?,?,?)", e) < 0)
		return -1;
	clock_iso(clock_now(&s->o.clock), now);
	sql_int(st, 1, id);
	sql_int(st, 2, clock_now(&s->o.clock));
	sql_text(st, 3, f->evidence.n ? f->evidence : slice_of(now));
	sql_text(st, 4, slice_of(outcome));
	sql_int(st, 5, f->complete);
	sql_int(st, 6, f->status);
	sql_int(st, 7, f->bytes);
	sql_text(st, 8, slice_of(why));
	sql_text(st, 9, f->url);
	rc = sql_run(s, st, e);
	sqlite3_finalize(st);
	return rc;
}

int store_last(struct store *s, struct slice source, struct arena *mem,
	       struct store_last *out, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	*out = (struct store_last){0};
	if (sql_prepare(s, &st, "SELECT max(f.at), max(CASE WHEN f.outcome IN"
			" ('accepted', 'same') THEN f.at END) FROM fetch f"
			" JOIN source s ON s.id = f.source WHERE s.key = ?",
			e) < 0)
		return -1;
	sql_text(st, 1, source);
	rc = sql_step(s, st, e);
	if (rc > 0) {
		out->at = sqlite3_column_int64(st, 0);
		out->good_at = sqlite3_column_int64(st, 1);
	}
	sqlite3_finalize(st);
	if (rc < 0 || sql_prepare(s, &st, "SELECT f.sha256, f.validators FROM"
				  " fetch f JOIN source s ON s.id = f.source"
				  " WHERE s.key = ? AND f.outcome = 'accepted'"
				  " AND f.sha256 IS NOT NULL"
				  " ORDER BY f.id DESC LIMIT 1", e) < 0)
		return -1;
	sql_text(st, 1, source);
	rc = sql_step(s, st, e);
	if (rc > 0) {
		out->sha256 = arena_slice(mem, sql_col(st, 0));
		out->validators = arena_slice(mem, sql_col(st, 1));
	}
	sqlite3_finalize(st);
	return rc < 0 ? -1 : arena_ok(mem, "what was fetched last", e);
}

static void read_attempt(sqlite3_stmt *st, struct arena *mem,
			 struct source_state *out)
{
	out->attempt_at = sqlite3_column_int64(st, 0);
	out->outcome = arena_slice(mem, sql_col(st, 1));
	out->why = arena_slice(mem, sql_col(st, 2));
	out->status = (long)sqlite3_column_int64(st, 3);
	out->records = sqlite3_column_int64(st, 4);
	out->bytes = sqlite3_column_int64(st, 5);
}

#define ATTEMPTS "SELECT f.at, f.outcome, f.why, f.status, f.records," \
	" f.bytes FROM fetch f JOIN source s ON s.id = f.source" \
	" WHERE s.key = ?1"

int store_source_state(struct store *s, struct slice key, struct arena *mem,
		       struct source_state *out, struct err *e)
{
	struct source_state good = {0};
	sqlite3_stmt *st;
	int rc;

	*out = (struct source_state){ .key = key };
	if (sql_prepare(s, &st, ATTEMPTS " ORDER BY f.id DESC LIMIT 1",
			e) < 0)
		return -1;
	sql_text(st, 1, key);
	rc = sql_step(s, st, e);
	if (rc > 0)
		read_attempt(st, mem, out);
	sqlite3_finalize(st);
	if (rc <= 0)
		return rc;
	if (sql_prepare(s, &st, ATTEMPTS " AND f.outcome = 'accepted'"
			" ORDER BY f.evidence DESC, f.id DESC LIMIT 1", e) < 0)
		return -1;
	sql_text(st, 1, key);
	rc = sql_step(s, st, e);
	if (rc > 0)
		read_attempt(st, mem, &good);
	sqlite3_finalize(st);
	if (rc < 0 || sql_prepare(s, &st, "SELECT max(f.at) FROM fetch f JOIN"
				  " source s ON s.id = f.source WHERE s.key ="
				  " ? AND f.outcome IN ('accepted', 'same')",
				  e) < 0)
		return -1;
	sql_text(st, 1, key);
	rc = sql_get(s, st, 0, &out->good_at, e);
	sqlite3_finalize(st);
	out->records = good.records;
	out->bytes = good.bytes;
	if (slice_is(out->outcome, "accepted") || slice_is(out->outcome, "same"))
		out->why = SLICE_NONE;
	return rc;
}

int store_attempts(struct store *s, struct slice key, int64_t most,
		   attempt_fn *fn, void *ctx, struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct source_state state = { .key = key };
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(s, &st, ATTEMPTS " ORDER BY f.id DESC LIMIT ?2",
			e) < 0)
		return -1;
	sql_text(st, 1, key);
	sql_int(st, 2, most);
	while ((rc = sql_step(s, st, e)) > 0) {
		arena_clear(&mem);
		read_attempt(st, &mem, &state);
		rc = fn(ctx, state.attempt_at, &state, e);
		if (rc < 0)
			break;
	}
	sqlite3_finalize(st);
	arena_free(&mem);
	return rc;
}

int store_source_keys(struct store *s, facet_fn *fn, void *ctx,
		      struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (sql_prepare(s, &st, "SELECT key, (SELECT count(*) FROM record r"
			" WHERE r.source = source.id) FROM source"
			" ORDER BY key", e) < 0)
		return -1;
	while ((rc = sql_step(s, st, e)) > 0) {
		rc = fn(ctx, sql_col(st, 0), sqlite3_column_int64(st, 1), e);
		if (rc < 0)
			break;
	}
	sqlite3_finalize(st);
	return rc;
}

int store_check(struct store *s, struct str *out, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	str_addf(out, "SQLite %s, %s: ", sqlite3_libversion(),
		 str_cstr(&s->file));
	if (sql_prepare(s, &st, "PRAGMA main.quick_check(3)", e) < 0)
		return -1;
	rc = sql_step(s, st, e);
	if (rc > 0) {
		str_add(out, sql_col(st, 0));
		rc = slice_is(sql_col(st, 0), "ok") ? 0 :
			err_set(e, ERR_STORE, "%s is damaged: move it away and"
				" refresh", str_cstr(&s->file));
	}
	sqlite3_finalize(st);
	return rc;
}
