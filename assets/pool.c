#include "assets/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 1 << 10, ROOM_FIRST = 1 << 14 };

static void *need(void *p)
{
	if (!p) {
		fprintf(stderr, "no memory for a table\n");
		exit(1);
	}
	return p;
}

/* The slot of that text, or the free one that it would have. */
static uint32_t *slot_of(const struct pool *p, struct slice s)
{
	size_t i = (size_t)slice_hash(s) & (p->slots - 1);

	for (; p->slot[i]; i = (i + 1) & (p->slots - 1))
		if (slice_is(s, p->text + p->slot[i] - 1))
			break;
	return &p->slot[i];
}

static void widen(struct pool *p)
{
	struct pool old = *p;

	p->slots = old.slots ? old.slots * 2 : SLOTS_FIRST;
	p->slot = need(calloc(p->slots, sizeof(*p->slot)));
	for (size_t i = 0; i < old.slots; i++)
		if (old.slot[i])
			*slot_of(p, slice_of(p->text + old.slot[i] - 1)) =
				old.slot[i];
	free(old.slot);
}

static uint32_t append(struct pool *p, struct slice s)
{
	uint32_t at = (uint32_t)p->n;

	while (p->n + s.n + 1 > p->room) {
		p->room = p->room ? p->room * 2 : ROOM_FIRST;
		p->text = need(realloc(p->text, p->room));
	}
	if (s.n)
		memcpy(p->text + p->n, s.p, s.n);
	p->text[p->n + s.n] = '\0';
	p->n += s.n + 1;
	return at;
}

uint32_t pool_add(struct pool *p, struct slice s)
{
	uint32_t *slot;

	if (p->n == 0)
		append(p, SLICE(""));
	if (s.n == 0)
		return 0;
	if (p->texts * 2 >= p->slots)
		widen(p);
	slot = slot_of(p, s);
	if (!*slot) {
		*slot = append(p, s) + 1;
		p->texts++;
	}
	return *slot - 1;
}

void pool_print(const struct pool *p, const char *name)
{
	printf("const char %s[] = {", name);
	for (size_t i = 0; i < p->n; i++)
		printf("%s%d,", i % 24 ? "" : "\n", (signed char)p->text[i]);
	printf("\n};\n");
}

void pool_free(struct pool *p)
{
	free(p->text);
	free(p->slot);
	*p = (struct pool){0};
}
