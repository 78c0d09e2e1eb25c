#include "ui/pane.h"

extern const struct pane pane_sources;

const struct pane pane_sources = {
	.name = "sources",
	.title = "Sources",
	.view = "sources",
	.column = {
		{ "key",   18, NULL },
		{ "title", 24, NULL },
		{ "state", 12, NULL },
		{ "good_at", 11, NULL },
		{ "why",   -1, NULL },
	},
	.unmarked = true,
	.empty = "sources.conf has no sources",
};
