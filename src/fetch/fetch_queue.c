#include "fetch/fetch_queue.h"

#include <stdlib.h>

#include "fetch/fetch_policy.h"

/* One start costs so many tokens. A host that takes N starts a minute has a
 * bucket of N / 2 (rounded up), and gets tokens for N / 2 + 1 in a minute: so
 * no minute sees more than N, whether they come at once or one by one. */
enum { MINUTE_MS = 60000, START = MINUTE_MS };

static int64_t bucket(const struct fetch_host *h)
{
	return (h->per_minute + 1) / 2;
}

static void refill(struct fetch_host *h, int64_t now_ms)
{
	int64_t most = bucket(h) * START;
	int64_t gone_ms = now_ms - h->filled_ms;

	if (gone_ms > MINUTE_MS)
		gone_ms = MINUTE_MS;
	if (gone_ms > 0)
		h->tokens += gone_ms * (h->per_minute - bucket(h) + 1);
	if (h->tokens > most)
		h->tokens = most;
	h->filled_ms = now_ms;
}

static uint64_t host_of(struct slice url)
{
	struct arena mem = ARENA_INIT(8 * FETCH_URL_BYTES);
	struct fetch_url u;
	struct err e = {0};
	uint64_t hash = 0;

	if (fetch_url_parse(&u, url, &mem, &e) == 0 && u.host[0])
		hash = slice_hash(slice_of(u.host));
	arena_free(&mem);
	return hash;
}

static struct fetch_host *slot_of(struct fetch_queue *q, uint64_t hash)
{
	size_t i = (size_t)hash & (q->n_slots - 1);

	if (hash == 0)
		return NULL;
	while (q->host[i].hash != 0 && q->host[i].hash != hash)
		i = (i + 1) & (q->n_slots - 1);
	q->host[i].hash = hash;
	return &q->host[i];
}

static int lower(int a, int b)
{
	return a <= 0 || (b > 0 && b < a) ? b : a;
}

int fetch_queue_open(struct fetch_queue *q, const struct fetch_request *reqs,
		     size_t n, const struct fetch_options *o, size_t per_host,
		     struct err *e)
{
	*q = (struct fetch_queue){ .n = n, .n_left = n, .n_slots = 2,
				   .per_host = per_host };
	while (q->n_slots < 2 * n)
		q->n_slots *= 2;
	q->wait = calloc(n + 1, sizeof(*q->wait));
	q->host = calloc(q->n_slots, sizeof(*q->host));
	if (!q->wait || !q->host)
		return err_set(e, ERR_MEMORY, "no memory for %zu requests", n);
	for (size_t i = 0; i < n; i++) {
		const struct source_net *net = reqs[i].net;
		struct fetch_host *h = slot_of(q, host_of(reqs[i].url));

		q->wait[i].host = h;
		if (!h)
			continue;
		h->per_minute = lower(h->per_minute,
				      lower(o->per_minute,
					    net ? net->per_minute : 0));
	}
	for (size_t i = 0; i < q->n_slots; i++)
		q->host[i].tokens = bucket(&q->host[i]) * START;
	return 0;
}

/* What goes on is no new request as far as places are concerned, but it is one
 * to the server, which counts. */
static bool may_begin(const struct fetch_queue *q, struct fetch_waiting *w,
		      int64_t now_ms)
{
	struct fetch_host *h = w->host;

	if (w->begun || now_ms < w->not_before_ms)
		return false;
	if (!h || h->pause_s > 0)
		return true;
	if (h->active >= q->per_host)
		return false;
	if (h->per_minute <= 0)
		return true;
	if (h->filled_ms == 0)
		h->filled_ms = now_ms;
	refill(h, now_ms);
	return h->tokens >= START;
}

size_t fetch_queue_next(struct fetch_queue *q, int64_t now_ms)
{
	while (q->first < q->n && q->wait[q->first].begun)
		q->first++;
	for (size_t i = q->first; i < q->n; i++)
		if (may_begin(q, &q->wait[i], now_ms))
			return i;
	return q->n;
}

void fetch_queue_begin(struct fetch_queue *q, size_t i)
{
	struct fetch_host *h = q->wait[i].host;

	q->wait[i].begun = true;
	q->wait[i].kept = NULL;
	q->n_left--;
	if (!h)
		return;
	h->active++;
	if (h->per_minute > 0)
		h->tokens -= START;
}

void fetch_queue_end(struct fetch_queue *q, size_t i)
{
	if (q->wait[i].host)
		q->wait[i].host->active--;
}

void fetch_queue_again(struct fetch_queue *q, size_t i,
		       struct fetch_handle *kept, int64_t not_before_ms)
{
	q->wait[i].begun = false;
	q->wait[i].kept = kept;
	q->wait[i].not_before_ms = not_before_ms;
	q->n_left++;
	if (i < q->first)
		q->first = i;
}

void fetch_queue_hold(struct fetch_queue *q, size_t i, int64_t pause_s)
{
	struct fetch_host *h = q->wait[i].host;

	if (h && pause_s > h->pause_s)
		h->pause_s = pause_s;
}

int64_t fetch_queue_held(const struct fetch_queue *q, size_t i)
{
	return q->wait[i].host ? q->wait[i].host->pause_s : 0;
}

void fetch_queue_close(struct fetch_queue *q)
{
	free(q->wait);
	free(q->host);
	*q = (struct fetch_queue){0};
}
