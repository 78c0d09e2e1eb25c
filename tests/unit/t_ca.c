/* Canada's list: what is refused, and the counts of the real file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

#define HEAD "<?xml version=\"1.0\"?>\n<data-set>"
#define FOOT "</data-set>"
#define WHERE "<Country>Iran</Country><Item>1</Item>"
#define DAY "<DateOfListing>2020-09-28</DateOfListing>"
#define WHO "<EntityOrShip>Frost Works</EntityOrShip>"
#define RECORD(inside) "<record>" inside "</record>"

static const struct {
	const char *text, *says;
} refused[] = {
	{ HEAD RECORD(WHERE DAY WHO) "<record><Country>Ir",
	  "ca.xml: line 2: no element found at column 165" },
	{ HEAD RECORD(WHERE DAY WHO),
	  "ca.xml: line 2: no element found at column 146" },
	{ HEAD FOOT, "ca.xml: line 2: no <record> in it" },
	{ HEAD RECORD(WHERE DAY) FOOT,
	  "ca.xml: line 2: Iran/1: a party without a name" },
	{ HEAD RECORD("<Country>Iran</Country>" DAY WHO) FOOT,
	  "ca.xml: line 2: record 1: no <Item>" },
	{ HEAD RECORD("<Item>1</Item>" DAY WHO) FOOT,
	  "ca.xml: line 2: record 1: no <Country>" },
	{ HEAD RECORD(WHERE WHO) FOOT,
	  "ca.xml: line 2: record 1: no <DateOfListing>" },
	{ HEAD RECORD(WHERE WHO "<DateOfListing>44102</DateOfListing>") FOOT,
	  "ca.xml: line 2: Iran/1: listed_on: \"44102\" is a day number of a "
	  "spreadsheet, not a date" },
	{ HEAD RECORD(WHERE WHO "<DateOfListing>soon</DateOfListing>") FOOT,
	  "ca.xml: line 2: Iran/1: listed_on: \"soon\" is not a date" },
	{ HEAD RECORD(WHERE DAY WHO WHO) FOOT,
	  "ca.xml: line 2: a second <EntityOrShip> in one record" },
	{ "<html><body>maintenance</body></html>",
	  "ca.xml: line 1: no data-set: this is a "
	  "web page (<html>), perhaps a notice that the service is down" },
	{ "<data-set xmlns=\"urn:other\">" FOOT,
	  "ca.xml: line 1: data-set of the namespace \"urn:other\", which "
	  "is not known (none is)" },
	{ "<!DOCTYPE data-set [<!ENTITY a \"b\">]>" HEAD FOOT,
	  "ca.xml: line 1: <!DOCTYPE data-set> found, which is not allowed "
	  "here" },
	{ HEAD RECORD(WHERE DAY "<EntityOrShip>&a;</EntityOrShip>") FOOT,
	  "ca.xml: line 2: undefined entity at column 111" },
	{ "", "ca.xml: the document is empty" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		recdump_refuses("ca_xml", "ca.xml", refused[i].text,
				refused[i].says);
}

/* One field past its ceiling, elements nested past any sense. */
static void test_limits(void **state)
{
	struct str text = STR_INIT(1 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&text, HEAD "<record>" WHERE DAY "<EntityOrShip>");
	for (int i = 0; i < 20000; i++)
		str_addc(&text, 'x');
	str_addz(&text, "</EntityOrShip></record>" FOOT);
	assert_int_equal(recdump_text(&d, "ca_xml", "ca.xml",
				      str_slice(&text), &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	str_clear(&text);
	err_clear(&e);
	str_addz(&text, HEAD);
	for (int i = 0; i < 1000; i++)
		str_addz(&text, "<record>");
	assert_int_equal(recdump_text(&d, "ca_xml", "ca.xml",
				      str_slice(&text), &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	str_free(&text);
	recdump_free(&d);
}

/* What one alias string says. */
static const struct {
	const char *text, *claims;
} aliases[] = {
	{ "", "" },
	{ " , ;, ", "" },
	{ "BSZ, BSW", "\tother_name = BSZ [strong]\n"
		      "\tother_name = BSW [strong]\n" },
	{ "Plant, LLC, EWP", "\tother_name = Plant, LLC [strong]\n"
			     "\tother_name = EWP [strong]\n" },
	{ "A (B, C; D), E", "\tother_name = A (B, C; D) [strong]\n"
			    "\tother_name = E [strong]\n" },
	{ "A B/C D", "\tother_name = A B [strong]\n"
		     "\tother_name = C D [strong]\n" },
	{ "GORT/ORTAS", "\tother_name = GORT/ORTAS [strong]\n" },
	{ "Anna or Hanna / Ganna Frost",
	  "\tother_name = Anna or Hanna / Ganna Frost [strong]\n" },
	{ "Russian:Мороз", "\tother_name = Мороз [script] (ru)\n" },
	{ "Russian Metal, Russian: Мороз",
	  "\tother_name = Russian Metal [strong]\n"
	  "\tother_name = Мороз [script] (ru)\n" },
	{ "Belarusian Metal, Russian : Мороз",
	  "\tother_name = Belarusian Metal [strong]\n"
	  "\tother_name = Мороз [script] (ru)\n" },
	{ "Мороз) (Russian: Снег", "\tother_name = Мороз [script]\n"
				   "\tother_name = Снег [script] (ru)\n" },
	{ "((((, ", "" },
};

static void test_aliases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++) {
		struct str text = STR_INIT(1 << 16), want = STR_INIT(1 << 16);
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		str_addf(&text, HEAD "<record>" WHERE DAY WHO
			 "<Aliases>%s</Aliases></record>" FOOT,
			 aliases[i].text);
		str_addf(&want, "\tname = Frost Works\n%s\tprogramme = ",
			 aliases[i].claims);
		assert_int_equal(recdump_text(&d, "ca_xml", "ca.xml",
					      str_slice(&text), &e), 0);
		if (!recdump_has(&d, str_cstr(&want)))
			fail_msg("%s: %s", aliases[i].text,
				 str_cstr(&d.text));
		str_free(&text);
		str_free(&want);
		recdump_free(&d);
	}
}

#define ITEM(n) "<Country>Iran</Country><Item>" n "</Item>"
#define BORN "<DateOfBirthOrShipBuildDate>1970</DateOfBirthOrShipBuildDate>"

/* A name that comes again is another party, and is called by its birth; the
 * same number and name again is the same entry twice. Numbers may change: the
 * key stays. */
static void test_keys(void **state)
{
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(recdump_text(&d, "ca_xml", "ca.xml", SLICE(HEAD
		RECORD(ITEM("1") DAY WHO) RECORD(ITEM("2") DAY WHO BORN)
		RECORD(ITEM("3") DAY WHO) FOOT), &e), 0);
	assert_true(recdump_has(&d, "designation Iran/FrostWorks\n"
				"\tnative_id = Iran/1\n"));
	assert_true(recdump_has(&d, "designation Iran/FrostWorks/1970\n"
				"\tnative_id = Iran/2\n"));
	assert_true(recdump_has(&d, "designation Iran/FrostWorks/2\n"));
	recdump_free(&d);
	assert_int_equal(recdump_text(&d, "ca_xml", "ca.xml", SLICE(HEAD
		RECORD(ITEM("1") DAY WHO) RECORD(ITEM("1") DAY WHO) FOOT),
		&e), -1);
	assert_non_null(strstr(e.msg, "Iran/1/FrostWorks stands there twice"));
	recdump_free(&d);
}

static size_t lines(const struct recdump *d, const char *line)
{
	struct slice s = str_slice(&d->text), what = slice_of(line);
	size_t n = 0;

	for (ptrdiff_t at = 0; (at = slice_find(s, what, (size_t)at)) >= 0;
	     at++)
		n++;
	return n;
}

/* The counts were taken from the file with an XML library of another
 * language. */
static void test_real(void **state)
{
	static const struct {
		const char *line;
		size_t n;
	} real[] = {
		{ "designation ",                       4759 },
		{ "designation Belarus/",             320  },
		{ "\tprogramme = Belarus\n",            321  },
		{ "\ttarget_kind = person\n",           3334 },
		{ "\ttarget_kind = vessel\n",           109  },
		{ "\ttarget_kind = entity\n",           1316 },
		{ " [IMO]\n",                           109  },
		{ " [built]\n",                         109  },
		{ " [born]\n",                          2    },
		{ "\tborn = ",                          1717 },
		{ "\tlisted_on = ",                     4759 },
		{ "\tlisted_on = 2025-02-21\n",         185  },
		{ "\tmeasure = asset freeze\n",         4646 },
		{ "\tmeasure = ship services ban\n",    109  },
		{ " (fr)\n",                            37   },
		{ "measure programme/",                 19   },
	};
	const char *dir = getenv("THAW_TEST_DATA");
	struct str text = STR_INIT(64 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};
	char path[PATH_BYTES];

	(void)state;
	if (!dir) {
		print_message("THAW_TEST_DATA unset: real list skipped\n");
		skip();
	}
	snprintf(path, sizeof(path), "%s/sanctions/ca/sema-lmes-2025-05.xml",
		 dir);
	assert_int_equal(path_read(path, &text, NULL, &e), 0);
	assert_int_equal(recdump_text(&d, "ca_xml", "ca.xml",
				      str_slice(&text), &e), 0);
	for (size_t i = 0; i < sizeof(real) / sizeof(*real); i++)
		if (lines(&d, real[i].line) != real[i].n)
			fail_msg("%s: %zu instead of %zu", real[i].line,
				 lines(&d, real[i].line), real[i].n);
	assert_true(recdump_has(&d, "designation Belarus/1,Part1/AleksandrGrigoryevichLukashenko\n"
		"\tnative_id = Belarus/1,Part1/8\n\tjurisdiction = CA\n"
		"\tlist = ca-sema\n\ttarget_kind = person\n"
		"\tname = Aleksandr Grigoryevich Lukashenko\n"
		"\tborn = 1954-08-30\n"));
	recdump_free(&d);
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_aliases),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
