/* The filter on the screen: rows, order and search while it is typed. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/screenkit.h"

static void test_filter_narrows(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "/");
	fix_type(&f, "k");
	fix_has(&f, "Kalesnikava");
	fix_type(&f, "alesn");
	fix_has(&f, "1 of 7");
	fix_lacks(&f, "Sannikov");
	fix_keys(&f, "^U");
	fix_type(&f, "role:hrd");
	fix_has(&f, "Bialiatski");
	fix_has(&f, "1 of 7");
	fix_keys(&f, "Enter");
	fix_has(&f, "1 of 7");
	fix_keys(&f, "Esc");
	fix_has(&f, "Sannikov");
	fix_end(&f);
}

/* An earlier day is asked for once, not also by its year and its month. */
static void test_half_a_day_waits(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "/");
	fix_type(&f, "as-of:2025-11");
	assert_int_equal(f.canned.days, 0);
	fix_type(&f, "-30");
	assert_true(f.canned.days > 0);
	fix_keys(&f, "^U");
	f.canned.days = 0;
	fix_type(&f, "as-of:2025");
	assert_int_equal(f.canned.days, 0);
	fix_keys(&f, "Enter");
	assert_int_equal(f.canned.days, 1);
	fix_end(&f);
}

static void test_filter_error_keeps_rows(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "/");
	fix_type(&f, "kalesn");
	screen_refilter(&f.screen, screen_focused(&f.screen),
			SLICE("colour:red"));
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "unknown column");
	fix_has(&f, "Kalesnikava");
	fix_has(&f, "1 of 7");
	assert_int_not_equal(screen_focused(&f.screen)->err.code, ERR_NONE);
	fix_keys(&f, "Esc");
	assert_int_equal(screen_focused(&f.screen)->err.code, ERR_NONE);
	fix_end(&f);
}

/* The text of the cells that are marked as found. */
static void found(const struct fixture *f, struct str *out)
{
	const struct surface *s = &f->surface;
	bool before = false;

	for (int i = 0; i < s->rows * s->cols; i++) {
		const struct cell *c = surface_at(s, i / s->cols, i % s->cols);
		bool here = c->role == ROLE_MATCH;

		if (here && !before && out->n > 0)
			str_addc(out, '|');
		if (here)
			str_addz(out, c->text);
		before = here;
	}
}

/* Only where a column that is shown has it; a label whose word was found is
 * marked whole, one that merely reads so is not. */
static void test_marks_what_is_shown(void **state)
{
	static const struct { const char *filter, *found; } cases[] = {
		{ "бяля", "Bialia" }, { "kalesn", "Kalesn" },
		{ "post", "" },			/* sources: not shown */
		{ "hrd", "human rights defe" },	/* as far as it is shown */
		{ "defender", "" }, { "politic", "politic|politic" },
		{ "2025", "" }, { "role:politician", "" },
		{ "held_text:20", "20" }, { "花", "花" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct str got = STR_INIT(4096);
		struct fixture f;

		fix_begin(&f, 24, 80, false);
		fix_keys(&f, "/");
		fix_type(&f, cases[i].filter);
		found(&f, &got);
		if (strcmp(str_cstr(&got), cases[i].found) != 0)
			fail_msg("%s: \"%s\", wanted \"%s\"",
				 cases[i].filter, str_cstr(&got),
				 cases[i].found);
		fix_end(&f);
		str_free(&got);
	}
}

static bool key_waits(void *ctx)
{
	return *(bool *)ctx;
}

/* A search is given up when the next key is there, and made up for; what is
 * done to a row waits for the rows. */
static void test_search_gives_way(void **state)
{
	struct fixture f;
	bool waits = false;

	(void)state;
	fix_begin(&f, 24, 80, false);
	f.screen.o.hurry = key_waits;
	f.screen.o.hurry_ctx = &waits;
	fix_keys(&f, "/");
	waits = true;
	fix_type(&f, "kale");
	fix_has(&f, "/kale");
	fix_has(&f, "searching …");
	fix_has(&f, "Sannikov");
	assert_true(f.screen.late);
	waits = false;
	f.canned.opened = 0;
	screen_draw(&f.screen, &f.surface);
	assert_int_equal(f.canned.opened, 1);
	assert_false(f.screen.late);
	fix_lacks(&f, "Sannikov");
	fix_lacks(&f, "searching");
	waits = true;
	screen_key(&f.screen, KEYCODE_ESC);
	screen_key(&f.screen, '/');
	screen_key(&f.screen, 's');
	screen_key(&f.screen, 'a');
	f.canned.opened = 0;
	screen_key(&f.screen, KEYCODE_DOWN);
	assert_int_equal(f.canned.opened, 1);
	assert_true(screen_focused(&f.screen)->list.count < 7);
	/* Letters that came together are sought together. */
	fix_keys(&f, "Esc");
	waits = false;
	screen_draw(&f.screen, &f.surface);
	f.canned.opened = 0;
	screen_key(&f.screen, '/');
	for (const char *p = "kalesn"; *p; p++)
		screen_key(&f.screen, (unsigned char)*p);
	screen_draw(&f.screen, &f.surface);
	assert_int_equal(f.canned.opened, 1);
	fix_has(&f, "1 of 7");
	fix_end(&f);
}

/* Nothing is said to be empty before it was looked at. */
static void test_first_rows_late(void **state)
{
	struct fixture f;
	bool waits = true;

	(void)state;
	fix_begin(&f, 24, 80, false);
	f.screen.o.hurry = key_waits;
	f.screen.o.hurry_ctx = &waits;
	fix_keys(&f, "4");
	fix_has(&f, "searching …");
	fix_lacks(&f, "no news yet");
	fix_end(&f);
}

static void test_best_first(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "s");
	fix_has(&f, "sorted by Name");
	fix_keys(&f, "s s s s s");
	assert_int_equal(screen_focused(&f.screen)->sort, SORT_VIEW);
	fix_keys(&f, "/");
	fix_type(&f, "role:politician");
	fix_keys(&f, "Enter s");
	fix_has(&f, "sorted by Name");	/* all match alike */
	fix_keys(&f, "s s s s s Esc /");
	fix_type(&f, "an");
	fix_keys(&f, "Enter G s");
	fix_has(&f, "best matches first");
	assert_int_equal(screen_focused(&f.screen)->sort, SORT_BEST);
	assert_int_equal(screen_focused(&f.screen)->list.cur, 0);
	fix_keys(&f, "G S");
	fix_has(&f, "best matches last");
	/* While it is typed the best one is looked at, not one from before. */
	fix_keys(&f, "S G / ^U");
	fix_type(&f, "a");
	assert_int_equal(screen_focused(&f.screen)->list.cur, 0);
	fix_keys(&f, "Enter G");
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_true(screen_focused(&f.screen)->list.cur > 0);
	fix_keys(&f, "s");
	fix_has(&f, "sorted by Name");
	fix_end(&f);
}

/* What it is sorted by stands above the rows; the first of them is looked at,
 * and those without a value are last whichever way. */
static void test_sorted(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 100, false);
	fix_lacks(&f, "↑");
	fix_keys(&f, "G s");
	fix_has(&f, "Name↑");
	assert_int_equal(screen_focused(&f.screen)->list.cur, 0);
	fix_keys(&f, "S");
	fix_has(&f, "Name↓");
	fix_keys(&f, "s");
	fix_has(&f, "Role↓");
	fix_keys(&f, "<");
	fix_has(&f, "Name↓");
	fix_keys(&f, "<");
	fix_has(&f, "Name↑");
	fix_keys(&f, "<");
	fix_lacks(&f, "Name↑");
	assert_true(screen_focused(&f.screen)->list.cur > 0);
	fix_keys(&f, "/");
	fix_type(&f, "sort:-released_on");
	fix_keys(&f, "Enter");
	fix_has(&f, "Freed↓");
	fix_end(&f);
	fix_begin(&f, 24, 80, true);
	fix_keys(&f, "s");
	fix_has(&f, "Name^");
	fix_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_filter_narrows),
		cmocka_unit_test(test_half_a_day_waits),
		cmocka_unit_test(test_filter_error_keeps_rows),
		cmocka_unit_test(test_marks_what_is_shown),
		cmocka_unit_test(test_search_gives_way),
		cmocka_unit_test(test_first_rows_late),
		cmocka_unit_test(test_best_first),
		cmocka_unit_test(test_sorted),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
