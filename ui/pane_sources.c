#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_sources;

const struct pane pane_sources = {
	.name = "sources",
	.title = N_("Sources"),
	.view = "sources",
	.column = {
		{ "key",     12, NULL, true },
		{ "title",   22, NULL, false },
		{ "state",    9, NULL, false },
		/* how old the list is says more than when it was asked */
		{ "version", 11, NULL, false },
		{ "why",     -1, NULL, false },
		{ "good_at", 12, NULL, false },
		{ "next_at", 12, NULL, false },
	},
	.unmarked = true,
	.empty = N_("sources.conf has no sources"),
};
