#include "ui/pane.h"

extern const struct pane pane_sanctions;

const struct pane pane_sanctions = {
	.name = "sanctions",
	.title = "Sanctions",
	.view = "sanctions",
	.column = {
		{ "jurisdiction",  3, "By", false },
		{ "programme",    10, NULL, false },
		{ "target",       -1, NULL, false },
		{ "state",        16, NULL, true },
		{ PANE_MARKS,      2, "", false },
		{ "since",        11, NULL, false },
		{ "news_state",   14, "News say", false },
	},
	.empty = "no measures yet",
};
