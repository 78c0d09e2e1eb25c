/* The texts of a source's articles, for who reads them again, and the end of
 * what a new reading does not say any more. */
#include <stdlib.h>

#include "store/inside.h"

enum { RETIRED_MAX = 1 << 16 };

static const char next[] =
	"SELECT d.record, r.key, d.language, c.id, d.published FROM document d"
	" CROSS JOIN record r ON r.id = d.record"
	" AND r.source = (SELECT id FROM source WHERE key = ?1)"
	" CROSS JOIN content c ON c.record = r.id"
	" CROSS JOIN subject u ON u.id = c.subject AND u.kind = 'news'"
	" CROSS JOIN span s ON s.content = c.id"
	" CROSS JOIN fetch ff ON ff.id = s.from_fetch AND ff.accepted = 1"
	" LEFT JOIN fetch tf ON tf.id = s.to_fetch AND tf.accepted = 1"
	" WHERE d.record > ?2 AND tf.id IS NULL ORDER BY d.record LIMIT 1";

static int load_text(struct store *s, int64_t content, struct arena *mem,
		     struct slice *text, struct err *e)
{
	struct claims all;

	*text = SLICE_NONE;
	if (claims_load(s, content, mem, &all, e) < 0)
		return -1;
	for (size_t i = 0; i < all.n; i++)
		if (all.list[i].prop == PROP_text)
			return body_load(s, content, (int64_t)i, mem, text, e);
	return 0;
}

int store_text_next(struct store *s, struct slice source, int64_t after,
		    struct arena *mem, struct store_text *out, struct err *e)
{
	struct sqlite3_stmt *st;
	int64_t content = 0;
	int rc = 1;

	*out = (struct store_text){ .at = after };
	while (rc > 0 && !out->text.n) {
		st = sql_use(&s->q, next, e);
		if (!st)
			return -1;
		sql_text(st, 1, source);
		sql_int(st, 2, out->at);
		rc = sql_step(&s->q, st, e);
		if (rc > 0) {
			out->at = sql_col_int(st, 0);
			out->key = arena_slice(mem, sql_col(st, 1));
			out->language = arena_slice(mem, sql_col(st, 2));
			content = sql_col_int(st, 3);
			out->published = arena_slice(mem, sql_col(st, 4));
		}
		sql_reset(st);
		if (rc > 0 && load_text(s, content, mem, &out->text, e) < 0)
			rc = -1;
	}
	return rc < 0 || arena_ok(mem, "a text", e) < 0 ? -1 : rc;
}

int store_text_fetch(struct store *s, struct slice source, struct arena *mem,
		     struct store_fetch *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT f.evidence, f.url,"
		" f.sha256, f.etag, f.last_modified, f.validators, f.status,"
		" f.bytes, (SELECT g.at FROM fetch g WHERE g.source = f.source"
		"  AND g.outcome IN ('accepted', 'same')"
		"  ORDER BY g.id DESC LIMIT 1), f.records"
		" FROM fetch f JOIN source o ON o.id = f.source"
		" WHERE o.key = ?1 AND f.accepted = 1"
		" ORDER BY f.evidence DESC, f.id DESC LIMIT 1", e);
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, source);
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		out->evidence = arena_slice(mem, sql_col(st, 0));
		out->url = arena_slice(mem, sql_col(st, 1));
		out->sha256 = arena_slice(mem, sql_col(st, 2));
		out->etag = arena_slice(mem, sql_col(st, 3));
		out->last_modified = arena_slice(mem, sql_col(st, 4));
		out->validators = arena_slice(mem, sql_col(st, 5));
		out->status = (long)sql_col_int(st, 6);
		out->bytes = sql_col_int(st, 7);
		out->at = sql_col_int(st, 8);
		out->records = sql_col_int(st, 9);
	}
	sql_reset(st);
	return rc < 0 || arena_ok(mem, "a fetch", e) < 0 ? -1 : rc;
}

/* Records of the document that the rules of a text have made are named after
 * it. */
static const char unsaid[] =
	"SELECT DISTINCT r.id FROM record d"
	" CROSS JOIN content c ON c.document = d.id"
	" CROSS JOIN record r ON r.id = c.record"
	" CROSS JOIN span s ON s.content = c.id AND s.to_fetch IS NULL"
	" WHERE d.source = ?1 AND d.key = ?2"
	" AND substr(r.key, 1, length(?2) + 1) = ?2 || '#'"
	" AND NOT thaw_seen(r.id)";

int store_retire(struct store_tx *tx, struct slice doc, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, unsaid, e);
	void *list = NULL;
	size_t n = 0, cap = 0;
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, tx->source);
	sql_text(st, 2, doc);
	while ((rc = sql_step(&tx->s->q, st, e)) > 0) {
		if (vec_room(&list, &cap, n, sizeof(int64_t), RETIRED_MAX,
			     e) < 0) {
			rc = -1;
			break;
		}
		((int64_t *)list)[n++] = sql_col_int(st, 0);
	}
	sql_reset(st);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = record_gone(tx, ((int64_t *)list)[i], e);
	free(list);
	return rc;
}
