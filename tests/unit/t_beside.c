/* Logs that lie beside a store: whose each is, and that none is lost. */
#include <setjmp.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/path.h"
#include "store/copy.h"
#include "storekit.h"

static struct store *open_as(struct kit *k, const char *file, struct err *e)
{
	struct store_options o = kit_options(k);
	struct store *s = NULL;

	o.file = file;
	store_open(&s, &o, e);
	return s;
}

/* Another store with one list, at `to`; its own words are not looked at. */
static void put_other(struct kit *k, const char *text, const char *to)
{
	struct kit other = { .now = k->now };
	struct err e = {0};
	char staged[128];

	snprintf(other.file, sizeof(other.file), "%s/other.db", k->dir);
	snprintf(staged, sizeof(staged), "%s/staged.db", k->dir);
	kit_open(&other);
	kit_list_version(&other, "2025-01-01", text, NULL);
	if (store_snapshot(other.s, staged, NULL, NULL, &e) < 0)
		fail_msg("snapshot: %s", e.msg);
	store_close(&other.s);
	copy_remove(other.file);
	assert_int_equal(rename(staged, to), 0);
}

static void old_log(const struct kit *k, int i, char name[PATH_BYTES])
{
	assert_true(copy_old_log(k->file, i, name));
}

/* Times of making are what this goes by. */
static void skip_without_births(const struct kit *k)
{
#ifdef STATX_BTIME
	struct statx x;

	if (statx(AT_FDCWD, k->file, 0, STATX_BTIME, &x) == 0 &&
	    x.stx_mask & STATX_BTIME)
		return;
#endif
	(void)k;
	skip();
}

/* What was not written into the old file is kept, in a place of its own, and who
 * opened the new one can tell. */
static void keeps_every_log(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	char old[PATH_BYTES], want[PATH_BYTES];
	struct stat st;

	skip_without_births(k);
	for (int i = 0; i < 3; i++) {
		struct store *s;

		kit_list_version(k, i ? "2026-01-01" : "2024-01-01",
				 i == 1 ? "c name=Mine" : "d name=Mine", NULL);
		put_other(k, "a name=New", k->file);
		s = open_as(k, k->file, &e);
		assert_non_null(s);
		old_log(k, i, want);
		assert_non_null(store_aside(s));
		assert_string_equal(strrchr(store_aside(s), '/'),
				    strrchr(want, '/'));
		store_close(&k->s);
		k->s = s;
		kit_expect(k, &kit_parties, "", "name", "New");
	}
	for (int i = 0; i < 3; i++) {
		old_log(k, i, old);
		assert_int_equal(stat(old, &st), 0);
		assert_true(st.st_size > 0);
	}
}

/* Where nothing was in it there is nothing to tell. */
static void tells_of_no_empty_log(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	char old[PATH_BYTES];

	assert_null(store_aside(k->s));
	store_close(&k->s);
	put_other(k, "a name=New", k->file);
	k->s = open_as(k, k->file, &e);
	assert_non_null(k->s);
	assert_null(store_aside(k->s));
	old_log(k, 0, old);
	assert_false(path_exists(old));
}

/* Two names, one note: who has the new file open through a link keeps its log,
 * whatever number that has. */
static void knows_links(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	struct store *other;
	char link[256], lock[272], old[PATH_BYTES];

	snprintf(link, sizeof(link), "%s/link.db", k->dir);
	assert_int_equal(symlink(k->file, link), 0);
	store_close(&k->s);
	put_other(k, "a name=New", k->file);
	other = open_as(k, link, &e);
	if (!other)
		fail_msg("open: %s", e.msg);
	snprintf(lock, sizeof(lock), "%s-lock", link);
	assert_false(path_exists(lock));
	k->s = other;
	kit_list_version(k, "2026-01-01", "a name=Late", NULL);
	k->s = open_as(k, k->file, &e);
	assert_non_null(k->s);
	assert_null(store_aside(k->s));
	old_log(k, 0, old);
	assert_false(path_exists(old));
	kit_expect(k, &kit_parties, "", "name", "Late");
	store_close(&other);
	kit_expect(k, &kit_parties, "", "name", "Late");
}

/* The note says that the log is of another file, but somebody has the one that
 * is in place open: it is not touched. */
static void leaves_what_lives(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	char lock[256], note[128] = "", wal[256];
	struct stat before, after;
	FILE *f;

	skip_without_births(k);
	kit_list_version(k, "2024-01-01", "a name=Mine", NULL);
	store_close(&k->s);
	kit_open(k);
	kit_list_version(k, "2025-01-01", "a name=More", NULL);
	snprintf(lock, sizeof(lock), "%s-lock", k->file);
	snprintf(wal, sizeof(wal), "%s-wal", k->file);
	assert_int_equal(stat(wal, &before), 0);
	f = fopen(lock, "r+");
	assert_non_null(f);
	assert_int_equal(fread(note, 1, 108, f) > 60, 1);
	note[2 + 21 + 19] = note[2 + 21 + 19] == '0' ? '1' : '0';
	rewind(f);
	fwrite(note, 1, 60, f);
	fclose(f);
	assert_null(open_as(k, k->file, &e));
	assert_int_equal(e.code, ERR_STORE);
	assert_non_null(strstr(e.msg, "try again"));
	assert_int_equal(stat(wal, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	kit_expect(k, &kit_parties, "", "name", "More");
	store_close(&k->s);
	kit_open(k);
	kit_expect(k, &kit_parties, "", "name", "More");
}

/* A number that came again is no proof: the log was made at another time. */
static void takes_no_number_for_proof(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	char lock[256], note[128] = "", old[PATH_BYTES];
	struct store *s;
	FILE *f;

	kit_list_version(k, "2024-01-01", "a name=Mine", NULL);
	snprintf(lock, sizeof(lock), "%s-lock", k->file);
	f = fopen(lock, "r+");
	assert_non_null(f);
	assert_int_equal(fread(note, 1, 108, f) > 106, 1);
	note[2 + 21 + 19] = note[2 + 21 + 19] == '0' ? '1' : '0';
	note[2 + 4 * 21 + 19] = note[2 + 4 * 21 + 19] == '0' ? '1' : '0';
	rewind(f);
	fwrite(note, 1, 107, f);
	fclose(f);
	s = open_as(k, k->file, &e);
	if (!s)
		fail_msg("open: %s", e.msg);
	assert_null(store_aside(s));
	old_log(k, 0, old);
	assert_false(path_exists(old));
	store_close(&s);
	kit_expect(k, &kit_parties, "", "name", "Mine");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, kit_set_up, kit_tear_down)
		TEST(keeps_every_log),
		TEST(tells_of_no_empty_log),
		TEST(knows_links),
		TEST(leaves_what_lives),
		TEST(takes_no_number_for_proof),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
