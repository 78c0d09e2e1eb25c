#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_releases;

const struct pane pane_releases = {
	.name = "releases",
	.title = N_("Releases"),
	.view = "releases",
	.column = {
		{ "name",        -1, NULL, false, 0 },
		{ "roles",       18, N_("Role"), false, 0 },
		{ "held_text",   14, N_("Held"), true, 0 },
		{ PANE_MARKS,     2, "", false, 0 },
		{ "released_on", 11, N_("Freed"), false, 0 },
		{ "manner",      10, NULL, false, 76 },
	},
	.least = 15,	/* the day stands in a tile of 120 columns too */
	.empty = N_("nobody yet: R refreshes, :import FILE reads a file"),
};
