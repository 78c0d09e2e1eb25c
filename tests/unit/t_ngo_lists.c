/* Lists of NGOs and of the UN: what is no such list or is cut short is refused
 * with the place, and what a list says oddly is kept in its own words. With
 * THAW_TEST_DATA, the samples too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

#define VIASNA "id,name,status,arrested,articles\n"
#define UPR "To,Text,From,Response\n"
#define UHRI "Text,Countries Concerned,Reccomending Body\n"
#define ROWS(rows) "{\"head\":{\"vars\":[\"person\"]},\"results\":" \
	"{\"bindings\":[" rows "]}}"
#define PERSON(id) "\"person\":{\"type\":\"uri\",\"value\":" \
	"\"http://www.wikidata.org/entity/" id "\"}"
#define CELL(name, value) ",\"" name "\":{\"type\":\"literal\",\"value\":" \
	"\"" value "\"}"

static const struct {
	const char *reader, *text, *why;
} refused[] = {
	{ "viasna_csv", "id,name\n1,x\n",
	  "x: no column \"status\" in the file; it has: id, name" },
	{ "viasna_csv", VIASNA, "x: no person in it" },
	{ "viasna_csv", VIASNA "1,,active,,\n", "x: row 2: no name" },
	{ "viasna_csv", VIASNA ",A B,active,,\n", "x: row 2: no id" },
	{ "viasna_csv", VIASNA "1,A B,active,,\n2,C",
	  "x: cut off: row 3: 2 columns instead of 5" },
	{ "viasna_csv", VIASNA "1,A,B,active,,\n",
	  "x: row 2: 6 columns instead of 5" },
	{ "viasna_csv", "<html><body>403", "x: no column \"id\" in the file; "
	  "it has: <html><body>403" },
	{ "uprinfo_csv", "To,Text,From\na,b,c\n",
	  "x: no column \"Response\" in the file; it has: To, Text, From" },
	{ "uprinfo_csv", UPR "Belarus,,Norway,Noted\n", "x: row 2: no text" },
	{ "uhri_json", UHRI, "x: no recommendation in it" },
	{ "uhri_json", "[]", "x: no recommendation in it" },
	{ "uhri_json", "{\"error\":1}", "x: object 1: no text" },
	{ "uhri_json", "[{\"Text\":\"a\"},{\"Text\"",
	  "x: cut off behind object 2" },
	{ "uhri_json", "Text,Body\na,b\n",
	  "x: no column \"Countries Concerned\" in the file; it has: Text, "
	  "Body" },
	{ "cpj_json", "{\"pageCount\":1,\"data\":[]}", "x: no person in it" },
	{ "cpj_json", "{\"data\":[{\"status\":\"Killed\"}]}",
	  "x: object 1: no fullName" },
	{ "ovdinfo_json", "{\"total\":2,\"data\":[{\"person_id\":1,\"name\":"
	  "\"x\"}]}", "x: it says that it has 2 entries, but 1 are here: cut "
	  "short, or one page of several; ask for all at once" },
	{ "ovdinfo_json", "{\"data\":[{\"name\":\"x\"}]}",
	  "x: object 1: no id" },
	{ "ovdinfo_json", "{\"data\":[{\"person_id\":1}]}",
	  "x: object 1: no name" },
	{ "wikidata_json", "{\"head\":{}}",
	  "x: no results.bindings in it: ask for format=json" },
	{ "wikidata_json", ROWS("{\"x\":{\"value\":\"y\"}}"),
	  "x: no variable names a person; call it ?person" },
	{ "wikidata_json", "{\"results\":{\"bindings\":[{",
	  "x: cut off behind object 1" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(recdump_text(&d, refused[i].reader, "x",
				 slice_of(refused[i].text), &e), -1);
		assert_string_equal(e.msg, refused[i].why);
		recdump_free(&d);
	}
}

static const struct {
	const char *reader, *text, *has, *lacks;
} kept[] = {
	/* Viasna: how it lists somebody is not custody */
	{ "viasna_csv", VIASNA "1,A B,active,2021,\n",
	  "listing_status = active\n", "custody" },
	{ "viasna_csv", VIASNA "1,A B,Former political prisoner,,\n",
	  "listing_status = former \"Former political prisoner\"\n",
	  "custody" },
	{ "viasna_csv", VIASNA "1,A B,something new,,\n",
	  "note = something new [listing_status]\n", "listing_status =" },
	{ "viasna_csv", VIASNA "1,A B,active,9999-12-31,\n",
	  "detained_on = 9999-12-31\n", NULL },
	{ "viasna_csv", VIASNA "1,A B,active,0000-00-00,\n",
	  "person 1\n", "detained_on" },
	{ "viasna_csv", VIASNA "1,A B,active,31.02.2021,\n",
	  "note = 31.02.2021 [detained_on]\n", "detained_on =" },
	{ "viasna_csv", VIASNA "1,A B,active,,\"342; 293\"\n",
	  "charge = 342\n\tcharge = 293\n", NULL },
	{ "viasna_csv", "id,name,status,arrested,articles,prison,died\n"
	  "1,A B,former,,,Penal colony No. 1,2024-02-20\n",
	  "died_on = 2024-02-20\n\tcustody = dead_in_custody\n", NULL },
	{ "viasna_csv", "id,name,status,arrested,articles,release_date,prison\n"
	  "1,A B,former,,,2022-11-30,Penal colony No. 1\n",
	  "custody = free\n", "colony \"" },
	{ "viasna_csv", "id;name;status;arrested;articles\n7;A B;np;;\n",
	  "listing_status = not_designated \"np\"\n", NULL },
	{ "viasna_csv", "\xEF\xBB\xBFid,name,status,arrested,articles\n"
	  "7,A\xFF,np,,\n", "name = A\xEF\xBF\xBD\n", NULL },
	/* UPR Info */
	{ "uprinfo_csv", UPR "Belarus,Do it,Norway,accepted\n",
	  "position = supported \"accepted\"\n", NULL },
	{ "uprinfo_csv", UPR "Belarus,Do it,Norway,Not accepted\n",
	  "position = noted \"Not accepted\"\n", NULL },
	{ "uprinfo_csv", "To,Text,From,Response,Action,Session\n"
	  "Belarus,Do it,Norway,Noted,6,8\n", "note = 6 [action]\n",
	  "action_level" },
	/* UHRI: what is no recommendation is none; dates in both forms */
	{ "uhri_json", "[{\"AnnotationId\":\"1\",\"Text\":\"a\",\"Type\":"
	  "\"- Concerns/Observations\"},{\"AnnotationId\":\"2\",\"Text\":"
	  "\"b\",\"Type\":\"- Recommendations\"}]",
	  "recommendation 2\n", "recommendation 1" },
	{ "uhri_json", "[{\"Text\":\"a\",\"Document Publication Date\":44561}]",
	  "date = 2021-12-31\n", NULL },
	{ "uhri_json", "[{\"Text\":\"a\",\"PublicationDate\":"
	  "\"2018-11-22T00:00:00\"}]", "date = 2018-11-22\n", NULL },
	{ "uhri_json", "[{\"Text\":\"a\",\"PublicationDate\":\"soon\"}]",
	  "note = soon [date]\n", NULL },
	{ "uhri_json", "[{\"Text\":\"<p>a &amp; b</p>\",\"Countries\":"
	  "[\"Belarus\",\"Poland\"]}]",
	  "action = a & b\n\taddressee = Belarus; Poland\n", NULL },
	/* CPJ: what happened decides what the date is */
	{ "cpj_json", "{\"data\":[{\"fullName\":\"A B\",\"status\":\"Killed\","
	  "\"startDisplay\":\"August 11, 2009\"}]}",
	  "died_on = 2009-08-11\n", "detained_on" },
	{ "cpj_json", "{\"data\":[{\"fullName\":\"A B\",\"status\":"
	  "\"Imprisoned\",\"startDisplay\":\"2021\",\"location\":"
	  "\"Belarus\"}]}", "detained_on = 2021\n", "country" },
	{ "cpj_json", "[{\"fullName\":\"A B\",\"mtpage\":\"https://x/a-b///\"}]",
	  "person a-b\n", NULL },
	/* OVD-Info: the beginning of a persecution is no arrest */
	{ "ovdinfo_json", "{\"data\":[{\"person_id\":1,\"name_ru\":\"А Б\","
	  "\"persecution_started\":\"2022-03-05\"}]}",
	  "since = 2022-03-05\n", "detained_on" },
	{ "ovdinfo_json", "{\"data\":[{\"person_id\":1,\"name\":\"A\","
	  "\"verdict_imprisonment_term\":5.5}]}",
	  "sentence = 5.5 months\n", NULL },
	{ "ovdinfo_json", "{\"data\":[{\"person_id\":1,\"name\":\"A\","
	  "\"verdict_imprisonment_term\":99999}]}",
	  "note = 99999 [term in months]\n", "sentence" },
	{ "ovdinfo_json", "{\"data\":[{\"person_id\":1,\"name\":\"A\","
	  "\"persecution_imprisoned\":false,\"penal_facility_ru\":[\"СИЗО-1\"]"
	  "}]}", "prison = СИЗО-1\n", "custody" },
	/* Wikidata: the year alone where it says the first of January */
	{ "wikidata_json", ROWS("{" PERSON("Q1") CELL("personLabel", "A B")
	  CELL("born", "1962-01-01T00:00:00Z") "}"), "born = 1962\n", NULL },
	{ "wikidata_json", ROWS("{" PERSON("Q1") CELL("itemLabel", "A B")
	  CELL("arrested", "2021-07-14T00:00:00Z")
	  CELL("prisonLabel", "Penal colony") "}"),
	  "detained_on = 2021-07-14\n", "released_on" },
	{ "wikidata_json", ROWS("{" PERSON("Q1") CELL("start", "2011-08-04")
	  CELL("end", "2014-06-21") "},{" PERSON("Q1")
	  CELL("start", "2021-07-14") "}"),
	  "note = 2011-08-04 to 2014-06-21 [earlier detention]\n"
	  "\tdetained_on = 2021-07-14\n", "released_on" },
	{ "wikidata_json", ROWS("{" PERSON("Q1") CELL("personLabel", "A")
	  CELL("occupation", "http://www.wikidata.org/entity/Q42973") "}"),
	  "name = A\n", "role" },
	{ "wikidata_json", ROWS("{" PERSON("Q1") CELL("born",
	  "-0044-03-15T00:00:00Z") "}"), "note = -0044-03-15 [born]\n",
	  "born =" },
};

static void test_kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		if (recdump_text(&d, kept[i].reader, "x",
				 slice_of(kept[i].text), &e) < 0)
			fail_msg("%zu: %s", i, e.msg);
		if (!recdump_has(&d, kept[i].has) ||
		    (kept[i].lacks && recdump_has(&d, kept[i].lacks)))
			fail_msg("%zu: no \"%s\", or \"%s\", in\n%s", i,
				 kept[i].has, kept[i].lacks ? kept[i].lacks :
				 "", str_cstr(&d.text));
		recdump_free(&d);
	}
}

/* Depth and size of one object are jsontree.h's, of one cell csvrow.h's. */
static void test_ceilings(void **state)
{
	struct str text = STR_INIT(64 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&text, "{\"data\":[{\"fullName\":");
	for (int i = 0; i < 100; i++)
		str_addc(&text, '[');
	assert_int_equal(recdump_text(&d, "cpj_json", "x", str_slice(&text),
				      &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	err_clear(&e);
	str_clear(&text);
	str_addz(&text, VIASNA "1,");
	for (int i = 0; i < 5 << 20; i++)
		str_addc(&text, 'x');
	str_addz(&text, ",active,,\n");
	assert_int_equal(recdump_text(&d, "viasna_csv", "x", str_slice(&text),
				      &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	recdump_free(&d);
	str_free(&text);
}

static const struct {
	const char *reader, *file;
	size_t records;
	const char *line;
	size_t lines;
} samples[] = {
	{ "viasna_csv", "viasna_sample.csv", 27,
	  "\tlisting_status = active\n", 13 },
	{ "viasna_csv", "viasna_sample.csv", 27,
	  "\tlisting_status = former\n", 14 },
	{ "viasna_csv", "viasna_sample.csv", 27, "\treleased_on = ", 11 },
	{ "viasna_csv", "viasna_sample.csv", 27, "\tcharge = 342 ", 10 },
	{ "viasna_csv", "viasna_sample.csv", 27, "\tcharge = 293(2) ", 10 },
	{ "viasna_csv", "viasna_sample.csv", 27, "\tcharge = 293(3) ", 2 },
	{ "viasna_csv", "viasna_sample.csv", 27, "\tcharge = 13(1) ", 2 },
	{ "uprinfo_csv", "uprinfo_belarus_session8.csv", 169,
	  "\tposition = supported \"Accepted\"\n", 124 },
	{ "uprinfo_csv", "uprinfo_belarus_session8.csv", 169,
	  "\tposition = noted \"Noted\"\n", 45 },
	{ "uprinfo_csv", "uprinfo_belarus_session8.csv", 169,
	  "\taction_level = 4\n", 54 },
	{ "uprinfo_csv", "uprinfo_belarus_session8.csv", 169,
	  "\tdate = 2010-05\n", 169 },
	{ "uprinfo_csv", "uprinfo_belarus_session8.csv", 169,
	  "\tabout ", 0 },
	{ "cpj_json", "cpj_people_list_sample.csv", 80, "\tdied_on = ", 80 },
	{ "cpj_json", "cpj_people_list_sample.csv", 80, "\tnote = Murder ",
	  49 },
};

static size_t lines_with(const struct recdump *d, const char *line)
{
	ptrdiff_t at = 0;
	size_t n = 0;

	while ((at = slice_find(str_slice(&d->text), slice_of(line),
				(size_t)at)) >= 0) {
		at++;
		n++;
	}
	return n;
}

static void test_samples(void **state)
{
	const char *dir = getenv("THAW_TEST_DATA");

	(void)state;
	if (!dir) {
		print_message("THAW_TEST_DATA unset: samples skipped\n");
		skip();
	}
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct recdump d = RECDUMP_INIT;
		struct str text = STR_INIT(16 << 20);
		struct err e = {0};
		char path[PATH_BYTES];
		struct input_part part;

		snprintf(path, sizeof(path), "%s/prisoners/%s", dir,
			 samples[i].file);
		assert_int_equal(path_read(path, &text, NULL, &e), 0);
		part = input_memory(SLICE("x"), str_slice(&text));
		assert_ptr_equal(reader_sniff(&part, &e), reader_find(
				 slice_of(samples[i].reader)));
		if (recdump_text(&d, samples[i].reader, "x", str_slice(&text),
				 &e) < 0)
			fail_msg("%s", e.msg);
		assert_int_equal(d.n, samples[i].records);
		if (lines_with(&d, samples[i].line) != samples[i].lines)
			fail_msg("%s: %zu of \"%s\"", samples[i].file,
				 lines_with(&d, samples[i].line),
				 samples[i].line);
		str_free(&text);
		recdump_free(&d);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_samples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
