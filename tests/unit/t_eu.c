/* The EU's lists: what is refused, quirks, and the counts of the real files,
 * asked of other tools where they are here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/csvcell.h"
#include "read/unpack.h"
#include "recdump.h"

#define NS "http://eu.europa.ec/fpi/fsd/export"
#define HEAD "<export xmlns=\"" NS "\" generationDate=\"2026-03-04\">"
#define SUBJECT "<subjectType code=\"person\"/>"
#define PARTY(id, more) "<sanctionEntity euReferenceNumber=\"" id \
	"\" logicalId=\"7\">" more "<nameAlias wholeName=\"FROST\"/>" \
	"</sanctionEntity>"
#define REG(date) "<regulation entryIntoForceDate=\"" date \
	"\" programme=\"BLR\"/>"

#define COLS "Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;" \
	"Entity_Regulation_Programme;NameAlias_WholeName\n"

#define WHOLE "celex,recordId,programKey,annex,measure,startDate,reason," \
	"schema,name,alias\n"
#define ROW(celex, id, date) celex "," id ",EU-FRO,I,Asset freeze," date \
	",,Person,FROST,\n"
#define AMENDS "amendedCelex,amendmentCelex,recordId,programKey,annex," \
	"measure,startDate,reason,schema,name\n"

static const struct {
	const char *reader, *text, *says;
} refused[] = {
	/* not what it should be */
	{ "eu_xml", "<html><body>maintenance</body></html>",
	  "x: line 1: no export: this is a "
	  "web page (<html>), perhaps a notice that the service is down" },
	{ "eu_xml", "<export xmlns=\"urn:other\"/>", "x: line 1: export of the "
	  "namespace \"urn:other\", which is not known (" NS " is)" },
	{ "eu_xml", "<!DOCTYPE export []>" HEAD "</export>",
	  "x: line 1: <!DOCTYPE export> found, which is not allowed here" },
	{ "eu_xml", HEAD "</export>", "x: no party in it" },
	{ "eu_xml", HEAD "<other/></export>", "x: no party in it" },
	/* cut */
	{ "eu_xml", HEAD PARTY("EU.1.1", ""), "x: line 1: no element found" },
	{ "eu_xml", HEAD PARTY("EU.1.1", "") "<sanctionEnt",
	  "x: line 1: unclosed token" },
	/* parties that cannot be kept apart or called anything */
	{ "eu_xml", HEAD "<sanctionEntity logicalId=\" \"><nameAlias "
	  "wholeName=\"FROST\"/></sanctionEntity></export>", "x: line 1: a "
	  "party with neither euReferenceNumber nor logicalId" },
	{ "eu_xml", HEAD "<sanctionEntity logicalId=\"7\">" SUBJECT
	  "<nameAlias wholeName=\" \"/></sanctionEntity></export>",
	  "x: line 1: logicalId/7: a party without a name" },
	/* dates */
	{ "eu_xml", HEAD PARTY("EU.1.1", REG("29097")) "</export>",
	  "x: line 1: listed_on: \"29097\" is a day number of a spreadsheet, "
	  "not a date" },
	{ "eu_xml", HEAD PARTY("EU.1.1", REG("soon")) "</export>",
	  "x: line 1: listed_on: \"soon\" is not a date" },

	{ "eu_csv", "<html>maintenance</html>\n",
	  "x: row 1: column Entity_LogicalId is missing" },
	{ "eu_csv", COLS, "x: no party in it" },
	{ "eu_csv", COLS "1;EU.1.1;P;BLR\n", "x: row 2: 4 columns instead of "
					     "5" },
	{ "eu_csv", COLS "1;EU.1.1;P;BLR;\"FRO", "x: row 2: column 5: the "
	  "quote opened in line 2 never closes" },
	{ "eu_csv", COLS ";;P;BLR;FROST\n", "x: row 2: a party with neither "
	  "euReferenceNumber nor logicalId" },
	{ "eu_csv", COLS "1;EU.1.1;P;BLR;\n2;EU.2.1;P;BLR;SNOW\n",
	  "x: row 3: EU.1.1: a party without a name" },
	{ "eu_csv", "Entity_LogicalId;" COLS, "x: row 1: column "
	  "Entity_LogicalId stands there twice" },

	{ "eu_journal", "<html>maintenance</html>\n",
	  "x: row 1: column celex is missing" },
	{ "eu_journal", "celex,recordId\n", "x: row 1: column programKey is "
					    "missing" },
	{ "eu_journal", WHOLE, "x: no designation in it" },
	{ "eu_journal", AMENDS, "x: no designation in it" },
	{ "eu_journal", WHOLE "32006R0765,1\n", "x: row 2: 2 columns instead "
						"of 10" },
	{ "eu_journal", WHOLE ROW("CELEX:32006R0765", "1", ""),
	  "x: row 2: \"CELEX:32006R0765\" is no CELEX number" },
	{ "eu_journal", AMENDS "39006R9765,,1,EU-FRO,I,Asset freeze,,,Person,"
	  "FROST\n", "x: row 2: \"\" is no CELEX number" },
	{ "eu_journal", WHOLE ROW("39006R9765", "1", "")
	  ROW("39006R9766", "2", ""), "x: row 3: the act is 39006R9766 here "
				      "and 39006R9765 above" },
	{ "eu_journal", WHOLE ROW("39006R9765", "1", "")
	  ROW("39006R9765", "1", ""), "x: row 3: party 39006R9765/I/person/1/"
	  "EU-FRO/Asset_freeze stands there twice" },
	{ "eu_journal", WHOLE ROW("39006R9765", "1", "38000"),
	  "x: row 2: listed_on: \"38000\" is a day number of a spreadsheet, "
	  "not a date" },
	{ "eu_journal", WHOLE "39006R9765,1,EU-FRO,I,,,,Person,FROST,\n",
	  "x: row 2: measure is empty" },
	{ "eu_journal", WHOLE "39006R9765,1,EU-FRO,I,Asset freeze,,,Person,"
	  "\"FRO", "x: row 2: column 9: the quote opened in line 2 never "
		   "closes" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(recdump_text(&d, refused[i].reader, "x",
				 slice_of(refused[i].text), &e), -1);
		assert_int_equal(e.code, ERR_FORMAT);
		if (strncmp(e.msg, refused[i].says, strlen(refused[i].says)))
			fail_msg("\"%s\" where \"%s\" was expected", e.msg,
				 refused[i].says);
		assert_int_equal(d.of_kind[KIND_measure], 0);
		recdump_free(&d);
	}
}

/* A tree or a value that is too large ends at a ceiling of xml.h. */
static void test_ceilings(void **state)
{
	struct str text = STR_INIT(64 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&text, HEAD);
	for (int i = 0; i < 300; i++)
		str_addz(&text, "<a>");
	assert_int_equal(recdump_text(&d, "eu_xml", "x", str_slice(&text),
				      &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	str_clear(&text);
	err_clear(&e);
	str_addz(&text, HEAD "<sanctionEntity logicalId=\"");
	for (int i = 0; i < (36 << 20) / 16; i++)
		str_addz(&text, "0123456789abcdef");
	assert_int_equal(recdump_text(&d, "eu_xml", "x", str_slice(&text),
				      &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	recdump_free(&d);
	str_free(&text);
}

#define NOTE(text) "<nameAlias wholeName=\"ICE\"><remark>" text "</remark>" \
	"</nameAlias>"

static const struct {
	const char *inside, *claims;
} parts[] = {
	{ "<birthdate circa=\"true\" yearRangeFrom=\"1966\" yearRangeTo=\"1968\"/>",
	  "\tremarks = circa 1966 to 1968 [born]\n" },
	{ "<birthdate yearRangeFrom=\"1966\" yearRangeTo=\"1960\"/>",
	  "\tremarks = 1966 to 1960 [born]\n" },
	{ "<birthdate circa=\"true\" yearRangeTo=\"1960\"/>",
	  "\tremarks = circa 1960 or earlier [born]\n" },
	{ "<birthdate circa=\"true\" calendarType=\"ISLAMIC\" "
	  "birthdate=\"1982-04-19\" year=\"1402\"/>",
	  "\tborn = 1982-04-19 [circa]\n" },
	{ NOTE("fka"), "\tother_name = ICE [fka]\n" },
	{ NOTE("(F.k.a. until 2012)"), "\tother_name = ICE [fka]\n" },
	{ NOTE("used in Sofka only"), "\tname = ICE\n" },
	{ NOTE("Low quality a.k.a."), "\tother_name = ICE [weak]\n" },
};

static void test_parts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct str text = STR_INIT(4096);
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		str_addf(&text, HEAD PARTY("EU.1.1", "%s") "</export>",
			 parts[i].inside);
		assert_int_equal(recdump_text(&d, "eu_xml", "x",
					      str_slice(&text), &e), 0);
		if (!recdump_has(&d, parts[i].claims))
			fail_msg("%s in:\n%s", parts[i].claims,
				 str_cstr(&d.text));
		str_free(&text);
		recdump_free(&d);
	}
}

/* Without a namespace, in another encoding, with a BOM: the same party. */
static void test_dress(void **state)
{
	static const char *const same[] = {
		"<export>" PARTY("EU.1.1", SUBJECT) "</export>",
		"\xEF\xBB\xBF" HEAD PARTY("EU.1.1", SUBJECT) "</export>",
		"<?xml version=\"1.0\" encoding=\"windows-1251\"?>"
		"<f:export xmlns:f=\"" NS "\">" PARTY("EU.1.1", SUBJECT)
		"</f:export>",
	};
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		assert_int_equal(recdump_text(&d, "eu_xml", "x",
				 slice_of(same[i]), &e), 0);
		assert_int_equal(d.of_kind[KIND_designation], i + 1);
	}
	recdump_free(&d);
}

static const struct {
	const char *cell, *values[4];
} cells[] = {
	{ "",                          { NULL } },
	{ "Foo",                       { "Foo" } },
	{ "Foo; Bar;Baz ",             { "Foo", "Bar", "Baz" } },
	{ "\"Foo; Bar\"; Baz",         { "Foo; Bar", "Baz" } },
	{ "\"a \"\"b\"\"\"",           { "a \"b\"" } },
	{ "a \"b\"; c",                { "a \"b\"", "c" } },
	{ "; ;x",                      { "x" } },
	{ "\"open; x",                 { "open; x" } },
	{ "\"a\"b;c",                  { "ab", "c" } },
};

static void test_cells(void **state)
{
	struct str buf = STR_INIT(1000);

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		struct slice rest = slice_of(cells[i].cell), value;
		size_t n = 0;

		while (csv_cut(&rest, &buf, &value)) {
			if (value.n == 0)
				continue;
			assert_true(n < 4 && cells[i].values[n]);
			assert_true(slice_is(value, cells[i].values[n++]));
		}
		assert_true(n == 4 || !cells[i].values[n]);
	}
	str_free(&buf);
}

/* What the list says of itself, and which source it belongs to. */
static void test_declared(void **state)
{
	static const struct {
		const char *reader, *text, *date, *version;
	} heads[] = {
		{ "eu_xml", "<export xmlns=\"" NS "\" generationDate=\"2026-03"
		  "-04T10:11:12.345+01:00\" globalFileId=\"17\"><sanction",
		  "2026-03-04", "17" },
		{ "eu_xml", "<html/>", "", "" },
		{ "eu_csv", "\xEF\xBB\xBF" "fileGenerationDate;" COLS
		  "04/03/2026;1;EU.1.1;P;BLR;FROST\n", "2026-03-04", "" },
		{ "eu_csv", COLS "1;EU.1.1;P;BLR;FROST\n", "", "" },
		{ "eu_journal", WHOLE ROW("39006R9765", "1", ""), "",
		  "39006R9765" },
		{ "eu_journal", AMENDS "39006R9765,39026R9001,1,EU-FRO,I,x,,,"
		  "Person,FROST\n", "", "39026R9001" },
		{ "eu_journal", "x\n", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		const struct reader *r = reader_find(slice_of(heads[i].reader));
		struct input_part part = input_memory(SLICE("x"),
						slice_of(heads[i].text));
		struct declared d = { .records = -1 };

		r->declare(&part, &d);
		assert_string_equal(d.date, heads[i].date);
		assert_string_equal(d.version, heads[i].version);
		assert_int_equal(d.records, -1);
		assert_string_equal(r->keys, strcmp(r->name, "eu_journal") ?
					     "eu-fsf" : "eu-journal");
	}
}

struct tally {
	size_t parties, belarus, persons, names;
	bool saw;	/* the claim that is looked for */
	const char *key, *value;
};

static int count(void *ctx, const struct record *r, struct err *e)
{
	struct tally *t = ctx;
	bool belarus = false, person = false;

	(void)e;
	if (r->kind != KIND_designation)
		return 0;
	for (size_t i = 0; i < r->n; i++) {
		struct slice value = r->claims[i].value;

		if (r->claims[i].prop == PROP_programme)
			belarus |= slice_is(value, "BLR") ||
				   slice_is(value, "EU-BLR");
		if (r->claims[i].prop == PROP_target_kind)
			person = slice_is(value, "person");
		t->names += r->claims[i].prop == PROP_name ||
			    r->claims[i].prop == PROP_other_name;
		t->saw |= slice_is(r->key, t->key) &&
			  slice_is(value, t->value);
	}
	t->parties++;
	t->belarus += belarus;
	t->persons += belarus && person;
	return 0;
}

static const char *real_path(const char *file, char path[PATH_BYTES])
{
	const char *dir = getenv("THAW_TEST_DATA");

	if (!dir) {
		print_message("THAW_TEST_DATA unset: real lists skipped\n");
		skip();
	}
	snprintf(path, PATH_BYTES, "%s/sanctions/eu/%s", dir, file);
	return path;
}

static void count_file(const char *reader, const char *file, struct tally *t)
{
	char path[PATH_BYTES];
	struct input_part part = { .name = slice_of(file) };
	struct unpacked u;
	struct input in = { .n = 1 };
	struct err e = {0};
	struct stat st;

	part.fd = open(real_path(file, path), O_RDONLY | O_CLOEXEC);
	assert_true(part.fd >= 0 && fstat(part.fd, &st) == 0);
	part.bytes = (size_t)st.st_size;
	assert_int_equal(unpack_open(&u, &part, 256u << 20, &e), 0);
	in.part[0] = u.part[0];
	if (reader_find(slice_of(reader))->read(&in, count, t, &e) < 0)
		fail_msg("%s", e.msg);
	unpack_close(&u);
	close(part.fd);
}

/* The number that a command prints; skips where the tool is not here. */
static size_t ask(const char *tool, const char *command, const char *path)
{
	char line[2 * PATH_BYTES];
	long n = -1;
	FILE *p;

	snprintf(line, sizeof(line), "command -v %s >/dev/null", tool);
	if (system(line) != 0) {
		print_message("no %s here: its count is skipped\n", tool);
		skip();
	}
	snprintf(line, sizeof(line), command, path);
	p = popen(line, "r");
	assert_non_null(p);
	assert_int_equal(fscanf(p, "%ld", &n), 1);
	pclose(p);
	assert_true(n >= 0);
	return (size_t)n;
}

#define FSF "FULL-1_1-reconstructed-2026-02.xml.gz"

static void test_real_xml(void **state)
{
	struct tally t = { .key = "EU.27.28",
			   .value = "Saddam Hussein Al-Tikriti" };
	char path[PATH_BYTES];

	(void)state;
	count_file("eu_xml", FSF, &t);
	assert_int_equal(t.parties, 5860);
	assert_int_equal(t.belarus, 369);
	assert_int_equal(t.persons, 312);
	assert_true(t.saw);
	real_path(FSF, path);
	assert_int_equal(t.parties, ask("zgrep", "zgrep -c '<sanctionEntity ' "
					"'%s'", path));
	assert_int_equal(t.belarus, ask("zgrep", "zgrep -c 'programme=\"BLR\"'"
					" '%s'", path));
	/* names, less those that a party has twice */
	assert_int_equal(t.names, ask("python3", "python3 -c 'import gzip,sys,"
		"xml.etree.ElementTree as X; print(sum(len({\" \".join(a.get("
		"\"wholeName\").split()) for a in p if a.tag.endswith(\"nameAlias"
		"\")}) for p in X.parse(gzip.open(sys.argv[1])).getroot()))' "
		"'%s'", path));
}

static void test_real_journal(void **state)
{
	static const struct {
		const char *file;
		size_t rows, belarus;
	} real[] = {
		{ "32006R0765.csv",            408, 408 },
		{ "amendments/32026R1817.csv", 2,   2 },
		{ "amendments/32026R1843.csv", 216, 0 },
		{ "amendments/32026R1846.csv", 4,   4 },
		{ "amendments/32026R1848.csv", 157, 0 },
		{ "amendments/32026R1941.csv", 2,   0 },
		{ "amendments/32026R1960.csv", 7,   0 },
	};
	char path[PATH_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof(real) / sizeof(*real); i++) {
		struct tally t = { .key = "32006R0765/IX/entity/"
				   "Belagroprombank/EU-BLR/"
				   "Financial_restrictions",
				   .value = "32006R0765, Annex IX" };

		count_file("eu_journal", real[i].file, &t);
		assert_int_equal(t.parties, real[i].rows);
		assert_int_equal(t.belarus, real[i].belarus);
		assert_int_equal(t.saw, i == 0);
		assert_int_equal(t.parties, ask("python3", "python3 -c 'import"
			" csv,sys; print(len(list(csv.DictReader(open(sys.argv"
			"[1], encoding=\"utf-8\")))))' '%s'",
			real_path(real[i].file, path)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_dress),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_declared),
		cmocka_unit_test(test_real_xml),
		cmocka_unit_test(test_real_journal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
