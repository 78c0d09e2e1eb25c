/* The UN list: what is refused, what it declares, and the counts of the real
 * files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "realfile.h"
#include "recdump.h"

#define LIST(inside) "<CONSOLIDATED_LIST>" inside "</CONSOLIDATED_LIST>"
#define ONE(inside) LIST("<INDIVIDUALS><INDIVIDUAL>" inside \
			 "</INDIVIDUAL></INDIVIDUALS>")
#define ID "<REFERENCE_NUMBER>X.1</REFERENCE_NUMBER>"
#define NAME "<FIRST_NAME>FROST</FIRST_NAME>"

static const struct {
	const char *text, *says;
} refused[] = {
	/* The whole of what the server said instead of the list, on a day. */
	{ "<head><body> This object may be found <a HREF=\"https://x.example/"
	  "\">here</a> </body>", "x.xml: line 1: no CONSOLIDATED_LIST: this is"
	  " a web page (<head>), perhaps a notice that the service is down" },
	{ "<Designations/>", "x.xml: line 1: no CONSOLIDATED_LIST: the first "
			     "element is <Designations>" },
	{ "<CONSOLIDATED_LIST xmlns='urn:un'/>", "x.xml: line 1: "
	  "CONSOLIDATED_LIST of the namespace \"urn:un\", which is not known "
	  "(none is)" },
	{ "<!DOCTYPE html><html/>", "x.xml: line 1: <!DOCTYPE html> found, "
				    "which is not allowed here" },
	{ LIST(""), "x.xml: no INDIVIDUAL and no ENTITY in it" },
	{ LIST("<SHIPS><SHIP>" ID NAME "</SHIP></SHIPS>"),
	  "x.xml: no INDIVIDUAL and no ENTITY in it" },
	{ ONE(NAME), "x.xml: line 1: \"FROST\": no REFERENCE_NUMBER" },
	{ ONE("<REFERENCE_NUMBER> </REFERENCE_NUMBER>" NAME),
	  "x.xml: line 1: \"FROST\": no REFERENCE_NUMBER" },
	{ ONE(ID), "x.xml: line 1: X.1: a party without a name" },
	{ ONE(ID "<FIRST_NAME/><SECOND_NAME> </SECOND_NAME>"),
	  "x.xml: line 1: X.1: a party without a name" },
	{ ONE(ID NAME "<LISTED_ON>41744</LISTED_ON>"), "x.xml: line 1: X.1: "
	  "listed_on: \"41744\" is a day number of a spreadsheet, not a "
	  "date" },
	{ ONE(ID NAME "<LISTED_ON>03/04/2014</LISTED_ON>"), "x.xml: line 1: "
	  "X.1: listed_on: \"03/04/2014\" is not a date" },
	{ ONE(ID NAME "<LAST_DAY_UPDATED><VALUE>soon</VALUE><VALUE>2020-01-01"
	  "</VALUE></LAST_DAY_UPDATED>"), "x.xml: line 1: X.1: updated_on: "
	  "\"soon\" is not a date" },
	{ "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>" ID NAME, "x.xml: "
	  "line 1: no element found at column 115" },
	{ "", "x.xml: the document is empty" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(recdump_text(&d, "un_xml", "x.xml",
				 slice_of(refused[i].text), &e), -1);
		assert_string_equal(e.msg, refused[i].says);
		assert_int_equal(e.code, ERR_FORMAT);
		assert_int_equal(d.n, 0);
		recdump_free(&d);
	}
}

static const struct {
	const char *inside, *claims;
} taken[] = {
	{ "<LAST_DAY_UPDATED><VALUE>2020-01-02</VALUE><VALUE>2021-01-01"
	  "</VALUE><VALUE>2019-01-01</VALUE></LAST_DAY_UPDATED>",
	  "\tupdated_on = 2021-01-01\nmeasure" },
	{ "<INDIVIDUAL_DOCUMENT><NUMBER>1</NUMBER><NUMBER>2</NUMBER>"
	  "</INDIVIDUAL_DOCUMENT>", "\tidentifier = 1\n\tidentifier = 2\n" },
	{ "<INDIVIDUAL_DATE_OF_BIRTH><TO_YEAR>1970</TO_YEAR>"
	  "</INDIVIDUAL_DATE_OF_BIRTH>", "\tremarks = 1970 or earlier [born]\n" },
	{ "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE>"
	  "<FROM_YEAR>1968</FROM_YEAR><TO_YEAR>1970</TO_YEAR>"
	  "</INDIVIDUAL_DATE_OF_BIRTH>", "\tborn = 1968 [to 1970]\n"
	  "\tremarks = circa 1968 to 1970 [born]\n" },
	{ "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>جاك (Jack Ice; "
	  "Jak) ; X (Y)</ALIAS_NAME></INDIVIDUAL_ALIAS>",
	  "\tother_name = جاك [script]\n\tother_name = Jack Ice [strong]\n"
	  "\tother_name = Jak [strong]\n\tother_name = X (Y) [strong]\n" },
	{ "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Jack (جاك فروست )"
	  "; جاك (x)</ALIAS_NAME></INDIVIDUAL_ALIAS>",
	  "\tother_name = Jack [strong]\n"
	  "\tother_name = جاك فروست [script]\n"
	  "\tother_name = جاك (x) [script]\n" },
	{ "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>) جاك ; a) B"
	  "</ALIAS_NAME></INDIVIDUAL_ALIAS>", "\tother_name = جاك [weak]\n"
	  "\tother_name = a) B [weak]\n" },
	{ "<INDIVIDUAL_DOCUMENT><NUMBER>1</NUMBER><ISSUING_COUNTRY>Iceland"
	  "</ISSUING_COUNTRY><COUNTRY_OF_ISSUE>Norway</COUNTRY_OF_ISSUE>"
	  "</INDIVIDUAL_DOCUMENT>", "\tremarks = 1: issued in Norway "
	  "[document]\n" },
	{ "<INDIVIDUAL_DATE_OF_BIRTH><DATE>1970-02-03T00:00:00</DATE>"
	  "</INDIVIDUAL_DATE_OF_BIRTH>", "\tborn = 1970-02-03\n" },
	{ "<SECOND_NAME>a&lt;b</SECOND_NAME>", "\tname = FROST a<b\n" },
};

static void test_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++) {
		struct recdump d = RECDUMP_INIT;
		struct str text = STR_INIT(4096);
		struct err e = {0};

		str_addf(&text, "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>"
			 "%s<UN_LIST_TYPE>Snow</UN_LIST_TYPE>%s</INDIVIDUAL>"
			 "</INDIVIDUALS></CONSOLIDATED_LIST>", ID NAME,
			 taken[i].inside);
		assert_int_equal(recdump_text(&d, "un_xml", "x",
					      str_slice(&text), &e), 0);
		if (!recdump_has(&d, taken[i].claims))
			fail_msg("%s in:\n%s", taken[i].claims,
				 str_cstr(&d.text));
		str_free(&text);
		recdump_free(&d);
	}
}

static void test_huge(void **state)
{
	struct str text = STR_INIT(16 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&text, "<CONSOLIDATED_LIST><ENTITIES><ENTITY>" ID
			"<ENTITY_ALIAS><ALIAS_NAME>");
	for (int i = 0; i < 1 << 18; i++)
		str_addz(&text, "0123456789\n");
	str_addz(&text, "</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>"
			"</CONSOLIDATED_LIST>");
	assert_int_equal(recdump_text(&d, "un_xml", "x", str_slice(&text), &e),
			 -1);
	assert_int_equal(e.code, ERR_LIMIT);
	str_free(&text);
	recdump_free(&d);
}

static void test_declared(void **state)
{
	static const struct {
		const char *text, *date;
	} heads[] = {
		{ "<?xml version='1.0'?>\n<CONSOLIDATED_LIST xmlns:x='y' "
		  "dateGenerated='2023-08-08T23:00:01.074Z'><INDIV",
		  "2023-08-08" },
		{ "<CONSOLIDATED_LIST dateGenerated=\"soon\">", "" },
		{ "<CONSOLIDATED_LIST/>", "" },
		{ "<head dateGenerated='2023-08-08'/>", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct declared d = { .records = -1 };
		struct input_part part = input_memory(
			SLICE("x"), slice_of(heads[i].text));

		reader_find(SLICE("un_xml"))->declare(&part, &d);
		assert_string_equal(d.date, heads[i].date);
		assert_int_equal(d.records, -1);
	}
}

static void test_real(void **state)
{
	static const struct realfile real[] = {
		{ "sanctions/un/consolidated-2026-02-27.xml", "2026-02-27",
		  "Taliban", .records = 730 + 273, .matching = 135 + 5,
		  .names = 1003, .other_names = 3206 },
		{ "sanctions/un/un-data-2023-08-09.xml.gz", "2023-08-08",
		  "Taliban", .records = 701 + 253, .matching = 135 + 5,
		  .names = 954, .other_names = 3165 },
		{ "sanctions/un/un-data-2023-08-10.xml.gz", "2023-08-09",
		  "Belarus", .records = 954, .matching = 0, .names = 954 },
	};

	(void)state;
	realfile_check("un_xml", real, sizeof(real) / sizeof(*real));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_taken),
		cmocka_unit_test(test_huge),
		cmocka_unit_test(test_declared),
		cmocka_unit_test(test_real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
