/* What one document says in short: its aspect table and labelled bullets. */
#include "base/i18n.h"
#include "view/cells.h"
#include "view/view.h"

enum { ASPECT, DETAILS, DOCUMENT, LABEL, PLACE };

static const struct column columns[] = {
	[ASPECT] = { .name = "aspect", .title = N_("Aspect"), .type = CELL_TEXT,
		.width = 28, .help = N_("first cell of an aspect table") },
	[DETAILS] = { .name = "details", .title = N_("Details"),
		.type = CELL_TEXT, .width = -1, .help = N_("what it says") },
	[DOCUMENT] = { .name = "document", .title = N_("Document"),
		.type = CELL_TEXT, .width = 24, .help = N_("title of the document") },
	[LABEL] = { .name = "label", .title = N_("Label"), .type = CELL_TEXT,
		.width = 24, .help = N_("label of a bullet") },
	[PLACE] = { .name = "place", .title = N_("Place"), .type = CELL_TEXT,
		.hidden = true, .help = N_("order in the document") },
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
	.title = N_("Brief"),
	.help = N_("what each document says in short"),
	.kind = KIND_brief,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "document,place",
	.name_column = "aspect",
	.fill = fill,
	.called = "aspect details",
};
