/* The timeline and the pictures of the real program, on a pseudo-terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/ptykit.h"

/* Opened, zoomed, filtered, left for an event and come back to; what another
 * process brings comes in place. */
static void test_timeline(void **state)
{
	static const char more[] =
		"id,url,name,status,gender,photo,description,birthday,arrested,"
		"articles,prison,declaration,decision,penalty,judge,councel,"
		"penalty_start_date,release_date,verdict_date,appeal_date,"
		"fake_terrorist_list,died,clusters\n"
		"9,https://prisoners.example/9,Iryna Novaja,former,female,,"
		"journalist,,2021-03-04,,released,,,,,,,2026-05-06,,,,,\n";
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "t");
	pty_await(&r, "nothing has happened yet", false, KEY_MS);
	pty_press(&r, "/role:politician\r");
	pty_await(&r, "Kalesnikava freed", false, KEY_MS);
	assert_true(pty_sees(&r, "a column is a"));
	pty_press(&r, "+++++++");
	pty_await(&r, "a column is a day", false, KEY_MS);
	pty_press(&r, "h");	/* the arrows follow the time */
	pty_await(&r, "Sannikov freed", false, KEY_MS);
	pty_press(&r, "\r");
	pty_await(&r, "Claims", false, KEY_MS);
	pty_press(&r, "q");
	pty_await(&r, "Sannikov freed", false, KEY_MS);
	pty_press(&r, "/\025role:journalist\r");
	pty_await(&r, "Sannikov", true, KEY_MS);
	pty_file(&r, "more.csv", more);
	pty_thaw(&r, "import --format viasna_csv --source viasna-list more.csv");
	pty_await(&r, "Iryna Novaja freed", false, KEY_MS);
	pty_resize(&r, 16, 60);
	pty_await(&r, "Iryna Novaja freed", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void test_pictures(void **state)
{
	struct run r;

	(void)state;
	pty_prepare(&r);
	pty_start(&r, 24, 80, "C", true);
	pty_await(&r, "Kalesnikava", false, START_MS);
	pty_press(&r, "p");
	pty_await(&r, "picture 1 of", false, KEY_MS);
	pty_press(&r, "\tj");
	pty_await(&r, "2012, politician: 1 of", false, KEY_MS);
	pty_press(&r, "\r");
	pty_await(&r, "/released_on:2012 roles:politician", false, KEY_MS);
	assert_true(pty_sees(&r, "Sannikov"));
	assert_false(pty_sees(&r, "Bialiatski"));
	assert_false(pty_sent_colour(&r));
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_timeline),
		cmocka_unit_test(test_pictures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
