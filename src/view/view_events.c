/* Release acts: how many were freed on a day, in which manner. */
#include "base/i18n.h"
#include "view/cells.h"
#include "view/view.h"

enum {
	DATE, PRECISION, COUNT, COUNT_SCOPE, PARTS, RELEASE_TYPE, MANNER,
	DESTINATION, MEASURES, MEMBERS, ANNOUNCED_BY, UNVERIFIED, DOCUMENTS,
};

static const struct column columns[] = {
	[DATE] = { .name = "date", .title = N_("Date"), .type = CELL_DATE,
		.width = 11, .help = N_("day, month or year of the act") },
	[PRECISION] = { .name = "precision", .title = N_("Precision"),
		.type = CELL_WORD, .vocab = VOCAB_precision,
		.help = N_("how exact the date is") },
	[COUNT] = { .name = "count", .title = N_("Freed"), .type = CELL_NUMBER,
		.width = 5, .help = N_("how many were freed") },
	[COUNT_SCOPE] = { .name = "count_scope", .alias = "scope",
		.title = N_("What is counted"), .type = CELL_WORD,
		.vocab = VOCAB_count_scope, .width = 15,
		.help = N_("one act, a yearly total, ...") },
	[PARTS] = { .name = "parts", .title = N_("Parts"), .type = CELL_TEXT,
		.list = true, .kept = true, .width = -1,
		.help = N_("how the number is made up") },
	[RELEASE_TYPE] = { .name = "release_type", .alias = "type",
		.title = N_("Type"), .type = CELL_WORD,
		.vocab = VOCAB_release_type, .width = 9,
		.help = N_("pardon, amnesty, ...") },
	[MANNER] = { .name = "manner", .title = N_("Manner"),
		.type = CELL_WORD, .vocab = VOCAB_release_manner, .width = 11,
		.help = N_("stayed, deported, ...") },
	[DESTINATION] = { .name = "destination", .title = N_("To"),
		.type = CELL_WORD, .list = true, .joined = true,
		.vocab = VOCAB_jurisdiction, .width = 8,
		.help = N_("where they were taken") },
	[MEASURES] = { .name = "measures", .alias = "measure",
		.title = N_("Measures"), .type = CELL_WORD, .list = true,
		.help = N_("measures announced with it") },
	[MEMBERS] = { .name = "members", .title = N_("Named"),
		.type = CELL_NUMBER, .width = 5,
		.help = N_("how many of them thaw knows by name") },
	[ANNOUNCED_BY] = { .name = "announced_by", .title = N_("Announced by"),
		.type = CELL_TEXT, .help = N_("who told it first") },
	[UNVERIFIED] = { .name = "unverified", .title = N_("Unverified"),
		.type = CELL_FLAG, .help = N_("true where the source itself"
		" says that nobody has confirmed it") },
	[DOCUMENTS] = { .name = "documents", .alias = "document",
		.title = N_("Documents"), .type = CELL_TEXT, .list = true, .width = 36,
		.help = N_("addresses of the documents that say so") },
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
	.title = N_("Release acts"),
	.help = N_("acts of release, with their numbers"),
	.kind = KIND_event,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "-date,-count",
	.fill = fill,
	.called = "date release_type",
	.stands = "count",
	.watched = true,
};
