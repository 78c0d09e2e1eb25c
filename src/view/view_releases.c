/* Named persons: who was freed, after how long, and who says so. */
#include "base/i18n.h"
#include "model/pdate.h"
#include "view/cells.h"
#include "view/custody.h"
#include "view/view.h"

enum {
	NAME, OTHER_NAMES, ROLES, ROLE_TEXT, CUSTODY, DETAINED_ON,
	RELEASED_ON, HELD_TEXT, HELD_MIN, HELD_MAX, HELD_DAYS, HELD,
	RELEASE_TYPE, MANNER, CHARGES, SENTENCE, COUNTRY, EVENT,
	UNVERIFIED, PARTY, POSSIBLY_SAME,
};

static const struct column columns[] = {
	[NAME] = { .name = "name", .title = N_("Name"), .type = CELL_TEXT,
		.width = -1, .also = "other_names",
		.help = N_("name as the best source writes it") },
	[OTHER_NAMES] = { .name = "other_names", .title = N_("Other names"),
		.type = CELL_TEXT, .list = true,
		.help = N_("other spellings and scripts") },
	[ROLES] = { .name = "roles", .alias = "role", .title = N_("Roles"),
		.type = CELL_WORD, .list = true, .vocab = VOCAB_role,
		.width = 24, .also = "role_text",
		.help = N_("what the person is, in thaw's words") },
	[ROLE_TEXT] = { .name = "role_text", .title = N_("Role as written"),
		.type = CELL_TEXT, .help = N_("the role as the source writes it") },
	[CUSTODY] = { .name = "custody", .title = N_("Custody"),
		.type = CELL_WORD, .vocab = VOCAB_custody,
		.help = N_("where the person is said to be") },
	[DETAINED_ON] = { .name = "detained_on", .alias = "detained",
		.title = N_("Detained"), .type = CELL_DATE,
		.help = N_("date of the arrest") },
	[RELEASED_ON] = { .name = "released_on", .alias = "released",
		.title = N_("Freed"), .type = CELL_DATE, .width = 11,
		.help = N_("date of the release") },
	[HELD_TEXT] = { .name = "held_text", .title = N_("Held"),
		.type = CELL_TEXT, .width = 14,
		.help = N_("how long held, as written") },
	[HELD_MIN] = { .name = "held_min_days", .title = N_("Held at least"),
		.type = CELL_NUMBER, .help = N_("least days that the words allow") },
	[HELD_MAX] = { .name = "held_max_days", .title = N_("Held at most"),
		.type = CELL_NUMBER, .help = N_("most days that the words allow") },
	[HELD_DAYS] = { .name = "held_days", .title = N_("Days held"),
		.type = CELL_NUMBER, .help = N_("days between arrest and release") },
	[HELD] = { .name = "held", .title = N_("Held"), .type = CELL_NUMBER,
		.hidden = true,
		.help = N_("days held from the dates, else at least (held>2y)") },
	[RELEASE_TYPE] = { .name = "release_type", .alias = "type",
		.title = N_("Type"), .type = CELL_WORD,
		.vocab = VOCAB_release_type, .help = N_("pardon, amnesty, ...") },
	[MANNER] = { .name = "manner", .title = N_("Manner"),
		.type = CELL_WORD, .vocab = VOCAB_release_manner, .width = 10,
		.help = N_("stayed, deported, ...") },
	[CHARGES] = { .name = "charges", .alias = "charge",
		.title = N_("Charges"), .type = CELL_TEXT, .list = true,
		.help = N_("articles of the criminal code") },
	[SENTENCE] = { .name = "sentence", .title = N_("Sentence"),
		.type = CELL_TEXT, .help = N_("sentence as written") },
	[COUNTRY] = { .name = "country", .title = N_("Country"),
		.type = CELL_TEXT, .help = N_("citizenship") },
	[EVENT] = { .name = "event", .title = N_("Event"), .type = CELL_ID,
		.from = CELL_LEADS, .help = N_("id of the release act") },
	[UNVERIFIED] = { .name = "unverified", .title = N_("Unverified"),
		.type = CELL_FLAG, .help = N_("true where the source itself"
		" says that nobody has confirmed it") },
	[PARTY] = { .name = "party", .title = N_("One person"), .type = CELL_ID,
		.from = CELL_OF_PARTY,
		.help = N_("id of the person, where several texts tell of him") },
	[POSSIBLY_SAME] = { .name = "possibly_same", .title = N_("Possibly same"),
		.type = CELL_ID, .list = true, .from = CELL_OF_ROW_LINKS,
		.help = N_("of other rows, who may be the same person") },
};

static struct slice event_id(const struct facts *f, struct arena *mem)
{
	const struct fact *said = facts_best(f, PROP_event);
	char id[ID_TEXT];

	if (!said)
		return SLICE_NONE;
	/* Each source numbers its events by itself. */
	record_id(KIND_event, said->source, said->claim.value, id);
	return arena_slice(mem, slice_of(id));
}

static void fill_held(const struct facts *f, struct slice *cell,
		      struct arena *mem)
{
	const struct fact *said = facts_best(f, PROP_held_text);
	int64_t least;

	cell[HELD_TEXT] = facts_value(f, PROP_held_text);
	/* The bounds belong to the words shown, not to another source's. */
	for (size_t i = 0; said && i < f->n; i++) {
		const struct fact *x = &f->fact[i];

		if (!slice_eq(x->key, said->key) ||
		    !slice_eq(x->source, said->source) || x->until.p)
			continue;
		if (x->claim.prop == PROP_held_min_days)
			cell[HELD_MIN] = x->claim.value;
		if (x->claim.prop == PROP_held_max_days)
			cell[HELD_MAX] = x->claim.value;
	}
	cell[HELD_DAYS] = cell_days(cell[DETAINED_ON], cell[RELEASED_ON],
				    mem);
	cell[HELD] = cell[HELD_DAYS].p ? cell[HELD_DAYS] : cell[HELD_MIN];
	/* "Over 2 years" is more than 2y, so that held>2y finds it. */
	if (!cell[HELD_DAYS].p && !cell[HELD_MAX].p &&
	    slice_int(cell[HELD_MIN], &least))
		cell[HELD] = cell_number(least + 1, mem);
}

/* The day of the act that freed him, where no text tells his own; the act that
 * the row names first. */
static struct slice act_date(const struct facts *f, struct arena *mem)
{
	const struct fact *said = facts_best(f, PROP_event);
	const struct facts *act;
	struct slice first = SLICE_NONE;
	size_t n = said && f->look.acts ?
			   f->look.acts(f->look.ctx, true, mem, &act) : 0;

	for (size_t i = 0; i < n; i++) {
		struct slice scope = facts_value(&act[i], PROP_count_scope);
		struct slice date = facts_value(&act[i], PROP_date);

		if (!date.n || (scope.n && !slice_is(scope, "this_act")))
			continue;
		if (slice_eq(act[i].subject, said->claim.value) &&
		    slice_eq(act[i].source, said->source))
			return date;
		first = first.n ? first : date;
	}
	return first;
}

static bool list_has(struct slice list, struct slice value)
{
	struct slice one;

	while (slice_cut(&list, LIST_SEP, &one))
		if (slice_eq(one, value))
			return true;
	return false;
}

/* Those that a source tells as such, and how others write the name. */
static struct slice other_names(const struct facts *f, struct slice name,
				struct arena *mem)
{
	struct slice told = facts_list(f, PROP_other_name, mem), one;
	struct slice names = facts_list(f, PROP_name, mem);
	struct str out = STR_INIT(RECORD_BYTES);
	struct slice cell = SLICE_NONE;

	str_add(&out, told);
	while (slice_cut(&names, LIST_SEP, &one)) {
		if (one.n == 0 || slice_eq(one, name) || list_has(told, one))
			continue;
		if (out.n == 0)
			str_addc(&out, LIST_SEP);
		str_add(&out, one);
		str_addc(&out, LIST_SEP);
	}
	if (out.n && !out.bad)
		cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

static int fill(const struct facts *f, struct slice *cell, struct arena *mem)
{
	cell[NAME] = facts_value(f, PROP_name);
	cell[OTHER_NAMES] = other_names(f, cell[NAME], mem);
	cell[ROLES] = facts_list(f, PROP_role, mem);
	cell[ROLE_TEXT] = facts_value(f, PROP_role_text);
	cell[CUSTODY] = facts_value(f, PROP_custody);
	cell[DETAINED_ON] = facts_value(f, PROP_detained_on);
	cell[RELEASED_ON] = facts_value(f, PROP_released_on);
	if (!cell[RELEASED_ON].n)
		cell[RELEASED_ON] = act_date(f, mem);
	fill_held(f, cell, mem);
	cell[RELEASE_TYPE] = facts_value(f, PROP_release_type);
	cell[MANNER] = facts_value(f, PROP_manner);
	cell[CHARGES] = facts_list(f, PROP_charge, mem);
	cell[SENTENCE] = facts_value(f, PROP_sentence);
	cell[COUNTRY] = facts_value(f, PROP_country);
	cell[EVENT] = event_id(f, mem);
	cell[UNVERIFIED] = cell_flag(cell_all_unverified(f, PROP_name));
	return cell[NAME].n > 0;
}

const struct shape view_releases = {
	.name = "releases",
	.title = N_("Releases"),
	.help = N_("named persons who were freed"),
	.kind = KIND_person,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "-released_on,name",
	.name_column = "name",
	.fill = fill,
	.tell = custody_tell,
	.called = "name",
	.stands = "custody released_on",
	.again = "custody",
	.watched = true,
};
