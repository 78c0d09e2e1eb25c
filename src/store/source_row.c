/* Rows of sources and of attempts. */
#include <string.h>

#include "store/inside.h"

int source_row(struct store *s, const struct source *src, int64_t *id,
	       struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO source(key,"
		" title, publisher) VALUES (?1, ?2, ?3)"
		" ON CONFLICT(key) DO UPDATE SET"
		" title = coalesce(?2, title),"
		" publisher = coalesce(?3, publisher) RETURNING id", e);
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, src->key);
	sql_text(st, 2, src->title);
	sql_text(st, 3, src->publisher);
	rc = sql_step(&s->q, st, e);
	if (rc < 0)
		return -1;
	*id = sql_col_int(st, 0);
	return sql_do(&s->q, st, e);
}

struct slice evidence_of(const struct store_fetch *f, int64_t now,
			 char buf[CLOCK_TEXT])
{
	if (f->evidence.n)
		return f->evidence;
	clock_iso(now, buf);
	return slice_make(buf, strcspn(buf, "T"));
}

static void bind_fetch(struct sqlite3_stmt *st, const struct store_fetch *f)
{
	sql_int(st, 6, f->status);
	sql_text(st, 7, f->url);
	sql_text(st, 8, f->sha256);
	sql_text(st, 9, f->etag);
	sql_text(st, 10, f->last_modified);
	sql_text(st, 11, f->validators);
	sql_int(st, 12, f->bytes);
	sql_int(st, 13, f->complete);
}

int fetch_row(struct store *s, const struct store_fetch *f, int64_t source,
	      const char *outcome, struct slice why, int64_t *id,
	      struct err *e)
{
	static const char insert[] =
		"INSERT INTO fetch(source, at, evidence, outcome, why,"
		" status, url, sha256, etag, last_modified, validators,"
		" bytes, complete, first_subject, first_record,"
		" first_content) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
		" ?10, ?11, ?12, ?13,"
		" (SELECT coalesce(max(id), 0) + 1 FROM subject),"
		" (SELECT coalesce(max(id), 0) + 1 FROM record),"
		" (SELECT coalesce(max(id), 0) + 1 FROM content))";
	struct sqlite3_stmt *st = sql_use(&s->q, insert, e);
	int64_t now = f->at ? f->at : clock_now(&s->o.clock);
	char buf[CLOCK_TEXT];

	if (!st)
		return -1;
	sql_int(st, 1, source);
	sql_int(st, 2, now);
	sql_text(st, 3, evidence_of(f, now, buf));
	sql_text(st, 4, slice_of(outcome));
	sql_text(st, 5, why);
	bind_fetch(st, f);
	if (sql_do(&s->q, st, e) < 0)
		return -1;
	if (id)
		*id = sql_last_id(&s->q);
	return 0;
}
