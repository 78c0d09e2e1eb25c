/* What differs between two contents of a record, property by property. */
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"

enum { SIDE_BYTES = 1 << 20 };

static bool same(const struct claim *a, const struct claim *b)
{
	return a->prop == b->prop && slice_eq(a->value, b->value) &&
	       slice_eq(a->qualifier, b->qualifier);
}

static bool says(const struct claims *c, const struct claim *what)
{
	for (size_t i = 0; i < c->n; i++)
		if (same(&c->list[i], what))
			return true;
	return false;
}

/* "value (qualifier); value": what `c` says of the property and `other` does
 * not. */
static struct slice only(const struct claims *c, const struct claims *other,
			 enum property prop, struct arena *mem)
{
	struct str out = STR_INIT(SIDE_BYTES);
	struct slice cell = SLICE_NONE;

	for (size_t i = 0; i < c->n; i++) {
		const struct claim *x = &c->list[i];

		if (x->prop != prop || says(other, x))
			continue;
		if (out.n)
			str_addz(&out, "; ");
		str_add(&out, x->value);
		if (x->qualifier.n)
			str_addf(&out, " (%.*s)", SLICE_ARG(x->qualifier));
	}
	if (out.n)
		cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

int diff(const struct claims *old, const struct claims *new,
	 struct arena *mem, struct differences *out, struct err *e)
{
	bool seen[PROP_COUNT] = {0};

	out->n = 0;
	for (int side = 0; side < 2; side++) {
		const struct claims *c = side ? new : old;

		for (size_t i = 0; i < c->n; i++)
			seen[c->list[i].prop] = true;
	}
	for (int p = 0; p < PROP_COUNT; p++) {
		struct difference *d = &out->list[out->n];

		/* Long texts lie elsewhere and are too long for a row; what
		 * is derived from them says nothing to people. */
		if (!seen[p] || p == PROP_text || p == PROP_story)
			continue;
		d->prop = (enum property)p;
		d->before = only(old, new, d->prop, mem);
		d->after = only(new, old, d->prop, mem);
		out->n += d->before.n || d->after.n;
	}
	return arena_ok(mem, "differences", e);
}
