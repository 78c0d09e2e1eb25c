/* OFAC's enhanced XML and its files of changes: what is refused, what they
 * declare, and what an action does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

#define ENHANCED "https://sanctionslistservice.ofac.treas.gov/api/" \
	"PublicationPreview/exports/ENHANCED_XML"
#define DELTA "https://www.treasury.gov/ofac/DeltaFile/1.0"
#define FULL(body) "<sanctionsData xmlns=\"" ENHANCED "\"><entities>" body \
	"</entities></sanctionsData>"
#define CHANGES(body) "<sanctionsData xmlns=\"" DELTA "\"><entities>" body \
	"</entities></sanctionsData>"
#define NAME(text) "<names><name><isPrimary>true</isPrimary><translations>" \
	"<translation><formattedFullName>" text "</formattedFullName>" \
	"</translation></translations></name></names>"
#define LIST(text) "<sanctionsLists><sanctionsList>" text \
	"</sanctionsList></sanctionsLists>"

static const struct {
	const char *reader, *text, *says;
} refused[] = {
	{ "ofac_enhanced", FULL(""), "x: no entity in it" },
	{ "ofac_delta", CHANGES(""), "x: no entity in it" },
	{ "ofac_enhanced", FULL("<entity id=\"1\">"), "x: line 1: mismatched "
	  "tag at column 139" },
	{ "ofac_enhanced", "<html/>", "x: line 1: no sanctionsData: this is a "
	  "web page (<html>), perhaps a notice that the service is down" },
	{ "ofac_enhanced", CHANGES(""), "x: line 1: sanctionsData of the "
	  "namespace \"" DELTA "\", which is not known (" ENHANCED " is)" },
	{ "ofac_delta", FULL(""), "x: line 1: sanctionsData of the namespace "
	  "\"" ENHANCED "\", which is not known (" DELTA " is)" },
	{ "ofac_enhanced", FULL("<entity>" NAME("A") "</entity>"),
	  "x: line 1: a party without an id" },
	{ "ofac_enhanced", FULL("<entity id=\"p1\"/>"),
	  "x: line 1: id \"p1\" is not a number" },
	{ "ofac_enhanced", FULL("<entity id=\"1\"/>"),
	  "x: line 1: 1: a party without a name" },
	{ "ofac_delta", CHANGES("<entity id=\"1\" action=\"add\"/>"),
	  "x: line 1: 1: a party without a name" },
	{ "ofac_delta", CHANGES("<entity id=\"1\" action=\"lift\"/>"),
	  "x: line 1: action \"lift\" is none of add, modify, remove" },
	{ "ofac_enhanced", FULL("<entity id=\"1\"><entity id=\"2\"/>"
	  "</entity>"), "x: line 1: an <entity> within <entity>" },
	{ "ofac_enhanced", FULL("<entity id=\"1\"><name><name><name><name>"
	  "<name><name><name><name/></name></name></name></name></name></name>"
	  "</name></entity>"), "x: line 1: <name> nested too deep" },
	{ "ofac_enhanced", FULL("<entity id=\"1\">" NAME("A")
	  "<sanctionsLists><sanctionsList datePublished=\"44000\">SDN List"
	  "</sanctionsList></sanctionsLists></entity>"), "x: line 1: listed_on"
	  ": \"44000\" is a day number of a spreadsheet, not a date" },
	{ "ofac_delta", "<!DOCTYPE a><sanctionsData/>", "x: line 1: <!DOCTYPE "
	  "a> found, which is not allowed here" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		recdump_refuses(refused[i].reader, "x", refused[i].text,
				refused[i].says);
}

#define HEAD "\tnative_id = 1\n\tjurisdiction = US\n\tlist = "

/* One change, in the source of each list. */
static const struct {
	const char *text, *sdn, *cons;
} changes[] = {
	{ "<entity id=\"1\" action=\"remove\">" LIST("SDN List") "</entity>",
	  "designation 1 is gone\n", "" },
	{ "<entity id=\"1\" action=\"remove\"/>",
	  "designation 1 is gone\n", "designation 1 is gone\n" },
	{ "<entity id=\" 1 \" action=\"add\">" LIST("CMIC List") NAME("A")
	  "</entity>",
	  "", "designation 1\n" HEAD "us-ofac-cons\n\tname = A\n" },
	{ "<entity id=\"1\" action=\"modify\"><sanctionsLists>"
	  "<sanctionsList action=\"remove\">SDN List</sanctionsList>"
	  "</sanctionsLists></entity>", "designation 1 is gone\n", "" },
	{ "<entity id=\"1\" action=\"modify\"><features><feature>"
	  "<type>Gender</type><value action=\"remove\">Male</value>"
	  "<value action=\"add\">Female</value></feature></features></entity>",
	  "designation 1 changed\n" HEAD "us-ofac-sdn\n"
	  "\tno longer gender = male\n\tgender = female\n",
	  "designation 1 changed\n" HEAD "us-ofac-cons\n"
	  "\tno longer gender = male\n\tgender = female\n" },
	/* Without an action: a snapshot where it is told whole. */
	{ "<entity id=\"1\">" LIST("SDN List") NAME("A") "</entity>",
	  "designation 1\n" HEAD "us-ofac-sdn\n\tname = A\n", "" },
	{ "<entity id=\"1\">" LIST("SDN List") "</entity>",
	  "designation 1 changed\n" HEAD "us-ofac-sdn\n", "" },
};

static void read_change(const char *text, const char *source,
			const char *want)
{
	struct recdump d = RECDUMP_INIT;
	struct input in = { .n = 1, .source = slice_of(source) };
	struct err e = {0};
	char all[2048];

	snprintf(all, sizeof(all), CHANGES("%s"), text);
	in.part[0] = input_memory(SLICE("x"), slice_of(all));
	if (reader_find(SLICE("ofac_delta"))->read(&in, recdump_emit, &d,
						   &e) < 0)
		fail_msg("%s: %s", text, e.msg);
	assert_string_equal(str_cstr(&d.text), want);
	recdump_free(&d);
}

static void test_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		read_change(changes[i].text, "us-ofac-sdn", changes[i].sdn);
		read_change(changes[i].text, "us-ofac-cons", changes[i].cons);
	}
}

static void test_declared(void **state)
{
	static const struct {
		const char *reader, *text, *date;
	} heads[] = {
		{ "ofac_delta", "<a><publicationInfo><datePublished>2026-01-16"
		  "T23:01:44.740051-05:00</datePublished></publicationInfo>",
		  "2026-01-16" },
		{ "ofac_enhanced", "<a><publicationInfo><dataAsOf>2026-10-02T"
		  "00:00:00</dataAsOf></publicationInfo></a>", "2026-10-02" },
		{ "ofac_enhanced", FULL(""), "" },
		{ "ofac_delta", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct declared d = { .records = -1 };
		struct input_part part = input_memory(SLICE("x"),
						slice_of(heads[i].text));

		reader_find(slice_of(heads[i].reader))->declare(&part, &d);
		assert_string_equal(d.date, heads[i].date);
		assert_int_equal(d.records, -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_declared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
