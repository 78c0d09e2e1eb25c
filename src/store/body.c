#include <stdlib.h>
#include <zstd.h>

#include "store/sql.h"

enum { BODY_LEVEL = 3, BODY_BYTES = RECORD_BYTES };

int body_put(struct store *s, int64_t content, struct slice text,
	     struct err *e)
{
	size_t cap = ZSTD_compressBound(text.n), n;
	void *packed = malloc(cap);
	sqlite3_stmt *st = NULL;
	int rc = -1;

	if (!packed)
		return err_set(e, ERR_MEMORY, "no memory for a text");
	n = ZSTD_compress(packed, cap, text.p, text.n, BODY_LEVEL);
	if (ZSTD_isError(n)) {
		err_set(e, ERR_STORE, "zstd: %s", ZSTD_getErrorName(n));
		goto out;
	}
	if (sql_prepare(s, &st, "INSERT OR REPLACE INTO body VALUES (?,?,?)",
			e) < 0)
		goto out;
	sql_int(st, 1, content);
	sql_int(st, 2, (int64_t)text.n);
	sqlite3_bind_blob(st, 3, packed, (int)n, SQLITE_STATIC);
	rc = sql_run(s, st, e);
out:
	sqlite3_finalize(st);
	free(packed);
	return rc;
}

static int unpack(sqlite3_stmt *st, struct arena *mem, struct slice *out,
		  struct err *e)
{
	int64_t bytes = sqlite3_column_int64(st, 0);
	const void *packed = sqlite3_column_blob(st, 1);
	size_t n;
	char *p;

	if (bytes < 0 || bytes > BODY_BYTES)
		return err_set(e, ERR_STORE, "a stored text is damaged");
	p = arena_get(mem, (size_t)bytes + 1);
	if (!p)
		return arena_ok(mem, "a stored text", e);
	n = ZSTD_decompress(p, (size_t)bytes, packed,
			    (size_t)sqlite3_column_bytes(st, 1));
	if (ZSTD_isError(n) || (int64_t)n != bytes)
		return err_set(e, ERR_STORE, "a stored text is damaged");
	*out = slice_make(p, n);
	return 0;
}

int body_get(struct store *s, int64_t content, struct arena *mem,
	     struct slice *out, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	*out = SLICE("");
	if (sql_prepare(s, &st, "SELECT bytes, text FROM body"
			" WHERE content = ?", e) < 0)
		return -1;
	sql_int(st, 1, content);
	rc = sql_step(s, st, e);
	if (rc > 0)
		rc = unpack(st, mem, out, e);
	sqlite3_finalize(st);
	return rc;
}
