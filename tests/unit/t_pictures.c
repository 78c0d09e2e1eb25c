/* The timeline and the pictures on the screen: golden screens at three sizes
 * in two locales, and what the keys do. THAW_GOLDEN_WRITE=1 rewrites them. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/canned_picture.h"
#include "tests/lib/screenkit.h"

static struct canned_picture more;

static void begin(struct fixture *f, int rows, int cols, bool ascii)
{
	memset(f, 0, sizeof(*f));
	fix_over(f, canned_picture(&more, &f->canned), rows, cols, ascii);
}

static const struct {
	const char *name;
	int rows, cols;
	bool ascii, map;
	const char *keys, *typed;
} golden[] = {
	{ "timeline",            24,  80, false, true,  "t", "" },
	{ "timeline-ascii",      24,  80, true,  false, "t", "" },
	{ "timeline-wide",       40, 120, false, false, "t", "" },
	{ "timeline-wide-ascii", 40, 120, true,  false, "t", "" },
	{ "timeline-huge",       50, 200, false, false, "t + +", "" },
	{ "timeline-huge-ascii", 50, 200, true,  false, "t + +", "" },
	{ "timeline-small",      16,  60, false, false, "t Tab", "" },
	{ "timeline-single",      8,  30, false, false, "t", "" },
	{ "timeline-day",        24,  80, false, false, "t + + + Left", "" },
	{ "timeline-filter",     24,  80, false, false, "t",
	  "/role:journalist\r" },
	{ "timeline-error",      24,  80, false, false, "t",
	  "/colour:red\r" },
	{ "picture",             24,  80, false, true,  "p Down", "" },
	{ "picture-ascii",       24,  80, true,  false, "p Down", "" },
	{ "picture-wide",        40, 120, false, false, "p", "" },
	{ "picture-wide-ascii",  40, 120, true,  false, "p", "" },
	{ "picture-huge",        50, 200, false, false, "p Tab", "" },
	{ "picture-huge-ascii",  50, 200, true,  false, "p Tab", "" },
	{ "shades",              24,  80, false, true,  "p S-Tab Right", "" },
	{ "shades-ascii",        24,  80, true,  false, "p S-Tab Right", "" },
	{ "shades-wide",         40, 120, false, false, "p S-Tab", "" },
	{ "shades-wide-ascii",   40, 120, true,  false, "p S-Tab", "" },
	{ "shades-huge",         50, 200, false, false, "p S-Tab", "" },
	{ "shades-huge-ascii",   50, 200, true,  false, "p S-Tab", "" },
};

static void test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(golden) / sizeof(golden[0]); i++) {
		struct fixture f;

		begin(&f, golden[i].rows, golden[i].cols, golden[i].ascii);
		fix_keys(&f, golden[i].keys);
		fix_type(&f, golden[i].typed);
		fix_shown(&f, golden[i].map);
		golden_check(golden[i].name, str_slice(&f.dump));
		for (const char *p = fix_shown(&f, false);
		     golden[i].ascii && *p; p++)
			assert_true((unsigned char)*p < 0x80);
		fix_end(&f);
	}
}

static const char *chosen(struct fixture *f)
{
	const struct mark *m = scope_chosen(&f->screen.timepane.scope,
					    &f->screen.timepane.harvest.marks);
	static char text[300];

	snprintf(text, sizeof(text), "%.*s %.*s", SLICE_ARG(m->id),
		 SLICE_ARG(m->date));
	return m ? text : "";
}

/* What each key leads to, one behind another. */
static const struct {
	const char *keys, *chosen;
} walks[] = {
	{ "t", "e-9 2025-12-30" },
	{ "Up", "e-8 2025-12-13" },
	{ "Left", "e-7 2025-09-11" },
	{ "Right", "e-8 2025-12-13" },
	{ "Home", "e-1 2021-06-08" },
	{ "Left Up PgUp", "e-1 2021-06-08" },
	{ "End", "e-9 2025-12-30" },
	{ "Right Down PgDn", "e-9 2025-12-30" },
	{ "Up +", "e-8 2025-12-13" },
	{ "+ + +", "e-8 2025-12-13" },
	{ "- - - - - -", "e-8 2025-12-13" },
	{ "Tab", "m-6 2025-08-01" },		/* CA */
	{ "Tab", "m-3 2026-02-26" },		/* EU, nearest to 13 December */
	{ "Tab Tab", "m-1 2025-12-13" },	/* GB has one; US */
	{ "Down", "m-1 2025-12-15" },
	{ "Tab", "e-8 2025-12-13" },
	{ "S-Tab", "m-1 2025-12-15" },
	{ "q t", "m-1 2025-12-15" },		/* kept while it is closed */
	{ "? q", "m-1 2025-12-15" },
	{ "p t", "m-1 2025-12-15" },
	{ "Enter q", "m-1 2025-12-15" },
};

static void test_walk(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	for (size_t i = 0; i < sizeof(walks) / sizeof(walks[0]); i++) {
		fix_keys(&f, walks[i].keys);
		if (strcmp(chosen(&f), walks[i].chosen) != 0)
			fail_msg("\"%s\" (%zu): %s, not %s", walks[i].keys, i,
				 chosen(&f), walks[i].chosen);
		assert_int_equal(f.screen.mode, MODE_TIMELINE);
	}
	fix_end(&f);
}

/* The event opens, and the way back leads to the same place; panes and their
 * keys are as they were. */
static void test_open(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	fix_keys(&f, "2 t Up + Enter");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	fix_has(&f, "2025-12-13");
	fix_keys(&f, "Esc");
	assert_int_equal(f.screen.mode, MODE_TIMELINE);
	assert_string_equal(chosen(&f), "e-8 2025-12-13");
	fix_has(&f, "a column is a");
	fix_keys(&f, "o");
	assert_true(f.screen.opens);
	assert_string_equal(str_cstr(&f.screen.open_url),
			    "https://news.example/1");
	fix_keys(&f, "* e x m n s S v X M F5");	/* nothing here */
	assert_int_equal(f.screen.mode, MODE_TIMELINE);
	assert_false(f.canned.starred[0]);	/* no mark was set */
	fix_keys(&f, "q");
	assert_int_equal(f.screen.mode, MODE_PANES);
	assert_int_equal(f.screen.focus, PANE_sanctions);
	fix_keys(&f, "t 4");
	assert_int_equal(f.screen.mode, MODE_PANES);
	assert_int_equal(f.screen.focus, PANE_news);
	fix_keys(&f, "+");
	fix_has(&f, "t opens");
	fix_keys(&f, "t Q");
	assert_true(f.screen.quit);
	fix_end(&f);
}

static void test_filter(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	fix_keys(&f, "t /");
	fix_type(&f, "role:journalist");
	fix_has(&f, "Aleh Vydumany freed");
	fix_lacks(&f, "123 freed");
	fix_keys(&f, "Enter Left");
	assert_string_equal(chosen(&f), "p-2 2025-09-11");
	fix_has(&f, "/role:journalist");
	fix_keys(&f, "q t");
	fix_has(&f, "/role:journalist");
	fix_keys(&f, "/");
	fix_type(&f, " date>=2025-12-01");
	fix_keys(&f, "Enter");
	assert_string_equal(chosen(&f), "p-1 2025-12-13");
	fix_lacks(&f, "Prydumanaja");
	fix_keys(&f, "Esc");		/* first the filter goes */
	assert_int_equal(f.screen.mode, MODE_TIMELINE);
	fix_has(&f, "freed: pardon");
	fix_keys(&f, "/");
	fix_type(&f, "as-of:2024-01-01");
	fix_has(&f, "--as-of shows a day");
	fix_keys(&f, "Esc /");
	fix_type(&f, "count>soon");
	fix_keys(&f, "Enter");
	fix_has(&f, "count");
	fix_keys(&f, "Esc Esc");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_end(&f);
}

static bool now_waits(void *ctx)
{
	return *(bool *)ctx;
}

/* A key that waits is not kept waiting: what is there stays until the rest is
 * there too. */
static void test_hurry(void **state)
{
	struct fixture f;
	bool waits = true;

	(void)state;
	begin(&f, 24, 80, false);
	f.screen.o.hurry = now_waits;
	f.screen.o.hurry_ctx = &waits;
	more.asked = 0;
	fix_keys(&f, "t");
	assert_true(f.screen.late);
	assert_true(more.asked < 10);
	fix_has(&f, "gathering");
	waits = false;
	for (int i = 0; f.screen.late && i < 10; i++)
		screen_draw(&f.screen, &f.surface);
	assert_false(f.screen.late);
	assert_string_equal(chosen(&f), "e-9 2025-12-30");
	waits = true;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(chosen(&f), "e-9 2025-12-30");
	fix_has(&f, "22 freed");
	fix_end(&f);
}

/* New data comes in place; what was chosen and is gone gives way to what is
 * nearest, and a store that is away is told of. */
static void test_reload(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	fix_keys(&f, "t Home Right Right");
	assert_string_equal(chosen(&f), "e-3 2024-07-03");
	more.hidden = 2;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(chosen(&f), "e-3 2024-07-03");
	more.hidden = 5;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(chosen(&f), "e-6 2025-06-21");
	more.fails = true;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "the store is away");
	fix_has(&f, "14 freed");
	more.fails = false;
	more.hidden = 1000;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "nothing has happened yet");
	fix_keys(&f, "Left Right Up Down Home End PgUp PgDn + - Tab Enter o");
	assert_int_equal(f.screen.mode, MODE_TIMELINE);
	fix_end(&f);
}

/* A part leads to its rows, besides what the pane is filtered to. */
static void test_parts(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	fix_keys(&f, "p");
	fix_has(&f, "2021, free: 3 of 4");
	fix_keys(&f, "Right");
	fix_has(&f, "2021, penal colony: 1 of 4");
	fix_keys(&f, "Enter");
	assert_int_equal(f.screen.mode, MODE_PANES);
	assert_int_equal(f.screen.focus, PANE_releases);
	assert_string_equal(str_cstr(&f.screen.pane[PANE_releases].filter),
			    "detained_on:2021 custody:colony");
	assert_string_equal(fix_cursor_id(&f), "p-5");
	fix_keys(&f, "p");
	fix_has(&f, "/detained_on:2021 custody");
	fix_has(&f, "2021, penal colony: 1 of 1");
	fix_keys(&f, "Enter");		/* nothing is asked twice */
	assert_string_equal(str_cstr(&f.screen.pane[PANE_releases].filter),
			    "detained_on:2021 custody:colony");
	fix_keys(&f, "Esc p p");
	fix_has(&f, "by year and role");
	fix_has(&f, "2025, journalist: 2 of 2");
	fix_keys(&f, "p p");
	fix_has(&f, "RUS, EU: 2500 listed now, in force");
	fix_keys(&f, "Down Right");
	fix_has(&f, "BLR, US: 232 listed now, in force, eased by licence, "
		    "disputed");
	fix_keys(&f, "Enter");
	assert_int_equal(f.screen.focus, PANE_sanctions);
	assert_string_equal(str_cstr(&f.screen.pane[PANE_sanctions].filter),
			    "programme:BLR jurisdiction:US");
	fix_keys(&f, "p Tab Tab Tab Tab q");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_end(&f);
}

/* Whatever the size, whatever the key: nothing is drawn beside the surface,
 * what is chosen stays chosen, and the way out leads to the panes. */
static void test_sizes(void **state)
{
	static const char *const ways[] = {
		"t", "+", "+", "Tab", "Left", "PgUp", "Right", "-", "Tab",
		"p", "Right", "Down", "Tab", "End", "Tab", "Tab", "Up", "t",
	};
	static const int size[][2] = {
		{ 1, 1 }, { 5, 20 }, { 6, 21 }, { 7, 30 }, { 9, 40 },
		{ 12, 59 }, { 16, 60 }, { 24, 80 }, { 30, 110 }, { 100, 300 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(size) / sizeof(size[0]); i++) {
		struct fixture f;

		begin(&f, size[i][0], size[i][1], i % 2);
		for (size_t k = 0; k < sizeof(ways) / sizeof(ways[0]); k++) {
			fix_keys(&f, ways[k]);
			fix_resize(&f, size[i][0], size[i][1]);
			assert_int_not_equal(f.screen.mode, MODE_PANES);
		}
		fix_keys(&f, "q");
		assert_int_equal(f.screen.mode, MODE_PANES);
		fix_end(&f);
	}
}

static uint32_t seed = 1;

static uint32_t draw(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

/* Any keys, sizes and changes of the data: what is chosen is in sight, and the
 * way out is open. */
static void test_any_keys(void **state)
{
	static const uint32_t keys[] = {
		't', 'p', '+', '-', 'h', 'l', 'j', 'k', 'g', 'G', 'q', '?',
		'\t', KEYCODE_BACKTAB, KEYCODE_PGUP, KEYCODE_PGDN, KEYCODE_ESC,
		KEYCODE_ENTER, '/', 'r', ':', '1', '2', 'o', 'c', 'f', 0x431,
	};
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	for (int i = 0; i < 2000; i++) {
		struct scope *c = &f.screen.timepane.scope;
		struct harvest *h = &f.screen.timepane.harvest;

		screen_key(&f.screen, keys[draw(sizeof(keys) /
						sizeof(keys[0]))]);
		if (draw(40) == 0)
			fix_resize(&f, 1 + (int)draw(60), 1 + (int)draw(220));
		if (draw(60) == 0) {
			more.hidden = draw(3) ? 0 : (int)draw(30);
			more.fails = draw(5) == 0;
			screen_reload(&f.screen);
		}
		if (draw(3) == 0)
			continue;	/* several keys before one frame */
		screen_draw(&f.screen, &f.surface);
		if (f.screen.mode == MODE_TIMELINE && f.surface.rows >= 16 &&
		    f.surface.cols >= 60 && h->marks.n > 0)
			assert_true(scope_at(c, &h->marks) >= 0);
	}
	more.hidden = more.fails = 0;
	for (int i = 0; i < 6; i++)
		fix_keys(&f, "Esc q");
	assert_true(f.screen.mode == MODE_PANES || f.screen.quit);
	fix_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden), cmocka_unit_test(test_walk),
		cmocka_unit_test(test_open),   cmocka_unit_test(test_filter),
		cmocka_unit_test(test_hurry),  cmocka_unit_test(test_reload),
		cmocka_unit_test(test_parts),  cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_any_keys),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	setenv("TZ", "UTC", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
