#include "read/keyset.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024, TRIES = 1000 };

static size_t find(const uint64_t *slot, size_t cap, uint64_t hash)
{
	size_t i = (size_t)(hash ^ hash >> 32) & (cap - 1);

	while (slot[i] && slot[i] != hash)
		i = (i + 1) & (cap - 1);
	return i;
}

/* At most half full, so that a search ends soon. */
static int grow(struct keyset *k, struct err *e)
{
	size_t cap = k->cap ? k->cap * 2 : FIRST_SLOTS;
	uint64_t *slot;

	if (k->n < k->cap / 2)
		return 0;
	if (k->n >= KEYSET_MAX)
		return err_set(e, ERR_LIMIT, "more than %d keys",
			       (int)KEYSET_MAX);
	slot = calloc(cap, sizeof(*slot));
	if (!slot)
		return err_set(e, ERR_MEMORY, "no memory for the keys");
	for (size_t i = 0; i < k->cap; i++)
		if (k->slot[i])
			slot[find(slot, cap, k->slot[i])] = k->slot[i];
	free(k->slot);
	k->slot = slot;
	k->cap = cap;
	return 0;
}

int keyset_add(struct keyset *k, struct slice key, struct err *e)
{
	uint64_t hash = slice_hash(key);
	size_t i;

	if (grow(k, e) < 0)
		return -1;
	hash += !hash;
	i = find(k->slot, k->cap, hash);
	if (k->slot[i])
		return 0;
	k->slot[i] = hash;
	k->n++;
	return 1;
}

void keyset_free(struct keyset *k)
{
	free(k->slot);
	*k = (struct keyset){0};
}

int keyset_claim(struct keyset *k, struct str *key, struct slice more,
		 struct err *e)
{
	int rc = keyset_add(k, str_slice(key), e);
	size_t n;

	if (rc == 0 && more.n) {
		str_addc(key, '/');
		keyset_compact(key, more);
		rc = keyset_add(k, str_slice(key), e);
	}
	n = key->n;
	for (int i = 2; rc == 0 && i < TRIES; i++) {
		str_cut(key, n);
		str_addf(key, "/%d", i);
		rc = keyset_add(k, str_slice(key), e);
	}
	if (rc == 0)
		return err_set(e, ERR_FORMAT, "\"%.*s\" stands there again and"
			       " again", SLICE_ARG(str_slice(key)));
	return rc < 0 ? -1 : str_ok(key, "a key", e);
}

void keyset_compact(struct str *out, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == 0xc2 && i + 1 < text.n &&
		    (unsigned char)text.p[i + 1] == 0xa0)
			i++;		/* a no-break space */
		else if (c > ' ')
			str_addc(out, text.p[i]);
	}
}
