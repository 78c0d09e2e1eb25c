#include "ui/pane.h"

extern const struct pane pane_releases;

const struct pane pane_releases = {
	.name = "releases",
	.title = "Releases",
	.view = "releases",
	.column = {
		{ "name",        -1, NULL, false },
		{ "roles",       18, "Role", false },
		{ "held_text",   12, "Held", false },
		{ PANE_MARKS,     2, "", false },
		{ "released_on", 11, "Freed", false },
	},
	.empty = "nobody yet: R refreshes, :import FILE reads a file",
};
