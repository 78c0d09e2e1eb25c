#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_news;

const struct pane pane_news = {
	.name = "news",
	.title = N_("News"),
	.view = "news",
	.column = {
		{ "published", 11, NULL, false },
		{ "publisher", 14, NULL, false },
		{ "title",     -1, NULL, false },
	},
	.empty = N_("no news yet"),
};
