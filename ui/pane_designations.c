#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_designations;

const struct pane pane_designations = {
	.name = "designations",
	.title = N_("Designations"),
	.view = "designations",
	.column = {
		{ "jurisdiction",  3, N_("By"), true },
		{ "name",         -1, NULL, false },
		/* what it is eased by must not leave before the programme */
		{ "state",        15, NULL, true },
		{ "eased_by",      8, N_("Eased"), false },
		{ PANE_MARKS,      2, "", false },
		{ "programme",    14, NULL, false },
		{ "listed_on",    11, NULL, false },
		{ "kind",         11, NULL, false },
	},
	.empty = N_("no designations yet: enable a list in sources.conf, then R"),
	.nothing = N_("nobody here: no clearance; pane 7 has the lists' dates"),
};
