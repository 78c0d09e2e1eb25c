#include "ui/pane.h"

extern const struct pane pane_news;

const struct pane pane_news = {
	.name = "news",
	.title = "News",
	.view = "news",
	.column = {
		{ "published", 11, NULL, false },
		{ "publisher", 14, NULL, false },
		{ "title",     -1, NULL, false },
	},
	.empty = "no news yet: :welcome shows what could be asked",
};
