/* What the user's watches have found, as it was told. */
#include "model/watch.h"
#include "view/cells.h"
#include "view/view.h"

enum { AT, WATCH, SUBJECT, VIEW, STATE, FILTER, DISMISSED, UNVERIFIED, NUMBER };

static const struct column columns[] = {
	[AT] = { .name = "at", .title = "When", .type = CELL_DATE,
		.width = 16, .help = "when it was found" },
	[WATCH] = { .name = "watch", .title = "Watch", .type = CELL_WORD,
		.width = 16, .help = "name of the watch" },
	[SUBJECT] = { .name = "subject", .title = "Whom or what",
		.type = CELL_TEXT, .width = -1,
		.help = "what it was called then" },
	[VIEW] = { .name = "view", .title = "View", .type = CELL_WORD,
		.width = 12, .help = "the view that it was found in" },
	[STATE] = { .name = "state", .title = "State", .type = CELL_TEXT,
		.width = 20, .help = "how it stood then" },
	[FILTER] = { .name = "filter", .title = "Filter", .type = CELL_TEXT,
		.help = "what the watch looks for" },
	[DISMISSED] = { .name = "dismissed", .title = "Dismissed",
		.type = CELL_FLAG, .help = "true: taken out of sight by x" },
	[UNVERIFIED] = { .name = "unverified", .title = "Unverified",
		.type = CELL_FLAG, .hidden = true,
		.help = "true where nobody had confirmed it" },
	[NUMBER] = { .name = "number", .title = "Number",
		.type = CELL_NUMBER, .hidden = true,
		.help = "in the order in which they were found" },
};

static void fill(const struct hit *h, struct slice *cell, struct arena *mem)
{
	cell[AT] = cell_time(h->at, mem);
	cell[WATCH] = h->watch;
	cell[SUBJECT] = h->subject;
	cell[VIEW] = h->view;
	cell[STATE] = h->state;
	cell[FILTER] = h->filter;
	cell[DISMISSED] = cell_flag(h->dismissed);
	cell[UNVERIFIED] = cell_flag(h->unverified);
	cell[NUMBER] = cell_number(h->number, mem);
}

const struct shape view_watches = {
	.name = "watches",
	.title = "Watches",
	.help = "what your watches have found, the newest first",
	.rows = ROWS_HITS,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.filter = "dismissed:false",
	.sort = "-at,-number",
	.fill_hit = fill,
	.deskless = true,
};
