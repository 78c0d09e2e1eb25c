#include "flow/keep.h"

#include <string.h>

#include "flow/parsing.h"

enum { DAY_S = 24 * 60 * 60, TELL_EACH = 256, TELL_MS = 200 };

/* One version on its way into the store. */
struct kept {
	const struct world *w;
	struct keep *k;
	struct store_tx *tx;	/* from the head on */
	bool asked;		/* the store, which may have refused */
	bool guessed;		/* nobody said of what format the source is */
	bool page;		/* it came as a page, and had records before */
	char date[PDATE_TEXT];	/* that it declares */
	int64_t n, told_ms;	/* of its records */
};

static void log_failure(struct store *s, const struct store_fetch *f,
			const struct err *e)
{
	struct err ignored = {0};	/* the first failure is the story */

	store_attempt(s, f, "failed", e->msg, &ignored);
}

/* The list's own date is the date of its evidence, where the user gives no
 * other. One in the future would confirm what is missing from it. */
static int take_declared(struct kept *k, const struct declared *d,
			 struct err *e)
{
	struct store_fetch *f = &k->k->fetch;
	struct pdate day;

	f->declares = d->records >= 0;
	f->declared = d->records;
	k->k->ttl_s = d->ttl_s;
	if (f->evidence.n || !d->date[0] ||
	    !pdate_parse(slice_of(d->date), DATE_ORDER_UNKNOWN, &day))
		return 0;
	if (pdate_first_day(day) > clock_now(&k->w->clock) / DAY_S + 1)
		return err_set(e, ERR_REFUSED, "the list says that it is of %s,"
			       " which is in the future; is the clock right?",
			       d->date);
	memcpy(k->date, d->date, PDATE_TEXT);
	f->evidence = slice_of(k->date);
	return 0;
}

/* Where a server answers that it is down, or a network that one should sign in,
 * it does so with a page and 200. Of a source whose format is only guessed, that
 * would be an article, and good. */
static int look_for_page(struct kept *k, const struct parsing_head *h,
			 struct err *e)
{
	bool ignored;

	if (!k->guessed || k->k->accept || k->k->fetch.status == 0 ||
	    h->n != 1 || h->reader[0] != &in_article)
		return 0;
	return store_has_record(k->w->store, k->k->fetch.source->key,
				SLICE(""), &k->page, &ignored, e);
}

static int refuse_page(const struct kept *k, const struct record *rec,
		       struct err *e)
{
	struct slice key = k->k->fetch.source->key;
	bool any, known;

	if (store_has_record(k->w->store, key, rec->key, &any, &known, e) < 0)
		return -1;
	return known ? 0 : err_set(e, ERR_REFUSED, "a page came that is not what"
		" came before, perhaps a notice that the service is down or that"
		" one should sign in; if it is right: --accept %.*s",
		SLICE_ARG(key));
}

/* A list of feeds claims nothing. */
static int refuse_pointers(const struct parsing_head *h, struct err *e)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->reader[i]->points)
			return err_set(e, ERR_REFUSED, "a list of feeds (%s),"
				" which are sources and no news: thaw sources"
				" import FILE", h->reader[i]->name);
	return 0;
}

static int take_head(void *ctx, const struct parsing_head *h, struct err *e)
{
	struct kept *k = ctx;

	if (refuse_pointers(h, e) < 0 ||
	    take_declared(k, &h->declared, e) < 0 ||
	    look_for_page(k, h, e) < 0)
		return -1;
	k->k->fetch.complete = h->complete;
	k->k->fetch.changes = h->changes;
	k->asked = true;
	return store_begin(&k->tx, k->w->store, &k->k->fetch, e);
}

static int put_one(void *ctx, const struct record *rec, struct err *e)
{
	struct kept *k = ctx;
	int64_t now;

	if (++k->n % TELL_EACH == 0 && k->k->progress &&
	    (now = clock_mono_ms()) >= k->told_ms + TELL_MS) {
		k->told_ms = now;
		k->k->progress(k->k->ctx, k->n);
	}
	if (k->page && rec->kind == KIND_news && refuse_page(k, rec, e) < 0)
		return -1;
	return store_put(k->tx, rec, e);
}

/* Before the store was asked there is nothing to take back; one that would not
 * begin cannot be written, and no source is to blame. */
static void not_kept(struct kept *k, const struct err *e)
{
	if (k->tx)
		store_reject(&k->tx, e->msg);
	else if (!k->asked)
		log_failure(k->w->store, &k->k->fetch, e);
}

int keep_parts(const struct world *w, struct keep *k,
	       struct input_part *parts, size_t n, struct slice format,
	       struct store_result *out, struct err *e)
{
	const struct source *src = k->fetch.source;
	struct kept kept = { .w = w, .k = k, .guessed = format.n == 0 ||
						slice_is(format, "auto") };
	struct parsing r = {
		.part = parts, .n = n, .list = src->key, .format = format,
		.max_bytes = k->max_bytes,
		.source = { src->key, k->fetch.url, src->publisher,
			    src->mapping },
		.stop = w->stop, .stop_ctx = w->ctx,
	};
	int rc;

	*out = (struct store_result){0};
	if (!k->sum[0] && pump_sum(parts, n, src->mapping, k->sum,
				     e) < 0)
		return -1;
	k->fetch.sha256 = slice_of(k->sum);
	rc = parsing_run(w->sealed, &r, take_head, put_one, &kept, e);
	if (rc < 0)
		not_kept(&kept, e);
	else
		rc = store_accept(&kept.tx, k->accept, out, e);
	k->fetch.sha256 = SLICE_NONE;
	if (kept.date[0])
		k->fetch.evidence = SLICE_NONE;
	return rc;
}
