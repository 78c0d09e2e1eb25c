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
	{ ROW(1) ROW(x) END, "sdn.csv: row 2: ent_num \"x\" is not a number" },
	{ ROW(1) ROW(-2) END, "sdn.csv: row 2: ent_num \"-2\" is not a "
			      "number" },
	{ ROW(7) ROW(7) END, "sdn.csv: row 2: entry 7 stands there twice" },
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
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(recdump_text(&d, "ofac_csv", "sdn.csv",
				 slice_of(refused[i].text), &e), -1);
		assert_int_equal(e.code, ERR_FORMAT);
		assert_string_equal(e.msg, refused[i].says);
		assert_int_equal(d.of_kind[KIND_measure], 0);
		recdump_free(&d);
	}
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

struct tally {
	size_t rows, belarus;
	int64_t listed;		/* told by the programmes' own records */
};

static int count(void *ctx, const struct record *r, struct err *e)
{
	struct tally *t = ctx;
	bool belarus = false;
	int64_t listed = 0;

	(void)e;
	for (size_t i = 0; i < r->n; i++) {
		if (r->claims[i].prop == PROP_programme)
			belarus |= slice_starts(r->claims[i].value, "BELARUS");
		if (r->claims[i].prop == PROP_listed)
			slice_int(r->claims[i].value, &listed);
	}
	if (r->kind == KIND_measure) {
		t->listed += belarus ? listed : 0;
		return 0;
	}
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
		assert_true(t.listed >= (int64_t)t.belarus);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_two_lists),
		cmocka_unit_test(test_no_mark),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
