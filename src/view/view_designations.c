/* Parties on the official lists. */
#include "base/i18n.h"
#include "model/sentence.h"
#include "view/cells.h"
#include "check/measure.h"
#include "view/view.h"

enum {
	NAME, OTHER_NAMES, TARGET_KIND, JURISDICTION, LIST, PROGRAMME,
	PROGRAMME_KEY, NATIVE_ID, BORN, COUNTRY, LISTED_ON, GONE_ON, STATE, EXPIRES,
	EASED_BY, MEASURES, PARTY, POSSIBLY_SAME,
};

static const struct column columns[] = {
	[NAME] = { .name = "name", .title = N_("Name"), .type = CELL_TEXT,
		.width = -1, .also = "other_names",
		.help = N_("primary name as the list writes it") },
	[OTHER_NAMES] = { .name = "other_names", .title = N_("Other names"),
		.type = CELL_TEXT, .list = true, .help = N_("aliases") },
	[TARGET_KIND] = { .name = "kind", .title = N_("Kind"),
		.type = CELL_WORD, .vocab = VOCAB_kind, .width = 8,
		.help = N_("person, entity, vessel or aircraft") },
	[JURISDICTION] = { .name = "jurisdiction", .title = N_("By"),
		.type = CELL_WORD, .vocab = VOCAB_jurisdiction, .width = 3,
		.help = N_("country code, EU or UN") },
	[LIST] = { .name = "list", .title = N_("List"), .type = CELL_WORD,
		.width = 12, .help = N_("source key of the list") },
	[PROGRAMME] = { .name = "programme", .title = N_("Programme"),
		.type = CELL_WORD, .list = true, .joined = true, .width = 18,
		.also = "programme_key",
		.help = N_("as the list writes them; programme:BLR finds every"
		" list's") },
	[PROGRAMME_KEY] = { .name = "programme_key", .title = N_("Key"),
		.type = CELL_WORD, .list = true, .hidden = true,
		.help = N_("key of the programme, and whom it is about") },
	[NATIVE_ID] = { .name = "native_id", .title = N_("Number"),
		.type = CELL_WORD, .help = N_("id in the list itself") },
	[BORN] = { .name = "born", .title = N_("Born"), .type = CELL_TEXT,
		.list = true, .joined = true, .help = N_("dates of birth") },
	[COUNTRY] = { .name = "country", .title = N_("Country"),
		.type = CELL_TEXT, .list = true, .joined = true,
		.help = N_("citizenship or seat") },
	[LISTED_ON] = { .name = "listed_on", .alias = "listed",
		.title = N_("Listed"), .type = CELL_DATE, .width = 11,
		.help = N_("as the list says") },
	[GONE_ON] = { .name = "gone_on", .alias = "gone", .title = N_("Gone"),
		.type = CELL_DATE, .help = N_("as the list says, or the first version"
				    " without it") },
	[STATE] = { .name = "state", .title = N_("State"), .type = CELL_WORD,
		.vocab = VOCAB_designation_state, .width = 15,
		.help = N_("listed, removal_pending, delisted, expired") },
	[EXPIRES] = { .name = "expires", .title = N_("Expires"),
		.type = CELL_DATE, .help = N_("when the listing ends by itself") },
	[EASED_BY] = { .name = "eased_by", .title = N_("Eased by"),
		.type = CELL_TEXT, .list = true, .width = 8,
		.help = N_("instruments in force that ease it") },
	[MEASURES] = { .name = "measures", .alias = "measure",
		.title = N_("Measures"), .type = CELL_WORD, .list = true,
		.help = N_("what the listing means") },
	[PARTY] = { .name = "party", .title = N_("Party"), .type = CELL_ID,
		.from = CELL_OF_PARTY,
		.help = N_("id of the party that several lists name") },
	[POSSIBLY_SAME] = { .name = "possibly_same", .title = N_("Possibly same"),
		.type = CELL_ID, .list = true, .from = CELL_OF_LINKS,
		.help = N_("listings that may be the same party") },
};

/* Absent from its list, or kept there as delisted or expired. */
static struct slice state_of(const struct facts *f)
{
	switch (f->presence) {
	case REMOVAL_PENDING:
		return SLICE("removal_pending");
	case GONE:
		return SLICE("delisted");
	case PRESENT:
		break;
	}
	return facts_listed(f);
}

static struct slice gone_on(const struct facts *f, struct slice state)
{
	struct slice told = facts_value(f, PROP_gone_on);

	if (slice_is(state, "listed"))
		return SLICE_NONE;
	if (slice_is(state, "expired") && !told.n)
		return facts_value(f, PROP_expires);
	return told.n ? told : f->gone_on;
}

/* The end that is foreseen: of its term, or because the list says so. */
static struct slice expires(const struct facts *f, struct slice state)
{
	struct slice term = facts_value(f, PROP_expires);
	struct slice gone = facts_value(f, PROP_gone_on);

	if (!slice_is(state, "listed") || !gone.n ||
	    (term.n && slice_cmp(term, gone) < 0))
		return term;
	return gone;
}

/* Calls `fn` for each instrument in force that eases the listing. */
static void each_easing(const struct facts *f, struct arena *mem,
			void (*fn)(const struct step *s, struct str *out),
			struct str *out)
{
	struct slice party = arena_fmt(mem, "%.*s/%.*s", SLICE_ARG(f->source),
				       SLICE_ARG(f->subject));
	const struct facts *by;
	size_t n = f->look.saying ?
		f->look.saying(f->look.ctx, PROP_covers, party, mem, &by) : 0;

	for (size_t i = 0; i < n; i++) {
		struct history h;

		history_make(&by[i], mem, &h);
		for (size_t k = 0; k < h.n; k++)
			if (step_eases(&h.step[k]) &&
			    step_covers(&h.step[k], party))
				fn(&h.step[k], out);
	}
}

static void add_instrument(const struct step *s, struct str *out)
{
	struct slice name = s->instrument.n ? s->instrument : s->state;
	struct slice rest = str_slice(out), known;

	while (slice_cut(&rest, LIST_SEP, &known))
		if (slice_eq(known, name))
			return;
	if (out->n == 0)
		str_addc(out, LIST_SEP);
	str_add(out, name);
	str_addc(out, LIST_SEP);
}

static struct slice eased_by(const struct facts *f, struct arena *mem)
{
	struct str out = STR_INIT(64 << 10);
	struct slice cell = SLICE_NONE;

	each_easing(f, mem, add_instrument, &out);
	if (out.n && !out.bad)
		cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

static int fill(const struct facts *f, struct slice *cell, struct arena *mem)
{
	struct slice state = state_of(f);

	/* It goes on under another number, in a row of its own. */
	if (f->rekeyed_to.n)
		return 0;
	cell[NAME] = facts_value(f, PROP_name);
	cell[OTHER_NAMES] = facts_list(f, PROP_other_name, mem);
	cell[TARGET_KIND] = facts_value(f, PROP_target_kind);
	cell[JURISDICTION] = facts_value(f, PROP_jurisdiction);
	cell[LIST] = facts_value(f, PROP_list);
	cell[PROGRAMME] = facts_list(f, PROP_programme, mem);
	cell[PROGRAMME_KEY] = cell_programme_keys(f, mem);
	cell[NATIVE_ID] = facts_value(f, PROP_native_id);
	cell[BORN] = facts_list(f, PROP_born, mem);
	cell[COUNTRY] = facts_list(f, PROP_country, mem);
	cell[LISTED_ON] = facts_value(f, PROP_listed_on);
	cell[GONE_ON] = gone_on(f, state);
	cell[STATE] = state;
	cell[EXPIRES] = expires(f, state);
	cell[EASED_BY] = eased_by(f, mem);
	cell[MEASURES] = facts_list(f, PROP_measure, mem);
	return cell[NAME].n > 0;
}

static void tell_easing(const struct step *s, struct str *out)
{
	str_addz(out, ", ");
	step_said(s, true, out);
}

/* "listed, eased by licence by GL 13 since 2025-12-15, open-ended" */
static void tell(const struct facts *f, struct arena *mem, struct str *out)
{
	struct slice state = state_of(f), since = gone_on(f, state);
	const char *label = vocab_said(VOCAB_designation_state, state);

	str_addz(out, label ? label : _("listed"));
	if (since.n)
		sentence_tell(out, SAYS_SINCE, &since, 1);
	each_easing(f, mem, tell_easing, out);
	str_addc(out, '\n');
}

const struct shape view_designations = {
	.name = "designations",
	.title = N_("Designations"),
	.help = N_("parties on the official lists"),
	.kind = KIND_designation,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.filter = "state:listed,removal_pending",
	.sort = "name",
	.name_column = "name",
	.fill = fill,
	.tell = tell,
	.called = "name",
	.stands = "state eased_by",
	.watched = true,
};
