/* Lists of rows that are kept from one question to the next: they are never older
 * than the store, nor than what the user says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "storekit.h"

static void expect(struct kit *k, const char *query, const char *names)
{
	/* The second answer is the one that was kept. */
	kit_expect(k, &kit_parties, query, "name", names);
	kit_expect(k, &kit_parties, query, "name", names);
}

static void a_commit_ends_them(void **state)
{
	struct kit *k = *state;

	kit_listed(k, "l", "2026-01-01", "a list=l name=Bravo;b list=l name=Alfa");
	expect(k, "sort:-name", "Bravo,Alfa");
	expect(k, "sort:name", "Alfa,Bravo");
	kit_listed(k, "l", "2026-01-02", "a list=l name=Bravo;b list=l name=Alfa;"
		   "c list=l name=Zulu");
	expect(k, "sort:-name", "Zulu,Bravo,Alfa");
	expect(k, "sort:name", "Alfa,Bravo,Zulu");
}

/* Another process is as another handle. */
static void so_does_that_of_another(void **state)
{
	struct kit *k = *state;
	struct store *mine = k->s;

	kit_listed(k, "l", "2026-01-01", "a list=l name=Bravo");
	expect(k, "sort:-name", "Bravo");
	k->s = NULL;
	kit_open(k);
	kit_listed(k, "l", "2026-01-02", "a list=l name=Bravo;b list=l name=Yankee");
	store_close(&k->s);
	k->s = mine;
	expect(k, "sort:-name", "Yankee,Bravo");
}

static void marks_are_never_kept(void **state)
{
	struct kit *k = *state;
	char id[ID_TEXT];
	struct err e = {0};

	kit_listed(k, "l", "2026-01-01", "a list=l name=Bravo;b list=l name=Alfa");
	expect(k, "is:starred sort:-name", "");
	assert_int_equal(own_mark_set(k->s, kit_listing("l/a", id),
				      SLICE("starred"), SLICE_NONE, &e), 0);
	expect(k, "is:starred sort:-name", "Bravo");
}

/* More questions than there is room for, again and again. */
static void the_oldest_goes(void **state)
{
	static const char *const names[] = {
		"Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf",
		"Hotel", "India", "Juliett", "Kilo", "Lima",
	};
	struct kit *k = *state;
	struct str text = STR_INIT(4096);
	char query[64];

	for (size_t i = 0; i < 12; i++)
		str_addf(&text, "k%zu list=l name=%s programme=P%zu;", i,
			 names[i], i);
	kit_listed(k, "l", "2026-01-01", str_cstr(&text));
	str_free(&text);
	for (size_t i = 0; i < 60; i++) {
		snprintf(query, sizeof(query), "programme:P%zu sort:-name",
			 i * 7 % 12);
		kit_expect(k, &kit_parties, query, "name", names[i * 7 % 12]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_commit_ends_them, kit_set_up,
						kit_tear_down),
		cmocka_unit_test_setup_teardown(so_does_that_of_another,
						kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(marks_are_never_kept,
						kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(the_oldest_goes, kit_set_up,
						kit_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
