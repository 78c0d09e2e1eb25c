#include "model/property.h"

#define PROPERTY_ROW(name, type, list, multi, compare) \
	[PROP_##name] = { #name, type, list, multi, compare },
const struct property_row properties[PROP_COUNT] = {
	PROPERTIES(PROPERTY_ROW)
};

bool property_find(struct slice name, enum property *out)
{
	for (int i = 0; i < PROP_COUNT; i++) {
		if (!slice_is(name, properties[i].name))
			continue;
		*out = (enum property)i;
		return true;
	}
	return false;
}
