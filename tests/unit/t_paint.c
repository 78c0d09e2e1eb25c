/* Frames as bytes, shown by a terminal emulator: what stands there is what the
 * surface has, however the frame before looked, and no byte is for nothing. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <vterm.h>

#include "base/text.h"
#include "ui/cell.h"
#include "ui/paint.h"

enum { ROWS = 9, COLS = 40 };

struct show {
	struct surface s;
	struct paint p;
	struct str out;
	VTerm *vt;
	VTermScreen *screen;
};

static const struct paint_caps usual = {
	.late_wrap = true, .erases = true, .scrolls = true, .links = true,
	.isolates = true,
};

static void begin(struct show *w, const struct paint_caps *caps)
{
	struct err e = { 0 };
	struct theme t;

	memset(w, 0, sizeof(*w));
	w->out = STR_INIT(1 << 20);
	assert_int_equal(surface_open(&w->s, ROWS, COLS, false, &e), 0);
	theme_init(&t, THEME_DARK);
	paint_init(&w->p, caps);
	paint_dress(&w->p, &t, 256);
	w->vt = vterm_new(ROWS, COLS);
	vterm_set_utf8(w->vt, 1);
	w->screen = vterm_obtain_screen(w->vt);
	vterm_screen_reset(w->screen, 1);
}

static void end(struct show *w)
{
	surface_free(&w->s);
	paint_free(&w->p);
	str_free(&w->out);
	vterm_free(w->vt);
}

/* Bytes of the frame. */
static size_t frame(struct show *w)
{
	str_clear(&w->out);
	paint_frame(&w->p, &w->s, &w->out);
	vterm_input_write(w->vt, str_cstr(&w->out), w->out.n);
	return w->out.n;
}

static VTermScreenCell shown(struct show *w, int y, int x)
{
	VTermScreenCell c;

	vterm_screen_get_cell(w->screen, (VTermPos){ y, x }, &c);
	return c;
}

static void cell_is(struct show *w, int y, int x)
{
	const struct cell *c = surface_at(&w->s, y, x);
	VTermScreenCell is = shown(w, y, x);
	unsigned look = roles[c->role].look;
	uint32_t cp = 0;

	if (c->width == 0 || !cell_certain(c))
		return;
	text_next(slice_of(c->text), 0, &cp);
	if (is.chars[0] != cp && !(cp == ' ' && is.chars[0] == 0))
		print_error("row %d, column %d: %x is not %x\n", y, x,
			    is.chars[0], cp);
	assert_true(is.chars[0] == cp || (cp == ' ' && is.chars[0] == 0));
	assert_int_equal(is.attrs.reverse, (look & LOOK_REVERSE) != 0);
	if (cp == ' ' && !(look & (LOOK_REVERSE | LOOK_LINE)))
		return;
	assert_int_equal(is.attrs.underline != 0, (look & LOOK_LINE) != 0);
	assert_int_equal(is.attrs.bold, (look & LOOK_BOLD) != 0);
}

static void all_is(struct show *w)
{
	VTermPos at;

	for (int y = 0; y < ROWS; y++)
		for (int x = 0; x < COLS; x++)
			cell_is(w, y, x);
	vterm_state_get_cursorpos(vterm_obtain_state(w->vt), &at);
	assert_int_equal(at.row, w->s.cursor_y);
	assert_int_equal(at.col, w->s.cursor_x);
}

static unsigned below(uint64_t *seed, unsigned n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % n;
}

static const char *const words[] = {
	"a", "Ales", "  ", "            ", "Бяляцкі", "…", "≠ •", "▌", "山田",
	"┌──┐", "x山y", "42", "e\xCC\x81t\xCC\x81", "שלום", "احمد", "กี่",
	"👩", "long words here",
};
enum { WORDS = sizeof(words) / sizeof(words[0]) };

static void scribble(struct show *w, uint64_t *seed)
{
	unsigned n = below(seed, 12);

	if (below(seed, 20) == 0)
		surface_clear(&w->s);
	for (unsigned i = 0; i < n; i++) {
		int y = (int)below(seed, ROWS), x = (int)below(seed, COLS);
		enum role role = (enum role)below(seed, ROLE_COUNT);

		if (below(seed, 5) == 0)
			surface_fill(&w->s, (struct rect){ y, x, 2, 15 },
				     role);
		surface_text(&w->s, y, x, COLS - x,
			     slice_of(words[below(seed, WORDS)]), role);
		if (below(seed, 8) == 0)
			surface_link(&w->s, y, x, 5,
				     SLICE("https://example.org/"));
	}
	w->s.cursor_y = (int)below(seed, ROWS);
	w->s.cursor_x = (int)below(seed, COLS);
}

/* A thousand frames over each other, with every kind of terminal. */
static void test_random_frames(void **state)
{
	(void)state;
	for (int kind = 0; kind < 8; kind++) {
		struct paint_caps caps = usual;
		uint64_t seed = 1 + (uint64_t)kind;
		struct show w;

		caps.erases = kind & 1;
		caps.links = caps.isolates = kind & 2;
		caps.scrolls = kind & 4;
		begin(&w, &caps);
		for (int i = 0; i < 1000; i++) {
			scribble(&w, &seed);
			frame(&w);
			all_is(&w);
			assert_int_equal(frame(&w), 0);	/* nothing is new */
			if (below(&seed, 100) == 0)
				paint_lost(&w.p);
		}
		end(&w);
	}
}

/* A list between a title and a foot: rows are left out, come back, and the page
 * turns. The bytes of all frames. */
static size_t turn_pages(bool scrolls)
{
	struct paint_caps caps = usual;
	uint64_t seed = 11;
	struct show w;
	size_t sent = 0;

	caps.scrolls = scrolls;
	begin(&w, &caps);
	for (int i = 0; i < 300; i++) {
		unsigned step = 1 + (below(&seed, 5) == 0), from = below(&seed, 6);

		surface_clear(&w.s);
		surface_putz(&w.s, 0, 0, COLS, "a title", ROLE_HEADING);
		surface_putz(&w.s, ROWS - 1, 0, COLS, "a foot", ROLE_STATUS);
		for (int y = 1; y < ROWS - 1; y++) {
			char row[COLS + 1];
			unsigned n = from + (unsigned)y * step;

			snprintf(row, sizeof(row), "%u is the row %u of it all",
				 n * 7919 % 1000, n);
			surface_putz(&w.s, y, 1, COLS - 1, row,
				     n % 5 ? ROLE_TEXT : ROLE_CURSOR);
		}
		w.s.cursor_y = 1 + (int)below(&seed, 3);
		sent += frame(&w);
		all_is(&w);
	}
	end(&w);
	return sent;
}

static void test_pages(void **state)
{
	size_t moved = turn_pages(true), written = turn_pages(false);

	(void)state;
	print_message("%zu bytes where rows move, %zu else\n", moved, written);
	assert_true(moved * 4 < written * 3);
}

/* Where the last cell would scroll it is left alone. */
static void test_early_wrap(void **state)
{
	struct paint_caps caps = { .late_wrap = false };
	struct show w;

	(void)state;
	begin(&w, &caps);
	for (int y = 0; y < ROWS; y++)
		for (int x = 0; x < COLS; x++)
			surface_putz(&w.s, y, x, 1, "x", ROLE_TEXT);
	frame(&w);
	assert_int_equal(shown(&w, 0, COLS - 1).chars[0], 'x');
	assert_int_equal(shown(&w, ROWS - 1, COLS - 2).chars[0], 'x');
	assert_int_equal(shown(&w, ROWS - 1, COLS - 1).chars[0], 0);
	end(&w);
}

/* The column behind stands where it stands, whatever is in the one before. */
static void test_columns_stay(void **state)
{
	static const char *const names[] = {
		"Ales Bialiatski", "山田花子", "👩\u200D👩\u200D👧 x", "שרה כהן",
		"احمد محمد", "น้ำใส ก็ดี", "e\xCC\x81\xCC\x82\xCC\x83", "🇧🇾",
		"हिन्दी",
	};
	struct show w;

	(void)state;
	begin(&w, &usual);
	for (int y = 0; y < ROWS; y++) {
		surface_text(&w.s, y, 1, 20, slice_of(names[y]), ROLE_TEXT);
		surface_putz(&w.s, y, 22, 9, "| 2 years", ROLE_TEXT);
	}
	frame(&w);
	for (int pass = 0; pass < 2; pass++) {
		for (int y = 0; y < ROWS; y++) {
			assert_int_equal(shown(&w, y, 22).chars[0], '|');
			assert_int_equal(shown(&w, y, 30).chars[0], 's');
		}
		/* and when the rows change places */
		for (int y = 0; y < ROWS; y++) {
			surface_fill(&w.s, (struct rect){ y, 1, 1, 20 },
				     ROLE_TEXT);
			surface_text(&w.s, y, 1, 20,
				     slice_of(names[ROWS - 1 - y]),
				     ROLE_CURSOR);
		}
		frame(&w);
	}
	end(&w);
}

/* Letters from right to left keep their order and are fenced in. */
static void test_isolates(void **state)
{
	struct paint_caps caps = usual;
	struct show w;

	(void)state;
	for (int with = 0; with < 2; with++) {
		caps.isolates = with;
		begin(&w, &caps);
		surface_text(&w.s, 1, 1, 20, SLICE("שרה כהן 12"), ROLE_TEXT);
		surface_putz(&w.s, 1, 22, 8, "2 years", ROLE_TEXT);
		frame(&w);
		assert_int_equal(strstr(str_cstr(&w.out),
				 "\xE2\x81\xA8") != NULL, with);
		assert_int_equal(strstr(str_cstr(&w.out),
				 "\xE2\x81\xA9") != NULL, with);
		assert_int_equal(shown(&w, 1, 1).chars[0], 0x05E9);
		assert_int_equal(shown(&w, 1, 7).chars[0], 0x05DF);
		assert_int_equal(shown(&w, 1, 9).chars[0], '1');
		assert_int_equal(shown(&w, 1, 22).chars[0], '2');
		end(&w);
	}
}

static void test_links(void **state)
{
	static const char on[] = "\033]8;;https://example.org/%1B\033\\";
	struct paint_caps caps = usual;
	struct show w;

	(void)state;
	for (int with = 0; with < 2; with++) {
		caps.links = with;
		begin(&w, &caps);
		surface_putz(&w.s, 2, 2, 9, "[1] a", ROLE_LINK);
		surface_link(&w.s, 2, 2, 5, SLICE("https://example.org/\033"));
		surface_putz(&w.s, 3, 2, 9, "[2] b", ROLE_LINK);
		surface_link(&w.s, 3, 2, 5, SLICE("javascript:1"));
		frame(&w);
		assert_int_equal(strstr(str_cstr(&w.out), on) != NULL, with);
		assert_int_equal(strstr(str_cstr(&w.out),
				 "\033]8;;\033\\") != NULL, with);
		assert_null(strstr(str_cstr(&w.out), "javascript"));
		end(&w);
	}
}

/* What a frame costs, exactly: a marker that goes down a row, a letter, a row
 * that becomes blank. */
static void test_costs(void **state)
{
	struct show w;

	(void)state;
	begin(&w, &usual);
	for (int y = 0; y < ROWS; y++)
		surface_putz(&w.s, y, 2, 30, "some words in a row", ROLE_TEXT);
	surface_putz(&w.s, 3, 1, 1, "▌", ROLE_MARKER);
	w.s.cursor_y = 3;
	w.s.cursor_x = 1;
	frame(&w);
	surface_putz(&w.s, 3, 1, 1, " ", ROLE_TEXT);
	surface_putz(&w.s, 4, 1, 1, "▌", ROLE_MARKER);
	w.s.cursor_y = 4;
	assert_true(frame(&w) <= 24);
	surface_putz(&w.s, 4, 2, 1, "S", ROLE_TEXT);
	assert_true(frame(&w) <= 10);
	surface_fill(&w.s, (struct rect){ 6, 0, 1, COLS }, ROLE_TEXT);
	assert_true(frame(&w) <= 16);
	all_is(&w);
	end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_frames),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_early_wrap),
		cmocka_unit_test(test_columns_stay),
		cmocka_unit_test(test_isolates),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_costs),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
