/* Are two listings one party? Pairs, and what the rules say of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/path.h"
#include "base/text.h"
#include "model/shape.h"
#include "names/fold.h"
#include "names/one_party.h"
#include "names/pair_table.h"

enum { FACTS = 32, MEM_BYTES = 1 << 20, FILE_BYTES = 1 << 20 };

static void fold(void *ctx, struct str *out, struct slice text)
{
	(void)ctx;
	fold_name(out, text);
}

static const struct party_spelling spelling = { .fold = fold };

/* "property (qualifier)=value|...": one listing of a list. */
static void facts_of(struct facts *f, struct fact *fact, const char *text)
{
	struct slice rest = slice_of(text), one, name;

	*f = (struct facts){ .fact = fact, .kind = KIND_designation };
	while (rest.n > 0 && slice_cut(&rest, '|', &one)) {
		struct claim *c = &fact[f->n].claim;
		struct slice qualifier = SLICE_NONE;

		assert_true(f->n < FACTS && slice_cut(&one, '=', &name));
		if (slice_ends(name, ")")) {
			qualifier = slice_make(name.p, name.n - 1);
			slice_cut(&qualifier, '(', &name);
			name = slice_trim(name);
		}
		fact[f->n] = (struct fact){0};
		c->value = one;
		c->qualifier = qualifier;
		if (!property_find(name, &c->prop))
			fail_msg("no property %.*s", SLICE_ARG(name));
		f->n++;
	}
}

#define P "target_kind=person|"
#define E "target_kind=entity|"
#define V "target_kind=vessel|"
#define OFAC "jurisdiction=US|programme=BELARUS|"
#define EU "jurisdiction=EU|programme=BLR|"
#define UK "jurisdiction=GB|programme=The Republic of Belarus (Sanctions) " \
	"(EU Exit) Regulations 2019|"
#define CANADA "jurisdiction=CA|programme=Belarus|"
#define LUKASHENKA_EU P EU "gender=male|born=1954-08-30|" \
	"name=Aliaksandr Ryhoravich LUKASHENKA|" \
	"other_name (strong)=Alexandr Grigorievich LUKASHENKO|" \
	"other_name (script)=Аляксандр Рыгоравіч ЛУКАШЭНКА|" \
	"other_name (script)=Александр Григорьевич ЛУКАШЕНКО"
#define BIRTH "name and date of birth"
#define YEAR "name and year of birth"

static const struct {
	const char *what, *a, *b;
	enum party_verdict want;
	const char *rule;
} pairs[] = {
	{ "one of two births agrees, two languages", LUKASHENKA_EU,
	  P OFAC "name=LUKASHENKA, Alyaksandr Ryhorovich|born=1954-08-30|"
	  "born=1954-08-31|gender=male", PARTY_SAME, BIRTH },
	{ "Canada writes Russian", LUKASHENKA_EU,
	  P CANADA "name=Aleksandr Grigoryevich Lukashenko|born=1954-08-30",
	  PARTY_SAME, BIRTH },
	{ "the United Kingdom has no births", LUKASHENKA_EU,
	  P UK "name=Alexander Ryhoravich Lukashenko|"
	  "other_name (strong)=Aliaksandr Ryhoravich Lukashenka|"
	  "other_name (strong)=Aleksandr Grigorievich Lukashenko",
	  PARTY_LIKELY, "several names" },
	{ "one name in common is too few", LUKASHENKA_EU,
	  P UK "name=Aliaksandr Ryhoravich Lukashenka",
	  PARTY_POSSIBLY, "possibly" },
	{ "two names, but programmes on two states", LUKASHENKA_EU,
	  P "jurisdiction=GB|programme=The Syria (Sanctions) (EU Exit)"
	  " Regulations 2019|name=Aliaksandr Ryhoravich Lukashenka|"
	  "other_name (strong)=Aleksandr Grigorievich Lukashenko",
	  PARTY_POSSIBLY, "possibly" },
	{ "two names, but the genders differ", LUKASHENKA_EU,
	  P UK "gender=female|name=Aliaksandr Ryhoravich Lukashenka|"
	  "other_name (strong)=Aleksandr Grigorievich Lukashenko",
	  PARTY_POSSIBLY, "possibly" },
	{ "births a year apart, one place",
	  P EU "name=Viktar Aliaksandravich LUKASHENKA|born=1975-11-28|"
	  "born_in=Mahiliou/Mogilev, BELARUS",
	  P OFAC "name=LUKASHENKA, Viktar Aliaksandravich|born=1976|"
	  "born_in=Mogilev, Belarus", PARTY_LIKELY,
	  "name and place of birth" },
	{ "births a year apart, place unknown",
	  P EU "name=Viktar Aliaksandravich LUKASHENKA|born=1975-11-28",
	  P OFAC "name=LUKASHENKA, Viktar Aliaksandravich|born=1976",
	  PARTY_POSSIBLY, "possibly" },

	/* two people of one name stay two */
	{ "one name, two births, one state",
	  P EU "name=Ivan Ivanovich PRYKLAD|born=1960-02-03",
	  P OFAC "name=PRYKLAD, Ivan Ivanovich|born=1971-05-06",
	  PARTY_POSSIBLY, "possibly" },
	{ "one name, two births, no patronymic",
	  P EU "name=Ivan PRYKLAD|born=1960-02-03",
	  P OFAC "name=PRYKLAD, Ivan|born=1971-05-06", PARTY_APART, NULL },
	{ "one name, two days of one year",
	  P EU "name=Ivan Ivanovich PRYKLAD|born=1960-02-03",
	  P OFAC "name=PRYKLAD, Ivan Ivanovich|born=1960-03-02",
	  PARTY_POSSIBLY, "possibly" },
	{ "brothers", P EU "name=Ivan Petrovich PRYKLAD|born=1960-02-03",
	  P EU "name=Pavel Petrovich PRYKLAD|born=1960-02-03",
	  PARTY_NOTHING, NULL },
	{ "two fathers, one day",
	  P EU "name=Ivan Petrovich PRYKLAD|born=1960-02-03",
	  P OFAC "name=PRYKLAD, Ivan Pavlovich|born=1960-02-03",
	  PARTY_POSSIBLY, "possibly" },
	{ "two fathers, and nothing else",
	  P EU "name=Ivan Petrovich PRYKLAD",
	  P OFAC "name=PRYKLAD, Ivan Pavlovich", PARTY_NOTHING, NULL },
	{ "a weak alias decides nothing",
	  P EU "name=Ivan Petrovich PRYKLAD|born=1960-02-03",
	  P OFAC "name=INSHY, Piotr|other_name (weak)=Ivan Petrovich Pryklad|"
	  "born=1960-02-03", PARTY_NOTHING, NULL },
	{ "a son of Omar is no Omar",
	  P "name=Abdullah bin Omar AL-PRYKLAD|born=1980-02-03",
	  P "name=Omar bin Abdullah AL-PRYKLAD|born=1980-02-03",
	  PARTY_NOTHING, NULL },
	{ "a word alone is no full name", P EU "name=Pryklad|born=1960-02-03",
	  P OFAC "name=PRYKLAD|born=1960-02-03", PARTY_NOTHING, NULL },

	/* years */
	{ "a year, the patronymic, and the state",
	  P EU "name=Iryna Mikalaeuna PRYKLAD|born=1971-10-09",
	  P OFAC "name=PRYKLAD, Irina Nikolaevna|born=1971", PARTY_SAME, YEAR },
	{ "a year and a common name",
	  P EU "name=Iryna PRYKLAD|born=1971-10-09",
	  P OFAC "name=PRYKLAD, Irina|born=1971", PARTY_POSSIBLY, "possibly" },
	{ "a year and no state",
	  P "name=Iryna Mikalaeuna PRYKLAD|born=1971-10-09",
	  P "name=PRYKLAD, Irina Nikolaevna|born=1971",
	  PARTY_POSSIBLY, "possibly" },
	{ "January 1 is a year", P EU "name=Iryna PRYKLAD|born=1971-01-01",
	  P OFAC "name=PRYKLAD, Irina|born=1971-01-01",
	  PARTY_POSSIBLY, "possibly" },
	{ "about a year is no year",
	  P EU "name=Iryna Mikalaeuna PRYKLAD|born (circa)=1971",
	  P OFAC "name=PRYKLAD, Irina Nikolaevna|born=1971",
	  PARTY_POSSIBLY, "possibly" },
	{ "inside a range is no year",
	  P EU "name=Iryna Mikalaeuna PRYKLAD|born (to 1973)=1969",
	  P OFAC "name=PRYKLAD, Irina Nikolaevna|born=1971",
	  PARTY_POSSIBLY, "possibly" },

	/* references of the United Nations */
	{ "a number that another list cites",
	  P "jurisdiction=UN|native_id=QDi.999|name=IVAN PRYKLAD",
	  P "jurisdiction=GB|identifier (UN reference)=QDi.999|"
	  "name=Ivan Petrovich Pryklad", PARTY_SAME, "number" },
	{ "a number that another list cites beside the wrong name",
	  P "jurisdiction=UN|native_id=QDi.999|name=IVAN PRYKLAD",
	  P "jurisdiction=GB|identifier (UN reference)=QDi.999|"
	  "name=Piotr Inshy", PARTY_POSSIBLY, "possibly" },

	/* a surname that looks like a patronymic */
	{ "Karpovich with a comma and without",
	  P EU "name=Ivan Pavlovich KARPOVICH|born=1960-02-03",
	  P OFAC "name=KARPOVICH, Ivan Pavlovich|born=1960-02-03",
	  PARTY_SAME, BIRTH },

	/* numbers */
	{ "a passport and a word of the name",
	  P EU "name=Ivan PRYKLAD|identifier (Passport, Belarus)=MP 1234567",
	  P OFAC "name=PRYKLAD, Ivan Petrovich|"
	  "identifier (Passport, BY)=MP1234567", PARTY_SAME, "number" },
	{ "a passport printed under the wrong name",
	  P EU "name=Ivan PRYKLAD|identifier (Passport, Belarus)=MP1234567",
	  P OFAC "name=INSHY, Piotr|identifier (Passport, Belarus)=MP1234567",
	  PARTY_POSSIBLY, "possibly" },
	{ "a passport and two births",
	  P EU "name=Ivan PRYKLAD|identifier (Passport)=MP1234567|"
	  "born=1960-02-03",
	  P OFAC "name=PRYKLAD, Ivan|identifier (Passport)=MP1234567|"
	  "born=1980-02-03", PARTY_POSSIBLY, "possibly" },
	{ "passports of two states",
	  P EU "name=Ivan PRYKLAD|identifier (Passport, Belarus)=MP1234567",
	  P "name=INSHY, Piotr|identifier (Passport, Poland)=MP1234567",
	  PARTY_NOTHING, NULL },
	{ "a ship that was given another name",
	  V OFAC "name=NIMA PAROVA|identifier (IMO)=9074729",
	  V CANADA "name=Dobry Vetser|identifier (IMO)=IMO 9074729",
	  PARTY_SAME, "number" },
	{ "two ships of one name",
	  V OFAC "name=Dobry Vetser|identifier (IMO)=9074729",
	  V CANADA "name=Dobry Vetser|identifier (IMO)=9319466",
	  PARTY_APART, NULL },
	{ "no ship has that number",
	  V OFAC "name=NIMA PAROVA|identifier (IMO)=9074728",
	  V CANADA "name=Dobry Vetser|identifier (IMO)=9074728",
	  PARTY_NOTHING, NULL },
	{ "a ship and its owner", V OFAC "name=Parova|identifier (IMO)=9074729",
	  E OFAC "name=Parova Ltd|identifier (IMO)=9074729",
	  PARTY_POSSIBLY, "possibly" },
	{ "a firm by its register",
	  E EU "name=Pryklad Trade|identifier (regnumber, BY)=190000001",
	  E OFAC "name=OOO PRYKLAD|"
	  "identifier (Registration Number, Belarus)=190000001",
	  PARTY_SAME, "number" },
	{ "a firm by one name", E EU "name=Pryklad Trade",
	  E OFAC "name=PRYKLAD TRADE", PARTY_POSSIBLY, "possibly" },
	{ "a firm by two names",
	  E EU "name=Pryklad Trade|other_name=Pryklad Handal",
	  E OFAC "name=PRYKLAD TRADE|other_name=PRYKLAD HANDAL",
	  PARTY_LIKELY, "several names" },
	{ "a person and a firm", P EU "name=Ivan Ivanovich Pryklad",
	  E OFAC "name=Ivan Ivanovich Pryklad", PARTY_APART, NULL },
};

static bool share_key(const struct party_keys *a, const struct party_keys *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if (a->key[i] == b->key[j])
				return true;
	return false;
}

static int check_pair(size_t i, const char *a, const char *b)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct party_keys keys_a, keys_b;
	struct party_answer got;
	struct fact fact[FACTS];
	struct facts f;
	struct slice pa, pb;
	int bad;

	facts_of(&f, fact, a);
	pa = one_party.profile(&f, &spelling, &mem);
	facts_of(&f, fact, b);
	pb = one_party.profile(&f, &spelling, &mem);
	one_party.keys(pa, &keys_a);
	one_party.keys(pb, &keys_b);
	got = one_party.compare(pa, pb, &mem);
	bad = got.verdict != pairs[i].want ||
	      !slice_eq(slice_of(got.rule), slice_of(pairs[i].rule)) ||
	      (got.rule && got.reason.n == 0) ||
	      (got.rule && !share_key(&keys_a, &keys_b));
	if (bad)
		print_error("%s: %d, %s: %.*s\n", pairs[i].what, got.verdict,
			    got.rule ? got.rule : "-", SLICE_ARG(got.reason));
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

/* The reason ends with what is lacking, and firms have no birthday. */
static void test_lacking(void **state)
{
	static const struct {
		const char *a, *b, *end;
	} rows[] = {
		{ E EU "name=Pryklad Trade", E OFAC "name=PRYKLAD TRADE",
		  ", but they have no number in common" },
		{ P EU "name=Ivan Ivanovich Pryklad",
		  P OFAC "name=PRYKLAD, Ivan Ivanovich",
		  ", but there are no dates of birth to compare" },
	};
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct fact fact[FACTS];
	struct facts f;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice a, b;

		facts_of(&f, fact, rows[i].a);
		a = one_party.profile(&f, &spelling, &mem);
		facts_of(&f, fact, rows[i].b);
		b = one_party.profile(&f, &spelling, &mem);
		assert_true(slice_ends(one_party.compare(a, b, &mem).reason,
				       rows[i].end));
	}
	arena_free(&mem);
}

/* What stands against it is told whatever the verdict: a third listing must
 * not make one of two that differ. */
static void test_against(void **state)
{
	static const struct {
		const char *a, *b;
		bool want;
	} rows[] = {
		{ P "name=Ala Pryklad|born=1960-02-03",
		  P "name=Ivan Inshy|born=1961-03-03", true },
		{ P "name=Ala Pryklad|born=1960-02-03",
		  P "name=Ivan Inshy|born=1961", false },
		{ P "name=Ala Pryklad|gender=male", P "name=Ivan Inshy|gender=female",
		  true },
		{ P "name=Ala Pryklad|born=1960-02-03", P "name=Ivan Inshy",
		  false },
	};
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct fact fact[FACTS];
	struct facts f;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice a, b;

		facts_of(&f, fact, rows[i].a);
		a = one_party.profile(&f, &spelling, &mem);
		facts_of(&f, fact, rows[i].b);
		b = one_party.profile(&f, &spelling, &mem);
		assert_int_equal(one_party.compare(a, b, NULL).against,
				 rows[i].want);
	}
	arena_free(&mem);
}

/* What listings of one party say of it may contradict; what each says of
 * itself may differ. Each row: two listings, told together. */
static void test_disputed(void **state)
{
	static const struct {
		const char *a, *b;
		bool want;
	} rows[] = {
		{ "born=1975-11-28", "born=1976", true },
		{ "born=1976-11-28", "born=1976", false },
		{ "born=1954-08-30", "born=1954-08-31|born=1954-08-30", false },
		{ "born=1954-08-30", "born=1954-08-31|born=1953", true },
		{ "born (circa)=1954", "born=1955-02-03", false },
		{ "born (circa)=1954", "born=1975-02-03", true },
		{ "gender=male", "gender=female", true },
		{ "jurisdiction=EU", "jurisdiction=US", false },
		{ "listed_on=2020-01-01", "listed_on=2021-01-01", false },
		{ "authority=A", "authority=B", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct fact fact[2 * FACTS];
		struct facts a, b;

		facts_of(&a, fact, rows[i].a);
		facts_of(&b, fact + a.n, rows[i].b);
		for (size_t k = 0; k < a.n + b.n; k++) {
			fact[k].source = slice_of(k < a.n ? "one" : "two");
			fact[k].key = SLICE("1");
		}
		a.kind = KIND_designation;
		a.n += b.n;
		if (facts_disputed(&a) != rows[i].want)
			fail_msg("%s and %s", rows[i].a, rows[i].b);
	}
}

/* A profile is kept for years, so it must be read with all that is missing or
 * too much in it. */
static void test_hostile(void **state)
{
	static const char *const texts[] = {
		"", "\n", "\t\t\t\t\t\t", "k", "k\t\n", "b\tx\ty\tz\n", "f\n",
		"i\tnothing\t\t\n", "zz\tz\nk\tp\n", "f\t\t\t\t\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		for (size_t j = 0; j < sizeof(texts) / sizeof(*texts); j++)
			assert_true(one_party.compare(slice_of(texts[i]),
				    slice_of(texts[j]), NULL).verdict <=
				    PARTY_POSSIBLY);
}

static void test_states(void **state)
{
	static const char *const rows[][2] = {
		{ "Belarus", "BLR" }, { "BY", "BLR" }, { "by", "BLR" },
		{ "Беларусь", "BLR" }, { "Republic of Belarus", "BLR" },
		{ "Korea, North", "PRK" }, { "Russia", "RUS" },
		{ "Russian Federation", "RUS" }, { "no such", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *got = pair_country(slice_of(rows[i][0]));

		assert_true(slice_eq(slice_of(got), slice_of(rows[i][1])));
	}
}

/* The rows stand in the order that the search needs, and the keys are those
 * that fold_name() makes of the spellings beside them. */
static void test_tables(void **state)
{
	struct str data = STR_INIT(FILE_BYTES), key = STR_INIT(4096);
	struct slice rest, line, f[3], told;
	const char *root = getenv("srcdir");
	struct str file = STR_INIT(PATH_BYTES);
	struct err e = {0};

	(void)state;
	for (size_t i = 1; i < pair_givens_n; i++)
		assert_true(strcmp(pair_givens[i - 1].from,
				   pair_givens[i].from) < 0);
	for (size_t i = 1; i < pair_countries_n; i++)
		assert_true(strcmp(pair_countries[i - 1].from,
				   pair_countries[i].from) < 0);
	for (size_t i = 0; i < pair_countries_n; i++) {
		str_clear(&key);
		text_key(&key, slice_of(pair_countries[i].from));
		assert_string_equal(str_cstr(&key), pair_countries[i].from);
	}
	str_addf(&file, "%s/assets/names/given.tsv", root ? root : ".");
	assert_int_equal(path_read(str_cstr(&file), &data, NULL, &e), 0);
	rest = str_slice(&data);
	while (slice_cut(&rest, '\n', &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		for (int i = 0; i < 3; i++)
			assert_true(slice_cut(&line, '\t', &f[i]));
		while (slice_cut(&f[2], ' ', &told)) {
			str_clear(&key);
			fold_name(&key, told);
			assert_true(slice_eq(str_slice(&key), f[0]));
		}
	}
	str_free(&file);
	str_free(&key);
	str_free(&data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_lacking),
		cmocka_unit_test(test_against),
		cmocka_unit_test(test_disputed),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
