#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/path.h"

static void test_err(void **state)
{
	char big[2 * ERR_MAX];
	struct err e = {0};

	(void)state;
	assert_int_equal(err_set(&e, ERR_FORMAT, "row %d: no name", 7), -1);
	assert_int_equal(err_set(&e, ERR_LIMIT, "another"), -1);
	assert_int_equal(err_in(&e, "ofac"), -1);
	assert_int_equal(e.code, ERR_FORMAT);
	assert_string_equal(e.msg, "ofac: row 7: no name");
	err_clear(&e);
	assert_int_equal(e.code, ERR_NONE);

	/* Cut at a character: "ы" has two bytes, the front one. */
	memset(big, 0, sizeof(big));
	for (size_t i = 0; i + 3 < sizeof(big); i += 2)
		memcpy(big + i, "ы", 2);
	err_set(&e, ERR_FORMAT, "x%s", big);
	assert_true(strlen(e.msg) < ERR_MAX);
	assert_int_equal(strlen(e.msg) % 2, 1);
	err_clear(&e);
	assert_null(fopen("/nonexistent/file", "r"));
	err_sys(&e, "cannot open %s", "it");
	assert_non_null(strstr(e.msg, "cannot open it: "));
	assert_int_equal(e.code, ERR_SYSTEM);
}

static void test_slices(void **state)
{
	struct slice rest = SLICE("a,b,"), piece;
	struct slice none = SLICE_NONE;

	(void)state;
	assert_true(slice_cut(&rest, ',', &piece) && slice_is(piece, "a"));
	assert_true(slice_cut(&rest, ',', &piece) && slice_is(piece, "b"));
	assert_true(slice_cut(&rest, ',', &piece) && slice_is(piece, ""));
	assert_false(slice_cut(&rest, ',', &piece));
	assert_false(slice_cut(&none, ',', &piece));
	assert_null(slice_of(NULL).p);
	assert_true(slice_ieq(SLICE("AbC"), "aBc"));
	assert_false(slice_ieq(SLICE("ab"), "abc"));
	assert_true(slice_starts(SLICE("abc"), "ab"));
	assert_false(slice_starts(SLICE("a"), "ab"));
	assert_true(slice_ends(SLICE("abc"), "bc"));
	assert_true(slice_cmp(SLICE("a"), SLICE("ab")) < 0);
	assert_true(slice_cmp(SLICE("b"), SLICE("ab")) > 0);
	assert_int_equal(slice_cmp(SLICE("a"), SLICE("a")), 0);
	assert_true(slice_is(slice_trim(SLICE(" \t\r\na b\v\f ")), "a b"));
	assert_true(slice_is(slice_trim(SLICE("  ")), ""));
	assert_int_equal(slice_find(SLICE("abab"), SLICE("ab"), 1), 2);
	assert_int_equal(slice_find(SLICE("abab"), SLICE("x"), 0), -1);
	assert_int_equal(slice_find(SLICE("ab"), SLICE(""), 2), 2);
	assert_int_equal(slice_find(SLICE("ab"), SLICE("a"), 3), -1);
	assert_true(slice_hash(SLICE("a")) != slice_hash(SLICE("b")));
}

static void test_numbers(void **state)
{
	static const struct {
		const char *in;
		int64_t want;	/* 77: refused */
	} rows[] = {
		{ "0", 0 }, { "-12", -12 }, { "007", 7 }, { "", 77 },
		{ "-", 77 }, { "1 ", 77 }, { "+1", 77 }, { "1.5", 77 },
		{ "99999999999999999999", 77 },
		{ "123456789012345678", 123456789012345678 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t got = 77;

		slice_int(slice_of(rows[i].in), &got);
		assert_int_equal(got, rows[i].want);
	}
}

static void test_str(void **state)
{
	struct str s = STR_INIT(10);
	struct err e = {0};
	char *taken;

	(void)state;
	assert_string_equal(str_cstr(&s), "");
	str_addf(&s, "%d-%s", 12, "ab");
	str_addc(&s, '!');
	assert_string_equal(str_cstr(&s), "12-ab!");
	assert_int_equal(str_ok(&s, "it", &e), 0);
	str_addz(&s, "12345");
	assert_true(s.bad);
	assert_string_equal(str_cstr(&s), "12-ab!");
	assert_int_equal(str_ok(&s, "it", &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	str_clear(&s);
	str_addz(&s, "1234567890");
	assert_false(s.bad);
	str_cut(&s, 3);
	str_cut(&s, 9);
	taken = str_take(&s);
	assert_string_equal(taken, "123");
	free(taken);
	taken = str_take(&s);
	assert_string_equal(taken, "");
	free(taken);
	str_free(&s);
}

static void test_vec(void **state)
{
	int *items = NULL;
	size_t cap = 0;
	struct err e = {0};

	(void)state;
	for (size_t n = 0; n < 40; n++) {
		assert_int_equal(vec_room((void **)&items, &cap, n,
					  sizeof(*items), 40, &e), 0);
		items[n] = (int)n;
	}
	assert_int_equal(vec_room((void **)&items, &cap, 40, sizeof(*items),
				  40, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_int_equal(items[39], 39);
	free(items);
}

static void test_arena(void **state)
{
	struct arena a = ARENA_INIT(100000);
	struct err e = {0};
	struct slice s = arena_slice(&a, SLICE("abc"));

	(void)state;
	assert_true(slice_is(s, "abc") && s.p[3] == '\0');
	assert_null(arena_slice(&a, SLICE_NONE).p);
	assert_non_null(arena_slice(&a, SLICE("")).p);
	assert_string_equal(arena_cstr(&a, SLICE_NONE), "");
	assert_true(slice_is(arena_fmt(&a, "%s %d", "n", 5), "n 5"));
	for (int i = 0; i < 50; i++) {
		char *p = arena_get(&a, 1000);

		assert_int_equal((uintptr_t)p % 16, 0);
		assert_int_equal(p[999], 0);
	}
	assert_true(slice_is(s, "abc"));
	assert_int_equal(arena_ok(&a, "it", &e), 0);
	assert_null(arena_get(&a, 100000));
	assert_null(arena_get(&a, SIZE_MAX));
	assert_null(arena_get(&a, 1));		/* bad stays bad */
	assert_string_equal(arena_cstr(&a, SLICE("x")), "");
	assert_int_equal(arena_ok(&a, "it", &e), -1);
	arena_clear(&a);
	assert_int_equal(a.used, 0);
	assert_non_null(arena_get(&a, 1));
	arena_free(&a);
	arena_free(&a);
}

static void hex(struct hash *h, char out[HASH_HEX])
{
	unsigned char sum[HASH_BYTES];

	hash_end(h, sum);
	hash_hex(sum, out);
}

static void test_hash(void **state)
{
	struct hash *h = NULL;
	struct err e = {0};
	unsigned char sum[HASH_BYTES] = {0};
	char a[HASH_HEX], b[HASH_HEX], id[27];

	(void)state;
	assert_int_equal(hash_open(&h, &e), 0);
	hash_add(h, SLICE("abc"));
	hex(h, a);
	assert_string_equal(a, "ba7816bf8f01cfea414140de5dae2223"
			    "b00361a396177a9cb410ff61f20015ad");
	hash_field(h, SLICE("ab"));
	hash_field(h, SLICE("c"));
	hex(h, a);
	hash_field(h, SLICE("a"));
	hash_field(h, SLICE("bc"));
	hex(h, b);
	assert_string_not_equal(a, b);
	hash_field(h, SLICE_NONE);
	hex(h, a);
	hash_field(h, SLICE(""));
	hex(h, b);
	assert_string_not_equal(a, b);
	hash_close(&h);
	assert_null(h);
	hash_id(sum, id, 12);
	assert_memory_equal(id, "000000000000", 12);
}

static void test_paths(void **state)
{
	char dir[] = "/tmp/t_base.XXXXXX", file[64];
	struct str s = STR_INIT(PATH_BYTES), small = STR_INIT(2);
	struct err e = {0};
	struct stat st;
	bool absent;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(file, sizeof(file), "%s/a/b/f", dir);
	assert_false(path_exists(file));
	assert_int_equal(path_read(file, &s, &absent, &e), 0);
	assert_true(absent);
	assert_int_equal(path_read(file, &s, NULL, &e), -1);
	assert_int_equal(e.code, ERR_SYSTEM);
	err_clear(&e);
	assert_int_equal(path_replace(file, SLICE("one"), &e), 0);
	assert_int_equal(path_replace(file, SLICE("two"), &e), 0);
	assert_int_equal(path_read(file, &s, &absent, &e), 0);
	assert_false(absent);
	assert_string_equal(str_cstr(&s), "two");
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(path_read(file, &small, NULL, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	err_clear(&e);
	assert_int_equal(path_make_dir("", &e), -1);
	err_clear(&e);
	assert_int_equal(path_make_dir("/proc/no/such", &e), -1);
	err_clear(&e);
	fd = path_spool(&e);
	assert_true(fd >= 0);
	assert_int_equal(path_write_all(fd, SLICE("abc"), &e), 0);
	assert_int_equal(lseek(fd, 0, SEEK_END), 3);
	close(fd);
	unlink(file);
	for (int i = 0; i < 3; i++) {
		*strrchr(file, '/') = '\0';
		rmdir(file);
	}
	str_free(&s);
	str_free(&small);
}

static void test_xdg(void **state)
{
	struct str s = STR_INIT(PATH_BYTES);
	struct err e = {0};

	(void)state;
	setenv("HOME", "/home/u", 1);
	setenv("XDG_DATA_HOME", "/data", 1);
	setenv("XDG_CONFIG_HOME", "relative", 1);
	unsetenv("XDG_CACHE_HOME");
	assert_int_equal(path_data(&s, &e), 0);
	assert_int_equal(path_config(&s, &e), 0);
	assert_int_equal(path_cache(&s, &e), 0);
	assert_string_equal(str_cstr(&s), "/data/thaw" "/home/u/.config/thaw"
			    "/home/u/.cache/thaw");
	unsetenv("HOME");
	assert_int_equal(path_cache(&s, &e), -1);
	str_free(&s);
}

static int64_t frozen(void *ctx)
{
	return *(int64_t *)ctx;
}

static void test_clock(void **state)
{
	int64_t at = 1763943185;
	struct clock c = { frozen, &at }, real = clock_system();
	char buf[CLOCK_TEXT];

	(void)state;
	assert_int_equal(clock_now(&c), at);
	assert_true(clock_now(&real) > at);
	assert_true(clock_mono_ms() > 0);
	assert_string_equal(clock_iso(at, buf), "2025-11-24T00:13:05Z");
	assert_string_equal(clock_iso(0, buf), "1970-01-01T00:00:00Z");
	setenv("TZ", "UTC", 1);
	assert_string_equal(clock_local(at, buf), "24 Nov 00:13");
}

static void test_assets(void **state)
{
	(void)state;
	assert_true(asset_find(SLICE("conf/sources.conf")).n > 100);
	assert_null(asset_find(SLICE("conf/none.conf")).p);
	for (const struct asset *a = assets; a->name; a++)
		assert_int_equal(a->data[a->bytes], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_err), cmocka_unit_test(test_slices),
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_str),
		cmocka_unit_test(test_vec), cmocka_unit_test(test_arena),
		cmocka_unit_test(test_hash), cmocka_unit_test(test_paths),
		cmocka_unit_test(test_xdg), cmocka_unit_test(test_clock),
		cmocka_unit_test(test_assets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
