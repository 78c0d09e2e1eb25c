#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/query.h"

static const struct column columns[] = {
	{ .name = "name", .title = "Name" },
	{ .name = "roles", .alias = "role", .type = CELL_WORD, .list = true,
	  .vocab = VOCAB_role, .also = "role_text" },
	{ .name = "jurisdiction", .type = CELL_WORD,
	  .vocab = VOCAB_jurisdiction },
	{ .name = "state", .type = CELL_WORD, .vocab = VOCAB_measure_state },
	{ .name = "released_on", .alias = "released", .type = CELL_DATE },
	{ .name = "held_days", .alias = "held", .type = CELL_NUMBER },
	{ .name = "role_text", .hidden = true },
};
static const struct shape shape = {
	.name = "releases", .columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.filter = "state:lifted,suspended", .sort = "-released_on,name",
};

/* A query as text: "[not] column op value|value" in brackets. */
static void describe(const struct query *q, struct str *out)
{
	static const char *const ops[] = { ":", "<", "<=", ">", ">=" };
	char day[PDATE_TEXT];

	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->term[i];

		str_addf(out, "[%s", t->negate ? "not " : "");
		if (t->is != IS_NONE)
			str_addf(out, "is %d", t->is);
		if (t->is == IS_NONE && t->field.p)
			str_addf(out, "%.*s%s", SLICE_ARG(t->field),
				 ops[t->op]);
		for (size_t k = 0; t->is == IS_NONE && k < t->n; k++)
			str_addf(out, "%s%.*s", k ? "|" : "",
				 SLICE_ARG(t->value[k]));
		str_addz(out, "]");
	}
	for (size_t i = 0; i < q->n_sorts; i++)
		str_addf(out, "{%s%.*s}", q->sort[i].down ? "-" : "",
			 SLICE_ARG(q->sort[i].field));
	if (pdate_is(q->as_of))
		str_addf(out, "@%s", pdate_text(q->as_of, day));
}

static const struct {
	const char *in, *want;
} parses[] = {
	{ "", "" },
	{ "   ", "" },
	{ "-", "" },
	{ "word", "[word]" },
	{ "two words", "[two][words]" },
	{ "\"two words\"", "[two words]" },
	{ "-word", "[not word]" },
	{ "-\"two words\"", "[not two words]" },
	{ "a,b", "[a,b]" },
	{ "Ольга", "[Ольга]" },
	{ "role:journalist,lawyer", "[role:journalist|lawyer]" },
	{ "-role:lawyer", "[not role:lawyer]" },
	{ "name:\"Ales Bialiatski\"", "[name:Ales Bialiatski]" },
	{ "name:\"a, b\",c", "[name:a, b|c]" },
	{ "role:a,,b,", "[role:a|b]" },
	{ "released>=2025-12-01", "[released>=2025-12-01]" },
	{ "held>2y held<=3y held<9 held>=1", "[held>2y][held<=3y][held<9]"
	  "[held>=1]" },
	{ "is:disputed", "[is 2]" },
	{ "-is:starred IS:Any", "[not is 5][is 1]" },
	{ "sort:-released,name", "{-released}{name}" },
	{ "as-of:2025-12-14 x", "[x]@2025-12-14" },
	{ "as-of:2025-12", "@2025-12" },
	{ "\"https://example.org\"", "[https://example.org]" },
	{ "50%", "[50%]" },
};

static void test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(parses) / sizeof(parses[0]); i++) {
		struct query q = {0};
		struct str got = STR_INIT(4096);
		struct err e = {0};

		if (query_parse(&q, slice_of(parses[i].in), &e) < 0)
			fail_msg("%s: %s", parses[i].in, e.msg);
		describe(&q, &got);
		assert_string_equal(str_cstr(&got), parses[i].want);
		str_free(&got);
		query_free(&q);
	}
}

static const struct {
	const char *in, *want;
} checks[] = {
	{ "role:\"Human Rights Defender\"", "[role:hrd]" },
	{ "role:gardener", "[role:gardener]" },
	{ "jurisdiction:UK,eu", "[jurisdiction:GB|EU]" },
	{ "state:lift*", "[state:lift*]" },
	{ "held>2y", "[held>730]" },
	{ "held>18m", "[held>547]" },
	{ "held:12", "[held:12]" },
	{ "released>=2025-12", "[released>=2025-12]" },
	{ "released:\"13 Dec 2025\"", "[released:2025-12-13]" },
	{ "disputed:yes", "[disputed:true]" },
	{ "disputed:FALSE", "[disputed:false]" },
	{ "role_text:poet source:viasna id:p-1", "[role_text:poet]"
	  "[source:viasna][id:p-1]" },
	{ "sort:-seen", "{-seen}" },
	{ "sort:match", "{match}" }, { "sort:-Match,name", "{-Match}{name}" },
};

static void test_check(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		struct query q = {0};
		struct str got = STR_INIT(4096);
		struct err e = {0};

		/* Checking twice changes nothing. */
		if (query_parse(&q, slice_of(checks[i].in), &e) < 0 ||
		    query_check(&q, &shape, &e) < 0 ||
		    query_check(&q, &shape, &e) < 0)
			fail_msg("%s: %s", checks[i].in, e.msg);
		for (size_t k = 0; k < q.n; k++)
			assert_true(q.term[k].column >= 0);
		describe(&q, &got);
		assert_string_equal(str_cstr(&got), checks[i].want);
		str_free(&got);
		query_free(&q);
	}
}

/* Every error names what is wrong and what would be right. */
static const struct {
	const char *in, *names, *offers;
} errors[] = {
	{ "x foo:1", "unknown column \"foo\"", "releases has id, name, roles" },
	{ "sort:foo", "unknown column \"foo\"", "released_on (released)" },
	{ "is:odd", "is:odd", "any, disputed, new" },
	{ "is:new,read", "is:new,read", "any, disputed, new" },
	{ "-is:any", "-is:any", "any, disputed, new" },
	{ "is>new", "is>new", "any, disputed, new" },
	{ "state:gone", "state \"gone\"", "lifted" },
	{ "jurisdiction:XX", "\"XX\"", "GB" },
	{ "released>soon", "\"soon\"", "2025-12-13" },
	{ "released:31.02.2025", "\"31.02.2025\"", "2025-12" },
	{ "held>long", "\"long\"", "2y" },
	{ "disputed:maybe", "\"maybe\"", "true or false" },
	{ "name>a", "name", "name:value" },
	{ "held>1,2", "held", "one value" },
	{ "role:", "at 1, role:", "value" },
	{ "a \"b", "at 3, \"b", "quote" },
	{ "name:\"a\"b", "at 1", "comma" },
	{ "as-of:never", "as-of:never", "2025-12-14" },
	{ "-as-of:2025", "-as-of:2025", "2025-12-14" },
	{ "-sort:name", "-sort:name", "sort:-date,name" },
	{ "https://example.org", "unknown column \"https\"", "name" },
};

static void test_errors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		struct query q = {0};
		struct err e = {0};

		assert_int_equal(-1, query_parse(&q, slice_of(errors[i].in),
						 &e) < 0 ? -1 :
				 query_check(&q, &shape, &e));
		assert_int_equal(e.code, ERR_USAGE);
		if (!strstr(e.msg, errors[i].names) ||
		    !strstr(e.msg, errors[i].offers))
			fail_msg("%s: %s", errors[i].in, e.msg);
		query_free(&q);
	}
}

static const struct {
	const char *in, *want;
} defaults[] = {
	{ "", "[state:lifted|suspended]{-released_on}{name}" },
	{ "x", "[x][state:lifted|suspended]{-released_on}{name}" },
	{ "is:any", "[is 1]{-released_on}{name}" },
	{ "state:imposed", "[state:imposed]{-released_on}{name}" },
	{ "STATE:imposed", "[STATE:imposed]{-released_on}{name}" },
	{ "sort:name", "[state:lifted|suspended]{name}" },
	/* Of equal matches the view's order remains. */
	{ "sort:match", "[state:lifted|suspended]{match}{-released_on}"
	  "{name}" },
	{ "sort:match,name", "[state:lifted|suspended]{match}{name}" },
};

static void test_defaults(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++) {
		struct query q = {0};
		struct str got = STR_INIT(4096);
		struct err e = {0};

		assert_int_equal(query_parse(&q, slice_of(defaults[i].in),
					     &e), 0);
		assert_int_equal(query_defaults(&q, &shape, &e), 0);
		assert_int_equal(query_check(&q, &shape, &e), 0);
		describe(&q, &got);
		assert_string_equal(str_cstr(&got), defaults[i].want);
		str_free(&got);
		query_free(&q);
	}
}

static void test_plain_shape(void **state)
{
	const struct shape plain = { .name = "plain", .columns = columns,
				     .n = 1 };
	struct query q = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(query_defaults(&q, &plain, &e), 0);
	assert_int_equal(q.n + q.n_sorts, 0);
	query_free(&q);
}

/* Repeats `piece`, which must be refused as too much. */
static void assert_limit(const char *front, const char *piece, size_t times)
{
	struct query q = {0};
	struct str text = STR_INIT(1 << 20);
	struct err e = {0};

	str_addz(&text, front);
	while (times-- > 0)
		str_addz(&text, piece);
	assert_int_equal(query_parse(&q, str_slice(&text), &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	str_free(&text);
	query_free(&q);
}

static void test_limits(void **state)
{
	(void)state;
	assert_limit("", "a ", QUERY_TERMS + 1);
	assert_limit("role:", "a,", QUERY_VALUES + 1);
	assert_limit("sort:", "a,", QUERY_SORTS + 1);
	assert_limit("", "aaaaaaaaaaaaaaa", 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse), cmocka_unit_test(test_check),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_plain_shape),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
