#include "flow/reread.h"

#include <stdlib.h>

#include "flow/parsing.h"
#include "write/json.h"

enum {
	BATCH_TEXTS = 512,
	BATCH_BYTES = 8 << 20,		/* past that, one more text */
	LINES_BYTES = 48 << 20,
	TEXT_BYTES = 64 << 20,
};

struct rereading {
	const struct world *w;
	struct store_fetch fetch;
	struct source undeclared;
	struct arena mem;		/* of the fetch */
	struct store_tx *tx;
	int64_t all;			/* documents */
	/* One batch: */
	struct arena keys;
	struct slice key[BATCH_TEXTS];
	size_t n;
	struct str lines;
	struct reread *out;
};

/* --- a batch of texts --- */

static void add_line(struct rereading *r, const struct store_text *t)
{
	r->key[r->n++] = arena_slice(&r->keys, t->key);
	str_addc(&r->lines, '{');
	json_member(&r->lines, "key", t->key, true);
	json_member(&r->lines, "language", t->language, false);
	json_member(&r->lines, "published", t->published, false);
	json_member(&r->lines, "text", t->text, true);
	str_addz(&r->lines, "}\n");
}

/* 1 while there may be more. */
static int fill_batch(struct rereading *r, int64_t *at, struct err *e)
{
	struct slice source = r->fetch.source->key;
	struct arena mem = ARENA_INIT(TEXT_BYTES);
	struct store_text t;
	int rc = 1;

	arena_clear(&r->keys);
	str_clear(&r->lines);
	r->n = 0;
	str_addz(&r->lines, "{\"thaw\":\"kept 1\"}\n");
	while (r->n < BATCH_TEXTS && r->lines.n < BATCH_BYTES) {
		arena_clear(&mem);
		rc = store_text_next(r->w->store, source, *at, &mem, &t, e);
		if (rc <= 0)
			break;
		*at = t.at;
		add_line(r, &t);
	}
	arena_free(&mem);
	if (rc >= 0 && (arena_ok(&r->keys, "keys", e) < 0 ||
			str_ok(&r->lines, "texts", e) < 0))
		rc = -1;
	return rc;
}

/* The fetch begins when there is something to put. */
static int take_head(void *ctx, const struct parsing_head *h, struct err *e)
{
	struct rereading *r = ctx;

	(void)h;
	return r->tx ? 0 : store_begin(&r->tx, r->w->store, &r->fetch, e);
}

static int put_one(void *ctx, const struct record *rec, struct err *e)
{
	struct rereading *r = ctx;

	return store_put(r->tx, rec, e);
}

static int read_batch(struct rereading *r, struct err *e)
{
	struct input_part part = input_memory(SLICE("texts"),
					      str_slice(&r->lines));
	struct parsing p = {
		.part = &part, .n = 1, .format = SLICE("kept"),
		.max_bytes = LINES_BYTES,
		.source = { .key = r->fetch.source->key },
		.stop = r->w->stop, .stop_ctx = r->w->ctx,
	};

	if (parsing_run(r->w->sealed, &p, take_head, put_one, r, e) < 0)
		return -1;
	for (size_t i = 0; i < r->n; i++)
		if (store_retire(r->tx, r->key[i], e) < 0)
			return -1;
	r->out->documents += (int64_t)r->n;
	return 0;
}

/* --- all of a source --- */

static void tell(const struct rereading *r, enum step step, const char *why)
{
	struct flow_event ev = {
		.source = r->fetch.source->key, .step = step, .why = why,
		.records = r->out->documents, .result = r->out->result,
	};

	if (r->w->told)
		r->w->told(r->w->ctx, &ev);
}

static int read_all(struct rereading *r, struct err *e)
{
	int64_t at = 0;
	int more = 1;

	while (more > 0) {
		if (r->w->stop && r->w->stop(r->w->ctx))
			return err_set(e, ERR_STOPPED, "stopped; what was known"
				       " before stays");
		more = fill_batch(r, &at, e);
		if (more < 0 || (r->n && read_batch(r, e) < 0))
			return -1;
		if (more > 0)
			tell(r, STEP_READING, NULL);
	}
	return 0;
}

static bool has_changed(const struct store_result *res)
{
	return res->added || res->amended || res->removed;
}

static int finish(struct rereading *r, int rc, struct err *e)
{
	if (rc < 0) {
		store_reject(&r->tx, e->msg);
		tell(r, STEP_FAILED, e->msg);
		return -1;
	}
	if (!r->tx)
		return 0;
	rc = store_accept(&r->tx, true, &r->out->result, e);
	tell(r, rc < 0 ? STEP_FAILED : has_changed(&r->out->result) ?
					       STEP_NEW : STEP_SAME,
	     rc < 0 ? e->msg : NULL);
	return rc;
}

static int prepare(struct rereading *r, struct slice source, struct err *e)
{
	r->undeclared = (struct source){ .key = source, .title = source,
					 .enabled = true };
	r->fetch.source = sources_find(r->w->sources, source);
	if (!r->fetch.source)
		r->fetch.source = &r->undeclared;
	r->fetch.changes = true;
	return store_text_fetch(r->w->store, source, &r->mem, &r->fetch, e);
}

int flow_reread(const struct world *w, struct slice source,
		struct reread *out, struct err *e)
{
	struct rereading *r = calloc(1, sizeof(*r));
	int rc;

	*out = (struct reread){0};
	if (!r)
		return err_set(e, ERR_MEMORY, "no memory for reading again");
	r->w = w;
	r->out = out;
	r->mem = ARENA_INIT(1 << 20);
	r->keys = ARENA_INIT(16 << 20);
	r->lines = STR_INIT(LINES_BYTES);
	rc = prepare(r, source, e);
	if (rc > 0)
		rc = finish(r, read_all(r, e), e);
	str_free(&r->lines);
	arena_free(&r->keys);
	arena_free(&r->mem);
	free(r);
	return rc;
}
