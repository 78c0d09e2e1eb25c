/* OFAC's advanced XML: what is refused, and what points to nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

#define NS "https://sanctionslistservice.ofac.treas.gov/api/" \
	"PublicationPreview/exports/ADVANCED_XML"
#define DOC(body) "<Sanctions xmlns=\"" NS "\">" body "</Sanctions>"
#define PARTY(id, body) "<DistinctParties><DistinctParty><Profile ID=\"" id \
	"\">" body "</Profile></DistinctParty></DistinctParties>"
#define NAME "<Identity ID=\"9\"><Alias Primary=\"true\"><DocumentedName>" \
	"<DocumentedNamePart><NamePartValue>ICE</NamePartValue>" \
	"</DocumentedNamePart></DocumentedName></Alias></Identity>"
#define FEATURE(type, body) "<Feature FeatureTypeID=\"" type "\">" \
	"<FeatureVersion>" body "</FeatureVersion></Feature>"
#define DATE(y, m, d) "<Date><Year>" y "</Year><Month>" m "</Month><Day>" d \
	"</Day></Date>"

static const struct {
	const char *text, *says;
} refused[] = {
	{ "<Sanctions xmlns=\"u\"/>", "x: line 1: Sanctions of the namespace "
	  "\"u\", which is not known (" NS " is)" },
	{ "<sdnList/>", "x: line 1: no Sanctions: the first element is "
			"<sdnList>" },
	{ DOC(""), "x: no party in it" },
	{ DOC("<DistinctParties/>"), "x: no party in it" },
	{ DOC(PARTY("", NAME)), "x: line 1: a party without an id" },
	{ DOC(PARTY("1", "")), "x: line 1: 1: a party without a name" },
	{ DOC(PARTY("1", NAME) "<SanctionsEntries><SanctionsEntry "
	  "ProfileID=\"1\"><EntryEvent>" DATE("2021", "2", "31")
	  "</EntryEvent></SanctionsEntry></SanctionsEntries>"),
	  "x: line 1: listed_on: \"2021-02-31\" is not a date" },
	{ "<Sanctions xmlns=\"" NS "\"><DistinctParties>",
	  "x: line 1: no element found at column 125" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		recdump_refuses("ofac_advanced", "x", refused[i].text,
				refused[i].says);
}

#define PARTY_N(n) "designation " n "\n\tnative_id = " n "\n" \
	"\tjurisdiction = US\n\tlist = us-ofac-sdn\n" \
	"\ttarget_kind = entity\n\tname = ICE\n"
#define HEAD PARTY_N("1")

/* Numbers that point to nothing give no claim; what belongs to one party is
 * not given to a second that points to it. */
static const struct {
	const char *text, *gives;
} odd[] = {
	{ DOC(PARTY("1", NAME FEATURE("5", "<VersionLocation LocationID=\"6\""
	  "/><VersionDetail DetailReferenceID=\"7\"/>"))
	  "<ProfileRelationships><ProfileRelationship From-ProfileID=\"1\" "
	  "To-ProfileID=\"2\"/></ProfileRelationships>"), HEAD },
	{ DOC(PARTY("1", NAME FEATURE("5", "<VersionDetail>late</"
	  "VersionDetail>")) "<ReferenceValueSets><FeatureTypeValues>"
	  "<FeatureType ID=\"5\">Website</FeatureType></FeatureTypeValues>"
	  "</ReferenceValueSets>"), HEAD "\tcontact = late [website]\n" },
	{ DOC("<IDRegDocuments><IDRegDocument IdentityID=\"9\" "
	  "IDRegDocTypeID=\"1\"><IDRegistrationNo>7</IDRegistrationNo>"
	  "</IDRegDocument></IDRegDocuments>" PARTY("1", NAME)
	  PARTY("2", NAME)), HEAD "\tremarks = 7\n" PARTY_N("2") },
};

#define DAY(y, m, d) "<Year>" y "</Year><Month>" m "</Month><Day>" d "</Day>"
#define PERIOD(a, b, c, d) "<DatePeriod><Start Approximate=\"false\"><From>" a \
	"</From><To>" b "</To></Start><End><From>" c "</From><To>" d \
	"</To></End></DatePeriod>"
#define JAN1 DAY("1962", "1", "1")
#define FEB28 DAY("1962", "2", "28")
#define DEC31 DAY("1964", "12", "31")

/* A whole year begins and ends on a day; a range of years begins in one. */
static const struct {
	const char *period, *born;
} periods[] = {
	{ PERIOD(JAN1, JAN1, JAN1, JAN1), "1962-01-01" },
	{ PERIOD(JAN1, JAN1, DAY("1962", "12", "31"), DAY("1962", "12", "31")),
	  "1962" },
	{ PERIOD(DAY("1962", "2", "1"), DAY("1962", "2", "1"), FEB28, FEB28),
	  "1962-02" },
	{ PERIOD(JAN1, JAN1, DEC31, DEC31), "1962-01-01 [to 1964-12-31]" },
	{ PERIOD(JAN1, DAY("1962", "12", "31"), DAY("1964", "1", "1"), DEC31),
	  "1962 [to 1964]" },
	{ PERIOD(DAY("1962", "2", "1"), FEB28, DAY("1962", "4", "1"),
		 DAY("1962", "4", "30")), "1962-02 [to 1962-04]" },
	{ "<DatePeriod><Start Approximate=\"true\"><From><Year>1971</Year>"
	  "</From></Start></DatePeriod>", "1971 [circa]" },
};

static void test_periods(void **state)
{
	char text[2048], want[128];

	(void)state;
	for (size_t i = 0; i < sizeof(periods) / sizeof(*periods); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		snprintf(text, sizeof(text), DOC("<ReferenceValueSets>"
			 "<FeatureTypeValues><FeatureType ID=\"8\">Birthdate"
			 "</FeatureType></FeatureTypeValues>"
			 "</ReferenceValueSets>" PARTY("1", NAME
			 FEATURE("8", "%s"))), periods[i].period);
		snprintf(want, sizeof(want), "\tborn = %s\n",
			 periods[i].born);
		assert_int_equal(recdump_text(&d, "ofac_advanced", "x",
					      slice_of(text), &e), 0);
		if (!recdump_has(&d, want))
			fail_msg("no %s in %s", want, str_cstr(&d.text));
		recdump_free(&d);
	}
}

static void test_odd(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		if (recdump_text(&d, "ofac_advanced", "x",
				 slice_of(odd[i].text), &e) < 0)
			fail_msg("%zu: %s", i, e.msg);
		assert_string_equal(str_cstr(&d.text), odd[i].gives);
		recdump_free(&d);
	}
}

/* One text that much can point to. */
static void test_limit(void **state)
{
	struct recdump d = RECDUMP_INIT;
	struct str text = STR_INIT(1 << 20);
	struct err e = {0};

	(void)state;
	str_addz(&text, "<Sanctions xmlns=\"" NS "\"><ReferenceValueSets>"
		 "<FeatureTypeValues><FeatureType ID=\"5\">");
	for (size_t i = 0; i < 9000; i++)
		str_addc(&text, 'x');
	str_addz(&text, "</FeatureType></FeatureTypeValues>"
		 "</ReferenceValueSets></Sanctions>");
	assert_int_equal(recdump_text(&d, "ofac_advanced", "x",
				      str_slice(&text), &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_string_equal(e.msg, "x: line 1: 5: a text of more than 8192 "
			    "bytes");
	str_free(&text);
	recdump_free(&d);
}

static void test_declared(void **state)
{
	static const struct {
		const char *text, *date;
	} heads[] = {
		{ "<a><DateOfIssue><Year>2026</Year><Month>9</Month><Day>23"
		  "</Day></DateOfIssue>", "2026-09-23" },
		{ "<a><DateOfIssue><Year>2026</Year></DateOfIssue>", "2026" },
		{ DOC(""), "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct declared d = { .records = -1 };
		struct input_part part = input_memory(SLICE("x"),
						slice_of(heads[i].text));

		reader_find(SLICE("ofac_advanced"))->declare(&part, &d);
		assert_string_equal(d.date, heads[i].date);
		assert_int_equal(d.records, -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_odd),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_declared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
