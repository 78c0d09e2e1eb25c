/* The run: requests wait in order, `jobs` of them are under way, each host
 * has a share. Waiting happens here and not in libcurl, whose clocks would
 * count it as part of a transfer.
 */
#include "fetch/fetch.h"

#include <stdlib.h>
#include <unistd.h>

#include <curl/curl.h>

#include "base/clock.h"
#include "base/path.h"
#include "fetch/fetch_handle.h"
#include "fetch/fetch_queue.h"
#include "fetch/fetch_resume.h"
#include "fetch/fetch_words.h"

enum {
	JOBS = 8, JOBS_MAX = 256, PER_HOST = 4,
	TICK_MS = 50,		/* longest wait between two stop() */
	TOO_MANY = 429,
};

struct run {
	CURLM *multi;
	const struct fetch_request *reqs;
	const struct fetch_options *o;
	struct fetch_queue queue;
	struct fetch_hsts *hsts;
	struct str hsts_file;
	size_t n;
	struct fetch_handle **active;
	size_t n_active;
	size_t jobs;
	bool ended;		/* done() or stop() said so */
};

/* --- results ------------------------------------------------------------- */

/* Hands the result over. While the caller works, nobody reads the lines of
 * the others; they remember for how long. */
static void deliver(struct run *r, struct fetch_handle *h)
{
	struct fetch_result res = fetch_handle_take(h);
	const struct fetch_request *req = h->req;
	int64_t from_ms = clock_mono_ms();

	if (res.status == TOO_MANY && res.retry_after_s > 0)
		fetch_queue_hold(&r->queue, h->index, res.retry_after_s);

	fetch_handle_close(h);
	free(h);
	if (r->o->done(r->o->ctx, req, &res) < 0)
		r->ended = true;
	for (size_t i = 0; i < r->n_active; i++)
		r->active[i]->starved_ms += clock_mono_ms() - from_ms;
}

static void detach(struct run *r, struct fetch_handle *h)
{
	curl_multi_remove_handle(r->multi, h->easy);
	for (size_t i = 0; i < r->n_active; i++)
		if (r->active[i] == h)
			r->active[i] = r->active[--r->n_active];
	fetch_queue_end(&r->queue, h->index);
}

/* --- starting ------------------------------------------------------------ */

static struct fetch_handle *open_handle(struct run *r, size_t i)
{
	struct fetch_handle *h = r->queue.wait[i].kept;
	int64_t pause_s = fetch_queue_held(&r->queue, i);

	fetch_queue_begin(&r->queue, i);
	if (h)
		fetch_resume_begin(h);
	else if ((h = malloc(sizeof(*h))))
		fetch_handle_open(h, &r->reqs[i], i, r->o, r->hsts);
	if (h && pause_s > 0 && h->res.err.code == ERR_NONE) {
		fetch_words_held(h->url.host, pause_s, &h->res.err);
		h->res.retry_after_s = pause_s;
	}
	return h;
}

static int begin(struct run *r, size_t i, bool again, struct err *e)
{
	struct fetch_handle *h = open_handle(r, i);

	if (!h)
		return err_set(e, ERR_MEMORY, "no memory for a transfer");
	if (h->res.err.code != ERR_NONE || fetch_handle_is_done(h)) {
		fetch_queue_end(&r->queue, i);
		deliver(r, h);
		return 0;
	}
	h->again = again;
	if (curl_multi_add_handle(r->multi, h->easy) != CURLM_OK) {
		fetch_handle_close(h);
		free(h);
		return err_set(e, ERR_SYSTEM, "libcurl takes no more requests");
	}
	r->active[r->n_active++] = h;
	return 0;
}

static bool is_stopped(struct run *r)
{
	if (!r->ended && r->o->stop && r->o->stop(r->o->ctx))
		r->ended = true;
	return r->ended;
}

static int begin_waiting(struct run *r, struct err *e)
{
	while (r->n_active < r->jobs && !is_stopped(r)) {
		size_t i = fetch_queue_next(&r->queue, clock_mono_ms());

		if (i == r->n)
			return 0;
		if (begin(r, i, false, e) < 0)
			return -1;
	}
	return 0;
}

/* --- running ------------------------------------------------------------- */

static int finish(struct run *r, struct fetch_handle *h, CURLcode code,
		  struct err *e)
{
	size_t i = h->index;
	int64_t pause_ms;

	detach(r, h);
	pause_ms = fetch_resume_pause(h, (int)code);
	if (pause_ms >= 0) {
		fetch_queue_again(&r->queue, i, h,
				  clock_mono_ms() + pause_ms);
		return 0;
	}
	if (fetch_handle_starved(h, (int)code)) {
		fetch_handle_close(h);
		free(h);
		fetch_queue_again(&r->queue, i, NULL, 0);
		return begin(r, i, true, e);
	}
	fetch_handle_finish(h, (int)code);
	fetch_resume_end(h, (int)code);
	deliver(r, h);
	return 0;
}

/* How many have ended. */
static int collect(struct run *r, struct err *e)
{
	struct CURLMsg *m;
	int left, n = 0;

	while (!is_stopped(r) && (m = curl_multi_info_read(r->multi, &left))) {
		struct fetch_handle *h = NULL;
		CURLcode code = m->data.result;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &h);
		if (finish(r, h, code, e) < 0)
			return -1;
		n++;
	}
	return n;
}

static int loop(struct run *r, struct err *e)
{
	CURLMcode code = CURLM_OK;
	int running, n = 0;

	for (;;) {
		if (begin_waiting(r, e) < 0)
			return -1;
		if (r->ended || r->n_active + r->queue.n_left == 0)
			return 0;
		code = curl_multi_perform(r->multi, &running);
		if (code == CURLM_OK && (n = collect(r, e)) < 0)
			return -1;
		/* Nothing would wake us where all have ended at once. */
		if (code == CURLM_OK && !r->ended && n == 0 &&
		    r->n_active + r->queue.n_left > 0)
			code = curl_multi_poll(r->multi, NULL, 0, TICK_MS,
					       NULL);
		if (code != CURLM_OK)
			return err_set(e, ERR_SYSTEM, "libcurl: %s",
				       curl_multi_strerror(code));
	}
}

static size_t or_default(int wanted, size_t otherwise)
{
	if (wanted <= 0)
		return otherwise;
	return wanted > JOBS_MAX ? JOBS_MAX : (size_t)wanted;
}

static int run_open(struct run *r, struct err *e)
{
	r->active = calloc(r->jobs, sizeof(struct fetch_handle *));
	r->multi = curl_multi_init();
	if (!r->active || !r->multi)
		return err_set(e, ERR_MEMORY, "no memory for %zu requests",
			       r->n);
	if (r->o->memory) {
		str_addf(&r->hsts_file, "%s/hsts", r->o->memory);
		r->hsts = fetch_hsts_open(str_cstr(&r->hsts_file));
	}
	return fetch_queue_open(&r->queue, r->reqs, r->n, r->o,
				or_default(r->o->per_host, PER_HOST), e);
}

static void give_up(struct fetch_handle *h)
{
	h->res.outcome = FETCH_FAILED;
	fetch_resume_end(h, CURLE_ABORTED_BY_CALLBACK);
	fetch_handle_close(h);
	free(h);
}

static void run_close(struct run *r)
{
	while (r->n_active > 0) {
		struct fetch_handle *h = r->active[r->n_active - 1];

		detach(r, h);
		give_up(h);
	}
	for (size_t i = 0; r->queue.wait && i < r->n; i++)
		if (r->queue.wait[i].kept)
			give_up(r->queue.wait[i].kept);
	curl_multi_cleanup(r->multi);
	fetch_queue_close(&r->queue);
	fetch_hsts_close(&r->hsts);
	str_free(&r->hsts_file);
	free(r->active);
}

int fetch_run(const struct fetch_request *reqs, size_t n,
	      const struct fetch_options *o, struct err *e)
{
	struct run r = {
		.reqs = reqs, .n = n, .o = o,
		.jobs = or_default(o->jobs, JOBS),
		.hsts_file = STR_INIT(PATH_BYTES),
	};
	int rc;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(e, ERR_SYSTEM, "libcurl cannot start");
	rc = run_open(&r, e);
	if (rc == 0)
		rc = loop(&r, e);
	run_close(&r);
	curl_global_cleanup();
	return rc;
}

void fetch_result_free(struct fetch_result *r)
{
	/* 0 is a zero value's, and never a spool's unless stdin is closed. */
	if (r->fd > 0)
		close(r->fd);
	arena_free(&r->mem);
	*r = (struct fetch_result){ .fd = -1 };
}

/* --- describing ---------------------------------------------------------- */

static void add_protocols(struct str *out, const char *const *have)
{
	static const char *const used[] = { "http", "https", "file", "sftp" };

	for (size_t i = 0; i < sizeof(used) / sizeof(used[0]); i++)
		for (size_t k = 0; have[k]; k++)
			if (slice_is(slice_of(have[k]), used[i]))
				str_addf(out, " %s", used[i]);
}

void fetch_describe(struct str *out)
{
	static const struct {
		int bit;
		const char *name;
	} features[] = {
		{ CURL_VERSION_LIBZ,   "gzip" },
		{ CURL_VERSION_BROTLI, "br"   },
		{ CURL_VERSION_ZSTD,   "zstd" },
		{ CURL_VERSION_HTTP2,  "HTTP/2" },
		{ CURL_VERSION_HSTS,   "HSTS" },
		{ CURL_VERSION_ALTSVC, "alt-svc" },
		{ CURL_VERSION_IPV6,   "IPv6" },
	};
	const curl_version_info_data *v = curl_version_info(CURLVERSION_NOW);
	const char *between = ",";

	str_addf(out, "libcurl %s:", v->version);
	add_protocols(out, v->protocols);
	for (size_t i = 0; i < sizeof(features) / sizeof(features[0]); i++) {
		if (!(v->features & features[i].bit))
			continue;
		str_addf(out, "%s %s", between, features[i].name);
		between = "";
	}
}
