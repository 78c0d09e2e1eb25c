#include "flow/keep.h"

#include <string.h>

enum { DAY_S = 24 * 60 * 60, TELL_EACH = 256, TELL_MS = 200 };

struct putting {
	struct store_tx *tx;
	const struct keep *k;
	int64_t n, told_ms;
};

static int put_one(void *ctx, const struct record *rec, struct err *e)
{
	struct putting *p = ctx;
	int64_t now;

	if (++p->n % TELL_EACH == 0 && p->k->progress &&
	    (now = clock_mono_ms()) >= p->told_ms + TELL_MS) {
		p->told_ms = now;
		p->k->progress(p->k->ctx, p->n);
	}
	return store_put(p->tx, rec, e);
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
	struct putting put = { .k = k };
	int64_t records;

	if (store_begin(&put.tx, w->store, &k->fetch, e) < 0)
		return -1;
	if (pump_run(p, &ps, put_one, &put, &records, e) < 0) {
		store_reject(&put.tx, e->msg);
		return -1;
	}
	return store_accept(&put.tx, k->accept, out, e);
}

/* The list's own date is the date of its evidence, where the user gives no
 * other. One in the future would confirm what is missing from it. */
static int take_declared(const struct world *w, struct keep *k,
			 struct pump *p, char date[PDATE_TEXT], struct err *e)
{
	struct declared d;
	struct pdate day;

	pump_declared(p, &d);
	k->fetch.declares = d.records >= 0;
	k->fetch.declared = d.records;
	k->ttl_s = d.ttl_s;
	if (k->fetch.evidence.n || !d.date[0] ||
	    !pdate_parse(slice_of(d.date), DATE_ORDER_UNKNOWN, &day))
		return 0;
	if (pdate_first_day(day) > clock_now(&w->clock) / DAY_S + 1)
		return err_set(e, ERR_REFUSED, "the list says that it is of %s,"
			       " which is in the future; is the clock right?",
			       d.date);
	memcpy(date, d.date, PDATE_TEXT);
	k->fetch.evidence = slice_of(date);
	return 0;
}

int keep_parts(const struct world *w, struct keep *k,
	       struct input_part *parts, size_t n, struct slice format,
	       struct store_result *out, struct err *e)
{
	char sum[HASH_HEX], date[PDATE_TEXT] = "";
	struct pump p = {0};
	int rc = -1;

	*out = (struct store_result){0};
	if (pump_sum(parts, n, sum, e) < 0)
		goto out;
	k->fetch.sha256 = slice_of(sum);
	if (pump_open(&p, parts, n, k->fetch.source->key, format,
		      k->max_bytes, e) < 0 ||
	    take_declared(w, k, &p, date, e) < 0) {
		log_failure(w->store, &k->fetch, e);
		goto out;
	}
	k->fetch.complete = p.complete;
	k->fetch.changes = p.changes;
	rc = read_into(w, k, &p, out, e);
out:
	pump_close(&p);
	k->fetch.sha256 = SLICE_NONE;
	if (date[0])
		k->fetch.evidence = SLICE_NONE;
	return rc;
}
