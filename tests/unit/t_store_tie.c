/* The user's word about listings can be taken back, and what was said is told
 * with both names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "storekit.h"

enum { MEM_BYTES = 16 << 20 };

#define PERSON "target_kind=person programme=BELARUS "
#define IVAN PERSON "name=PRYKLAD,_Ivan_Ivanovich born=1960-02-03"

static int say(struct kit *k, enum tie_word word, const char *a,
	       const char *b, struct err *e)
{
	char x[ID_TEXT], y[ID_TEXT];

	return store_tie(k->s, word, kit_listing(a, x),
			 b ? kit_listing(b, y) : SLICE_NONE, SLICE_NONE, 0, e);
}

static void must_say(struct kit *k, enum tie_word word, const char *a,
		     const char *b)
{
	struct err e = {0};

	if (say(k, word, a, b, &e) < 0)
		fail_msg("%s: %s", a, e.msg);
}

/* "2 listings, one split=Ivan(us) possibly=Ivan(us)!": the ties but for those
 * inside the party; ! where one stands alone. */
static void expect(struct kit *k, const char *listing, const char *want)
{
	static const char *const kinds[] = {
		[TIE_ONE] = "one", [TIE_MERGED] = "merged",
		[TIE_SPLIT] = "split", [TIE_POSSIBLY] = "possibly",
	};
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct str got = STR_INIT(4096);
	struct err e = {0};
	struct facts f;
	char id[ID_TEXT];

	if (store_subject(k->s, kit_listing(listing, id), SLICE_NONE, &mem, &f,
			  &e) != 1)
		fail_msg("%s: %s", listing, e.msg);
	str_addf(&got, "%zu", f.listings);
	for (size_t i = 0; i < f.ties; i++) {
		const struct tie *t = &f.tie[i];

		str_addf(&got, " %s", kinds[t->kind]);
		if (t->name.n)
			str_addf(&got, "=%.*s(%.*s)", SLICE_ARG(t->name),
				 SLICE_ARG(t->source));
		if (t->alone.n)
			str_addc(&got, '!');
	}
	if (strcmp(str_cstr(&got), want) != 0)
		fail_msg("%s: \"%s\", wanted \"%s\"", listing, str_cstr(&got),
			 want);
	str_free(&got);
	arena_free(&mem);
}

static void test_take_back(void **state)
{
	struct kit *k = *state;

	kit_listed(k, "eu", "2025-01-01", "a " IVAN);
	kit_listed(k, "us", "2025-01-01", "1 " IVAN);
	kit_listed(k, "uk", "2025-01-01", "x " PERSON "name=Ivan_Pryklad");
	expect(k, "eu/a", "2 one possibly=Ivan Pryklad(uk)");
	must_say(k, SAY_TWO, "eu/a", "us/1");
	expect(k, "eu/a", "1 split=PRYKLAD, Ivan Ivanovich(us)"
	       " possibly=Ivan Pryklad(uk)");
	must_say(k, SAY_NOTHING, "us/1", "eu/a");
	expect(k, "eu/a", "2 one possibly=Ivan Pryklad(uk)");
	must_say(k, SAY_ONE, "eu/a", "uk/x");
	expect(k, "us/1", "3 one merged");
	must_say(k, SAY_NOTHING, "eu/a", "uk/x");
	expect(k, "us/1", "2 one possibly=Ivan Pryklad(uk)");
	must_say(k, SAY_TWO, "us/1", NULL);
	expect(k, "us/1", "1 split possibly=PRYKLAD, Ivan Ivanovich(eu)!"
	       " possibly=Ivan Pryklad(uk)");
	expect(k, "eu/a", "1 possibly=PRYKLAD, Ivan Ivanovich(us)!"
	       " possibly=Ivan Pryklad(uk)");
	must_say(k, SAY_NOTHING, "us/1", NULL);
	expect(k, "us/1", "2 one possibly=Ivan Pryklad(uk)");
}

static void test_nothing_to_take_back(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	kit_listed(k, "eu", "2025-01-01", "a " IVAN);
	kit_listed(k, "us", "2025-01-01", "1 " IVAN);
	assert_int_equal(say(k, SAY_NOTHING, "eu/a", "us/1", &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	assert_non_null(strstr(e.msg, "said nothing"));
	e = (struct err){0};
	assert_int_equal(say(k, SAY_NOTHING, "eu/a", NULL, &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	expect(k, "eu/a", "2 one");
}

/* Said of an entry under its old number, taken back under the new one. */
static void test_other_number(void **state)
{
	struct kit *k = *state;

	kit_listed(k, "us", "2025-01-01", "1 " IVAN);
	kit_listed(k, "eu", "2025-01-01", "a " IVAN "; z " PERSON "name=Other_One");
	must_say(k, SAY_TWO, "eu/a", "us/1");
	kit_listed(k, "eu", "2025-02-01", "b " IVAN "; z " PERSON "name=Other_One");
	expect(k, "eu/b", "1 split=PRYKLAD, Ivan Ivanovich(us)");
	must_say(k, SAY_NOTHING, "eu/b", "us/1");
	expect(k, "eu/b", "2 one");
	must_say(k, SAY_TWO, "eu/b", "us/1");
	kit_listed(k, "eu", "2025-03-01", "c " IVAN "; z " PERSON "name=Other_One");
	must_say(k, SAY_ONE, "eu/c", "us/1");
	expect(k, "eu/c", "2 one merged");
	must_say(k, SAY_TWO, "eu/c", NULL);
	kit_listed(k, "eu", "2025-04-01", "d " IVAN "; z " PERSON "name=Other_One");
	must_say(k, SAY_ONE, "eu/d", "us/1");
	kit_listed(k, "eu", "2025-05-01", "e " IVAN "; z " PERSON "name=Other_One");
	must_say(k, SAY_TWO, "eu/e", NULL);
	must_say(k, SAY_NOTHING, "eu/e", NULL);
	expect(k, "eu/e", "2 one");
}

/* A screen does not wait for a refresh. */
static void test_writer(void **state)
{
	struct kit *k = *state;
	struct store_options o = kit_options(k);
	struct store *other = NULL;
	struct store_tx *tx;
	struct err e = {0};

	kit_listed(k, "eu", "2025-01-01", "a " IVAN);
	kit_listed(k, "us", "2025-01-01", "1 " IVAN);
	tx = kit_begin(k, "eu", "2025-02-01", true);
	assert_int_equal(store_open(&other, &o, &e), 0);
	{
		struct kit second = { .s = other };

		assert_int_equal(say(&second, SAY_TWO, "eu/a", "us/1", &e),
				 -1);
		assert_int_equal(e.code, ERR_STORE);
		assert_non_null(strstr(e.msg, "another thaw is writing"));
		e = (struct err){0};
		store_reject(&tx, "done");
		assert_int_equal(say(&second, SAY_TWO, "eu/a", "us/1", &e),
				 0);
	}
	store_close(&other);
	expect(k, "eu/a", "1 split=PRYKLAD, Ivan Ivanovich(us)");
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, kit_party_set_up, kit_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_take_back), TEST(test_nothing_to_take_back),
		TEST(test_other_number), TEST(test_writer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
