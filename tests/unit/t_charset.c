#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "read/charset.h"

#define BYTES(lit) { (lit), sizeof(lit) - 1 }

static const struct {
	const char *type;	/* content type, or NULL */
	struct slice in;
	const char *want;
	const char *name;
} texts[] = {
	{ NULL, BYTES("plain"), "plain", "UTF-8" },
	{ NULL, BYTES(""), "", "UTF-8" },
	{ NULL, BYTES("\xD0\xAF"), "Я", "UTF-8" },
	{ NULL, BYTES("\xEF\xBB\xBFx"), "x", "UTF-8" },
	{ NULL, BYTES("\xFF\xFEx\0/\x04"), "xЯ", "UTF-16LE" },
	{ NULL, BYTES("\xFE\xFF\0x\x04/"), "xЯ", "UTF-16BE" },
	{ NULL, BYTES("<\0?\0x\0"), "<?x", "UTF-16LE" },
	{ NULL, BYTES("caf\xE9 \x93q\x94"), "café “q”", "WINDOWS-1252" },
	{ "text/html; charset=windows-1251", BYTES("\xDF"), "Я",
	  "WINDOWS-1251" },
	{ "text/html; charset=\"KOI8-R\"", BYTES("\xF1"), "Я", "KOI8-R" },
	{ "text/plain; charset=iso-8859-1", BYTES("\x80"), "€",
	  "WINDOWS-1252" },
	{ NULL, BYTES("<?xml version='1.0' encoding='koi8-u'?>\xF1"),
	  "<?xml version='1.0' encoding='koi8-u'?>Я", "KOI8-U" },
	{ NULL, BYTES("<head><META CHARSET=windows-1251>\xDF"),
	  "<head><META CHARSET=windows-1251>Я", "WINDOWS-1251" },
	{ NULL, BYTES("<meta http-equiv=a content='text/html; charset=cp866'>"
		      "\x9F"),
	  "<meta http-equiv=a content='text/html; charset=cp866'>Я",
	  "CP866" },
	/* a declaration that could be read is not in UTF-16 */
	{ NULL, BYTES("<meta charset=utf-16>\xD0\xAF"),
	  "<meta charset=utf-16>Я", "UTF-8" },
	/* the mark beats the server */
	{ "text/plain; charset=koi8-r", BYTES("\xEF\xBB\xBF\xD0\xAF"), "Я",
	  "UTF-8" },
	{ "text/plain; charset=utf-8", BYTES("a\xFFz\xD0"), "a\uFFFDz\uFFFD",
	  "UTF-8" },
	{ NULL, BYTES("<meta name=d content='the charset of things'>"),
	  "<meta name=d content='the charset of things'>", "UTF-8" },
};

static void test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct input_part part = input_memory(SLICE("x"),
						      texts[i].in);
		struct str out = STR_INIT(4096);
		struct charset *c = NULL;
		struct err e = {0};

		part.content_type = slice_of(texts[i].type);
		assert_int_equal(charset_open(&c, &part, &e), 0);
		assert_string_equal(charset_name(c), texts[i].name);
		charset_close(&c);
		assert_int_equal(charset_slurp(&part, &out, &e), 0);
		assert_string_equal(str_cstr(&out), texts[i].want);
		str_free(&out);
	}
}

static void test_unknown(void **state)
{
	static const char *const types[] = {
		"text/html; charset=utf-7", "text/html; charset=klingon",
		"text/html; charset=UTF-8//TRANSLIT..//",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct input_part part = input_memory(SLICE("x"), SLICE("y"));
		struct charset *c = NULL;
		struct err e = {0};

		part.content_type = slice_of(types[i]);
		assert_int_equal(charset_open(&c, &part, &e), -1);
		assert_int_equal(e.code, ERR_FORMAT);
		assert_non_null(strstr(e.msg, strchr(types[i], '=') + 1));
		assert_null(c);
	}
}

/* No character is cut where one buffer ends and the next begins. */
static void test_long(void **state)
{
	struct str text = STR_INIT(1 << 20), out = STR_INIT(1 << 20);
	struct input_part part;
	struct err e = {0};

	(void)state;
	str_addc(&text, 'x');
	for (int i = 0; i < 60000; i++)
		str_addz(&text, i % 3 ? "Я" : "€");
	part = input_memory(SLICE("x"), str_slice(&text));
	assert_int_equal(charset_slurp(&part, &out, &e), 0);
	assert_true(slice_eq(str_slice(&text), str_slice(&out)));
	str_free(&out);
	out = STR_INIT(100);
	assert_int_equal(charset_slurp(&part, &out, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	str_free(&text);
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
