#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_conflicts;

const struct pane pane_conflicts = {
	.name = "conflicts",
	.title = N_("Disputed"),
	.view = "conflicts",
	.column = {
		{ "subject", 22, NULL, false, 0 },
		/* ≠ while it is open, ? where a side may be of another */
		{ PANE_MARKS, 2, "", true, 0 },
		{ "check",   16, NULL, false, 0 },
		{ "sides",   -1, NULL, false, 0 },
		/* The mark says that it is open; the sides name sources. */
		{ "verdict", 10, NULL, false, 70 },
		{ "sources", 12, NULL, false, 100 },
	},
	.unmarked = true,
	.empty = N_("nobody contradicts anybody, as far as thaw can tell"),
};
