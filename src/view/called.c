#include "view/called.h"

#include "model/programme.h"
#include "view/cells.h"

struct slice measure_target(const struct facts *f, struct arena *mem)
{
	struct slice told = cell_joined(f, PROP_target, mem);
	const struct programme *p;

	if (told.n || !facts_value(f, PROP_list).n)
		return told;
	p = programme_find(facts_value(f, PROP_jurisdiction),
			   facts_value(f, PROP_programme));
	return p ? arena_fmt(mem, "%s (the list)", p->title) : SLICE_NONE;
}

static struct slice list_called(const struct facts *f, struct arena *mem)
{
	struct slice target = measure_target(f, mem);

	if (!target.n)
		target = facts_value(f, PROP_programme);
	return target.n ? arena_fmt(mem, "%.*s %.*s",
			SLICE_ARG(facts_value(f, PROP_jurisdiction)),
			SLICE_ARG(target)) : facts_value(f, PROP_measure);
}

struct slice subject_called(const struct facts *f, struct arena *mem)
{
	static const enum property in_order[] = {
		PROP_name, PROP_title, PROP_action, PROP_aspect,
		PROP_measure, PROP_target, PROP_label, PROP_details,
		PROP_programme, PROP_date, PROP_count,
	};

	if (f->kind == KIND_measure && facts_value(f, PROP_list).n)
		return list_called(f, mem);
	for (size_t i = 0; i < sizeof(in_order) / sizeof(in_order[0]); i++) {
		struct slice v = facts_value(f, in_order[i]);

		/* An act's measure is what came with it, not what it is. */
		if (f->kind == KIND_event && in_order[i] == PROP_measure)
			continue;
		if (v.n > 0)
			return v;
	}
	return f->id;
}
