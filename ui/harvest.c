#include "ui/harvest.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "ui/human.h"

enum { FACTS_BYTES = 64 << 20 };

void harvest_init(struct harvest *h)
{
	*h = (struct harvest){ .marks = MARKS_INIT, .next = MARKS_INIT,
			       .dirty = true };
}

/* What was begun is given up; what is there stays. */
static void drop(struct harvest *h)
{
	walk_end(&h->walk);
	for (size_t i = 0; i < HARVEST_LANES; i++) {
		query_free(&h->query[i]);
		h->query[i] = (struct query){0};
	}
	marks_clear(&h->next);
	h->lane = h->n = h->done = 0;
	h->going = false;
}

void harvest_free(struct harvest *h)
{
	drop(h);
	marks_free(&h->marks);
	marks_free(&h->next);
	free(h->chunk);
	*h = (struct harvest){0};
}

/* --- what is asked --- */

static int ask_lane(struct harvest *h, const struct harvest_from *from,
		    size_t i, struct query_known *known)
{
	struct query *q = &h->query[i];
	const struct shape *shape = h->shape[i];

	if (query_parse(q, from->filter, &h->err) < 0)
		return -1;
	marks_terms(q, h->shape[0]);
	query_keep_known(q, shape, known);
	if (q->as_of.year)
		return err_set(&h->err, ERR_USAGE, "the screen shows what is "
			"known now; thaw timeline --as-of shows a day");
	return from->desk(from->desk_ctx, shape, q, &h->err) < 0 ||
	       query_defaults(q, shape, &h->err) < 0 ||
	       query_check(q, shape, &h->err) < 0 ? -1 : 0;
}

static int all_known(struct harvest *h, const struct query *raw,
		     const struct query_known *known)
{
	for (size_t i = 0; i < known->n && i < raw->n; i++)
		if (!known->term[i])
			return err_set(&h->err, ERR_USAGE,
				"neither releases nor measures have a \"%.*s\""
				  "; role:journalist, count>50, jurisdiction:US "
				  "and date>=2025-06 are understood",
				SLICE_ARG(raw->term[i].field));
	return 0;
}

static int ask(struct harvest *h, const struct harvest_from *from)
{
	const struct data *d = from->data;
	struct query_known known = {0};
	struct query raw = {0};
	int rc = query_parse(&raw, from->filter, &h->err);

	if (rc == 0)
		h->shape[0] = d->ops->shape(d->ctx, marks_releases(&raw)->name);
	h->shape[1] = d->ops->shape(d->ctx, "sanctions");
	for (size_t i = 0; rc == 0 && i < HARVEST_LANES; i++)
		rc = h->shape[i] ? ask_lane(h, from, i, &known) :
		     err_set(&h->err, ERR_USAGE, "no such view");
	if (rc == 0)
		rc = all_known(h, &raw, &known);
	query_free(&raw);
	return rc;
}

static void begin(struct harvest *h, const struct harvest_from *from)
{
	drop(h);
	err_clear(&h->err);
	h->dirty = false;
	h->going = ask(h, from) == 0;
	if (h->going && !h->chunk)
		h->chunk = calloc(HARVEST_CHUNK, sizeof(*h->chunk));
	if (h->going && !h->chunk) {
		err_set(&h->err, ERR_MEMORY, "no memory for the timeline");
		h->going = false;
	}
	if (!h->going)
		drop(h);
}

/* --- gathering --- */

static int take_id(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e)
{
	struct harvest *h = ctx;
	struct harvest_id *to = &h->chunk[h->n];

	(void)e;
	if (h->n == HARVEST_CHUNK || r->cell[0].n >= sizeof(to->id))
		return 0;
	snprintf(to->id, sizeof(to->id), "%.*s", SLICE_ARG(r->cell[0]));
	to->disputed = human_true(shape, r, "disputed");
	h->n++;
	return 0;
}

/* Measures come first: they are few, and must not be left out for the sake of
 * a hundred thousand persons. */
static size_t lane_now(const struct harvest *h)
{
	return HARVEST_LANES - 1 - h->lane;
}

/* The ids first: rows may be in the middle of a question. */
static int next_chunk(struct harvest *h)
{
	struct walk *w = &h->walk;
	int rc;

	h->n = h->done = 0;
	if (h->next.n == MARKS_MAX && w->at < w->of) {
		h->next.left_out += (size_t)(w->of - w->at);
		w->at = w->of;
	}
	rc = walk_on(w, HARVEST_CHUNK, take_id, h, &h->err);
	if (rc == 0)
		h->lane++;
	return rc;
}

static int add_one(struct harvest *h, const struct data *d, struct arena *mem)
{
	const struct harvest_id *one = &h->chunk[h->done++];
	struct facts f = {0};
	int rc;

	arena_clear(mem);
	rc = d->ops->subject(d->ctx, slice_of(one->id), mem, &f, &h->err);
	return rc > 0 ? marks_of(&f, one->disputed, mem, &h->next, &h->err) :
			rc;
}

static void take_all(struct harvest *h)
{
	struct marks old = h->marks;

	marks_keep(&h->next, &h->query[0], h->shape[0]);
	marks_sort(&h->next);
	h->marks = h->next;
	h->next = old;
	h->ready = true;
	drop(h);
}

/* One thing more: 1, 0 where a key waits, -1: h->err. */
static int more(struct harvest *h, const struct harvest_from *from,
		const struct walk_pace *pace, struct arena *mem)
{
	size_t i = lane_now(h);
	int rc;

	if (h->done < h->n)
		return add_one(h, from->data, mem) < 0 ? -1 : 1;
	rc = walk_open(&h->walk, from->data, h->shape[i], &h->query[i], pace,
		       &h->err);
	return rc <= 0 ? rc : next_chunk(h) < 0 ? -1 : 1;
}

bool harvest_step(struct harvest *h, const struct harvest_from *from)
{
	const struct walk_pace pace = { from->hurry, from->hurry_ctx,
					HARVEST_SURE, HARVEST_STEP };
	struct arena mem = ARENA_INIT(FACTS_BYTES);
	int rc = 1, steps = 0;

	if (h->dirty && !h->going)
		begin(h, from);
	if (!h->going)
		return h->err.code != ERR_NONE;
	while (rc > 0 && h->lane < HARVEST_LANES && walk_may(&pace, &steps))
		rc = more(h, from, &pace, &mem);
	arena_free(&mem);
	if (rc < 0)
		drop(h);
	if (rc >= 0 && h->lane == HARVEST_LANES) {
		take_all(h);
		return true;
	}
	return rc < 0;
}
