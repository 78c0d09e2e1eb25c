#include "ui/pane.h"

extern const struct pane pane_designations;

const struct pane pane_designations = {
	.name = "designations",
	.title = "Designations",
	.view = "designations",
	.column = {
		{ "jurisdiction",  3, "By", true },
		{ "name",         -1, NULL, false },
		/* what it is eased by must not leave before the programme */
		{ "state",        15, NULL, true },
		{ "eased_by",      8, "Eased", false },
		{ PANE_MARKS,      2, "", false },
		{ "programme",    14, NULL, false },
		{ "listed_on",    11, NULL, false },
		{ "kind",          8, NULL, false },
	},
	.empty = "no designations yet: :welcome enables lists",
	.nothing = "nobody here: no clearance; pane 7 has the lists' dates",
};
