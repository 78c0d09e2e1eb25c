#include "store/pack.h"

#include "base/leb.h"

enum { FORM = 2, FORM_OLDEST = 1 };

enum {
	UNVERIFIED = 1, QUALIFIER = 2, QUOTE = 4, LANG = 8, AS_OF = 16,
	OFFSET = 32, RULE = 64, CONFIDENCE = 128,
};

void pack_number(struct str *out, uint64_t n)
{
	char buf[LEB_BYTES];

	str_add(out, slice_make(buf, leb_put(buf, n)));
}

static void put_slice(struct str *out, struct slice v)
{
	if (!v.p)
		return;
	pack_number(out, v.n);
	str_add(out, v);
}

void pack_begin(struct str *out)
{
	str_clear(out);
	pack_number(out, FORM);
}

void pack_claim(struct str *out, uint32_t number, const struct claim *c,
		struct slice value)
{
	unsigned flags = (c->unverified ? UNVERIFIED : 0u) |
			 (c->qualifier.p ? QUALIFIER : 0u) |
			 (c->quote.p ? QUOTE : 0u) | (c->lang.p ? LANG : 0u) |
			 (c->as_of.p ? AS_OF : 0u) | (c->offset ? OFFSET : 0u) |
			 (c->rule.p ? RULE : 0u) |
			 (c->confidence ? CONFIDENCE : 0u);

	pack_number(out, number);
	pack_number(out, flags);
	put_slice(out, value.p ? value : SLICE(""));
	put_slice(out, c->qualifier);
	put_slice(out, c->quote);
	put_slice(out, c->lang);
	put_slice(out, c->as_of);
	if (c->offset)
		pack_number(out, c->offset);
	put_slice(out, c->rule);
	if (c->confidence)
		pack_number(out, c->confidence);
}

/* --- reading --- */

uint64_t unpack_number(struct unpack *u, uint64_t most)
{
	uint64_t n;

	if (!leb_get(&u->p, u->end, &n) || n > most)
		u->bad = true;
	return u->bad ? 0 : n;
}

static struct slice get_slice(struct unpack *u)
{
	size_t n = unpack_number(u, (uint64_t)(u->end - u->p));
	struct slice v;

	if (n > (size_t)(u->end - u->p))	/* the length took bytes too */
		u->bad = true;
	if (u->bad)
		return SLICE_NONE;
	v = slice_make((const char *)u->p, n);
	u->p += n;
	return v;
}

struct unpack unpack_numbers(struct slice bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;

	return (struct unpack){ .p = p, .end = p ? p + bytes.n : p };
}

/* No bytes at all are no claims: a content of a store before packing. */
void unpack_init(struct unpack *u, struct slice bytes)
{
	*u = unpack_numbers(bytes);
	u->bad = bytes.n > PACK_BYTES ||
		 (bytes.n > 0 && unpack_number(u, FORM) < FORM_OLDEST);
}

static void get_claim(struct unpack *u, struct packed *out)
{
	uint64_t flags;

	out->number = (uint32_t)unpack_number(u, UINT32_MAX);
	flags = unpack_number(u, UINT32_MAX);
	out->claim.value = get_slice(u);
	out->claim.unverified = (flags & UNVERIFIED) != 0;
	if (flags & QUALIFIER)
		out->claim.qualifier = get_slice(u);
	if (flags & QUOTE)
		out->claim.quote = get_slice(u);
	if (flags & LANG)
		out->claim.lang = get_slice(u);
	if (flags & AS_OF)
		out->claim.as_of = get_slice(u);
	if (flags & OFFSET)
		out->claim.offset = (uint32_t)unpack_number(u, UINT32_MAX);
	if (flags & RULE)
		out->claim.rule = get_slice(u);
	if (flags & CONFIDENCE)
		out->claim.confidence = (uint8_t)unpack_number(u, UINT8_MAX);
}

int unpack_next(struct unpack *u, struct packed *out, struct err *e)
{
	if (!u->bad && u->p == u->end)
		return 0;
	*out = (struct packed){0};
	if (u->n++ >= RECORD_CLAIMS)
		u->bad = true;
	if (!u->bad)
		get_claim(u, out);
	return u->bad ? err_set(e, ERR_STORE, "stored claims are damaged") : 1;
}
