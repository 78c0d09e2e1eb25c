#include "flow/keep.h"

static int put_one(void *ctx, const struct record *rec, struct err *e)
{
	return store_put(ctx, rec, e);
}

static void log_failure(struct store *s, const struct store_fetch *f,
			const struct err *e)
{
	struct err ignored = {0};	/* the first failure is the story */

	store_attempt(s, f, "failed", e->msg, &ignored);
}

static int read_into(const struct world *w, struct keep *k, struct pump *p,
		     struct store_result *out, struct err *e)
{
	const struct source *src = k->fetch.source;
	struct pump_source ps = { src->key, k->fetch.url, src->publisher,
				  src->mapping };
	struct store_tx *tx = NULL;
	int64_t records;

	if (store_begin(&tx, w->store, &k->fetch, e) < 0)
		return -1;
	if (pump_run(p, &ps, put_one, tx, &records, e) < 0) {
		store_reject(&tx, e->msg);
		return -1;
	}
	return store_accept(&tx, k->accept, out, e);
}

int keep_parts(const struct world *w, struct keep *k,
	       struct input_part *parts, size_t n, struct slice format,
	       struct store_result *out, struct err *e)
{
	char sum[HASH_HEX];
	struct pump p = {0};
	int rc = -1;

	*out = (struct store_result){0};
	if (pump_sum(parts, n, sum, e) < 0)
		goto out;
	k->fetch.sha256 = slice_of(sum);
	if (pump_open(&p, parts, n, format, k->max_bytes, e) < 0) {
		log_failure(w->store, &k->fetch, e);
		goto out;
	}
	k->fetch.complete = p.complete;
	rc = read_into(w, k, &p, out, e);
out:
	pump_close(&p);
	k->fetch.sha256 = SLICE_NONE;
	return rc;
}
