/* Every reader of the family: registered in order, with a fixture
 * tests/data/readers/NAME.* and golden records tests/golden/records/NAME.txt.
 * THAW_GOLDEN_WRITE=1 writes the golden files anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>

#include "recdump.h"

enum { FILE_BYTES = 4 << 20 };

struct fixture {
	struct input in;
	struct str data[INPUT_PARTS];
	glob_t files;
};

static void load(struct fixture *f, const char *reader)
{
	struct err e = {0};
	char pattern[PATH_BYTES];

	*f = (struct fixture){0};
	snprintf(pattern, sizeof(pattern), "%s/tests/data/readers/%s.*",
		 test_srcdir(), reader);
	if (glob(pattern, 0, NULL, &f->files) != 0)
		fail_msg("reader %s: no fixture %s", reader, pattern);
	assert_true(f->files.gl_pathc <= INPUT_PARTS);
	for (size_t i = 0; i < f->files.gl_pathc; i++) {
		const char *path = f->files.gl_pathv[i];

		f->data[i] = STR_INIT(FILE_BYTES);
		assert_int_equal(path_read(path, &f->data[i], NULL, &e), 0);
		f->in.part[i] = input_memory(slice_of(strrchr(path, '/') + 1),
					     str_slice(&f->data[i]));
		f->in.n++;
	}
	f->in.source = SLICE("test");
	f->in.publisher = SLICE("Test Press");
}

static void drop(struct fixture *f)
{
	for (size_t i = 0; i < f->in.n; i++)
		str_free(&f->data[i]);
	globfree(&f->files);
}

static void run(const struct reader *r, struct input *in, struct recdump *d)
{
	struct err e = {0};

	if (r->read(in, recdump_emit, d, &e) < 0)
		fail_msg("reader %s: %s", r->name, e.msg);
}

/* A set is one input; of any other format each file is one. */
static void dump_all(const struct reader *r, struct fixture *f,
		     struct recdump *d)
{
	if (r->set) {
		run(r, &f->in, d);
		return;
	}
	for (size_t i = 0; i < f->in.n; i++) {
		struct input one = f->in;

		one.n = 1;
		one.part[0] = f->in.part[i];
		str_addf(&d->text, "# %.*s\n", SLICE_ARG(one.part[0].name));
		run(r, &one, d);
	}
}

static void compare(const struct reader *r, const struct recdump *d)
{
	struct str golden = STR_INIT(FILE_BYTES);
	struct err e = {0};
	char path[PATH_BYTES];
	bool absent;

	snprintf(path, sizeof(path), "%s/tests/golden/records/%s.txt",
		 test_srcdir(), r->name);
	if (getenv("THAW_GOLDEN_WRITE"))
		assert_int_equal(path_replace(path, str_slice(&d->text), &e),
				 0);
	assert_int_equal(path_read(path, &golden, &absent, &e), 0);
	if (absent)
		fail_msg("reader %s: no golden records %s", r->name, path);
	assert_string_equal(str_cstr(&d->text), str_cstr(&golden));
	str_free(&golden);
}

static void test_golden(void **state)
{
	(void)state;
	for (const struct reader *const *r = readers; *r; r++) {
		struct recdump d = RECDUMP_INIT;
		struct fixture f;

		load(&f, (*r)->name);
		dump_all(*r, &f, &d);
		compare(*r, &d);
		recdump_free(&d);
		drop(&f);
	}
}

static void test_sniff(void **state)
{
	(void)state;
	for (const struct reader *const *r = readers; *r; r++) {
		struct fixture f;

		if (*r == &in_feedlinks)	/* a page is an article */
			continue;
		load(&f, (*r)->name);
		for (size_t i = 0; i < f.in.n; i++) {
			struct err e = {0};

			if (reader_sniff(&f.in.part[i], &e) != *r)
				fail_msg("%.*s: not taken for %s",
					 SLICE_ARG(f.in.part[i].name),
					 (*r)->name);
			assert_int_equal(f.in.part[i].at, 0);
		}
		drop(&f);
	}
}

#define PAGE(title, text) "<!DOCTYPE html><html><head><title>" title \
	"</title></head><body><p>" text "</p></body></html>"
#define PL "Lista osób i podmiotów objętych sankcjami"

/* News of lists are no lists, and lists come in other clothes too. */
static const struct {
	const char *text, *reader;	/* NULL: nobody's */
} others[] = {
	{ PAGE("The EU's list", "http://eu.europa.ec/fpi/fsd/export with "
	       "<export> and <sanctionEntity>."), "article" },
	{ PAGE("SECO", "<pre><swiss-sanctions-list></pre>"), "article" },
	{ PAGE("Canada", "<data-set><record><Country>"), "article" },
	{ PAGE("UN", "<CONSOLIDATED_LIST>"), "article" },
	{ PAGE(PL " wydłużona - Gazeta", "Text."), "article" },
	{ PAGE("Sankcje", "<a href=\"https://www.gov.pl/web/mswia/lista-osob-"
	       "i-podmiotow-objetych-sankcjami\">" PL "</a>"), "article" },
	{ PAGE(PL " - Ministerstwo - Portal Gov.pl", ""), "pl_html" },
	{ "<html><head><link rel=\"canonical\" href=\"https://www.gov.pl/web/"
	  "mswia/lista-osob-i-podmiotow-objetych-sankcjami\">", "pl_html" },
	{ "<rss version=\"2.0\"><channel><title>http://eu.europa.ec/fpi/fsd/"
	  "export</title>", "rss" },
	{ "<f:export xmlns:f=\"http://eu.europa.ec/fpi/fsd/export\">", "eu_xml" },
	{ "<!-- <sdnList> --><export><sanctionEntity/></export>", "eu_xml" },
	{ "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<CONSOLIDATED_LIST/>", "un_xml" },
	{ "<!DOCTYPE x SYSTEM \"y\"><data-set><record><Country>", "ca_xml" },
	{ "<!DOCTYPE x [<sdnList>", NULL },
	{ "<export><item/></export>", NULL },
	{ "<Sanction/>", NULL },
	{ "<data-set><record><name/></record></data-set>", NULL },
	{ "Report Date: 02-Sep-2026\r\n\"Last Updated\",\"Unique ID\","
	  "\"OFSI Group ID\",\"Name 6\",\"Regime Name\"\r\n", "uk_csv" },
	{ "\xEF\xBB\xBF" "ent_num,SDN_Name\r\n", "ofac_csv" },
	{ "\xEF\xBB\xBF\n <sdnList>", "ofac_xml" },
	{ "Unique ID,OFSI Group ID,Name 6,Name 1,Regime Name\n", "uk_csv" },
	{ "name,role\n1,2\n", "csv" },
	{ "{\"sid\":1}", NULL },
};

static void test_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		struct slice text = slice_of(others[i].text);
		struct input_part part = input_memory(SLICE("x"), text);
		struct err e = {0};
		const struct reader *r = reader_sniff(&part, &e);

		if (r != reader_find(slice_of(others[i].reader)))
			fail_msg("%s: taken for %s", others[i].text,
				 r ? r->name : "nothing");
	}
}

static void test_registry(void **state)
{
	(void)state;
	for (const struct reader *const *r = readers; *r; r++) {
		assert_ptr_equal(reader_find(slice_of((*r)->name)), *r);
		assert_true((*r)->max_bytes > 0 && (*r)->max_records > 0);
		assert_true((*r)->title[0]);
		if (r[1])
			assert_true(strcmp((*r)->name, r[1]->name) < 0);
	}
	assert_null(reader_find(SLICE("no such")));
}

/* Any text is an article, and a list of changes may be empty. */
static bool takes(const struct reader *r, struct slice text)
{
	return strcmp(r->name, "article") == 0 ||
	       (r->may_be_empty && text.n == 0);
}

/* What no reader can make sense of is refused with the part's name. */
static void test_nonsense(void **state)
{
	static const struct {
		const char *what;
		struct slice text;
	} bad[] = {
		{ "empty", { "", 0 } },
		{ "binary", { "\x7f" "ELF\x02\x01\x01\0\0\0\0\0\0", 13 } },
	};

	(void)state;
	for (const struct reader *const *r = readers; *r; r++) {
		for (size_t i = 0; i < 2; i++) {
			struct recdump d = RECDUMP_INIT;
			struct err e = {0};

			if (takes(*r, bad[i].text))
				continue;
			assert_int_equal(recdump_text(&d, (*r)->name, "x.bin",
						      bad[i].text, &e), -1);
			if (e.code != ERR_FORMAT ||
			    strncmp(e.msg, "x.bin: ", 7) != 0)
				fail_msg("%s, %s: %s", (*r)->name,
					 bad[i].what, e.msg);
			recdump_free(&d);
		}
	}
}

/* An emit that fails stops the reader with its own error. */
static int refuse(void *ctx, const struct record *r, struct err *e)
{
	(void)ctx, (void)r;
	return err_set(e, ERR_STORE, "disk full");
}

static void test_refused(void **state)
{
	(void)state;
	for (const struct reader *const *r = readers; *r; r++) {
		struct err e = {0};
		struct fixture f;

		load(&f, (*r)->name);
		assert_int_equal((*r)->read(&f.in, refuse, NULL, &e), -1);
		assert_int_equal(e.code, ERR_STORE);
		assert_non_null(strstr(e.msg, "disk full"));
		drop(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_registry),
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_sniff),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_nonsense),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
