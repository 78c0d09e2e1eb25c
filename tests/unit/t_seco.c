/* The Swiss list: what is refused, how a party's state comes from its dates,
 * and the two real samples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

#define ROOT "<swiss-sanctions-list list-type=\"whole-list\" " \
	     "date=\"2026-08-27\">"
#define END "</swiss-sanctions-list>"
#define NAME "<entity><identity main=\"true\"><name name-type=\"primary-name" \
	     "\"><name-part><value>Frost Works</value></name-part></name>" \
	     "</identity></entity>"
#define TARGET(inside) "<target ssid=\"7\">" inside "</target>"
#define MOD(what, day) "<modification modification-type=\"" what \
		       "\" effective-date=\"" day "\"/>"

static const struct {
	const char *text, *says;
} refused[] = {
	{ ROOT TARGET(NAME) "<target ssid=\"8\">",
	  "ch.xml: line 1: no element found at column 244" },
	{ ROOT END, "ch.xml: line 1: no <target> in it" },
	{ ROOT TARGET("") END, "ch.xml: line 1: 7: a party without a name" },
	{ ROOT "<target>" NAME "</target>" END,
	  "ch.xml: line 1: target 1 has no ssid" },
	{ ROOT "<sanctions-program ssid=\"1\"/>" TARGET(NAME) END,
	  "ch.xml: line 1: a sanctions programme without a key" },
	{ ROOT TARGET(NAME MOD("listed", "44102")) END,
	  "ch.xml: line 1: modification: \"44102\" is not a date" },
	{ "<html><body>maintenance</body></html>",
	  "ch.xml: line 1: no swiss-sanctions-list: this is a "
	  "web page (<html>), perhaps a notice that the service is down" },
	{ "<swiss-sanctions-list xmlns=\"urn:other\"/>",
	  "ch.xml: line 1: swiss-sanctions-list of the namespace "
	  "\"urn:other\", which is not known (none is)" },
	{ "<swiss-sanctions-list list-type=\"amendment\"/>",
	  "ch.xml: line 1: list-type \"amendment\" is not the whole list" },
	{ "<swiss-sanctions-list/>",
	  "ch.xml: line 1: list-type \"\" is not the whole list" },
	{ "<!DOCTYPE a>" ROOT END, "ch.xml: line 1: <!DOCTYPE a> found, which"
	  " is not allowed here" },
	{ "", "ch.xml: the document is empty" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		recdump_refuses("seco_xml", "ch.xml", refused[i].text,
				refused[i].says);
}

/* Too many parts, too deep. */
static void test_limits(void **state)
{
	static const struct {
		const char *before, *again;
	} many[] = {
		{ ROOT "<target ssid=\"7\"><entity><identity><name>",
		  "<name-part/>" },
		{ ROOT "<target ssid=\"7\"><entity><identity><name>"
		  "<name-part>", "<spelling-variant>a</spelling-variant>" },
		{ ROOT "<target ssid=\"7\">", "<modification>" },
		{ ROOT "<target ssid=\"7\">", "<modification/>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(many) / sizeof(*many); i++) {
		struct str text = STR_INIT(4 << 20);
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		str_addz(&text, many[i].before);
		for (int k = 0; k < 5000; k++)
			str_addz(&text, many[i].again);
		str_addz(&text, i == 0 ? "</name></identity></entity>" :
				i == 1 ? "</name-part></name></identity>"
					 "</entity>" : "");
		str_addz(&text, "</target>" END);
		assert_int_equal(recdump_text(&d, "seco_xml", "ch.xml",
					      str_slice(&text), &e), -1);
		assert_int_equal(e.code, ERR_LIMIT);
		str_free(&text);
		recdump_free(&d);
	}
}

/* Whatever the order in the document. */
static const struct {
	const char *mods, *claims;
} states[] = {
	{ "", "" },
	{ "<modification modification-type=\"listed\"/>", "" },
	{ "<modification modification-type=\"de-listed\"/>",
	  "\tlisting_state = delisted\n" },
	{ MOD("listed", "2020-01-02"),
	  "\tlisted_on = 2020-01-02\n\tupdated_on = 2020-01-02\n" },
	{ MOD("de-listed", "2021-01-02") MOD("listed", "2020-01-02"),
	  "\tlisted_on = 2020-01-02\n\tupdated_on = 2021-01-02\n"
	  "\tlisting_state = delisted\n\tgone_on = 2021-01-02\n" },
	{ MOD("listed", "2020-01-02") MOD("de-listed", "2021-01-02"),
	  "\tlisted_on = 2020-01-02\n\tupdated_on = 2021-01-02\n"
	  "\tlisting_state = delisted\n\tgone_on = 2021-01-02\n" },
	{ MOD("listed", "2022-01-02") MOD("de-listed", "2021-01-02")
	  MOD("listed", "2020-01-02"),
	  "\tlisted_on = 2022-01-02\n\tupdated_on = 2022-01-02\n" },
	{ MOD("amended", "2021-01-02") MOD("de-listed", "2021-01-02"),
	  "\tupdated_on = 2021-01-02\n\tlisting_state = delisted\n"
	  "\tgone_on = 2021-01-02\n" },
	{ MOD("listed", "2021-01-02") MOD("de-listed", "2021-01-02"),
	  "\tlisted_on = 2021-01-02\n\tupdated_on = 2021-01-02\n" },
	{ "<modification modification-type=\"de-listed\" enactment-date=\""
	  "2021-01-02\" publication-date=\"2021-01-03\"/>",
	  "\tupdated_on = 2021-01-03\n\tlisting_state = delisted\n"
	  "\tgone_on = 2021-01-03\n" },
};

static void test_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		struct str text = STR_INIT(1 << 16), want = STR_INIT(1 << 16);
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		str_addf(&text, ROOT "<target ssid=\"7\">" NAME "%s</target>"
			 END, states[i].mods);
		str_addf(&want, "designation 7\n\tnative_id = 7\n"
			 "\tjurisdiction = CH\n\tlist = ch-seco\n"
			 "\ttarget_kind = entity\n\tname = Frost Works\n%s",
			 states[i].claims);
		assert_int_equal(recdump_text(&d, "seco_xml", "ch.xml",
					      str_slice(&text), &e), 0);
		assert_string_equal(str_cstr(&d.text), str_cstr(&want));
		str_free(&text);
		str_free(&want);
		recdump_free(&d);
	}
}

static void test_declared(void **state)
{
	struct input_part part = input_memory(SLICE("ch.xml"),
					      SLICE(ROOT "<target"));
	struct declared d = { .records = -1 };

	(void)state;
	reader_find(SLICE("seco_xml"))->declare(&part, &d);
	assert_string_equal(d.date, "2026-08-27");
	assert_int_equal(d.records, -1);
}

static void read_file(const char *dir, const char *name, struct str *text)
{
	char path[PATH_BYTES];
	struct err e = {0};

	snprintf(path, sizeof(path), "%s/sanctions/ch-seco/%s", dir, name);
	assert_int_equal(path_read(path, text, NULL, &e), 0);
}

/* The official example shows an amendment; its layout is the whole list's. */
static void test_example(const char *dir)
{
	static const char type[] = "list-type=\"amendment\"";
	struct str text = STR_INIT(1 << 20), whole = STR_INIT(1 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};
	ptrdiff_t at;

	read_file(dir, "seco-official-example-2024-01-17.xml", &text);
	assert_int_equal(recdump_text(&d, "seco_xml", "ch.xml",
				      str_slice(&text), &e), -1);
	at = slice_find(str_slice(&text), slice_of(type), 0);
	assert_true(at > 0);
	str_add(&whole, slice_make(text.p, (size_t)at));
	str_addz(&whole, "list-type=\"whole-list\"");
	str_addz(&whole, text.p + at + strlen(type));
	err_clear(&e);
	assert_int_equal(recdump_text(&d, "seco_xml", "ch.xml",
				      str_slice(&whole), &e), 0);
	assert_int_equal(d.of_kind[KIND_designation], 3);
	assert_int_equal(d.of_kind[KIND_measure], 1);
	assert_true(recdump_has(&d, "\tlegal_basis = EXAMPLE: Travel ban, "
				"annex 1\n\ttarget_kind = person\n"
				"\tname = Test A\n"
				"\tcountry = CH [nationality]\n"
				"\tborn = 1900-01-01\n"));
	recdump_free(&d);
	str_free(&text);
	str_free(&whole);
}

static void test_real(void **state)
{
	const char *dir = getenv("THAW_TEST_DATA");
	struct str text = STR_INIT(1 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	if (!dir) {
		print_message("THAW_TEST_DATA unset: real list skipped\n");
		skip();
	}
	read_file(dir, "seco-excerpt-belarus-2026-08-27.xml", &text);
	assert_int_equal(recdump_text(&d, "seco_xml", "ch.xml",
				      str_slice(&text), &e), 0);
	assert_int_equal(d.of_kind[KIND_designation], 3);
	assert_int_equal(d.of_kind[KIND_measure], 2);
	assert_true(recdump_has(&d, "\tgone_on = 2016-03-01\ndesignation "
				    "46130\n"));
	assert_true(recdump_has(&d, "\tname = Belagroprombank\n"));
	assert_true(recdump_has(&d, "\tidentifier = 8405270 [IMO]\n"));
	recdump_free(&d);
	str_free(&text);
	test_example(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_declared),
		cmocka_unit_test(test_real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
