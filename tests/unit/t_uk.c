/* The UK Sanctions List in both formats: what is refused, what it declares,
 * and the counts of the real file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/uk_list.h"
#include "realfile.h"
#include "recdump.h"

#define NAME "<Names><Name><Name6>FROST</Name6><NameType>Primary Name" \
	     "</NameType></Name></Names>"
#define REGIME "<RegimeName>Snow</RegimeName>"
#define ID "<UniqueID>X1</UniqueID>"
#define LIST(inside) "<Designations>" inside "</Designations>"
#define ONE(inside) LIST("<Designation>" inside "</Designation>")

static const struct {
	const char *text, *says;
} xml_refused[] = {
	{ LIST(""), "x.xml: no Designation in it" },
	{ ONE(NAME REGIME), "x.xml: line 1: a designation without a UniqueID" },
	{ ONE(ID REGIME), "x.xml: line 1: X1: a party without a name" },
	{ ONE(ID NAME), "x.xml: line 1: X1: no RegimeName" },
	{ ONE(ID REGIME "<Names><Name><NameType>Primary Name</NameType></Name>"
	  "</Names>"), "x.xml: line 1: X1: a party without a name" },
	{ ONE(ID NAME REGIME "<LastUpdated>45000</LastUpdated>"), "x.xml: "
	  "line 1: X1: updated_on: \"45000\" is a day number of a "
	  "spreadsheet, not a date" },
	{ ONE(ID NAME REGIME "<DateDesignated>31/02/2020</DateDesignated>"),
	  "x.xml: line 1: X1: listed_on: \"31/02/2020\" is not a date" },
	{ "<ArrayOfFinancialSanctionsTarget/>", "x.xml: line 1: no "
	  "Designations: the first element is "
	  "<ArrayOfFinancialSanctionsTarget>" },
	{ "<Designations xmlns='urn:x'/>", "x.xml: line 1: Designations of the"
	  " namespace \"urn:x\", which is not known (none is)" },
	{ "<html><body>down</body></html>", "x.xml: line 1: no Designations: "
	  "this is a web page (<html>), perhaps a notice that the service is "
	  "down" },
	{ "<!DOCTYPE x [<!ENTITY a 'b'>]><Designations/>", "x.xml: line 1: "
	  "<!DOCTYPE x> found, which is not allowed here" },
	{ "<Designations><Designation>" ID NAME, "x.xml: line 1: no element "
	  "found at column 132" },
	{ "", "x.xml: the document is empty" },
};

#define HEAD "Report Date: 02-Sep-2026\r\nLast Updated,Unique ID,Name 6," \
	     "Name type,Regime Name,Sanctions Imposed,Date Designated\r\n"
#define ROW(id) "01/02/2020," id ",FROST,Primary Name,Snow,Asset freeze," \
		"01/02/2020\r\n"

/* A value that comes again in one row is not lost. */
static void test_repeated(void **state)
{
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(recdump_text(&d, "uk_xml", "x", SLICE(ONE(ID NAME
		REGIME "<Addresses><Address><AddressCountry>Iceland"
		"</AddressCountry><AddressCountry>Norway</AddressCountry>"
		"</Address></Addresses>")), &e), 0);
	assert_true(recdump_has(&d, "country = Iceland [address]\n"));
	assert_true(recdump_has(&d, "country = Norway [address]\n"));
	recdump_free(&d);
}

/* A row of one column behind longer ones: theirs are gone (for sanitizers). */
static void test_short_row(void **state)
{
	struct str text = STR_INIT(1 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&text, HEAD ROW("A"));
	for (int i = 0; i < 60000; i++)
		str_addz(&text, "FROST ");
	assert_int_equal(recdump_text(&d, "uk_csv", "x", str_slice(&text),
				      &e), -1);
	assert_string_equal(e.msg, "x: cut off: row 4: 1 columns instead of 7");
	str_free(&text);
	recdump_free(&d);
}

static const struct {
	const char *text, *says;
} csv_refused[] = {
	{ HEAD, "x.csv: no designation in it" },
	{ HEAD ROW(""), "x.csv: row 3: a designation without a Unique ID" },
	{ HEAD ROW("A") "01/02/2020,B,FR", "x.csv: cut off: row 4: 3 columns "
					   "instead of 7" },
	{ HEAD ROW("A") "01/02/2020,B,\"FR", "x.csv: row 4: column 3: the quote"
					   " opened in line 4 never closes" },
	{ HEAD ROW("A") "x,B\r\n", "x.csv: row 4: 2 columns instead of 7" },
	{ HEAD "43862,A,FROST,Alias,Snow,,\r\n", "x.csv: A: updated_on: "
	  "\"43862\" is a day number of a spreadsheet, not a date" },
	{ HEAD ",A,,Alias,Snow,,\r\n" ROW("B"), "x.csv: row 4: A: a party "
						"without a name" },
	{ HEAD ",A,FROST,Alias,,,\r\n", "x.csv: A: no RegimeName" },
	{ "Report Date: 02-Sep-2026\r\n", "x.csv: no designation in it" },
	{ "Unique ID,Name 6\r\n", "x.csv: row 1: no column \"Name type\" (the "
				  "first is \"Unique ID\")" },
	{ "<html>maintenance</html>", "x.csv: cut off: row 1: no column "
	  "\"Unique ID\" (the first is \"<html>maintenance</html>\")" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(xml_refused) / sizeof(*xml_refused); i++)
		recdump_refuses("uk_xml", "x.xml", xml_refused[i].text,
				xml_refused[i].says);
	for (size_t i = 0; i < sizeof(csv_refused) / sizeof(*csv_refused); i++)
		recdump_refuses("uk_csv", "x.csv", csv_refused[i].text,
				csv_refused[i].says);
}

/* One value of 1 MB, one party of many names, tags one in the other. */
static void test_limits(void **state)
{
	static const struct {
		const char *before, *again, *behind, *says;
		size_t times;
	} huge[] = {
		{ "<Designations><Designation>" ID NAME REGIME
		  "<OtherInformation>", "0123456789\n",
		  "</OtherInformation></Designation></Designations>",
		  "one value", 1 << 18 },
		{ "<Designations><Designation>" ID REGIME "<Names>",
		  "<Name><Name6>a</Name6></Name><Name><Name6>b</Name6></Name>",
		  "</Names></Designation></Designations>", NULL, 5000 },
		{ "<Designations>", "<Designation>", "</Designations>",
		  "nested deeper", 300 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(huge) / sizeof(*huge); i++) {
		struct str text = STR_INIT(16 << 20);
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};
		int rc;

		str_addz(&text, huge[i].before);
		for (size_t n = 0; n < huge[i].times; n++)
			str_addz(&text, huge[i].again);
		str_addz(&text, huge[i].behind);
		rc = recdump_text(&d, "uk_xml", "x.xml", str_slice(&text), &e);
		assert_int_equal(rc, huge[i].says ? -1 : 0);
		if (huge[i].says && (e.code != ERR_LIMIT ||
				     !strstr(e.msg, huge[i].says)))
			fail_msg("%s", e.msg);
		str_free(&text);
		recdump_free(&d);
	}
}

static void test_many_values(void **state)
{
	struct str text = STR_INIT(16 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&text, HEAD);
	for (int i = 0; i <= COLLECT_ROWS; i++)
		str_addf(&text, "01/02/2020,A,N%d,Alias,Snow,,01/02/2020\n",
			 i);
	assert_int_equal(recdump_text(&d, "uk_csv", "x.csv", str_slice(&text),
				      &e), -1);
	assert_string_equal(e.msg, "x.csv: row 4095: more than 4096 values of "
			    "one party");
	str_free(&text);
	recdump_free(&d);
}

/* What is not needed may be absent, and columns come in any order. */
static void test_tolerant(void **state)
{
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(recdump_text(&d, "uk_csv", "x.csv", SLICE(
		"\"Individual, Entity, Ship\",Other,Name 6, name TYPE,Regime "
		"Name,Sanctions Imposed,Date Designated,Last Updated,Unique ID"
		"\nShip,?,ICE,Primary Name,Snow,Travel ban|Hail,,,A"), &e), 0);
	assert_true(recdump_has(&d, "\ttarget_kind = vessel\n\tname = ICE\n"
			"\tprogramme = Snow\n\tmeasure = travel ban\n"
			"\tmeasure = hail\nmeasure"));
	recdump_free(&d);
}

/* Another set of measures is another content, whatever else stays. */
static void test_amended(void **state)
{
	static const char *const imposed[] = {
		"<SanctionsImposed>Asset freeze</SanctionsImposed>",
		"<SanctionsImposed>Asset freeze|Director Disqualification "
		"Sanction</SanctionsImposed>",
	};
	struct str dumped[2];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct recdump d = RECDUMP_INIT;
		struct str text = STR_INIT(4096);
		struct err e = {0};

		str_addf(&text, "<Designations><Designation>%s%s</Designation>"
			 "</Designations>", ID NAME REGIME, imposed[i]);
		assert_int_equal(recdump_text(&d, "uk_xml", "x",
					      str_slice(&text), &e), 0);
		str_free(&text);
		dumped[i] = d.text;
	}
	assert_string_not_equal(str_cstr(&dumped[0]), str_cstr(&dumped[1]));
	assert_true(slice_find(str_slice(&dumped[1]), SLICE(
			"\tmeasure = director disqualification\n"), 0) > 0);
	str_free(&dumped[0]);
	str_free(&dumped[1]);
}

static void test_declared(void **state)
{
	static const struct {
		const char *reader, *text, *date;
	} heads[] = {
		{ "uk_xml", "<Designations><DateGenerated>02/09/2026"
			    "</DateGenerated><Designation>", "2026-09-02" },
		{ "uk_xml", "<Designations><DateGenerated/><Desig", "" },
		{ "uk_xml", "<Designations><Designation/><DateGenerated>"
			    "02/09/2026</DateGenerated>", "" },
		{ "uk_xml", "<html/>", "" },
		{ "uk_csv", "\xef\xbb\xbfReport Date: 02-Sep-2026\nx",
			    "2026-09-02" },
		{ "uk_csv", "\"Report Date: 08-Oct-2026\",,\r\n",
			    "2026-10-08" },
		{ "uk_csv", "Report Date: soon\n", "" },
		{ "uk_csv", "Unique ID,\n", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct declared d = { .records = -1 };
		struct input_part part = input_memory(
			SLICE("x"), slice_of(heads[i].text));

		reader_find(slice_of(heads[i].reader))->declare(&part, &d);
		assert_string_equal(d.date, heads[i].date);
		assert_int_equal(d.records, -1);
	}
}

/* The fixtures hold the same designations. */
static void test_formats_agree(void **state)
{
	static const char *const names[] = { "uk_xml.xml", "uk_csv.csv" };
	struct recdump d[2] = { RECDUMP_INIT, RECDUMP_INIT };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct str text = STR_INIT(1 << 20);
		char path[PATH_BYTES], reader[] = "uk_xml";
		struct err e = {0};

		memcpy(reader, names[i], 6);
		snprintf(path, sizeof(path), "%s/tests/data/readers/%s",
			 test_srcdir(), names[i]);
		assert_int_equal(path_read(path, &text, NULL, &e), 0);
		assert_int_equal(recdump_text(&d[i], reader, "x",
					      str_slice(&text), &e), 0);
		str_free(&text);
	}
	assert_string_equal(str_cstr(&d[0].text), str_cstr(&d[1].text));
	recdump_free(&d[0]);
	recdump_free(&d[1]);
}

/* Every column and every element is found, whatever the order of the rows. */
static void test_fields(void **state)
{
	const struct uk_field *f = uk_element(SLICE("Name6"));

	(void)state;
	assert_int_equal(f->group, UK_NAME);
	assert_int_equal(f->cell, 5);
	assert_null(uk_element(SLICE("Name")));
	assert_null(uk_element(SLICE("Name66")));
	assert_ptr_equal(uk_column(SLICE(" name 6")), f);
	assert_string_equal(uk_column(SLICE("Year Built"))->element,
			    "YearBuilt");
	assert_non_null(uk_element(SLICE("AddressCountry")));
	assert_non_null(uk_element(SLICE("YearBuilt")));
	assert_null(uk_column(SLICE("")));
	for (size_t g = 0; g < UK_GROUPS; g++)
		assert_in_range(uk_cells[g], 1, COLLECT_CELLS);
}

#define DIR "sanctions/uk/UK-Sanctions-List-"

static void test_real(void **state)
{
	static const struct realfile real[] = {
		{ DIR "excerpt-2026-09-02.xml", "2026-09-02", "Belarus",
		  .records = 2, .matching = 0 },
		{ DIR "reconstructed-2026-08-22.xml.gz", "2026-08-21",
		  "Belarus", .records = 6349, .matching = 167,
		  .names = 6349, .other_names = 13206,
		  .measures = 19457 },
	};

	(void)state;
	realfile_check("uk_xml", real, sizeof(real) / sizeof(*real));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_short_row),
		cmocka_unit_test(test_repeated),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_many_values),
		cmocka_unit_test(test_tolerant),
		cmocka_unit_test(test_amended),
		cmocka_unit_test(test_declared),
		cmocka_unit_test(test_formats_agree),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
