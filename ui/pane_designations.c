#include "ui/pane.h"

extern const struct pane pane_designations;

const struct pane pane_designations = {
	.name = "designations",
	.title = "Designations",
	.view = "designations",
	.column = {
		{ "jurisdiction",  3, "By", false },
		{ "name",         -1, NULL, false },
		{ "kind",          8, NULL, false },
		{ "programme",    14, NULL, false },
		{ "state",        15, NULL, false },
		{ PANE_MARKS,      2, "", false },
		{ "listed_on",    11, NULL, false },
		{ "eased_by",      8, "Eased", false },
	},
	.empty = "no designations yet: enable a list in sources.conf, then R",
};
