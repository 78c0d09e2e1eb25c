/* `sources test URL`: what would come of it, storing nothing. */
#include "flow/asking.h"
#include "flow/pump.h"

struct attempt {
	struct fetch_result res;
	bool here;
};

static int take(void *ctx, const struct fetch_request *req,
		struct fetch_result *res)
{
	struct attempt *a = ctx;

	(void)req;
	a->res = *res;
	a->here = true;
	*res = (struct fetch_result){ .fd = -1 };
	return 0;
}

static int read_body(struct attempt *a, struct slice url, record_fn *fn,
		     void *ctx, struct slice *format, struct err *e)
{
	struct input_part part = {
		.name = source_shown(url, &a->res.mem), .url = url,
		.fd = a->res.fd,
		.content_type = a->res.content_type,
		.bytes = (size_t)a->res.bytes,
	};
	struct pump_source src = { .key = SLICE("test"), .url = url };
	struct pump p;
	int64_t records;
	int rc = pump_open(&p, &part, 1, SLICE_NONE, SLICE_NONE,
			   (int64_t)1 << 30, e);

	if (rc == 0 && p.n > 0)
		*format = slice_of(p.reader[0]->name);
	if (rc == 0)
		rc = pump_run(&p, &src, fn, ctx, &records, e);
	pump_close(&p);
	return rc;
}

static const struct source *source_of(const struct world *w, struct slice url)
{
	for (size_t i = 0; w->sources && i < w->sources->n; i++)
		for (size_t k = 0; k < w->sources->list[i].n_urls; k++)
			if (slice_eq(w->sources->list[i].url[k], url))
				return &w->sources->list[i];
	return NULL;
}

int flow_test(const struct world *w, struct slice url, record_fn *fn,
	      void *ctx, struct slice *format, struct err *e)
{
	struct attempt a = { .res.fd = -1 };
	struct fetch_request req = { .url = url,
				     .max_bytes = w->settings->max_bytes };
	struct fetch_options o = { .done = take, .ctx = &a };
	struct arena mem = ARENA_INIT(64 << 10);
	int rc;

	/* It is asked as a refresh would ask, but for what came before. */
	asking_request(w, source_of(w, url), 0, &req, &mem);
	req.partial = SLICE_NONE;
	asking_options(w, &o);
	rc = w->fetch(&req, 1, &o, e);
	*format = SLICE_NONE;
	if (rc == 0 && !a.here)
		rc = err_set(e, ERR_NETWORK, "no answer");
	if (rc == 0 && a.res.outcome != FETCH_NEW)
		rc = err_set(e, ERR_NETWORK, "%s", a.res.err.msg);
	if (rc == 0)
		rc = read_body(&a, url, fn, ctx, format, e);
	fetch_result_free(&a.res);
	arena_free(&mem);
	return rc;
}
