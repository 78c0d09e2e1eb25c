/* `sources test URL`: what would come of it, storing nothing. */
#include "flow/flow.h"
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
		.name = url, .url = url, .fd = a->res.fd,
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

int flow_test(const struct world *w, struct slice url, record_fn *fn,
	      void *ctx, struct slice *format, struct err *e)
{
	struct attempt a = { .res.fd = -1 };
	struct fetch_request req = {
		.url = url, .max_bytes = w->settings->max_bytes,
		.timeout_s = w->settings->timeout_s,
	};
	struct fetch_options o = { .done = take, .ctx = &a };
	int rc = w->fetch(&req, 1, &o, e);

	*format = SLICE_NONE;
	if (rc == 0 && !a.here)
		rc = err_set(e, ERR_NETWORK, "no answer");
	if (rc == 0 && a.res.outcome != FETCH_NEW)
		rc = err_set(e, ERR_NETWORK, "%s", a.res.err.msg);
	if (rc == 0)
		rc = read_body(&a, url, fn, ctx, format, e);
	fetch_result_free(&a.res);
	return rc;
}
