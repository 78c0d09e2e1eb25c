#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "read/jsontree.h"

#define BYTES(lit) { (lit), sizeof(lit) - 1 }

static const struct {
	struct slice in;
	const char *want;	/* NULL: taken */
} texts[] = {
	{ BYTES("{}"), NULL },
	{ BYTES(" [ ]\r\n"), NULL },
	{ BYTES("\xEF\xBB\xBF{}"), NULL },
	{ BYTES("[\"[[[[\\\"{{{{\"]"), NULL },
	{ BYTES("[\"\\\\u0000\"]"), NULL },	/* a backslash, then text */
	{ BYTES("[\"\\ud83d\\ude00\"]"), NULL },
	{ BYTES(""), "not JSON near byte 1" },
	{ BYTES("  "), "not JSON near byte 3" },
	{ BYTES("<html>"), "not JSON near byte 1" },
	{ BYTES("{\"a\":1"), "not JSON near byte 7" },
	{ BYTES("{\"1\":1,"), "not JSON near byte 8" },
	{ BYTES("{\"a"), "not JSON near byte 3" },
	{ BYTES("{\"a\":1}}"), "not JSON near byte 8" },
	{ BYTES("{} {}"), "not JSON near byte 4" },
	{ BYTES("{'a':1}"), "not JSON near byte 3" },
	{ BYTES("[1,]"), "not JSON near byte 4" },
	{ BYTES("[\"\\ud83d\"]"), "not JSON near byte 3" },
	{ BYTES("\"text\""), "neither an object nor an array" },
	{ BYTES("12"), "neither an object nor an array" },
	{ BYTES("null"), "neither an object nor an array" },
	{ BYTES("[\"a\\u0000b\"]"), "byte 4: a NUL in JSON" },
	{ BYTES("{\"a\\u0000\":1}"), "byte 4: a NUL in JSON" },
	{ BYTES("[\"a\0b\"]"), "byte 4: a NUL in JSON" },
	{ BYTES("[]\0"), "byte 3: a NUL in JSON" },
};

static void test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct jnode *root = NULL;
		struct err e = {0};
		int rc = jtree_open(&root, texts[i].in, &e);

		assert_string_equal(e.msg, texts[i].want ? texts[i].want : "");
		assert_int_equal(rc, texts[i].want ? -1 : 0);
		assert_int_equal(root != NULL, rc == 0);
		jtree_close(&root);
	}
	assert_int_equal(jtree_open(&(struct jnode *){ NULL }, SLICE_NONE,
				    &(struct err){ 0 }), -1);
}

/* Two bytes of text are eighty of a tree. */
static void test_number_of_values(void **state)
{
	struct str text = STR_INIT(4 << 20);
	struct jnode *root = NULL;
	struct err e = {0};

	(void)state;
	str_addz(&text, "[\",[{,[{\"");
	for (int i = 2; i < JSON_VALUES; i++)
		str_addz(&text, ",0");
	str_addz(&text, "]");
	assert_int_equal(jtree_open(&root, str_slice(&text), &e), 0);
	jtree_close(&root);
	str_cut(&text, text.n - 1);
	str_addz(&text, ",0]");
	assert_int_equal(jtree_open(&root, str_slice(&text), &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_string_equal(e.msg, "JSON of more than 1048576 values");
	assert_null(root);
	str_free(&text);
}

static int nested(size_t depth, struct err *e)
{
	struct str s = STR_INIT(4096);
	struct jnode *root = NULL;
	int rc;

	for (size_t i = 0; i < depth; i++)
		str_addc(&s, '[');
	for (size_t i = 0; i < depth; i++)
		str_addc(&s, ']');
	rc = jtree_open(&root, str_slice(&s), e);
	jtree_close(&root);
	str_free(&s);
	return rc;
}

static void test_ceilings(void **state)
{
	struct str s = STR_INIT((size_t)JSON_BYTES + 2);
	struct jnode *root = NULL;
	struct err e = {0};

	(void)state;
	assert_int_equal(nested(JSON_DEPTH, &e), 0);
	assert_int_equal(nested(JSON_DEPTH + 1, &e), -1);
	assert_string_equal(e.msg, "byte 65: JSON nested deeper than 64");
	err_clear(&e);
	for (size_t i = 0; i <= JSON_BYTES; i++)
		str_addc(&s, ' ');
	assert_int_equal(jtree_open(&root, str_slice(&s), &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	str_free(&s);
}

static void check_int(const struct jnode *root, const char *name,
		      bool holds, int64_t want)
{
	int64_t got = 0;

	assert_int_equal(jtree_int(jtree_member(root, name), &got), holds);
	assert_int_equal(got, want);
}

static void test_values(void **state)
{
	static const char text[] =
		"{\"s\":\"\\u0411 \\\"x\\\"\",\"s\":\"second\",\"e\":\"\","
		"\"n\":42,\"m\":-7,\"f\":1.5,\"big\":1e300,\"t\":true,"
		"\"f2\":false,\"z\":null,\"a\":[\"x\",3,\"y\"],\"o\":{\"S\":1}}";
	struct jnode *root = NULL;
	const struct jnode *v;
	struct err e = {0};

	(void)state;
	assert_int_equal(jtree_open(&root, slice_of(text), &e), 0);
	assert_true(slice_is(jtree_string(root, "s"), "Б \"x\""));
	assert_true(jtree_string(root, "e").p && !jtree_string(root, "e").n);
	assert_null(jtree_string(root, "n").p);
	assert_null(jtree_string(root, "S").p);
	assert_null(jtree_string(jtree_member(root, "a"), "x").p);
	check_int(root, "n", true, 42);
	check_int(root, "m", true, -7);
	check_int(root, "f", false, 0);
	check_int(root, "big", false, 0);
	check_int(root, "s", false, 0);
	check_int(root, "none", false, 0);
	assert_true(jtree_true(jtree_member(root, "t")));
	assert_false(jtree_true(jtree_member(root, "f2")));
	assert_false(jtree_true(jtree_member(root, "s")));
	v = jtree_first(jtree_member(root, "a"));
	assert_true(slice_is(jtree_text(v), "x") && !jtree_name(v).p);
	v = jtree_next(jtree_next(v));
	assert_true(slice_is(jtree_text(v), "y") && !jtree_next(v));
	assert_true(slice_is(jtree_name(jtree_first(root)), "s"));
	assert_true(jtree_is_object(jtree_member(root, "o")));
	assert_true(jtree_is_array(jtree_member(root, "a")));
	assert_false(jtree_is_array(NULL) || jtree_is_object(NULL));
	assert_null(jtree_first(jtree_next(NULL)));
	jtree_close(&root);
	jtree_close(&root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_number_of_values),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
