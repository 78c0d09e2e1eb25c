#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_watches;

const struct pane pane_watches = {
	.name = "watches",
	.title = N_("Watches"),
	.view = "watches",
	.column = {
		{ "at",      11, NULL, false, 0 },
		{ "watch",   11, NULL, false, 0 },
		{ "subject", -1, NULL, false, 0 },
		{ PANE_MARKS, 2, "", true, 0 },
		{ "state",   16, NULL, false, 0 },
		{ "sources", 10, N_("Source"), false, 0 },
		{ "view",    12, NULL, false, 0 },
	},
	.empty = N_("no hits: `:watch add NAME` tells what comes"),
};
