#include "ui/pane.h"

extern const struct pane pane_sanctions;

const struct pane pane_sanctions = {
	.name = "sanctions",
	.title = "Sanctions",
	.view = "sanctions",
	.column = {
		{ "jurisdiction",  3, "By" },
		{ "programme",    10, NULL },
		{ "target",       -1, NULL },
		{ "state",        15, NULL },
		{ PANE_MARKS,      2, "" },
		{ "since",        11, NULL },
		{ "news_state",   14, "News say" },
	},
	.empty = "no measures yet",
};
