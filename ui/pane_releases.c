#include "ui/pane.h"

extern const struct pane pane_releases;

const struct pane pane_releases = {
	.name = "releases",
	.title = "Releases",
	.view = "releases",
	.column = {
		{ "name",        -1, NULL, false, 0 },
		{ "roles",       18, "Role", false, 0 },
		{ "held_text",   14, "Held", true, 0 },
		{ PANE_MARKS,     2, "", false, 0 },
		{ "released_on", 11, "Freed", false, 0 },
		{ "manner",      10, NULL, false, 76 },
	},
	.empty = "nobody yet: R refreshes, `thaw import FILE` reads a file",
};
