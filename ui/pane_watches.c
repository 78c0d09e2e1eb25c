#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_watches;

const struct pane pane_watches = {
	.name = "watches",
	.title = N_("Watches"),
	.view = "watches",
	.column = {
		{ "at",      11, NULL, false },
		{ "watch",   11, NULL, false },
		{ "subject", -1, NULL, false },
		{ PANE_MARKS, 2, "", true },
		{ "state",   16, NULL, false },
		{ "sources", 10, N_("Source"), false },
		{ "view",    12, NULL, false },
	},
	.empty = N_("no hits: `thaw watch add NAME` tells what comes"),
};
