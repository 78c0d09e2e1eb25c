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
#include "base/i18n.h"
#include "flow/asking.h"
#include "flow/job.h"
#include "flow/keep.h"
#include "flow/sealed.h"
#include "read/os_index.h"

enum { ROUNDS = 3, STORE_FAULTS = 3 };

struct run {
	const struct world *w;
	const struct refresh_options *o;
	struct refresh_result *out;
	struct jobs all;
	int faults;		/* of the store, in a row */
	struct err broken;	/* what stops everything */
};

const char *step_name(enum step s)
{
	static const char *const names[] = {
		[STEP_WAITING] = NC_("step", "waiting"), [STEP_FETCHING] = NC_("step", "fetching"),
		[STEP_READING] = NC_("step", "reading"), [STEP_NEW] = NC_("step", "new"),
		[STEP_SAME] = NC_("step", "unchanged"), [STEP_REFUSED] = NC_("step", "refused"),
		[STEP_FAILED] = NC_("step", "failed"), [STEP_BUSY] = NC_("step", "busy"),
	};

	return names[s];
}

static void tell(const struct run *r, const struct flow_event *ev)
{
	struct flow_event more = *ev;

	more.done = r->out->done + r->out->failed;
	more.all = r->all.n;
	if (r->w->told)
		r->w->told(r->w->ctx, &more);
}

static bool is_asset(struct slice url)
{
	return slice_starts(url, "asset:");
}

/* Remembers what came of it, and lets others have their turn. What cannot be
 * remembered makes the source due again, no more. */
static void job_over(struct run *r, struct job *j, enum due_outcome how)
{
	struct err ignored = {0};

	j->done = true;
	job_note(j, how, clock_now(&r->w->clock));
	j->noted = store_due_set(r->w->store, j->src->key, &j->due,
				 &ignored) == 0;
	store_turn_drop(r->w->store, j->src->key);
}

/* The store could not be written. While another process has it the source stays
 * as due as it was; on a full disk it is put off, or a large list would be
 * fetched in vain again and again. */
static void store_failed(struct run *r, struct job *j, const struct err *e)
{
	struct flow_event ev = { .source = j->src->key, .step = STEP_FAILED,
				 .why = e->msg };
	bool busy = store_busy(r->w->store);

	j->done = true;
	if (busy)
		store_turn_drop(r->w->store, j->src->key);
	else
		job_over(r, j, DUE_FAILED);
	r->out->failed++;
	tell(r, &ev);
	if (++r->faults >= STORE_FAULTS || busy)
		err_set(&r->broken, ERR_STORE, "the store cannot be written; "
			"the other sources are as they were, and asked the "
			"next time");
}

/* The last word on a job that brought nothing to store. */
static void job_end(struct run *r, struct job *j, enum step step,
		    const char *outcome, const char *why, long status)
{
	struct store_fetch f = { .source = j->src, .status = status,
				 .url = j->slot[0].url };
	struct flow_event ev = { .source = j->src->key, .step = step,
				 .why = why };

	if (outcome)
		store_attempt(r->w->store, &f, outcome, why, &r->broken);
	job_over(r, j, step == STEP_SAME ? DUE_GOOD : DUE_FAILED);
	r->faults = 0;
	if (step == STEP_SAME)
		r->out->done++;
	else
		r->out->failed++;
	tell(r, &ev);
}

static void job_stored(struct run *r, struct job *j, const struct keep *k,
		       const struct store_result *res)
{
	struct flow_event ev = { .source = j->src->key, .step = STEP_NEW,
				 .records = res->records, .result = *res };

	j->answer.ttl_s = k->ttl_s;
	job_over(r, j, DUE_GOOD);
	r->faults = 0;
	r->out->done++;
	r->out->changed += res->added + res->amended + res->removed > 0;
	tell(r, &ev);
}

struct storing {
	const struct run *r;
	const struct job *j;
};

static void stored(void *ctx, int64_t records)
{
	const struct storing *now = ctx;

	tell(now->r, &(struct flow_event){ .source = now->j->src->key,
					   .step = STEP_READING,
					   .records = records });
}

static int64_t most_bytes(const struct run *r, const struct job *j)
{
	return j->src->max_bytes ? j->src->max_bytes :
				   r->w->settings->max_bytes;
}

static void job_keep(struct run *r, struct job *j)
{
	struct str validators = STR_INIT(VALIDATOR_BYTES);
	struct input_part part[SOURCE_URLS];
	size_t n = job_parts(j, part);
	struct store_result res;
	struct err e = {0};
	struct keep k = {
		.accept = slice_named(r->o->accept, r->o->n_accept, j->src->key),
		.max_bytes = most_bytes(r, j),
	};

	k.progress = stored;
	k.ctx = &(struct storing){ r, j };
	stored(k.ctx, 0);
	job_validators(j, &validators);
	k.fetch = (struct store_fetch){
		.source = j->src, .url = j->src->n_urls == 1 &&
			!is_asset(j->slot[0].url) ? j->slot[0].url : SLICE_NONE,
		.status = j->slot[0].res.status,
		.validators = str_slice(&validators),
	};
	for (size_t i = 0; i < n; i++)
		k.fetch.bytes += (int64_t)part[i].bytes;
	if (pump_sum(part, n, j->src->mapping, k.sum, &e) == 0 &&
	    slice_is(j->last.sha256, k.sum) && !k.accept)
		job_end(r, j, STEP_SAME, "same", _("the same bytes"),
			j->slot[0].res.status);
	else if (!e.code && keep_parts(r->w, &k, part, n, j->src->format,
				       &res, &e) == 0)
		job_stored(r, j, &k, &res);
	else if (e.code == ERR_STORE)
		store_failed(r, j, &e);
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
		job_end(r, j, STEP_FAILED, "gone", _("the server says that"
			" this address is gone for good (410): disable the"
			" source or find its new address"), gone->res.status);
	else if (same && !slot_with(j, FETCH_NEW))
		job_end(r, j, STEP_SAME, "same", _("not modified"),
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
	else if (rc > 0 && !slice_named(r->o->accept, r->o->n_accept, j->src->key))
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

	for (size_t i = 0; i < r->all.n; i++)
		for (size_t k = 0; k < JOB_SLOTS; k++)
			if (r->all.job[i].slot[k].asked && at-- == 0) {
				tell(r, &(struct flow_event){
					.source = r->all.job[i].src->key,
					.step = STEP_FETCHING,
					.bytes = p->bytes, .total = p->total,
					.bytes_per_s = p->bytes_per_s });
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
	struct job *j = s->job;

	s->asked = true;
	*req = (struct fetch_request){
		.url = s->ask.n ? s->ask : s->url, .tag = s,
		.etag = j->again ? SLICE_NONE : s->etag,
		.last_modified = j->again ? SLICE_NONE : s->last_modified,
		.max_bytes = j->index_done ? most_bytes(r, j) : OS_INDEX_BYTES,
	};
	asking_request(r->w, j->src, (size_t)(s - j->slot), req, &j->mem);
}

/* A server may be silent for a minute before its first byte. */
static void tell_asked(const struct run *r, const struct job *j)
{
	tell(r, &(struct flow_event){ .source = j->src->key,
				      .step = STEP_WAITING });
}

static void ask_job(struct run *r, struct job *j, struct fetch_request *req,
		    size_t *n)
{
	size_t before = *n;

	for (size_t i = 0; i < JOB_SLOTS; i++)
		j->slot[i].job = j;
	if (!j->index_done) {
		ask_slot(r, &j->slot[JOB_INDEX], &req[(*n)++]);
		tell_asked(r, j);
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
	else if (*n > before)
		tell_asked(r, j);
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

	asking_options(r->w, &fo);
	req = calloc(r->all.n * SOURCE_URLS + 1, sizeof(*req));
	if (!req)
		return err_set(e, ERR_MEMORY, "no memory for requests");
	for (size_t i = 0; i < r->all.n; i++) {
		for (size_t k = 0; k < JOB_SLOTS; k++)
			r->all.job[i].slot[k].asked = false;
		if (!r->all.job[i].done)
			ask_job(r, &r->all.job[i], req, &n);
		r->all.job[i].again = false;
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
	for (size_t i = 0; i < r->all.n; i++) {
		struct job *j = &r->all.job[i];

		if (!j->done)
			store_turn_drop(r->w->store, j->src->key);
		job_drop_bodies(j);
		fetch_result_free(&j->slot[JOB_INDEX].res);
		arena_free(&j->mem);
	}
	free(r->all.job);
}

/* Several servers, and none can be reached: it is our line that is away. */
static void forgive_away(struct run *r)
{
	size_t away = 0, noted = 0;
	struct err ignored = {0};

	for (size_t i = 0; i < r->all.n; i++) {
		noted += r->all.job[i].noted &&
			 source_uses_network(r->all.job[i].src);
		away += r->all.job[i].noted && r->all.job[i].away;
	}
	if (away < DUE_AWAY || away < noted)
		return;
	for (size_t i = 0; i < r->all.n; i++) {
		struct job *j = &r->all.job[i];

		if (!j->noted || !j->away)
			continue;
		due_forgive(&j->due, &j->was);
		store_due_set(r->w->store, j->src->key, &j->due, &ignored);
	}
}

/* When the next of those that were asked is due: the others were counted when
 * they were passed over. */
static void count_next(struct run *r)
{
	int64_t now = clock_now(&r->w->clock);

	for (size_t i = 0; i < r->all.n; i++) {
		struct job *j = &r->all.job[i];

		next_is(r->out, due_at(&j->due, j->src, now));
	}
}

static bool all_done(const struct run *r)
{
	for (size_t i = 0; i < r->all.n; i++)
		if (!r->all.job[i].done)
			return false;
	return true;
}

int flow_refresh(const struct world *w, const struct refresh_options *o,
		 struct refresh_result *out, struct err *e)
{
	struct run r = { .w = w, .o = o, .out = out };
	int rc;

	*out = (struct refresh_result){0};
	rc = jobs_choose(&r.all, w, o, out, e);
	if (rc == 0 && r.all.n > 0)
		sealed_warm(w->sealed);	/* while the first is fetched */
	for (int i = 0; i < ROUNDS && rc == 0 && !all_done(&r); i++)
		if (i == 0 || !stopped(&r))
			rc = fetch_round(&r, e);
	forgive_away(&r);
	count_next(&r);
	drop_jobs(&r);
	return rc;
}
