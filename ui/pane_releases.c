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
		{ "held_text",   12, N_("Held"), false },
		{ PANE_MARKS,     2, "", false },
		{ "released_on", 11, N_("Freed"), false },
	},
	.empty = N_("nobody yet: R refreshes, `thaw import FILE` reads a file"),
};
