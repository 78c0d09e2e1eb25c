/* A store whose file is replaced while it is open: nobody writes to what is not
 * in place any more, nobody's log is taken for another's, and own words stay. */
#include <setjmp.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "base/path.h"
#include "store/copy.h"
#include "storekit.h"

/* A collector's store beside, with one list, and a snapshot of it. */
static void collect(struct kit *k, const char *text, char staged[128])
{
	struct kit other = { .now = k->now };
	struct err e = {0};

	snprintf(other.file, sizeof(other.file), "%s/other.db", k->dir);
	kit_open(&other);
	kit_list_version(&other, "2025-01-01", text, NULL);
	snprintf(staged, 128, "%s/staged.db", k->dir);
	if (store_snapshot(other.s, staged, NULL, NULL, &e) < 0)
		fail_msg("snapshot: %s", e.msg);
	store_close(&other.s);
	unlink(other.file);
	copy_remove_logs(other.file);
}

static void switch_to(struct store *s, const char *staged)
{
	const struct origin o = {
		.from = SLICE("host:dir"), .at = 5, .etag = SLICE("\"x\""),
		.manifest = SLICE("m=1\n"),
	};
	struct err e = {0};

	if (store_switch(s, staged, &o, &e) < 0)
		fail_msg("switch: %s", e.msg);
}

static struct store *another(struct kit *k)
{
	struct store_options o = kit_options(k);
	struct store *s = NULL;
	struct err e = {0};

	if (store_open(&s, &o, &e) < 0)
		fail_msg("open: %s", e.msg);
	return s;
}

/* A reader goes on with what he has until he follows; then he has the new. */
static void follows(void **state)
{
	struct kit *k = *state;
	struct store *puller;
	struct err e = {0};
	char staged[128];

	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	collect(k, "a name=New; b name=Newer", staged);
	puller = another(k);
	assert_false(store_replaced(k->s));
	assert_int_equal(store_follow(k->s, &e), 0);
	switch_to(puller, staged);
	assert_false(store_replaced(puller));
	assert_true(store_replaced(k->s));
	kit_expect(k, &kit_parties, "", "name", "Old");
	assert_int_equal(store_follow(k->s, &e), 1);
	kit_expect(k, &kit_parties, "", "name", "New,Newer");
	assert_int_equal(store_follow(k->s, &e), 0);
	store_close(&puller);
}

/* Whoever has the old file open is told, under the writer's lock. */
static void does_not_write_to_the_old_one(void **state)
{
	struct kit *k = *state;
	struct store *puller;
	struct store_tx *tx = NULL;
	struct source source = { .key = SLICE("l"), .title = SLICE("l") };
	const struct store_fetch f = { .source = &source, .complete = true };
	struct err e = {0};
	char staged[128];

	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	collect(k, "a name=New", staged);
	puller = another(k);
	switch_to(puller, staged);
	assert_int_equal(store_begin(&tx, k->s, &f, &e), -1);
	assert_non_null(strstr(e.msg, "nothing was written: try again"));
	e = (struct err){0};
	assert_int_equal(store_follow(k->s, &e), 1);
	kit_list_version(k, "2025-02-01", "a name=Mine", NULL);
	kit_expect(k, &kit_parties, "", "name", "Mine");
	store_close(&puller);
}

/* SQLite removes the log of who closes last, by its name: here that of a file
 * that is gone, while the new one's holds rows that are nowhere else. */
static void closes_without_harm(void **state)
{
	struct kit *k = *state;
	struct store *old, *puller;
	char staged[128], wal[PATH_BYTES];
	char real[PATH_BYTES];
	struct stat st;

	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	collect(k, "a name=New", staged);
	old = another(k);
	puller = another(k);
	store_close(&k->s);
	switch_to(puller, staged);
	store_close(&puller);
	kit_open(k);
	kit_list_version(k, "2025-02-01", "a name=Newest", NULL);
	assert_non_null(realpath(k->file, real));
	snprintf(wal, sizeof(wal), "%.*s-wal", PATH_BYTES - 8, real);
	assert_int_equal(stat(wal, &st), 0);
	assert_true(st.st_size > 0);
	store_close(&old);
	assert_int_equal(stat(wal, &st), 0);
	assert_true(st.st_size > 0);
	old = another(k);
	store_close(&k->s);
	k->s = old;
	kit_expect(k, &kit_parties, "", "name", "Newest");
}

static int count(void *ctx, const struct shape *shape, const struct row *r,
		 struct err *e)
{
	int *n = ctx;

	(void)shape;
	(void)r;
	(void)e;
	++*n;
	return 0;
}

/* The screen's windows are of the old file until they are opened again. */
static void windows_outlive_it(void **state)
{
	struct kit *k = *state;
	struct window *w = NULL, *next = NULL;
	struct query q = {0};
	struct err e = {0};
	char staged[128];
	int n = 0;

	kit_list_version(k, "2024-01-01", "a name=Old; b name=Older", NULL);
	collect(k, "a name=New", staged);
	assert_int_equal(query_parse(&q, SLICE("as-of:2024-06-01"), &e), 0);
	assert_int_equal(query_defaults(&q, &kit_parties, &e), 0);
	assert_int_equal(window_open(&w, k->s, &kit_parties, &q, &e), 0);
	switch_to(k->s, staged);
	assert_int_equal(window_open(&next, k->s, &kit_parties, &q, &e), 0);
	assert_int_equal(window_fetch(w, 0, 9, count, &n, &e), 0);
	assert_int_equal(n, 2);
	window_close(&w);
	assert_int_equal(window_fetch(next, 0, 9, count, &n, &e), 0);
	assert_int_equal(window_count(next), 0);
	window_close(&next);
	query_free(&q);
}

static void own_words_stay(void **state)
{
	struct kit *k = *state;
	struct arena mem = ARENA_INIT(65536);
	struct own_mark m;
	struct origin o;
	struct err e = {0};
	char staged[128], id[ID_TEXT];

	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	kit_listing("l/a", id);
	assert_int_equal(own_mark_set(k->s, slice_of(id), SLICE("note"),
				      SLICE("mine"), &e), 0);
	assert_int_equal(store_origin(k->s, &mem, &o, &e), 0);
	assert_int_equal(o.from.n, 0);
	for (int i = 0; i < 3; i++) {
		collect(k, "a name=New", staged);
		switch_to(k->s, staged);
		assert_int_equal(own_mark_get(k->s, slice_of(id), &mem, &m,
					      &e), 0);
		assert_true(slice_is(m.note, "mine"));
	}
	assert_int_equal(store_origin(k->s, &mem, &o, &e), 0);
	assert_true(slice_is(o.from, "host:dir"));
	assert_true(slice_is(o.manifest, "m=1\n"));
	assert_int_equal(o.at, 5);
	assert_int_equal(store_purge(k->s, false, &e), 0);
	assert_int_equal(store_origin(k->s, &mem, &o, &e), 0);
	assert_int_equal(o.from.n, 0);
	arena_free(&mem);
}

/* Whether this process has a lock on the file, as another one sees it. */
static bool is_held(const char *file)
{
	pid_t other = fork();
	int status;

	if (other == 0) {
		struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
		int fd = open(file, O_RDWR);

		_exit(fd < 0 || fcntl(fd, F_GETLK, &l) < 0 ? 2 :
		      l.l_type != F_UNLCK);
	}
	assert_int_equal(waitpid(other, &status, 0), other);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
	return WEXITSTATUS(status) == 1;
}

/* To close any descriptor of a file drops all the locks that this process has
 * on it; without SQLite's, who leaves last takes the log away from under us. */
static void keeps_its_locks(void **state)
{
	struct kit *k = *state;
	struct store *puller;
	struct err e = {0};
	char staged[128], own[128], raw[128];
	struct stat a, b;
	int fd;

	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	snprintf(own, sizeof(own), "%s/s/thaw-own.db", k->dir);
	collect(k, "a name=New", staged);
	puller = another(k);
	switch_to(puller, staged);
	store_close(&puller);
	assert_int_equal(store_follow(k->s, &e), 1);
	assert_true(is_held(k->file));
	assert_true(is_held(own));
	snprintf(raw, sizeof(raw), "%s/raw.db", k->dir);
	fd = open(raw, O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_true(fd >= 0);
	assert_int_equal(store_copy_raw(k->s, fd, &e), 0);
	assert_int_equal(fstat(fd, &b), 0);
	assert_int_equal(stat(k->file, &a), 0);
	assert_int_equal(a.st_size, b.st_size);
	close(fd);
	assert_true(is_held(k->file));
}

/* Another file under the name, while the old one and its log are open. */
static void move_in(struct kit *k, const char *text)
{
	char staged[128];

	collect(k, text, staged);
	assert_int_equal(rename(staged, k->file), 0);
}

static bool has_log(const char *file)
{
	char wal[PATH_BYTES];
	struct stat st;

	snprintf(wal, sizeof(wal), "%s-wal", file);
	return stat(wal, &st) == 0 && st.st_size > 0;
}

/* By no thaw: the log beside it is the old one's, and would be written over what
 * was moved in. */
static void takes_no_log_of_another(void **state)
{
	struct kit *k = *state;
	struct store *late;
	struct err e = {0};
	char old[256];

	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	assert_true(has_log(k->file));
	move_in(k, "a name=New; b name=Newer");
	late = another(k);
	snprintf(old, sizeof(old), "%s-wal.old", k->file);
	assert_true(path_exists(old));
	assert_int_equal(store_follow(k->s, &e), 1);
	kit_expect(k, &kit_parties, "", "name", "New,Newer");
	kit_list_version(k, "2025-02-01", "a name=Mine; b name=Newer", NULL);
	store_close(&k->s);
	k->s = late;
	kit_expect(k, &kit_parties, "", "name", "Mine,Newer");
	store_close(&k->s);
	kit_open(k);
	kit_expect(k, &kit_parties, "", "name", "Mine,Newer");
}

/* Nor where the old file was only removed. */
static void begins_without_the_old_log(void **state)
{
	struct kit *k = *state;
	struct store *late;
	struct err e = {0};
	char shm[256];

	snprintf(shm, sizeof(shm), "%s-shm", k->file);
	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	assert_int_equal(unlink(k->file), 0);
	late = another(k);
	assert_int_equal(store_follow(k->s, &e), 1);
	/* Its locks are still there: nobody else thinks that he is alone. */
	assert_true(is_held(shm));
	kit_expect(k, &kit_parties, "", "name", "");
	kit_list_version(k, "2025-02-01", "a name=New", NULL);
	store_close(&late);
	kit_expect(k, &kit_parties, "", "name", "New");
}

/* A folder that was copied with its log keeps what only that has. */
static void keeps_a_copied_log(void **state)
{
	struct kit *k = *state;
	char cmd[512];

	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	assert_true(has_log(k->file));
	snprintf(cmd, sizeof(cmd), "mkdir %s/c && cp %s* %s/c && "
		 "cp %s/s/thaw-own* %s/c", k->dir, k->file, k->dir, k->dir,
		 k->dir);
	assert_int_equal(system(cmd), 0);
	store_close(&k->s);
	snprintf(k->file, sizeof(k->file), "%s/c/thaw.db", k->dir);
	kit_open(k);
	kit_expect(k, &kit_parties, "", "name", "Old");
}

/* The own words that somebody puts back are those that count. */
static void follows_own_words(void **state)
{
	struct kit *k = *state;
	struct arena mem = ARENA_INIT(65536);
	struct err e = {0};
	struct own_mark m;
	char id[ID_TEXT], cmd[512];

	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	kit_listing("l/a", id);
	store_close(&k->s);
	snprintf(cmd, sizeof(cmd), "cp %s/s/thaw-own.db %s/kept.db", k->dir,
		 k->dir);
	assert_int_equal(system(cmd), 0);
	kit_open(k);
	assert_int_equal(own_mark_set(k->s, slice_of(id), SLICE("note"),
				      SLICE("lost"), &e), 0);
	snprintf(cmd, sizeof(cmd), "mv %s/kept.db %s/s/thaw-own.db", k->dir,
		 k->dir);
	assert_int_equal(system(cmd), 0);
	assert_true(store_replaced(k->s));
	assert_int_equal(store_follow(k->s, &e), 1);
	assert_int_equal(own_mark_get(k->s, slice_of(id), &mem, &m, &e), 0);
	assert_int_equal(m.note.n, 0);
	arena_free(&mem);
}

/* A link that the user has made stays his; what it leads to is replaced. */
static void keeps_links(void **state)
{
	struct kit *k = *state;
	char staged[128], moved[128], to[PATH_BYTES] = "";

	kit_list_version(k, "2024-01-01", "a name=Old", NULL);
	store_close(&k->s);
	snprintf(moved, sizeof(moved), "%s/elsewhere.db", k->dir);
	assert_int_equal(rename(k->file, moved), 0);
	assert_int_equal(symlink("../elsewhere.db", k->file), 0);
	kit_open(k);
	for (int i = 0; i < 2; i++) {
		collect(k, "a name=New", staged);
		switch_to(k->s, staged);
		kit_expect(k, &kit_parties, "", "name", "New");
	}
	assert_true(readlink(k->file, to, sizeof(to) - 1) > 0);
	assert_string_equal(to, "../elsewhere.db");
	assert_true(readlink(moved, to, sizeof(to) - 1) > 0);
	assert_int_equal(strncmp(to, "elsewhere.db.pulled-", 20), 0);
}

/* A snapshot of a snapshot does not tell where that came from. */
static void looks(void **state)
{
	struct kit *k = *state;
	struct copy_is is;
	struct err e = {0};
	struct arena mem = ARENA_INIT(65536);
	struct origin o;
	char staged[128], again[128];

	collect(k, "a name=New; b name=Newer", staged);
	assert_int_equal(copy_look(staged, kit_shapes, NULL, NULL, &is, &e), 0);
	assert_int_equal(is.schema, copy_schema());
	assert_int_equal(is.page_size, 8192);
	assert_true(is.n > 0);
	assert_string_equal(is.view[0].name, "parties");
	assert_int_equal(is.view[0].rows, 2);
	switch_to(k->s, staged);
	snprintf(again, sizeof(again), "%s/again.db", k->dir);
	assert_int_equal(store_snapshot(k->s, again, NULL, NULL, &e), 0);
	switch_to(k->s, again);
	assert_int_equal(store_origin(k->s, &mem, &o, &e), 0);
	assert_true(slice_is(o.from, "host:dir"));
	arena_free(&mem);
}

static void run_in(const char *file, const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static bool at_once(void *ctx)
{
	(void)ctx;
	return true;
}

/* Whoever made the file may have put into it what works when it is asked. */
static void takes_no_life_in_it(void **state)
{
	static const char *const strange[] = {
		"CREATE TRIGGER t AFTER INSERT ON meta BEGIN SELECT 1; END",
		("CREATE VIEW v AS WITH RECURSIVE t(x) AS (SELECT 1 UNION"
		 " SELECT x + 1 FROM t) SELECT x FROM t"),
		"CREATE VIRTUAL TABLE v USING rtree(id, a, b)",
		"ALTER TABLE ended ADD COLUMN g TEXT AS (hex(zeroblob(9)))",
	};
	struct kit *k = *state;
	struct copy_is is;
	char staged[128];

	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		struct err e = {0};

		collect(k, "a name=New", staged);
		run_in(staged, strange[i]);
		assert_int_equal(copy_look(staged, kit_shapes, NULL, NULL, &is,
					   &e), -1);
		assert_non_null(strstr(e.msg, "not a store of thaw"));
	}
}

static void looks_no_longer_than_wanted(void **state)
{
	struct kit *k = *state;
	struct copy_is is;
	struct err e = {0};
	char staged[128];

	collect(k, "a name=New", staged);
	run_in(staged, "CREATE TABLE many(x); WITH RECURSIVE t(x) AS (SELECT 1"
	       " UNION ALL SELECT x + 1 FROM t LIMIT 20000) INSERT INTO many"
	       " SELECT x FROM t");
	assert_int_equal(copy_look(staged, kit_shapes, at_once, NULL, &is, &e),
			 -1);
	assert_int_equal(e.code, ERR_STOPPED);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, kit_set_up, kit_tear_down)
		TEST(follows),
		TEST(does_not_write_to_the_old_one),
		TEST(closes_without_harm),
		TEST(windows_outlive_it),
		TEST(own_words_stay),
		TEST(takes_no_log_of_another),
		TEST(begins_without_the_old_log),
		TEST(keeps_a_copied_log),
		TEST(follows_own_words),
		TEST(keeps_its_locks),
		TEST(keeps_links),
		TEST(looks),
		TEST(takes_no_life_in_it),
		TEST(looks_no_longer_than_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
