/* Who is asked for against the listings of a day: scores, states, reasons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/namebook.h"
#include "flow/screening.h"
#include "names/asked.h"
#include "names/one_party.h"
#include "storekit.h"
#include "view/view.h"

enum { MEM_BYTES = 64 << 20 };

struct bench {
	struct kit kit;
	struct name_index *ix;
	struct str file;
	struct screening_options o;
	struct profile about;
	struct slice id;
	struct arena mem, kept;	/* of one answer, of all */
	struct candidates found;
};

static int start(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));

	assert_non_null(b);
	kit_start(&b->kit);
	store_close(&b->kit.s);
	b->kit.parties = &one_party;
	kit_open(&b->kit);
	b->file = STR_INIT(4096);
	b->mem = b->kept = ARENA_INIT(MEM_BYTES);
	b->o = (struct screening_options){
		.parties = &view_designations, .persons = &view_releases,
		.least = 700, .most = 10,
	};
	*state = b;
	return 0;
}

static int stop(void **state)
{
	struct bench *b = *state;

	index_close(&b->ix);
	kit_stop(&b->kit);
	str_free(&b->file);
	free(b->found.list);
	arena_free(&b->mem);
	arena_free(&b->kept);
	free(b);
	return 0;
}

static void list(struct bench *b, const char *source, const char *evidence,
		 const char *text)
{
	struct err e = {0};

	if (kit_import(&b->kit, source, evidence, true, KIND_designation,
		       text, NULL, &e) < 0)
		fail_msg("%s: %s", text, e.msg);
}

static void index_again(struct bench *b)
{
	struct err e = {0};

	index_close(&b->ix);
	namebook_path(&b->file, slice_of(b->kit.file), &e);
	assert_int_equal(namebook_open(&b->ix, b->kit.s, str_cstr(&b->file),
				       &e), 0);
	b->o.index = b->ix;
	b->o.store = b->kit.s;
}

static void ask(struct bench *b, const char *name, const char *as_of)
{
	const struct asked a = { .name = slice_of(name), .about = &b->about,
				 .id = b->id };
	struct screening *s;
	struct err e = {0};

	if (!b->ix)
		index_again(b);
	arena_clear(&b->mem);
	b->o.as_of = slice_of(as_of);
	assert_int_equal(screening_open(&s, &b->o, &e), 0);
	if (screening_one(s, &a, &b->mem, &b->found, &e) < 0)
		fail_msg("%s: %s", name, e.msg);
	screening_close(&s);
}

static struct slice cell(const struct bench *b, size_t i,
			 enum screening_column c)
{
	return b->found.list[i].row.cell[c];
}

/* "NAME SCORE STATE; ..." */
static void expect(struct bench *b, const char *name, const char *as_of,
		   const char *want)
{
	struct str got = STR_INIT(1 << 16);

	ask(b, name, as_of);
	for (size_t i = 0; i < b->found.n; i++)
		str_addf(&got, "%s%.*s %.*s %.*s", i ? "; " : "",
			 SLICE_ARG(cell(b, i, SCREENING_NAME)),
			 SLICE_ARG(cell(b, i, SCREENING_SCORE)),
			 SLICE_ARG(cell(b, i, SCREENING_STATE)));
	if (strcmp(str_cstr(&got), want) != 0)
		fail_msg("%s as of %s: %s, not %s", name, as_of ? as_of : "-",
			 str_cstr(&got), want);
	str_free(&got);
}

static bool has_reason(const struct bench *b, size_t i, const char *text)
{
	return slice_find(cell(b, i, SCREENING_REASONS), slice_of(text),
			  0) >= 0;
}

#define P "target_kind=person "

static void test_states(void **state)
{
	struct bench *b = *state;

	list(b, "l", "2025-01-01", "a " P "name=Ivan_Pryklad;"
	     "b " P "name=Anna_Inshaja; c " P "name=Maria_Treciaja;"
	     "d " P "name=Piotr_Ina; e " P "name=Olga_Tut");
	list(b, "l", "2025-02-01", "a " P "name=Ivan_Pryklad;"
	     "c " P "name=Maria_Treciaja; d " P "name=Piotr_Ina;"
	     "e " P "name=Olga_Tut");
	list(b, "l", "2025-03-01", "a " P "name=Ivan_Pryklad;"
	     "c " P "name=Maria_Novaja; d " P "name=Piotr_Ina;"
	     "e " P "name=Olga_Tut");
	expect(b, "Ivan Pryklad", NULL, "Ivan Pryklad 100 listed");
	assert_true(b->found.list[0].active && b->found.list[0].match);
	expect(b, "Ivan Pryklad", "2024-12-31", "");
	expect(b, "Anna Inshaja", NULL, "Anna Inshaja 100 delisted");
	assert_false(b->found.list[0].active || b->found.list[0].match);
	assert_int_equal(b->found.matches, 0);
	expect(b, "Anna Inshaja", "2025-01-31", "Anna Inshaja 100 listed");
	expect(b, "Anna Inshaja", "2025-02-15",
	       "Anna Inshaja 100 removal_pending");
	assert_int_equal(b->found.matches, 1);
	/* A name that came and one that went. */
	expect(b, "Maria Treciaja", "2025-02-15",
	       "Maria Treciaja 100 listed");
	assert_false(has_reason(b, 0, "gave before"));
	expect(b, "Maria Novaja", "2025-02-15", "");
	/* The day before has it as a name of the past, as today does. */
	expect(b, "Maria Treciaja", "2025-03-15", "Maria Novaja 97 listed");
	assert_true(has_reason(b, 0, "a name that its list gave before"));
	expect(b, "Maria Treciaja", NULL, "Maria Novaja 97 listed");
	ask(b, "Maria Treciaja", NULL);
	assert_int_equal(b->found.n, 1);
	assert_true(has_reason(b, 0, "a name that its list gave before"));
	assert_true(slice_is(cell(b, 0, SCREENING_NAME), "Maria Novaja"));
	assert_true(slice_is(cell(b, 0, SCREENING_MATCHED),
			     "Maria Treciaja"));
}

static void test_order(void **state)
{
	struct bench *b = *state;

	list(b, "l", "2025-01-01", "a " P "name=Ivan_Pryklad;"
	     "b " P "name=Anna_Inshaja; c " P "name=Piotr_Ina;"
	     "d " P "name=Maria_Dva; e " P "name=Nina_Try");
	list(b, "l", "2025-02-01", "b " P "name=Anna_Inshaja;"
	     "c " P "name=Piotr_Ina; d " P "name=Maria_Dva;"
	     "e " P "name=Nina_Try");
	list(b, "l", "2025-03-01", "b " P "name=Anna_Inshaja;"
	     "c " P "name=Piotr_Ina; d " P "name=Maria_Dva;"
	     "e " P "name=Nina_Try");
	list(b, "m", "2025-01-01", "x " P "name=Ivan_Pryklad;"
	     "y " P "name=Ivan_Piatrovich_Pryklad");
	/* Of the same score the one that is listed comes first. */
	expect(b, "Ivan Pryklad", NULL, "Ivan Pryklad 100 listed;"
	       " Ivan Pryklad 100 delisted;"
	       " Ivan Piatrovich Pryklad 98.4 listed");
	assert_int_equal(b->found.matches, 2);
	b->o.most = 1;
	expect(b, "Ivan Pryklad", NULL, "Ivan Pryklad 100 listed");
	assert_int_equal(b->found.all, 3);
	assert_int_equal(b->found.matches, 2);
	b->o.least = 1000;
	b->o.most = 10;
	expect(b, "Ivan Pryklad", NULL, "Ivan Pryklad 100 listed;"
	       " Ivan Pryklad 100 delisted");
}

/* However many aliases a listing has, the best one is what counts. */
static void test_aliases_count_once(void **state)
{
	struct bench *b = *state;
	struct str many = STR_INIT(1 << 16);

	str_addz(&many, "a " P "name=Ivan_Pryklad; b " P "name=Ivan_Pryklad");
	for (int i = 0; i < 60; i++)
		str_addf(&many, " other_name=Ivan_Pryklad_%c%c",
			 'a' + i % 26, 'b' + i / 26);
	list(b, "l", "2025-01-01", str_cstr(&many));
	expect(b, "Ivan Pryklad", NULL, "Ivan Pryklad 100 listed;"
	       " Ivan Pryklad 100 listed");
	str_free(&many);
}

static void test_about(void **state)
{
	struct bench *b = *state;
	struct slice unknown;

	list(b, "l", "2025-01-01", "a " P "name=Ivan_Pryklad born=1960-02-03"
	     " country=BY; b " P "name=Ivan_Pryklad born=1985 country=RU;"
	     "c " P "name=Adnaslou born=1970-05-06");
	asked_birth(&b->about, SLICE("1960-02-03"), DATE_ORDER_UNKNOWN);
	expect(b, "Ivan Pryklad", NULL, "Ivan Pryklad 100 listed;"
	       " Ivan Pryklad 85 listed");
	assert_true(has_reason(b, 0, "born 1960-02-03 in both"));
	assert_true(has_reason(b, 1, "years of birth differ"));
	asked_country(&b->about, SLICE("Belarus"), &unknown);
	expect(b, "Ivan Pryklad", NULL, "Ivan Pryklad 100 listed");
	/* One word is no full name, but its birth is known all the same. */
	ask(b, "Adnaslou", NULL);
	assert_int_equal(b->found.n, 0);
	b->o.least = 500;
	ask(b, "Adnaslou", NULL);
	assert_int_equal(b->found.n, 1);
	assert_true(has_reason(b, 0, "days of birth differ"));
}

/* Hundreds of better names hide none whose birth is the one that is asked. */
static void test_many_alike(void **state)
{
	struct bench *b = *state;
	struct str many = STR_INIT(1 << 20);

	for (int i = 0; i < 300; i++)
		str_addf(&many, "a%d " P "name=Ivan_Pryklad born=1981-01-%02d;",
			 i, i % 28 + 1);
	str_addz(&many, "b " P "name=Ivan_Piatrovich_Pryklad"
		 " born=1960-02-03");
	list(b, "l", "2025-01-01", str_cstr(&many));
	ask(b, "Ivan Pryklad", NULL);
	assert_int_equal(b->found.all, 301);
	assert_int_equal(b->found.matches, 301);
	assert_false(b->found.full);
	b->o.most = 1;
	asked_birth(&b->about, SLICE("1960-02-03"), DATE_ORDER_UNKNOWN);
	ask(b, "Ivan Pryklad", NULL);
	assert_int_equal(b->found.n, 1);
	assert_true(slice_is(cell(b, 0, SCREENING_NAME),
			     "Ivan Piatrovich Pryklad"));
	/* While it is typed fewer are weighed, which is told. */
	b->about = (struct profile){0};
	b->o.half_typed = true;
	ask(b, "Ivan Pryklad", NULL);
	assert_true(b->found.full);
	str_free(&many);
}

static void number(struct bench *b, const char *text, const char *told)
{
	b->about = (struct profile){0};
	assert_true(asked_number(&b->about, slice_of(text), slice_of(told),
				 &b->kept));
}

static void test_numbers(void **state)
{
	struct bench *b = *state;

	list(b, "l", "2025-01-01", "a " P "name=Ivan_Pryklad"
	     " identifier@~Passport=MP1234567;"
	     "b " P "name=Anna_Inshaja identifier@~Passport=MP7654321");
	number(b, "MP1234567", "passport");
	expect(b, "Quite Other", NULL, "Ivan Pryklad 95 listed");
	assert_true(has_reason(b, 0, "the same passport number"));
	assert_true(has_reason(b, 0, "names have nothing in common"));
	expect(b, "Quite Other", "2024-01-01", "");
	number(b, "mp-1234567", NULL);
	expect(b, "Quite Other", NULL, "Ivan Pryklad 95 listed");
	number(b, "MP1234567", "tax number");
	expect(b, "Quite Other", NULL, "");
	/* And without any name. */
	number(b, "MP1234567", "passport");
	expect(b, "", NULL, "Ivan Pryklad 95 listed");
}

/* What listings say is let go of within one name, and nothing that was not made
 * to its end stays. */
static void test_little_memory(void **state)
{
	struct bench *b = *state;
	struct str many = STR_INIT(1 << 20);
	const struct asked all = { .name = SLICE("Ivan Pryklad") };
	const struct asked big = { .name = SLICE("Maria Vialikaja") };
	struct screening *s;
	struct err e = {0};

	for (int i = 0; i < 100; i++) {
		str_addf(&many, "a%d " P "name=Ivan_Pryklad programme=", i);
		for (int k = 0; k < 2000; k++)
			str_addc(&many, (char)('A' + i % 26));
		str_addc(&many, ';');
	}
	str_addz(&many, "b " P "name=Maria_Vialikaja programme=");
	for (int k = 0; k < 100000; k++)
		str_addc(&many, 'X');
	list(b, "l", "2025-01-01", str_cstr(&many));
	index_again(b);
	b->o.card_bytes = 64 << 10;
	b->o.most = 100;
	assert_int_equal(screening_open(&s, &b->o, &e), 0);
	for (int i = 0; i < 2; i++) {
		arena_clear(&b->mem);
		assert_int_equal(screening_one(s, &all, &b->mem, &b->found,
					       &e), 0);
		assert_int_equal(b->found.n, 100);
		for (size_t k = 0; k < 100; k++)
			assert_int_equal(cell(b, k, SCREENING_PROGRAMME).n,
					 2000 + 2);
		arena_clear(&b->mem);
		assert_int_equal(screening_one(s, &big, &b->mem, &b->found,
					       &e), -1);
		assert_int_equal(e.code, ERR_LIMIT);
		err_clear(&e);
	}
	screening_close(&s);
	str_free(&many);
}

/* Of many that fit alike no list is always the one that is cut. */
static void test_neutral(void **state)
{
	struct bench *b = *state;
	struct str text = STR_INIT(1 << 16);
	size_t of_z = 0;

	for (const char *key = "az"; *key; key++) {
		const char source[2] = { *key, '\0' };

		str_clear(&text);
		for (int i = 0; i < 10; i++)
			str_addf(&text, "k%d " P "name=Ivan_Pryklad born=19%d"
				 " list=%c;", i, 60 + i, *key);
		list(b, source, "2025-01-01", str_cstr(&text));
	}
	ask(b, "Ivan Pryklad", NULL);
	assert_int_equal(b->found.n, 10);
	assert_int_equal(b->found.all, 20);
	for (size_t i = 0; i < 10; i++)
		of_z += slice_is(cell(b, i, SCREENING_LIST), "z");
	assert_in_range(of_z, 1, 9);
	str_free(&text);
}

/* The numbers of a store that was made anew mean others than the index does. */
static void test_other_store(void **state)
{
	struct bench *b = *state;

	list(b, "l", "2025-01-01", "a " P "name=Ivan_Pryklad");
	expect(b, "Ivan Pryklad", NULL, "Ivan Pryklad 100 listed");
	kit_stop(&b->kit);
	kit_start(&b->kit);
	list(b, "l", "2025-01-01", "a " P "name=Anna_Inshaja");
	b->o.store = b->kit.s;
	expect(b, "Ivan Pryklad", NULL, "");
	expect(b, "Anna Inshaja", NULL, "");
	index_again(b);
	expect(b, "Anna Inshaja", NULL, "Anna Inshaja 100 listed");
}

static void test_persons(void **state)
{
	struct bench *b = *state;
	struct err e = {0};

	list(b, "l", "2025-01-01", "a " P "name=Ivan_Pryklad");
	assert_int_equal(kit_import(&b->kit, "n", "2025-01-01", true,
			KIND_person, "p name=Ivan_Pryklad"
			" released_on=2025-01-01; q name=Ivan_Pryklad"
			" custody=prison; r name=Ivan_Pryklad", NULL, &e), 0);
	expect(b, "Ivan Pryklad", NULL, "Ivan Pryklad 100 listed");
	b->o.who = SCREENING_PERSONS;
	ask(b, "Ivan Pryklad", NULL);
	assert_int_equal(b->found.n, 3);
	assert_int_equal(b->found.matches, 0);
	b->o.who = SCREENING_BOTH;
	ask(b, "Ivan Pryklad", NULL);
	assert_int_equal(b->found.n, 4);
	assert_int_equal(b->found.matches, 1);
	assert_true(slice_is(cell(b, 0, SCREENING_STATE), "listed"));
	for (size_t i = 1; i < 4; i++)
		assert_true(slice_is(cell(b, i, SCREENING_LIST), "n"));
}

static void test_verdicts(void **state)
{
	struct bench *b = *state;
	struct own_verdict v = { .verdict = SLICE("not_the_same"),
				 .query = SLICE("Ivan Pryklad"),
				 .note = SLICE("his cousin") };
	char id[ID_TEXT];
	struct err e = {0};

	list(b, "l", "2025-01-01", "a " P "name=Ivan_Pryklad");
	record_id(KIND_designation, SLICE("l"), SLICE("a"), id);
	index_again(b);
	assert_int_equal(own_verdict_set(b->kit.s, slice_of(id), &v, &e), 0);
	ask(b, "Ivan Pryklad", NULL);
	assert_int_equal(b->found.n, 1);
	assert_int_equal(b->found.matches, 0);
	assert_true(b->found.list[0].active);
	assert_true(slice_is(cell(b, 0, SCREENING_VERDICT_NOTE),
			     "his cousin"));
	b->o.open_only = true;
	ask(b, "Ivan Pryklad", NULL);
	assert_int_equal(b->found.n, 0);
	ask(b, "Ivan Prykladau", NULL);
	assert_int_equal(b->found.matches, b->found.n);
}

static void test_names_that_are_none(void **state)
{
	static const char *const names[] = {
		"", " ", "?!", "\xF0\x9F\x98\x80", "\xE2\x80\x8F",
		"\xFF\xFE",
	};
	struct bench *b = *state;
	struct index_seeker *k;
	struct alike found;
	struct err e = {0};

	list(b, "l", "2025-01-01", "a " P "name=Ivan_Pryklad");
	index_again(b);
	k = seeker_new(b->ix);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct asked a = { .name = slice_of(names[i]) };

		assert_int_equal(screening_seek(k, &b->o, &a, &b->mem, &found,
						&e), 0);
		if (!found.nameless)
			fail_msg("name %zu is one", i);
		ask(b, names[i], NULL);
		assert_int_equal(b->found.n, 0);
	}
	seeker_free(&k);
}

static void test_pairs(void **state)
{
	struct bench *b = *state;
	struct slice why = SLICE_NONE;

	assert_int_equal(screening_pair(SLICE("Ivan Pryklad"),
			 SLICE("Pryklad, Ivan"), 'p', &b->mem, &why), 1000);
	assert_true(slice_find(why, SLICE("ivan = ivan"), 0) > 0);
	assert_true(screening_pair(SLICE("Ivan Pryklad"),
			SLICE("Anna Inshaja"), 0, &b->mem, &why) < 500);
	assert_int_equal(screening_pair(SLICE("?"), SLICE("Anna"), 0,
					&b->mem, &why), -1);
	/* A company's legal form is none of a person's names. */
	assert_true(screening_pair(SLICE("Pryklad JSC"), SLICE("OAO Pryklad"),
				   0, &b->mem, &why) > 950);
	assert_true(slice_is(screening_points(875, &b->mem), "87.5"));
	assert_true(slice_is(screening_points(1000, &b->mem), "100"));
	assert_true(slice_is(screening_points(0, &b->mem), "0"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
	const struct CMUnitTest tests[] = {
		TEST(test_states), TEST(test_order),
		TEST(test_aliases_count_once), TEST(test_about),
		TEST(test_numbers), TEST(test_many_alike),
		TEST(test_little_memory), TEST(test_neutral),
		TEST(test_other_store), TEST(test_persons), TEST(test_verdicts),
		TEST(test_names_that_are_none), TEST(test_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
