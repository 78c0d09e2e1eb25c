/* Packed parts: what comes out, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"
#include "read/unpack.h"

enum { MAX = 64 << 20 };

static void load(struct str *out, const char *file)
{
	struct err e = {0};
	char path[PATH_BYTES];

	*out = STR_INIT(1 << 20);
	snprintf(path, sizeof(path), "%s/tests/data/unpack/%s", test_srcdir(),
		 file);
	if (path_read(path, out, NULL, &e) < 0)
		fail_msg("%s", e.msg);
}

static int open_file(struct unpacked *u, struct str *data, const char *file,
		     size_t max_bytes, struct err *e)
{
	struct input_part part;

	load(data, file);
	part = input_memory(slice_of(file), str_slice(data));
	part.url = SLICE("https://a.example/f");
	return unpack_open(u, &part, max_bytes, e);
}

static const struct {
	const char *file;
	size_t n;
	const char *name[2], *text[2];
} good[] = {
	{ "list.csv",     1, { "list.csv" }, { "a,b\n1,2\n" } },
	{ "list.csv.gz",  1, { "list.csv" }, { "a,b\n1,2\n" } },
	{ "joined.gz",    1, { "joined" }, { "a\nb,c\n" } },
	{ "list.csv.zst", 1, { "list.csv" }, { "a,b\n1,2\n" } },
	{ "list.csv.bz2", 1, { "list.csv" }, { "a,b\n1,2\n" } },
	{ "list.csv.xz",  1, { "list.csv" }, { "a,b\n1,2\n" } },
	{ "two.zip",      2, { "one.csv", "two.csv" }, { "1\n", "2\n" } },
};

static void test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct err e = {0};
		struct unpacked u;
		struct str data;

		if (open_file(&u, &data, good[i].file, MAX, &e) < 0)
			fail_msg("%s", e.msg);
		assert_int_equal(u.n, good[i].n);
		for (size_t k = 0; k < u.n; k++) {
			struct str text = STR_INIT(1000);

			assert_true(slice_is(u.part[k].name,
					     good[i].name[k]));
			assert_int_equal(u.part[k].bytes,
					 strlen(good[i].text[k]));
			assert_int_equal(input_slurp(&u.part[k], &text, &e),
					 0);
			assert_string_equal(str_cstr(&text),
					    good[i].text[k]);
			assert_true(slice_is(u.part[k].url,
					     "https://a.example/f"));
			str_free(&text);
		}
		unpack_close(&u);
		str_free(&data);
	}
}

static const struct {
	const char *file;
	size_t max_bytes;
	enum err_code code;
	const char *says;
} bad[] = {
	{ "list.csv.gz", 4,   ERR_LIMIT,  "list.csv.gz: unpacks to more than "
					  "4 bytes" },
	{ "bomb.gz",     MAX, ERR_LIMIT,  "bomb.gz: unpacks to more than 200 "
					  "times its size: refused as a bomb" },
	{ "bomb.zip",    MAX, ERR_LIMIT,  "bomb.zip: unpacks to more than 200 "
					  "times its size: refused as a bomb" },
	{ "flipped.gz",  MAX, ERR_FORMAT, "flipped.gz: cannot be unpacked: "
					  "damaged, its check sum differs" },
	{ "cut.gz",      MAX, ERR_FORMAT, "cut.gz: cannot be unpacked: " },
	{ "cut.zip",     MAX, ERR_FORMAT, "cut.zip: cannot be unpacked: " },
	{ "damaged.zip", MAX, ERR_FORMAT, "damaged.zip: cannot be unpacked" },
	{ "secret.zip",  MAX, ERR_FORMAT, "secret.zip: one.csv is encrypted" },
	{ "many.zip",    MAX, ERR_LIMIT,  "many.zip: holds more than 16" },
	{ "empty.zip",   MAX, ERR_FORMAT, "empty.zip: an archive without "
					  "files" },
};

static void test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct err e = {0};
		struct unpacked u;
		struct str data;

		assert_int_equal(open_file(&u, &data, bad[i].file,
					   bad[i].max_bytes, &e), -1);
		if (e.code != bad[i].code ||
		    strncmp(e.msg, bad[i].says, strlen(bad[i].says)) != 0)
			fail_msg("%s", e.msg);
		assert_int_equal(u.n, 0);
		str_free(&data);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
