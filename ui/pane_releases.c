#include "ui/pane.h"

extern const struct pane pane_releases;

const struct pane pane_releases = {
	.name = "releases",
	.title = "Releases",
	.view = "releases",
	.column = {
		{ "name",        -1, NULL },
		{ "roles",       18, "Role" },
		{ "held_text",   12, "Held" },
		{ PANE_MARKS,     2, "" },
		{ "released_on", 11, "Freed" },
	},
	.empty = "nobody yet: R refreshes, `thaw import FILE` reads a file",
};
