#include "flow/asking.h"

void asking_request(const struct world *w, const struct source *src, size_t n,
		    struct fetch_request *req, struct arena *mem)
{
	req->timeout_s = w->settings->timeout_s;
	if (!src)
		return;
	req->user_agent = src->user_agent;
	req->net = &src->net;
	if (w->fetch_dir)
		req->partial = arena_fmt(mem, "%s/%.*s-%zu.part", w->fetch_dir,
					 SLICE_ARG(src->key), n + 1);
}

void asking_options(const struct world *w, struct fetch_options *o)
{
	o->proxy = w->settings->proxy;
	o->per_host = w->settings->per_host;
	o->per_minute = w->settings->per_minute;
	o->memory = w->fetch_dir;
}
