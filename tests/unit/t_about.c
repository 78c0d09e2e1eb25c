/* What beside the name raises or lowers a score, and how it is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/shape.h"
#include "names/about.h"
#include "names/asked.h"

enum { MEM_BYTES = 1 << 20, TEXT_BYTES = 1 << 16 };

/* "born=1954|country=BY|gender=m|kind=person|passport=MP1234567": a field
 * named otherwise is a number of that name, one without a name of none. */
static void profile_of(struct profile *p, const char *text, struct arena *mem)
{
	struct slice rest = slice_of(text), one, name, unknown;
	bool good = true;

	*p = (struct profile){0};
	while (rest.n > 0 && slice_cut(&rest, '|', &one)) {
		slice_cut(&one, '=', &name);
		if (slice_is(name, "born"))
			good = asked_birth(p, one, DATE_ORDER_UNKNOWN);
		else if (slice_is(name, "country"))
			good = asked_country(p, one, &unknown);
		else if (slice_is(name, "gender"))
			good = asked_gender(p, one);
		else if (slice_is(name, "kind"))
			good = asked_kind(p, one);
		else
			good = asked_number(p, one, name, mem);
		if (!good)
			fail_msg("%s: %.*s", text, SLICE_ARG(one));
	}
}

#define PASSPORT "passport=MP1234567"
#define IMO "imo=9074729"	/* the check digit is right */
#define OTHER_IMO "imo=8814275"

static const struct {
	const char *asked, *listed;
	int from, to;
	const char *reason;	/* in the text, or NULL: nothing is said */
} scores[] = {
	{ "", "born=1954-08-30|country=BLR", 900, 900, NULL },
	{ "born=1954-08-30", "", 900, 900, NULL },
	{ "born=1954-08-30", "born=1954-08-30", 900, 950,
	  "born 1954-08-30 in both (+5)" },
	{ "born=1954-08-30", "born=1954-08-30", 1000, 1000, "in both" },
	{ "born=1954", "born=1954-08-30", 900, 900, "births agree" },
	{ "born=1954-08-30", "born=1954-01-01", 900, 900, "births agree" },
	{ "born=1960", "born=1954-08-30", 900, 750,
	  "years of birth differ: 1960, listed 1954-08-30 (-15)" },
	{ "born=1955", "born=1954-08-30", 900, 750, "years of birth differ" },
	{ "born=1954-08-31", "born=1954-08-30", 900, 650,
	  "days of birth differ: 1954-08-31, listed 1954-08-30 (-25)" },
	{ "born=1960-02-03", "born=1954-08-30", 900, 500, "days of birth" },
	{ "born=1960-02-03", "born=1954-08-30|born=1960-02-03", 900, 950,
	  "born 1960-02-03 in both" },
	{ "born=1960-02-03|born=1954-08-30", "born=1954-08-30", 900, 950,
	  "born 1954-08-30 in both" },
	{ "country=BY", "country=Belarus", 900, 900, "country BLR in both" },
	{ "country=BY", "country=RU", 900, 700,
	  "countries differ: BLR, listed RUS (-20)" },
	{ "country=Russia; Belarus", "country=RU", 900, 900, "RUS in both" },
	{ "country=BY", "country=RU|country=BY", 900, 900, "BLR in both" },
	{ "gender=m", "gender=female", 900, 700, "genders differ (-20)" },
	{ "gender=ж", "gender=female", 900, 900, NULL },
	{ "kind=person", "kind=vessel", 900, 700,
	  "listed is a vessel, not a person (-20)" },
	{ "kind=Organization", "kind=entity", 900, 900, NULL },
	{ "kind=LegalEntity", "kind=person", 900, 900, NULL },
	{ PASSPORT, PASSPORT, 300, 950,
	  "the same passport number, MP1234567 (at least 95)" },
	{ PASSPORT, PASSPORT, 980, 980, "the same passport" },
	{ "passport=mp 123-45.67", PASSPORT, 300, 950, "the same passport" },
	{ "passport=MP7654321", PASSPORT, 900, 900, NULL },
	{ "=MP1234567", PASSPORT, 300, 950, "the same passport" },
	{ "tax number=100200300", "passport=100200300", 300, 300, NULL },
	{ PASSPORT "|born=1960|country=RU", PASSPORT
	  "|born=1954-08-30|country=BY", 900, 950, "the same passport" },
	{ IMO, IMO, 600, 950, "the same IMO number" },
	{ IMO, OTHER_IMO, 900, 650,
	  "IMO number differs: 9074729, listed 8814275 (-25)" },
	{ IMO, OTHER_IMO "|" IMO, 900, 950, "the same IMO number" },
	{ "born=1960-02-03|country=BY|gender=m",
	  "born=1954-08-30|country=RU|gender=f", 500, 0, "genders differ" },
};

static void test_scores(void **state)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);

	(void)state;
	for (size_t i = 0; i < sizeof(scores) / sizeof(*scores); i++) {
		struct str why = STR_INIT(TEXT_BYTES);
		struct profile asked, listed;
		int got;

		profile_of(&asked, scores[i].asked, &mem);
		profile_of(&listed, scores[i].listed, &mem);
		got = about_score(&asked, &listed, scores[i].from, &why);
		if (got != scores[i].to ||
		    (scores[i].reason ?
			     !strstr(str_cstr(&why), scores[i].reason) :
			     why.n > 0))
			fail_msg("%s, listed %s: %d, %s", scores[i].asked,
				 scores[i].listed, got, str_cstr(&why));
		assert_int_equal(got, about_score(&asked, &listed,
						  scores[i].from, NULL));
		assert_true(got <= scores[i].from + about_gain(&asked) ||
			    about_number(&asked, &listed));
		str_free(&why);
	}
	arena_free(&mem);
}

/* One reason is one value of a list cell. */
static void test_reasons_are_a_list(void **state)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct str why = STR_INIT(TEXT_BYTES);
	struct profile asked, listed;
	struct slice rest, one;
	int n = 0;

	(void)state;
	profile_of(&asked, "born=1960-02-03|country=BY|gender=m", &mem);
	profile_of(&listed, "born=1954-08-30|country=RU|gender=f", &mem);
	about_score(&asked, &listed, 1000, &why);
	rest = str_slice(&why);
	while (slice_cut(&rest, LIST_SEP, &one))
		n += one.n > 0;
	assert_int_equal(n, 4);
	str_free(&why);
	arena_free(&mem);
}

static void test_births_read(void **state)
{
	static const struct {
		const char *text, *want;
		enum date_order order;
	} births[] = {
		{ "1954-08-30", "1954-08-30", DATE_ORDER_UNKNOWN },
		{ " 30.08.1954 ", "1954-08-30", DATE_ORDER_UNKNOWN },
		{ "30 August 1954", "1954-08-30", DATE_ORDER_UNKNOWN },
		{ "1954", "1954", DATE_ORDER_UNKNOWN },
		{ "05/03/1962", "1962", DATE_ORDER_UNKNOWN },
		{ "05/03/1962", "1962-03-05", DATE_ORDER_DMY },
		{ "05/03/1962", "1962-05-03", DATE_ORDER_MDY },
		{ "31.02.1962", NULL, DATE_ORDER_UNKNOWN },
		{ "unknown", NULL, DATE_ORDER_UNKNOWN },
		{ "", NULL, DATE_ORDER_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(births) / sizeof(*births); i++) {
		struct profile p = {0};
		char got[PDATE_TEXT];
		bool read = asked_birth(&p, slice_of(births[i].text),
					births[i].order);

		assert_int_equal(read, births[i].want != NULL);
		assert_int_equal(p.births, read);
		if (read)
			assert_string_equal(pdate_text(p.birth[0].from, got),
					    births[i].want);
	}
}

static void test_what_is_not_read(void **state)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct profile p = {0};
	struct slice unknown;

	(void)state;
	assert_false(asked_country(&p, SLICE("Ruritania"), &unknown));
	assert_true(slice_is(unknown, "Ruritania"));
	assert_true(asked_country(&p, SLICE("Ruritania / BY"), &unknown));
	assert_true(slice_is(unknown, "Ruritania"));
	assert_int_equal(p.country.n, 1);
	assert_false(asked_country(&(struct profile){0}, SLICE(""), &unknown));
	assert_false(asked_gender(&p, SLICE("?")));
	assert_false(asked_kind(&p, SLICE("planet")));
	assert_false(asked_number(&p, SLICE("12345"), SLICE_NONE, &mem));
	assert_false(asked_number(&p, SLICE("ABCDEFGH"), SLICE_NONE, &mem));
	assert_false(asked_number(&p, SLICE(""), SLICE("passport"), &mem));
	for (int i = 0; i < 2 * PROFILE_NUMBERS; i++)
		asked_number(&p, SLICE("MP1234567"), SLICE("passport"), &mem);
	assert_int_equal(p.numbers, PROFILE_NUMBERS);
	for (int i = 0; i < 2 * PROFILE_BIRTHS; i++)
		asked_birth(&p, SLICE("1954"), DATE_ORDER_UNKNOWN);
	assert_int_equal(p.births, PROFILE_BIRTHS);
	arena_free(&mem);
}

/* A listing's facts without its names: one that tells a name of one word, of
 * which no party is made, tells its birth all the same. */
static void test_facts(void **state)
{
	static const struct fact facts[] = {
		{ .claim = { .prop = PROP_target_kind,
			     .value = { "person", 6 } } },
		{ .claim = { .prop = PROP_name, .value = { "Adnaslou", 8 } } },
		{ .claim = { .prop = PROP_born, .value = { "1954", 4 },
			     .qualifier = { "circa", 5 } } },
		{ .claim = { .prop = PROP_born, .value = { "1960", 4 },
			     .qualifier = { "to 1962", 7 } } },
		{ .claim = { .prop = PROP_country, .value = { "BY", 2 } } },
		{ .claim = { .prop = PROP_identifier,
			     .value = { "MP1234567", 9 },
			     .qualifier = { "Passport, Belarus", 17 } } },
	};
	struct facts f = { .fact = facts,
			   .n = sizeof(facts) / sizeof(*facts) };
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct profile p;

	(void)state;
	profile_read(&p, profile_facts(&f, &mem));
	assert_int_equal(p.kind, 'p');
	assert_int_equal(p.births, 2);
	assert_true(p.birth[0].circa);
	assert_int_equal(p.birth[1].to.year, 1962);
	assert_int_equal(p.country.n, 1);
	assert_int_equal(p.numbers, 1);
	assert_int_equal(p.forms, 0);
	arena_free(&mem);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scores),
		cmocka_unit_test(test_reasons_are_a_list),
		cmocka_unit_test(test_births_read),
		cmocka_unit_test(test_what_is_not_read),
		cmocka_unit_test(test_facts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
