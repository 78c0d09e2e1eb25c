#include "ui/pane.h"

extern const struct pane pane_releases;

const struct pane pane_releases = {
	.name = "releases",
	.title = "Releases",
	.view = "releases",
	.column = {
		{ "name",        -1, NULL, false },
		{ "roles",       18, "Role", false },
		{ "held_text",   14, "Held", true },
		{ PANE_MARKS,     2, "", false },
		{ "released_on", 11, "Freed", false },
		{ "manner",      10, NULL, false },
	},
	.empty = "nobody yet: R refreshes, `thaw import FILE` reads a file",
};
