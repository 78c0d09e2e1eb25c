/* The screen for screen readers: words, one pane, nothing else changes. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/ptykit.h"
#include "tests/lib/screenkit.h"

static void begin(struct fixture *f, int rows, int cols, bool ascii)
{
	fix_begin(f, rows, cols, ascii);
	f->screen.o.reader = true;
	screen_draw(&f->screen, &f->surface);
}

static void row(struct fixture *f, int y, struct str *out)
{
	str_clear(out);
	for (int x = 0; x < f->surface.cols; x++)
		str_addz(out, surface_at(&f->surface, y, x)->text);
}

/* Rows that a key changes. */
static int changed(struct fixture *f, const char *keys)
{
	struct str before = STR_INIT(1 << 20);
	struct slice a, b, one, two;
	int n = 0;

	str_addz(&before, fix_shown(f, false));
	fix_keys(f, keys);
	a = str_slice(&before);
	b = slice_of(fix_shown(f, false));
	while (slice_cut(&a, '\n', &one) && slice_cut(&b, '\n', &two))
		n += !slice_eq(one, two);
	str_free(&before);
	return n;
}

static void test_words(void **state)
{
	static const char *const lines[] = {
		"─", "│", "┌", "▌", "┐",
	};

	(void)state;
	for (int ascii = 0; ascii < 2; ascii++) {
		struct str words = STR_INIT(1 << 16);
		struct fixture f;

		begin(&f, 24, 80, ascii);
		row(&f, 0, &words);
		assert_true(slice_starts(str_slice(&words), "Releases, "));
		assert_non_null(strstr(str_cstr(&words), "row 1: "));
		fix_lacks(&f, "Sanctions");
		assert_in_range(changed(&f, "j"), 1, 2);
		row(&f, 0, &words);
		assert_non_null(strstr(str_cstr(&words), "row 2: "));
		assert_int_equal(f.surface.cursor_y,
				 screen_focused(&f.screen)->list.at.y + 1);
		assert_int_equal(f.surface.cursor_x, 0);
		fix_keys(&f, "2");
		row(&f, 0, &words);
		assert_true(slice_starts(str_slice(&words), "Sanctions, "));
		fix_keys(&f, "1 Enter");
		assert_int_equal(f.screen.mode, MODE_DETAIL);
		assert_in_range(changed(&f, "j"), 1, 2);
		assert_in_range(changed(&f, "j j"), 1, 2);
		row(&f, 0, &words);
		assert_true(slice_starts(str_slice(&words), "Claims: "));
		fix_keys(&f, "q f");
		row(&f, 0, &words);
		assert_null(strstr(str_cstr(&words), ": :"));
		for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
			fix_lacks(&f, lines[i]);
		fix_keys(&f, "Esc ?");
		fix_has(&f, "go up one row");
		str_free(&words);
		fix_end(&f);
	}
}

/* Every line of a detail is come to, each once, and the last one is the end. */
static void test_reads_all(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 12, 60, false);
	fix_keys(&f, "Enter");
	for (size_t i = 0; i + 1 < f.screen.lines.n; i++) {
		assert_int_equal(f.screen.read, i);
		assert_in_range(f.surface.cursor_y, f.screen.lines_at.y,
				f.screen.lines_at.y +
				f.screen.lines_at.rows - 1);
		fix_keys(&f, "j");
	}
	fix_keys(&f, "j j");
	assert_int_equal(f.screen.read, f.screen.lines.n - 1);
	for (size_t i = f.screen.lines.n; i > 1; i--)
		fix_keys(&f, "k");
	assert_int_equal(f.screen.read, 0);
	assert_int_equal(f.screen.top, 0);
	fix_end(&f);
}

static void test_small(void **state)
{
	(void)state;
	for (int rows = 1; rows < 30; rows += 3) {
		struct fixture f;

		begin(&f, rows, rows * 4, false);
		fix_keys(&f, "j Enter j q f Esc / a Esc ? j q 7 Enter q c");
		fix_end(&f);
	}
}

/* On a line: what is written for a move is the words, whole, and nothing of
 * ink, lines or the mouse is ever sent. */
static void test_line(void **state)
{
	static const char words[] = "Releases, 3 rows, row 2: Maria";
	VTermPos at;
	struct run r;
	size_t before;

	(void)state;
	pty_prepare(&r);
	r.env[0][0] = "THAW_READER";
	r.env[0][1] = "1";
	pty_start(&r, 24, 80, "C.UTF-8", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	assert_false(pty_sent_colour(&r));
	assert_false(pty_sent(&r, "─"));
	assert_false(pty_sent(&r, "1002"));
	before = r.sent.n;
	pty_press(&r, "j");
	pty_settle(&r);
	assert_non_null(strstr(str_cstr(&r.sent) + before, words));
	assert_null(strstr(str_cstr(&r.sent) + before, "Sannikov"));
	assert_true(r.sent.n - before < 120);
	vterm_state_get_cursorpos(vterm_obtain_state(r.vt), &at);
	assert_int_equal(at.row, 4);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

/* The line that is read has left a page that became smaller. */
static void test_smaller(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 60, 100, false);
	fix_keys(&f, "?");
	for (int i = 0; i < 50; i++)
		fix_keys(&f, "Down");
	fix_resize(&f, 20, 100);
	assert_in_range(f.surface.cursor_y, 3, 18);
	fix_keys(&f, "Down");
	assert_in_range(f.surface.cursor_y, 3, 18);
	fix_end(&f);
}

/* However small it is, the cursor is on it, and no row beyond is read. */
static void test_tiny(void **state)
{
	(void)state;
	for (int rows = 1; rows < 8; rows++) {
		struct fixture f;

		begin(&f, 60, 85, false);
		fix_keys(&f, "?");
		for (int i = 0; i < 20; i++)
			fix_keys(&f, "Down");
		fix_resize(&f, rows, 85);
		assert_in_range(f.surface.cursor_y, 0, rows - 1);
		fix_keys(&f, "Down PgDn");
		assert_in_range(f.surface.cursor_y, 0, rows - 1);
		fix_resize(&f, rows, 2);
		assert_in_range(f.surface.cursor_x, 0, 1);
		fix_end(&f);
	}
}

/* Nor is the cursor where a row would be that is sought and never came. */
static void test_sought(void **state)
{
	struct fixture f;
	struct pane_state *p;

	(void)state;
	begin(&f, 40, 100, false);
	p = screen_focused(&f.screen);
	list_rows(&p->list, (struct rows){ 0 });
	list_seek(&p->list, "gone", 30);
	f.surface.cursor_y = 0;
	fix_resize(&f, 9, 47);
	assert_int_equal(p->list.count, 0);
	assert_int_equal(f.surface.cursor_y, p->list.at.y);
	assert_in_range(f.surface.cursor_y, 1, 4);
	fix_end(&f);
}

/* Nothing that is said is cut, and no word; up to two lines leave the page
 * alone, which would else be spoken again. */
static void test_long(void **state)
{
	struct str said = STR_INIT(1 << 12);
	struct fixture f;

	(void)state;
	begin(&f, 24, 60, false);
	for (int i = 0; i < 14; i++)
		str_addf(&said, "word%d ", 100 + i);
	screen_say(&f.screen, true, str_cstr(&said));
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "word113");
	fix_has(&f, "Andrei Sannikov");
	for (int i = 14; i < 40; i++)
		str_addf(&said, "word%d ", 100 + i);
	screen_say(&f.screen, true, str_cstr(&said));
	screen_draw(&f.screen, &f.surface);
	for (int i = 0; i < 40; i++) {
		char word[16];

		snprintf(word, sizeof(word), "word%d", 100 + i);
		fix_has(&f, word);
	}
	fix_keys(&f, "w");
	assert_false(f.screen.beside);
	fix_has(&f, "one thing at a time");
	fix_has(&f, "q goes back");
	fix_keys(&f, "}");
	fix_has(&f, "one thing at a time");
	str_free(&said);
	fix_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_reads_all),
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_smaller),
		cmocka_unit_test(test_tiny),
		cmocka_unit_test(test_sought),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_line),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
