#include "flow/pump.h"

#include <string.h>

enum { HEAD_BYTES = 16384 };

struct slice pump_own_key(const struct reader *r, struct slice key)
{
	struct slice rest = slice_of(r->keys), one;

	while (rest.n && slice_cut(&rest, ' ', &one))
		if (slice_eq(one, key))
			return one;
	return SLICE_NONE;
}

static bool reads_key(const struct reader *r, struct slice key)
{
	return pump_own_key(r, key).n > 0;
}

bool pump_fixed(struct slice key)
{
	for (const struct reader *const *r = readers; *r; r++)
		if (reads_key(*r, key))
			return true;
	return false;
}

/* Who reads a version of the list that `key` stands for. */
static const struct reader *usual_reader(struct slice key)
{
	for (const struct reader *const *r = readers; *r; r++) {
		struct slice keys = slice_of((*r)->keys), first;

		if (keys.n && (*r)->complete && slice_cut(&keys, ' ', &first) &&
		    slice_eq(first, key))
			return *r;
	}
	for (const struct reader *const *r = readers; *r; r++)
		if (reads_key(*r, key))
			return *r;
	return NULL;
}

static int not_of_list(const struct reader *r, const struct input_part *part,
		       struct slice key, struct err *e)
{
	if (r == &in_article)
		return err_set(e, ERR_FORMAT, "no version of %.*s: it is a page"
			       " or a text, perhaps a notice that the service"
			       " is down (%.*s)", SLICE_ARG(key),
			       SLICE_ARG(part->name));
	return err_set(e, ERR_FORMAT, "no version of %.*s: it looks like"
		       " \"%s\" (%.*s)", SLICE_ARG(key), r->title,
		       SLICE_ARG(part->name));
}

static int is_empty(const struct input_part *part, struct err *e)
{
	return err_set(e, ERR_FORMAT, "%.*s: is empty", SLICE_ARG(part->name));
}

/* The surest reader. A page that says "unavailable" must not pass for a version
 * of a list; what nobody knows goes to a reader of the list, who says what is
 * wrong with it. */
static const struct reader *sniff(struct input_part *part, struct slice key,
				  struct err *e)
{
	const struct reader *r;

	if (part->bytes == 0)
		is_empty(part, e);
	r = e->code ? NULL : reader_sniff(part, e);
	if (e->code)
		return NULL;
	if (r && pump_fixed(key) && !reads_key(r, key)) {
		not_of_list(r, part, key, e);
		return NULL;
	}
	if (!r)
		r = usual_reader(key);
	if (!r)
		err_set(e, ERR_FORMAT, "%.*s: cannot tell what it is; name its"
			" format (`format` in sources.conf, --format of an"
			" import)", SLICE_ARG(part->name));
	return r;
}

const struct reader *pump_reader(struct slice name,
				 const struct reader *const *also)
{
	for (; also && *also; also++)
		if (slice_is(name, (*also)->name))
			return *also;
	return reader_find(name);
}

static const struct reader *named(const struct pump_ask *ask, struct err *e)
{
	const struct reader *r = pump_reader(ask->format, ask->also);

	if (!r)
		err_set(e, ERR_USAGE, "unknown format \"%.*s\"",
			SLICE_ARG(ask->format));
	return r;
}

static int too_many(struct err *e)
{
	return err_set(e, ERR_LIMIT, "more than %d files in one import",
		       (int)INPUT_PARTS);
}

static int choose(struct pump *p, const struct pump_ask *ask,
		  struct input_part *part, struct err *e)
{
	const struct reader *r;

	if (p->n == INPUT_PARTS)
		return too_many(e);
	r = ask->format.n == 0 || slice_is(ask->format, "auto") ?
		    sniff(part, ask->list, e) : named(ask, e);
	if (!r)
		return -1;
	if (part->bytes == 0 && !r->may_be_empty)
		return is_empty(part, e);
	p->complete |= r->complete;
	p->changes |= r->changes;
	p->part[p->n] = *part;
	p->reader[p->n++] = r;
	return 0;
}

int pump_open(struct pump *p, const struct pump_ask *ask, struct err *e)
{
	*p = (struct pump){0};
	if (ask->n > INPUT_PARTS)
		return too_many(e);
	for (size_t i = 0; i < ask->n; i++) {
		struct unpacked *u = &p->opened[p->n_opened];

		if (unpack_onto(u, &ask->part[i], (size_t)ask->max_bytes,
				ask->spool, e) < 0)
			return -1;
		p->n_opened++;
		for (size_t k = 0; k < u->n; k++)
			if (choose(p, ask, &u->part[k], e) < 0)
				return -1;
	}
	return 0;
}

void pump_declared(struct pump *p, struct declared *out)
{
	*out = (struct declared){ .records = -1 };
	for (size_t i = 0; i < p->n; i++) {
		struct declared one = { .records = -1 };

		if (!p->reader[i] || !p->reader[i]->declare)
			continue;
		input_rewind(&p->part[i]);
		p->reader[i]->declare(&p->part[i], &one);
		input_rewind(&p->part[i]);
		if (!out->date[0])
			memcpy(out->date, one.date, sizeof(out->date));
		if (!out->version[0])
			memcpy(out->version, one.version,
			       sizeof(out->version));
		if (one.ttl_s > out->ttl_s)
			out->ttl_s = one.ttl_s;
		/* Parts that count apart add up; one that does not say makes
		 * the sum mean nothing. */
		if (i == 0)
			out->records = one.records;
		else if (out->records >= 0)
			out->records = one.records < 0 ? -1 :
				       out->records + one.records;
	}
}

/* The key that the part tells; NULL: none. */
static const char *told_key(const struct reader *r, struct input_part *part)
{
	struct err ignored = {0};
	char head[HEAD_BYTES];
	ptrdiff_t got;

	if (!r->key_of)
		return NULL;
	input_rewind(part);
	got = input_read(part, head, sizeof(head), &ignored);
	input_rewind(part);
	return got > 0 ? r->key_of(slice_make(head, (size_t)got), part) : NULL;
}

/* What any part tells, since of a set only one may, or the usual one. */
struct slice pump_key(struct pump *p)
{
	struct slice keys, first = SLICE_NONE;
	const char *told = NULL;
	size_t i = 0;

	while (i < p->n && !(p->reader[i] && p->reader[i]->keys))
		i++;
	if (i == p->n)
		return SLICE_NONE;
	for (size_t k = i; k < p->n && !told; k++)
		if (p->reader[k] == p->reader[i])
			told = told_key(p->reader[k], &p->part[k]);
	keys = slice_of(p->reader[i]->keys);
	slice_cut(&keys, ' ', &first);
	return told ? slice_of(told) : first;
}

struct counted {
	record_fn *emit;
	void *ctx;
	size_t max;
	int64_t *records;
};

static int count_one(void *ctx, const struct record *rec, struct err *e)
{
	struct counted *c = ctx;

	if (c->max-- == 0)
		return err_set(e, ERR_LIMIT, "more records than this format's"
			       " ceiling");
	++*c->records;
	return c->emit(c->ctx, rec, e);
}

/* Part i, and for a set reader every later part of the same reader. */
static void gather(struct pump *p, size_t i, struct input *in)
{
	const struct reader *r = p->reader[i];

	for (size_t k = i; k < p->n; k++) {
		if (p->reader[k] != r || (k > i && !r->set))
			continue;
		in->part[in->n] = p->part[k];
		input_rewind(&in->part[in->n++]);
		p->reader[k] = NULL;
	}
}

static int too_large(const struct input *in, const struct reader *r,
		     struct err *e)
{
	for (size_t i = 0; i < in->n; i++)
		if (in->part[i].bytes > r->max_bytes)
			return err_set(e, ERR_LIMIT, "%.*s: %zu bytes are more"
				       " than the %zu that %s may have",
				       SLICE_ARG(in->part[i].name),
				       in->part[i].bytes, r->max_bytes,
				       r->name);
	return 0;
}

int pump_run(struct pump *p, const struct pump_source *src, record_fn *emit,
	     void *ctx, int64_t *records, struct err *e)
{
	*records = 0;
	for (size_t i = 0; i < p->n; i++) {
		const struct reader *r = p->reader[i];
		struct counted c = { emit, ctx, r ? r->max_records : 0,
				     records };
		struct input in = {
			.source = src->key, .url = src->url,
			.publisher = src->publisher, .mapping = src->mapping,
		};

		if (!r)
			continue;
		gather(p, i, &in);
		if (too_large(&in, r, e) < 0 ||
		    r->read(&in, count_one, &c, e) < 0)
			return -1;
	}
	return 0;
}

void pump_close(struct pump *p)
{
	while (p->n_opened > 0)
		unpack_close(&p->opened[--p->n_opened]);
	p->n = 0;
}

int pump_sum(struct input_part *parts, size_t n, struct slice mapping,
	     char out[HASH_HEX], struct err *e)
{
	unsigned char sum[HASH_BYTES];
	struct hash *h = NULL;
	char buf[16384];
	ptrdiff_t got = 0;

	if (hash_open(&h, e) < 0)
		return -1;
	for (size_t i = 0; i < n && got >= 0; i++) {
		input_rewind(&parts[i]);
		while ((got = input_read(&parts[i], buf, sizeof(buf), e)) > 0)
			hash_add(h, slice_make(buf, (size_t)got));
		input_rewind(&parts[i]);
	}
	hash_add(h, mapping);
	hash_end(h, sum);
	hash_hex(sum, out);
	hash_close(&h);
	return got < 0 ? -1 : 0;
}
