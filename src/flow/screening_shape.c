/* The columns of a candidate. */
#include "flow/screening.h"

#include "model/shape.h"

static const struct column columns[SCREENING_COLUMNS - 1] = {
#define AT(column) [SCREENING_##column - 1]
	AT(QUERY) = { .name = "query", .title = "Asked", .type = CELL_TEXT,
		.width = -1, .help = "the name that was asked for" },
	AT(NAME) = { .name = "name", .title = "Name", .type = CELL_TEXT,
		.width = -1, .help = "primary name as the list writes it" },
	AT(SCORE) = { .name = "score", .title = "Score", .type = CELL_NUMBER,
		.width = 5, .help = "how well it fits, of 100" },
	AT(REASONS) = { .name = "reasons", .title = "Reasons",
		.type = CELL_TEXT, .list = true, .width = -1,
		.help = "what speaks for it and against it" },
	AT(SUBJECT) = { .name = "subject", .title = "Id", .type = CELL_ID,
		.width = 14, .help = "id of the listing; `thaw show` and"
		" `thaw verdict` take it" },
	AT(LIST) = { .name = "list", .title = "List", .type = CELL_WORD,
		.width = 12, .help = "source key of the list" },
	AT(PROGRAMME) = { .name = "programme", .title = "Programme",
		.type = CELL_WORD, .list = true, .joined = true, .width = 18,
		.help = "as the list writes them" },
	AT(STATE) = { .name = "state", .title = "State", .type = CELL_WORD,
		.vocab = VOCAB_screen_state, .width = 15,
		.help = "listed, eased, removal_pending, delisted, expired;"
		" held, released" },
	AT(EASED_BY) = { .name = "eased_by", .title = "Eased by",
		.type = CELL_TEXT, .list = true,
		.help = "instruments in force that ease it" },
	AT(MATCHED) = { .name = "matched", .title = "Matched",
		.type = CELL_TEXT,
		.help = "the name of the listing that fits best" },
	AT(KIND) = { .name = "kind", .title = "Kind", .type = CELL_WORD,
		.vocab = VOCAB_kind,
		.help = "person, entity, vessel or aircraft" },
	AT(BORN) = { .name = "born", .title = "Born", .type = CELL_TEXT,
		.list = true, .joined = true, .help = "dates of birth" },
	AT(COUNTRY) = { .name = "country", .title = "Country",
		.type = CELL_TEXT, .list = true, .joined = true,
		.help = "citizenship or seat" },
	AT(LISTED_ON) = { .name = "listed_on", .title = "Listed",
		.type = CELL_DATE, .help = "as the list says" },
	AT(GONE_ON) = { .name = "gone_on", .title = "Gone", .type = CELL_DATE,
		.help = "when it was delisted or expired" },
	AT(PARTY) = { .name = "party", .title = "Party", .type = CELL_ID,
		.help = "id of the party that several lists name" },
	AT(VERDICT) = { .name = "verdict", .title = "Verdict",
		.type = CELL_WORD, .vocab = VOCAB_verdict, .width = 12,
		.help = "same, not_the_same, unsure: what you said" },
	AT(VERDICT_NOTE) = { .name = "verdict_note", .title = "Note",
		.type = CELL_TEXT, .help = "and why" },
	AT(VERDICT_BY) = { .name = "verdict_by", .title = "By",
		.type = CELL_TEXT, .help = "who said so" },
	AT(VERDICT_AT) = { .name = "verdict_at", .title = "Said",
		.type = CELL_DATE, .help = "when" },
	AT(ROW) = { .name = "row", .title = "Row", .type = CELL_NUMBER,
		.help = "of the file, its header being the first" },
#undef AT
};

const struct shape screening_shape = {
	.name = "screen",
	.title = "Screening",
	.help = "candidates for a name, best first",
	.rows = ROWS_ELSEWHERE,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
};
