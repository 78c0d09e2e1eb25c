/* Is the person of one source that of another? Pairs, and what the rules say of
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "names/fold.h"
#include "names/one_party.h"

enum { FACTS = 16, MEM_BYTES = 1 << 20 };

static void fold(void *ctx, struct str *out, struct slice text)
{
	(void)ctx;
	fold_name(out, text);
}

static const struct party_spelling spelling = { .fold = fold };

/* "property=value|...", of a listing where it begins with "!". */
static struct slice profile_of(const char *text, struct arena *mem)
{
	struct slice rest = slice_of(text), one, name;
	struct fact fact[FACTS];
	struct facts f = { .fact = fact, .kind = KIND_person };

	if (slice_starts(rest, "!")) {
		f.kind = KIND_designation;
		rest = slice_make(rest.p + 1, rest.n - 1);
	}
	while (rest.n > 0 && slice_cut(&rest, '|', &one)) {
		struct claim *c = &fact[f.n].claim;

		assert_true(f.n < FACTS && slice_cut(&one, '=', &name));
		fact[f.n] = (struct fact){0};
		if (!property_find(name, &c->prop))
			fail_msg("no property %.*s", SLICE_ARG(name));
		c->value = one;
		f.n++;
	}
	return one_party.profile(&f, &spelling, mem);
}

#define NOTHING PARTY_NOTHING
#define APART PARTY_APART
#define MAYBE PARTY_POSSIBLY
#define ONE PARTY_LIKELY	/* where nobody else comes into question */

static const struct {
	const char *what, *a, *b;
	enum party_verdict want;
	bool differ;
	const char *says;	/* part of the reason */
} pairs[] = {
	{ "name and day, two scripts", "name=Ivan Ivanavich Pryklad|"
	  "born=1960-02-03", "name=Приклад Иван Иванович|born=1960-02-03",
	  ONE, false, "date of birth (1960-02-03)" },
	{ "and without the patronymic", "name=Ivan Ivanavich Pryklad|"
	  "born=1960-02-03", "name=PRYKLAD, Ivan|born=1960-02-03", ONE,
	  false, "same full name" },
	{ "an alias is a name too", "name=Piotr Inshy|"
	  "other_name=Ivan Pryklad|born=1960-02-03",
	  "name=Ivan Pryklad|born=1960-02-03", ONE, false, NULL },
	{ "the name alone", "name=Ivan Pryklad", "name=Іван Прыклад", MAYBE,
	  false, "there are no dates of birth to compare" },
	{ "a name of three words alone", "name=Ivan Ivanavich Pryklad",
	  "name=Ivan Ivanavich Pryklad", MAYBE, false, "no dates of birth" },
	{ "two names alone", "name=Ivan Pryklad|other_name=Jan Prykladny",
	  "name=Ivan Pryklad|other_name=Jan Prykladny", MAYBE, false, NULL },
	{ "name and country", "name=Ivan Pryklad|country=Belarus",
	  "name=Ivan Pryklad|country=BY", MAYBE, false, "country (BLR)" },
	{ "the birth of one alone", "name=Ivan Pryklad|born=1960-02-03",
	  "name=Ivan Pryklad", MAYBE, false, "no dates of birth" },
	{ "a year, the patronymic and the country",
	  "name=Ivan Ivanavich Pryklad|born=1960-02-03|country=Belarus",
	  "name=Ivan Ivanavich Pryklad|born=1960|country=Belarus", MAYBE,
	  false, "not both tell a day of birth (1960-02-03 and 1960)" },
	{ "January 1 is no day", "name=Ivan Pryklad|born=1960-01-01",
	  "name=Ivan Pryklad|born=1960-01-01", MAYBE, false,
	  "not both tell a day of birth" },
	{ "a year that errs by one", "name=Ivan Pryklad|born=1960-02-03",
	  "name=Ivan Pryklad|born=1961", MAYBE, true,
	  "the dates of birth differ (1960-02-03 and 1961)" },
	{ "one source tells two days", "name=Ivan Pryklad|born=1960-02-03|"
	  "born=1971-05-06", "name=Ivan Pryklad|born=1960-02-03", MAYBE,
	  true, "the dates of birth differ" },
	{ "a passport is beyond no doubt",
	  "name=Ivan Pryklad|identifier=Passport MP1234567",
	  "name=Ivan Pryklad|identifier=Passport MP1234567", MAYBE, false,
	  NULL },

	{ "two days", "name=Ivan Pryklad|born=1960-02-03",
	  "name=Ivan Pryklad|born=1960-02-04", APART, true, NULL },
	{ "two days, one patronymic, one country",
	  "name=Ivan Ivanavich Pryklad|born=1960-02-03|country=BY",
	  "name=Ivan Ivanavich Pryklad|born=1971-05-06|country=BY", APART,
	  true, NULL },
	{ "two fathers", "name=Ivan Petravich Pryklad|born=1960-02-03",
	  "name=Ivan Paulavich Pryklad|born=1960-02-03", APART, false, NULL },
	{ "a third spelling is no way round two fathers",
	  "name=Ivan Petravich Pryklad|other_name=Ivan Pryklad|"
	  "born=1960-02-03", "name=Ivan Paulavich Pryklad|born=1960-02-03",
	  APART, false, NULL },
	{ "two genders", "name=Sasha Pryklad|gender=male|born=1960-02-03",
	  "name=Sasha Pryklad|gender=F|born=1960-02-03", APART, true, NULL },
	{ "one gender in two languages", "name=Sasha Pryklad|gender=female",
	  "name=Sasha Pryklad|gender=Жен", MAYBE, true, NULL },
	{ "no gender at all", "name=Sasha Pryklad|gender=female",
	  "name=Sasha Pryklad|gender=not told", MAYBE, true, NULL },
	{ "brothers", "name=Ivan Pryklad|born=1960-02-03",
	  "name=Pavel Pryklad|born=1960-02-03", NOTHING, false, NULL },

	/* never one with a listing */
	{ "a listing of the name and day", "name=Ivan Pryklad|born=1960-02-03",
	  "!target_kind=person|name=Ivan Pryklad|born=1960-02-03", NOTHING,
	  false, NULL },

	/* one release, or one arrest, of one name */
	{ "the day of release", "name=Ivan Pryklad|released_on=2025-12-13",
	  "name=Іван Прыклад|released_on=2025-12-13", ONE, false,
	  "in the same release (2025-12-13)" },
	{ "a day later", "name=Ivan Pryklad|released_on=2025-12-13",
	  "name=Ivan Pryklad|released_on=2025-12-14", ONE, true,
	  "in the same release (2025-12-13 and 2025-12-14)" },
	{ "two days later", "name=Ivan Pryklad|released_on=2025-12-13",
	  "name=Ivan Pryklad|released_on=2025-12-15", MAYBE, true, NULL },
	{ "one of two releases", "name=Ivan Pryklad|released_on=2014-06-21|"
	  "released_on=2025-12-13", "name=Ivan Pryklad|"
	  "released_on=2025-12-13", ONE, true, NULL },
	{ "the day of arrest", "name=Maria Pryklad|detained_on=2020-09-07",
	  "name=Марыя Прыклад|detained_on=2020-09-08", ONE, true,
	  "and day of arrest (2020-09-07 and 2020-09-08)" },
	{ "the month of arrest", "name=Maria Pryklad|detained_on=2020-09",
	  "name=Maria Pryklad|detained_on=2020-09", MAYBE, false, NULL },
	{ "one release, two births", "name=Ivan Pryklad|born=1960-02-03|"
	  "released_on=2025-12-13", "name=Ivan Pryklad|born=1960-02-04|"
	  "released_on=2025-12-13", APART, true, NULL },
	{ "one release, births that vary", "name=Ivan Pryklad|born=1960|"
	  "released_on=2025-12-13", "name=Ivan Pryklad|born=1961-02-04|"
	  "released_on=2025-12-13", MAYBE, true, NULL },
	{ "one release, one birth told", "name=Ivan Pryklad|born=1960|"
	  "released_on=2025-12-13", "name=Ivan Pryklad|"
	  "released_on=2025-12-13", ONE, false, NULL },
	{ "one release, two fathers", "name=Ivan Petravich Pryklad|"
	  "released_on=2025-12-13", "name=Ivan Paulavich Pryklad|"
	  "released_on=2025-12-13", APART, false, NULL },
	{ "one release, two genders", "name=Sasha Pryklad|gender=m|"
	  "released_on=2025-12-13", "name=Sasha Pryklad|gender=f|"
	  "released_on=2025-12-13", APART, true, NULL },
	{ "one release, brothers", "name=Ivan Pryklad|"
	  "released_on=2025-12-13", "name=Pavel Pryklad|"
	  "released_on=2025-12-13", NOTHING, false, NULL },
	{ "one release, another case", "name=Алеся Беляцкого|"
	  "released_on=2025-12-13", "name=Ales Bialiatski|"
	  "released_on=2025-12-13", ONE, false, "in another case or spelling" },
	{ "one release, two other cases", "name=Марию Колесникову|"
	  "released_on=2025-12-13", "name=Maryję Kalesnikawą|"
	  "released_on=2025-12-13", ONE, false, NULL },
	{ "one release, e that comes and goes", "name=Павла Севярынца|"
	  "released_on=2025-12-13", "name=Pavel Seviarynets|"
	  "released_on=2025-12-14", ONE, true, NULL },
	{ "another case alone", "name=Алеся Беляцкого",
	  "name=Ales Bialiatski", NOTHING, false, NULL },
	{ "another case, arrested on a day", "name=Алеся Беляцкого|"
	  "detained_on=2021-07-14", "name=Ales Bialiatski|"
	  "detained_on=2021-07-14", NOTHING, false, NULL },
	{ "another case, births that differ", "name=Алеся Беляцкого|"
	  "released_on=2025-12-13|born=1962-09-25", "name=Ales Bialiatski|"
	  "released_on=2025-12-13|born=1963-09-25", APART, true, NULL },
	{ "a short name without its vowels", "name=Ivan Kot|"
	  "released_on=2025-12-13", "name=Ivan Kit|released_on=2025-12-13",
	  NOTHING, false, NULL },
	{ "one release, a listing", "name=Ivan Pryklad|"
	  "released_on=2025-12-13", "!target_kind=person|name=Ivan Pryklad",
	  NOTHING, false, NULL },

	/* what the sources say of the same man may differ */
	{ "the month alone", "name=Ivan Pryklad|released_on=2025-12-13",
	  "name=Ivan Pryklad|released_on=2025-12", MAYBE, false, NULL },
	{ "free and held", "name=Ivan Pryklad|custody=free",
	  "name=Ivan Pryklad|custody=held", MAYBE, true, NULL },
	{ "each source's own number of an event",
	  "name=Ivan Pryklad|event=release/1",
	  "name=Ivan Pryklad|event=release/2", MAYBE, false, NULL },
	{ "another role", "name=Ivan Pryklad|role=journalist",
	  "name=Ivan Pryklad|role=hrd", MAYBE, false, NULL },
};

static bool share_key(struct slice a, struct slice b)
{
	struct party_keys x, y;

	one_party.keys(a, &x);
	one_party.keys(b, &y);
	for (size_t i = 0; i < x.n; i++)
		for (size_t j = 0; j < y.n; j++)
			if (x.key[i] == y.key[j])
				return true;
	return false;
}

static int check_pair(size_t i, const char *one, const char *other)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct slice a = profile_of(one, &mem), b = profile_of(other, &mem);
	struct party_answer got = one_party.compare(a, b, &mem);
	bool told = got.verdict >= PARTY_POSSIBLY;
	bool bad = got.verdict != pairs[i].want ||
		   got.differ != pairs[i].differ ||
		   told != (got.reason.n > 0) || (told && !share_key(a, b)) ||
		   (pairs[i].want == APART && !got.against) ||
		   (one[0] != other[0] && share_key(a, b));

	if (!bad && pairs[i].says && one == pairs[i].a)
		bad = slice_find(got.reason, slice_of(pairs[i].says), 0) < 0;
	if (bad)
		print_error("%s: %d %d %.*s\n", pairs[i].what, got.verdict,
			    got.differ, SLICE_ARG(got.reason));
	arena_free(&mem);
	return bad;
}

static void test_pairs(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		bad += check_pair(i, pairs[i].a, pairs[i].b);
		bad += check_pair(i, pairs[i].b, pairs[i].a);
	}
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
