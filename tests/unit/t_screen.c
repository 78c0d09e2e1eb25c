/* Whole screens without a terminal, compared with golden files, and what the
 * keys do to them. THAW_GOLDEN_WRITE=1 rewrites the files. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/screenkit.h"

static const struct {
	const char *name;
	int rows, cols;
	bool ascii, map;
	const char *keys;
	const char *typed;	/* after the keys */
} golden[] = {
	{ "wide",           40, 120, false, true,  "", "" },
	{ "narrow",         24,  80, false, false, "", "" },
	{ "small",          16,  60, false, false, "", "" },
	{ "single",         10,  40, false, false, "", "" },
	{ "tiny",            3,  10, false, false, "", "" },
	{ "narrow-ascii",   24,  80, true,  false, "Down", "" },
	{ "sanctions",      24,  80, false, false, "2", "" },
	{ "sources",        24,  80, false, false, "7", "" },
	{ "wide-sanctions", 24, 118, false, false, "2", "" },
	{ "wide-sources",   40, 120, false, false, "7", "" },
	{ "conflicts",      24,  80, false, true,  "6", "" },
	{ "conflict",       24,  80, false, true,  "6 Enter", "" },
	{ "conflict-ask",   24,  80, false, false, "6 v", "" },
	{ "conflict-note",  24,  80, false, false, "6 v", "sboth are true" },
	{ "conflict-said",  24,  80, false, false, "6 v", "sboth are true\r" },
	{ "wide-conflicts", 40, 120, false, false, "6", "" },
	{ "changes",        24,  80, false, false, "5", "" },
	{ "wide-changes",   40, 120, false, false, "5", "" },
	{ "events",         24,  80, false, false, "9", "" },
	{ "watches",        24,  80, false, false, "0", "" },
	{ "wide-watches",   40, 120, false, false, "0 Down", "" },
	{ "filter",         24,  80, false, true,  "/", "kalesn" },
	{ "filter-spelling", 24, 80, false, true,  "/", "бял" },
	{ "filter-error",   24,  80, false, false, "/", "colour:red" },
	{ "detail",         30,  80, false, true,  "Down Enter", "" },
	{ "detail-found",   30,  80, false, true,  "", "/bialia\r\rn" },
	{ "detail-ascii",   30,  60, true,  false, "Down Enter", "" },
	{ "facet",          24,  80, false, false, "f Down Enter", "" },
	{ "help",           24,  80, false, false, "?", "" },
};

static void test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(golden) / sizeof(golden[0]); i++) {
		struct fixture f;

		fix_begin(&f, golden[i].rows, golden[i].cols, golden[i].ascii);
		if (golden[i].keys[0])
			fix_keys(&f, golden[i].keys);
		fix_type(&f, golden[i].typed);
		fix_shown(&f, golden[i].map);
		golden_check(golden[i].name, str_slice(&f.dump));
		fix_end(&f);
	}
}

static void test_ascii_is_ascii(void **state)
{
	static const char *const ways[] = { "?", "f", "7", "Down Enter", "2" };

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct fixture f;

		fix_begin(&f, 40, 120, true);
		fix_keys(&f, ways[i]);
		for (const char *p = fix_shown(&f, false); *p; p++)
			assert_true((unsigned char)*p < 0x80);
		fix_end(&f);
	}
}

/* No control of a source reaches a cell, whatever is on the screen. */
static void test_no_controls(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	for (const char *p = fix_shown(&f, false); *p; p++)
		assert_true(*p == '\n' || (unsigned char)*p >= ' ');
	fix_has(&f, "Evil ␛[31mRed");
	fix_end(&f);
}

static void test_cursor_stays(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Down Down Down Down Down");
	assert_string_equal(fix_cursor_id(&f), "p-kalesnikava");
	fix_resize(&f, 10, 40);
	assert_string_equal(fix_cursor_id(&f), "p-kalesnikava");
	fix_has(&f, "▌");
	fix_resize(&f, 3, 10);
	fix_resize(&f, 40, 120);
	assert_string_equal(fix_cursor_id(&f), "p-kalesnikava");
	fix_keys(&f, "/");
	fix_type(&f, "maria");
	assert_string_equal(fix_cursor_id(&f), "p-kalesnikava");
	fix_keys(&f, "Esc");
	assert_string_equal(fix_cursor_id(&f), "p-kalesnikava");
	f.canned.first = 2;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(fix_cursor_id(&f), "p-kalesnikava");
	assert_int_equal(screen_focused(&f.screen)->list.cur, 3);
	f.canned.first = 6;	/* it goes: the row in its place */
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(fix_cursor_id(&f), "p-evil");
	fix_end(&f);
}

static void test_marks(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "*");
	fix_has(&f, "★");
	assert_true(f.canned.starred[0]);
	fix_keys(&f, "* m Down m Up n");
	assert_false(f.canned.starred[0]);
	assert_true(f.canned.read[0] && f.canned.read[1]);
	assert_string_equal(fix_cursor_id(&f), "p-sannikov");
	fix_keys(&f, "G n");
	fix_has(&f, "no new row below");
	fix_end(&f);
}

/* A look at every row gives way to keys: what is pressed ends it. */
static void test_unread_steps(void **state)
{
	struct fixture f;
	int draws = 0;

	(void)state;
	fix_begin(&f, 24, 80, false);
	for (size_t i = 1; i < 5; i++)
		f.canned.read[i] = true;
	f.screen.unread.step = 1;
	fix_keys(&f, "n");
	assert_true(f.screen.late);
	for (; f.screen.late; draws++)
		screen_draw(&f.screen, &f.surface);
	assert_int_equal(screen_focused(&f.screen)->list.cur, 5);
	assert_in_range(draws, 2, 4);
	fix_keys(&f, "g n j");
	assert_false(f.screen.late);
	assert_int_equal(screen_focused(&f.screen)->list.cur, 1);
	fix_keys(&f, "G n");
	while (f.screen.late)
		screen_draw(&f.screen, &f.surface);
	fix_has(&f, "no new row below; 3 above");
	fix_end(&f);
}

static void test_hits(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "D");
	fix_has(&f, "only hits of watches");
	fix_keys(&f, "0 D");
	assert_int_equal(f.canned.dismissed, 3);
	fix_keys(&f, "Down D Up");
	assert_int_equal(f.canned.dismissed, 2);
	fix_keys(&f, "Enter");
	fix_has(&f, "Алесь Бяляцкі");
	fix_end(&f);
}

static void test_detail(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Down Enter");
	fix_has(&f, "Алесь Бяляцкі");
	fix_has(&f, "≠ the sources differ");
	fix_keys(&f, "o");
	assert_true(f.screen.opens);
	assert_string_equal(str_cstr(&f.screen.open_url),
			    "https://news.example/1");
	fix_keys(&f, "End Home PgDn Up q");
	assert_int_equal(f.screen.mode, MODE_PANES);
	assert_true(f.canned.read[1]);
	assert_string_equal(fix_cursor_id(&f), "p-bialiatski");
	fix_keys(&f, "G Enter");
	fix_has(&f, "nothing more is known");
	fix_end(&f);
}

/* What a narrow pane has no room for: the whole reason, and what is next. */
static void test_source(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "7 G Enter");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	fix_has(&f, " Source ");
	fix_has(&f, "Key: ");
	fix_has(&f, "State: ");
	fix_keys(&f, "M X o q");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_end(&f);
}

static void test_facet(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "f Enter");
	assert_true(screen_focused(&f.screen)->filter.n > 0);
	fix_has(&f, "[x]");
	fix_keys(&f, "Enter");
	assert_int_equal(screen_focused(&f.screen)->filter.n, 0);
	fix_keys(&f, "Tab S-Tab End Home PgDn PgUp Esc");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_end(&f);
}

static void test_panes_and_wishes(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 40, 120, false);
	fix_keys(&f, "Tab");
	assert_int_equal(f.screen.focus, PANE_sanctions);
	fix_keys(&f, "S-Tab S-Tab");
	assert_int_equal(f.screen.focus, PANE_COUNT - 1);
	for (int i = 0; i < PANE_COUNT; i++) {
		char key[2] = { i < 10 ? (char)('0' + (i + 1) % 10) : 'B', '\0' };

		fix_keys(&f, key);
		assert_int_equal(f.screen.focus, i);
		fix_has(&f, panes[i]->title);
	}
	fix_keys(&f, "7 Down r");
	assert_true(f.screen.refresh);
	assert_string_equal(str_cstr(&f.screen.refresh_keys), "viasna");
	fix_keys(&f, "1 r");
	assert_string_equal(str_cstr(&f.screen.refresh_keys), "viasna post");
	fix_keys(&f, "R");
	assert_string_equal(str_cstr(&f.screen.refresh_keys), "");
	fix_keys(&f, "s S s s s s s ^L");
	assert_true(f.screen.redraw);
	fix_keys(&f, "Q");
	assert_true(f.screen.quit);
	fix_end(&f);
}

/* However small or large, whatever is open: it draws. */
static void test_every_size(void **state)
{
	static const char *const ways[] = { "1", "7", "?", "f", "Enter", "/" };

	(void)state;
	for (size_t w = 0; w < sizeof(ways) / sizeof(ways[0]); w++) {
		struct fixture f;

		fix_begin(&f, 24, 80, w % 2 == 1);
		fix_keys(&f, ways[w]);
		for (int rows = 1; rows < 60; rows += 3)
			for (int cols = 1; cols < 200; cols += 13)
				fix_resize(&f, rows, cols);
		fix_end(&f);
	}
}

/* At first each second; all in all it is told often enough to be believed, and
 * hardly more often where it takes five times as long. */
static void test_telling(void **state)
{
	int told[2] = { 0, 0 };

	(void)state;
	assert_int_equal(progress_tell_ms(0), 1000);
	assert_int_equal(progress_tell_ms(-1), 1000);
	for (int64_t at = 0; at < 60000; at += progress_tell_ms(at)) {
		told[0] += at < 12000;
		told[1]++;
		assert_in_range(progress_tell_ms(at), 1000, 5000);
	}
	assert_in_range(told[0], 6, 12);
	assert_in_range(told[1], told[0], 2 * told[0] + 4);
}

static void test_progress(void **state)
{
	struct progress p;
	struct fixture f;

	(void)state;
	progress_init(&p);
	fix_begin(&f, 24, 80, false);
	f.screen.o.progress = &p;
	p.ran = true;
	p.pid = 1;
	progress_take(&p, SLICE("post\tfetching\t2048\t0\t0\t\nvia"));
	progress_take(&p, SLICE("sna\treading\t10\t20\t3\tnames\nloose\n"));
	fix_keys(&f, "7");
	fix_has(&f, "fetching");
	fix_has(&f, "↻ viasna reading");
	assert_string_equal(p.message, "loose");
	progress_take(&p, SLICE("\thit\t0\t0\t1\tw: Ales, releases\n"));
	assert_int_equal(p.n, 2);
	assert_int_equal(p.hits, 1);
	p.pid = 0;
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "refreshed");
	/* That it failed stands before the keys, where both have no room. */
	p.pid = 0;
	p.status = 1;
	snprintf(p.message, sizeof(p.message), "the disk is full");
	fix_resize(&f, 24, 80);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "refresh: something failed: the disk is full");
	p.status = 0;
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "? help  / filter");
	fix_end(&f);
	progress_free(&p);
}

/* Rows of imported files and of disabled sources do not keep the others from
 * being asked. */
static void test_whom_to_ask(void **state)
{
	struct source list[] = { { .key = SLICE("post") },
				 { .key = SLICE("viasna") } };
	struct sources all = { .list = list, .n = 1 };
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	f.screen.o.sources = &all;
	fix_keys(&f, "1 r");
	assert_false(f.screen.refresh);
	fix_has(&f, "nobody to ask: these rows were imported");
	list[0].enabled = true;
	fix_keys(&f, "1 r");
	assert_true(f.screen.refresh);
	assert_string_equal(str_cstr(&f.screen.refresh_keys), "post");
	f.screen.refresh = false;
	fix_keys(&f, "7 Down r");
	assert_false(f.screen.refresh);
	fix_has(&f, "nobody to ask");
	all.n = 2;
	fix_keys(&f, "r");
	assert_false(f.screen.refresh);
	fix_has(&f, "disabled: `:sources enable viasna` enables it");
	fix_end(&f);
}

/* What came of a recommendation: a state, a note, both or neither. */
static void test_work(void **state)
{
	static const struct {
		const char *keys, *typed, *end, *kept, *says;
	} rows[] = {
		{ "3 e", "done: seen in the gazette", "Enter",
		  "r-1 done|seen in the gazette", "r-1: done" },
		{ "3 e", "doing", "Enter", "",
		  "no state \"doing\"; valid: proposed adopted" },
		{ "3 e", "B1", "Enter", "r-1 partly_done|",
		  "r-1: partly done" },
		{ "3 e", ": asked again", "Enter", "r-1 |asked again",
		  "r-1: noted" },
		{ "3 e", "in progress:", "Enter", "r-1 in_progress|",
		  "r-1: in progress" },
		{ "3 e", "", "Enter", "", "" },
		{ "3 e", "done", "Esc", "", "" },
		{ "3 e", "done", "Left", "", "(Tab: which), or state: note done" },
		{ "1 e", "", "Up", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct fixture f;

		fix_begin(&f, 24, 120, false);
		fix_keys(&f, rows[i].keys);
		fix_type(&f, rows[i].typed);
		fix_keys(&f, rows[i].end);
		assert_string_equal(f.canned.work, rows[i].kept);
		fix_has(&f, rows[i].says);
		fix_end(&f);
	}
}

/* What was said of it stands before what others say. */
static void test_own_words(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Down Enter");
	fix_lacks(&f, "Your own words");
	fix_keys(&f, "q 3 e");
	fix_type(&f, "done: seen in the gazette");
	fix_keys(&f, "Enter 1 Enter");
	fix_has(&f, "│ Your own words");
	fix_has(&f, "│   24 Nov 2026 · ala · state: done");
	fix_has(&f, "│     note: seen in the gazette");
	fix_end(&f);
}

/* When the next source is asked: the hour today, else the day too. */
static void test_next_due(void **state)
{
	struct fixture f;
	int64_t now;

	(void)state;
	fix_begin(&f, 30, 160, false);
	now = clock_now(&f.screen.o.data->clock);
	fix_has(&f, "refreshed 24 Nov 11:00");
	fix_lacks(&f, ", next");
	f.screen.due_at = now + 900;
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "refreshed 24 Nov 11:00, next 12:15");
	f.screen.due_at = now + 86400;
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, ", next 25 Nov 12:00");
	f.screen.due_at = 1;
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, ", next soon");
	fix_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_ascii_is_ascii),
		cmocka_unit_test(test_no_controls),
		cmocka_unit_test(test_cursor_stays),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_unread_steps),
		cmocka_unit_test(test_hits),
		cmocka_unit_test(test_detail),
		cmocka_unit_test(test_source),
		cmocka_unit_test(test_facet),
		cmocka_unit_test(test_panes_and_wishes),
		cmocka_unit_test(test_every_size),
		cmocka_unit_test(test_telling),
		cmocka_unit_test(test_progress),
		cmocka_unit_test(test_whom_to_ask),
		cmocka_unit_test(test_work),
		cmocka_unit_test(test_own_words),
		cmocka_unit_test(test_next_due),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
