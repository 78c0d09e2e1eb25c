#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_news;

const struct pane pane_news = {
	.name = "news",
	.title = N_("News"),
	.view = "news",
	.column = {
		{ "published", 11, NULL, false, 0 },
		{ "publisher", 14, NULL, false, 0 },
		{ "title",     -1, NULL, false, 0 },
		{ "copies",     6, NULL, false, 70 },
		{ "claims",     6, NULL, false, 70 },
	},
	.empty = N_("no news yet: :welcome shows what could be asked"),
};
