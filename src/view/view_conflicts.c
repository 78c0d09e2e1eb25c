/* What cannot all be true of one thing: one row a subject and check. */
#include "base/i18n.h"
#include "model/sentence.h"
#include "view/called.h"
#include "view/cells.h"
#include "view/view.h"

enum {
	SUBJECT, CHECK, SIDES, VERDICT, WHY, PROPERTY, KIND, SUBJECT_ID,
	REOPENED, NOTE, ONE, SUM, UNVERIFIED,
};

static const struct column columns[] = {
	[SUBJECT] = { .name = "subject", .title = N_("About"), .type = CELL_TEXT,
		.kept = true,
		.width = 24, .help = N_("who or what it is about") },
	[CHECK] = { .name = "check", .title = N_("Check"), .type = CELL_WORD,
		.vocab = VOCAB_check, .width = 22,
		.help = N_("what found it") },
	[SIDES] = { .name = "sides", .alias = "side", .title = N_("Sides"),
		.type = CELL_TEXT, .list = true, .kept = true, .width = -1,
		.help = N_("what each one says: SOURCE: WORDS") },
	[VERDICT] = { .name = "verdict", .title = N_("Verdict"),
		.type = CELL_WORD, .vocab = VOCAB_conflict_verdict,
		.width = 10, .from = CELL_OF_VERDICT,
		.help = N_("yours: open, scope, superseded or error") },
	[WHY] = { .name = "why", .title = N_("Why"), .type = CELL_TEXT,
		.kept = true,
		.help = N_("what does not fit, in a sentence") },
	[PROPERTY] = { .name = "property", .title = N_("Property"),
		.type = CELL_WORD, .help = N_("which of its properties") },
	[KIND] = { .name = "kind", .title = N_("Kind"), .type = CELL_WORD,
		.help = N_("person, event, measure ...") },
	[SUBJECT_ID] = { .name = "subject_id", .title = N_("Of"),
		.type = CELL_ID, .help = N_("id of who or what it is about") },
	[REOPENED] = { .name = "reopened", .title = N_("Reopened"),
		.type = CELL_FLAG, .from = CELL_OF_REOPENED,
		.help = N_("true where the sides say other things than when you"
		" gave a verdict: it is open again") },
	[NOTE] = { .name = "note", .title = N_("Note"), .type = CELL_TEXT,
		.from = CELL_OF_NOTE, .help = N_("yours, with the verdict") },
	[ONE] = { .name = "one", .title = N_("Those"), .type = CELL_ID,
		.list = true, .hidden = true,
		.help = N_("ids of all that it is told of") },
	[SUM] = { .name = "sum", .title = N_("Sum"), .type = CELL_ID,
		.hidden = true, .help = N_("of what the sides say") },
	[UNVERIFIED] = { .name = "unverified", .title = N_("Unverified"),
		.type = CELL_FLAG, .hidden = true,
		.help = N_("true where a side is of one who may be another") },
};

/* An act has no name but its day and number. */
static struct slice called(const struct facts *f, struct arena *mem)
{
	static const enum property names[] = {
		PROP_name, PROP_target, PROP_title, PROP_action, PROP_aspect,
		PROP_label, PROP_measure,
	};
	struct slice date, count;

	if (f->kind == KIND_event) {
		date = facts_value(f, PROP_date);
		count = facts_value(f, PROP_count);
		if (count.n)
			return date.n ? sentence_keep(mem, SAYS_RELEASE_ON,
						SENTENCE_OF(count, date)) :
					sentence_keep(mem, SAYS_RELEASE_OF,
						SENTENCE_OF(count));
		return date.n ? sentence_keep(mem, SAYS_RELEASE_DAY,
					      SENTENCE_OF(date)) :
				sentence_word(SAYS_RELEASE);
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct slice name = facts_value(f, names[i]);

		if (names[i] == PROP_measure && facts_value(f, PROP_list).n)
			name = measure_target(f, mem);
		if (!name.n)
			continue;
		if (f->kind != KIND_measure)
			return name;
		return sentence_keep(mem, SAYS_SANCTIONS, SENTENCE_OF(
				     facts_value(f, PROP_jurisdiction), name));
	}
	return f->subject;
}

static bool is_maybe(const struct conflict *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->side[i].maybe)
			return true;
	return false;
}

static void fill(const struct conflict_row *c, struct slice *cell,
		 struct arena *mem)
{
	cell[SUBJECT] = called(c->facts, mem);
	cell[CHECK] = slice_of(c->conflict->check);
	cell[VERDICT] = SLICE("open");
	cell[WHY] = c->conflict->why;
	cell[PROPERTY] = c->conflict->about;
	cell[KIND] = slice_of(kind_name(c->facts->kind));
	cell[SUBJECT_ID] = c->facts->id;
	cell[REOPENED] = SLICE("false");
	cell[UNVERIFIED] = cell_flag(is_maybe(c->conflict));
}

const struct shape view_conflicts = {
	.name = "conflicts",
	.title = N_("Disputed"),
	.help = N_("what cannot all be true of one thing, side by side"),
	.rows = ROWS_CONFLICTS,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "-seen,subject,check",
	.name_column = "subject",
	.fill_conflict = fill,
	.called = "subject",
	.stands = "check verdict",
};
