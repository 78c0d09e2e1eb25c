#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_events;

const struct pane pane_events = {
	.name = "events",
	.title = N_("Release acts"),
	.view = "events",
	.column = {
		{ "date",         11, NULL, false },
		{ "count",         6, N_("Count"), false },
		{ "count_scope",  -1, N_("What is counted"), false },
		{ PANE_MARKS,      2, "", false },
		{ "release_type", 14, N_("How"), false },
		{ "destination",  12, NULL, false },
	},
	.empty = N_("no release acts yet"),
};
