/* The real program on a pseudo-terminal. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/ptykit.h"

static void test_first_screen(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	assert_true(pty_sees(&r, "Releases"));
	assert_true(pty_sees(&r, "Sanctions"));
	assert_true(pty_sees(&r, "Recommendations"));
	assert_true(pty_sees(&r, "Kalesnikava"));
	assert_true(pty_sees(&r, "Sannikov"));
	assert_true(pty_sent_colour(&r));
	pty_press(&r, "q");
	assert_int_equal(pty_finish(&r), 0);
	assert_true(pty_sent(&r, "\033[?1049h"));
	assert_true(pty_sent(&r, "\033[?1049l"));
	pty_clean(&r);
}

static void test_filter(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 40, 120);
	pty_press(&r, "/");
	pty_press(&r, "k");
	pty_press(&r, "a");
	pty_press(&r, "l");
	pty_await(&r, "Bialiatski", true, KEY_MS);
	assert_true(pty_sees(&r, "Maria Kalesn"));
	pty_press(&r, "\025");
	pty_await(&r, "Bialiatski", false, KEY_MS);
	pty_press(&r, "role:politician");
	pty_await(&r, "Bialiatski", true, KEY_MS);
	assert_true(pty_sees(&r, "Maria Kalesn"));
	assert_true(pty_sees(&r, "Sannikov"));
	pty_press(&r, " colour:red");
	pty_await(&r, "unknown column", false, KEY_MS);
	pty_press(&r, "\033");
	pty_await(&r, "Bialiatski", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

/* Letters typed in a row, in an alphabet that the rows are not spelled in;
 * those found are marked, and the best match comes first where it is asked. */
static void test_any_spelling(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "/");
	pty_press(&r, "б");
	pty_press(&r, "я");
	pty_press(&r, "л");
	pty_await(&r, "Kalesnikava", true, KEY_MS);
	assert_true(pty_sees(&r, "/бял"));
	assert_true(pty_sees(&r, "Ales Bialiatski"));
	for (int x = 0; x < 12; x++) {
		VTermPos at = { 3, 2 + x };
		VTermScreenCell c;

		vterm_screen_get_cell(r.screen, at, &c);
		assert_int_equal(c.attrs.underline != 0, x >= 5 && x < 9);
	}
	pty_press(&r, "\rs");
	pty_await(&r, "best matches first", false, KEY_MS);
	pty_press(&r, "\033");
	pty_await(&r, "Kalesnikava", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

/* Nobody is called so, but somebody nearly: the advice is taken. (Under the
 * sanitizers the end tells besides that nothing of it was left behind.) */
static void test_nearly_so(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "/kalesnykova\r");
	pty_await(&r, "Maria Kalesnikava", false, KEY_MS);
	pty_press(&r, "a");
	pty_await(&r, "1 of 3", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void open_party(struct run *r)
{
	pty_press(r, "8");
	pty_await(r, "PRYKLAD", false, KEY_MS);
	pty_press(r, "/\025прыклад\r");
	pty_await(r, "INSHY", true, KEY_MS);
	pty_press(r, "\r");
	pty_await(r, "Listed by", false, KEY_MS);
}

/* A listing is split off, that is remembered, and taken back. */
static void test_split_and_back(void **state)
{
#define ROW(n, name, remark) n ",\"" name "\",\"individual\",\"BELARUS\"" \
	",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"" remark "\"\r\n"
	static const char one[] =
		ROW("11", "PRYKLAD, Ivan Ivanovich", "DOB 03 Feb 1960.")
		ROW("12", "INSHY, Piotr", "DOB 1976.") "\032";
	static const char two[] =
		ROW("71", "PRIKLAD, Ivan Ivanovich", "DOB 03 Feb 1960.")
		"\032";
	struct run r;

	(void)state;
	pty_begin(&r, 40, 100);
	pty_file(&r, "one.csv", one);
	pty_file(&r, "two.csv", two);
	pty_thaw(&r, "import --format ofac_csv --source one one.csv");
	pty_thaw(&r, "import --format ofac_csv --source two two.csv");
	open_party(&r);
	assert_true(pty_sees(&r, "Why these are one party"));
	pty_press(&r, "X");
	pty_await(&r, "split? y/n", false, KEY_MS);
	pty_press(&r, "n");
	pty_await(&r, "nothing was changed", false, KEY_MS);
	pty_press(&r, "X");
	pty_await(&r, "split? y/n", false, KEY_MS);
	pty_press(&r, "y");
	pty_await(&r, "M takes it back", false, KEY_MS);
	assert_true(pty_sees(&r, "you said"));
	assert_false(pty_sees(&r, "Why these are one party"));
	pty_press(&r, "q");
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_start(&r, 40, 100, "C.UTF-8", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	open_party(&r);
	assert_false(pty_sees(&r, "Why these are one party"));
	pty_press(&r, "M");
	pty_await(&r, "take back? y/n", false, KEY_MS);
	pty_press(&r, "y");
	pty_await(&r, "Why these are one party", false, KEY_MS);
	assert_true(pty_sees(&r, "the rules decide again"));
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void test_resize_keeps_cursor(void **state)
{
	static const struct { int rows, cols; } size[] = {
		{ 40, 120 }, { 10, 40 }, { 50, 200 }, { 16, 60 }, { 24, 80 },
	};
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "G");
	pty_await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	for (size_t i = 0; i < sizeof(size) / sizeof(size[0]); i++) {
		pty_resize(&r, size[i].rows, size[i].cols);
		pty_await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	}
	pty_resize(&r, 3, 10);
	pty_await(&r, "too small", false, KEY_MS);
	pty_resize(&r, 24, 80);
	pty_await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	pty_press(&r, "q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void test_detail(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 90, 100);
	pty_press(&r, "/bialiatski\r");
	pty_await(&r, "Sannikov", true, KEY_MS);
	pty_press(&r, "\r");
	pty_await(&r, "Held text", false, KEY_MS);
	assert_true(pty_sees(&r, "Over 2 years"));
	assert_true(pty_sees(&r, "human rights defender"));
	assert_true(pty_sees(&r, "13 Dec 2025"));
	assert_true(pty_sees(&r, "fixture"));
	pty_press(&r, "q");
	pty_await(&r, "1 Releases", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void import_zoja(struct run *r)
{
	pty_file(r, "more.csv", "Name,Role,Detention Duration,Released\n"
		 "Zoja Vydumanaja,student,2 months,2026-01-05\n");
	pty_thaw(r, "import --format csv --source more more.csv");
}

/* Another process imports: the row comes by itself, the cursor stays. */
static void test_sees_other_writers(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "G");
	pty_await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	import_zoja(&r);
	pty_await(&r, "Zoja", false, KEY_MS);
	assert_true(pty_sees(&r, "▌•Andrei Sannikov"));
	pty_press(&r, "q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

/* A pull puts another file in the place of the store: the screen goes on with
 * that, and the cursor stays. So it does twice. */
static void test_follows_a_pull(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "G");
	pty_await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	pty_thaw(&r, "publish pub");
	pty_thaw(&r, "pull --force pub");
	pty_thaw(&r, "--store c.db import --format csv --source fixture "
		 "people.csv");
	pty_file(&r, "more.csv", "Name,Role,Detention Duration,Released\n"
		 "Zoja Vydumanaja,student,2 months,2026-01-05\n");
	pty_thaw(&r, "--store c.db import --format csv --source more "
		 "more.csv");
	pty_thaw(&r, "--store c.db publish pub2");
	pty_thaw(&r, "pull --force pub2");
	pty_await(&r, "Zoja", false, KEY_MS);
	assert_true(pty_sees(&r, "▌•Andrei Sannikov"));
	pty_press(&r, "q");
	assert_int_equal(pty_finish(&r), 0);
	/* A screen on a copy pulls where others refresh. */
	pty_start(&r, 24, 80, "C.UTF-8", false);
	pty_await(&r, "Zoja", false, KEY_MS);
	pty_file(&r, "more.csv", "Name,Role,Detention Duration,Released\n"
		 "Zoja Vydumanaja,student,2 months,2026-01-05\n"
		 "Ihar Vydumany,student,2 months,2026-01-06\n");
	pty_thaw(&r, "--store c.db import --format csv --source more "
		 "more.csv");
	pty_thaw(&r, "--store c.db publish pub2");
	pty_press(&r, "R");
	pty_await(&r, "Ihar", false, KEY_MS);
	pty_press(&r, "q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

/* So does what a watch finds, which x takes away and Enter opens. */
static void test_sees_hits(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "0");
	pty_await(&r, "no hits: ", false, KEY_MS);
	pty_thaw(&r, "watch add zoja");
	import_zoja(&r);
	pty_await(&r, "zoja        Zoja Vydumanaja", false, KEY_MS);
	pty_press(&r, "\r");
	pty_await(&r, " Claims ", false, KEY_MS);
	pty_press(&r, "q");
	pty_await(&r, "zoja        Zoja Vydumanaja", false, KEY_MS);
	pty_press(&r, "D");
	pty_await(&r, "zoja        Zoja Vydumanaja", true, KEY_MS);
	pty_press(&r, "q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void test_no_colour(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	str_clear(&r.sent);
	pty_start(&r, 24, 80, "C.UTF-8", true);
	pty_await(&r, "Bialiatski", false, START_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	assert_false(pty_sent_colour(&r));
	pty_clean(&r);
}

static void test_c_locale(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	str_clear(&r.sent);
	pty_start(&r, 24, 80, "C", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	pty_press(&r, "2");
	pty_press(&r, "?");
	pty_await(&r, "go up one row", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	for (size_t i = 0; i < r.sent.n; i++)
		assert_true((unsigned char)r.sent.p[i] < 0x80);
	pty_clean(&r);
}

/* The line drops, or somebody ends it: whole, and the terminal given back. */
static void test_signals(void **state)
{
	static const int sigs[] = { SIGHUP, SIGTERM, SIGINT };

	(void)state;
	for (size_t i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++) {
		struct run r;

		pty_begin(&r, 24, 80);
		kill(r.pid, sigs[i]);
		assert_int_equal(pty_finish(&r), 0);
		assert_true(pty_sent(&r, "\033[?1049l"));
		pty_clean(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_screen),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_any_spelling),
		cmocka_unit_test(test_nearly_so),
		cmocka_unit_test(test_split_and_back),
		cmocka_unit_test(test_resize_keeps_cursor),
		cmocka_unit_test(test_detail),
		cmocka_unit_test(test_sees_other_writers),
		cmocka_unit_test(test_follows_a_pull),
		cmocka_unit_test(test_sees_hits),
		cmocka_unit_test(test_no_colour),
		cmocka_unit_test(test_c_locale),
		cmocka_unit_test(test_signals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
