#include "ui/pane.h"

extern const struct pane pane_recommendations;

const struct pane pane_recommendations = {
	.name = "recommendations",
	.title = "Recommendations",
	.view = "recommendations",
	.column = {
		{ "action",          -1, NULL, false },
		{ "expected_impact", 26, NULL, false },
		{ PANE_MARKS,         2, "", false },
		{ "state",           12, NULL, false },
	},
	.empty = "no recommendations yet: :welcome shows what could be asked",
};
