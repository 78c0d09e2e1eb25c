#include "ui/pane.h"

extern const struct pane pane_brief;

const struct pane pane_brief = {
	.name = "brief",
	.title = "Brief",
	.view = "brief",
	.column = {
		{ "aspect",  24, NULL, false, 0 },
		{ "details", -1, NULL, false, 0 },
		{ PANE_MARKS, 2, "", false, 0 },
	},
	.empty = "no brief yet",
};
