#include "ui/pane.h"

extern const struct pane pane_brief;

const struct pane pane_brief = {
	.name = "brief",
	.title = "Brief",
	.view = "brief",
	.column = {
		{ "aspect",  24, NULL, false },
		{ "details", -1, NULL, false },
		{ PANE_MARKS, 2, "", false },
	},
	.empty = "no brief yet: :welcome shows what could be asked",
};
