/* Files that the user hands over. */
#include "flow/flow.h"
#include "flow/keep.h"

static struct slice key_for(struct pump *p)
{
	struct slice key = pump_key(p);

	return key.n ? key : SLICE("import");
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
	struct pump p = {0};
	int rc = 0;

	*key = o->source;
	if (key->n == 0) {
		rc = pump_open(&p, parts, n, SLICE_NONE, o->format,
			       w->settings->max_bytes, e);
		*key = rc == 0 ? key_for(&p) : SLICE("import");
		pump_close(&p);
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

int flow_dry_run(struct input_part *parts, size_t n,
		 const struct import_options *o, record_fn *fn, void *ctx,
		 struct err *e)
{
	struct pump_source src = { .url = o->url };
	struct pump p = {0};
	int64_t records;
	int rc = pump_open(&p, parts, n, o->source, o->format,
			   (int64_t)1 << 30, e);

	if (rc == 0) {
		src.key = o->source.n ? o->source : key_for(&p);
		rc = pump_run(&p, &src, fn, ctx, &records, e);
	}
	pump_close(&p);
	return rc;
}
