/* Clicks, the wheel, dragging and pastes over the screen that was drawn. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/screenkit.h"

static void event(struct fixture *f, enum mouse_kind kind, int y, int x,
		  int64_t at_ms)
{
	struct mouse m = { .kind = kind, .y = y, .x = x, .at_ms = at_ms,
			   .button = kind < MOUSE_WHEEL_UP ? 1 : 0 };

	screen_mouse(&f->screen, &m);
	screen_draw(&f->screen, &f->surface);
}

static void click(struct fixture *f, int y, int x, int64_t at_ms)
{
	event(f, MOUSE_PRESS, y, x, at_ms);
	event(f, MOUSE_RELEASE, y, x, at_ms + 30);
}

/* Row and column where the text begins. */
static void where(struct fixture *f, const char *text, int *y, int *x)
{
	const char *all = fix_shown(f, false), *line = all;
	const char *at = strstr(all, text);

	assert_non_null(at);
	*y = 0;
	for (const char *p = all; p < at; p++)
		if (*p == '\n') {
			++*y;
			line = p + 1;
		}
	*x = surface_width(&f->surface, slice_make(line,
						   (size_t)(at - line)));
}

static void click_on(struct fixture *f, const char *text, int64_t at_ms)
{
	int y, x;

	where(f, text, &y, &x);
	click(f, y, x, at_ms);
}

static void test_click(void **state)
{
	static const struct { int rows, cols; } sizes[] = {
		{ 40, 120 }, { 24, 80 },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct list *l;
		struct fixture f;
		int y, x;

		fix_begin(&f, sizes[i].rows, sizes[i].cols, false);
		l = &screen_focused(&f.screen)->list;
		click(&f, l->at.y + 1, l->at.x + 5, 1000);
		assert_int_equal(f.screen.focus, PANE_releases);
		assert_int_equal(l->cur, 1);
		assert_int_equal(f.surface.cursor_y, l->at.y + 1);
		click_on(&f, " 3 Recomm", 2000);
		assert_int_equal(f.screen.focus, PANE_recommendations);
		where(&f, " 2 Sanct", &y, &x);
		l = &f.screen.pane[PANE_sanctions].list;
		click(&f, l->at.y, l->at.x + 3, 3000);
		assert_int_equal(f.screen.focus, PANE_sanctions);
		assert_int_equal(l->cur, 0);
		click(&f, f.surface.rows - 1, 0, 4000);	/* the foot */
		click(&f, 0, 0, 5000);			/* the headline */
		assert_int_equal(f.screen.focus, PANE_sanctions);
		assert_int_equal(f.screen.mode, MODE_PANES);
		fix_end(&f);
	}
}

static void test_twice(void **state)
{
	struct fixture f;
	struct rect at;

	(void)state;
	fix_begin(&f, 40, 120, false);
	at = screen_focused(&f.screen)->list.at;
	click(&f, at.y, at.x + 3, 1000);
	click(&f, at.y, at.x + 3, 1500);	/* too late */
	assert_int_equal(f.screen.mode, MODE_PANES);
	click(&f, at.y, at.x + 4, 1600);	/* another cell */
	assert_int_equal(f.screen.mode, MODE_PANES);
	click(&f, at.y, at.x + 4, 1900);
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	fix_end(&f);
}

/* A look for what is new is ended, or it would take the cursor from what was
 * clicked. */
static void test_ends_look(void **state)
{
	struct fixture f;
	struct list *l;

	(void)state;
	fix_begin(&f, 24, 80, false);
	l = &screen_focused(&f.screen)->list;
	for (size_t i = 1; i < 5; i++)
		f.canned.read[i] = true;
	f.screen.unread.step = 1;
	fix_keys(&f, "n");
	assert_true(f.screen.late);
	click(&f, l->at.y + 2, l->at.x + 5, 1000);
	for (int i = 0; i < 8; i++)
		screen_draw(&f.screen, &f.surface);
	assert_false(f.screen.late);
	assert_int_equal(l->cur, 2);
	fix_end(&f);
}

/* What is under the pointer scrolls, not what has the focus. */
static void test_wheel(void **state)
{
	struct list *l, *other;
	struct fixture f;

	(void)state;
	fix_begin(&f, 16, 60, false);
	l = &f.screen.pane[PANE_releases].list;
	other = &f.screen.pane[PANE_sanctions].list;
	assert_true(l->count > l->at.rows || other->count > other->at.rows);
	for (int i = 0; i < 50; i++)
		event(&f, MOUSE_WHEEL_DOWN, other->at.y, other->at.x, 1);
	assert_int_equal(other->top, other->count > other->at.rows ?
			 other->count - other->at.rows : 0);
	assert_true(other->cur >= other->top);
	assert_int_equal(f.screen.focus, PANE_releases);
	assert_int_equal(l->top, 0);
	for (int i = 0; i < 50; i++)
		event(&f, MOUSE_WHEEL_UP, other->at.y, other->at.x, 1);
	assert_int_equal(other->top, 0);
	fix_keys(&f, "Enter");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	event(&f, MOUSE_WHEEL_DOWN, 5, 5, 1);
	assert_true(f.screen.top > 0);
	for (int i = 0; i < 90; i++)
		event(&f, MOUSE_WHEEL_DOWN, 5, 5, 1);
	assert_true(f.screen.top < f.screen.lines.n);
	for (int i = 0; i < 90; i++)
		event(&f, MOUSE_WHEEL_UP, 5, 5, 1);
	assert_int_equal(f.screen.top, 0);
	fix_keys(&f, "q ?");
	event(&f, MOUSE_WHEEL_DOWN, 5, 5, 1);
	assert_int_equal(f.screen.top, 3);
	fix_end(&f);
}

static void test_divider(void **state)
{
	struct rect first;
	struct fixture f;

	(void)state;
	fix_begin(&f, 40, 120, false);
	first = f.screen.shown.slot[0].at;
	event(&f, MOUSE_PRESS, 5, first.cols, 1);
	event(&f, MOUSE_DRAG, 5, 80, 2);
	event(&f, MOUSE_RELEASE, 5, 80, 3);
	assert_int_equal(f.screen.shown.slot[0].at.cols, 80);
	event(&f, MOUSE_DRAG, 5, 30, 4);	/* nothing is held */
	assert_int_equal(f.screen.shown.slot[0].at.cols, 80);
	event(&f, MOUSE_PRESS, first.y + first.rows, 3, 5);
	event(&f, MOUSE_DRAG, 10, 3, 6);
	assert_int_equal(f.screen.shown.slot[0].at.rows, 9);
	event(&f, MOUSE_DRAG, 0, 3, 7);		/* no further than that */
	assert_int_equal(f.screen.shown.slot[0].at.rows, LAYOUT_LEAST_ROWS);
	event(&f, MOUSE_DRAG, 39, 3, 8);
	assert_int_equal(f.screen.shown.slot[2].at.rows, LAYOUT_LEAST_ROWS);
	event(&f, MOUSE_RELEASE, 39, 3, 9);
	fix_resize(&f, 60, 200);		/* it stays in its place */
	assert_in_range(f.screen.shown.slot[0].at.cols, 132, 135);
	fix_resize(&f, 24, 80);
	fix_has(&f, "1 Releases");
	fix_end(&f);
}

static const struct {
	int at, from, cells, split;
} splits[] = {
	{ 60, 0, 120, 500 }, { 0, 0, 120, 1 }, { 120, 0, 120, 999 },
	{ -5, 0, 120, 1 }, { 41, 1, 80, 500 }, { 3, 0, 0, 500 },
};

static void test_split(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(splits) / sizeof(splits[0]); i++)
		assert_int_equal(layout_split(splits[i].at, splits[i].from,
					      splits[i].cells),
				 splits[i].split);
}

static void test_facet(void **state)
{
	struct fixture f;
	struct rect in;
	size_t column;

	(void)state;
	fix_begin(&f, 40, 120, false);
	fix_keys(&f, "f");
	in = f.screen.facet.in;
	click(&f, in.y, in.x + 2, 1000);
	fix_has(&f, "[x]");
	assert_true(screen_focused(&f.screen)->filter.n > 0);
	click(&f, in.y, in.x + 2, 2000);
	fix_lacks(&f, "[x]");
	assert_int_equal(f.screen.mode, MODE_FACET);
	column = f.screen.facet.at;
	if (f.screen.facet.n_columns > 1) {
		const char *title = shape_column(f.screen.facet.shape,
			(size_t)f.screen.facet.column[1])->title;

		click(&f, in.y - 1, in.x + 1 + surface_width(&f.surface,
		      slice_of(shape_column(f.screen.facet.shape,
			(size_t)f.screen.facet.column[0])->title)) + 2, 3000);
		assert_int_not_equal(f.screen.facet.at, column);
		fix_has(&f, title);
	}
	click(&f, 39, 1, 4000);
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_end(&f);
}

/* The last line is a bar of keys. */
static void test_foot(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 100, false);
	click_on(&f, "/ filter", 1000);
	assert_int_equal(f.screen.mode, MODE_EDIT);
	click_on(&f, "Esc clear", 2000);
	assert_int_equal(f.screen.mode, MODE_PANES);
	click_on(&f, "open", 3000);
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	click_on(&f, "q back", 4000);
	assert_int_equal(f.screen.mode, MODE_PANES);
	click_on(&f, "? help", 5000);
	assert_int_equal(f.screen.mode, MODE_HELP);
	click_on(&f, "q back", 6000);
	/* Where something is said no key stands. */
	screen_say(&f.screen, false, "so it is");
	screen_draw(&f.screen, &f.surface);
	click(&f, 23, 2, 7000);
	assert_int_equal(f.screen.mode, MODE_PANES);
	assert_false(f.screen.quit);
	click_on(&f, "q quit", 8000);
	assert_true(f.screen.quit);
	fix_end(&f);
}

static void test_paste(void **state)
{
	struct str big = STR_INIT(1 << 20);
	struct fixture f;

	(void)state;
	fix_begin(&f, 40, 120, false);
	screen_paste(&f.screen, SLICE("Q quit Бяляцкі"));
	screen_draw(&f.screen, &f.surface);
	assert_false(f.screen.quit);
	assert_int_equal(f.screen.mode, MODE_EDIT);
	fix_has(&f, "/Q quit Бяляцкі");
	screen_paste(&f.screen, SLICE(" more"));
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "/Q quit Бяляцкі more");
	for (int i = 0; i < 60000; i++)
		str_addc(&big, 'x');
	screen_paste(&f.screen, str_slice(&big));
	screen_draw(&f.screen, &f.surface);
	assert_true(f.screen.edit.text.n <= EDIT_BYTES);
	fix_has(&f, "longer than a line");
	fix_keys(&f, "Esc Enter");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	screen_paste(&f.screen, SLICE("Q"));
	screen_draw(&f.screen, &f.surface);
	assert_false(f.screen.quit);
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	fix_has(&f, "nothing was done");
	str_free(&big);
	fix_end(&f);
}

/* Anywhere, at any size, in any mode: nothing falls over. */
static void test_everywhere(void **state)
{
	static const char *const modes_by[] = {
		"q", "Enter", "?", "f", "/", "c", "8",
	};
	static const struct { int rows, cols; } sizes[] = {
		{ 1, 1 }, { 5, 20 }, { 16, 60 }, { 24, 80 }, { 40, 120 },
	};

	(void)state;
	for (size_t m = 0; m < sizeof(modes_by) / sizeof(*modes_by); m++) {
		struct fixture f;

		fix_begin(&f, 40, 120, false);
		fix_keys(&f, m ? modes_by[m] : "j");
		for (size_t i = 0; i < 5; i++) {
			fix_resize(&f, sizes[i].rows, sizes[i].cols);
			for (int k = 0; k < 1000; k++)
				event(&f, (enum mouse_kind)(k % 5),
				      k * 7 % 45 - 1, k * 13 % 125 - 1,
				      k * 50);
		}
		fix_end(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_click),
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_ends_look),
		cmocka_unit_test(test_wheel),
		cmocka_unit_test(test_divider),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_facet),
		cmocka_unit_test(test_foot),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_everywhere),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
