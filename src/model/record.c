#include "model/record.h"

#include "base/i18n.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define KIND_NAME(name, letter) [KIND_##name] = { #name, letter },
static const struct {
	const char *name;
	const char *letter;
} kinds[KIND_COUNT] = { KINDS(KIND_NAME) };

const char *kind_name(enum kind k)
{
	return kinds[k].name;
}

const char *kind_said(enum kind k)
{
	return i18n_in("record", kind_name(k));
}

char *record_id(enum kind kind, struct slice source, struct slice subject,
		char out[ID_TEXT])
{
	struct hash *h = NULL;
	struct err ignored = {0};

	hash_open(&h, &ignored);
	record_id_by(h, kind, source, subject, out);
	hash_close(&h);
	return out;
}

char *record_id_by(struct hash *h, enum kind kind, struct slice source,
		   struct slice subject, char out[ID_TEXT])
{
	unsigned char sum[HASH_BYTES] = {0};

	if (h) {
		hash_field(h, source);
		hash_field(h, subject);
		hash_end(h, sum);
	}
	out[0] = kinds[kind].letter[0];
	out[1] = '-';
	hash_id(sum, out + 2, 12);
	return out;
}

int build_open(struct builder *b, struct err *e)
{
	*b = (struct builder){ .mem = ARENA_INIT(RECORD_BYTES) };
	return hash_open(&b->hash, e);
}

void build_begin(struct builder *b, enum kind kind, struct slice key)
{
	arena_clear(&b->mem);
	b->n = 0;
	err_clear(&b->err);
	b->rec = (struct record){ .kind = kind };
	b->rec.key = arena_slice(&b->mem, key);
	if (key.n == 0)
		err_set(&b->err, ERR_FORMAT, "a %s without a key",
			kinds[kind].name);
}

void build_op(struct builder *b, enum record_op op)
{
	b->rec.op = op;
}

void build_subject(struct builder *b, struct slice subject)
{
	b->rec.subject = arena_slice(&b->mem, subject);
}

void build_doc(struct builder *b, struct slice doc)
{
	b->rec.doc = arena_slice(&b->mem, doc);
}

struct slice build_copy(struct builder *b, struct slice s)
{
	return arena_slice(&b->mem, s);
}

struct claim *build_claim(struct builder *b, enum property prop,
			  struct slice value)
{
	struct claim *c;

	value = slice_trim(value);
	if (value.n == 0 || b->err.code)
		return NULL;
	if (vec_room((void **)&b->claims, &b->cap, b->n, sizeof(*c),
		     RECORD_CLAIMS, &b->err) < 0)
		return NULL;
	c = &b->claims[b->n++];
	*c = (struct claim){ .prop = prop, .lang = b->lang };
	c->value = arena_slice(&b->mem, value);
	return c;
}

struct claim *build_claimf(struct builder *b, enum property prop,
			   const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(text)) {
		err_set(&b->err, ERR_LIMIT, "%s: longer than %zu bytes",
			properties[prop].name, sizeof(text));
		return NULL;
	}
	return build_claim(b, prop, slice_make(text, (size_t)n));
}

static void hash_claim(struct hash *h, const struct claim *c)
{
	struct slice flags = SLICE("0 0");	/* nearly always, in lists */
	char text[48];

	if (c->rule.n || c->confidence)
		snprintf(text, sizeof(text), "%d %u %u", c->unverified,
			 (unsigned)c->offset, (unsigned)c->confidence);
	else
		snprintf(text, sizeof(text), "%d %u", c->unverified,
			 (unsigned)c->offset);
	if (c->unverified || c->offset || c->rule.n || c->confidence)
		flags = slice_of(text);
	hash_field(h, slice_of(properties[c->prop].name));
	hash_field(h, flags);
	hash_field(h, c->value);
	hash_field(h, c->qualifier);
	hash_field(h, c->quote);
	hash_field(h, c->lang);
	hash_field(h, c->as_of);
	if (c->rule.n || c->confidence)
		hash_field(h, c->rule);
}

int build_emit(struct builder *b, record_fn *emit, void *ctx, struct err *e)
{
	struct record *r = &b->rec;

	if (b->err.code)
		return err_set(e, b->err.code, "%s", b->err.msg);
	if (arena_ok(&b->mem, "one record", e) < 0)
		return -1;
	if (!r->subject.p)
		r->subject = r->key;
	r->claims = b->claims;
	r->n = b->n;
	hash_field(b->hash, slice_of(kinds[r->kind].name));
	hash_field(b->hash, r->subject);
	hash_field(b->hash, r->doc);
	for (size_t i = 0; i < b->n; i++)
		if (b->surest && b->claims[i].confidence > b->surest)
			b->claims[i].confidence = b->surest;
	for (size_t i = 0; i < b->n; i++)
		hash_claim(b->hash, &b->claims[i]);
	hash_end(b->hash, r->hash);
	return emit(ctx, r, e);
}

void build_close(struct builder *b)
{
	arena_free(&b->mem);
	free(b->claims);
	hash_close(&b->hash);
	*b = (struct builder){0};
}
