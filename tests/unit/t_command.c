/* The ":" line, its menu and that of the filter, and what a command prints. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/commandkit.h"

/* --- golden screens --- */

static const struct {
	const char *name;
	int rows, cols;
	bool ascii, map;
	const char *keys, *typed, *after;
} golden[] = {
	{ "command-menu",    24,  80, false, true,  ":", "", "Tab" },
	{ "command-ascii",   24,  80, true,  false, ":", "s", "Tab Tab" },
	{ "filter-menu",     24,  80, false, true,  "/", "role:", "Tab Tab" },
	{ "filter-menu-2",   24,  80, false, false, "2 /", "sta", "Tab" },
	{ "filter-menu-wide", 40, 120, false, false, "/", "ro", "Tab" },
	{ "filter-menu-small", 10, 40, false, false, "/", "ro", "Tab" },
	{ "filter-none",     24,  80, false, true,  "/", "kalesn zzq", "Enter" },
	{ "filter-typo",     24,  80, false, false, "/", "nmae:maria", "" },
	{ "help-search",     24,  80, false, true,  "? /", "refresh", "" },
};

static void test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(golden) / sizeof(golden[0]); i++) {
		struct with w;

		with_begin(&w, golden[i].rows, golden[i].cols, golden[i].ascii);
		fix_keys(&w.f, golden[i].keys);
		fix_type(&w.f, golden[i].typed);
		if (golden[i].after[0])
			fix_keys(&w.f, golden[i].after);
		fix_shown(&w.f, golden[i].map);
		golden_check(golden[i].name, str_slice(&w.f.dump));
		if (golden[i].ascii)
			for (const char *p = str_cstr(&w.f.dump); *p; p++)
				assert_true((unsigned char)*p < 0x80);
		with_end(&w);
	}
}

/* Settings that can be other at once; all else behind "set" is thaw's. */
static void test_set(void **state)
{
	struct with w;

	(void)state;
	with_begin(&w, 24, 100, false);
	fix_keys(&w.f, ":");
	fix_type(&w.f, "set ");
	fix_keys(&w.f, "Tab");
	fix_has(&w.f, "theme");
	fix_has(&w.f, "Colours: dark, light");
	fix_keys(&w.f, "Esc Esc :");
	fix_type(&w.f, "set theme li");
	fix_keys(&w.f, "Tab Enter");
	assert_true(w.f.screen.dresses);
	assert_int_equal(w.f.screen.theme, THEME_LIGHT);
	fix_has(&w.f, "theme = light until thaw ends; write it to settings.conf to keep it");
	w.f.screen.dresses = false;
	fix_keys(&w.f, ":");
	fix_type(&w.f, "set theme pink");
	fix_keys(&w.f, "Enter");
	assert_false(w.f.screen.dresses);
	fix_has(&w.f, "theme can be: auto, dark, light, mono");
	fix_keys(&w.f, ":");
	fix_type(&w.f, "set clock true");
	fix_keys(&w.f, "Enter Down");
	fix_has(&w.f, "now 24 Nov 12:00");
	fix_keys(&w.f, ":");
	fix_type(&w.f, "set clock false");
	fix_keys(&w.f, "Enter Down");
	fix_lacks(&w.f, "now 24 Nov");
	fix_keys(&w.f, ":");
	fix_type(&w.f, "set frugal true");
	fix_keys(&w.f, "Enter");
	assert_true(w.f.screen.o.frugal);
	fix_keys(&w.f, ":");
	fix_type(&w.f, "set");
	fix_keys(&w.f, "Enter");
	fix_has(&w.f, "theme, clock, frugal");
	assert_false(w.f.screen.start);
	fix_keys(&w.f, ":");
	fix_type(&w.f, "set r-1 state=done");
	fix_keys(&w.f, "Enter");
	assert_true(w.f.screen.start);
	with_end(&w);
}

/* --- the line --- */

static void test_runs(void **state)
{
	static const struct {
		const char *typed, *words;	/* NULL: nothing is run */
	} rows[] = {
		{ "list releases role:hrd", "[list] [releases] [role:hrd]" },
		{ "mark p-1 note \"two words\"",
		  "[mark] [p-1] [note] [two words]" },
		{ "list releases name:\"two words\" x",
		  "[list] [releases] [name:\"two words\"] [x]" },
		{ "list releases 'held>2y'", "[list] [releases] [held>2y]" },
		{ "note ''", "[note] []" },
		{ "  list   news  ", "[list] [news]" },
		{ "help list", "[help] [list]" },
		{ "export releases", "[export] [releases]" },
		{ "note \"open", NULL }, { "", NULL }, { "   ", NULL },
		{ "filter maria", NULL }, { "3", NULL }, { "help", NULL },
		{ "export csv", NULL }, { "export csv rows.csv", NULL },
	};
	struct str got = STR_INIT(1000);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct with w;

		with_begin(&w, 24, 80, false);
		fix_keys(&w.f, ":");
		fix_type(&w.f, rows[i].typed);
		fix_keys(&w.f, "Enter");
		if (rows[i].words) {
			assert_true(w.f.screen.start);
			assert_string_equal(with_words(&w, &got), rows[i].words);
			assert_int_equal(w.f.screen.mode, MODE_OUTPUT);
		} else {
			assert_false(w.f.screen.start);
		}
		with_end(&w);
	}
	str_free(&got);
}

/* As x does it: under the desk, in the order and of the marked rows that are
 * seen, and never over another file unasked. */
static void test_export(void **state)
{
	char here[] = "/tmp/thaw-t-XXXXXX";
	struct str typed = STR_INIT(100);
	struct with w;

	(void)state;
	with_begin(&w, 24, 80, false);
	fix_type(&w.f, ":sort -name\r");
	fix_keys(&w.f, "Space");
	fix_type(&w.f, ":export json rows.dat\r");
	assert_false(w.f.screen.start);
	assert_true(w.f.screen.exports);
	assert_non_null(strstr(str_cstr(&w.f.screen.export_args),
			       "--desk=belarus\nexport\nreleases\n"
			       "--format=json\n"));
	assert_non_null(strstr(str_cstr(&w.f.screen.export_args), "--ids="));
	assert_non_null(strstr(str_cstr(&w.f.screen.export_args),
			       "--output=rows.dat\n--\nsort:-name"));
	w.f.screen.exports = false;
	fix_type(&w.f, ":export yaml rows.dat\r");
	assert_false(w.f.screen.exports);
	fix_has(&w.f, "is no format");
	assert_int_not_equal(close(mkstemp(here)), -1);
	str_addf(&typed, ":export csv %s\r", here);
	fix_type(&w.f, str_cstr(&typed));
	assert_false(w.f.screen.exports);
	fix_has(&w.f, "replace it?");
	fix_keys(&w.f, "y");
	assert_true(w.f.screen.exports);
	unlink(here);
	str_free(&typed);
	with_end(&w);
}

/* What is open is offered by its own name, not by that of the row behind it. */
static void test_offers_open(void **state)
{
	const struct proposal *p;
	struct with w;

	(void)state;
	with_begin(&w, 24, 80, false);
	assert_true(screen_open_subject(&w.f.screen, SLICE("p-bialiatski")));
	fix_type(&w.f, ":show ");
	fix_keys(&w.f, "Tab");
	assert_true(w.f.screen.offers.found.n > 0);
	p = &w.f.screen.offers.found.list[0];
	assert_true(slice_eq(p->word, w.f.screen.facts.id));
	assert_true(slice_eq(p->about, facts_value(&w.f.screen.facts,
						   PROP_name)));
	assert_true(p->about.n > 0);
	with_end(&w);
}

static void test_native(void **state)
{
	struct with w;

	(void)state;
	with_begin(&w, 24, 80, false);
	fix_type(&w.f, ":filter maria\r");
	fix_has(&w.f, "/maria");
	fix_type(&w.f, ":sort -name\r");
	fix_has(&w.f, "/maria sort:-name");
	fix_type(&w.f, ":sort held\r");
	fix_has(&w.f, "/maria sort:held");
	fix_type(&w.f, ":clear\r");
	fix_lacks(&w.f, "/maria");
	fix_type(&w.f, ":3\r");
	assert_int_equal(screen_focused(&w.f.screen)->list.cur, 2);
	fix_type(&w.f, ":99999\r");
	assert_int_equal(screen_focused(&w.f.screen)->list.cur,
			 screen_focused(&w.f.screen)->list.count - 1);
	fix_type(&w.f, ":pane news\r");
	assert_int_equal(w.f.screen.focus, PANE_news);
	fix_type(&w.f, ":pane 2\r");
	assert_int_equal(w.f.screen.focus, PANE_sanctions);
	fix_type(&w.f, ":pane nowhere\r");
	fix_has(&w.f, "no pane is called \"nowhere\"; Tab");
	fix_type(&w.f, ":refresh a b\r");
	assert_true(w.f.screen.refresh);
	assert_string_equal(str_cstr(&w.f.screen.refresh_keys), "a b");
	fix_type(&w.f, ":pane releases\r:open Bialiatski\r");
	assert_int_equal(w.f.screen.mode, MODE_DETAIL);
	fix_type(&w.f, ":q\r");
	assert_true(w.f.screen.quit);
	with_end(&w);
}

static void test_line_keys(void **state)
{
	struct with w;

	(void)state;
	with_begin(&w, 24, 80, false);
	/* What was run before comes back, the newest first, and by a part. */
	fix_type(&w.f, ":sort name\r:filter x\r:clear\r:");
	fix_keys(&w.f, "Up Up");
	fix_has(&w.f, ":filter x");
	fix_keys(&w.f, "Down");
	fix_has(&w.f, ":clear");
	fix_keys(&w.f, "^U");
	fix_type(&w.f, "na");
	fix_keys(&w.f, "^R");
	fix_has(&w.f, ":sort name");
	/* A rubout in an empty line leaves it; so does Esc. */
	fix_keys(&w.f, "^U Backspace");
	assert_int_equal(w.f.screen.mode, MODE_PANES);
	fix_type(&w.f, ":s");
	fix_keys(&w.f, "Tab");
	assert_true(w.f.screen.offers.open);
	fix_keys(&w.f, "Esc");
	assert_false(w.f.screen.offers.open);
	assert_int_equal(w.f.screen.mode, MODE_COMMAND);
	fix_keys(&w.f, "Esc");
	assert_int_equal(w.f.screen.mode, MODE_PANES);
	with_end(&w);
}

static void test_tab(void **state)
{
	static const struct {
		const char *typed, *keys, *shows;
	} rows[] = {
		{ ":li", "Tab", "list " },		/* the only one */
		{ ":so", "Tab", "so" },		/* sort, sources */
		{ ":so", "Tab Tab", "sort" },
		{ ":so", "Tab Tab Tab", "sources" },
		{ ":so", "Tab Tab Tab Tab", "so" },	/* round */
		{ ":so", "Tab S-Tab", "sources" },
		{ ":so", "Tab Down", "sort" },
		{ ":pane rel", "Tab", "pane releases " },
		{ ":filter ro", "Tab", "filter role" },
		{ ":show ", "Tab", "show p-aleh " },	/* under the cursor */
		{ "/rol", "Tab", "role" },
		{ "/role_", "Tab", "role_text:" },
		{ "/role:", "Tab Tab", "role:student" },
		{ "/is:st", "Tab", "is:starred " },
		{ "/zzq", "Tab", "" },		/* takes the advice */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct with w;

		with_begin(&w, 24, 80, false);
		fix_type(&w.f, rows[i].typed);
		fix_keys(&w.f, rows[i].keys);
		assert_string_equal(str_cstr(rows[i].typed[0] == ':' ?
				    &w.f.screen.command.edit.text :
				    &w.f.screen.edit.text), rows[i].shows);
		with_end(&w);
	}
}

/* A filter's rows are seen while the menu is open, whatever the size. */
static void test_menu_hides_no_rows(void **state)
{
	static const int sizes[][2] = {
		{ 40, 120 }, { 24, 80 }, { 16, 60 }, { 30, 110 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct with w;

		with_begin(&w, sizes[i][0], sizes[i][1], false);
		fix_type(&w.f, "/a");
		fix_has(&w.f, "Bialiatski");
		fix_keys(&w.f, "Tab");
		fix_has(&w.f, "Tab");
		fix_has(&w.f, "Bialiatski");
		with_end(&w);
	}
}

/* --- the output --- */

static void test_output(void **state)
{
	struct with w;

	(void)state;
	with_begin(&w, 24, 80, false);
	fix_type(&w.f, ":list releases\r");
	fix_has(&w.f, "Esc end it");
	with_ran(&w, "   one\n\x1b[31mtwo\nlast", "thaw: a note\n", 0);
	fix_has(&w.f, "│    one");		/* the indent stays */
	fix_has(&w.f, "␛[31mtwo");		/* no escape passes */
	fix_has(&w.f, "last");			/* without its LF */
	fix_has(&w.f, "a note");
	assert_int_equal(fake.again, 1);
	fix_type(&w.f, "/two\r");
	fix_has(&w.f, "1 of 1");
	fix_keys(&w.f, "Esc");		/* the search goes, */
	assert_int_equal(w.f.screen.mode, MODE_OUTPUT);
	fix_keys(&w.f, "q");		/* then the output */
	assert_int_equal(w.f.screen.mode, MODE_PANES);
	fix_type(&w.f, ":output\r");
	fix_has(&w.f, "last");
	with_end(&w);
}

static void test_ends(void **state)
{
	static const struct {
		const char *text, *said;
		int status;
		bool cut, ended;
		const char *shows;
		enum screen_mode mode;
	} rows[] = {
		{ "", "p-1: starred\n", 0, false, false, "p-1: starred",
		  MODE_PANES },
		{ "", "", 0, false, false, "done", MODE_PANES },
		{ "", "thaw: no such row\n", 1, false, false,
		  "thaw: no such row", MODE_PANES },
		{ "", "", 5, false, false, "it failed (exit code 5)",
		  MODE_PANES },
		{ "", "a\nb\n", 1, false, false, "b", MODE_OUTPUT },
		{ "", "", 143, false, true, "ended by you", MODE_PANES },
		{ "x\n", "", 143, true, false, "4 MB", MODE_OUTPUT },
		{ "x\n", "", 0, false, false, "q back", MODE_OUTPUT },
		{ "x\n", "", 3, false, false, "it failed (exit code 3)",
		  MODE_OUTPUT },
		{ "", "thaw: a long tale that does not fit into the foot, so "
		  "that it would have to be cut, and what to do is at the end",
		  1, false, false, "is at the end", MODE_OUTPUT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct with w;

		with_begin(&w, 24, 80, false);
		fix_type(&w.f, ":list\r");
		w.run.cut = rows[i].cut;
		w.run.asked_to_end = rows[i].ended;
		with_ran(&w, rows[i].text, rows[i].said, rows[i].status);
		fix_has(&w.f, rows[i].shows);
		assert_int_equal(w.f.screen.mode, rows[i].mode);
		with_end(&w);
	}
}

/* The detail that was open is there again, at its place. */
static void test_comes_back(void **state)
{
	struct with w;

	(void)state;
	with_begin(&w, 12, 80, false);
	fix_keys(&w.f, "Down Enter Down Down Down");
	assert_int_equal(w.f.screen.mode, MODE_DETAIL);
	w.f.screen.top = 2;
	fix_type(&w.f, ":list\r");
	with_ran(&w, "x\n", "", 0);
	fix_keys(&w.f, "? q");
	assert_int_equal(w.f.screen.mode, MODE_DETAIL);
	assert_int_equal(w.f.screen.top, 2);
	fix_has(&w.f, "Claims");
	with_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_runs),
		cmocka_unit_test(test_export),
		cmocka_unit_test(test_offers_open),
		cmocka_unit_test(test_native),
		cmocka_unit_test(test_line_keys),
		cmocka_unit_test(test_tab),
		cmocka_unit_test(test_menu_hides_no_rows),
		cmocka_unit_test(test_output),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_comes_back),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
