#include "ui/pane.h"

extern const struct pane pane_events;

const struct pane pane_events = {
	.name = "events",
	.title = "Release acts",
	.view = "events",
	.column = {
		{ "date",         11, NULL, false },
		{ "count",         6, NULL, false },
		{ "count_scope",  -1, "What is counted", false },
		{ PANE_MARKS,      2, "", false },
		{ "release_type", 14, "How", false },
		{ "destination",  12, NULL, false },
	},
	.empty = "no release acts yet: :welcome shows what could be asked",
};
