/* Where the data comes from, and how fresh it is. The rows are made by
 * source_rows_make(), not from facts. */
#include "base/i18n.h"
#include "view/source_cells.h"
#include "view/view.h"

static const struct column columns[] = {
	[SC_KEY] = { .name = "key", .title = N_("Key"), .type = CELL_WORD,
		.width = 16, .help = N_("short name, used by all commands") },
	[SC_TITLE] = { .name = "title", .title = N_("Title"),
		.type = CELL_TEXT, .width = -1, .help = N_("what it is") },
	[SC_GROUP] = { .name = "group", .title = N_("Group"),
		.type = CELL_WORD, .width = 9,
		.help = N_("enabled together: thaw sources enable GROUP") },
	[SC_STATE] = { .name = "state", .title = N_("State"),
		.type = CELL_WORD, .vocab = VOCAB_source_state, .width = 9,
		.help = N_("fresh, due, stale, failing, gone, running, disabled or"
		" never") },
	[SC_RECORDS] = { .name = "records", .title = N_("Records"),
		.type = CELL_NUMBER, .width = 7,
		.help = N_("in that version") },
	[SC_VERSION] = { .name = "version", .title = N_("List of"),
		.type = CELL_DATE, .width = 11,
		.help = N_("date of the version that counts, of a whole list:"
		" as it says, or --as-of") },
	[SC_OLDEST] = { .name = "oldest", .title = N_("Since"),
		.type = CELL_DATE, .width = 11,
		.help = N_("date of the first version: nothing is known of the"
		" time before") },
	[SC_GOOD_AT] = { .name = "good_at", .alias = "good",
		.title = N_("Last good"), .type = CELL_DATE, .width = 16,
		.timed = true,
		.help = N_("last time that it answered well") },
	[SC_ATTEMPT_AT] = { .name = "attempt_at", .alias = "tried",
		.title = N_("Tried"), .type = CELL_DATE, .timed = true,
		.help = N_("last attempt") },
	[SC_WHY] = { .name = "why", .title = N_("What went wrong"),
		.type = CELL_TEXT, .width = 30, .help = N_("and what to do") },
	[SC_ENABLED] = { .name = "enabled", .title = N_("Enabled"),
		.type = CELL_FLAG, .help = N_("is it refreshed") },
	[SC_PERIOD] = { .name = "period", .title = N_("Every"),
		.type = CELL_NUMBER, .help = N_("how often, in seconds; 0: only"
		" when asked") },
	[SC_FORMAT] = { .name = "format", .title = N_("Format"),
		.type = CELL_WORD, .help = N_("which reader takes it") },
	[SC_STATUS] = { .name = "status", .title = N_("HTTP"),
		.type = CELL_NUMBER, .help = N_("status of the last answer") },
	[SC_URL] = { .name = "url", .title = N_("Address"), .type = CELL_TEXT,
		.list = true, .help = N_("where it is fetched from") },
	[SC_NEXT_AT] = { .name = "next_at", .alias = "next",
		.title = N_("Next"), .type = CELL_DATE, .width = 16,
		.timed = true, .help = N_("when it is due; none: only when asked") },
	[SC_FAILING_SINCE] = { .name = "failing_since", .title = N_("Failing since"),
		.type = CELL_DATE, .timed = true,
		.help = N_("first of the failures in a row") },
	[SC_FAILURES] = { .name = "failures", .title = N_("Failures"),
		.type = CELL_NUMBER, .help = N_("so many in a row") },
	[SC_BYTES] = { .name = "bytes", .title = N_("Bytes"),
		.type = CELL_NUMBER, .help = N_("of the last answer") },
	[SC_MOVED_TO] = { .name = "moved_to", .title = N_("Moved to"),
		.type = CELL_TEXT, .help = N_("where it is asked, since its"
		" address has moved for good") },
};

const struct shape view_sources = {
	.name = "sources",
	.title = N_("Sources"),
	.help = N_("where the data comes from, and how fresh it is"),
	.rows = ROWS_ELSEWHERE,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "",
	.deskless = true,
};
