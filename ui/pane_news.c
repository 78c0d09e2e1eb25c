#include "ui/pane.h"

extern const struct pane pane_news;

const struct pane pane_news = {
	.name = "news",
	.title = "News",
	.view = "news",
	.column = {
		{ "published", 11, NULL, false, 0 },
		{ "publisher", 14, NULL, false, 0 },
		{ "title",     -1, NULL, false, 0 },
		{ "copies",     6, NULL, false, 70 },
		{ "claims",     6, NULL, false, 70 },
	},
	.empty = "no news yet",
};
