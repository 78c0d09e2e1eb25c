#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, BLOCK_MIN = 8192 };

struct arena_block {
	struct arena_block *before;
	size_t cap;
	size_t used;
	_Alignas(ALIGN) char data[];
};

static struct arena_block *block_add(struct arena *a, size_t bytes)
{
	size_t cap = a->last ? a->last->cap * 2 : BLOCK_MIN;
	struct arena_block *b;

	if (cap > 1u << 20)
		cap = 1u << 20;
	if (cap < bytes)
		cap = bytes;
	b = malloc(sizeof(*b) + cap);
	if (!b)
		return NULL;
	b->before = a->last;
	b->cap = cap;
	b->used = 0;
	a->last = b;
	return b;
}

/* Aligned, and not zeroed. */
static void *take(struct arena *a, size_t bytes)
{
	size_t want = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	struct arena_block *b = a->last;
	void *p;

	if (a->bad || want < bytes || want > a->max - a->used) {
		a->bad = true;
		return NULL;
	}
	if (!b || want > b->cap - b->used)
		b = block_add(a, want);
	if (!b) {
		a->bad = true;
		return NULL;
	}
	p = b->data + b->used;
	b->used += want;
	a->used += want;
	return p;
}

void *arena_get(struct arena *a, size_t bytes)
{
	void *p = take(a, bytes);

	return p ? memset(p, 0, bytes) : NULL;
}

struct slice arena_slice(struct arena *a, struct slice s)
{
	char *p;

	if (!s.p)
		return SLICE_NONE;
	p = take(a, s.n + 1);
	if (!p)
		return SLICE_NONE;
	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return slice_make(p, s.n);
}

char *arena_cstr(struct arena *a, struct slice s)
{
	char *p = take(a, s.n + 1);

	if (!p)
		return a->none;
	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct slice arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return SLICE_NONE;
	p = take(a, (size_t)n + 1);
	if (!p)
		return SLICE_NONE;
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return slice_make(p, (size_t)n);
}

int arena_ok(const struct arena *a, const char *what, struct err *e)
{
	if (!a->bad)
		return 0;
	return err_set(e, ERR_LIMIT, "%s: needs more than %zu bytes of memory",
		       what, a->max);
}

static void drop_blocks(struct arena_block *b)
{
	while (b) {
		struct arena_block *before = b->before;

		free(b);
		b = before;
	}
}

void arena_clear(struct arena *a)
{
	if (a->last) {
		drop_blocks(a->last->before);
		a->last->before = NULL;
		a->last->used = 0;
	}
	a->used = 0;
	a->bad = false;
}

void arena_free(struct arena *a)
{
	drop_blocks(a->last);
	*a = ARENA_INIT(a->max);
}
