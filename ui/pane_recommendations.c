#include "ui/pane.h"

extern const struct pane pane_recommendations;

const struct pane pane_recommendations = {
	.name = "recommendations",
	.title = "Recommendations",
	.view = "recommendations",
	.column = {
		{ "action",          -1, NULL },
		{ "expected_impact", 26, NULL },
		{ PANE_MARKS,         2, "" },
		{ "state",           12, NULL },
	},
	.empty = "no recommendations yet",
};
