/* The filter's input line, and the filter's text as the menu changes it. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "ui/edit.h"
#include "ui/choices.h"
#include "ui/keys.h"

/* Characters type themselves; these stand for keys. */
static uint32_t key_of(char c)
{
	switch (c) {
	case '<': return KEYCODE_LEFT;
	case '>': return KEYCODE_RIGHT;
	case '[': return KEYCODE_HOME;
	case ']': return KEYCODE_END;
	case '!': return KEYCODE_BACKSPACE;
	case '#': return KEYCODE_DELETE;
	default:  return (unsigned char)c;
	}
}

static const struct {
	const char *start, *keys, *want;
} edits[] = {
	{ "",        "abc",      "abc" },
	{ "abc",     "!!x",      "ax" },
	{ "abc",     "[x]y",     "xabcy" },
	{ "abc",     "<<#",      "ac" },
	{ "abc",     "[!>x",     "axbc" },
	{ "Бяля",    "!!",       "Бя" },
	{ "e\xCC\x81", "!",      "" },
	{ "Бя",      "<x",       "Бxя" },
	{ "one two", "\027",     "one " },
	{ "one two", "\027\027", "" },
	{ "one two", "<<<\025",  "two" },
	{ "one two", "<<<<\013", "one" },
	{ "",        "!#<>\025\013\027", "" },
};

static void test_edit(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		struct edit ed;
		bool changed;

		edit_init(&ed);
		edit_set(&ed, slice_of(edits[i].start));
		for (const char *k = edits[i].keys; *k; k++)
			assert_true(edit_key(&ed, key_of(*k), &changed));
		assert_string_equal(str_cstr(&ed.text), edits[i].want);
		edit_free(&ed);
	}
}

static void test_not_for_the_line(void **state)
{
	static const uint32_t keys[] = {
		KEYCODE_UP, KEYCODE_DOWN, KEYCODE_TAB, KEYCODE_ENTER,
		KEYCODE_ESC, KEYCODE_F1, 0x85,
	};
	struct edit ed;
	bool changed;

	(void)state;
	edit_init(&ed);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		assert_false(edit_key(&ed, keys[i], &changed));
	edit_free(&ed);
}

static void test_ceiling_and_history(void **state)
{
	struct edit ed;
	bool changed;

	(void)state;
	edit_init(&ed);
	for (int i = 0; i < EDIT_BYTES + 50; i++)
		edit_key(&ed, 0x431, &changed);
	assert_true(ed.text.n <= EDIT_BYTES);
	for (int i = 0; i < EDIT_HISTORY + 3; i++) {
		char text[2] = { (char)('a' + i), '\0' };

		edit_set(&ed, slice_of(text));
		edit_keep(&ed);
		edit_keep(&ed);
	}
	assert_int_equal(ed.n_past, EDIT_HISTORY);
	edit_set(&ed, SLICE_NONE);
	edit_key(&ed, 16, &changed);
	edit_key(&ed, 16, &changed);
	assert_true(changed);
	assert_string_equal(str_cstr(&ed.text), "r");
	edit_key(&ed, 14, &changed);
	assert_string_equal(str_cstr(&ed.text), "s");
	edit_free(&ed);
}

/* The cursor is always on the line that is drawn. */
static void test_draw(void **state)
{
	struct surface s = { 0 };
	struct edit ed;
	struct err e = { 0 };

	(void)state;
	edit_init(&ed);
	edit_set(&ed, SLICE("a long line with 山田 in it and a long end"));
	for (int cols = 1; cols < 60; cols++) {
		assert_int_equal(surface_open(&s, 1, cols, false, &e), 0);
		edit_draw(&ed, &s, 0, 0, cols);
		assert_true(s.cursor_x >= 0 && s.cursor_x < cols);
		surface_clear(&s);
		edit_draw_asked(&ed, &s, 0, 0, cols, "Title of the desk");
		assert_true(s.cursor_x >= 0 && s.cursor_x < cols);
		assert_true(cols < 8 || s.cursor_x >= 3);
		surface_free(&s);
	}
	edit_free(&ed);
}

static const struct {
	const char *filter, *column, *value, *want;
	bool had;
} facets[] = {
	{ "",                "role", "hrd",     "role:hrd", false },
	{ "role:hrd",        "role", "hrd",     "", true },
	{ "role:hrd",        "role", "student", "role:hrd,student", false },
	{ "role:hrd,student", "role", "hrd",    "role:student", true },
	{ "ales role:hrd x", "role", "hrd",     "ales x", true },
	{ "\"a b\" -role:x", "role", "x",       "\"a b\" -role:x role:x",
	  false },
	{ "",                "type", "two words", "type:\"two words\"",
	  false },
	{ "type:\"two words\",b", "type", "two words", "type:b", true },
	{ "",                "type", "a\"b",    "type:\"a b\"", false },
	{ "roles:hrd",       "role", "hrd",     "roles:hrd role:hrd", false },
};

static void test_facets(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(facets) / sizeof(facets[0]); i++) {
		struct str out = STR_INIT(1000);
		struct slice filter = slice_of(facets[i].filter);
		struct slice value = slice_of(facets[i].value);

		assert_int_equal(facet_has(filter, facets[i].column, value),
				 facets[i].had);
		facet_toggle(filter, facets[i].column, value, &out);
		assert_string_equal(str_cstr(&out), facets[i].want);
		str_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edit),
		cmocka_unit_test(test_not_for_the_line),
		cmocka_unit_test(test_ceiling_and_history),
		cmocka_unit_test(test_draw),
		cmocka_unit_test(test_facets),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
