#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_sources;

const struct pane pane_sources = {
	.name = "sources",
	.title = N_("Sources"),
	.view = "sources",
	.column = {
		{ "key",     12, NULL, true, 0 },
		{ "title",   22, NULL, false, 0 },
		{ "state",   11, NULL, true, 0 },
		/* how old the list is says more than when it was asked */
		{ "version", 11, NULL, false, 0 },
		{ "why",     -1, NULL, false, 0 },
		{ "good_at", 12, NULL, false, 90 },
		{ "next_at", 12, NULL, false, 90 },
		{ "records",  7, NULL, false, 100 },
		{ "status",   4, NULL, false, 100 },
	},
	.unmarked = true,
	.empty = N_("sources.conf has no sources: :sources add URL adds one"),
};
