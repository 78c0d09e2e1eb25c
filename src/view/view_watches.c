/* What the user's watches have found, as it was told. */
#include "base/i18n.h"
#include "model/watch.h"
#include "view/cells.h"
#include "view/view.h"

enum { AT, WATCH, SUBJECT, VIEW, STATE, FILTER, DISMISSED, UNVERIFIED, NUMBER };

static const struct column columns[] = {
	[AT] = { .name = "at", .title = N_("When"), .type = CELL_DATE,
		.width = 16, .help = N_("when it was found") },
	[WATCH] = { .name = "watch", .title = N_("Watch"), .type = CELL_WORD,
		.width = 16, .help = N_("name of the watch") },
	[SUBJECT] = { .name = "subject", .title = N_("Whom or what"),
		.type = CELL_TEXT, .width = -1,
		.help = N_("what it was called then") },
	[VIEW] = { .name = "view", .title = N_("View"), .type = CELL_WORD,
		.width = 12, .help = N_("the view that it was found in") },
	[STATE] = { .name = "state", .title = N_("State"), .type = CELL_TEXT,
		.kept = true,
		.width = 20, .help = N_("how it stood then") },
	[FILTER] = { .name = "filter", .title = N_("Filter"), .type = CELL_TEXT,
		.help = N_("what the watch looks for") },
	[DISMISSED] = { .name = "dismissed", .title = N_("Dismissed"),
		.type = CELL_FLAG, .help = N_("true: taken out of sight by x") },
	[UNVERIFIED] = { .name = "unverified", .title = N_("Unverified"),
		.type = CELL_FLAG, .hidden = true,
		.help = N_("true where nobody had confirmed it") },
	[NUMBER] = { .name = "number", .title = N_("Number"),
		.type = CELL_NUMBER, .hidden = true,
		.help = N_("in the order in which they were found") },
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
	.title = N_("Watches"),
	.help = N_("what your watches have found, the newest first"),
	.rows = ROWS_HITS,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.filter = "dismissed:false",
	.sort = "-at,-number",
	.fill_hit = fill,
	.deskless = true,
};
