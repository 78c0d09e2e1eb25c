#include "ui/pane.h"

extern const struct pane pane_sources;

const struct pane pane_sources = {
	.name = "sources",
	.title = "Sources",
	.view = "sources",
	.column = {
		{ "key",   18, NULL, false },
		{ "title", 24, NULL, false },
		{ "state", 12, NULL, false },
		{ "good_at", 11, NULL, false },
		{ "why",   -1, NULL, false },
	},
	.unmarked = true,
	.empty = "sources.conf has no sources",
};
