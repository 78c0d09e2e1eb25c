#include "ui/pane.h"

extern const struct pane pane_events;

const struct pane pane_events = {
	.name = "events",
	.title = "Release acts",
	.view = "events",
	.column = {
		{ "date",         11, NULL },
		{ "count",         6, NULL },
		{ "count_scope",  -1, "What is counted" },
		{ PANE_MARKS,      2, "" },
		{ "release_type", 14, "How" },
		{ "destination",  12, NULL },
	},
	.empty = "no release acts yet",
};
