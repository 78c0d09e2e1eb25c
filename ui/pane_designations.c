#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_designations;

const struct pane pane_designations = {
	.name = "designations",
	.title = N_("Designations"),
	.view = "designations",
	.column = {
		{ "jurisdiction",  3, N_("By"), true, 0 },
		{ "name",         -1, NULL, false, 0 },
		/* what it is eased by must not leave before the programme */
		{ "state",        15, NULL, true, 0 },
		{ "eased_by",      8, N_("Eased"), false, 0 },
		{ PANE_MARKS,      2, "", false, 0 },
		{ "programme",    14, NULL, false, 0 },
		{ "listed_on",    11, NULL, false, 0 },
		{ "kind",         11, NULL, false, 0 },
	},
	.empty = N_("no designations yet: :welcome enables lists"),
	.nothing = N_("nobody here: no clearance; pane 7 has the lists' dates"),
};
