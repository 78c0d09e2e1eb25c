/* Measures: what is in force, what was eased, and what the news claims. */
#include "base/i18n.h"
#include "model/programme.h"
#include "model/pdate.h"
#include "model/sentence.h"
#include "view/called.h"
#include "view/cells.h"
#include "check/measure.h"
#include "view/view.h"

enum {
	JURISDICTION, AUTHORITY, PROGRAMME, PROGRAMME_KEY, TARGET, MEASURE, STATE, SINCE,
	INSTRUMENT, EXPIRES, LISTED, ADDED_12M, REMOVED_12M, TREND, BY_LISTS,
	NEWS_STATE, BASIS, UNEXPECTED, UNVERIFIED, DOCUMENTS,
};

static const struct column columns[] = {
	[JURISDICTION] = { .name = "jurisdiction", .title = N_("By"),
		.type = CELL_WORD, .vocab = VOCAB_jurisdiction, .width = 3,
		.help = N_("country code, EU or UN") },
	[AUTHORITY] = { .name = "authority", .title = N_("Authority"),
		.type = CELL_TEXT, .help = N_("who imposes it") },
	[PROGRAMME] = { .name = "programme", .title = N_("Programme"),
		.type = CELL_WORD, .list = true, .joined = true, .width = 16,
		.also = "programme_key",
		.help = N_("as the source writes it; programme:BLR finds every"
		" authority's") },
	[PROGRAMME_KEY] = { .name = "programme_key", .title = N_("Key"),
		.type = CELL_WORD, .list = true, .hidden = true,
		.help = N_("key of the programme, and whom it is about") },
	[TARGET] = { .name = "target", .title = N_("Target"),
		.type = CELL_TEXT, .width = -1, .help = N_("who or what it hits") },
	[MEASURE] = { .name = "measure", .title = N_("Measure"),
		.type = CELL_TEXT, .help = N_("what it is; \"list\": a whole"
		" list") },
	[STATE] = { .name = "state", .title = N_("State"), .type = CELL_WORD,
		.vocab = VOCAB_measure_state, .width = 16,
		.help = N_("by the latest verified act") },
	[SINCE] = { .name = "since", .title = N_("Since"), .type = CELL_DATE,
		.width = 11, .help = N_("since when it is in that state") },
	[BASIS] = { .name = "basis", .title = N_("Basis"),
		.type = CELL_WORD, .vocab = VOCAB_basis, .width = 7,
		.help = N_("what the state rests on: act, counsel (lawyers' account"
		" of one), list or press") },
	[INSTRUMENT] = { .name = "instrument", .title = N_("Instrument"),
		.type = CELL_TEXT, .help = N_("licence, act or order") },
	[EXPIRES] = { .name = "expires", .title = N_("Expires"),
		.type = CELL_DATE, .help = N_("when it ends by itself") },
	[LISTED] = { .name = "listed", .title = N_("Listed"),
		.type = CELL_NUMBER, .width = 6, .help = N_("targets listed now") },
	[ADDED_12M] = { .name = "added_12m", .title = N_("Added"),
		.type = CELL_NUMBER, .help = N_("came in 12 months") },
	[REMOVED_12M] = { .name = "removed_12m", .title = N_("Removed"),
		.type = CELL_NUMBER, .help = N_("went in 12 months, for sure") },
	[TREND] = { .name = "trend", .title = N_("Trend"),
		.type = CELL_TEXT, .list = true,
		.help = N_("listed at the last version of each month of a year:"
		" DATE COUNT") },
	[BY_LISTS] = { .name = "by_lists", .title = N_("By the lists"),
		.type = CELL_TEXT,
		.help = N_("parties covered that the lists have") },
	[NEWS_STATE] = { .name = "news_state", .alias = "news",
		.title = N_("The news says"), .type = CELL_TEXT, .list = true,
		.vocab = VOCAB_measure_state,
		.width = 24, .help = N_("what documents claim: STATE (as written)") },
	[UNEXPECTED] = { .name = "unexpected", .title = N_("Unexpected"),
		.type = CELL_FLAG, .help = N_("true where a state does not follow"
		" from the one before") },
	[UNVERIFIED] = { .name = "unverified", .title = N_("Unverified"),
		.type = CELL_FLAG, .help = N_("true where nothing but unverified"
		" claims is known, or press alone says so") },
	[DOCUMENTS] = { .name = "documents", .alias = "document",
		.title = N_("Documents"), .type = CELL_TEXT, .list = true,
		.help = N_("addresses of the documents that say so") },
};

static void add_state(struct str *out, const struct step *s)
{
	struct str item = STR_INIT(4096);
	struct slice rest = str_slice(out), known;
	bool have = false;

	str_add(&item, s->state);
	if (s->qualifier.n)
		str_addf(&item, " (%.*s%s)", SLICE_ARG(s->qualifier),
			 s->unverified ? ", unverified" : "");
	else if (s->unverified)
		str_addz(&item, " (unverified)");
	while (!have && slice_cut(&rest, LIST_SEP, &known))
		have = known.n && slice_eq(known, str_slice(&item));
	if (!have) {
		if (out->n == 0)
			str_addc(out, LIST_SEP);
		str_add(out, str_slice(&item));
		str_addc(out, LIST_SEP);
	}
	str_free(&item);
}

/* As they came; of one document, as it has them. */
static struct slice news_states(const struct history *h, struct arena *mem)
{
	struct str out = STR_INIT(64 << 10);
	struct slice cell = SLICE_NONE;

	for (size_t i = 0; i < h->n; i++)
		if (h->step[i].news)
			add_state(&out, &h->step[i]);
	if (out.n && !out.bad)
		cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

/* A claim about sanctions at large stands by the programme's key. */
static struct slice programmes_of(const struct facts *f, struct arena *mem)
{
	struct slice tokens = facts_list(f, PROP_programme, mem);

	return tokens.n ? tokens : facts_list(f, PROP_concerns, mem);
}

static struct slice lists_say(const struct history *h, struct arena *mem)
{
	if (!h->covered)
		return SLICE_NONE;
	return arena_fmt(mem, "%zu of %zu listed on %.*s", h->listed,
			 h->covered, (int)(h->version.n < 10 ? h->version.n :
							       10),
			 h->version.p);
}

/* "2025-11-28 228", "2025-12-19 232" */
static struct slice trend(const struct facts *f, struct slice list,
			  struct arena *mem)
{
	struct str out = STR_INIT(4096);
	struct slice cell = SLICE_NONE;
	struct trend t = {0};

	if (f->look.trend)
		f->look.trend(f->look.ctx, list,
			      cell_year_before(f->day, mem), mem, &t);
	for (size_t i = 0; i < t.n; i++)
		str_addf(&out, "%s%.10s %lld\x1f", i ? "" : "\x1f",
			 t.point[i].date.p, (long long)t.point[i].listed);
	if (t.n > 1 && !out.bad)
		cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

static void count(const struct facts *f, const struct history *h,
		  struct slice *cell, struct arena *mem)
{
	struct slice list = facts_value(f, PROP_list);
	struct tally t = {0};

	cell[LISTED] = facts_value(f, PROP_listed);
	if (h->covered)
		cell[LISTED] = cell_number((int64_t)h->listed, mem);
	if (list.n && f->look.tally)
		f->look.tally(f->look.ctx, list,
			      cell_year_before(f->day, mem), &t);
	if (t.known)
		cell[LISTED] = cell_number(t.listed, mem);
	if (!t.moved)
		return;
	cell[ADDED_12M] = cell_number(t.added, mem);
	cell[REMOVED_12M] = cell_number(t.removed, mem);
	cell[TREND] = trend(f, list, mem);
}

static bool has_unexpected(const struct history *h)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->step[i].unexpected)
			return true;
	return false;
}

static int fill(const struct facts *f, struct slice *cell, struct arena *mem)
{
	static const struct step nothing;
	const struct step *now;
	struct history h;

	history_make(f, mem, &h);
	now = h.now ? h.now : &nothing;
	cell[JURISDICTION] = facts_value(f, PROP_jurisdiction);
	cell[AUTHORITY] = facts_value(f, PROP_authority);
	cell[PROGRAMME] = programmes_of(f, mem);
	cell[PROGRAMME_KEY] = cell_programme_keys(f, mem);
	cell[TARGET] = measure_target(f, mem);
	cell[MEASURE] = facts_value(f, PROP_measure);
	cell[STATE] = now->state;
	cell[SINCE] = now->date;
	cell[BASIS] = now->basis;
	cell[INSTRUMENT] = h.now ? now->instrument :
				   facts_value(f, PROP_instrument);
	cell[EXPIRES] = h.now ? now->expires : facts_value(f, PROP_expires);
	cell[BY_LISTS] = lists_say(&h, mem);
	count(f, &h, cell, mem);
	cell[NEWS_STATE] = news_states(&h, mem);
	cell[UNEXPECTED] = cell_flag(has_unexpected(&h));
	cell[UNVERIFIED] = cell_flag(h.now ? slice_is(now->basis, "press") :
		cell_all_unverified(f, PROP_news_state));
	cell[DOCUMENTS] = cell_documents(f, mem);
	return h.differs || h.contradicted ? 2 : 1;
}

static void tell_step(const struct step *s, struct str *out)
{
	const char *basis = vocab_said(VOCAB_basis, s->basis);

	cell_day(s->date, out);
	step_said(s, false, out);
	if (s->qualifier.n)
		sentence_tell(out, SAYS_BRACKETS, &s->qualifier, 1);
	if (basis)
		str_addf(out, "; %s: %.*s", basis, SLICE_ARG(s->publisher));
	if (s->programme.n)
		str_addf(out, ", %.*s", SLICE_ARG(s->programme));
	if (s->general)
		str_addz(out, _("; said of sanctions at large"));
	if (s->unverified)
		str_addz(out, _("; unverified"));
	if (s->news)
		str_addz(out, _("; no state"));
	if (s->ended)
		str_addz(out, _("; over"));
	if (s->unexpected)
		str_addz(out, _("; unexpected after what came before"));
	str_addc(out, '\n');
}

static void tell(const struct facts *f, struct arena *mem, struct str *out)
{
	struct str day = STR_INIT(256);
	struct history h;

	history_make(f, mem, &h);
	if (h.now) {
		const char *basis = vocab_said(VOCAB_basis, h.now->basis);

		step_said(h.now, true, out);
		str_addf(out, _("; rests on: %s\n"), basis ? basis :
			 _("not told"));
	} else if (h.n) {
		str_addz(out, _("no act is known, only what is said\n"));
	}
	if (!pdate_said(h.version, &day))
		str_add(&day, h.version);
	if (h.covered)
		str_addf(out, h.contradicted ?
			 _("%zu of %zu parties covered are listed on %s:"
			   " that contradicts it\n") :
			 _("%zu of %zu parties covered are listed on %s\n"),
			 h.listed, h.covered, str_cstr(&day));
	if (h.differs)
		str_addz(out, _("the news says another thing than the acts\n"));
	if (h.n)
		str_addz(out, _("history:\n"));
	for (size_t i = 0; i < h.n; i++)
		tell_step(&h.step[i], out);
	str_free(&day);
}

const struct shape view_sanctions = {
	.name = "sanctions",
	.title = N_("Sanctions"),
	.help = N_("measures: state by the acts, and what the news claims"),
	.kind = KIND_measure,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "jurisdiction,programme_key,-listed,target",
	.name_column = "target",
	.fill = fill,
	.tell = tell,
	.daily = true,
	.called = "jurisdiction target",
	.stands = "state instrument expires news_state",
	.watched = true,
};
