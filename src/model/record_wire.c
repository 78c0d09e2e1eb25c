#include "model/record_wire.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/wire.h"

enum {
	UNVERIFIED = 1, TAKEN = 2, QUALIFIER = 4, QUOTE = 8, LANG = 16,
	AS_OF = 32, OFFSET = 64, RULE = 128, CONFIDENCE = 256,
	CLAIM_FLAGS = 511,
};
enum { SUBJECT = 1, DOC = 2, RECORD_FLAGS = 3 };

void record_out_init(struct record_out *o)
{
	o->numbers = STR_INIT(RECORD_CLAIMS * 64 + 4096);
	o->texts = STR_INIT(RECORD_WIRE_BYTES);
}

void record_out_free(struct record_out *o)
{
	str_free(&o->numbers);
	str_free(&o->texts);
}

static void put_text(struct record_out *o, struct slice s)
{
	wire_put(&o->numbers, s.n);
	str_add(&o->texts, s);
	str_addc(&o->texts, '\0');
}

static unsigned flags_of(const struct claim *c)
{
	return (c->unverified ? UNVERIFIED : 0u) | (c->taken ? TAKEN : 0u) |
	       (c->qualifier.p ? QUALIFIER : 0u) |
	       (c->quote.p ? QUOTE : 0u) | (c->lang.p ? LANG : 0u) |
	       (c->as_of.p ? AS_OF : 0u) | (c->offset ? OFFSET : 0u) |
	       (c->rule.p ? RULE : 0u) | (c->confidence ? CONFIDENCE : 0u);
}

static void put_claim(struct record_out *o, const struct claim *c)
{
	unsigned flags = flags_of(c);

	wire_put(&o->numbers, c->prop);
	wire_put(&o->numbers, flags);
	put_text(o, c->value);
	if (c->qualifier.p)
		put_text(o, c->qualifier);
	if (c->quote.p)
		put_text(o, c->quote);
	if (c->lang.p)
		put_text(o, c->lang);
	if (c->as_of.p)
		put_text(o, c->as_of);
	if (c->offset)
		wire_put(&o->numbers, c->offset);
	if (c->rule.p)
		put_text(o, c->rule);
	if (c->confidence)
		wire_put(&o->numbers, c->confidence);
}

static void put_head(struct record_out *o, const struct record *rec)
{
	bool own = !slice_eq(rec->subject, rec->key);

	wire_put(&o->numbers, rec->kind);
	wire_put(&o->numbers, rec->op);
	str_add(&o->numbers, slice_make((const char *)rec->hash, HASH_BYTES));
	wire_put(&o->numbers, (own ? SUBJECT : 0u) |
			      (rec->doc.p ? DOC : 0u));
	put_text(o, rec->key);
	if (own)
		put_text(o, rec->subject);
	if (rec->doc.p)
		put_text(o, rec->doc);
	wire_put(&o->numbers, rec->n);
}

int record_out_put(struct record_out *o, const struct record *rec,
		   struct str *to, struct err *e)
{
	str_clear(&o->numbers);
	str_clear(&o->texts);
	put_head(o, rec);
	for (size_t i = 0; i < rec->n; i++)
		put_claim(o, &rec->claims[i]);
	if (str_ok(&o->numbers, "one record", e) < 0 ||
	    str_ok(&o->texts, "one record", e) < 0)
		return -1;
	wire_put(to, o->numbers.n);
	str_add(to, str_slice(&o->numbers));
	str_add(to, str_slice(&o->texts));
	return str_ok(to, "one record", e);
}

/* --- the side that trusts nothing --- */

struct both {
	struct wire numbers, texts;
};

static struct slice get_text(struct both *b)
{
	size_t left = (size_t)(b->texts.end - b->texts.p);
	size_t n = wire_get(&b->numbers, left);
	struct slice s;

	if (n >= left || b->texts.p[n] != '\0') {
		b->numbers.bad = true;
		return SLICE_NONE;
	}
	s = slice_make((const char *)b->texts.p, n);
	b->texts.p += n + 1;
	return s;
}

static void get_claim(struct both *b, struct claim *c)
{
	uint64_t flags;

	c->prop = (enum property)wire_get(&b->numbers, PROP_COUNT - 1);
	flags = wire_get(&b->numbers, CLAIM_FLAGS);
	c->unverified = (flags & UNVERIFIED) != 0;
	c->taken = (flags & TAKEN) != 0;
	c->value = get_text(b);
	b->numbers.bad |= c->value.n == 0;
	if (flags & QUALIFIER)
		c->qualifier = get_text(b);
	if (flags & QUOTE)
		c->quote = get_text(b);
	if (flags & LANG)
		c->lang = get_text(b);
	if (flags & AS_OF)
		c->as_of = get_text(b);
	if (flags & OFFSET)
		c->offset = (uint32_t)wire_get(&b->numbers, UINT32_MAX);
	if (flags & RULE)
		c->rule = get_text(b);
	if (flags & CONFIDENCE)
		c->confidence = (uint8_t)wire_get(&b->numbers, UINT8_MAX);
}

static void get_head(struct both *b, struct record *out)
{
	struct wire *w = &b->numbers;
	uint64_t flags;

	out->kind = (enum kind)wire_get(w, KIND_COUNT - 1);
	out->op = (enum record_op)wire_get(w, RECORD_GONE);
	if (w->end - w->p < HASH_BYTES) {
		w->bad = true;
		return;
	}
	memcpy(out->hash, w->p, HASH_BYTES);
	w->p += HASH_BYTES;
	flags = wire_get(w, RECORD_FLAGS);
	out->key = get_text(b);
	out->subject = flags & SUBJECT ? get_text(b) : out->key;
	if (flags & DOC)
		out->doc = get_text(b);
	out->n = wire_get(w, RECORD_CLAIMS);
	w->bad |= out->key.n == 0 || out->subject.n == 0;
}

/* The two halves; bad where the bytes have none. */
static void split(struct both *b, struct slice bytes)
{
	struct wire all = wire_of(bytes);
	size_t n = wire_get(&all, bytes.n);

	if (!all.bad && n <= (size_t)(all.end - all.p)) {
		b->numbers = (struct wire){ .p = all.p, .end = all.p + n };
		b->texts = (struct wire){ .p = all.p + n, .end = all.end };
	} else {
		b->numbers.bad = true;
	}
}

int record_in_get(struct record_in *in, struct slice bytes,
		  struct record *out, struct err *e)
{
	struct both b = {0};

	*out = (struct record){0};
	if (bytes.n <= RECORD_WIRE_BYTES)
		split(&b, bytes);
	else
		b.numbers.bad = true;
	if (!b.numbers.bad &&
	    !text_valid(slice_make((const char *)b.texts.p,
				   (size_t)(b.texts.end - b.texts.p))))
		b.numbers.bad = true;
	if (!b.numbers.bad)
		get_head(&b, out);
	for (size_t i = 0; i < out->n && !b.numbers.bad; i++) {
		if (vec_room((void **)&in->claims, &in->cap, i,
			     sizeof(*in->claims), RECORD_CLAIMS, e) < 0)
			return -1;
		in->claims[i] = (struct claim){0};
		get_claim(&b, &in->claims[i]);
	}
	out->claims = in->claims;
	b.numbers.bad |= b.texts.p != b.texts.end;
	return wire_end(&b.numbers, e);
}

void record_in_free(struct record_in *in)
{
	free(in->claims);
	*in = (struct record_in){0};
}
