/* The columns of a candidate. */
#include "flow/screening.h"

#include "base/i18n.h"
#include "model/shape.h"

static const struct column columns[SCREENING_COLUMNS - 1] = {
#define AT(column) [SCREENING_##column - 1]
	AT(QUERY) = { .name = "query", .title = N_("Asked"), .type = CELL_TEXT,
		.width = -1, .help = N_("the name that was asked for") },
	AT(NAME) = { .name = "name", .title = N_("Name"), .type = CELL_TEXT,
		.width = -1, .help = N_("primary name as the list writes it") },
	AT(SCORE) = { .name = "score", .title = N_("Score"), .type = CELL_NUMBER,
		.width = 5, .help = N_("how well it fits, of 100") },
	AT(REASONS) = { .name = "reasons", .title = N_("Reasons"),
		.type = CELL_TEXT, .list = true, .kept = true, .width = -1,
		.help = N_("what speaks for it and against it") },
	AT(SUBJECT) = { .name = "subject", .title = N_("Id"), .type = CELL_ID,
		.width = 14, .help = N_("id of the listing; `thaw show` and"
		" `thaw verdict` take it") },
	AT(LIST) = { .name = "list", .title = N_("List"), .type = CELL_WORD,
		.width = 12, .help = N_("source key of the list") },
	AT(PROGRAMME) = { .name = "programme", .title = N_("Programme"),
		.type = CELL_WORD, .list = true, .joined = true, .width = 18,
		.help = N_("as the list writes them") },
	AT(STATE) = { .name = "state", .title = N_("State"), .type = CELL_WORD,
		.vocab = VOCAB_screen_state, .width = 15,
		.help = N_("listed, eased, removal_pending, delisted, expired;"
		" held, released") },
	AT(EASED_BY) = { .name = "eased_by", .title = N_("Eased by"),
		.type = CELL_TEXT, .list = true,
		.help = N_("instruments in force that ease it") },
	AT(MATCHED) = { .name = "matched", .title = N_("Matched"),
		.type = CELL_TEXT,
		.help = N_("the name of the listing that fits best") },
	AT(KIND) = { .name = "kind", .title = N_("Kind"), .type = CELL_WORD,
		.vocab = VOCAB_kind,
		.help = N_("person, entity, vessel or aircraft") },
	AT(BORN) = { .name = "born", .title = N_("Born"), .type = CELL_TEXT,
		.list = true, .joined = true, .help = N_("dates of birth") },
	AT(COUNTRY) = { .name = "country", .title = N_("Country"),
		.type = CELL_TEXT, .list = true, .joined = true,
		.help = N_("citizenship or seat") },
	AT(LISTED_ON) = { .name = "listed_on", .title = N_("Listed"),
		.type = CELL_DATE, .help = N_("as the list says") },
	AT(GONE_ON) = { .name = "gone_on", .title = N_("Gone"), .type = CELL_DATE,
		.help = N_("when it was delisted or expired") },
	AT(PARTY) = { .name = "party", .title = N_("Party"), .type = CELL_ID,
		.help = N_("id of the party that several lists name") },
	AT(VERDICT) = { .name = "verdict", .title = N_("Verdict"),
		.type = CELL_WORD, .vocab = VOCAB_verdict, .width = 12,
		.help = N_("same, not_the_same, unsure: what you said") },
	AT(VERDICT_NOTE) = { .name = "verdict_note", .title = N_("Note"),
		.type = CELL_TEXT, .help = N_("and why") },
	AT(VERDICT_BY) = { .name = "verdict_by", .title = N_("By"),
		.type = CELL_TEXT, .help = N_("who said so") },
	AT(VERDICT_AT) = { .name = "verdict_at", .title = N_("Said"),
		.type = CELL_DATE, .help = N_("when") },
	AT(ROW) = { .name = "row", .title = N_("Row"), .type = CELL_NUMBER,
		.help = N_("of the file, its header being the first") },
#undef AT
};

const struct shape screening_shape = {
	.name = "screen",
	.title = N_("Screening"),
	.help = N_("candidates for a name, best first"),
	.rows = ROWS_ELSEWHERE,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
};
