#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_changes;

const struct pane pane_changes = {
	.name = "changes",
	.title = N_("Changes"),
	.view = "changes",
	.column = {
		{ "at",        11, NULL, false },
		{ "op",         9, NULL, true },
		{ "jurisdiction", 3, N_("By"), false },
		{ "subject",   -1, NULL, false },
		/* ? where a removal waits for a second version: never cut. */
		{ PANE_MARKS,   2, "", true },
		{ "property",  10, NULL, false },
		/* what it is now, where there is no room for both */
		{ "after",     13, NULL, false },
		{ "before",    13, NULL, false },
		{ "source",    11, NULL, false },
	},
	.unmarked = true,
	.empty = N_("no changes yet: they need two versions of a list"),
};
