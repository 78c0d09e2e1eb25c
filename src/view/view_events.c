/* Release acts: how many were freed on a day, in which manner. */
#include "view/cells.h"
#include "view/view.h"

enum {
	DATE, PRECISION, COUNT, COUNT_SCOPE, PARTS, RELEASE_TYPE, MANNER,
	DESTINATION, MEASURES, MEMBERS, ANNOUNCED_BY, UNVERIFIED, DOCUMENTS,
};

static const struct column columns[] = {
	[DATE] = { .name = "date", .title = "Date", .type = CELL_DATE,
		.width = 11, .help = "day, month or year of the act" },
	[PRECISION] = { .name = "precision", .title = "Precision",
		.type = CELL_WORD, .vocab = VOCAB_precision,
		.help = "how exact the date is" },
	[COUNT] = { .name = "count", .title = "Freed", .type = CELL_NUMBER,
		.width = 5, .help = "how many were freed" },
	[COUNT_SCOPE] = { .name = "count_scope", .alias = "scope",
		.title = "What is counted", .type = CELL_WORD,
		.vocab = VOCAB_count_scope, .width = 15,
		.help = "one act, a yearly total, ..." },
	[PARTS] = { .name = "parts", .title = "Parts", .type = CELL_TEXT,
		.list = true, .width = -1, .help = "how the number is made up" },
	[RELEASE_TYPE] = { .name = "release_type", .alias = "type",
		.title = "Type", .type = CELL_WORD,
		.vocab = VOCAB_release_type, .width = 9,
		.help = "pardon, amnesty, ..." },
	[MANNER] = { .name = "manner", .title = "Manner",
		.type = CELL_WORD, .vocab = VOCAB_release_manner, .width = 11,
		.help = "stayed, deported, ..." },
	[DESTINATION] = { .name = "destination", .title = "To",
		.type = CELL_WORD, .list = true, .joined = true,
		.vocab = VOCAB_jurisdiction, .width = 8,
		.help = "where they were taken" },
	[MEASURES] = { .name = "measures", .alias = "measure",
		.title = "Measures", .type = CELL_WORD, .list = true,
		.help = "measures announced with it" },
	[MEMBERS] = { .name = "members", .title = "Named",
		.type = CELL_NUMBER, .width = 5,
		.help = "how many of them thaw knows by name" },
	[ANNOUNCED_BY] = { .name = "announced_by", .title = "Announced by",
		.type = CELL_TEXT, .help = "who told it first" },
	[UNVERIFIED] = { .name = "unverified", .title = "Unverified",
		.type = CELL_FLAG, .help = "true where the source itself"
		" says that nobody has confirmed it" },
	[DOCUMENTS] = { .name = "documents", .alias = "document",
		.title = "Documents", .type = CELL_TEXT, .list = true, .width = 36,
		.help = "addresses of the documents that say so" },
};

static int fill(const struct facts *f, struct slice *cell, struct arena *mem)
{
	cell[DATE] = facts_value(f, PROP_date);
	cell[PRECISION] = facts_value(f, PROP_precision);
	cell[COUNT] = facts_value(f, PROP_count);
	cell[COUNT_SCOPE] = facts_value(f, PROP_count_scope);
	cell[PARTS] = facts_list(f, PROP_part, mem);
	cell[RELEASE_TYPE] = facts_value(f, PROP_release_type);
	cell[MANNER] = facts_value(f, PROP_manner);
	cell[DESTINATION] = facts_list(f, PROP_destination, mem);
	cell[MEASURES] = facts_list(f, PROP_measure, mem);
	cell[MEMBERS] = cell_number(f->look.count(f->look.ctx, PROP_event,
						  f->subject), mem);
	cell[ANNOUNCED_BY] = facts_value(f, PROP_announced_by);
	cell[UNVERIFIED] = cell_flag(cell_all_unverified(f, PROP_count));
	cell[DOCUMENTS] = cell_documents(f, mem);
	return 1;
}

const struct shape view_events = {
	.name = "events",
	.title = "Release acts",
	.help = "acts of release, with their numbers",
	.kind = KIND_event,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "-date,-count",
	.fill = fill,
	.called = "date release_type",
	.stands = "count",
	.watched = true,
};
