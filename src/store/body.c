/* Long texts, compressed; the doorway of zstd. */
#include <stdlib.h>
#include <zstd.h>

#include "store/inside.h"

enum { LEVEL = 3 };

struct bodies {
	ZSTD_CCtx *in;
	ZSTD_DCtx *out;
	char *buf;
	size_t cap;
};

static struct bodies *bodies_of(struct store *s, struct err *e)
{
	struct bodies *b = s->bodies;

	if (b)
		return b;
	b = calloc(1, sizeof(*b));
	if (b) {
		b->in = ZSTD_createCCtx();
		b->out = ZSTD_createDCtx();
		s->bodies = b;
	}
	if (!b || !b->in || !b->out) {
		bodies_close(&s->bodies);
		err_set(e, ERR_MEMORY, "no memory to compress texts");
		return NULL;
	}
	return b;
}

void bodies_close(struct bodies **b)
{
	if (!*b)
		return;
	ZSTD_freeCCtx((*b)->in);
	ZSTD_freeDCtx((*b)->out);
	free((*b)->buf);
	free(*b);
	*b = NULL;
}

static int room(struct bodies *b, size_t want, struct err *e)
{
	char *p;

	if (want <= b->cap)
		return 0;
	p = realloc(b->buf, want);
	if (!p)
		return err_set(e, ERR_MEMORY, "no memory to compress texts");
	b->buf = p;
	b->cap = want;
	return 0;
}

int body_save(struct store *s, int64_t content, int64_t seq,
	      struct slice text, struct err *e)
{
	struct bodies *b = bodies_of(s, e);
	struct sqlite3_stmt *st;
	size_t n;

	if (!b || room(b, ZSTD_compressBound(text.n), e) < 0)
		return -1;
	n = ZSTD_compressCCtx(b->in, b->buf, b->cap, text.p, text.n, LEVEL);
	if (ZSTD_isError(n))
		return err_set(e, ERR_STORE, "cannot compress a text: %s",
			       ZSTD_getErrorName(n));
	st = sql_use(&s->q, "INSERT INTO body VALUES (?1, ?2, ?3)", e);
	if (!st)
		return -1;
	sql_int(st, 1, content);
	sql_int(st, 2, seq);
	sql_blob(st, 3, slice_make(b->buf, n));
	return sql_do(&s->q, st, e);
}

/* The size comes from the file, which may be damaged: never trusted beyond
 * what one record may hold. */
static int expand(struct bodies *b, struct slice data, struct arena *mem,
		  struct slice *text, struct err *e)
{
	unsigned long long want = ZSTD_getFrameContentSize(data.p, data.n);
	char *p;
	size_t n;

	if (want > RECORD_BYTES)	/* unknown and error are huge */
		return err_set(e, ERR_STORE, "a stored text is damaged");
	p = arena_get(mem, (size_t)want + 1);
	if (!p)
		return arena_ok(mem, "one text", e);
	n = ZSTD_decompressDCtx(b->out, p, (size_t)want, data.p, data.n);
	if (ZSTD_isError(n) || n != want)
		return err_set(e, ERR_STORE, "a stored text is damaged");
	*text = slice_make(p, n);
	return 0;
}

int body_load(struct store *s, int64_t content, int64_t seq,
	      struct arena *mem, struct slice *text, struct err *e)
{
	struct bodies *b = bodies_of(s, e);
	struct sqlite3_stmt *st;
	int rc;

	st = b ? sql_use(&s->q, "SELECT data FROM body WHERE content = ?1"
			 " AND seq = ?2", e) : NULL;
	if (!st)
		return -1;
	sql_int(st, 1, content);
	sql_int(st, 2, seq);
	rc = sql_step(&s->q, st, e);
	if (rc == 0)
		return err_set(e, ERR_STORE, "%s: a stored text is missing",
			       s->file);
	if (rc > 0)
		rc = expand(b, sql_col(st, 0), mem, text, e);
	sql_reset(st);
	return rc;
}
