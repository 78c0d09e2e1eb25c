/* OpenSanctions: what its three formats refuse, and what becomes of an entity.
 * With THAW_TEST_DATA, the real files too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/os_index.h"
#include "recdump.h"

#define HEADER "id,schema,name,aliases,birth_date\n"
#define PARTY(id, more) "{\"id\":\"" id "\",\"schema\":\"Person\"," \
	"\"caption\":\"A B\",\"target\":true,\"properties\":{" more "}}"

static const struct {
	const char *reader;
	const char *text;
	const char *why;	/* behind "x: "; NULL: taken */
} inputs[] = {
	/* entities */
	{ "os_ftm", PARTY("a", ""), NULL },
	{ "os_ftm", "\xEF\xBB\xBF" PARTY("a", "") "\r\n\n \n", NULL },
	{ "os_ftm", "\n \n", "no entities" },
	{ "os_ftm", "<!doctype html><title>429</title>",
	  "line 1: not JSON near byte 1" },
	{ "os_ftm", PARTY("a", "") "\n" "{\"id\":\"b\",\"schema\":\"Per",
	  "line 2: not JSON near byte 21" },
	{ "os_ftm", "\n" PARTY("a", "") PARTY("b", ""),
	  "line 2: not JSON near byte 75" },
	{ "os_ftm", "[" PARTY("a", "") "]", "line 1: not a JSON object" },
	{ "os_ftm", "{\"schema\":\"Person\",\"properties\":{}}",
	  "line 1: an entity without an id, or with a blank in it" },
	{ "os_ftm", PARTY("", ""),
	  "line 1: an entity without an id, or with a blank in it" },
	{ "os_ftm", PARTY("a b", ""),
	  "line 1: an entity without an id, or with a blank in it" },
	{ "os_ftm", "{\"id\":7,\"schema\":\"Person\",\"properties\":{}}",
	  "line 1: an entity without an id, or with a blank in it" },
	{ "os_ftm", "{\"id\":\"a\",\"properties\":{}}",
	  "line 1: a: no schema or properties" },
	{ "os_ftm", "{\"id\":\"a\",\"schema\":\"Person\"}",
	  "line 1: a: no schema or properties" },
	{ "os_ftm", "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":[]}",
	  "line 1: a: no schema or properties" },
	{ "os_ftm", "{\"id\":\"a\",\"schema\":\"Person\",\"target\":true,"
	  "\"properties\":{}}", "line 1: a: a party without a name" },
	{ "os_ftm", "{\"id\":\"s\",\"schema\":\"Sanction\","
	  "\"properties\":{\"program\":[\"P\"]}}",
	  "line 1: s: about whom? No id, or a blank in it" },
	{ "os_ftm", "{\"id\":\"s\",\"schema\":\"Passport\","
	  "\"properties\":{\"holder\":[\"a b\"]}}",
	  "line 1: s: about whom? No id, or a blank in it" },
	{ "os_ftm", "{\"id\":\"s\",\"schema\":\"Family\",\"properties\":{"
	  "\"person\":[\"a\"],\"relative\":[\"\xff\"]}}",
	  "line 1: s: about whom? No id, or a blank in it" },
	{ "os_ftm", PARTY("a\xff", ""),
	  "line 1: an entity without an id, or with a blank in it" },
	{ "os_ftm", "{\"id\":\"s\",\"schema\":\"Sanction\",\"properties\":{"
	  "\"entity\":[\"a\"],\"startDate\":[\"44197\"]}}",
	  "line 1: listed_on: \"44197\" is a day number of a spreadsheet, not"
	  " a date" },
	{ "os_ftm", "{\"id\":\"s\",\"schema\":\"Sanction\",\"properties\":{"
	  "\"entity\":[\"a\"],\"endDate\":[\"soon\"]}}",
	  "line 1: gone_on: \"soon\" is not a date" },
	{ "os_ftm", PARTY("a", "\"sanctions\":[{\"id\":\"s\"}]"),
	  "line 1: an entity in an entity: take entities.ftm.json" },
	{ "os_ftm", PARTY("a", "\"name\":[\"A\\u0000B\"]"),
	  "line 1: byte 83: a NUL in JSON" },
	{ "os_ftm", "{\"op\":\"ADD\",\"entity\":" PARTY("a", "") "}",
	  "line 1: a change, not an entity: its format is os_delta" },
	/* changes */
	{ "os_delta", "", NULL },
	{ "os_delta", "\n", NULL },
	{ "os_delta", "{\"op\":\"DEL\",\"entity\":{\"id\":\"a\"}}", NULL },
	{ "os_delta", "{\"op\":\"DEL\",\"entity\":{}}",
	  "line 1: DEL without an id" },
	{ "os_delta", "{\"op\":\"DEL\"}", "line 1: DEL without an id" },
	{ "os_delta", "{\"op\":\"ADD\"}",
	  "line 1: an entity without an id, or with a blank in it" },
	{ "os_delta", "{\"op\":\"ADD\",\"entity\":[{\"id\":\"a\"}]}",
	  "line 1: an entity without an id, or with a blank in it" },
	{ "os_delta", "{\"op\":\"DEL\",\"entity\":[\"a\"]}",
	  "line 1: DEL without an id" },
	{ "os_delta", "{\"op\":\"add\",\"entity\":" PARTY("a", "") "}",
	  "line 1: \"op\" is none of ADD MOD DEL" },
	{ "os_delta", PARTY("a", ""),
	  "line 1: \"op\" is none of ADD MOD DEL" },
	/* the table */
	{ "os_simple", HEADER "a,Person,A B,,\n", NULL },
	{ "os_simple", HEADER, NULL },
	{ "os_simple", "", "empty" },
	{ "os_simple", "id,name,aliases\na,A,\n", "no column \"schema\"" },
	{ "os_simple", "<html>\n", "no column \"id\"" },
	{ "os_simple", HEADER "a,Person,A B\n",
	  "row 2: 3 fields where the header has 5" },
	{ "os_simple", HEADER "a,Person,A B,,\nb,Person,\"C",
	  "row 3: column 3: the quote opened in line 3 never closes" },
	{ "os_simple", HEADER ",Person,A B,,\n",
	  "row 2: no id, or a blank in it" },
	{ "os_simple", HEADER "a,Person,,,\n",
	  "row 2: a: a party without a name" },
	{ "os_simple", "id,schema,name,last_change\na,Person,A,45000\n",
	  "row 2: updated_on: \"45000\" is a day number of a spreadsheet, not"
	  " a date" },
};

static void test_inputs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};
		int rc = recdump_text(&d, inputs[i].reader, "x",
				      slice_of(inputs[i].text), &e);
		const char *why = inputs[i].why;

		if (rc != (why ? -1 : 0) || (why && (e.code != ERR_FORMAT ||
		    strncmp(e.msg, "x: ", 3) || strcmp(e.msg + 3, why))))
			fail_msg("%zu: %s: \"%s\"", i, inputs[i].text, e.msg);
		recdump_free(&d);
	}
}

/* What a list says of a link or a paper is text like any other. */
static void test_qualifiers(void **state)
{
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(recdump_text(&d, "os_ftm", "x", slice_of(
		"{\"id\":\"o\",\"schema\":\"Ownership\",\"properties\":{"
		"\"owner\":[\"a\"],\"asset\":[\"b\"],\"role\":[\"of \xff\\n\"]}}"
		), &e), 0);
	assert_true(recdump_has(&d, "linked_to = b [owner of, of \xEF\xBF\xBD]"
				    "\n"));
	recdump_free(&d);
}

static void test_line_ceiling(void **state)
{
	struct str s = STR_INIT((size_t)20 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&s, PARTY("a", "") "\n{\"id\":\"");
	while (s.n < (size_t)17 << 20)
		str_addz(&s, "0123456789012345678901234567890123456789");
	str_addz(&s, "\"}\n");
	assert_int_equal(recdump_text(&d, "os_ftm", "x", str_slice(&s), &e),
			 -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_string_equal(e.msg, "x: line 2: longer than 16777216 bytes");
	assert_int_equal(d.n, 1);
	recdump_free(&d);
	str_free(&s);
}

/* A line that is longer than what is read at once, and others around it. */
static void test_long_line(void **state)
{
	struct str s = STR_INIT((size_t)4 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&s, PARTY("a", "") "\n{\"id\":\"b\",\"schema\":\"Person\","
		 "\"caption\":\"B\",\"target\":true,\"properties\":{"
		 "\"notes\":[\"");
	while (s.n < (size_t)900 << 10)
		str_addz(&s, "all work and no play ");
	str_addz(&s, "\"]}}\n" PARTY("c", ""));
	assert_int_equal(recdump_text(&d, "os_ftm", "x", str_slice(&s), &e),
			 0);
	assert_int_equal(d.n, 3);
	recdump_free(&d);
	str_free(&s);
}

/* Which entities are listed. */
static const struct {
	const char *target, *topics;
	bool listed;
} rules[] = {
	{ "true",  "",                            true },
	{ "true",  "\"sanction\"",                true },
	{ "false", "\"sanction\"",                true },
	{ "true",  "\"sanction.linked\"",         true },
	{ "true",  "\"poi\"",                     true },
	{ "true",  "\"role.pep\",\"sanction\"",   true },
	{ "true",  "\"role.pep\"",                false },
	{ "true",  "\"role.rca\",\"role.pep\"",   false },
	{ "false", "\"sanction.linked\"",         false },
	{ "false", "\"role.pep\"",                false },
	{ "false", "",                            false },
	{ "\"true\"", "",                         false },
};

static void test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};
		char text[512];

		snprintf(text, sizeof(text), "{\"id\":\"a\",\"schema\":"
			 "\"Person\",\"caption\":\"A\",\"target\":%s,"
			 "\"properties\":{\"topics\":[%s]}}", rules[i].target,
			 rules[i].topics);
		assert_int_equal(recdump_text(&d, "os_ftm", "x",
					      slice_of(text), &e), 0);
		if ((d.n == 1) != rules[i].listed)
			fail_msg("%s", text);
		recdump_free(&d);
	}
}

/* --- index.json --- */

#define FTM "https://x.example/latest/s/entities.ftm.json"
#define CSV "https://x.example/latest/s/targets.simple.csv"
#define SET(name, version) "{\"name\":\"" name "\",\"version\":\"" version \
	"\",\"resources\":[{\"name\":\"entities.ftm.json\",\"checksum\":" \
	"\"" name "1\"},{\"name\":\"targets.simple.csv\"}]}"

static const struct {
	const char *text;
	const char *url[2];
	const char *want;	/* NULL: refused with `why` */
	const char *why;
} indexes[] = {
	{ SET("s", "v1"), { FTM }, "v1 s1", NULL },
	{ SET("s", "v1"), { CSV }, "v1", NULL },
	{ SET("s", "v1"), { FTM, CSV }, "v1", NULL },
	{ "{\"version\":\"v1\"}", { FTM }, "v1", NULL },
	{ "{\"datasets\":[" SET("a", "v0") "," SET("s", "v2") "]}", { FTM },
	  "v2 s1", NULL },
	{ "{\"datasets\":[" SET("a", "v0") "]}", { FTM }, NULL,
	  "it tells no version of " FTM },
	{ "{\"version\":\"a b\"}", { FTM }, NULL,
	  "it tells no version of " FTM },
	{ "{\"version\":7}", { "s" }, NULL, "it tells no version of s" },
	{ "[]", { FTM }, NULL, "it tells no version of " FTM },
	{ "{\"version\":\"a\\u001fb\"}", { FTM }, NULL,
	  "a version that is no plain word" },
	{ "<html>", { FTM }, NULL, "not JSON near byte 1" },
	{ "", { FTM }, NULL, "not JSON near byte 1" },
};

static void test_index(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(indexes) / sizeof(indexes[0]); i++) {
		struct slice url[2] = { slice_of(indexes[i].url[0]),
					slice_of(indexes[i].url[1]) };
		struct input_part part = input_memory(SLICE("i"),
						slice_of(indexes[i].text));
		struct str said = STR_INIT(OS_VERSION_BYTES);
		struct err e = {0};
		int rc = os_index(&part, url, 1 + (url[1].n > 0), &said, &e);

		assert_int_equal(rc, indexes[i].want ? 0 : -1);
		if (indexes[i].want)
			assert_string_equal(str_cstr(&said), indexes[i].want);
		assert_string_equal(e.msg, indexes[i].why ? indexes[i].why :
							    "");
		str_free(&said);
	}
}

static void test_index_same(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
		{ "v1",       "v1",       true },
		{ "v1",       "v2",       false },
		{ "v1 c1",    "v1 c1",    true },
		{ "v2 c1",    "v1 c1",    true },
		{ "v1 c1",    "v1 c2",    false },
		{ "v1 c1 c2", "v1 c1",    false },
		{ "v1 c1",    "v1",       true },
		{ "v2 c1",    "v1",       false },
		{ "",         "",         false },
		{ NULL,       NULL,       false },
		{ "v1",       NULL,       false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(os_index_same(slice_of(rows[i].a),
					       slice_of(rows[i].b)),
				 rows[i].same);
}

/* --- the real files --- */

static bool real(struct str *text, const char *name)
{
	const char *dir = getenv("THAW_TEST_DATA");
	struct err e = {0};
	char path[PATH_BYTES];
	bool absent = true;

	if (!dir) {
		print_message("no THAW_TEST_DATA: not tried\n");
		return false;
	}
	*text = STR_INIT((size_t)16 << 20);
	snprintf(path, sizeof(path), "%s/sanctions/opensanctions/%s", dir,
		 name);
	assert_int_equal(path_read(path, text, &absent, &e), 0);
	assert_false(absent);
	return true;
}

static void run_real(struct recdump *d, const char *reader,
		     const char *name, size_t records)
{
	struct str text = {0};
	struct err e = {0};

	*d = RECDUMP_INIT;
	if (!real(&text, name))
		skip();
	if (recdump_text(d, reader, name, str_slice(&text), &e) < 0)
		fail_msg("%s", e.msg);
	assert_int_equal(d->n, records);
	assert_int_equal(d->of_kind[KIND_designation], records);
	str_free(&text);
}

static void test_real_simple(void **state)
{
	struct recdump d;

	(void)state;
	run_real(&d, "os_simple",
		 "ua_war_sanctions-targets.simple-2026-03.csv", 5600);
	assert_true(recdump_has(&d, "\tidentifier = 9253325 [IMO]\n"));
	assert_true(recdump_has(&d, "\tprogramme = UA-WS-MARE\n"));
	assert_false(recdump_has(&d, "\tlisted_on = "));
	assert_false(recdump_has(&d, "\tjurisdiction = "));
	recdump_free(&d);
}

static void test_real_ftm(void **state)
{
	struct recdump d;

	(void)state;
	/* seven lines, one of them an address */
	run_real(&d, "os_ftm", "yente-fixtures/t1/entities.ftm.json", 6);
	assert_true(recdump_has(&d, "\tidentifier = 808000714"
				    " [Registration number]\n"));
	assert_true(recdump_has(&d, "\tidentifier = ofac-32733"
				    " [referent]\n"));
	recdump_free(&d);
}

static const struct {
	const char *file;
	size_t records;
} deltas[] = {
	{ "20240527134702-zbn", 0 },
	{ "20240527194702-wnk", 2 },
	{ "20240528014702-pfh", 2 },
	{ "20240528074703-npf", 2 },	/* one DEL, both of its keys */
	{ "20240528134729-3iv", 1 },
};

static void test_real_delta(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(deltas) / sizeof(deltas[0]); i++) {
		struct recdump d;
		char name[128];

		snprintf(name, sizeof(name),
			 "yente-fixtures/t2/%s/entities.delta.json",
			 deltas[i].file);
		run_real(&d, "os_delta", name, deltas[i].records);
		recdump_free(&d);
	}
}

static void test_real_index(void **state)
{
	struct slice url = SLICE("https://data.opensanctions.org/datasets/"
				 "latest/eu_fsf/targets.simple.csv");
	struct str text = {0}, said = STR_INIT(OS_VERSION_BYTES);
	struct input_part part;
	struct err e = {0};

	(void)state;
	if (!real(&text, "yente-fixtures/t1/index.json"))
		skip();
	part = input_memory(SLICE("i"), str_slice(&text));
	assert_int_equal(os_index(&part, &url, 1, &said, &e), 0);
	assert_string_equal(str_cstr(&said), "20240613145703-fqo"
			    " 4892a39b2eb2be50fd919e0074f70a3cfe059888");
	assert_true(slice_is(os_index_version(str_slice(&said)),
			     "20240613145703-fqo"));
	str_free(&text);
	str_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inputs),
		cmocka_unit_test(test_qualifiers),
		cmocka_unit_test(test_line_ceiling),
		cmocka_unit_test(test_long_line),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_index),
		cmocka_unit_test(test_index_same),
		cmocka_unit_test(test_real_index),
		cmocka_unit_test(test_real_simple),
		cmocka_unit_test(test_real_ftm),
		cmocka_unit_test(test_real_delta),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
