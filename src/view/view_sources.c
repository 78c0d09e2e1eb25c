/* Where the data comes from, and how fresh it is. The rows are made by
 * source_rows_make(), not from facts. */
#include "view/source_cells.h"
#include "view/view.h"

static const struct column columns[] = {
	[SC_KEY] = { .name = "key", .title = "Key", .type = CELL_WORD,
		.width = 16, .help = "short name, used by all commands" },
	[SC_TITLE] = { .name = "title", .title = "Title",
		.type = CELL_TEXT, .width = -1, .help = "what it is" },
	[SC_GROUP] = { .name = "group", .title = "Group",
		.type = CELL_WORD, .width = 9,
		.help = "enabled together: thaw sources enable GROUP" },
	[SC_STATE] = { .name = "state", .title = "State",
		.type = CELL_WORD, .width = 9,
		.help = "fresh, due, stale, failing, gone, running, disabled or"
		" never" },
	[SC_RECORDS] = { .name = "records", .title = "Records",
		.type = CELL_NUMBER, .width = 7,
		.help = "in that version" },
	[SC_VERSION] = { .name = "version", .title = "List of",
		.type = CELL_DATE, .width = 11,
		.help = "date of the version that counts, of a whole list:"
		" as it says, or --as-of" },
	[SC_OLDEST] = { .name = "oldest", .title = "Since",
		.type = CELL_DATE, .width = 11,
		.help = "date of the first version: nothing is known of the"
		" time before" },
	[SC_GOOD_AT] = { .name = "good_at", .alias = "good",
		.title = "Last good", .type = CELL_DATE, .width = 16,
		.timed = true,
		.help = "last time that it answered well" },
	[SC_ATTEMPT_AT] = { .name = "attempt_at", .alias = "tried",
		.title = "Tried", .type = CELL_DATE, .timed = true,
		.help = "last attempt" },
	[SC_WHY] = { .name = "why", .title = "What went wrong",
		.type = CELL_TEXT, .width = 30, .help = "and what to do" },
	[SC_ENABLED] = { .name = "enabled", .title = "Enabled",
		.type = CELL_FLAG, .help = "is it refreshed" },
	[SC_PERIOD] = { .name = "period", .title = "Every",
		.type = CELL_NUMBER, .help = "how often, in seconds; 0: only"
		" when asked" },
	[SC_FORMAT] = { .name = "format", .title = "Format",
		.type = CELL_WORD, .help = "which reader takes it" },
	[SC_STATUS] = { .name = "status", .title = "HTTP",
		.type = CELL_NUMBER, .help = "status of the last answer" },
	[SC_URL] = { .name = "url", .title = "Address", .type = CELL_TEXT,
		.list = true, .help = "where it is fetched from" },
	[SC_NEXT_AT] = { .name = "next_at", .alias = "next",
		.title = "Next", .type = CELL_DATE, .width = 16,
		.timed = true, .help = "when it is due; none: only when asked" },
	[SC_FAILING_SINCE] = { .name = "failing_since", .title = "Failing since",
		.type = CELL_DATE, .timed = true,
		.help = "first of the failures in a row" },
	[SC_FAILURES] = { .name = "failures", .title = "Failures",
		.type = CELL_NUMBER, .help = "so many in a row" },
	[SC_BYTES] = { .name = "bytes", .title = "Bytes",
		.type = CELL_NUMBER, .help = "of the last answer" },
	[SC_MOVED_TO] = { .name = "moved_to", .title = "Moved to",
		.type = CELL_TEXT, .help = "where it is asked, since its"
		" address has moved for good" },
};

const struct shape view_sources = {
	.name = "sources",
	.title = "Sources",
	.help = "where the data comes from, and how fresh it is",
	.rows = ROWS_ELSEWHERE,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "",
	.deskless = true,
};
