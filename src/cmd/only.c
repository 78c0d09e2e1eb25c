#include "cmd/only.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;

	return slice_cmp(*x, *y);
}

int only_make(struct only *o, struct slice list, struct err *e)
{
	struct slice one;

	o->some = true;
	while (slice_cut(&list, ',', &one)) {
		void *items = o->id;

		if (vec_room(&items, &o->cap, o->n, sizeof(*o->id), ONLY_MOST,
			     e) < 0)
			return -1;
		o->id = items;
		o->id[o->n++] = slice_trim(one);
	}
	qsort(o->id, o->n, sizeof(*o->id), by_id);
	return 0;
}

bool only_has(const struct only *o, struct slice id)
{
	return !o->some || bsearch(&id, o->id, o->n, sizeof(id), by_id);
}

void only_free(struct only *o)
{
	free(o->id);
	*o = (struct only){0};
}
