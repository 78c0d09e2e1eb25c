/* What was asked for next. */
#include "view/cells.h"
#include "view/view.h"

enum {
	ACTION, EXPECTED_IMPACT, FROM, ADDRESSEE, THEME, DATE, STATE,
	POSITION, ISSUES, SESSION, REFERENCE, PLACE,
};

static const struct column columns[] = {
	[ACTION] = { .name = "action", .title = "Action",
		.type = CELL_TEXT, .width = -1, .help = "what is asked for" },
	[EXPECTED_IMPACT] = { .name = "expected_impact", .alias = "impact",
		.title = "Expected impact", .type = CELL_TEXT, .width = 40,
		.help = "what it is said to bring" },
	[FROM] = { .name = "from", .title = "From", .type = CELL_TEXT,
		.help = "who asks; empty where nobody is named" },
	[ADDRESSEE] = { .name = "addressee", .title = "To",
		.type = CELL_TEXT, .help = "who is asked" },
	[THEME] = { .name = "theme", .title = "Theme", .type = CELL_WORD,
		.vocab = VOCAB_theme, .also = "issues",
		.help = "what it is about" },
	[DATE] = { .name = "date", .title = "Date", .type = CELL_DATE,
		.help = "when it was asked" },
	[STATE] = { .name = "state", .title = "State", .type = CELL_WORD,
		.vocab = VOCAB_recommendation_state, .width = 12,
		.from = CELL_OF_WORK,
		.help = "what came of it; your own word first" },
	[POSITION] = { .name = "position", .title = "Position",
		.type = CELL_WORD, .vocab = VOCAB_position,
		.from = CELL_OF_WORK,
		.help = "what the addressee says to it; your own word"
		" first" },
	[ISSUES] = { .name = "issues", .alias = "issue", .title = "Issues",
		.type = CELL_TEXT, .list = true,
		.help = "what it is about in its source's words" },
	[SESSION] = { .name = "session", .title = "Session",
		.type = CELL_TEXT, .help = "of the Universal Periodic Review" },
	[REFERENCE] = { .name = "reference", .title = "Reference",
		.type = CELL_TEXT, .help = "symbol of the document" },
	[PLACE] = { .name = "place", .title = "Place", .type = CELL_TEXT,
		.hidden = true, .help = "order in the document" },
};

static int fill(const struct facts *f, struct slice *cell, struct arena *mem)
{
	cell[ACTION] = facts_value(f, PROP_action);
	cell[EXPECTED_IMPACT] = facts_value(f, PROP_expected_impact);
	cell[FROM] = facts_value(f, PROP_from);
	cell[ADDRESSEE] = facts_value(f, PROP_addressee);
	cell[THEME] = facts_value(f, PROP_theme);
	cell[DATE] = facts_value(f, PROP_date);
	cell[STATE] = facts_value(f, PROP_state);
	cell[POSITION] = facts_value(f, PROP_position);
	cell[ISSUES] = facts_list(f, PROP_issue, mem);
	cell[SESSION] = facts_value(f, PROP_session);
	cell[REFERENCE] = facts_value(f, PROP_reference);
	cell[PLACE] = cell_place(f, PROP_action, mem);
	return cell[ACTION].n > 0;
}

const struct shape view_recommendations = {
	.name = "recommendations",
	.title = "Recommendations",
	.help = "what experts and bodies ask for",
	.kind = KIND_recommendation,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "-date,place",
	.name_column = "action",
	.fill = fill,
	.called = "action",
	.stands = "state position",
	.watched = true,
};
