/* The real program: a line that drops and comes back, a file that is written,
 * a desk that is saved, a link that is opened. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/path.h"
#include "tests/lib/ptykit.h"

static void read_file(const struct run *r, const char *name, struct str *out)
{
	struct str path = STR_INIT(256);
	struct err e = { 0 };

	str_addf(&path, "%s/%s", r->dir, name);
	str_clear(out);
	assert_int_equal(path_read(str_cstr(&path), out, NULL, &e), 0);
	str_free(&path);
}

/* Lost at a detail under a filter, the next start is at that detail, and q leads
 * to the list as it was. */
static void hang_up(int signal)
{
	struct str text = STR_INIT(1 << 20), path = STR_INIT(256);
	struct stat st;
	struct run r;

	pty_begin(&r, 24, 80);
	pty_press(&r, "/role:politician\r");
	pty_await(&r, "Bialiatski", true, KEY_MS);
	pty_press(&r, "G");
	pty_press(&r, "\r");
	pty_await(&r, " Claims ", false, KEY_MS);
	kill(r.pid, signal);
	assert_int_equal(pty_finish(&r), 0);
	str_addf(&path, "%s/s.db-session", r.dir);
	assert_int_equal(stat(str_cstr(&path), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	read_file(&r, "s.db-session", &text);
	assert_non_null(strstr(str_cstr(&text), "role:politician"));
	assert_null(strstr(str_cstr(&text), "Sannikov"));
	pty_start(&r, 24, 80, "C.UTF-8", false);
	pty_await(&r, " Claims ", false, START_MS);
	pty_press(&r, "q");
	pty_await(&r, "/role:politician", false, KEY_MS);
	assert_false(pty_sees(&r, "Bialiatski"));
	pty_press(&r, "\033");
	pty_await(&r, "Bialiatski", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	str_free(&text);
	str_free(&path);
	pty_clean(&r);
}

static void test_hang_up(void **state)
{
	(void)state;
	hang_up(SIGHUP);
	hang_up(SIGTERM);
}

/* What is no session is said, and the screen is there. */
static void test_damaged(void **state)
{
	struct run r;

	(void)state;
	pty_prepare(&r);
	pty_file(&r, "s.db-session", "thaw session 1\npane\t\033]0;x\007\n");
	pty_start(&r, 24, 80, "C.UTF-8", false);
	pty_await(&r, "where you left off is not known", false, START_MS);
	assert_true(pty_sees(&r, "Bialiatski"));
	assert_false(pty_sent(&r, "\033]0;x"));
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void test_export(void **state)
{
	struct str text = STR_INIT(1 << 20), keys = STR_INIT(512);
	struct run r;

	(void)state;
	pty_begin(&r, 24, 100);
	pty_press(&r, "/kalesnikava\r");
	pty_await(&r, "Bialiatski", true, KEY_MS);
	pty_press(&r, "x");
	pty_await(&r, "Write to releases-", false, KEY_MS);
	str_addf(&keys, "\025%s/a.csv\r", r.dir);
	pty_press(&r, str_cstr(&keys));
	pty_await(&r, "1 row written to", false, KEY_MS);
	read_file(&r, "a.csv", &text);
	assert_non_null(strstr(str_cstr(&text), "Kalesnikava"));
	assert_null(strstr(str_cstr(&text), "Bialiatski"));
	/* Not over what is there, unless it is said. */
	pty_file(&r, "a.csv", "mine\n");
	pty_press(&r, "x");
	pty_press(&r, str_cstr(&keys));
	pty_await(&r, "replace it? y/n", false, KEY_MS);
	pty_press(&r, "n");
	pty_press(&r, "\033");
	read_file(&r, "a.csv", &text);
	assert_string_equal(str_cstr(&text), "mine\n");
	/* What cannot be written is told, and why. */
	pty_press(&r, "x");
	pty_press(&r, "\025/proc/no/such.csv\r");
	pty_await(&r, "not written: ", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	str_free(&text);
	str_free(&keys);
	pty_clean(&r);
}

/* A file that is not written before somebody reads it. */
static void begin_slow(struct run *r, struct str *path)
{
	struct str keys = STR_INIT(512);

	pty_begin(r, 24, 100);
	str_addf(path, "%s/slow.csv", r->dir);
	assert_int_equal(mkfifo(str_cstr(path), 0600), 0);
	pty_press(r, "x");
	pty_await(r, "Write to releases-", false, KEY_MS);
	str_addf(&keys, "\025%s\ry", str_cstr(path));
	pty_press(r, str_cstr(&keys));
	pty_await(r, "writing …", false, KEY_MS);
	str_free(&keys);
}

static void read_slow(const struct str *path, struct str *out)
{
	FILE *in = fopen(str_cstr(path), "r");
	char buf[4096];
	size_t n;

	assert_non_null(in);
	while ((n = fread(buf, 1, sizeof(buf), in)) > 0)
		str_add(out, slice_make(buf, n));
	fclose(in);
}

/* Who leaves has the file that he asked for, unless he says so again. */
static void test_leave(void **state)
{
	struct str path = STR_INIT(256), text = STR_INIT(1 << 20);
	struct run r;

	(void)state;
	begin_slow(&r, &path);
	pty_press(&r, "q");
	pty_await(&r, "thaw ends when the file is written", false, KEY_MS);
	pty_press(&r, "j");
	pty_await(&r, "thaw ends when", true, KEY_MS);
	pty_press(&r, "Q");
	pty_await(&r, "thaw ends when the file is written", false, KEY_MS);
	read_slow(&path, &text);
	assert_int_equal(pty_finish(&r), 0);
	assert_non_null(strstr(str_cstr(&text), "Kalesnikava"));
	pty_clean(&r);
	str_clear(&path);
	begin_slow(&r, &path);
	pty_press(&r, "Q");
	pty_await(&r, "Q ends it now", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	assert_true(pty_sent(&r, "the file was not written"));
	pty_clean(&r);
	str_clear(&path);
	begin_slow(&r, &path);
	pty_press(&r, ":refresh --every 1h\r");
	pty_await(&r, "end it", false, KEY_MS);
	pty_press(&r, "Q");
	pty_await(&r, "is written and the command is done", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	assert_true(pty_sent(&r, "the file was not written"));
	assert_true(pty_sent(&r, "the command was ended"));
	pty_clean(&r);
	str_free(&path);
	str_free(&text);
}

/* x, Enter and Q in one breath: the file is there, and that is said where the
 * screen was. */
static void test_leave_at_once(void **state)
{
	struct str keys = STR_INIT(512), text = STR_INIT(1 << 20);
	struct run r;

	(void)state;
	pty_begin(&r, 24, 100);
	pty_press(&r, "x");
	pty_await(&r, "Write to releases-", false, KEY_MS);
	str_addf(&keys, "\025%s/a.csv\rQ", r.dir);
	pty_press(&r, str_cstr(&keys));
	assert_int_equal(pty_finish(&r), 0);
	read_file(&r, "a.csv", &text);
	assert_non_null(strstr(str_cstr(&text), "Kalesnikava"));
	assert_true(pty_sent(&r, "3 rows written to"));
	pty_clean(&r);
	str_free(&keys);
	str_free(&text);
}

/* Likewise a command; and where it fails, why stays to be read. */
static void test_leave_command(void **state)
{
	struct str path = STR_INIT(256), keys = STR_INIT(512);
	struct run r;

	(void)state;
	pty_begin(&r, 24, 100);
	str_addf(&path, "%s/slow.csv", r.dir);
	assert_int_equal(mkfifo(str_cstr(&path), 0600), 0);
	str_addf(&keys, ":import --source x %s\r", str_cstr(&path));
	pty_press(&r, str_cstr(&keys));
	pty_await(&r, "end it", false, KEY_MS);
	pty_press(&r, "Q");
	pty_await(&r, "thaw ends when the command is done", false, KEY_MS);
	fclose(fopen(str_cstr(&path), "w"));
	pty_await(&r, "thaw ends when", true, KEY_MS);
	assert_true(pty_sees(&r, "slow.csv"));
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	assert_false(pty_sent(&r, "the command was ended"));
	pty_clean(&r);
	str_free(&path);
	str_free(&keys);
}

/* What a command answers that was waited for is there when the screen is not. */
static void test_leave_answer(void **state)
{
	static const struct {
		const char *keys, *answer;
	} cases[] = {
		{ ":list releases role:hrd --format csv\rQ", "Bialiatski" },
		{ ":watch add x role:hrd\rQ", "watch x-role-hrd" },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const char *end;
		struct run r;

		pty_begin(&r, 24, 100);
		pty_press(&r, cases[i].keys);
		assert_int_equal(pty_finish(&r), 0);
		end = strstr(str_cstr(&r.sent), "\033[?1049l");
		assert_non_null(end);
		assert_non_null(strstr(end, cases[i].answer));
		pty_clean(&r);
	}
}

/* Another theme is there at once. */
static void test_theme(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	assert_true(pty_sent_colour(&r));
	pty_press(&r, ":set theme mono\r");
	pty_await(&r, "theme = mono", false, KEY_MS);
	str_clear(&r.sent);
	pty_press(&r, "\014");
	pty_settle(&r);
	assert_false(pty_sent_colour(&r));
	pty_press(&r, ":set theme light\r");
	pty_await(&r, "theme = light", false, KEY_MS);
	assert_true(pty_sent_colour(&r));
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void unlink_in(const struct run *r, const char *name)
{
	struct str path = STR_INIT(256);

	str_addf(&path, "%s/%s", r->dir, name);
	assert_int_equal(unlink(str_cstr(&path)), 0);
	str_free(&path);
}

/* The store is removed under the screen: that is said, nothing is kept in what
 * is no more, others make a new one beside it, and that is shown. */
static void removed(const char *file)
{
	struct str said = STR_INIT(256);
	struct run r;

	str_addf(&said, "%s has been removed", file);
	pty_begin(&r, 24, 120);
	unlink_in(&r, file);
	pty_await(&r, str_cstr(&said), false, KEY_MS);
	pty_press(&r, "*");
	pty_await(&r, str_cstr(&said), false, KEY_MS);
	assert_true(pty_sees(&r, "Bialiatski"));
	assert_false(pty_sees(&r, "★"));
	pty_press(&r, "j");
	pty_await(&r, "the store is gone", false, KEY_MS);
	pty_thaw(&r, "list releases");
	pty_thaw(&r, "list releases");
	pty_await(&r, "the store is there again", false, KEY_MS);
	pty_press(&r, "j*");
	pty_await(&r, "★", false, KEY_MS);
	assert_false(pty_sees(&r, "the store is gone"));
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
	str_free(&said);
}

/* Nothing is written beside a store that somebody has removed. */
static void removed_for_good(void)
{
	struct str path = STR_INIT(256);
	struct run r;

	pty_begin(&r, 24, 120);
	unlink_in(&r, "s.db");
	pty_await(&r, "has been removed", false, KEY_MS);
	str_addf(&path, "%s/s.db-session", r.dir);
	unlink(str_cstr(&path));
	pty_press(&r, "jjQ");
	assert_int_equal(pty_finish(&r), 0);
	assert_int_equal(access(str_cstr(&path), F_OK), -1);
	pty_clean(&r);
	str_free(&path);
}

static void test_removed(void **state)
{
	(void)state;
	removed_for_good();
	removed("s.db");
	removed("s-own.db");
}

static void test_desk(void **state)
{
	struct str text = STR_INIT(1 << 20);
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "/role:politician\r");
	pty_await(&r, "Bialiatski", true, KEY_MS);
	pty_press(&r, "bsave\r");
	pty_await(&r, "Title of the desk", false, KEY_MS);
	pty_press(&r, "In politics\r");
	pty_await(&r, "thaw  In politics", false, KEY_MS);
	pty_press(&r, "b");
	pty_await(&r, "In politics (here)", false, KEY_MS);
	pty_press(&r, "\033");
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_thaw(&r, "--desk in-politics list releases --columns name "
		 "--format csv");
	read_file(&r, "out", &text);
	assert_non_null(strstr(str_cstr(&text), "Kalesnikava"));
	assert_null(strstr(str_cstr(&text), "Bialiatski"));
	str_free(&text);
	pty_clean(&r);
}

/* Without a browser the link is shown; with one it gets the link as one word,
 * whatever a shell would make of it. */
static void test_browser(void **state)
{
	struct str text = STR_INIT(1 << 16), browser = STR_INIT(512);
	struct run r;

	(void)state;
	pty_prepare(&r);
	pty_file(&r, "show", "#!/bin/sh\nprintf '%s|' \"$#\" \"$@\" "
		 ">\"$(dirname \"$0\")/shown\"\n");
	pty_file(&r, "news.xml", "<rss version='2.0'><channel><title>x</title>"
		 "<item><title>A page</title><link>https://a.example/?q=1;touch"
		 "$IFS+x</link></item></channel></rss>\n");
	pty_thaw(&r, "import --format rss --source pages news.xml");
	str_addf(&browser, "%s/show", r.dir);
	chmod(str_cstr(&browser), 0700);
	unsetenv("BROWSER");
	pty_start(&r, 24, 120, "C.UTF-8", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	pty_press(&r, "4");
	pty_await(&r, "A page", false, KEY_MS);
	pty_press(&r, "o");
	pty_await(&r, "$BROWSER would open it", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	str_clear(&browser);
	str_addf(&browser, "/no/such:%s/show --new", r.dir);
	setenv("BROWSER", str_cstr(&browser), 1);
	pty_start(&r, 24, 120, "C.UTF-8", false);
	pty_await(&r, "A page", false, START_MS);
	pty_press(&r, "o");
	pty_await(&r, "opened with ", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	unsetenv("BROWSER");
	for (int i = 0; i < 100 && text.n == 0; i++) {
		struct str path = STR_INIT(256);
		struct err e = { 0 };

		str_addf(&path, "%s/shown", r.dir);
		path_read(str_cstr(&path), &text, &(bool){ false }, &e);
		str_free(&path);
		usleep(50000);
	}
	assert_string_equal(str_cstr(&text), "2|--new|"
			    "https://a.example/?q=1;touch$IFS+x|");
	str_free(&text);
	str_free(&browser);
	pty_clean(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hang_up),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_export),
		cmocka_unit_test(test_leave),
		cmocka_unit_test(test_leave_at_once),
		cmocka_unit_test(test_leave_command),
		cmocka_unit_test(test_leave_answer),
		cmocka_unit_test(test_removed),
		cmocka_unit_test(test_theme),
		cmocka_unit_test(test_desk),
		cmocka_unit_test(test_browser),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
