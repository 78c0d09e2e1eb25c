#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_releases;

const struct pane pane_releases = {
	.name = "releases",
	.title = N_("Releases"),
	.view = "releases",
	.column = {
		{ "name",        -1, NULL, false },
		{ "roles",       18, N_("Role"), false },
		{ "held_text",   14, N_("Held"), true },
		{ PANE_MARKS,     2, "", false },
		{ "released_on", 11, N_("Freed"), false },
		{ "manner",      10, NULL, false },
	},
	.empty = N_("nobody yet: R refreshes, :import FILE reads a file"),
};
