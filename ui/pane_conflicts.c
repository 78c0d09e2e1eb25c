#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_conflicts;

const struct pane pane_conflicts = {
	.name = "conflicts",
	.title = N_("Disputed"),
	.view = "conflicts",
	.column = {
		{ "subject", 20, NULL, false },
		/* ≠ while it is open, ? where a side may be of another */
		{ PANE_MARKS, 2, "", true },
		{ "check",   16, NULL, false },
		{ "sides",   -1, NULL, false },
		{ "verdict", 10, NULL, false },
		{ "sources", 12, NULL, false },
	},
	.unmarked = true,
	.empty = N_("nobody contradicts anybody, as far as thaw can tell"),
};
