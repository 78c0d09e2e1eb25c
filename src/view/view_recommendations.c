/* What was asked for next. */
#include "base/i18n.h"
#include "view/cells.h"
#include "view/view.h"

enum {
	ACTION, EXPECTED_IMPACT, FROM, ADDRESSEE, THEME, DATE, STATE,
	POSITION, ISSUES, SESSION, REFERENCE, PLACE,
};

static const struct column columns[] = {
	[ACTION] = { .name = "action", .title = N_("Action"),
		.type = CELL_TEXT, .width = -1, .help = N_("what is asked for") },
	[EXPECTED_IMPACT] = { .name = "expected_impact", .alias = "impact",
		.title = N_("Expected impact"), .type = CELL_TEXT, .width = 40,
		.help = N_("what it is said to bring") },
	[FROM] = { .name = "from", .title = N_("From"), .type = CELL_TEXT,
		.help = N_("who asks; empty where nobody is named") },
	[ADDRESSEE] = { .name = "addressee", .title = N_("To"),
		.type = CELL_TEXT, .help = N_("who is asked") },
	[THEME] = { .name = "theme", .title = N_("Theme"), .type = CELL_WORD,
		.vocab = VOCAB_theme, .also = "issues",
		.help = N_("what it is about") },
	[DATE] = { .name = "date", .title = N_("Date"), .type = CELL_DATE,
		.help = N_("when it was asked") },
	[STATE] = { .name = "state", .title = N_("State"), .type = CELL_WORD,
		.vocab = VOCAB_recommendation_state, .width = 12,
		.from = CELL_OF_WORK,
		.help = N_("what came of it; your own word first") },
	[POSITION] = { .name = "position", .title = N_("Position"),
		.type = CELL_WORD, .vocab = VOCAB_position,
		.from = CELL_OF_WORK,
		.help = N_("what the addressee says to it; your own word"
		" first") },
	[ISSUES] = { .name = "issues", .alias = "issue", .title = N_("Issues"),
		.type = CELL_TEXT, .list = true,
		.help = N_("what it is about in its source's words") },
	[SESSION] = { .name = "session", .title = N_("Session"),
		.type = CELL_TEXT, .help = N_("of the Universal Periodic Review") },
	[REFERENCE] = { .name = "reference", .title = N_("Reference"),
		.type = CELL_TEXT, .help = N_("symbol of the document") },
	[PLACE] = { .name = "place", .title = N_("Place"), .type = CELL_TEXT,
		.hidden = true, .help = N_("order in the document") },
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
	.title = N_("Recommendations"),
	.help = N_("what experts and bodies ask for"),
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
