#include "flow/parsing.h"

#include <string.h>

#include "flow/sealed.h"
#include "read/os_index.h"

void parsing_head_flags(struct parsing_head *h)
{
	for (size_t i = 0; i < h->n; i++) {
		h->complete |= h->reader[i]->complete;
		h->changes |= h->reader[i]->changes;
	}
}

static void fill_head(struct parsing_head *h, struct pump *p)
{
	*h = (struct parsing_head){ .n = p->n };
	memcpy(h->reader, p->reader, sizeof(h->reader));
	parsing_head_flags(h);
	pump_declared(p, &h->declared);
	h->key = pump_key(p);
}

static int read_here(const struct parsing *r, head_fn *head, record_fn *emit,
		     void *ctx, struct err *e)
{
	struct pump_ask ask = {
		.part = r->part, .n = r->n, .list = r->list,
		.format = r->format, .max_bytes = r->max_bytes,
		.spool = r->spool, .also = r->also,
	};
	struct pump_source src = r->source;
	struct parsing_head h;
	struct pump p;
	int64_t records;
	int rc = pump_open(&p, &ask, e);

	if (rc == 0) {
		fill_head(&h, &p);
		rc = head(ctx, &h, e);
	}
	if (rc == 0 && emit) {
		if (src.key.n == 0)
			src.key = h.key.n ? h.key : SLICE("import");
		rc = pump_run(&p, &src, emit, ctx, &records, e);
	}
	pump_close(&p);
	return rc;
}

int parsing_run(struct sealed *sealed, const struct parsing *r, head_fn *head,
		record_fn *emit, void *ctx, struct err *e)
{
	return sealed ? sealed_read(sealed, r, head, emit, ctx, e) :
			read_here(r, head, emit, ctx, e);
}

int parsing_index(struct sealed *sealed, const struct input_part *index,
		  const struct slice *url, size_t n, struct str *version,
		  struct err *e)
{
	struct input_part part = *index;

	return sealed ? sealed_index(sealed, index, url, n, version, e) :
			os_index(&part, url, n, version, e);
}
