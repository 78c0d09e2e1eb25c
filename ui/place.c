#include "ui/place.h"

void place_free(struct place *p)
{
	str_free(&p->filter);
	*p = (struct place){ .filter = STR_INIT(PLACE_FILTER) };
}

void place_copy(struct place *to, const struct place *from)
{
	struct str filter = STR_INIT(PLACE_FILTER);

	str_add(&filter, str_slice(&from->filter));
	place_free(to);
	*to = *from;
	to->filter = filter;
}

void places_free(struct places *p)
{
	while (p->n > 0)
		place_free(&p->list[--p->n]);
	place_free(&p->gone);
	p->at = 0;
}

static void forget_oldest(struct places *p)
{
	place_free(&p->list[0]);
	p->n--;
	for (size_t i = 0; i < p->n; i++)
		p->list[i] = p->list[i + 1];
	p->list[p->n] = (struct place){ .filter = STR_INIT(PLACE_FILTER) };
	if (p->at > 0)
		p->at--;
}

struct place *places_leave(struct places *p)
{
	struct place *to;

	while (p->n > p->at)
		place_free(&p->list[--p->n]);
	if (p->n == PLACES_MOST)
		forget_oldest(p);
	to = &p->list[p->n++];
	p->at = p->n;
	place_free(to);
	return to;
}

/* The way is a row of places with us between two of them: who steps back puts
 * down where he is and takes up what was there. Ahead likewise. */
const struct place *places_go(struct places *p, int by,
			      const struct place *here)
{
	struct place there = { .filter = STR_INIT(PLACE_FILTER) };
	size_t at = by < 0 ? p->at - 1 : p->at;

	if (by < 0 ? p->at == 0 : p->at >= p->n)
		return NULL;
	place_copy(&there, &p->list[at]);
	place_copy(&p->list[at], here);
	p->at = by < 0 ? p->at - 1 : p->at + 1;
	place_free(&p->gone);
	p->gone = there;
	return &p->gone;
}
