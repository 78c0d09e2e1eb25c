/* Words of a filter as they are looked for. One form keeps letters that
 * spelling folds together, the other finds other spellings. */
#include "base/text.h"
#include "store/inside.h"

enum { NEEDLE_BYTES = 8 << 20 };

static struct slice common_front(struct slice a, struct slice b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n] && a.p[n] != '$')
		n++;
	return slice_make(a.p, n);
}

/* Keys of one word, LF behind each: what all begin with, and how they end. */
static void split_keys(struct needle *x, struct slice keys,
		       struct arena *mem)
{
	struct str ends = STR_INIT(NEEDLE_BYTES);
	struct str sounded = STR_INIT(NEEDLE_BYTES);
	struct slice rest = keys, key, front = SLICE_NONE;
	bool any = false;

	while (slice_cut(&rest, '\n', &key))
		if (key.n > 0)
			front = common_front(front.p ? front : key, key);
	for (rest = keys; slice_cut(&rest, '\n', &key);) {
		any |= key.n > 0 && key.n == front.n;
		if (key.n > front.n) {
			str_add(&ends, slice_make(key.p + front.n,
						  key.n - front.n));
			str_addc(&ends, '\n');
		}
	}
	if (any)
		str_clear(&ends);
	str_addc(&sounded, ' ');
	str_add(&sounded, front);
	x->sounded = arena_slice(mem, str_slice(&sounded));
	x->ends = arena_slice(mem, str_slice(&ends));
	str_free(&sounded);
	str_free(&ends);
}

int needle_make(struct needle *x, const struct store *s, struct slice word,
		bool whole, struct arena *mem, struct err *e)
{
	struct str spelt = STR_INIT(NEEDLE_BYTES);
	struct str key = STR_INIT(NEEDLE_BYTES);
	struct str keys = STR_INIT(NEEDLE_BYTES);
	int rc;

	*x = (struct needle){ .ends = SLICE("") };
	text_strip(&spelt, word);
	str_addc(&key, ' ');
	s->o.fold(&key, word);
	x->spelt = arena_slice(mem, str_slice(&spelt));
	if (key.n > 1)
		x->key = arena_slice(mem, str_slice(&key));
	if (s->o.fold_prefix)
		s->o.fold_prefix(&keys, word);
	if (s->o.fold_prefix && keys.n == 0)
		x->key = SLICE_NONE;
	else if (whole || !s->o.fold_prefix)
		x->sounded = x->key;
	else
		split_keys(x, str_slice(&keys), mem);
	rc = str_ok(&spelt, "filter", e);
	if (rc == 0)
		rc = str_ok(&key, "filter", e);
	if (rc == 0)
		rc = str_ok(&keys, "filter", e);
	str_free(&spelt);
	str_free(&key);
	str_free(&keys);
	return rc;
}
