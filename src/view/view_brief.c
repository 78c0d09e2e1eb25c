/* What one document says in short: its aspect table and labelled bullets. */
#include "view/cells.h"
#include "view/view.h"

enum { ASPECT, DETAILS, DOCUMENT, LABEL, PLACE };

static const struct column columns[] = {
	[ASPECT] = { .name = "aspect", .title = "Aspect", .type = CELL_TEXT,
		.width = 28, .help = "first cell of an aspect table" },
	[DETAILS] = { .name = "details", .title = "Details",
		.type = CELL_TEXT, .width = -1, .help = "what it says" },
	[DOCUMENT] = { .name = "document", .title = "Document",
		.type = CELL_TEXT, .width = 24, .help = "title of the document" },
	[LABEL] = { .name = "label", .title = "Label", .type = CELL_TEXT,
		.width = 24, .help = "label of a bullet" },
	[PLACE] = { .name = "place", .title = "Place", .type = CELL_TEXT,
		.hidden = true, .help = "order in the document" },
};

static int fill(const struct facts *f, struct slice *cell, struct arena *mem)
{
	cell[ASPECT] = facts_value(f, PROP_aspect);
	cell[DETAILS] = facts_value(f, PROP_details);
	cell[DOCUMENT] = cell_document(f);
	cell[LABEL] = facts_value(f, PROP_label);
	cell[PLACE] = cell_place(f, PROP_details, mem);
	return cell[DETAILS].n > 0;
}

const struct shape view_brief = {
	.name = "brief",
	.title = "Brief",
	.help = "what each document says in short",
	.kind = KIND_brief,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "document,place",
	.name_column = "aspect",
	.fill = fill,
	.called = "aspect details",
};
