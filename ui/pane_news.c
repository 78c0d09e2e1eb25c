#include "ui/pane.h"

extern const struct pane pane_news;

const struct pane pane_news = {
	.name = "news",
	.title = "News",
	.view = "news",
	.column = {
		{ "published", 11, NULL },
		{ "publisher", 14, NULL },
		{ "title",     -1, NULL },
	},
	.empty = "no news yet",
};
