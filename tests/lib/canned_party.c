/* One party of three invented listings, and one person of two sources, as the
 * user's word leaves them. */
#include "tests/lib/canned.h"

/* A constant, which SLICE() is not. */
#define LIT(text) { (text), sizeof(text) - 1 }
#define CLAIM(p, v, s) \
	{ .claim = { .prop = PROP_##p, .value = LIT(v), \
		     .as_of = LIT("2026-02-01") }, \
	  .source = LIT(s), .source_title = LIT(s) }

static const struct fact claims[] = {
	CLAIM(name, "Ivan PRYKLAD", "eu-fsf"),
	CLAIM(name, "PRIKLAD, Ivan", "us-ofac-sdn"),
	CLAIM(born, "1960-02-03", "eu-fsf"),
};

#define FACTS(i, s) \
	{ .id = LIT(i), .kind = KIND_designation, .source = LIT(s), \
	  .fact = claims, .n = sizeof(claims) / sizeof(claims[0]) }
static const struct facts eu = FACTS("d-eu", "eu-fsf");
static const struct facts us = FACTS("d-us", "us-ofac-sdn");
static const struct facts gb = FACTS("d-gb", "gb-uksl");

static const struct listed listings[] = {
	{ .facts = &eu, .name = LIT("Ivan PRYKLAD"), .native_id = LIT("EU.1"),
	  .jurisdiction = LIT("EU"), .listed_on = LIT("2021-02-03"),
	  .programmes = LIT("\x1f" "BLR\x1f") },
	{ .facts = &us, .name = LIT("PRIKLAD, Ivan"), .native_id = LIT("71"),
	  .jurisdiction = LIT("US"),
	  .programmes = LIT("\x1f" "BELARUS\x1f") },
	{ .facts = &gb, .name = LIT("Jan \x1b[1mPryklad"),
	  .native_id = LIT("BEL7"), .jurisdiction = LIT("GB") },
};

static const struct tie same = {
	.kind = TIE_ONE, .a = LIT("d-eu"), .b = LIT("d-us"),
	.reason = LIT("the same full name and date of birth (1960-02-03)"),
};
static const struct tie maybe = {
	.kind = TIE_POSSIBLY, .a = LIT("d-eu"), .b = LIT("d-gb"),
	.name = LIT("Jan \x1b[1mPryklad"), .source = LIT("gb-uksl"),
	.reason = LIT("the same name, but there are no dates of birth"
		      " to compare"),
};
static const struct tie merged = {
	.kind = TIE_MERGED, .a = LIT("d-eu"), .b = LIT("d-gb"),
	.at = LIT("2026-11-24"),
};
static const struct tie split = {
	.kind = TIE_SPLIT, .a = LIT("d-eu"), .b = LIT("d-gb"),
	.name = LIT("Jan \x1b[1mPryklad"), .source = LIT("gb-uksl"),
	.at = LIT("2026-11-24"),
};
static const struct tie alone = {
	.kind = TIE_POSSIBLY, .a = LIT("d-eu"), .b = LIT("d-us"),
	.name = LIT("PRIKLAD, Ivan"), .source = LIT("us-ofac-sdn"),
	.alone = LIT("d-us"),
	.reason = LIT("the same full name; not taken for one, because you"
		      " said that one of them is one with no other"),
};

void canned_party(const struct canned *c, struct facts *f)
{
	static struct tie ties[2];
	bool all = c->word == SAY_ONE && c->said;

	*f = eu;
	f->seen = SLICE("2026-11-24T00:13:05Z");
	f->party = SLICE("d-eu");
	f->listing = listings;
	f->listings = all ? 3 : 2;
	f->tie = ties;
	f->ties = 2;
	ties[0] = same;
	ties[1] = all ? merged : maybe;
	if (!c->said || all)
		return;
	if (slice_is(slice_of(c->tied), "d-us ")) {
		f->listings = 1;
		ties[0] = maybe;
		ties[1] = alone;
	} else {
		ties[1] = split;
	}
}

static const struct fact aleh_claims[] = {
	CLAIM(name, "Aleh Vydumany", "viasna"),
	CLAIM(released_on, "2025-12-13", "viasna"),
	CLAIM(name, "Oleg Vydumannyj", "post"),
	CLAIM(released_on, "2025-12-14", "post"),
};

#define PERSON(i, s, first, count) \
	{ .id = LIT(i), .kind = KIND_person, .source = LIT(s), \
	  .fact = aleh_claims + (first), .n = (count) }
static const struct facts aleh = PERSON("p-aleh", "viasna", 0, 2);
static const struct facts oleg = PERSON("p-oleg", "post", 2, 2);

static const struct listed tellers[] = {
	{ .facts = &aleh, .name = LIT("Aleh Vydumany"),
	  .since = LIT("2025-12-15") },
	{ .facts = &oleg, .name = LIT("Oleg Vydumannyj"),
	  .since = LIT("2025-12-16") },
};

static const struct tie oleg_ties[] = {
	[TIE_MERGED] = { .kind = TIE_MERGED, .a = LIT("p-aleh"),
		.b = LIT("p-oleg"), .at = LIT("2026-11-24") },
	[TIE_SPLIT] = { .kind = TIE_SPLIT, .a = LIT("p-aleh"),
		.b = LIT("p-oleg"), .name = LIT("Oleg Vydumannyj"),
		.source = LIT("post"), .at = LIT("2026-11-24") },
	[TIE_POSSIBLY] = { .kind = TIE_POSSIBLY, .a = LIT("p-aleh"),
		.b = LIT("p-oleg"), .name = LIT("Oleg Vydumannyj"),
		.source = LIT("post"),
		.reason = LIT("the same full name (Aleh Vydumany; Oleg"
			      " Vydumannyj), but there are no dates of birth"
			      " to compare") },
};

void canned_person(const struct canned *c, struct facts *f)
{
	bool one = c->said && c->word == SAY_ONE;

	*f = aleh;
	f->seen = SLICE("2026-11-24T00:13:05Z");
	f->party = one ? SLICE("p-aleh") : SLICE_NONE;
	f->n = one ? 4 : 2;
	f->listing = tellers;
	f->listings = one ? 2 : 1;
	f->tie = &oleg_ties[!c->said ? TIE_POSSIBLY :
			    one ? TIE_MERGED : TIE_SPLIT];
	f->ties = 1;
}

int canned_tie(void *ctx, enum tie_word word, struct slice a, struct slice b,
	       struct err *e)
{
	struct canned *c = ctx;
	struct str tied = STR_INIT(sizeof(c->tied) - 1);

	if (c->refuses)
		return err_set(e, ERR_STORE, "another thaw is writing");
	str_addf(&tied, "%.*s %.*s", SLICE_ARG(a), SLICE_ARG(b));
	memcpy(c->tied, str_cstr(&tied), tied.n + 1);
	str_free(&tied);
	c->word = word;
	c->said = word != SAY_NOTHING;
	return 0;
}
