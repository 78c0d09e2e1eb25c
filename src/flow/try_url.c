/* `sources test URL`: what would come of it, storing nothing. */
#include "flow/asking.h"
#include "flow/parsing.h"

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

/* Where the records go, and the name of the format. */
struct trial {
	record_fn *fn;
	void *ctx;
	struct slice *format;
	size_t records;
};

static int take_format(void *ctx, const struct parsing_head *h, struct err *e)
{
	struct trial *t = ctx;

	(void)e;
	if (h->n > 0)
		*t->format = slice_of(h->reader[0]->name);
	return 0;
}

static int take_record(void *ctx, const struct record *rec, struct err *e)
{
	struct trial *t = ctx;

	t->records++;
	return t->fn(t->ctx, rec, e);
}

/* NULL: no configured one has that address. */
static const struct source *source_of(const struct world *w, struct slice url)
{
	for (size_t i = 0; w->sources && i < w->sources->n; i++)
		for (size_t k = 0; k < w->sources->list[i].n_urls; k++)
			if (slice_eq(w->sources->list[i].url[k], url))
				return &w->sources->list[i];
	return NULL;
}

/* A page may tell of feeds, with or without an article on it. */
static int read_feeds(const struct world *w, struct parsing *r,
		      struct trial *t, int article, struct err *e)
{
	struct slice format = *t->format;
	struct err why = {0};
	size_t before = t->records;
	int rc;

	r->format = slice_of(in_feedlinks.name);
	rc = parsing_run(w->sealed, r, take_format, take_record, t, &why);
	*t->format = format;
	if (article < 0 && (rc < 0 || t->records == before))
		return -1;
	err_clear(e);
	return rc < 0 ? err_set(e, why.code, "%s", why.msg) : 0;
}

static int read_body(const struct world *w, struct attempt *a,
		     struct slice url, struct trial *t, struct err *e)
{
	int rc;
	struct input_part part = {
		.name = source_shown(url, &a->res.mem), .url = url,
		.fd = a->res.fd,
		.content_type = a->res.content_type,
		.bytes = (size_t)a->res.bytes,
	};
	struct parsing r = {
		.part = &part, .n = 1, .max_bytes = (int64_t)1 << 30,
		.source = { .key = SLICE("test"), .url = url },
	};
	const struct source *src = source_of(w, url);

	/* And read as a refresh would: what that refuses is no good here. */
	if (src) {
		r.format = src->format;
		r.list = src->key;
		r.source.mapping = src->mapping;
	}
	rc = parsing_run(w->sealed, &r, take_format, take_record, t, e);
	if (slice_is(*t->format, in_article.name))
		rc = read_feeds(w, &r, t, rc, e);
	return rc;
}

int flow_test(const struct world *w, struct slice url, record_fn *fn,
	      void *ctx, struct slice *format, struct err *e)
{
	struct attempt a = { .res.fd = -1 };
	struct trial t = { .fn = fn, .ctx = ctx, .format = format };
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
		rc = read_body(w, &a, url, &t, e);
	fetch_result_free(&a.res);
	arena_free(&mem);
	return rc;
}

static int take_none(void *ctx, const struct record *rec, struct err *e)
{
	(void)rec;
	(void)e;
	++*(int *)ctx;
	return 0;
}

static int take_head(void *ctx, const struct parsing_head *h, struct err *e)
{
	(void)ctx;
	(void)h;
	(void)e;
	return 0;
}

/* In an encoding whose converter the C library may load when it is asked. */
int flow_try_reader(const struct world *w, struct err *e)
{
	struct input_part part = input_memory(SLICE("a feed"),
		SLICE("<?xml version=\"1.0\" encoding=\"windows-1251\"?>"
		      "<rss version=\"2.0\"><channel><title>x</title><item>"
		      "<title>\xC0\xEB\xE5\xF1\xFC</title>"
		      "<link>https://a.example/</link>"
		      "</item></channel></rss>"));
	struct parsing r = { .part = &part, .n = 1, .max_bytes = 1 << 20 };
	int records = 0;

	if (parsing_run(w->sealed, &r, take_head, take_none, &records, e) < 0)
		return -1;
	return records > 0 ? 0 : err_set(e, ERR_FORMAT, "the reader of rss"
					 " finds nothing in a feed");
}
