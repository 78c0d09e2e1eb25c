#include "view/view.h"

#define VIEW_ENTRY(name) &view_##name,
const struct shape *const views[] = { VIEWS(VIEW_ENTRY) NULL };

const struct shape *view_find(struct slice name)
{
	for (size_t i = 0; views[i]; i++)
		if (slice_is(name, views[i]->name))
			return views[i];
	return NULL;
}

const struct shape *view_of(enum kind kind)
{
	for (size_t i = 0; views[i]; i++)
		if (views[i]->rows == ROWS_SUBJECTS && views[i]->kind == kind)
			return views[i];
	return NULL;
}
