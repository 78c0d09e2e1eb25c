/* The names of all subjects, and an index of them that always fits: whatever
 * comes in, in whatever order, what is brought up to date is byte by byte what
 * is made anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/path.h"
#include "flow/namebook.h"
#include "storekit.h"

enum { FILE_MOST = 8 << 20 };

/* --- what is told -------------------------------------------------------- */

static int begin(void *ctx, uint64_t stamp, bool whole, struct err *e)
{
	(void)stamp;
	(void)e;
	str_addz(ctx, whole ? "" : "since ");
	return 0;
}

static int subject(void *ctx, int64_t number, struct err *e)
{
	(void)number;
	(void)e;
	str_addz(ctx, "| ");
	return 0;
}

static int name(void *ctx, const struct store_name *n, struct err *e)
{
	(void)e;
	str_addf(ctx, "%.*s%s%s%s ", SLICE_ARG(n->written),
		 n->person ? ":p" : "", n->weak ? ":w" : "",
		 n->past ? ":o" : "");
	return 0;
}

static const struct name_sink sink = { begin, subject, name };

static void expect(struct kit *k, uint64_t since, const char *want)
{
	struct str got = STR_INIT(1 << 20);
	struct err e = {0};

	assert_int_equal(store_names(k->s, since, &sink, &got, &e), 0);
	assert_string_equal(str_cstr(&got), want);
	str_free(&got);
}

static uint64_t stamp_of(struct kit *k)
{
	uint64_t stamp;
	struct err e = {0};

	assert_int_equal(store_names_stamp(k->s, &stamp, &e), 0);
	return stamp;
}

static void test_told(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	uint64_t first, second;

	assert_int_equal(stamp_of(k), 0);
	expect(k, 0, "");
	kit_list_version(k, "2025-01-01",
		"a name=Ales target_kind=person other_name=Ales"
		" other_name@~weak=Alik other_name@~strong=Alik;"
		"b name=Zarya target_kind=entity; c name=Volga; d name=D;"
		"e name=E", NULL);
	first = stamp_of(k);
	assert_true(first != 0);
	expect(k, 0, "| Ales:p Alik:p | Zarya | Volga | D | E ");
	expect(k, first, "since ");
	expect(k, first + 1, "| Ales:p Alik:p | Zarya | Volga | D | E ");

	/* A name that is no longer said, one that is gone, and one that the
	 * row of a pending removal still has. */
	kit_list_version(k, "2025-02-01",
		"a name=Alexander target_kind=person; b name=Zarya"
		" target_kind=entity; d name=D; e name=E", NULL);
	second = stamp_of(k);
	assert_true(second != first);
	expect(k, 0, "| Alexander:p Ales:p:o Alik:p:o | Zarya | Volga | D | E ");
	expect(k, first, "since | Alexander:p Ales:p:o Alik:p:o | Volga ");

	/* News names nobody, and what is refused moves nothing. */
	assert_int_equal(kit_import(k, "n", "2025-03-01", false, KIND_news,
				    "x title=Freed url=http://x/", NULL, &e),
			 0);
	assert_int_equal(stamp_of(k), second);
	assert_int_equal(kit_import(k, "l", "2025-03-01", true,
				    KIND_designation, "", NULL, &e), -1);
	assert_int_equal(stamp_of(k), second);
	err_clear(&e);
	assert_int_equal(kit_import(k, "p", "2025-03-01", false, KIND_person,
				    "y name=Maria", NULL, &e), 0);
	assert_true(stamp_of(k) != second);
	expect(k, second, "since | Maria:p ");

	assert_int_equal(store_purge(k->s, false, &e), 0);
	assert_int_equal(stamp_of(k), 0);
	expect(k, second, "");
}

static void test_numbers(void **state)
{
	struct kit *k = *state;
	struct arena mem = ARENA_INIT(1 << 16);
	struct store_called who;
	struct err e = {0};
	int64_t number = 0;

	kit_list_version(k, "2025-01-01", "a name=Ales", NULL);
	assert_int_equal(store_called(k->s, 1, &mem, &who, &e), 1);
	assert_int_equal(who.kind, KIND_designation);
	assert_true(slice_is(who.source, "l"));
	assert_int_equal(store_number(k->s, slice_of(who.id), &number, &e), 1);
	assert_int_equal(number, 1);
	assert_int_equal(store_called(k->s, 77, &mem, &who, &e), 0);
	assert_int_equal(store_number(k->s, SLICE("d-nobody"), &number, &e),
			 0);
	arena_free(&mem);
}

/* --- the index ----------------------------------------------------------- */

static void read_all(const char *file, struct str *out)
{
	struct err e = {0};

	str_clear(out);
	assert_int_equal(path_read(file, out, NULL, &e), 0);
}

/* The file brought up to date is the one made anew. */
static void fits(struct kit *k, const char *file)
{
	struct str got = STR_INIT(FILE_MOST), want = STR_INIT(FILE_MOST);
	char other[128];
	struct err e = {0};

	snprintf(other, sizeof(other), "%s-anew", file);
	if (namebook_update(k->s, file, &e) < 0 ||
	    namebook_update(k->s, other, &e) < 0)
		fail_msg("update: %s", e.msg);
	read_all(file, &got);
	read_all(other, &want);
	unlink(other);
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.p, want.p, want.n);
	str_free(&got);
	str_free(&want);
}

static unsigned long draw(unsigned long *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* A version of any date, of a few parties with one of a few names each. */
static void version(struct kit *k, unsigned long *r)
{
	struct str text = STR_INIT(1 << 16);
	char date[16], source[4];
	bool complete = draw(r) % 4 != 0;
	struct err e = {0};

	for (int i = 0; i < 9; i++) {
		if (draw(r) % 5 == 0)
			continue;
		str_addf(&text, "%c name=N%lu other_name=O%lu%s;", 'a' + i,
			 draw(r) % 3, draw(r) % 3,
			 draw(r) % 7 ? "" : " subject=z");
	}
	if (text.n == 0)
		str_addz(&text, "a name=N0");
	snprintf(date, sizeof(date), "2025-%02lu-%02lu", draw(r) % 10 + 1,
		 draw(r) % 28 + 1);
	snprintf(source, sizeof(source), "s%lu", draw(r) % 2);
	kit_import(k, source, date, complete, KIND_designation,
		   str_cstr(&text), NULL, &e);
	str_free(&text);
}

static void test_any_order(void **state)
{
	struct kit *k = *state;
	unsigned long r = 88172645463325252u;
	char file[128];

	snprintf(file, sizeof(file), "%s-names", k->file);
	for (int i = 0; i < 60; i++) {
		version(k, &r);
		if (draw(&r) % 3)
			fits(k, file);
	}
	fits(k, file);
}

static void test_file(void **state)
{
	struct kit *k = *state;
	struct name_index *ix, *same;
	struct str bytes = STR_INIT(FILE_MOST);
	struct stat a, b;
	char file[128];
	struct err e = {0};

	snprintf(file, sizeof(file), "%s-names", k->file);
	assert_int_equal(namebook_check(&ix, k->s, file, &e), 0);
	assert_null(ix);
	assert_int_equal(namebook_open(&ix, k->s, file, &e), 0);
	assert_int_equal(index_names(ix), 0);
	namebook_close(&ix, file);
	kit_list_version(k, "2025-01-01", "a name=Ales; b name=Maria", NULL);
	assert_int_equal(namebook_check(&ix, k->s, file, &e), 0);
	assert_null(ix);
	assert_int_equal(namebook_open(&ix, k->s, file, &e), 0);
	assert_int_equal(index_names(ix), 2);

	/* What fits is not made again. */
	assert_int_equal(stat(file, &a), 0);
	assert_int_equal(namebook_open(&same, k->s, file, &e), 0);
	assert_int_equal(namebook_update(k->s, file, &e), 0);
	assert_int_equal(stat(file, &b), 0);
	assert_int_equal(a.st_ino, b.st_ino);
	namebook_close(&same, file);
	namebook_close(&ix, file);
	assert_int_equal(namebook_check(&ix, k->s, file, &e), 0);
	assert_int_equal(index_names(ix), 2);
	index_close(&ix);

	/* Damaged in the middle: told, forgotten, made anew. */
	read_all(file, &bytes);
	bytes.p[600] = (char)(bytes.p[600] ^ 1);
	assert_int_equal(path_replace(file, str_slice(&bytes), &e), 0);
	assert_int_equal(namebook_check(&ix, k->s, file, &e), -1);
	assert_int_equal(e.code, ERR_FORMAT);
	err_clear(&e);
	assert_int_equal(namebook_open(&ix, k->s, file, &e), 0);
	assert_int_equal(index_check(ix, &e), -1);
	namebook_close(&ix, file);
	assert_int_equal(stat(file, &a), -1);
	err_clear(&e);
	/* At its head: made anew at once. */
	bytes.n = 300;
	assert_int_equal(path_replace(file, str_slice(&bytes), &e), 0);
	assert_int_equal(namebook_open(&ix, k->s, file, &e), 0);
	assert_int_equal(index_check(ix, &e), 0);
	assert_int_equal(index_names(ix), 2);
	namebook_close(&ix, file);
	str_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_any_order, kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(test_file, kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(test_numbers, kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(test_told, kit_set_up, kit_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
