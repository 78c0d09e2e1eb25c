/* Opening, own words, subjects, documents, sources, purge, hostile files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/path.h"
#include "storekit.h"
#include "store/inside.h"

static void put(struct kit *k, const char *source, const char *evidence,
		const char *text)
{
	struct err e = {0};

	if (kit_import(k, source, evidence, false, KIND_person, text, NULL,
		       &e) < 0)
		fail_msg("%s", e.msg);
}

static void files_are_private(void **state)
{
	static const char *const names[] = { "", "/thaw.db", "/thaw-own.db",
					     "/thaw.db-wal" };
	struct kit k;

	(void)state;
	kit_start(&k);
	put(&k, "s", NULL, "a name=A");
	for (size_t i = 0; i < 4; i++) {
		char file[128];
		struct stat st;

		snprintf(file, sizeof(file), "%s/s%s", k.dir, names[i]);
		assert_int_equal(stat(file, &st), 0);
		assert_int_equal(st.st_mode & 0777, i ? 0600 : 0700);
	}
	kit_stop(&k);
}

static const struct { const char *what, *content; } foreign[] = {
	{ "a text", "this is not a database, but long enough to be looked at"
	  " twice by anybody who cares about headers of files, is it not" },
	{ "a cut header", "SQLite format 3" },
};

static void foreign_files_stay(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
		struct str now = STR_INIT(4096);
		struct store_options o;
		struct err e = {0};
		struct kit k;

		kit_start(&k);
		store_close(&k.s);
		snprintf(k.file, sizeof(k.file), "%s/x.db", k.dir);
		assert_int_equal(path_replace(k.file,
					      slice_of(foreign[i].content),
					      &e), 0);
		o = kit_options(&k);
		assert_int_equal(store_open(&k.s, &o, &e), -1);
		assert_null(k.s);
		assert_int_equal(e.code, ERR_STORE);
		assert_non_null(strstr(e.msg, k.file));
		err_clear(&e);
		assert_int_equal(path_read(k.file, &now, NULL, &e), 0);
		assert_string_equal(str_cstr(&now), foreign[i].content);
		str_free(&now);
		kit_stop(&k);
	}
}

static void newer_files_are_refused(void **state)
{
	struct store_options o;
	struct err e = {0};
	struct kit k;
	char cmd[256];

	(void)state;
	kit_start(&k);
	store_close(&k.s);
	o = kit_options(&k);
	snprintf(cmd, sizeof(cmd), "sqlite3 %s 'PRAGMA user_version = 99'",
		 k.file);
	if (system(cmd) == 0) {
		assert_int_equal(store_open(&k.s, &o, &e), -1);
		assert_non_null(strstr(e.msg, "newer"));
	}
	kit_stop(&k);
}

static void a_reader_never_creates(void **state)
{
	struct store_options o;
	struct err e = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	o = kit_options(&k);
	o.read_only = true;
	store_close(&k.s);
	assert_int_equal(store_open(&k.s, &o, &e), 0);
	store_close(&k.s);
	snprintf(k.file, sizeof(k.file), "%s/none.db", k.dir);
	assert_int_equal(store_open(&k.s, &o, &e), -1);
	assert_false(path_exists(k.file));
	kit_stop(&k);
}

/* An article, the people it names, and the counts that come of it. */
static void documents_are_cited(void **state)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct err e = {0};
	struct facts f;
	struct kit k;
	char id[ID_TEXT];

	(void)state;
	kit_start(&k);
	put(&k, "s", NULL, "news:n1 title=Freed url=https://x.example/1"
	    " publisher=Example published=2025-12-14 text=long_text;"
	    "event:ev date=2025-12-13;"
	    "p1 name=Ales custody=freed event=ev doc=n1;"
	    "p2 name=Maria event=ev doc=n1");
	put(&k, "t", NULL, "news:m title=Freed_again"
	    " url=https://x.example/1");
	kit_expect(&k, &kit_events, "", "members", "2");
	kit_expect(&k, &kit_news, "", "copies", "2,2");
	kit_expect(&k, &kit_news, "", "claims", "5,0");
	kit_expect(&k, &kit_people, "as-of:2025-12-13", "name", "");
	kit_expect(&k, &kit_people, "as-of:2025-12-14", "name", "Ales,Maria");
	/* one of them leaves the event: both numbers follow */
	put(&k, "s", NULL, "p2 name=Maria doc=n1");
	kit_expect(&k, &kit_events, "", "members", "1");
	kit_expect(&k, &kit_news, "", "claims", "4,0");
	record_id(KIND_person, SLICE("s"), SLICE("p1"), id);
	assert_int_equal(store_subject(k.s, slice_of(id), SLICE_NONE, &mem,
				       &f, &e), 1);
	assert_true(slice_is(f.fact[0].doc_title, "Freed"));
	assert_true(slice_is(f.fact[0].doc_published, "2025-12-14"));
	assert_true(slice_is(f.fact[0].claim.as_of, "2025-12-14"));
	record_id(KIND_news, SLICE("s"), SLICE("n1"), id);
	assert_int_equal(store_subject(k.s, slice_of(id), SLICE_NONE, &mem,
				       &f, &e), 1);
	assert_true(slice_is(facts_value(&f, PROP_text), "long text"));
	arena_free(&mem);
	kit_stop(&k);
}

static void people_of_two_records_are_one(void **state)
{
	struct kit k;

	(void)state;
	kit_start(&k);
	put(&k, "s", NULL, "r1 subject=ales name=Ales custody=freed;"
	    "r2 subject=ales name=Ales custody=held; r3 name=Maria");
	kit_expect(&k, &kit_people, "", "name", "Ales,Maria");
	kit_expect(&k, &kit_people, "", "disputed", "true,false");
	kit_expect(&k, &kit_people, "is:disputed", "name", "Ales");
	kit_expect(&k, &kit_people, "", "sources", "|s|,|s|");
	kit_expect(&k, &kit_people, "", "seen",
		   "2025-11-24T16:00:00Z,2025-11-24T16:00:00Z");
	/* a record that moves to another subject takes its claims along */
	put(&k, "s", NULL, "r2 subject=ihar name=Ihar custody=held");
	kit_expect(&k, &kit_people, "", "name", "Ales,Ihar,Maria");
	kit_expect(&k, &kit_people, "is:disputed", "name", "");
	kit_stop(&k);
}

static void ids_may_be_cut(void **state)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct err e = {0};
	struct facts f;
	struct kit k;
	char id[ID_TEXT];

	(void)state;
	kit_start(&k);
	put(&k, "s", NULL, "a name=A; b name=B");
	record_id(KIND_person, SLICE("s"), SLICE("a"), id);
	assert_int_equal(store_subject(k.s, slice_make(id, 8), SLICE_NONE,
				       &mem, &f, &e), 1);
	assert_true(slice_is(f.id, id));
	assert_true(slice_is(f.subject, "a"));
	assert_int_equal(store_subject(k.s, SLICE("p-"), SLICE_NONE, &mem, &f,
				       &e), -1);
	err_clear(&e);
	assert_int_equal(store_subject(k.s, SLICE("q-1"), SLICE_NONE, &mem,
				       &f, &e), 0);
	arena_free(&mem);
	kit_stop(&k);
}

static void own_words_outlive_a_purge(void **state)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct own_mark m;
	struct err e = {0};
	struct kit k;
	char id[ID_TEXT];

	(void)state;
	kit_start(&k);
	put(&k, "s", NULL, "a name=A");
	record_id(KIND_person, SLICE("s"), SLICE("a"), id);
	assert_int_equal(own_mark_set(k.s, slice_of(id), SLICE("note"),
				      SLICE("ask again"), &e), 0);
	assert_int_equal(own_mark_set(k.s, slice_of(id), SLICE("starred"),
				      SLICE_NONE, &e), 0);
	assert_int_equal(own_mark_set(k.s, slice_of(id), SLICE("loved"),
				      SLICE_NONE, &e), -1);
	err_clear(&e);
	assert_int_equal(own_mark_set(k.s, SLICE("p-none"), SLICE("read"),
				      SLICE_NONE, &e), -1);
	err_clear(&e);
	assert_int_equal(store_purge(k.s, false, &e), 0);
	kit_expect(&k, &kit_people, "", "name", "");
	put(&k, "s", NULL, "a name=A");
	assert_int_equal(own_mark_get(k.s, slice_of(id), &mem, &m, &e), 0);
	assert_true(m.starred && !m.read && slice_is(m.note, "ask again"));
	assert_int_equal(store_purge(k.s, true, &e), 0);
	assert_int_equal(own_mark_get(k.s, slice_of(id), &mem, &m, &e), 0);
	assert_false(m.starred);
	arena_free(&mem);
	kit_stop(&k);
}

static int64_t rows_in(struct kit *k, const char *text)
{
	struct err e = {0};
	int64_t n = -1;

	assert_int_equal(sql_number(&k->s->q, text, 0, &n, &e), 0);
	return n;
}

/* What checks have found names people, and what the user says of it does. */
static void nothing_outlives_a_purge_of_all(void **state)
{
	static const char fill[] =
		"INSERT INTO conflict VALUES (1, 'x-1', 1, 'w', 'a', 's', 1);"
		"INSERT INTO conflict_of VALUES (1, 1, 1);"
		"INSERT INTO own.work(public, source, key, state, at)"
		" VALUES ('r-1', 's', 'a', 'accepted', 1);"
		"INSERT INTO own.dispute(public, source, key, word, about, sum,"
		" verdict, note, at) VALUES ('p-1', 's', 'a', 'w', 'a', 's',"
		" 'open', 'Jane', 1)";
	static const char found[] = "SELECT (SELECT count(*) FROM conflict) +"
		" (SELECT count(*) FROM conflict_of)";
	static const char own[] = "SELECT (SELECT count(*) FROM own.work) +"
		" (SELECT count(*) FROM own.dispute)";
	struct err e = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	put(&k, "s", NULL, "a name=A");
	assert_int_equal(sql_run(&k.s->q, fill, &e), 0);
	assert_int_equal(store_purge(k.s, false, &e), 0);
	assert_int_equal(rows_in(&k, found), 0);
	assert_int_equal(rows_in(&k, own), 2);
	assert_int_equal(store_purge(k.s, true, &e), 0);
	assert_int_equal(rows_in(&k, own), 0);
	kit_stop(&k);
}

/* What is said of a conflict is said of the sides that were read. */
static void a_word_is_of_what_was_read(void **state)
{
	static const struct {
		struct slice id, sum;
		int rc, words;
		enum err_code code;
	} cases[] = {
		{ { "x-1", 3 }, { "old", 3 }, -1, 0, ERR_REFUSED },
		{ { "x-2", 3 }, { "old", 3 }, -1, 0, ERR_USAGE },
		{ { "x-1", 3 }, { "new", 3 }, 0, 1, ERR_NONE },
		{ { "x-1", 3 }, { NULL, 0 }, 0, 2, ERR_NONE },
	};
	struct err e = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	put(&k, "s", NULL, "a name=A");
	assert_int_equal(sql_run(&k.s->q, "INSERT INTO conflict SELECT 1,"
		" 'x-1', min(id), 'w', 'a', 'new', 1 FROM subject", &e), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		err_clear(&e);
		assert_int_equal(own_dispute_set(k.s, cases[i].id,
				SLICE("error"), SLICE_NONE, SLICE_NONE,
				cases[i].sum, &e), cases[i].rc);
		assert_int_equal(e.code, cases[i].code);
		assert_int_equal(rows_in(&k, "SELECT count(*) FROM own.dispute"
					 " WHERE sum = 'new'"), cases[i].words);
	}
	kit_stop(&k);
}

enum { OPENERS = 6, ROUNDS = 8 };

static void open_when_told(struct kit *k, int go)
{
	struct store_options o = kit_options(k);
	struct err e = {0};
	struct store *s;
	char c;
	int rc;

	if (read(go, &c, 1) < 0)
		_exit(2);
	rc = store_open(&s, &o, &e);
	if (rc < 0)
		fprintf(stderr, "%s\n", e.msg);
	_exit(rc < 0);
}

/* Of those who come first each makes what is not there yet. */
static void many_open_a_new_store(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		pid_t pid[OPENERS];
		int go[2], status;
		struct kit k;

		kit_start(&k);
		snprintf(k.file, sizeof(k.file), "%s/new.db", k.dir);
		assert_int_equal(pipe(go), 0);
		for (int i = 0; i < OPENERS; i++) {
			pid[i] = fork();
			if (pid[i] == 0) {
				close(go[1]);
				open_when_told(&k, go[0]);
			}
		}
		close(go[0]);
		close(go[1]);
		for (int i = 0; i < OPENERS; i++) {
			waitpid(pid[i], &status, 0);
			assert_int_equal(status, 0);
		}
		kit_stop(&k);
	}
}

static int count_attempts(void *ctx, int64_t at,
			  const struct source_state *st, struct err *e)
{
	(void)at;
	(void)e;
	str_addf(ctx, "%.*s ", SLICE_ARG(st->outcome));
	return 0;
}

static int add_key(void *ctx, struct slice key, int64_t n, struct err *e)
{
	(void)e;
	str_addf(ctx, "%.*s:%d ", SLICE_ARG(key), (int)n);
	return 0;
}

static void attempts_are_kept(void **state)
{
	struct source src = { .key = SLICE("s") };
	struct store_fetch f = { .source = &src, .status = 304,
				 .sha256 = SLICE("ab"),
				 .validators = SLICE("u\x1f" "e\x1f" "l") };
	struct arena mem = ARENA_INIT(1 << 20);
	struct str told = STR_INIT(4096);
	struct source_state st;
	struct store_last last;
	struct store_tx *tx;
	struct err e = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	assert_int_equal(store_source_state(k.s, src.key, SLICE_NONE, &mem,
					    &st, &e), 0);
	assert_true(slice_is(st.key, "s") && !st.attempt_at);
	assert_int_equal(store_begin(&tx, k.s, &f, &e), 0);
	assert_int_equal(kit_puts(tx, KIND_person, "a name=A", &e), 0);
	assert_int_equal(store_accept(&tx, false, &(struct store_result){0},
				      &e), 0);
	k.now += 60;
	assert_int_equal(store_attempt(k.s, &f, "same", NULL, &e), 0);
	k.now += 60;
	assert_int_equal(store_attempt(k.s, &f, "failed", "no route", &e), 0);
	assert_int_equal(store_last(k.s, src.key, &mem, &last, &e), 0);
	assert_true(slice_is(last.sha256, "ab"));
	assert_true(slice_eq(last.validators, f.validators));
	assert_int_equal(last.at, k.now);
	assert_int_equal(last.good_at, k.now - 60);
	assert_int_equal(store_source_state(k.s, src.key, SLICE_NONE, &mem,
					    &st, &e), 0);
	assert_true(slice_is(st.why, "no route") && st.records == 1);
	assert_int_equal(store_attempts(k.s, src.key, 2, count_attempts,
					&told, &e), 0);
	assert_string_equal(str_cstr(&told), "failed same ");
	str_clear(&told);
	assert_int_equal(store_source_keys(k.s, add_key, &told, &e), 0);
	assert_string_equal(str_cstr(&told), "s:1 ");
	str_free(&told);
	arena_free(&mem);
	kit_stop(&k);
}

static void other_handles_are_told(void **state)
{
	struct store_options o;
	struct str out = STR_INIT(1 << 16);
	struct store *other;
	struct err e = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	o = kit_options(&k);
	o.read_only = true;
	assert_int_equal(store_open(&other, &o, &e), 0);
	assert_false(store_changed(other));
	put(&k, "s", NULL, "a name=A");
	assert_true(store_changed(other));
	assert_false(store_changed(other));
	assert_int_equal(store_check(other, &out, &e), 0);
	assert_non_null(strstr(str_cstr(&out), "SQLite 3."));
	assert_non_null(strstr(str_cstr(&out), "ok"));
	str_free(&out);
	store_close(&other);
	kit_stop(&k);
}

static void missing_rows_are_told(void **state)
{
	struct str out = STR_INIT(1 << 16);
	struct err e = {0};
	char cmd[256];
	struct kit k;

	(void)state;
	kit_start(&k);
	put(&k, "s", NULL, "a name=A");
	store_close(&k.s);
	snprintf(cmd, sizeof(cmd), "sqlite3 %s 'DELETE FROM subject'",
		 k.file);
	if (system(cmd) == 0) {
		kit_open(&k);
		assert_int_equal(store_check(k.s, &out, &e), -1);
		assert_non_null(strstr(e.msg, "damaged: rows refer"));
	}
	str_free(&out);
	kit_stop(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_private),
		cmocka_unit_test(foreign_files_stay),
		cmocka_unit_test(newer_files_are_refused),
		cmocka_unit_test(a_reader_never_creates),
		cmocka_unit_test(documents_are_cited),
		cmocka_unit_test(people_of_two_records_are_one),
		cmocka_unit_test(ids_may_be_cut),
		cmocka_unit_test(own_words_outlive_a_purge),
		cmocka_unit_test(nothing_outlives_a_purge_of_all),
		cmocka_unit_test(a_word_is_of_what_was_read),
		cmocka_unit_test(many_open_a_new_store),
		cmocka_unit_test(attempts_are_kept),
		cmocka_unit_test(other_handles_are_told),
		cmocka_unit_test(missing_rows_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
