#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_brief;

const struct pane pane_brief = {
	.name = "brief",
	.title = N_("Brief"),
	.view = "brief",
	.column = {
		{ "aspect",  24, NULL, false },
		{ "details", -1, NULL, false },
		{ PANE_MARKS, 2, "", false },
	},
	.empty = N_("no brief yet"),
};
