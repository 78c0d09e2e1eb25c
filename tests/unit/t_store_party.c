/* Parties over the listings of several lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "names/one_party.h"
#include "storekit.h"

enum { MEM_BYTES = 16 << 20, IMPORTS = 5 };

static void list(struct kit *k, const char *source, const char *text)
{
	kit_listed(k, source, "2025-01-01", text);
}

static const char *name_of(const char *const *listing, struct slice id)
{
	char buf[ID_TEXT];

	for (; *listing; listing++) {
		kit_listing(*listing, buf);
		if (slice_is(id, buf))
			return *listing;
	}
	return "?";
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_sorted(struct str *out, const char **text, size_t n)
{
	qsort(text, n, sizeof(*text), by_text);
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", i ? "=" : "", text[i]);
}

/* "eu/a=us/1! ~uk/x": the party of a listing, "!" where its sources differ,
 * and what may be the same. */
static void tell(struct kit *k, const char *const *all, const char *listing,
		 struct str *out)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	const char *text[16];
	struct facts f;
	struct err e = {0};
	char id[ID_TEXT];
	size_t n = 0;

	kit_listing(listing, id);
	if (store_subject(k->s, slice_of(id), SLICE_NONE, &mem, &f, &e) != 1)
		fail_msg("%s: %s", listing, e.msg);
	for (size_t i = 0; i < f.listings; i++)
		text[n++] = name_of(all, f.listing[i].facts->id);
	add_sorted(out, text, n);
	str_addz(out, facts_disputed(&f) ? "!" : "");
	n = 0;
	for (size_t i = 0; i < f.ties; i++)
		if (f.tie[i].kind == TIE_POSSIBLY)
			text[n++] = name_of(all, f.tie[i].b);
	str_addz(out, n ? " ~" : "");
	add_sorted(out, text, n);
	arena_free(&mem);
}

static void expect(struct kit *k, const char *const *all, const char *listing,
		   const char *want)
{
	struct str got = STR_INIT(1 << 16);

	tell(k, all, listing, &got);
	assert_string_equal(str_cstr(&got), want);
	str_free(&got);
}

#define P "target_kind=person "
#define EU "jurisdiction=EU programme=BLR "
#define US "jurisdiction=US programme=BELARUS "
#define UK "jurisdiction=GB programme=Belarus "
#define CA "jurisdiction=CA programme=Belarus "

/* What each list says, and what comes of it, in whatever order they come. */
static const struct scene {
	const char *what;
	struct { const char *source, *text; } list[IMPORTS];
	const char *all[12];
	const char *want[12];
} scenes[] = {
	{ "the president: births, and two names where there are none", {
		{ "eu", "a " P EU "name=Aliaksandr_Ryhoravich_LUKASHENKA"
			" other_name=Alexandr_Grigorievich_LUKASHENKO"
			" born=1954-08-30" },
		{ "us", "1 " P US "name=LUKASHENKA,_Alyaksandr_Ryhorovich"
			" born=1954-08-30 born=1954-08-31" },
		{ "ca", "8 " P CA "name=Aleksandr_Grigoryevich_Lukashenko"
			" born=1954-08-30" },
		{ "uk", "x " P UK "name=Alexander_Ryhoravich_Lukashenko"
			" other_name=Aliaksandr_Ryhoravich_Lukashenka"
			" other_name=Aleksandr_Grigorievich_Lukashenko" } },
	  { "eu/a", "us/1", "ca/8", "uk/x" },
	  { "ca/8=eu/a=uk/x=us/1" } },
	{ "births that differ by less than a year are a dispute", {
		{ "eu", "a " P EU "name=Viktar_Aliaksandravich_LUKASHENKA"
			" born=1975-11-28 born_in=Mahiliou/Mogilev" },
		{ "us", "1 " P US "name=LUKASHENKA,_Viktar_Aliaksandravich"
			" born=1976 born_in=Mogilev,_Belarus" },
		{ "ca", "9 " P CA "name=Viktor_Aleksandrovich_Lukashenko"
			" born=1975-11-28" } },
	  { "eu/a", "us/1", "ca/9" }, { "ca/9=eu/a=us/1!" } },
	{ "two people of one name", {
		{ "eu", "a " P EU "name=Ivan_Ivanovich_PRYKLAD"
			" born=1960-02-03" },
		{ "us", "1 " P US "name=PRYKLAD,_Ivan_Ivanovich"
			" born=1971-05-06" } },
	  { "eu/a", "us/1" }, { "eu/a ~us/1", "us/1 ~eu/a" } },
	{ "a third that fits both makes no one of them", {
		{ "eu", "a " P EU "name=Ivan_Ivanovich_PRYKLAD"
			" other_name=Yan_Ivanovich_PRYKLAD born=1960-02-03" },
		{ "us", "1 " P US "name=PRYKLAD,_Ivan_Ivanovich"
			" other_name=PRYKLAD,_Yan_Ivanovich born=1971-05-06" },
		{ "uk", "x " P UK "name=Ivan_Ivanovich_Pryklad"
			" other_name=Yan_Ivanovich_Pryklad" } },
	  { "uk/x", "eu/a", "us/1" },
	  { "uk/x ~eu/a=us/1", "eu/a ~uk/x=us/1", "us/1 ~eu/a=uk/x" } },
	{ "one list has a party once", {
		{ "eu", "a " P EU "name=Ivan_PRYKLAD born=1960-02-03;"
			" b " P EU "name=Ivan_PRYKLAD born=1960-02-03" } },
	  { "eu/a", "eu/b" }, { "eu/a", "eu/b" } },
	{ "names alone choose between nobody", {
		{ "eu", "a " P EU "name=Ivan_Ivanovich_PRYKLAD"
			" other_name=Yan_Ivanovich_PRYKLAD" },
		{ "uk", "x " P UK "name=Ivan_Ivanovich_Pryklad"
			" other_name=Yan_Ivanovich_Pryklad;"
			" y " P UK "name=Ivan_Ivanovich_Pryklad"
			" other_name=Yan_Ivanovich_Pryklad" } },
	  { "eu/a", "uk/x", "uk/y" },
	  { "eu/a ~uk/x=uk/y", "uk/x ~eu/a", "uk/y ~eu/a" } },
	{ "a ship by its number", {
		{ "us", "1 target_kind=vessel " US "name=NIMA"
			" identifier@~IMO=9074729" },
		{ "ca", "2 target_kind=vessel " CA "name=Parova"
			" identifier@~IMO=9074729" } },
	  { "us/1", "ca/2" }, { "ca/2=us/1" } },
};

static size_t count(const char *const *list)
{
	size_t n = 0;

	while (list[n])
		n++;
	return n;
}

/* Every listing tells the same party; the rest is told once a listing. */
static void tell_all(struct kit *k, const struct scene *s, struct str *out)
{
	for (size_t i = 0; s->all[i]; i++) {
		tell(k, s->all, s->all[i], out);
		str_addc(out, '\n');
	}
}

static void run_order(const struct scene *s, size_t turn, struct str *out)
{
	struct kit *k;
	size_t n = 0;

	kit_party_set_up((void **)&k);
	while (n < IMPORTS && s->list[n].source)
		n++;
	for (size_t i = 0; i < n; i++) {
		size_t at = turn < n ? (i + turn) % n :
				       n - 1 - (i + turn) % n;

		list(k, s->list[at].source, s->list[at].text);
	}
	tell_all(k, s, out);
	for (size_t i = 0; turn == 0 && s->want[i]; i++)
		expect(k, s->all, s->all[i], s->want[i]);
	if (turn == 0 && s->want[0] && !s->want[1])
		for (size_t i = 1; i < count(s->all); i++)
			expect(k, s->all, s->all[i], s->want[0]);
	kit_tear_down((void **)&k);
}

static void test_scenes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(scenes) / sizeof(*scenes); i++) {
		struct str first = STR_INIT(1 << 16);

		run_order(&scenes[i], 0, &first);
		for (size_t turn = 1; turn < 2 * IMPORTS; turn++) {
			struct str other = STR_INIT(1 << 16);

			run_order(&scenes[i], turn, &other);
			if (strcmp(str_cstr(&first), str_cstr(&other)) != 0)
				fail_msg("%s: %s, not %s", scenes[i].what,
					 str_cstr(&other), str_cstr(&first));
			str_free(&other);
		}
		str_free(&first);
	}
}

static const char *const two[] = { "eu/a", "us/1", "uk/x", NULL };
#define IVAN_EU "a " P EU "name=Ivan_Ivanovich_PRYKLAD born=1960-02-03"
#define IVAN_US "1 " P US "name=PRYKLAD,_Ivan_Ivanovich born=1960-02-03"

/* A corrected birth parts, a corrected correction joins again; a version that
 * is refused moves nothing. */
static void test_amended(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	list(k, "eu", IVAN_EU);
	list(k, "us", IVAN_US);
	expect(k, two, "eu/a", "eu/a=us/1");
	kit_listed(k, "us", "2025-02-01", "1 " P US
		"name=PRYKLAD,_Ivan_Ivanovich born=1961-02-03");
	expect(k, two, "eu/a", "eu/a ~us/1");
	assert_int_equal(kit_import(k, "us", "2025-02-15", true,
				    KIND_designation, "", NULL, &e), -1);
	expect(k, two, "us/1", "us/1 ~eu/a");
	kit_listed(k, "us", "2025-03-01", IVAN_US);
	expect(k, two, "us/1", "eu/a=us/1");
	/* gone from one list, still one party */
	kit_listed(k, "us", "2025-04-01", "2 " P US "name=INSHY,_Piotr");
	expect(k, two, "eu/a", "eu/a=us/1");
}

/* A version between versions changes what was then, not what is now. */
static void test_late(void **state)
{
	struct kit *k = *state;

	list(k, "eu", IVAN_EU);
	kit_listed(k, "us", "2025-03-01", IVAN_US);
	kit_listed(k, "us", "2025-02-01", "1 " P US
		"name=PRYKLAD,_Ivan_Ivanovich born=1971-02-03");
	expect(k, two, "eu/a", "eu/a=us/1");
}

static void merge(struct kit *k, const char *a, const char *b, bool apart)
{
	struct err e = {0};
	char x[ID_TEXT], y[ID_TEXT];
	int rc;

	kit_listing(a, x);
	if (b)
		kit_listing(b, y);
	rc = apart ? store_split(k->s, slice_of(x), slice_of(b ? y : NULL),
				 SLICE("seen so"), &e) :
		     store_merge(k->s, slice_of(x), slice_of(y),
				 SLICE("seen so"), &e);
	if (rc < 0)
		fail_msg("%s: %s", a, e.msg);
}

/* The user's word comes first, can be taken back, and outlives the data. */
static void test_own_word(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	list(k, "eu", IVAN_EU);
	list(k, "us", IVAN_US);
	merge(k, "us/1", "eu/a", true);
	expect(k, two, "eu/a", "eu/a");
	expect(k, two, "us/1", "us/1");
	assert_int_equal(store_purge(k->s, false, &e), 0);
	list(k, "us", IVAN_US);
	list(k, "eu", IVAN_EU);
	expect(k, two, "eu/a", "eu/a");
	merge(k, "eu/a", "us/1", false);
	expect(k, two, "eu/a", "eu/a=us/1");
	list(k, "uk", "x " P UK "name=Jan_Pryklad");
	expect(k, two, "uk/x", "uk/x");
	merge(k, "uk/x", "us/1", false);
	expect(k, two, "uk/x", "eu/a=uk/x=us/1");
	/* alone, until it is merged: the last word counts */
	merge(k, "eu/a", NULL, true);
	expect(k, two, "eu/a", "eu/a ~us/1");
	merge(k, "eu/a", "us/1", false);
	expect(k, two, "eu/a", "eu/a=uk/x=us/1");
	merge(k, "eu/a", "us/1", true);
	expect(k, two, "uk/x", "uk/x=us/1");
	assert_int_equal(store_purge(k->s, true, &e), 0);
	list(k, "us", IVAN_US);
	list(k, "eu", IVAN_EU);
	expect(k, two, "eu/a", "eu/a=us/1");
	merge(k, "eu/a", NULL, true);
	expect(k, two, "eu/a", "eu/a ~us/1");
}

/* An entry whose number is corrected is the one that the user spoke of. */
static void test_own_word_follows(void **state)
{
	static const char *const all[] = { "eu/a", "eu/b", "us/1", "uk/x",
					   NULL };
	static const char *const keys[] = { "b", "a", "b" };
	struct kit *k = *state;
	char text[512];

	list(k, "us", IVAN_US);
	list(k, "uk", "x " P UK "name=Jan_Pryklad");
	list(k, "eu", IVAN_EU);
	expect(k, all, "eu/a", "eu/a=us/1");
	merge(k, "eu/a", "us/1", true);
	merge(k, "eu/a", "uk/x", false);
	for (int i = 0; i < 3; i++) {
		struct str own = STR_INIT(64);
		char date[16], one[8];

		snprintf(date, sizeof(date), "2025-0%d-01", i + 2);
		snprintf(one, sizeof(one), "eu/%s", keys[i]);
		snprintf(text, sizeof(text), "%s%s", keys[i],
			 strchr(IVAN_EU, ' '));
		kit_listed(k, "eu", date, text);
		str_addf(&own, "%s=uk/x", one);
		expect(k, all, one, str_cstr(&own));
		expect(k, all, "us/1", "us/1");
		str_free(&own);
	}
}

static void test_own_word_refused(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	char a[ID_TEXT], x[ID_TEXT];

	list(k, "eu", IVAN_EU);
	list(k, "us", IVAN_US);
	kit_listing("eu/a", a);
	kit_listing("uk/x", x);
	assert_int_equal(store_merge(k->s, slice_of(a), slice_of(a),
				     SLICE_NONE, &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	e = (struct err){0};
	assert_int_equal(store_merge(k->s, slice_of(a), slice_of(x),
				     SLICE_NONE, &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	expect(k, two, "eu/a", "eu/a=us/1");
}

/* What the user has said is shown as such, with note and day. */
static void test_reasons(void **state)
{
	struct kit *k = *state;
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct err e = {0};
	struct facts f;
	char id[ID_TEXT];

	list(k, "eu", IVAN_EU);
	list(k, "us", IVAN_US);
	kit_listing("eu/a", id);
	assert_int_equal(store_subject(k->s, slice_of(id), SLICE_NONE, &mem,
				       &f, &e), 1);
	assert_int_equal(f.ties, 1);
	assert_int_equal(f.tie[0].kind, TIE_ONE);
	assert_true(slice_is(f.tie[0].rule, "name and date of birth"));
	assert_true(slice_find(f.tie[0].reason, SLICE("1960-02-03"), 0) > 0);
	merge(k, "eu/a", "us/1", true);
	assert_int_equal(store_subject(k->s, slice_of(id), SLICE_NONE, &mem,
				       &f, &e), 1);
	assert_int_equal(f.ties, 1);
	assert_int_equal(f.tie[0].kind, TIE_SPLIT);
	assert_true(slice_is(f.tie[0].note, "seen so"));
	assert_true(slice_is(f.tie[0].at, "2025-11-24"));
	arena_free(&mem);
}

/* A key that leads to too many leads to nobody. */
static void test_crowd(void **state)
{
	struct kit *k = *state;
	struct str text = STR_INIT(1 << 20);

	for (int i = 0; i < 60; i++)
		str_addf(&text, "%sn%d " P US "name=PRYKLAD,_Ivan born=%d",
			 i ? "; " : "", i, 1930 + i);
	list(k, "us", str_cstr(&text));
	list(k, "eu", "a " P EU "name=Ivan_PRYKLAD");
	expect(k, two, "eu/a", "eu/a");
	/* with the day it is one of few */
	str_clear(&text);
	list(k, "uk", "x " P UK "name=Ivan_Pryklad born=1960-02-03");
	kit_listed(k, "eu", "2025-02-01", "a " P EU
		"name=Ivan_PRYKLAD born=1960-02-03");
	expect(k, two, "eu/a", "eu/a=uk/x");
	str_free(&text);
}

/* Rows say of each listing what the party comes to. */
static void test_rows(void **state)
{
	struct kit *k = *state;

	for (size_t i = 0; i < 3; i++)
		list(k, scenes[1].list[i].source, scenes[1].list[i].text);
	kit_expect(k, &kit_parties, "is:disputed", "disputed",
		   "true,true,true");
	kit_listed(k, "us", "2025-02-01", "1 " P US "name=INSHY,_Piotr");
	kit_expect(k, &kit_parties, "is:disputed", "disputed", "");
	/* made anew where a table of rows is */
	kit_listed(k, "us", "2025-03-01", scenes[1].list[1].text);
	store_close(&k->s);
	k->parties = NULL;
	kit_open(k);
	store_close(&k->s);
	k->parties = &one_party;
	kit_open(k);
	expect(k, scenes[1].all, "us/1", "ca/9=eu/a=us/1!");
	kit_expect(k, &kit_parties, "is:disputed", "disputed",
		   "true,true,true");
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, kit_party_set_up, kit_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scenes),
		TEST(test_amended),
		TEST(test_late),
		TEST(test_own_word),
		TEST(test_own_word_follows),
		TEST(test_own_word_refused),
		TEST(test_reasons),
		TEST(test_crowd),
		TEST(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
