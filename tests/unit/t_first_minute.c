/* What leads on: texts that are searched, the help, the greeting, advice where a
 * filter finds nothing. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/commandkit.h"

/* --- searching --- */

static void test_seek(void **state)
{
	struct with w;
	size_t first;

	(void)state;
	with_begin(&w, 12, 80, false);
	fix_keys(&w.f, "?");
	fix_has(&w.f, "Here");
	fix_type(&w.f, "/refresh");
	fix_has(&w.f, "1 of ");
	fix_lacks(&w.f, "go up one row");	/* it narrows */
	fix_keys(&w.f, "Enter");
	first = w.f.screen.seek.line;
	fix_keys(&w.f, "n");
	assert_true(w.f.screen.seek.line > first);
	fix_has(&w.f, "2 of ");
	fix_keys(&w.f, "N");
	assert_int_equal(w.f.screen.seek.line, first);
	fix_keys(&w.f, "N");			/* round the end */
	assert_int_equal(w.f.screen.seek.nth, w.f.screen.seek.n);
	fix_type(&w.f, "/zzzz");
	fix_has(&w.f, "not found");
	fix_has(&w.f, "fewer letters find more");
	fix_keys(&w.f, "Esc");
	fix_has(&w.f, "Here");
	fix_keys(&w.f, "n");
	fix_has(&w.f, "nothing is sought: / begins");
	fix_keys(&w.f, "q");
	assert_int_equal(w.f.screen.mode, MODE_PANES);
	with_end(&w);
}

/* Any spelling, in a subject. */
static void test_seek_spelling(void **state)
{
	struct with w;

	(void)state;
	with_begin(&w, 24, 80, false);
	fix_keys(&w.f, "Down Enter");
	fix_type(&w.f, "/бяляц\r");
	fix_has(&w.f, "1 of ");
	with_end(&w);
}

/* The help of a mode begins with the keys of that mode, as keys.conf has it. */
static void test_help_here(void **state)
{
	struct with w;
	struct err e = { 0 };

	(void)state;
	with_begin(&w, 40, 80, false);
	assert_int_equal(keymap_conf(&w.f.screen.keymap,
				     SLICE("merge = ^T\nfacet = F2"), "k",
				     &e), 0);
	screen_draw(&w.f.screen, &w.f.surface);
	fix_has(&w.f, "F2 choose");
	fix_keys(&w.f, "?");
	fix_has(&w.f, "F2            choose values");
	fix_keys(&w.f, "q Down Enter ?");
	fix_lacks(&w.f, "F2            choose values with their counts\n│   r");
	fix_has(&w.f, "link of the row");
	with_end(&w);
}

/* --- the first minute --- */

static void test_welcome(void **state)
{
	struct with w;
	struct str got = STR_INIT(1000);

	(void)state;
	with_begin(&w, 24, 80, false);
	fix_type(&w.f, ":welcome\r");
	fix_shown(&w.f, true);
	golden_check("welcome", str_slice(&w.f.dump));
	fix_keys(&w.f, "y");		/* nothing is chosen */
	assert_false(w.f.screen.start);
	assert_int_equal(w.f.screen.mode, MODE_WELCOME);
	fix_has(&w.f, "nothing is chosen");
	fix_keys(&w.f, "Space Down Space Up Space Space");
	fix_keys(&w.f, "y");
	assert_true(fake.greeted);
	assert_string_equal(with_words(&w, &got), "[sources] [enable] [lists] "
					     "[news]");
	assert_false(w.f.screen.refresh);	/* not before it is enabled */
	with_ran(&w, "", "lists: enabled\n", 0);
	assert_true(w.f.screen.refresh);
	assert_int_equal(w.f.screen.refresh_keys.n, 0);
	with_end(&w);

	/* What fails is not followed by a refresh. */
	with_begin(&w, 24, 80, false);
	fix_type(&w.f, ":welcome\r");
	fix_keys(&w.f, "Space y");
	with_ran(&w, "", "thaw: the disk is full\n", 1);
	assert_false(w.f.screen.refresh);
	with_end(&w);

	with_begin(&w, 24, 80, false);
	fix_type(&w.f, ":welcome\r");
	fix_keys(&w.f, "Space Esc");
	assert_true(fake.greeted);
	assert_false(w.f.screen.start);
	fix_has(&w.f, "nobody was contacted");
	with_end(&w);
	str_free(&got);
}

static void test_welcome_sizes(void **state)
{
	static const struct {
		const char *name;
		int rows, cols;
		bool ascii;
	} rows[] = {
		{ "welcome-wide", 40, 120, false },
		{ "welcome-small", 16, 60, false },
		{ "welcome-ascii", 24, 80, true },
		{ "welcome-tiny", 5, 20, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct with w;

		with_begin(&w, rows[i].rows, rows[i].cols, rows[i].ascii);
		screen_begin_welcome(&w.f.screen);
		screen_draw(&w.f.screen, &w.f.surface);
		fix_shown(&w.f, false);
		golden_check(rows[i].name, str_slice(&w.f.dump));
		with_end(&w);
	}
}

/* At the first start alone, which the command line knows. */
static void test_first(void **state)
{
	struct with w;
	struct screen s;
	struct err e = { 0 };
	struct screen_options o;

	(void)state;
	for (int first = 0; first < 2; first++) {
		with_begin(&w, 24, 80, false);
		o = w.f.screen.o;
		fake.first = first;
		assert_int_equal(screen_open(&s, &o, &e), 0);
		assert_int_equal(s.mode, first ? MODE_WELCOME : MODE_PANES);
		screen_free(&s);
		with_end(&w);
	}
}

/* --- no rows --- */

static void test_advice(void **state)
{
	struct with w;

	(void)state;
	with_begin(&w, 24, 80, false);
	fix_type(&w.f, "/kalesn zzq");
	fix_has(&w.f, "without zzq: ");
	fix_keys(&w.f, "Enter");
	fix_has(&w.f, " a ");
	fix_keys(&w.f, "a");
	fix_has(&w.f, "/kalesn ");
	fix_has(&w.f, "Kalesnikava");
	fix_keys(&w.f, "a");
	fix_has(&w.f, "there are rows here");
	/* A name that is nobody's, and one that is alike. */
	fix_keys(&w.f, "Esc");
	fix_type(&w.f, "/Kalisniqawa\r");
	fix_has(&w.f, "did you mean Maria Kalesnikava? 1 row");
	fix_keys(&w.f, "a");
	assert_string_equal(fix_cursor_id(&w.f), "p-kalesnikava");
	/* A column that is none: the rows before it stay, and a rights it. */
	fix_keys(&w.f, "Esc");
	fix_type(&w.f, "/nmae:maria\r");
	fix_has(&w.f, "did you mean name?");
	fix_keys(&w.f, "a");
	fix_has(&w.f, "/name:maria");
	with_end(&w);
}

static bool at_once(void *ctx)
{
	return *(bool *)ctx;
}

/* Given up when a key comes; asked again after. */
static void test_advice_given_up(void **state)
{
	struct with w;
	bool key = false;

	(void)state;
	with_begin(&w, 24, 80, false);
	w.f.screen.o.hurry = at_once;
	w.f.screen.o.hurry_ctx = &key;
	fix_type(&w.f, "/kalesn zzq\r");
	fix_has(&w.f, "without zzq");
	screen_forget_advice(&w.f.screen);
	key = true;
	screen_draw(&w.f.screen, &w.f.surface);
	assert_true(w.f.screen.late);
	fix_lacks(&w.f, "without zzq");
	key = false;
	screen_draw(&w.f.screen, &w.f.surface);
	assert_false(w.f.screen.late);
	fix_has(&w.f, "without zzq");
	with_end(&w);
}

/* --- what is said leads on --- */

/* Everything that could not be done says what to do instead. */
static void test_next_step(void **state)
{
	static const struct {
		const char *keys, *typed;
		const char *what, *next;
	} rows[] = {
		{ "1 e", "", "said of recommendations", ": 3 goes there" },
		{ "1 v", "", "verdicts are given of conflicts", "6" },
		{ "1 M", "", "merged and split where it is open", ": Enter" },
		{ "Down Enter M", "", "nothing here to merge", ": that is for" },
		{ "1 a", "", "there are rows here", ": advice" },
		{ "Down Enter n", "", "nothing is sought", ": / begins" },
		{ "1 o", "", "this row has no link", ": Enter shows" },
		{ "3 e", "nonsense:\r", "no state", "; valid:" },
		{ "1", ":output\r", "no command has run", ": type one" },
		{ "1", ":pane x\r", "no pane is called", "Tab" },
		{ "1", ":open Qwxyz\r", "nobody is called", "; c screens" },
		{ "1", ":export csv\r", "write :export FORMAT FILE", "thaw "
		  "help export" },
		{ "1", ":x \"y\r", "nothing was run", "a quote is not closed" },
		{ "1 /", "colour:red", "unknown column", "releases has" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct with w;

		with_begin(&w, 24, 160, false);
		fix_keys(&w.f, rows[i].keys);
		fix_type(&w.f, rows[i].typed);
		fix_has(&w.f, rows[i].what);
		fix_has(&w.f, rows[i].next);
		with_end(&w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_seek),
		cmocka_unit_test(test_seek_spelling),
		cmocka_unit_test(test_help_here),
		cmocka_unit_test(test_welcome),
		cmocka_unit_test(test_welcome_sizes),
		cmocka_unit_test(test_first),
		cmocka_unit_test(test_advice),
		cmocka_unit_test(test_advice_given_up),
		cmocka_unit_test(test_next_step),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
