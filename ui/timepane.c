#include "ui/timepane.h"

enum { FILTER_BYTES = EDIT_BYTES };

void timepane_init(struct timepane *t)
{
	*t = (struct timepane){ .scope = SCOPE_INIT };
	harvest_init(&t->harvest);
	t->filter = STR_INIT(FILTER_BYTES);
	edit_init(&t->edit);
}

void timepane_free(struct timepane *t)
{
	harvest_free(&t->harvest);
	scope_free(&t->scope);
	str_free(&t->filter);
	edit_free(&t->edit);
}

void timepane_stale(struct timepane *t, bool now)
{
	t->harvest.dirty = true;
	if (now)
		t->harvest.going = false;
}

bool timepane_load(struct timepane *t, const struct harvest_from *from)
{
	struct harvest *h = &t->harvest;

	if (harvest_step(h, from) && h->ready && h->err.code == ERR_NONE)
		scope_take(&t->scope, &h->marks, &h->err);
	return h->going || h->dirty;
}
