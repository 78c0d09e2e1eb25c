#include "view/watch_list.h"

#include "base/i18n.h"
#include "model/watch.h"
#include "view/cells.h"

enum { NAME, FILTER, LOOKS_INTO, ROWS, HITS, LAST_HIT, SINCE };

static const struct column columns[] = {
	[NAME] = { .name = "name", .title = N_("Name"), .type = CELL_WORD,
		.width = 16, .help = N_("what `thaw watch remove` takes") },
	[FILTER] = { .name = "filter", .title = N_("Filter"), .type = CELL_TEXT,
		.width = -1, .help = N_("what it looks for") },
	[LOOKS_INTO] = { .name = "views", .alias = "view",
		.title = N_("Looks into"), .type = CELL_WORD, .list = true,
		.width = 30, .help = N_("views whose rows it looks at") },
	[ROWS] = { .name = "rows", .title = N_("Rows"), .type = CELL_NUMBER,
		.width = 6, .help = N_("that match, told or known before") },
	[HITS] = { .name = "hits", .title = N_("Hits"), .type = CELL_NUMBER,
		.width = 5, .help = N_("that it has told and that are kept") },
	[LAST_HIT] = { .name = "last_hit", .title = N_("Last hit"),
		.type = CELL_DATE, .width = 16, .help = N_("when") },
	[SINCE] = { .name = "since", .title = N_("Since"), .type = CELL_DATE,
		.width = 16, .help = N_("when it was added") },
};

static void fill(const struct watch *w, struct slice *cell,
		 struct arena *mem)
{
	cell[NAME] = w->name;
	cell[FILTER] = w->filter;
	cell[LOOKS_INTO] = w->views;
	cell[ROWS] = cell_number(w->rows, mem);
	cell[HITS] = cell_number(w->hits, mem);
	cell[LAST_HIT] = cell_time(w->last_hit, mem);
	cell[SINCE] = cell_time(w->since, mem);
}

const struct shape watch_list = {
	.name = "watch_list",
	.title = N_("Watches"),
	.help = N_("your watches"),
	.rows = ROWS_WATCHES,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "name",
	.fill_watch = fill,
	.deskless = true,
};
