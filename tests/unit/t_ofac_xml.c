/* SDN.XML and CONSOLIDATED.XML: what is refused, what they declare, and the
 * counts of the real file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "recdump.h"

#define NS "https://sanctionslistservice.ofac.treas.gov/api/" \
	"PublicationPreview/exports/XML"
#define LIST(body) "<sdnList xmlns=\"" NS "\">" body "</sdnList>"
#define ENTRY(body) "<sdnEntry><uid>1</uid>" body "</sdnEntry>"

static const struct {
	const char *text, *says;
} refused[] = {
	{ "<sdnList><sdnEntry><uid>1</uid>", "l.xml: line 1: no element found "
	  "at column 32" },
	{ "<html><body>maintenance</body></html>", "l.xml: line 1: no "
	  "sdnList: this is a web page (<html>), perhaps a notice that the "
	  "service is down" },
	{ "<sdnList xmlns=\"urn:x\"/>", "l.xml: line 1: sdnList of the "
	  "namespace \"urn:x\", which is not known (" NS " is)" },
	{ "<sdnList/>", "l.xml: no entry in it" },
	{ LIST("<publshInformation><Record_Count>0</Record_Count>"
	       "</publshInformation>"), "l.xml: no entry in it" },
	{ LIST("<sdnEntry><lastName>X</lastName></sdnEntry>"),
	  "l.xml: line 1: a party without an id" },
	{ LIST("<sdnEntry><uid>x1</uid></sdnEntry>"),
	  "l.xml: line 1: id \"x1\" is not a number" },
	{ LIST(ENTRY("")), "l.xml: line 1: 1: a party without a name" },
	{ "<!DOCTYPE sdnList [<!ENTITY a \"b\">]><sdnList>&a;</sdnList>",
	  "l.xml: line 1: <!DOCTYPE sdnList> found, which is not allowed here" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		recdump_refuses("ofac_xml", "l.xml", refused[i].text,
				refused[i].says);
}

/* Each part of a list is one: a good one does not stand in for another. */
static void test_parts(void **state)
{
	struct recdump d = RECDUMP_INIT;
	struct input in = { .n = 2 };
	struct err e = {0};

	(void)state;
	in.part[0] = input_memory(SLICE("a.xml"), SLICE(LIST(
		ENTRY("<lastName>ICE</lastName>"))));
	in.part[1] = input_memory(SLICE("b.xml"), SLICE("<sdnList/>"));
	assert_int_equal(reader_find(SLICE("ofac_xml"))->read(&in,
			 recdump_emit, &d, &e), -1);
	assert_string_equal(e.msg, "b.xml: no entry in it");
	assert_int_equal(d.of_kind[KIND_designation], 1);
	assert_int_equal(d.of_kind[KIND_measure], 0);
	recdump_free(&d);
}

/* An alias alone is the name; leaves stand in any order within an item. */
static void test_odd(void **state)
{
	static const char text[] = LIST(ENTRY("<new><uid>7</uid></new><akaList>"
		"<aka><lastName>ICE</lastName><category>weak</category></aka>"
		"</akaList><addressList><address><country>Malta</country>"
		"<city>A</city><address1>B</address1></address></addressList>"
		"<remarks>late</remarks>"));
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(recdump_text(&d, "ofac_xml", "l.xml", slice_of(text),
				      &e), 0);
	assert_string_equal(str_cstr(&d.text), "designation 1\n"
		"\tnative_id = 1\n\tjurisdiction = US\n\tlist = us-ofac-sdn\n"
		"\ttarget_kind = entity\n\tname = ICE\n"
		"\taddress = B, A, Malta\n\tcountry = Malta [address]\n"
		"\tremarks = late\n");
	recdump_free(&d);
}

static void test_declared(void **state)
{
	static const struct {
		const char *text, *date;
		int64_t records;
	} heads[] = {
		{ LIST("<publshInformation><Publish_Date>03/28/2025"
		       "</Publish_Date><Record_Count>443</Record_Count>"
		       "</publshInformation>"), "2025-03-28", 443 },
		{ LIST("<publshInformation><Publish_Date>28.03"
		       "</Publish_Date></publshInformation>"), "", -1 },
		{ LIST(ENTRY("") "<publshInformation><Record_Count>1"
		       "</Record_Count></publshInformation>"), "", -1 },
		{ "not XML", "", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct declared d = { .records = -1 };
		struct input_part part = input_memory(SLICE("x"),
						slice_of(heads[i].text));

		reader_find(SLICE("ofac_xml"))->declare(&part, &d);
		assert_string_equal(d.date, heads[i].date);
		assert_int_equal(d.records, heads[i].records);
	}
}

static void test_key(void **state)
{
	static const struct {
		const char *head, *key;
	} heads[] = {
		{ "<program>NS-PLC</program>", "us-ofac-cons" },
		{ "<program>CUBA</program>", "us-ofac-sdn" },
		{ "<program>NS-PLC</program><program>SDGT</program>",
		  "us-ofac-sdn" },
		{ "<program>NS-PLC</program><program>SDGT</program>"
		  "<program>CAPTA</program>", "us-ofac-cons" },
		{ "<program>UKRAINE-EO13662</program><program>FS",
		  "us-ofac-cons" },
		{ "", "us-ofac-cons" },		/* by its name */
	};
	const struct input_part part = { .name = SLICE("Consolidated.xml") };

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		assert_string_equal(reader_find(SLICE("ofac_xml"))->key_of(
				    slice_of(heads[i].head), &part),
				    heads[i].key);
}

struct tally {
	size_t parties, claims[PROP_COUNT], banks, blocked;
};

static int count(void *ctx, const struct record *r, struct err *e)
{
	struct tally *t = ctx;
	bool belarus = false, directive = false;

	(void)e;
	if (r->kind != KIND_designation)
		return 0;
	t->parties++;
	for (size_t i = 0; i < r->n; i++) {
		const struct claim *c = &r->claims[i];

		t->claims[c->prop]++;
		t->blocked += c->prop == PROP_measure &&
			      slice_is(c->value, "block");
		belarus |= c->prop == PROP_country &&
			   slice_is(c->value, "Belarus");
		directive |= c->prop == PROP_measure &&
			     slice_is(c->value, "debt and equity restrictions");
	}
	t->banks += belarus && directive;
	return 0;
}

/* Counts of the tags of the real file, by grep. */
static void test_real(void **state)
{
	const char *dir = getenv("THAW_TEST_DATA");
	char path[PATH_BYTES];
	struct input in = { .n = 1, .source = SLICE("us-ofac-cons") };
	struct declared said = { .records = -1 };
	struct tally t = {0};
	struct err e = {0};
	struct stat st;
	char head[64 << 10];
	ptrdiff_t n;

	(void)state;
	if (!dir) {
		print_message("THAW_TEST_DATA unset: real list skipped\n");
		skip();
	}
	snprintf(path, sizeof(path), "%s/sanctions/us-ofac-cons/"
		 "consolidated-2025-03-28.xml", dir);
	in.part[0] = (struct input_part){ .name = SLICE("cons.xml") };
	in.part[0].fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(in.part[0].fd >= 0 && fstat(in.part[0].fd, &st) == 0);
	in.part[0].bytes = (size_t)st.st_size;
	n = input_read(&in.part[0], head, sizeof(head), &e);
	assert_true(n == sizeof(head));
	assert_string_equal(reader_find(SLICE("ofac_xml"))->key_of(
			    slice_make(head, sizeof(head)), &in.part[0]),
			    "us-ofac-cons");
	input_rewind(&in.part[0]);
	reader_find(SLICE("ofac_xml"))->declare(&in.part[0], &said);
	assert_string_equal(said.date, "2025-03-28");
	assert_int_equal(said.records, 443);
	if (reader_find(SLICE("ofac_xml"))->read(&in, count, &t, &e) < 0)
		fail_msg("%s", e.msg);
	assert_int_equal(t.parties, 443);
	assert_int_equal(t.claims[PROP_name], 443);
	assert_int_equal(t.claims[PROP_programme], 525);
	assert_int_equal(t.claims[PROP_born], 75);
	assert_int_equal(t.claims[PROP_born_in], 21);
	assert_int_equal(t.claims[PROP_gender], 3);
	assert_int_equal(t.banks, 3);
	assert_int_equal(t.blocked, 0);
	close(in.part[0].fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_odd),
		cmocka_unit_test(test_declared),
		cmocka_unit_test(test_key),
		cmocka_unit_test(test_real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
