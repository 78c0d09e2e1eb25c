/* Measures: what is in force, what was eased, and what the news claims. */
#include "view/cells.h"
#include "view/view.h"

enum {
	JURISDICTION, AUTHORITY, PROGRAMME, PROGRAMME_KEY, TARGET, MEASURE, STATE, SINCE,
	INSTRUMENT, EXPIRES, LISTED, ADDED_12M, REMOVED_12M, NEWS_STATE,
	UNVERIFIED, DOCUMENTS,
};

static const struct column columns[] = {
	[JURISDICTION] = { .name = "jurisdiction", .title = "By",
		.type = CELL_WORD, .vocab = VOCAB_jurisdiction, .width = 3,
		.help = "country code, EU or UN" },
	[AUTHORITY] = { .name = "authority", .title = "Authority",
		.type = CELL_TEXT, .help = "who imposes it" },
	[PROGRAMME] = { .name = "programme", .title = "Programme",
		.type = CELL_WORD, .list = true, .joined = true, .width = 16,
		.also = "programme_key",
		.help = "as the source writes it; programme:BLR finds every"
		" authority's" },
	[PROGRAMME_KEY] = { .name = "programme_key", .title = "Key",
		.type = CELL_WORD, .list = true, .hidden = true,
		.help = "key of the programme, and whom it is about" },
	[TARGET] = { .name = "target", .title = "Target",
		.type = CELL_TEXT, .width = -1, .help = "who or what it hits" },
	[MEASURE] = { .name = "measure", .title = "Measure",
		.type = CELL_TEXT, .width = 14, .help = "what it is" },
	[STATE] = { .name = "state", .title = "State", .type = CELL_WORD,
		.vocab = VOCAB_measure_state, .width = 16,
		.help = "by the latest verified act" },
	[SINCE] = { .name = "since", .title = "Since", .type = CELL_DATE,
		.width = 11, .help = "since when it is in that state" },
	[INSTRUMENT] = { .name = "instrument", .title = "Instrument",
		.type = CELL_TEXT, .help = "licence, act or order" },
	[EXPIRES] = { .name = "expires", .title = "Expires",
		.type = CELL_DATE, .help = "when it ends by itself" },
	[LISTED] = { .name = "listed", .title = "Listed",
		.type = CELL_NUMBER, .width = 6, .help = "targets listed now" },
	[ADDED_12M] = { .name = "added_12m", .title = "Added",
		.type = CELL_NUMBER, .help = "added in 12 months" },
	[REMOVED_12M] = { .name = "removed_12m", .title = "Removed",
		.type = CELL_NUMBER, .help = "removed in 12 months" },
	[NEWS_STATE] = { .name = "news_state", .alias = "news",
		.title = "The news says", .type = CELL_TEXT, .list = true,
		.width = 24, .help = "what documents claim: STATE (as written)" },
	[UNVERIFIED] = { .name = "unverified", .title = "Unverified",
		.type = CELL_FLAG, .help = "true where nothing but unverified"
		" claims is known" },
	[DOCUMENTS] = { .name = "documents", .alias = "document",
		.title = "Documents", .type = CELL_TEXT, .list = true,
		.help = "addresses of the documents that say so" },
};

static void add_state(struct str *out, const struct claim *c)
{
	struct str item = STR_INIT(4096);
	struct slice rest = str_slice(out), known;
	bool have = false;

	str_add(&item, c->value);
	if (c->qualifier.n)
		str_addf(&item, " (%.*s%s)", SLICE_ARG(c->qualifier),
			 c->unverified ? ", unverified" : "");
	else if (c->unverified)
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

/* As the documents have them: first by document, then by place in it. */
static struct slice news_states(const struct facts *f, struct arena *mem)
{
	struct str out = STR_INIT(64 << 10);
	struct slice cell = SLICE_NONE;
	int64_t last = -1;

	for (;;) {
		const struct fact *next = NULL;

		for (size_t i = 0; i < f->n; i++) {
			const struct fact *x = &f->fact[i];

			if (x->claim.prop == PROP_news_state && !x->until.p &&
			    (int64_t)x->claim.offset > last &&
			    (!next || x->claim.offset < next->claim.offset))
				next = x;
		}
		if (!next)
			break;
		last = next->claim.offset;
		for (size_t i = 0; i < f->n; i++)
			if (f->fact[i].claim.prop == PROP_news_state &&
			    !f->fact[i].until.p &&
			    f->fact[i].claim.offset == last)
				add_state(&out, &f->fact[i].claim);
	}
	if (out.n && !out.bad)
		cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

/* What was said together with the state shown, in the same record. */
static struct slice beside(const struct facts *f, const struct fact *state,
			   enum property prop)
{
	for (size_t i = 0; state && i < f->n; i++)
		if (f->fact[i].claim.prop == prop && !f->fact[i].until.p &&
		    slice_eq(f->fact[i].key, state->key))
			return f->fact[i].claim.value;
	return SLICE_NONE;
}

static int fill(const struct facts *f, struct slice *cell, struct arena *mem)
{
	const struct fact *state = facts_best(f, PROP_state);

	cell[JURISDICTION] = facts_value(f, PROP_jurisdiction);
	cell[AUTHORITY] = facts_value(f, PROP_authority);
	cell[PROGRAMME] = facts_list(f, PROP_programme, mem);
	cell[PROGRAMME_KEY] = cell_programme_keys(f, mem);
	cell[TARGET] = cell_joined(f, PROP_target, mem);
	cell[MEASURE] = facts_value(f, PROP_measure);
	cell[STATE] = state ? state->claim.value : SLICE_NONE;
	cell[SINCE] = beside(f, state, PROP_since);
	cell[INSTRUMENT] = beside(f, state, PROP_instrument);
	cell[EXPIRES] = beside(f, state, PROP_expires);
	cell[LISTED] = facts_value(f, PROP_listed);
	cell[NEWS_STATE] = news_states(f, mem);
	cell[UNVERIFIED] = cell_flag(!state &&
		cell_all_unverified(f, PROP_news_state));
	cell[DOCUMENTS] = cell_documents(f, mem);
	return 1;
}

const struct shape view_sanctions = {
	.name = "sanctions",
	.title = "Sanctions",
	.help = "measures: state by the acts, and what the news claims",
	.kind = KIND_measure,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "jurisdiction,programme,target",
	.fill = fill,
};
