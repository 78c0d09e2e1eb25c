#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_events;

const struct pane pane_events = {
	.name = "events",
	.title = N_("Release acts"),
	.view = "events",
	.column = {
		{ "date",         11, NULL, false, 0 },
		{ "count",         6, N_("Count"), false, 0 },
		{ "count_scope",  -1, N_("What is counted"), false, 0 },
		{ PANE_MARKS,      2, "", false, 0 },
		{ "release_type", 14, N_("How"), false, 0 },
		{ "destination",  12, NULL, false, 0 },
	},
	.empty = N_("no release acts yet: :welcome shows what could be asked"),
};
