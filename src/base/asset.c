#include "base/asset.h"

struct slice asset_find(struct slice name)
{
	for (const struct asset *a = assets; a->name; a++)
		if (slice_is(name, a->name))
			return slice_make(a->data, a->bytes);
	return SLICE_NONE;
}
