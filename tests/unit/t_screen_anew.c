/* What the screen shows is what holds now: what is open is read anew, what
 * others have done is not taken back. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/lib/screenkit.h"

static size_t line_with(const struct fixture *f, const char *text)
{
	const struct lines *l = &f->screen.lines;
	size_t i = 0;

	while (i < l->n && slice_find(l->line[i].text, slice_of(text), 0) < 0)
		i++;
	assert_true(i < l->n);
	return i;
}

/* What is open is what holds now, at the line where it was; and what is gone
 * can be read on, and is said. */
static void test_open_anew(void **state)
{
	struct fixture f;
	size_t was;

	(void)state;
	fix_begin(&f, 12, 80, false);
	f.canned.untold = 2;
	fix_keys(&f, "Down Enter");
	fix_lacks(&f, "Over 2 years");
	f.screen.top = 12;
	screen_draw(&f.screen, &f.surface);
	assert_int_equal(f.screen.top, 12);
	was = f.screen.lines.n;
	f.canned.untold = 0;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_true(line_with(&f, "Over 2 years") > 0);
	assert_int_equal(f.screen.top, 12 + f.screen.lines.n - was);
	fix_has(&f, "Other name");
	f.canned.gone = true;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "it is gone from the data");
	fix_has(&f, "Other name");
	fix_keys(&f, "Down");
	fix_has(&f, " Gone: as it was last ");
	f.canned.gone = false;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, " Claims ");
	fix_end(&f);
}

/* Likewise a conflict, and a source: its row. */
static void test_open_anew_others(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "6 Enter");
	fix_lacks(&f, "tester");
	snprintf(f.canned.disputed, sizeof(f.canned.disputed), "error");
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "tester");
	/* Not under a verdict that is being given. */
	fix_keys(&f, "v s");
	f.canned.gone = true;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_int_equal(f.screen.mode, MODE_VERDICT);
	fix_keys(&f, "Esc");
	fix_has(&f, " Gone: as it was last ");
	fix_keys(&f, "q 7 Down Enter");
	fix_has(&f, "no answer from the server");
	f.canned.first = CANNED_ROWS;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "it is gone from the data");
	fix_has(&f, "no answer from the server");
	fix_end(&f);
}

/* Nobody reads on, nor opens the link of a number, without being told that the
 * lines are others. */
static void test_open_anew_said(void **state)
{
	static const char told[] = "the data have changed";
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	f.canned.untold = 2;
	fix_keys(&f, "Down Enter");
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_lacks(&f, told);			/* nor have they */
	fix_keys(&f, "1");
	fix_has(&f, "link 1");
	f.canned.untold = 0;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, told);
	fix_lacks(&f, "link 1");
	assert_int_equal(f.screen.number, 0);
	f.canned.untold = 1;
	fix_keys(&f, "Down");
	fix_lacks(&f, told);
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, told);
	/* What came back is not gone; what else is said stands. */
	f.canned.gone = true;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "it is gone");
	f.canned.gone = false;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, told);
	screen_say(&f.screen, false, "kept");
	f.canned.untold = 0;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "kept");
	fix_end(&f);
}

/* A source that only left the filter of the pane is there; one that left the
 * data is not. */
static void test_source_left_filter(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "7 Down Enter");
	screen_refilter(&f.screen, screen_focused(&f.screen), SLICE("post"));
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(fix_cursor_id(&f), "post");
	assert_string_equal(f.screen.open_id, "viasna");
	fix_has(&f, "no answer from the server");
	fix_lacks(&f, "it is gone");
	assert_false(f.screen.open_gone || f.screen.open_stale);
	f.canned.first = CANNED_ROWS;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "it is gone from the data");
	fix_end(&f);
}

/* A verdict is of the sides that were read; of others it is not kept, and they
 * are there to be read. */
static void test_verdict_of_other_sides(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "6 v s");
	f.canned.sides = 1;
	screen_reload(&f.screen);
	fix_keys(&f, "Enter");
	assert_string_equal(f.canned.disputed, "");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	assert_string_equal(f.screen.conflict.sum, "sides 1");
	fix_has(&f, "nothing was kept");
	fix_keys(&f, "u");
	fix_has(&f, "nothing to take back");
	fix_keys(&f, "v s Enter");
	assert_string_equal(f.canned.disputed, "scope");
	fix_end(&f);
}

/* Nobody has spoken, but the sides say other things: of "open" too, as what was
 * said before it was said of others. */
static void test_undo_reopened(void **state)
{
	static const struct {
		const char *keys, *kept;
	} cases[] = { { "6 v s Enter", "scope" },
		      { "6 v e Enter v o Enter", "open" } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct fixture f;

		fix_begin(&f, 24, 132, false);
		fix_keys(&f, cases[i].keys);
		f.canned.sides = 1;
		fix_keys(&f, "u");
		fix_has(&f, "it is open again");
		fix_lacks(&f, "something else has been said");
		assert_string_equal(f.canned.disputed, cases[i].kept);
		fix_end(&f);
	}
}

/* Somebody has starred, or read, one of them meanwhile: that stays, and so does
 * the rest of the act. */
static void test_undo_changed(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Space Space *");
	assert_true(f.canned.starred[0] && f.canned.starred[1]);
	f.canned.starred[1] = false;
	fix_keys(&f, "u");
	fix_has(&f, "not taken back: 1 row has been marked otherwise since");
	assert_true(f.canned.starred[0]);
	assert_false(f.canned.starred[1]);
	fix_keys(&f, "u");
	fix_has(&f, "nothing to take back");
	fix_keys(&f, "m");
	assert_true(f.canned.read[0] && f.canned.read[1]);
	f.canned.read[0] = f.canned.read[1] = false;
	fix_keys(&f, "u");
	fix_has(&f, "not taken back: 2 rows have been marked otherwise since");
	/* What is as the act left it comes back. */
	fix_keys(&f, "m u");
	fix_has(&f, "taken back, of 2 rows");
	assert_false(f.canned.read[0] || f.canned.read[1]);
	fix_end(&f);
}

/* Under a filter that was not understood no rows stand; the way back leads to
 * what they did stand under. */
static void test_place_not_understood(void **state)
{
	struct str text = STR_INIT(1 << 20);
	struct err e = { 0 };
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "/");
	fix_type(&f, "sannikov");
	fix_keys(&f, "Enter /");
	fix_type(&f, " rol:x");
	fix_keys(&f, "Enter");
	assert_int_not_equal(screen_focused(&f.screen)->err.code, ERR_NONE);
	screen_session(&f.screen, &text);
	fix_keys(&f, "2 1 Esc");
	assert_int_equal(screen_focused(&f.screen)->filter.n, 0);
	fix_keys(&f, "<");
	assert_string_equal(str_cstr(&screen_focused(&f.screen)->filter),
			    "sannikov");
	assert_int_equal(screen_focused(&f.screen)->err.code, ERR_NONE);
	assert_int_equal(screen_focused(&f.screen)->list.count, 1);
	fix_end(&f);
	fix_begin(&f, 24, 80, false);
	assert_int_equal(screen_resume(&f.screen, str_slice(&text), false,
				       &e), 0);
	assert_string_equal(str_cstr(&screen_focused(&f.screen)->filter),
			    "sannikov");
	fix_end(&f);
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_open_anew),
		cmocka_unit_test(test_open_anew_others),
		cmocka_unit_test(test_open_anew_said),
		cmocka_unit_test(test_source_left_filter),
		cmocka_unit_test(test_verdict_of_other_sides),
		cmocka_unit_test(test_undo_reopened),
		cmocka_unit_test(test_undo_changed),
		cmocka_unit_test(test_place_not_understood),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
