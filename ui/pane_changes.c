#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_changes;

const struct pane pane_changes = {
	.name = "changes",
	.title = N_("Changes"),
	.view = "changes",
	.column = {
		{ "at",        11, NULL, false, 0 },
		{ "op",         9, NULL, true, 0 },
		{ "jurisdiction", 3, N_("By"), false, 0 },
		{ "subject",   -1, NULL, false, 0 },
		/* ? where a removal waits for a second version: never cut. */
		{ PANE_MARKS,   2, "", true, 0 },
		{ "property",  10, NULL, false, 0 },
		/* what it is now, where there is no room for both */
		{ "after",     13, NULL, false, 0 },
		{ "before",    13, NULL, false, 0 },
		{ "source",    11, NULL, false, 0 },
	},
	.unmarked = true,
	.empty = N_("no changes yet: they need two versions of a list"),
};
