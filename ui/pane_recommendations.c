#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_recommendations;

const struct pane pane_recommendations = {
	.name = "recommendations",
	.title = N_("Recommendations"),
	.view = "recommendations",
	.column = {
		{ "action",          -1, NULL, false },
		{ "expected_impact", 26, NULL, false },
		{ PANE_MARKS,         2, "", false },
		{ "state",           12, NULL, false },
	},
	.empty = N_("no recommendations yet"),
};
