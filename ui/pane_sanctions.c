#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_sanctions;

const struct pane pane_sanctions = {
	.name = "sanctions",
	.title = N_("Sanctions"),
	.view = "sanctions",
	.column = {
		/* Where room is short the last ones go first: what the news
		 * says must not leave before the programme does. */
		{ "jurisdiction",  3, N_("By"), true },
		{ "target",       -1, NULL, false },
		{ "state",        16, NULL, true },
		{ PANE_MARKS,      2, "", false },
		{ "news_state",   13, N_("News say"), false },
		{ "since",        11, NULL, false },
		{ "listed",        6, NULL, false },
		{ "instrument",   12, NULL, false },
		{ "added_12m",     5, NULL, false },
		{ "removed_12m",   7, NULL, false },
		{ "programme",    10, NULL, false },
	},
	.empty = N_("no measures yet"),
};
