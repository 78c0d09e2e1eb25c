#include "ui/pane.h"

extern const struct pane pane_brief;

const struct pane pane_brief = {
	.name = "brief",
	.title = "Brief",
	.view = "brief",
	.column = {
		{ "aspect",  24, NULL },
		{ "details", -1, NULL },
		{ PANE_MARKS, 2, "" },
	},
	.empty = "no brief yet",
};
