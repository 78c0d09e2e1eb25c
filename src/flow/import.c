/* Files that the user hands over. */
#include "flow/flow.h"
#include "flow/keep.h"
#include "flow/parsing.h"

/* What the head tells is all that is wanted. */
static int take_key(void *ctx, const struct parsing_head *h, struct err *e)
{
	struct slice *key = ctx;

	(void)e;
	*key = h->key.n ? h->key : SLICE("import");
	return 0;
}

/* What the user names, else what its source declares; a list comes in any of
 * its own formats. */
static struct slice format_for(const struct import_options *o,
			       const struct source *declared,
			       struct slice key)
{
	if (o->format.n > 0 || !declared || pump_fixed(key))
		return o->format;
	return declared->format;
}

static int find_source(const struct world *w, struct input_part *parts,
		       size_t n, const struct import_options *o,
		       struct slice *key, struct err *e)
{
	struct parsing r = { .part = parts, .n = n, .format = o->format,
			     .max_bytes = w->settings->max_bytes };
	int rc = 0;

	*key = o->source;
	if (key->n == 0) {
		*key = SLICE("import");
		rc = parsing_run(w->sealed, &r, take_key, NULL, key, e);
	}
	if (rc == 0 && !source_key_valid(*key))
		rc = err_set(e, ERR_USAGE, "\"%.*s\" cannot be a source key:"
			     " use a-z, 0-9 and -", SLICE_ARG(*key));
	return rc;
}

int flow_import(const struct world *w, struct input_part *parts, size_t n,
		const struct import_options *o, struct store_result *out,
		struct slice *source, struct err *e)
{
	struct source undeclared = { .enabled = true };
	const struct source *src;
	struct keep k = { .accept = o->accept,
			  .max_bytes = w->settings->max_bytes };

	if (find_source(w, parts, n, o, source, e) < 0)
		return -1;
	undeclared.key = undeclared.title = *source;
	src = sources_find(w->sources, *source);
	if (!src)
		src = &undeclared;
	k.fetch = (struct store_fetch){
		.source = src, .evidence = o->as_of, .url = o->url,
	};
	for (size_t i = 0; i < n; i++)
		k.fetch.bytes += (int64_t)parts[i].bytes;
	return keep_parts(w, &k, parts, n,
			  format_for(o, src == &undeclared ? NULL : src,
				     *source), out, e);
}

static int take_any(void *ctx, const struct parsing_head *h, struct err *e)
{
	(void)ctx;
	(void)h;
	(void)e;
	return 0;
}

int flow_dry_run(const struct world *w, struct input_part *parts, size_t n,
		 const struct import_options *o, record_fn *fn, void *ctx,
		 struct err *e)
{
	struct parsing r = {
		.part = parts, .n = n, .list = o->source,
		.max_bytes = (int64_t)1 << 30,
		.source = { .key = o->source, .url = o->url },
	};
	const struct source *src = w->sources && o->source.n ?
		sources_find(w->sources, o->source) : NULL;

	r.format = format_for(o, src, o->source);
	if (src) {
		r.source.mapping = src->mapping;
		r.source.publisher = src->publisher;
	}
	return parsing_run(w->sealed, &r, take_any, fn, ctx, e);
}
