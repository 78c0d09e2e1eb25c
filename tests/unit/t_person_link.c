/* Persons of several sources in a store, beside listings of the same name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "storekit.h"

enum { MEM_BYTES = 16 << 20, TEXT_BYTES = 1 << 16 };

static void tell_at(struct kit *k, const char *source, const char *day,
		    bool whole, const char *text)
{
	struct err e = {0};

	if (kit_import(k, source, day, whole, KIND_person, text, NULL,
		       &e) < 0)
		fail_msg("%s: %s", source, e.msg);
}

static void tell(struct kit *k, const char *source, const char *text)
{
	tell_at(k, source, "2025-01-01", false, text);
}

static void list(struct kit *k, const char *source, const char *text)
{
	kit_listed(k, source, "2025-01-01", text);
}

/* "viasna/a" is a person, "eu:a" a listing. */
static struct slice id_of(const char *what, char id[ID_TEXT])
{
	const char *end = strpbrk(what, "/:");

	assert_non_null(end);
	record_id(*end == ':' ? KIND_designation : KIND_person,
		  slice_make(what, (size_t)(end - what)), slice_of(end + 1),
		  id);
	return slice_of(id);
}

/* "2 one possibly=Ivan Pryklad(b)": how many tell of him, and the ties; each of
 * several is told why once. */
static void expect(struct kit *k, const char *what, const char *want)
{
	static const char *const kinds[] = {
		[TIE_ONE] = "one", [TIE_MERGED] = "merged",
		[TIE_SPLIT] = "split", [TIE_POSSIBLY] = "possibly",
	};
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct str got = STR_INIT(TEXT_BYTES);
	struct err e = {0};
	struct facts f;
	char id[ID_TEXT];

	if (store_subject(k->s, id_of(what, id), SLICE_NONE, &mem, &f,
			  &e) != 1)
		fail_msg("%s: %s", what, e.msg);
	str_addf(&got, "%zu%s", f.listings, facts_disputed(&f) ? "!" : "");
	for (size_t i = 0; i < f.ties; i++) {
		const struct tie *t = &f.tie[i];

		str_addf(&got, " %s", kinds[t->kind]);
		if (t->name.n)
			str_addf(&got, "=%.*s(%.*s)", SLICE_ARG(t->name),
				 SLICE_ARG(t->source));
	}
	if (strcmp(str_cstr(&got), want) != 0)
		fail_msg("%s: \"%s\", wanted \"%s\"", what, str_cstr(&got),
			 want);
	str_free(&got);
	arena_free(&mem);
}

static int say(struct kit *k, enum tie_word word, const char *a,
	       const char *b, struct err *e)
{
	char x[ID_TEXT], y[ID_TEXT];

	return store_tie(k->s, word, id_of(a, x),
			 b ? id_of(b, y) : SLICE_NONE, SLICE_NONE, 0, e);
}

static void must_say(struct kit *k, enum tie_word word, const char *a,
		     const char *b)
{
	struct err e = {0};

	if (say(k, word, a, b, &e) < 0)
		fail_msg("%s: %s", a, e.msg);
}

#define IVAN "name=Ivan_Pryklad born=1960-02-03"
#define IVAN_BE "name=Прыклад_Іван born=1960-02-03"

static void test_beyond_doubt(void **state)
{
	struct kit *k = *state;

	/* each source numbers its events by itself: no dispute */
	tell(k, "b", "x " IVAN_BE " event=1; y name=Ala_Inshaja");
	tell(k, "a", "1 " IVAN " event=2; 2 name=Ala_Inshaja");
	expect(k, "a/1", "2 one");
	expect(k, "b/x", "2 one");
	expect(k, "a/2", "1 possibly=Ala Inshaja(b)");
	tell(k, "c", "z " IVAN " custody=free; w name=Piotr_Adzinoki");
	expect(k, "b/x", "3 one one");
	expect(k, "c/w", "1");
}

/* One row for them, which says that they differ. */
static void test_rows(void **state)
{
	struct kit *k = *state;

	tell(k, "a", "1 " IVAN " custody=free");
	tell(k, "b", "x " IVAN " custody=held; y name=Ala_Inshaja");
	expect(k, "a/1", "2! one");
	kit_expect(k, &kit_people, "is:disputed", "custody", "free");
	tell_at(k, "b", "2025-02-01", false, "x " IVAN " custody=free");
	expect(k, "a/1", "2 one");
	kit_expect(k, &kit_people, "is:any", "disputed", "false,false");
}

static void test_one_source(void **state)
{
	struct kit *k = *state;

	tell(k, "a", "1 " IVAN "; 2 " IVAN_BE);
	expect(k, "a/1", "1");
	expect(k, "a/2", "1");
	must_say(k, SAY_ONE, "a/1", "a/2");
	expect(k, "a/1", "2 merged");
}

/* Two in one source with one name and day, whoever comes first: the third is
 * one of them, and nobody can tell which. */
static void test_rivals(void **state)
{
	struct kit *k = *state;

	tell(k, "b", "x " IVAN);
	tell(k, "a", "1 " IVAN);
	expect(k, "a/1", "2 one");
	tell_at(k, "a", "2025-02-01", false, "2 " IVAN_BE);
	expect(k, "b/x", "1 possibly=Прыклад Іван(a)"
	       " possibly=Ivan Pryklad(a)");
	must_say(k, SAY_ONE, "b/x", "a/2");
	expect(k, "b/x", "2 one merged possibly=Ivan Pryklad(a)");
	expect(k, "a/1", "1 possibly=Ivan Pryklad(b)");
}

/* The same name and day on a list: another kind of thing. */
static void test_listing(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	list(k, "eu", "a target_kind=person " IVAN);
	tell(k, "v", "1 " IVAN);
	list(k, "us", "9 target_kind=person " IVAN_BE);
	expect(k, "v/1", "1");
	expect(k, "eu:a", "2 one");
	for (int word = SAY_ONE; word <= SAY_TWO; word++) {
		e = (struct err){0};
		assert_int_equal(say(k, (enum tie_word)word, "v/1", "eu:a",
				     &e), -1);
		assert_int_equal(e.code, ERR_USAGE);
		assert_non_null(strstr(e.msg, "never one"));
	}
	expect(k, "v/1", "1");
	expect(k, "eu:a", "2 one");
}

#define OTHERS "; p name=Piotr_Inshy; q name=Ala_Inshaja; r name=Jan_Treci" \
	"; s name=Eva_Pachatkova; t name=Adam_Kanec"

/* Who is gone from his source has no row, and is compared no more. */
static void test_gone(void **state)
{
	struct kit *k = *state;

	tell(k, "b", "x " IVAN);
	tell(k, "c", "z name=Ivan_Pryklad");
	tell_at(k, "a", "2025-01-01", true, "1 " IVAN OTHERS);
	expect(k, "b/x", "2 one possibly=Ivan Pryklad(c)");
	tell_at(k, "a", "2025-02-01", true, "u name=Hanna_Novaja" OTHERS);
	expect(k, "b/x", "2 one possibly=Ivan Pryklad(c)");	/* maybe */
	tell_at(k, "a", "2025-03-01", true,
		"u name=Hanna_Novaja custody=free" OTHERS);
	expect(k, "b/x", "1 possibly=Ivan Pryklad(c)");
	expect(k, "a/1", "1");
	kit_expect(k, &kit_people, "is:any pryklad", "name",
		   "Ivan Pryklad,Ivan Pryklad");
	tell_at(k, "a", "2025-04-01", true, "1 " IVAN OTHERS);
	expect(k, "b/x", "2 one possibly=Ivan Pryklad(c)");
}

static void test_amended(void **state)
{
	struct kit *k = *state;

	tell(k, "a", "1 " IVAN);
	tell(k, "b", "x name=Ivan_Pryklad born=1971-05-06");
	expect(k, "a/1", "1");
	tell_at(k, "b", "2025-02-01", false, "x " IVAN);
	expect(k, "a/1", "2 one");
	kit_expect(k, &kit_people, "is:disputed", "name", "");
	tell_at(k, "b", "2025-03-01", false, "x name=Ivan_Pryklad");
	expect(k, "a/1", "1 possibly=Ivan Pryklad(b)");
}

static void test_own_word(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	tell(k, "a", "1 " IVAN "; 2 name=Ala_Inshaja");
	tell(k, "b", "x " IVAN "; y name=Ala_Inshaja");
	must_say(k, SAY_TWO, "a/1", "b/x");
	must_say(k, SAY_ONE, "b/y", "a/2");
	assert_int_equal(store_purge(k->s, false, &e), 0);
	store_close(&k->s);
	kit_open(k);
	tell(k, "b", "x " IVAN "; y name=Ala_Inshaja");
	expect(k, "b/x", "1 split");
	tell(k, "a", "1 " IVAN "; 2 name=Ala_Inshaja");
	expect(k, "a/1", "1 split=Ivan Pryklad(b)");
	expect(k, "a/2", "2 merged");
	must_say(k, SAY_NOTHING, "a/1", "b/x");
	must_say(k, SAY_NOTHING, "a/2", "b/y");
	expect(k, "a/1", "2 one");
	expect(k, "b/y", "1 possibly=Ala Inshaja(a)");
	must_say(k, SAY_TWO, "b/x", NULL);
	expect(k, "b/x", "1 split possibly=Ivan Pryklad(a)");
}

/* What the user makes one may differ in all that is compared. */
static void test_own_differ(void **state)
{
	struct kit *k = *state;

	tell(k, "a", "1 name=Ivan_Pryklad born=1960-02-03");
	tell(k, "b", "x name=Jan_Inshy born=1961-02-03");
	must_say(k, SAY_ONE, "a/1", "b/x");
	expect(k, "a/1", "2! merged");
	kit_expect(k, &kit_people, "is:disputed", "name", "Ivan Pryklad");
	kit_expect(k, &kit_people, "is:any", "sources", "|a|b|");
	must_say(k, SAY_NOTHING, "a/1", "b/x");
	kit_expect(k, &kit_people, "is:disputed", "name", "");
}

/* The table of one kind is made anew, the other kind stays as it is. */
static void test_shape(void **state)
{
	struct kit *k = *state;
	struct store_options o = kit_options(k);
	struct shape again[] = { kit_people, kit_parties };

	list(k, "eu", "a target_kind=person " IVAN);
	list(k, "us", "9 target_kind=person " IVAN "; 8 name=Ala_Inshaja");
	tell(k, "a", "1 " IVAN "; 2 name=Ala_Inshaja");
	tell(k, "b", "x " IVAN "; y name=Ala_Inshaja");
	for (size_t i = 0; i < 2; i++) {
		const struct shape *shapes[] = {
			i ? &kit_people : &again[0],
			i ? &again[1] : &kit_parties, NULL,
		};
		struct err e = {0};

		again[i].sort = "-name";
		store_close(&k->s);
		o.shapes = shapes;
		assert_int_equal(store_open(&k->s, &o, &e), 0);
		expect(k, "a/1", "2 one");
		expect(k, "b/y", "1 possibly=Ala Inshaja(a)");
		expect(k, "eu:a", "2 one");
		expect(k, "us:8", "1");
		store_close(&k->s);
		kit_open(k);
	}
	/* keys of both are there still, each once */
	tell(k, "c", "z " IVAN "; w name=Ala_Inshaja");
	expect(k, "c/z", "3 one one");
	expect(k, "c/w", "1 possibly=Ala Inshaja(b)"
	       " possibly=Ala Inshaja(a)");
	list(k, "uk", "g target_kind=person " IVAN);
	expect(k, "uk:g", "3 one one one");
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, kit_party_set_up, kit_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_beyond_doubt),
		TEST(test_rows),
		TEST(test_one_source),
		TEST(test_rivals),
		TEST(test_listing),
		TEST(test_gone),
		TEST(test_amended),
		TEST(test_own_word),
		TEST(test_own_differ),
		TEST(test_shape),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
