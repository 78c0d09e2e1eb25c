#include "model/property.h"

#include "base/i18n.h"

enum { PROPERTY_NAME = 64 };

#define PROPERTY_ROW(name, type, list, multi, compare) \
	[PROP_##name] = { #name, type, list, multi, compare },
const struct property_row properties[PROP_COUNT] = {
	PROPERTIES(PROPERTY_ROW)
};

void property_said(enum property p, struct str *out)
{
	struct str name = STR_INIT(PROPERTY_NAME);

	for (const char *from = properties[p].name; *from; from++)
		str_addc(&name, *from == '_' ? ' ' : *from);
	str_addz(out, i18n_in("property", str_cstr(&name)));
	str_free(&name);
}

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
