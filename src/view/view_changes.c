/* What the versions of the lists changed: one row a record added, removed or
 * re-keyed, and one a property amended. */
#include "base/i18n.h"
#include "view/cells.h"
#include "view/view.h"

enum {
	AT, SOURCE, OP, SUBJECT, PROPERTY, BEFORE, AFTER, CONFIRMED,
	LAST_SEEN, JURISDICTION, TARGET_KIND, PROGRAMME, NATIVE_ID,
	UNVERIFIED, PROGRAMME_KEY,
};

static const struct column columns[] = {
	[AT] = { .name = "at", .title = N_("When"), .type = CELL_DATE,
		.width = 11, .help = N_("date of the version that has it first") },
	[SOURCE] = { .name = "source", .title = N_("List"), .type = CELL_WORD,
		.width = 12, .help = N_("source key of the list") },
	[OP] = { .name = "op", .title = N_("What"), .type = CELL_WORD,
		.vocab = VOCAB_change_op, .width = 9,
		.help = N_("added, amended, removed, re-keyed or returned") },
	[SUBJECT] = { .name = "subject", .title = N_("Whom"), .type = CELL_TEXT,
		.width = -1, .help = N_("who or what it is about") },
	[PROPERTY] = { .name = "property", .title = N_("Property"),
		.type = CELL_WORD, .width = 12,
		.help = N_("which of its properties; none: the whole entry") },
	[BEFORE] = { .name = "before", .title = N_("Before"), .type = CELL_TEXT,
		.width = 20, .help = N_("what was said and no longer is") },
	[AFTER] = { .name = "after", .title = N_("After"), .type = CELL_TEXT,
		.width = 20, .help = N_("what is said and was not") },
	[CONFIRMED] = { .name = "confirmed", .title = N_("Confirmed"),
		.type = CELL_FLAG, .width = 9,
		.help = N_("false: gone from one version, no second one yet") },
	[LAST_SEEN] = { .name = "last_seen", .title = N_("Last seen"),
		.type = CELL_DATE,
		.help = N_("version before: the change lies between the two") },
	[JURISDICTION] = { .name = "jurisdiction", .title = N_("By"),
		.type = CELL_WORD, .vocab = VOCAB_jurisdiction,
		.help = N_("whose list: EU, US, GB") },
	[TARGET_KIND] = { .name = "kind", .title = N_("Kind"),
		.type = CELL_WORD, .vocab = VOCAB_kind,
		.help = N_("person, entity, vessel or aircraft") },
	[PROGRAMME] = { .name = "programme", .title = N_("Programme"),
		.type = CELL_WORD, .list = true, .also = "programme_key",
		.help = N_("programme tokens of the entry") },
	[NATIVE_ID] = { .name = "native_id", .title = N_("Number"),
		.type = CELL_WORD,
		.help = N_("id in the list itself") },
	[UNVERIFIED] = { .name = "unverified", .title = N_("Unverified"),
		.type = CELL_FLAG, .hidden = true,
		.help = N_("true while unconfirmed") },
	[PROGRAMME_KEY] = { .name = "programme_key", .title = N_("Programme key"),
		.type = CELL_WORD, .list = true, .hidden = true,
		.help = N_("keys and territories of the programmes: EU-BLR, BLR") },
};

#define OP_WORD(name, word) [CHANGE_##name] = word,
static const char *const words[] = { CHANGE_OPS(OP_WORD) };
#undef OP_WORD

/* What is no party says so: a programme that a list names no more must not
 * read as somebody who was let go. */
static struct slice called(const struct facts *f, struct arena *mem)
{
	static const enum property names[] = {
		PROP_name, PROP_title, PROP_target, PROP_programme,
		PROP_measure,
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct slice name = facts_value(f, names[i]);

		if (name.n && names[i] == PROP_programme &&
		    slice_is(facts_value(f, PROP_measure), "list"))
			return arena_fmt(mem, "%.*s (programme)",
					 SLICE_ARG(name));
		if (name.n)
			return name;
	}
	return f->subject;
}

static void fill(const struct change *c, struct slice *cell,
		 struct arena *mem)
{
	const struct facts *f = &c->facts;

	cell[AT] = c->at;
	cell[SOURCE] = f->source;
	cell[OP] = slice_of(words[c->op]);
	cell[SUBJECT] = called(f, mem);
	cell[PROPERTY] = c->property;
	cell[BEFORE] = c->before;
	cell[AFTER] = c->after;
	cell[CONFIRMED] = cell_flag(c->confirmed);
	cell[LAST_SEEN] = c->last_seen;
	cell[JURISDICTION] = facts_value(f, PROP_jurisdiction);
	cell[TARGET_KIND] = facts_value(f, PROP_target_kind);
	cell[PROGRAMME] = facts_list(f, PROP_programme, mem);
	cell[NATIVE_ID] = facts_value(f, PROP_native_id);
	cell[PROGRAMME_KEY] = cell_programme_keys(f, mem);
	cell[UNVERIFIED] = cell_flag(!c->confirmed);
}

const struct shape view_changes = {
	.name = "changes",
	.title = N_("Changes"),
	.help = N_("what the versions of the lists changed"),
	.rows = ROWS_CHANGES,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "-at,source,subject",
	.name_column = "subject",
	.fill_change = fill,
	.called = "subject",
	.stands = "op property confirmed",
	.again = "at op property confirmed",
};
