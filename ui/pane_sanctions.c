#include "ui/pane.h"

#include "base/i18n.h"

extern const struct pane pane_sanctions;

const struct pane pane_sanctions = {
	.name = "sanctions",
	.title = N_("Sanctions"),
	.view = "sanctions",
	.column = {
		/* Where room is short the last ones go first: what the news
		 * says must not leave before the programme does. */
		{ "jurisdiction",  3, N_("By"), true, 0 },
		{ "target",       -1, NULL, false, 0 },
		{ "state",        16, NULL, true, 0 },
		{ PANE_MARKS,      2, "", false, 0 },
		{ "news_state",   13, N_("News say"), false, 0 },
		{ "since",        11, NULL, false, 0 },
		{ "listed",        6, NULL, false, 0 },
		{ "trend",        16, N_("12 months"), false, 0 },
		{ "instrument",   12, NULL, false, 0 },
		{ "programme",    10, NULL, false, 0 },
		{ "added_12m",     5, NULL, false, 0 },
		{ "removed_12m",   7, NULL, false, 0 },
	},
	.spark = "trend",
	.spark_in = "news_state",
	.spark_title = N_("News, trend"),
	.spark_number = "listed",
	.empty = N_("no measures yet: :welcome shows what could be asked"),
};
