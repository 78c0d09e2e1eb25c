/* Sources that are due, fetched in parallel, stored one after another.
 *
 * A job is one source of this run, a slot one of its addresses. A job is
 * finished as soon as its last slot is in; a job of which only some addresses
 * have changed is asked again without conditions, since a version is whole. A
 * source with an index is asked for that alone first: a round each.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/asset.h"
#include "flow/flow.h"
#include "flow/job.h"
#include "flow/keep.h"
#include "read/os_index.h"

enum { RETRY_S = 900, ROUNDS = 3 };

struct run {
	const struct world *w;
	const struct refresh_options *o;
	struct refresh_result *out;
	struct job *job;
	size_t n, cap;
	struct err broken;	/* what stops everything */
};

const char *step_name(enum step s)
{
	static const char *const names[] = {
		[STEP_WAITING] = "waiting", [STEP_FETCHING] = "fetching",
		[STEP_READING] = "reading", [STEP_NEW] = "new",
		[STEP_SAME] = "unchanged", [STEP_REFUSED] = "refused",
		[STEP_FAILED] = "failed",
	};

	return names[s];
}

static void tell(const struct run *r, const struct flow_event *ev)
{
	if (r->w->told)
		r->w->told(r->w->ctx, ev);
}

static bool named(const struct slice *keys, size_t n, struct slice key)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(keys[i], key))
			return true;
	return false;
}

static bool is_asset(struct slice url)
{
	return slice_starts(url, "asset:");
}

static bool uses_network(const struct source *s)
{
	for (size_t i = 0; i < s->n_urls; i++)
		if (!is_asset(s->url[i]) && !slice_starts(s->url[i], "file:"))
			return true;
	return s->index.n && !slice_starts(s->index, "file:");
}

/* When the source wants to be asked next; 0: only when told to. */
static int64_t due_at(const struct source *s, const struct store_last *l)
{
	int64_t wait = s->period_s;

	if (l->at == 0)
		return 1;
	if (s->period_s == SOURCE_NEVER)
		return l->good_at ? 0 : l->at + RETRY_S;
	if (l->at > l->good_at && wait > RETRY_S)
		wait = RETRY_S;
	return l->at + wait;
}

static int add_job(struct run *r, const struct source *src, bool asked,
		   struct err *e)
{
	int64_t now = clock_now(&r->w->clock);
	struct job j = { .src = src, .mem = ARENA_INIT(1 << 20) };
	int64_t at;

	if (store_last(r->w->store, src->key, &j.mem, &j.last, e) < 0)
		goto fail;
	at = due_at(src, &j.last);
	if (!asked && !r->o->force && (at == 0 || at > now)) {
		if (at && (!r->out->next_at || at < r->out->next_at))
			r->out->next_at = at;
		arena_free(&j.mem);
		return 0;
	}
	if (vec_room((void **)&r->job, &r->cap, r->n, sizeof(j), SOURCES_MAX,
		     e) < 0)
		goto fail;
	job_init(&j);
	r->job[r->n++] = j;
	return 0;
fail:
	arena_free(&j.mem);
	return -1;
}

static int check_names(const struct run *r, struct err *e)
{
	for (size_t i = 0; i < r->o->n_only; i++) {
		struct slice key = r->o->only[i];
		const struct source *s = sources_find(r->w->sources, key);

		if (!s)
			return err_set(e, ERR_USAGE, "no source \"%.*s\" in"
				       " sources.conf; see: thaw sources",
				       SLICE_ARG(key));
		if (!s->enabled)
			return err_set(e, ERR_USAGE, "source \"%.*s\" is"
				       " disabled, nobody was contacted; first:"
				       " thaw sources enable %.*s",
				       SLICE_ARG(key), SLICE_ARG(key));
	}
	return 0;
}

static int choose_jobs(struct run *r, struct err *e)
{
	const struct sources *all = r->w->sources;

	if (check_names(r, e) < 0)
		return -1;
	for (size_t i = 0; i < all->n; i++) {
		const struct source *s = &all->list[i];
		bool asked = named(r->o->only, r->o->n_only, s->key);

		if (!s->enabled)
			continue;
		r->out->enabled += uses_network(s);
		if ((r->o->n_only == 0 || asked) &&
		    add_job(r, s, asked, e) < 0)
			return -1;
	}
	r->out->due = r->n;
	return 0;
}

/* The last word on a job that brought nothing to store. */
static void job_end(struct run *r, struct job *j, enum step step,
		    const char *outcome, const char *why, long status)
{
	struct store_fetch f = { .source = j->src, .status = status,
				 .url = j->slot[0].url };
	struct flow_event ev = { .source = j->src->key, .step = step,
				 .why = why };

	j->done = true;
	if (outcome)
		store_attempt(r->w->store, &f, outcome, why, &r->broken);
	if (step == STEP_SAME)
		r->out->done++;
	else
		r->out->failed++;
	tell(r, &ev);
}

static void job_stored(struct run *r, struct job *j,
		       const struct store_result *res)
{
	struct flow_event ev = { .source = j->src->key, .step = STEP_NEW,
				 .records = res->records, .result = *res };

	j->done = true;
	r->out->done++;
	r->out->changed += res->added + res->amended + res->removed > 0;
	tell(r, &ev);
}

static void job_keep(struct run *r, struct job *j)
{
	struct str validators = STR_INIT(VALIDATOR_BYTES);
	struct input_part part[SOURCE_URLS];
	size_t n = job_parts(j, part);
	struct store_result res;
	struct err e = {0};
	char sum[HASH_HEX];
	struct keep k = {
		.accept = named(r->o->accept, r->o->n_accept, j->src->key),
		.max_bytes = j->src->max_bytes ? j->src->max_bytes :
						 r->w->settings->max_bytes,
	};

	tell(r, &(struct flow_event){ .source = j->src->key,
				      .step = STEP_READING });
	job_validators(j, &validators);
	k.fetch = (struct store_fetch){
		.source = j->src, .url = j->src->n_urls == 1 &&
			!is_asset(j->slot[0].url) ? j->slot[0].url : SLICE_NONE,
		.status = j->slot[0].res.status,
		.validators = str_slice(&validators),
	};
	for (size_t i = 0; i < n; i++)
		k.fetch.bytes += (int64_t)part[i].bytes;
	if (pump_sum(part, n, sum, &e) == 0 &&
	    slice_is(j->last.sha256, sum) && !k.accept)
		job_end(r, j, STEP_SAME, "same", "the same bytes",
			j->slot[0].res.status);
	else if (!e.code && keep_parts(r->w, &k, part, n, j->src->format,
				       &res, &e) == 0)
		job_stored(r, j, &res);
	else
		job_end(r, j, e.code == ERR_REFUSED ? STEP_REFUSED :
						      STEP_FAILED,
			NULL, e.msg, j->slot[0].res.status);
	str_free(&validators);
}

static const struct slot *slot_with(const struct job *j, enum fetched what)
{
	for (size_t i = 0; i < j->src->n_urls; i++)
		if (!j->slot[i].asset.p && j->slot[i].res.outcome == what)
			return &j->slot[i];
	return NULL;
}

/* All addresses are in: what did the source say? */
static void job_finish(struct run *r, struct job *j)
{
	const struct slot *bad = slot_with(j, FETCH_FAILED);
	const struct slot *gone = slot_with(j, FETCH_GONE);
	const struct slot *same = slot_with(j, FETCH_SAME);

	if (bad)
		job_end(r, j, STEP_FAILED, "failed", bad->res.err.msg,
			bad->res.status);
	else if (gone)
		job_end(r, j, STEP_FAILED, "gone", "the server says that this"
			" address is gone for good (410): disable the source or"
			" find its new address", gone->res.status);
	else if (same && !slot_with(j, FETCH_NEW))
		job_end(r, j, STEP_SAME, "same", "not modified",
			same->res.status);
	else if (same)
		j->again = true;
	else
		job_keep(r, j);
	job_drop_bodies(j);
}

/* The index is in: is there anything to fetch? */
static void index_finish(struct run *r, struct job *j)
{
	long status = j->slot[JOB_INDEX].res.status;
	struct slice why = SLICE_NONE;
	struct err e = {0};
	int rc = job_index(j, r->w->sealed, &why, &e);

	if (rc < 0)
		job_end(r, j, STEP_FAILED, "failed", e.msg, status);
	else if (rc > 0 && !named(r->o->accept, r->o->n_accept, j->src->key))
		job_end(r, j, STEP_SAME, "same", why.p, status);
}

static void round_finish(struct run *r, struct job *j)
{
	if (j->index_done)
		job_finish(r, j);
	else
		index_finish(r, j);
}

static int fetched_one(void *ctx, const struct fetch_request *req,
		       struct fetch_result *res)
{
	struct run *r = ctx;
	struct slot *s = req->tag;

	s->res = *res;
	*res = (struct fetch_result){ .fd = -1 };
	s->here = true;
	if (job_is_in(s->job))
		round_finish(r, s->job);
	return r->broken.code ? -1 : 0;
}

static void progressed(void *ctx, const struct fetch_progress *p)
{
	struct run *r = ctx;
	size_t at = p->request;

	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < JOB_SLOTS; k++)
			if (r->job[i].slot[k].asked && at-- == 0) {
				tell(r, &(struct flow_event){
					.source = r->job[i].src->key,
					.step = STEP_FETCHING,
					.bytes = p->bytes, .total = p->total });
				return;
			}
}

static bool stopped(void *ctx)
{
	struct run *r = ctx;

	return r->w->stop && r->w->stop(r->w->ctx);
}

/* Program data needs no fetching. False: there is no such data. */
static bool load_asset(struct slot *s)
{
	struct slice name = { s->url.p + 6, s->url.n - 6 };

	s->asset = asset_find(name);
	s->here = true;
	s->res.fd = -1;
	return s->asset.p != NULL;
}

static void ask_slot(const struct run *r, struct slot *s,
		     struct fetch_request *req)
{
	const struct job *j = s->job;
	int64_t most = j->src->max_bytes ? j->src->max_bytes :
		       r->w->settings->max_bytes;

	s->asked = true;
	*req = (struct fetch_request){
		.url = s->url, .tag = s,
		.etag = j->again ? SLICE_NONE : s->etag,
		.last_modified = j->again ? SLICE_NONE : s->last_modified,
		.user_agent = j->src->user_agent,
		.max_bytes = j->index_done ? most : OS_INDEX_BYTES,
		.timeout_s = r->w->settings->timeout_s,
	};
}

static void ask_job(struct run *r, struct job *j, struct fetch_request *req,
		    size_t *n)
{
	for (size_t i = 0; i < JOB_SLOTS; i++)
		j->slot[i].job = j;
	if (!j->index_done) {
		ask_slot(r, &j->slot[JOB_INDEX], &req[(*n)++]);
		return;
	}
	for (size_t i = 0; i < j->src->n_urls; i++) {
		struct slot *s = &j->slot[i];

		if (!is_asset(s->url)) {
			ask_slot(r, s, &req[(*n)++]);
		} else if (!load_asset(s)) {
			job_end(r, j, STEP_FAILED, "failed",
				"thaw carries no such data", 0);
			return;
		}
	}
	if (job_is_in(j))
		job_finish(r, j);
}

/* One round: all jobs that are not done. */
static int fetch_round(struct run *r, struct err *e)
{
	struct fetch_options fo = {
		.jobs = r->o->jobs ? r->o->jobs : r->w->settings->jobs,
		.progress = progressed, .done = fetched_one, .stop = stopped,
		.ctx = r,
	};
	struct fetch_request *req;
	size_t n = 0;
	int rc = 0;

	req = calloc(r->n * SOURCE_URLS + 1, sizeof(*req));
	if (!req)
		return err_set(e, ERR_MEMORY, "no memory for requests");
	for (size_t i = 0; i < r->n; i++) {
		for (size_t k = 0; k < JOB_SLOTS; k++)
			r->job[i].slot[k].asked = false;
		if (!r->job[i].done)
			ask_job(r, &r->job[i], req, &n);
		r->job[i].again = false;
	}
	if (n > 0)
		rc = r->w->fetch(req, n, &fo, e);
	free(req);
	if (r->broken.code)
		return err_set(e, r->broken.code, "%s", r->broken.msg);
	return rc;
}

static void drop_jobs(struct run *r)
{
	for (size_t i = 0; i < r->n; i++) {
		job_drop_bodies(&r->job[i]);
		fetch_result_free(&r->job[i].slot[JOB_INDEX].res);
		arena_free(&r->job[i].mem);
	}
	free(r->job);
}

static bool all_done(const struct run *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (!r->job[i].done)
			return false;
	return true;
}

int flow_refresh(const struct world *w, const struct refresh_options *o,
		 struct refresh_result *out, struct err *e)
{
	struct run r = { .w = w, .o = o, .out = out };
	int rc;

	*out = (struct refresh_result){0};
	rc = choose_jobs(&r, e);
	if (rc == 0 && r.n > 0)
		flow_warm(w);
	for (int i = 0; i < ROUNDS && rc == 0 && !all_done(&r); i++)
		if (i == 0 || !stopped(&r))
			rc = fetch_round(&r, e);
	drop_jobs(&r);
	return rc;
}
