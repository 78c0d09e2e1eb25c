/* Words of documents: what finds them, and a cache that may be lost, behind,
 * or another store's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/path.h"
#include "storekit.h"

static void told(struct kit *k, const char *day, const char *text)
{
	struct err e = {0};

	if (kit_import(k, "feed", day, false, KIND_news, text, NULL, &e) < 0)
		fail_msg("%s", e.msg);
	k->now += 60;
}

static void finds(struct kit *k, const char *query, const char *titles)
{
	kit_expect(k, &kit_news, query, "title", titles);
}

static char *words_file(const struct kit *k)
{
	static char file[128];

	snprintf(file, sizeof(file), "%s-words", k->file);
	return file;
}

static const char two[] =
	"a title=One text=Maria_Kalesnikava_spoke_of_an_asset_freeze;"
	"b title=Two text=Калеснікава_не_казала_пра_гэта_13";

static const struct { const char *query, *titles; } cases[] = {
	{ "asset", "One" },
	{ "ASS", "One" },			/* half typed */
	{ "sset", "" },				/* words from their start */
	{ "\"asset freeze\"", "One" },
	{ "\"freeze asset\"", "" },		/* in that order */
	{ "freeze asset", "One" },		/* both, wherever */
	{ "kolesnikova", "One,Two" },		/* any spelling */
	{ "Калесникова", "One,Two" },
	{ "13", "Two" },
	{ "-asset", "Two" },
	{ "one", "One" },			/* titles too */
	{ "nothing", "" },
	{ "\"\\\"", "" },
};

static void texts_are_found(void **state)
{
	struct kit *k = *state;

	told(k, "2026-01-01", two);
	for (size_t i = 0; i + 1 < sizeof(cases) / sizeof(cases[0]); i++)
		finds(k, cases[i].query, cases[i].titles);
}

static void an_edited_text_is_found_as_it_is_now(void **state)
{
	struct kit *k = *state;

	told(k, "2026-01-01", two);
	told(k, "2026-01-02", "a title=One text=Nothing_of_that_kind");
	finds(k, "asset", "");
	finds(k, "kind", "One");
	told(k, "2026-01-03", "a title=One text="
	     "Maria_Kalesnikava_spoke_of_an_asset_freeze");
	finds(k, "asset", "One");
	finds(k, "kind", "");
}

static void what_was_not_accepted_is_not_found(void **state)
{
	struct kit *k = *state;
	struct store_tx *tx;
	struct err e = {0};

	told(k, "2026-01-01", two);
	tx = kit_begin(k, "feed", "2026-01-02", false);
	assert_int_equal(kit_puts(tx, KIND_news, "c title=Three text=hidden",
				  &e), 0);
	store_reject(&tx, "for the test");
	finds(k, "hidden", "");
	/* the numbers of its contents are given again */
	told(k, "2026-01-03", "d title=Four text=open");
	finds(k, "hidden", "");
	finds(k, "open", "Four");
}

static void a_lost_file_is_made_anew(void **state)
{
	struct kit *k = *state;

	told(k, "2026-01-01", two);
	store_close(&k->s);
	unlink(words_file(k));
	kit_open(k);
	finds(k, "one", "One");		/* rows are looked at meanwhile */
	finds(k, "asset", "");
	told(k, "2026-01-02", "c title=Three text=zebra");
	finds(k, "asset", "One");
	finds(k, "zebra", "Three");
}

/* Bytes that are no database must not keep the store from its user. */
static void a_spoilt_file_costs_its_words_alone(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	told(k, "2026-01-01", two);
	store_close(&k->s);
	assert_int_equal(path_replace(words_file(k),
				    SLICE("this is no database, whatever it"
					  " is called: 0123456789"), &e), 0);
	kit_open(k);
	finds(k, "one", "One");
	finds(k, "", "One,Two");
	told(k, "2026-01-02", "c title=Three text=zebra");
	finds(k, "zebra", "Three");	/* it has been made anew */
	finds(k, "asset", "One");
}

static void a_purge_takes_the_words(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	told(k, "2026-01-01", two);
	assert_int_equal(store_purge(k->s, false, &e), 0);
	k->now += 60;
	told(k, "2026-01-05", "z title=Last text=word;y title=Y text=other");
	finds(k, "asset", "");
	finds(k, "word", "Last");
}

/* What cannot be opened may hold words of the texts, so it is not left in
 * silence; the rest is purged all the same. */
static void a_purge_tells_of_words_that_stay(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	char inside[160];

	told(k, "2026-01-01", two);
	store_close(&k->s);
	unlink(words_file(k));
	snprintf(inside, sizeof(inside), "%s/x", words_file(k));
	assert_int_equal(mkdir(words_file(k), 0700), 0);
	assert_int_equal(path_replace(inside, SLICE("asset"), &e), 0);
	kit_open(k);
	assert_int_equal(store_purge(k->s, false, &e), -1);
	assert_non_null(strstr(e.msg, "-words; it may hold words"));
	finds(k, "", "");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, kit_party_set_up, kit_tear_down)
		TEST(texts_are_found),
		TEST(an_edited_text_is_found_as_it_is_now),
		TEST(what_was_not_accepted_is_not_found),
		TEST(a_lost_file_is_made_anew),
		TEST(a_spoilt_file_costs_its_words_alone),
		TEST(a_purge_takes_the_words),
		TEST(a_purge_tells_of_words_that_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
