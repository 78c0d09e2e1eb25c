/* OFAC's CSV set: what is refused, and the counts of the real files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/unpack.h"
#include "recdump.h"

#define NULLS "-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "
#define ROW(n) \
	#n ",\"FROST, Ivan\",\"individual\",\"BELARUS\"," NULLS ",-0- \r\n"
#define END "\x1a"

static const struct {
	const char *text, *says;
} refused[] = {
	{ ROW(1) "2,\"FROST\",-0- ,-0- ," NULLS ",-0", "sdn.csv: cut off in "
	  "row 2: neither line end nor end mark (0x1A) behind it" },
	{ ROW(1) "2,\"FROST", "sdn.csv: row 2: column 2: the quote opened in "
			      "line 2 never closes" },
	{ ROW(1) "2,\"FROST\",-0- ,\"BEL", "sdn.csv: row 2: column 4: the quote"
				      " opened in line 2 never closes" },
	{ ROW(1) "2,\"FROST\",-0- ", "sdn.csv: cut off: row 2: 3 columns "
				     "instead of 12" },
	{ ROW(1) "2,\"FROST\",-0- \r\n" END, "sdn.csv: row 2: 3 columns "
					     "instead of 12" },
	{ ROW(1) "2\r\n" END, "sdn.csv: row 2: 1 columns instead of 12" },
	{ ROW(1) ROW(x) END, "sdn.csv: row 2: ent_num \"x\" is not a number" },
	{ ROW(1) ROW(-2) END, "sdn.csv: row 2: ent_num \"-2\" is not a "
			      "number" },
	{ "1,-0- ,-0- ,-0- ," NULLS ",-0- \r\n" END,
	  "sdn.csv: row 1: an entry without a name" },
	{ "1,2,\"aka\",\"MAROZ\",-0- \r\n" END, "sdn.csv is missing: aliases, "
	  "addresses and comments alone are no list" },
	{ "<html>maintenance</html>", "sdn.csv: row 1: no OFAC file begins "
	  "like this (1 columns, the first is \"<html>maintenance</html>\")" },
	{ "", "sdn.csv: the file is empty" },
	{ "ent_num,SDN_name,a,b,c,d,e,f,g,h,i,j\r\n" END,
	  "sdn.csv: no entry in it" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		recdump_refuses("ofac_csv", "sdn.csv", refused[i].text,
				refused[i].says);
}

static void test_two_lists(void **state)
{
	struct recdump d = RECDUMP_INIT;
	struct input in = { .n = 2 };
	struct err e = {0};

	(void)state;
	in.part[0] = input_memory(SLICE("a.csv"), SLICE(ROW(1) END));
	in.part[1] = input_memory(SLICE("b.csv"), SLICE(ROW(2) END));
	assert_int_equal(reader_find(SLICE("ofac_csv"))->read(&in,
			 recdump_emit, &d, &e), -1);
	assert_string_equal(e.msg, "b.csv: a second main list beside a.csv");
	recdump_free(&d);
}

/* A file whose end mark an editor has dropped, but no row. */
static void test_no_mark(void **state)
{
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(recdump_text(&d, "ofac_csv", "sdn.csv",
				      SLICE(ROW(1) ROW(2)), &e), 0);
	assert_int_equal(d.of_kind[KIND_designation], 2);
	recdump_free(&d);
}

/* The parts come in any order; the comment repeats the cut remarks or goes on
 * behind them. */
static void test_order(void **state)
{
	static const char main_text[] =
		"5,\"SNOW\",-0- ,\"A] [B\"," NULLS ",\"POB Ice\"\r\n" END;
	struct recdump d = RECDUMP_INIT;
	struct input in = { .n = 2, .source = SLICE("us-ofac-cons") };
	struct err e = {0};

	(void)state;
	in.part[1] = input_memory(SLICE("m"), slice_of(main_text));
	in.part[0] = input_memory(SLICE("c"),
				  SLICE("5,\" Town; DOB 1971\"\r\n"));
	assert_int_equal(reader_find(SLICE("ofac_csv"))->read(&in,
			 recdump_emit, &d, &e), 0);
	assert_true(recdump_has(&d, "\tborn_in = Ice Town\n\tborn = 1971\n"));
	in.part[0] = input_memory(SLICE("c"), SLICE("5,\"POB Iceland\"\r\n"));
	assert_int_equal(reader_find(SLICE("ofac_csv"))->read(&in,
			 recdump_emit, &d, &e), 0);
	assert_true(recdump_has(&d, "\tborn_in = Iceland\n"));
	assert_true(recdump_has(&d, "\tlist = us-ofac-cons\n"));
	assert_true(recdump_has(&d, "measure programme/B\n"));
	recdump_free(&d);
}

/* What one set of remarks gives, and no more than that. */
static const struct {
	const char *remarks, *claims;
} phrases[] = {
	{ "alt. Passport C 12 - 4H issued 21 May 2000",
	  "\tidentifier = C 12 - 4H [Passport]\n"
	  "\tremarks = Passport C 12 - 4H issued 21 May 2000\n" },
	{ "Cedula No. 6 (Congo, Democratic Republic of the).",
	  "\tidentifier = 6 [Cedula No., Congo, Democratic Republic of "
	  "the]\n" },
	{ "Company Number IMO 5055293; Identification Number IMO 5342883",
	  "\tidentifier = 5055293 [IMO company number]\n"
	  "\tidentifier = 5342883 [IMO]\n" },
	{ "BIK (RU) 04; Fax (98)(21)(2); Telephone No. 7",
	  "\tidentifier = 04 [BIK]\n\tcontact = (98)(21)(2) [fax]\n"
	  "\tcontact = 7 [phone]\n" },
	{ "Icelandic Fiscal Code DA7T; Ice ID Card 9; Code of ice",
	  "\tidentifier = DA7T [Icelandic Fiscal Code]\n"
	  "\tidentifier = 9 [Ice ID Card]\n\tremarks = Code of ice\n" },
	{ "International Ice Organization No. (57)",
	  "\tidentifier = (57) [International Ice Organization No.]\n" },
	{ "nationality Korea, North; DOB unknown; Gender Female",
	  "\tcountry = Korea, North [nationality]\n"
	  "\tremarks = unknown [born]\n\tgender = female\n" },
	{ "Passport; ; 'X'; (Linked To: HAIL CO.); Linked To: R D I S.A.",
	  "\tremarks = Passport\n\tremarks = 'X'\n"
	  "\tlinked_to = HAIL CO. [linked to]\n"
	  "\tlinked_to = R D I S.A. [linked to]\n" },
	{ "Website www.ice.example.; Website www.ice.example.",
	  "\tcontact = www.ice.example. [website]\n"
	  "\tcontact = www.ice.example [website]\n" },
};

static void test_phrases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};
		char text[512], want[512];

		snprintf(text, sizeof(text), "5,\"SNOW\",-0- ,\"X\"," NULLS
			 ",\"%s\"\r\n", phrases[i].remarks);
		snprintf(want, sizeof(want), "\tmeasure = block\n%smeasure "
			 "programme/X\n", phrases[i].claims);
		assert_int_equal(recdump_text(&d, "ofac_csv", "sdn.csv",
					      slice_of(text), &e), 0);
		if (!recdump_has(&d, want))
			fail_msg("%s:\n%s", phrases[i].remarks,
				 str_cstr(&d.text));
		recdump_free(&d);
	}
}

/* What the first rows hold tells which of the two lists it is. */
static void test_key(void **state)
{
	static const struct {
		const char *head, *key;		/* NULL: does not tell */
	} heads[] = {
		{ ROW(1), "us-ofac-sdn" },
		{ "9,\"A\",-0- ,\"NS-PLC\"," NULLS ",-0- \r\n8,\"cut",
		  "us-ofac-cons" },
		{ "9,\"A\",-0- ,\"CMIC-EO1] [SDGT\"," NULLS ",-0- \r\n",
		  "us-ofac-sdn" },
		{ "1,2,\"aka\",\"X\",-0- \r\n", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct input_part part = { .name = SLICE("x/sdn.csv") };
		const char *key = reader_find(SLICE("ofac_csv"))->key_of(
			slice_of(heads[i].head), &part);

		assert_string_equal(key ? key : "",
				    heads[i].key ? heads[i].key : "");
		part.name = SLICE("x/CONS_ADD.CSV");
		key = reader_find(SLICE("ofac_csv"))->key_of(
			slice_of(heads[i].head), &part);
		assert_string_equal(key, heads[i].key ? heads[i].key :
							"us-ofac-cons");
	}
}

struct tally {
	size_t rows, belarus;
};

static int count(void *ctx, const struct record *r, struct err *e)
{
	struct tally *t = ctx;
	bool belarus = false;

	(void)e;
	if (r->kind == KIND_measure)
		return 0;
	for (size_t i = 0; i < r->n; i++)
		if (r->claims[i].prop == PROP_programme)
			belarus |= slice_starts(r->claims[i].value, "BELARUS");
	t->rows++;
	t->belarus += belarus;
	return 0;
}

static void count_file(const char *dir, const char *file, struct tally *t)
{
	char path[PATH_BYTES];
	struct input_part part = {0};
	struct unpacked u;
	struct input in = { .n = 1 };
	struct err e = {0};
	struct stat st;

	snprintf(path, sizeof(path), "%s/sanctions/us-ofac-sdn/%s", dir, file);
	part.name = slice_of(file);
	part.fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(part.fd >= 0 && fstat(part.fd, &st) == 0);
	part.bytes = (size_t)st.st_size;
	assert_int_equal(unpack_open(&u, &part, 256u << 20, &e), 0);
	in.part[0] = u.part[0];
	*t = (struct tally){0};
	if (reader_find(SLICE("ofac_csv"))->read(&in, count, t, &e) < 0)
		fail_msg("%s", e.msg);
	unpack_close(&u);
	close(part.fd);
}

static void test_real(void **state)
{
	static const struct {
		const char *file;
		size_t rows, belarus;
	} real[] = {
		{ "series/sdn-2021-08-18-f2dad11.csv.gz", 9083,  103 },
		{ "series/sdn-2024-05-03-a5ec3c5.csv.gz", 14965, 232 },
		{ "set-2021-07-07/sdn.csv",               8976,  59  },
		{ "set-2024-06-27/sdn.csv",               15402, 232 },
	};
	const char *dir = getenv("THAW_TEST_DATA");

	(void)state;
	if (!dir) {
		print_message("THAW_TEST_DATA unset: real lists skipped\n");
		skip();
	}
	for (size_t i = 0; i < sizeof(real) / sizeof(*real); i++) {
		struct tally t;

		count_file(dir, real[i].file, &t);
		assert_int_equal(t.rows, real[i].rows);
		assert_int_equal(t.belarus, real[i].belarus);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_two_lists),
		cmocka_unit_test(test_no_mark),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_phrases),
		cmocka_unit_test(test_key),
		cmocka_unit_test(test_real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
