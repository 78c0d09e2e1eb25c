#include "ui/pane.h"

extern const struct pane pane_designations;

const struct pane pane_designations = {
	.name = "designations",
	.title = "Designations",
	.view = "designations",
	.column = {
		{ "jurisdiction",  3, "By" },
		{ "name",         -1, NULL },
		{ "kind",          8, NULL },
		{ "programme",    14, NULL },
		{ "state",        15, NULL },
		{ PANE_MARKS,      2, "" },
		{ "listed_on",    11, NULL },
	},
	.empty = "no designations yet: enable a list in sources.conf, then R",
};
