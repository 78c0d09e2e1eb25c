#include "base/i18n.h"
#include "ui/pane.h"

extern const struct pane pane_sanctions;

const struct pane pane_sanctions = {
	.name = "sanctions",
	.title = "Sanctions",
	.view = "sanctions",
	.column = {
		/* Where room is short the last ones go first: what the news
		 * says must not leave before the programme does. */
		{ .name = "jurisdiction", .width = 3, .title = N_("By"),
		  .firm = true },
		{ .name = "target", .width = -1 },
		{ .name = "state", .width = 16, .firm = true },
		{ .name = PANE_MARKS, .width = 2, .title = "" },
		{ .name = "news_state", .width = 13, .title = N_("News say"),
		  .other = "trend", .other_number = "listed",
		  .other_title = N_("News, trend") },
		{ .name = "since", .width = 11 },
		{ .name = "listed", .width = 6 },
		{ .name = "trend", .width = 16, .title = N_("12 months"),
		  .spark = true },
		{ .name = "instrument", .width = 12 },
		{ .name = "programme", .width = 10 },
		{ .name = "added_12m", .width = 5 },
		{ .name = "removed_12m", .width = 7 },
	},
	.empty = "no measures yet",
};
