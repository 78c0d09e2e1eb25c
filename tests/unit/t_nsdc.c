/* Ukraine's register: the shapes its JSON comes in, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

#define ONE "{\"sid\":\"1\",\"name\":\"Frost\"}"
#define TWO "{\"sid\":2,\"name\":\"Snow\"}"

static const struct {
	const char *text;
	size_t n;	/* subjects */
} shapes[] = {
	{ "[" ONE "," TWO "]",                                        2 },
	{ "[\n" ONE "\n,\n" TWO "\n]\n",                              2 },
	{ "\xef\xbb\xbf[" ONE "]",                                    1 },
	{ ONE "\n" TWO "\r\n",                                        2 },
	{ ONE TWO,                                                    2 },
	{ "{\"data\":[" ONE "," TWO "]}",                             2 },
	{ "{\"subjects\" : [" ONE "],\"x\":[{\"sid\":\"9\"}]}",       1 },
	{ "{\"total\":2,\"x\":{\"data\":[1]},\"data\":[" ONE "]}",    1 },
	{ "{\"name\":\"export\",\"data\":[" ONE "]}",                 1 },
	{ "{\"data\":[" ONE "]}\n{\"data\":[" TWO "]}",               2 },
	{ "[" ONE "][" TWO "]",                                       2 },
	{ "{\"sid\":\"1\",\"name\":\"a\",\"data\":[" TWO "]}",        1 },
	{ "[{\"sid\":\"1\",\"name\":\"]}\\\"{[\\\\\"}," TWO "]",      2 },
};

static void test_shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		if (recdump_text(&d, "nsdc_json", "ua.json",
				 slice_of(shapes[i].text), &e) < 0)
			fail_msg("%s: %s", shapes[i].text, e.msg);
		assert_int_equal(d.of_kind[KIND_designation], shapes[i].n);
		assert_int_equal(d.of_kind[KIND_measure], 1);
		recdump_free(&d);
	}
}

static const struct {
	const char *text, *says;
} refused[] = {
	{ "[" ONE ",{\"sid\":\"2\"", "ua.json: cut off behind object 2" },
	{ "[" ONE, "ua.json: cut off behind object 1" },
	{ "[" ONE ",{\"sid\":\"2", "ua.json: cut off behind object 2" },
	{ "[" ONE "}", "ua.json: \"}\" behind object 1, where no JSON object "
		       "begins" },
	{ "[" ONE ",7]", "ua.json: \"7\" behind object 1, where no JSON "
			 "object begins" },
	{ "[[" ONE "]]", "ua.json: \"[\" behind object 0, where no JSON "
			 "object begins" },
	{ "[" ONE ",\"x\"]", "ua.json: \"\"\" behind object 1, where no JSON "
			     "object begins" },
	{ "[]", "ua.json: no subject in it" },
	{ "{\"data\":[]}", "ua.json: no subject in it" },
	{ "", "ua.json: no subject in it" },
	{ "<html>maintenance</html>", "ua.json: \"<\" behind object 0, where "
				      "no JSON object begins" },
	{ "\x80", "ua.json: byte 128 behind object 0, where no JSON object "
		  "begins" },
	{ "{\"message\":\"Unauthorized\",\"statusCode\":401}",
	  "ua.json: object 1: a subject without a sid" },
	{ "[{\"sid\":\" \",\"name\":\"a\"}]",
	  "ua.json: object 1: a subject without a sid" },
	{ "[{\"sid\":\"1\"}]",
	  "ua.json: object 1: 1: a party without a name" },
	{ "[{\"sid\":\"1\",\"name\":\"a\",}]",
	  "ua.json: object 1: not JSON near byte 24" },
	{ "[{\"sid\":\"1\",\"name\":\"a\\u0000b\"}]",
	  "ua.json: object 1: byte 21: a NUL in JSON" },
	{ "[{\"sid\":\"1\",\"name\":\"a\",\"status\":\"paused\"}]",
	  "ua.json: object 1: unknown status \"paused\"" },
	{ "[{\"sid\":\"1\",\"name\":\"a\",\"actions\":[{\"endDate\":\"44102\""
	  "}]}]", "ua.json: object 1: endDate: \"44102\" is not a date" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		recdump_refuses("nsdc_json", "ua.json", refused[i].text,
				refused[i].says);
}

/* One object too large, brackets without end, too many claims. */
static void test_limits(void **state)
{
	static const struct {
		const char *before, *again;
		int times;
	} many[] = {
		{ "[{\"sid\":\"", "0123456789abcdef", (16 << 16) + 1 },
		{ "[{\"sid\":", "[", 100 },
		{ "[{\"sid\":\"1\",\"name\":\"a\",\"citizenships\":[\"\"",
		  NULL, 5000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(many) / sizeof(*many); i++) {
		struct str text = STR_INIT(32 << 20);
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		str_addz(&text, many[i].before);
		for (int k = 0; k < many[i].times; k++) {
			if (many[i].again)
				str_addz(&text, many[i].again);
			else
				str_addf(&text, ",\"%d\"", k);
		}
		str_addz(&text, "]}]");
		assert_int_equal(recdump_text(&d, "nsdc_json", "ua.json",
					      str_slice(&text), &e), -1);
		assert_int_equal(e.code, ERR_LIMIT);
		str_free(&text);
		recdump_free(&d);
	}
}

/* The address says whether they are persons; what an object says wins. */
static void test_kinds(void **state)
{
	static const struct {
		const char *url, *claim;
	} kinds[] = {
		{ "https://a.example/v2/subjects?subjectType=individual",
		  "\ttarget_kind = person\n" },
		{ "https://a.example/v2/subjects?subjectType=legal",
		  "\ttarget_kind = entity\n" },
		{ "https://a.example/v2/subjects", "\tlist = ua-nsdc\n"
						   "\tname = Frost\n" },
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct recdump d = RECDUMP_INIT;
		struct input in = { .n = 1 };
		struct err e = {0};

		in.part[0] = input_memory(SLICE("x"), SLICE("[" ONE "]"));
		in.part[0].url = slice_of(kinds[i].url);
		assert_int_equal(reader_find(SLICE("nsdc_json"))->read(&in,
				 recdump_emit, &d, &e), 0);
		assert_true(recdump_has(&d, kinds[i].claim));
		recdump_free(&d);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
