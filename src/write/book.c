#include "write/book.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 256, KEY_PRIME = 31 };

static uint64_t key_of(const struct book_entry *c)
{
	return slice_hash(c->source) * KEY_PRIME +
	       slice_hash(c->url.n ? c->url : c->title);
}

static bool same(const struct book_entry *a, const struct book_entry *b)
{
	return slice_eq(a->source, b->source) && slice_eq(a->url, b->url) &&
	       (a->url.n || slice_eq(a->title, b->title));
}

/* The slot that has it, or the free one where it would be. */
static size_t slot_of(const struct book *b, const struct book_entry *c)
{
	size_t at = (size_t)key_of(c) & (b->slots - 1);

	while (b->slot[at] && !same(&b->cited[b->slot[at] - 1], c))
		at = (at + 1) & (b->slots - 1);
	return at;
}

/* At most half of them are taken. */
static bool more_slots(struct book *b)
{
	size_t n = b->slots ? 2 * b->slots : FIRST_SLOTS;
	size_t *slot;

	if (b->slots > 2 * b->n + 1)
		return true;
	slot = calloc(n, sizeof(*slot));
	if (!slot)
		return false;
	free(b->slot);
	b->slot = slot;
	b->slots = n;
	for (size_t i = 0; i < b->n; i++)
		b->slot[slot_of(b, &b->cited[i])] = i + 1;
	return true;
}

static size_t add(struct book *b, const struct book_entry *c)
{
	struct err none = {0};
	void *list = b->cited;
	struct book_entry *to;

	if (!more_slots(b) || vec_room(&list, &b->cap, b->n, sizeof(*c),
				       BOOK_CITED, &none) < 0)
		return 0;
	b->cited = list;
	to = &b->cited[b->n];
	*to = (struct book_entry){
		.source = arena_slice(&b->mem, c->source),
		.source_title = arena_slice(&b->mem, c->source_title),
		.url = arena_slice(&b->mem, c->url),
		.title = arena_slice(&b->mem, c->title),
		.publisher = arena_slice(&b->mem, c->publisher),
		.published = arena_slice(&b->mem, c->published),
	};
	if (b->mem.bad)
		return 0;
	b->slot[slot_of(b, to)] = b->n + 1;
	return ++b->n;
}

size_t book_cite(struct book *b, const struct fact *f)
{
	struct book_entry c = {
		.source = f->source, .source_title = f->source_title,
		.url = f->doc_url, .title = f->doc_title,
		.publisher = f->doc_publisher, .published = f->doc_published,
	};
	size_t number = b->slots ? b->slot[slot_of(b, &c)] : 0;

	if (!number)
		number = add(b, &c);
	b->full |= !number;
	return number;
}

size_t book_cites(struct book *b, const struct facts *f,
		  size_t out[BOOK_CITES])
{
	size_t n = 0;

	for (size_t i = 0; i < f->n && n < BOOK_CITES; i++) {
		size_t number, k = 0;

		if (f->fact[i].until.p)
			continue;
		number = book_cite(b, &f->fact[i]);
		while (k < n && out[k] != number)
			k++;
		if (k == n && number)
			out[n++] = number;
	}
	return n;
}

void book_version_add(struct book *b, const struct book_version *v)
{
	struct err none = {0};
	void *list = b->version;

	if (vec_room(&list, &b->version_cap, b->versions, sizeof(*v),
		     BOOK_VERSIONS, &none) < 0)
		return;
	b->version = list;
	b->version[b->versions++] = (struct book_version){
		.key = arena_slice(&b->mem, v->key),
		.title = arena_slice(&b->mem, v->title),
		.version = arena_slice(&b->mem, v->version),
		.good_at = arena_slice(&b->mem, v->good_at),
	};
}

void book_free(struct book *b)
{
	free(b->cited);
	free(b->slot);
	free(b->version);
	arena_free(&b->mem);
	*b = BOOK_INIT;
}
