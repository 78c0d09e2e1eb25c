/* Keys where they do nothing, sentences that need room, keys of a line. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/lib/screenkit.h"

/* A key that does nothing says so, and what goes anywhere does: nobody presses
 * it twice and wonders. */
static void test_elsewhere(void **state)
{
	static const struct {
		const char *keys, *has;
	} says[] = {
		{ "Enter x", "x is a key of the panes; q goes back to them" },
		{ "Enter s", "s is a key of the panes" },
		{ "? f", "f is a key of the panes" },
		{ "? b", "b is a key of the panes" },
		{ "t w", "w is a key of the panes" },
		{ "t m", "m is a key of the panes" },
		{ "p x", "x is a key of the panes" },
		{ "p /", "/ is a key of the panes" },
		{ "Enter b", " Desks " },
		{ "t b", " Desks " },
		{ "p b", " Desks " },
		{ "t <", "nothing before this place" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++) {
		struct fixture f;

		fix_begin(&f, 24, 80, false);
		fix_keys(&f, says[i].keys);
		fix_has(&f, says[i].has);
		fix_end(&f);
	}
}

/* A desk and a place are of the panes: a picture does not stay above them, and
 * who chooses none is where he was. */
static void test_from_pictures(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Enter b Esc");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	fix_keys(&f, "q 2 t b Esc");
	assert_int_equal(f.screen.mode, MODE_TIMELINE);
	fix_keys(&f, "b Enter");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_keys(&f, "Enter q");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_keys(&f, "1 2 p <");
	assert_int_equal(f.screen.mode, MODE_PANES);
	assert_int_equal(f.screen.focus, PANE_releases);
	fix_end(&f);
}

/* What is said is read to its end. */
static void test_long_sentence(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "w");
	fix_has(&f, "the detail stands beside the list: Tab goes there");
	fix_has(&f, "{ } move the line between");
	fix_has(&f, "\n them");
	fix_end(&f);
}

/* The first keys of a line that is typed are those that end it. */
static void test_keys_of_lines(void **state)
{
	static const char *const keys[] = { ":", "3 e", "/" };

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct fixture f;

		fix_begin(&f, 10, 40, false);
		fix_keys(&f, keys[i]);
		fix_has(&f, " Enter ");
		fix_lacks(&f, "^W");
		fix_lacks(&f, "^U");
		fix_end(&f);
	}
}

/* What can have come of a recommendation need not be known by heart. */
static void test_states_complete(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "3 e Tab");
	fix_has(&f, "superseded:");
	fix_type(&f, "par");
	fix_keys(&f, "Tab");
	fix_lacks(&f, "superseded:");
	fix_has(&f, "note partly_done:");
	fix_keys(&f, "Enter");
	assert_string_equal(f.canned.work, "r-1 partly_done|");
	assert_int_equal(f.screen.mode, MODE_PANES);
	assert_false(f.screen.offers.open);
	fix_end(&f);
}

static void test_beside_none(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "w Down /");
	fix_type(&f, "nobodyatall");
	fix_has(&f, "no row is chosen");
	fix_lacks(&f, "person ·");
	fix_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_elsewhere),
		cmocka_unit_test(test_from_pictures),
		cmocka_unit_test(test_long_sentence),
		cmocka_unit_test(test_keys_of_lines),
		cmocka_unit_test(test_states_complete),
		cmocka_unit_test(test_beside_none),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
