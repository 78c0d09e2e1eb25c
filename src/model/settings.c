#include "model/settings.h"

#include <stdlib.h>

const struct desk *desks_find(const struct desks *d, struct slice name)
{
	for (size_t i = 0; i < d->n; i++)
		if (slice_eq(d->list[i].name, name))
			return &d->list[i];
	return NULL;
}

struct slice desk_filter(const struct desk *d, const char *view)
{
	for (size_t i = 0; i < d->n_views; i++)
		if (slice_is(d->view[i], view))
			return d->view_filter[i];
	return d->filter;
}

void desks_free(struct desks *d)
{
	free(d->list);
	arena_free(&d->mem);
	*d = (struct desks){0};
}

void settings_free(struct settings *s)
{
	arena_free(&s->mem);
	*s = (struct settings){0};
}
