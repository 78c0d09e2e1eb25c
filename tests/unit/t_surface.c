/* Cells, clipping, wide characters, ASCII; layouts; keys. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "ui/keys.h"
#include "ui/layout.h"
#include "ui/surface.h"

static const struct {
	const char *text;
	int x, cells;
	bool ascii;
	int used;
	const char *row;	/* of a surface of ten cells */
} texts[] = {
	{ "abc",            0, 10, false, 3, "abc" },
	{ "abc",            8, 10, false, 2, "        a…" },
	{ "abc",           12, 10, false, 0, "" },
	{ "Бяляцкі",        0,  4, false, 4, "Бял…" },
	{ "山田花子",       0,  5, false, 5, "山田…" },
	{ "山田花子",       0,  4, false, 3, "山…" },
	{ "e\xCC\x81té",    0, 10, false, 3, "e\xCC\x81té" },
	{ "a\033[2Jb",      0, 10, false, 6, "a␛[2Jb" },
	{ "a\xE2\x80\xAE" "b", 0, 10, false, 10, "a<U+202E>b" },
	{ "a\xFF" "b",      0, 10, false, 3, "a\xEF\xBF\xBD" "b" },
	{ "a\tb\n c",       0, 10, false, 5, "a b c" },
	{ "≠ •",            0, 10, true,  4, "!= *" },
	{ "Бяляцкі",        0,  4, true,  4, "???~" },
	{ "",               0, 10, false, 0, "" },
};

static void test_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct str out = STR_INIT(1000), want = STR_INIT(1000);
		struct surface s = { 0 };
		struct err e = { 0 };

		assert_int_equal(surface_open(&s, 1, 10, texts[i].ascii, &e),
				 0);
		assert_int_equal(surface_text(&s, 0, texts[i].x,
			texts[i].x < 10 && texts[i].cells > 10 - texts[i].x ?
			10 - texts[i].x : texts[i].cells,
			slice_of(texts[i].text), ROLE_TEXT), texts[i].used);
		surface_dump(&s, false, &out);
		str_addf(&want, "%s\n", texts[i].row);
		assert_string_equal(str_cstr(&out), str_cstr(&want));
		surface_free(&s);
		str_free(&out);
		str_free(&want);
	}
}

/* Half of a wide character never stays. */
static void test_wide_halves(void **state)
{
	struct str out = STR_INIT(1000);
	struct surface s = { 0 };
	struct err e = { 0 };

	(void)state;
	assert_int_equal(surface_open(&s, 2, 6, false, &e), 0);
	surface_putz(&s, 0, 0, 6, "山山山", ROLE_TEXT);
	surface_putz(&s, 0, 1, 1, "x", ROLE_TEXT);
	surface_putz(&s, 0, 4, 1, "y", ROLE_TEXT);
	surface_putz(&s, 1, 0, 6, "a山b", ROLE_TEXT);
	surface_putz(&s, 1, 0, 2, "山", ROLE_TEXT);
	surface_dump(&s, false, &out);
	assert_string_equal(str_cstr(&out), " x山y\n山 b\n");
	assert_int_equal(surface_at(&s, 0, 3)->width, 0);
	surface_free(&s);
	str_free(&out);
}

/* A tower of marks stays in its cell and within the cell's bytes. */
static void test_tower(void **state)
{
	struct str text = STR_INIT(1000);
	struct surface s = { 0 };
	struct err e = { 0 };

	(void)state;
	str_addz(&text, "a");
	for (int i = 0; i < 100; i++)
		str_addz(&text, "\xCC\x81");
	str_addz(&text, "b");
	assert_int_equal(surface_open(&s, 1, 4, false, &e), 0);
	assert_int_equal(surface_text(&s, 0, 0, 4, str_slice(&text),
				      ROLE_TEXT), 2);
	assert_true(strlen(surface_at(&s, 0, 0)->text) < CELL_BYTES);
	assert_string_equal(surface_at(&s, 0, 1)->text, "b");
	surface_free(&s);
	str_free(&text);
}

static void test_box_and_clip(void **state)
{
	struct str out = STR_INIT(1000);
	struct surface s = { 0 };
	struct err e = { 0 };

	(void)state;
	assert_int_equal(surface_open(&s, 3, 4, false, &e), 0);
	surface_box(&s, (struct rect){ 0, 0, 3, 4 }, ROLE_FOCUS);
	surface_paint(&s, 1, 1, 99, ROLE_MATCH);
	surface_paint(&s, -1, 0, 4, ROLE_MATCH);
	surface_fill(&s, (struct rect){ 5, 5, 9, 9 }, ROLE_BAD);
	surface_dump(&s, true, &out);
	assert_string_equal(str_cstr(&out),
			    "┌──┐\n│  │\n└──┘\nFFFF\nFmmm\nFFFF\n");
	assert_int_equal(surface_open(&s, 100000, -5, true, &e), 0);
	assert_int_equal(s.rows, SURFACE_ROWS);
	assert_int_equal(s.cols, 1);
	surface_free(&s);
	str_free(&out);
}

/* Every layout's slots lie in its body and do not overlap. */
static void test_layouts(void **state)
{
	(void)state;
	for (int rows = 1; rows < 70; rows++) {
		for (int cols = 1; cols < 150; cols += 7) {
			struct layout l = { .split_x = rows * 15,
					    .split_y = cols * 7 };
			int area = 0;

			for (int i = 0; i < PANE_COUNT; i++)
				l.has[i] = (rows * 7 + cols * 3 + i * 5) % 23;
			layout_make(&l, rows, cols, (size_t)rows % 8, 3,
				    rows > 4 ? 2 : 1);
			for (size_t i = 0; i < l.n; i++) {
				struct rect r = l.slot[i].at;

				assert_true(r.rows > 0 && r.cols > 0);
				assert_true(r.y >= l.body.y &&
					    r.y + r.rows <= l.foot);
				assert_true(r.x + r.cols <= cols);
				area += r.rows * r.cols;
			}
			if (l.kind != LAYOUT_TINY)
				assert_int_equal(area, l.body.rows *
						 l.body.cols);
		}
	}
}

/* In the accordion no pane has blank rows while another has more to show. */
static void test_lends(void **state)
{
	static const struct {
		int64_t has[3];
		int rows[3];		/* of 22 between headline and foot */
	} facts[] = {
		{ { 0, 0, 0 },	  { 14, 4, 4 } },
		{ { 99, 99, 99 }, { 14, 4, 4 } },
		{ { 10, 99, 99 }, { 12, 5, 5 } },
		{ { 7, 99, 99 },  { 9, 7, 6 } },
		{ { 7, 3, 99 },   { 9, 4, 9 } },
		{ { 7, 3, 2 },    { 14, 4, 4 } },
		{ { 1, 99, 99 },  { 8, 7, 7 } },
		{ { 99, 1, 1 },   { 18, 2, 2 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		struct layout l = { 0 };

		memcpy(l.has, facts[i].has, sizeof(facts[i].has));
		layout_make(&l, 24, 80, 0, PANE_news, 1);
		assert_int_equal(l.n, 3);
		for (size_t k = 0; k < 3; k++)
			assert_int_equal(l.slot[k].at.rows, facts[i].rows[k]);
	}
}

static void test_keys(void **state)
{
	struct keymap m;
	struct str help = STR_INIT(1 << 16);
	struct err e = { 0 };
	uint32_t key;

	(void)state;
	keymap_init(&m);
	for (int a = ACT_NONE + 1; a < ACT_COUNT; a++) {
		struct slice rest = slice_of(actions[a].keys), one;

		while (slice_cut(&rest, ' ', &one)) {
			struct str name = STR_INIT(32);

			assert_true(keycode_parse(one, &key));
			assert_int_equal(keymap_find(&m, key), a);
			keycode_name(key, &name);
			assert_true(slice_eq(one, str_slice(&name)));
			str_free(&name);
		}
	}
	keymap_help(&m, &help);
	assert_non_null(strstr(str_cstr(&help), "go up one row"));
	assert_int_equal(keymap_conf(&m, SLICE("# mine\n\nup = w F2\n"),
				     "keys.conf", &e), 0);
	assert_int_equal(keymap_find(&m, 'w'), ACT_UP);
	assert_int_equal(keymap_find(&m, 'k'), ACT_NONE);
	assert_int_equal(keymap_conf(&m, SLICE("up = q"), "k", &e), 0);
	assert_int_equal(keymap_find(&m, 'q'), ACT_UP);
	str_free(&help);
}

static const struct {
	const char *text, *want;
} bad_keys[] = {
	{ "fly = w",  "keys.conf:1: no action is called \"fly\"; thaw help" },
	{ "stat = w", "keys.conf:1: no action is called \"stat\"; did you mean "
		      "star?" },
	{ "\nup = Foo", "keys.conf:2: no key is called \"Foo\"; a key is" },
	{ "up = Dwon", "no key is called \"Dwon\"; did you mean Down?" },
	{ "top = gg", "keys.conf:1: no key is called \"gg\"; a key is one "
		      "character" },
	{ "up",       "keys.conf:1: expected \"action = keys\", as in" },
	{ "up = w\n\ndown = x w", "keys.conf:3: w is the key of up since line 1" },
	{ "up = w\nup = x", "keys.conf:2: up has its keys from line 1" },
};

static void test_bad_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad_keys) / sizeof(bad_keys[0]); i++) {
		struct keymap m;
		struct err e = { 0 };

		keymap_init(&m);
		assert_int_equal(keymap_conf(&m, slice_of(bad_keys[i].text),
					     "keys.conf", &e), -1);
		assert_non_null(strstr(e.msg, bad_keys[i].want));
		assert_int_equal(keymap_find(&m, 'k'), ACT_UP);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_wide_halves),
		cmocka_unit_test(test_tower),
		cmocka_unit_test(test_box_and_clip),
		cmocka_unit_test(test_layouts),
		cmocka_unit_test(test_lends),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_bad_keys),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
