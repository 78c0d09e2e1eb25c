#include "ui/pane.h"

extern const struct pane pane_watches;

const struct pane pane_watches = {
	.name = "watches",
	.title = "Watches",
	.view = "watches",
	.column = {
		{ "at",      11, NULL, false },
		{ "watch",   11, NULL, false },
		{ "subject", -1, NULL, false },
		{ PANE_MARKS, 2, "", true },
		{ "state",   16, NULL, false },
		{ "sources", 10, "Source", false },
		{ "view",    12, NULL, false },
	},
	.empty = "no hits: `:watch add NAME` tells what comes",
};
