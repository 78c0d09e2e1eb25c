#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_recommendations;

const struct pane pane_recommendations = {
	.name = "recommendations",
	.title = N_("Recommendations"),
	.view = "recommendations",
	.column = {
		{ "action",          -1, NULL, false, 0 },
		{ "expected_impact", 26, NULL, false, 0 },
		{ PANE_MARKS,         2, "", false, 0 },
		{ "state",           12, NULL, false, 0 },
		{ "addressee",       16, NULL, false, 100 },
		{ "from",            16, "By", false, 100 },
	},
	.empty = N_("no recommendations yet: :welcome shows what could be asked"),
};
