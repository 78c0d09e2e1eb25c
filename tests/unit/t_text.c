#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/text.h"

typedef void text_fn(struct str *out, struct slice s);

static void one_line(struct str *out, struct slice s)
{
	text_visible(out, s, false);
}

static void lines(struct str *out, struct slice s)
{
	text_visible(out, s, true);
}

static const struct {
	text_fn *fn;
	const char *in, *want;
} rows[] = {
	{ text_key, "Human-Rights  Defender!", "human rights defender" },
	{ text_key, "  Зорка, п'ять ё ", "зорка пять е" },
	{ text_key, "п’ять", "пять" },
	{ text_key, "É\xCC\x81", "é\xCC\x81" },
	{ text_key, "й", "й" },		/* composed */
	{ text_key, "a\xC2\xA0" "b", "a b" },
	{ text_key, "STRASSE straße", "strasse strasse" },
	{ text_key, "...", "" },
	{ text_lower, "ŽIVIE Ё'", "živie ё'" },
	{ text_strip, "Łódź Š Й", "łodz s и" },
	{ text_strip, "Ｆｕｌｌ ﬁ", "full fi" },
	{ text_squash, "  a\t\n\xC2\xA0 b ", "a b" },
	{ text_squash, " \n ", "" },
	{ text_squash, "one two  three ", "one two three" },
	{ text_squash, "a \xC2\xA0" "b \xE2\x80\xAF" "c", "a b c" },
	{ text_squash, "Мінск \n 1 ы", "Мінск 1 ы" },
	{ text_squash, "\xFF b\xC3 c\xFF", "\xEF\xBF\xBD b\xEF\xBF\xBD c"
					 "\xEF\xBF\xBD" },
	{ text_squash, "a\x01 b", "a\x01 b" },
	{ text_repair, "a\xFF" "b\xC3", "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" },
	{ text_repair, "\xEF\xB7\x90", "\xEF\xBF\xBD" },
	{ text_repair, "good", "good" },
	{ one_line, "\x1B[31m red", "␛[31m red" },
	{ one_line, "a\x7F\x01", "a␡␁" },
	{ one_line, "a\xE2\x80\xAE" "b", "a<U+202E>b" },
	{ one_line, "a\xC2\x9B" "b", "a<U+009B>b" },
	{ one_line, "a\xE2\x80\x8B" "b\xC2\xAD", "ab" },
	{ one_line, " a\r\n\t b ", "a b" },
	{ lines, "a\n\tb\x1B", "a\n b␛" },
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = STR_INIT(4096);

		rows[i].fn(&got, slice_of(rows[i].in));
		assert_string_equal(str_cstr(&got), rows[i].want);
		str_free(&got);
	}
}

static void test_decode(void **state)
{
	struct slice s = SLICE("aы\xFF");
	struct str out = STR_INIT(64);
	uint32_t cp;

	(void)state;
	assert_int_equal(text_next(s, 0, &cp), 1);
	assert_int_equal(cp, 'a');
	assert_int_equal(text_next(s, 1, &cp), 2);
	assert_int_equal(cp, 0x44B);
	assert_int_equal(text_next(s, 3, &cp), 1);
	assert_int_equal(cp, 0xFFFD);
	assert_int_equal(text_next(s, 4, &cp), 0);
	text_put(&out, 0x44B);
	text_put(&out, 0xD800);
	assert_string_equal(str_cstr(&out), "ы\xEF\xBF\xBD");
	str_free(&out);
	assert_true(text_valid(SLICE("aы")));
	assert_false(text_valid(s));
	assert_false(text_valid(SLICE("\xED\xA0\x80")));
	assert_false(text_valid(SLICE("\xC0\x80")));
	assert_false(text_valid(SLICE("twelve ASCII\xFF then some")));
	assert_true(text_valid(SLICE("")));
	assert_int_equal(text_ascii(SLICE("twelve ASCII\xD1\x8B"), 0), 12);
	assert_int_equal(text_ascii(SLICE("twelve ASCII\xD1\x8B"), 5), 7);
	assert_int_equal(text_ascii(SLICE("\xD1\x8B"), 0), 0);
	assert_int_equal(text_ascii(SLICE("seven b"), 0), 7);
	assert_int_equal(text_ascii(SLICE("a"), 1), 0);
	assert_true(text_is_letter('a') && text_is_letter(0x44B));
	assert_false(text_is_letter('1') || text_is_letter(' '));
	assert_true(text_is_upper('A') && !text_is_upper('a'));
}

static void test_width(void **state)
{
	static const struct {
		const char *in;
		int want;
	} widths[] = {
		{ "", 0 }, { "abc", 3 }, { "Ольга", 5 }, { "é", 1 },
		{ "日本", 4 }, { "a\xCC\x81\xCC\x82", 1 },
	};
	struct slice fit;
	int used;

	(void)state;
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++)
		assert_int_equal(text_width(slice_of(widths[i].in)),
				 widths[i].want);
	fit = text_fit(SLICE("a日本"), 4, &used);
	assert_true(slice_is(fit, "a日"));
	assert_int_equal(used, 3);
	fit = text_fit(SLICE("ab"), 9, &used);
	assert_int_equal(used, 2);
}

static void test_ceiling(void **state)
{
	struct str s = STR_INIT(4);

	(void)state;
	text_strip(&s, SLICE("abcdef"));
	assert_true(s.bad);
	str_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_decode),
		cmocka_unit_test(test_width), cmocka_unit_test(test_ceiling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
