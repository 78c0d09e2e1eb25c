/* What goes away under the open screen: the store, room on the disk, the right to
 * write, the time of day. It says so, nothing is lost, and the terminal is given
 * back. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/path.h"
#include "tests/lib/httpd.h"
#include "tests/lib/ptykit.h"

static void quit(struct run *r)
{
	pty_press(r, "Q");
	pty_restored(r);
	assert_int_equal(pty_finish(r), 0);
	assert_true(pty_sent(r, "\033[?1049l"));
	pty_clean(r);
}

static void in_home(const struct run *r, const char *command)
{
	struct str cmd = STR_INIT(4096);

	str_addf(&cmd, "cd %s && { %s\n}", r->dir, command);
	assert_int_equal(system(str_cstr(&cmd)), 0);
	str_free(&cmd);
}

/* --- the line --- */

static const char news[] =
	"<rss version='2.0'><channel><title>x</title><item><title>A page</title>"
	"<link>https://a.example/1</link><description>Zoja Vydumanaja was released "
	"on 5 January 2026.</description></item></channel></rss>\n";

static const struct {
	const char *keys, *sees;
} works[] = {
	{ "x\025a.csv\r", "Releases" },	/* a file is written */
	{ "R", "wire" },			/* a server is waited for */
	{ ":refresh wire\r", "wire" },
	{ ":list releases\r", "Releases" },
	{ "4\r", "Claims" },			/* an article is read */
	{ "c", "Name" }, { "t", "Timeline" }, { "p", "picture 1" },
	{ "/zo", "/zo" }, { ":li\t", ":li" }, { "?/key", "key" },
	{ "\033[200~half", "Releases" },
};

/* Each ends, with whoever works for it. */
static void all_end(struct run *r)
{
	struct str cmd = STR_INIT(512);

	str_addf(&cmd, "for i in $(seq 100); do pgrep -f '%s/[s].db' >/dev/null"
		 " || exit 0; sleep 0.1; done; exit 1", r->dir);
	assert_int_equal(system(str_cstr(&cmd)), 0);
	str_free(&cmd);
}

/* The line drops while something is done: the screen ends in order, a file is
 * whole or is not there, and the next start is as ever. */
static void test_gone_at_work(void **state)
{
	struct httpd *s = httpd_start();
	char url[HTTPD_URL], conf[1024];

	(void)state;
	assert_non_null(s);
	snprintf(conf, sizeof(conf), "source \"wire\" {\n\turl = {\"%s\"}\n"
		 "\tformat = \"rss\"\n\tperiod = \"1h\"\n}\n",
		 httpd_url(s, "/slow?s=30", url));
	for (size_t i = 0; i < sizeof(works) / sizeof(works[0]); i++) {
		struct run r;
		int status;

		if (!getenv("THAW_BIN")) {
			print_message("no THAW_BIN: skipped\n");
			skip();
		}
		pty_prepare(&r);
		pty_file(&r, "news.xml", news);
		pty_thaw(&r, "import --format rss --source pages news.xml");
		pty_conf(&r, "sources.conf", conf);
		pty_conf(&r, "settings.conf", "refresh = \"never\"\n");
		pty_start(&r, 30, 120, "C.UTF-8", false);
		pty_await(&r, "Bialiatski", false, START_MS);
		pty_press(&r, works[i].keys);
		pty_await(&r, works[i].sees, false, KEY_MS);
		close(r.fd);
		assert_int_equal(waitpid(r.pid, &status, 0), r.pid);
		vterm_free(r.vt);
		assert_int_equal(status, 0);
		all_end(&r);
		in_home(&r, "test ! -e a.csv || grep -q Sannikov a.csv");
		pty_thaw(&r, "list releases");
		if (i > 0) {
			pty_clean(&r);
			continue;
		}
		str_clear(&r.sent);
		pty_start(&r, 30, 120, "C.UTF-8", false);
		pty_await(&r, "thaw", false, START_MS);
		quit(&r);
	}
	httpd_stop(s);
}

/* --- the store --- */

static const char zoja[] = "Name,Role,Detention Duration,Released\n"
			   "Zoja Vydumanaja,student,2 months,2026-01-05\n";

/* A store of Zoja beside, as somebody restores it. */
static void make_other(struct run *r)
{
	pty_file(r, "more.csv", zoja);
	pty_thaw(r, "--store c.db import --format csv --source more more.csv");
}

/* What had not been written into the old one is kept, and that is told. */
static void test_tells_of_old_log(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	make_other(&r);
	pty_file(&r, "late.csv", "Name,Released\nIhar Vydumany,2026-01-06\n");
	pty_thaw(&r, "import --format csv --source late late.csv");
	pty_await(&r, "Ihar", false, KEY_MS);
	in_home(&r, "mv c.db s.db");
	pty_await(&r, "Zoja", false, KEY_MS);
	pty_await(&r, "the store was replaced", false, KEY_MS);
	in_home(&r, "test -s s.db-wal.old");
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

/* Moved into its place while its log has rows: those of the file that was moved
 * in are shown, and are still there when all have left. */
static void test_moved_in(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	make_other(&r);
	pty_thaw(&r, "watch add zoja");
	pty_file(&r, "late.csv", "Name,Released\nIhar Vydumany,2026-01-06\n");
	pty_thaw(&r, "import --format csv --source late late.csv");
	pty_await(&r, "Ihar", false, KEY_MS);
	in_home(&r, "mv c.db s.db");
	pty_thaw(&r, "list releases");
	pty_await(&r, "Zoja", false, KEY_MS);
	pty_await(&r, "Ihar", true, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_thaw(&r, "list releases");
	in_home(&r, "grep -q Zoja out && ! grep -q Bialiatski out");
	pty_clean(&r);
}

static const struct {
	const char *does, *sees, *key, *says;
} losses[] = {
	/* What was read stays until there is a store again. */
	{ "rm -f s.db", "Bialiatski", "j", "Bialiatski" },
	{ "rm -f s.db s.db-wal s.db-shm", "Bialiatski", "j", "Bialiatski" },
	{ "head -c 40000 /dev/zero | tr '\\0' x >s.db", "Bialiatski", "*",
	  "damaged" },
	{ "head -c 8192 s.db >c.db; cat c.db >s.db", "Bialiatski", "*",
	  "damaged" },
	{ ": >s.db", "Bialiatski", "*", "damaged" },
	{ "\"$THAW_BIN\" --store s.db --quiet purge", "nobody yet", "j",
	  "nobody yet" },
};

static void test_lost(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(losses) / sizeof(losses[0]); i++) {
		struct run r;

		pty_begin(&r, 24, 80);
		in_home(&r, losses[i].does);
		pty_await(&r, losses[i].sees, false, KEY_MS);
		pty_press(&r, losses[i].key);
		pty_await(&r, losses[i].says, false, KEY_MS);
		pty_press(&r, "\r");
		pty_settle(&r);
		pty_press(&r, "2j3j8j4\014?q");
		pty_settle(&r);
		quit(&r);
	}
}

/* Removed, and begun anew by somebody else: the screen goes on with that. */
static void test_begun_anew(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_file(&r, "more.csv", zoja);
	in_home(&r, "rm -f s.db");
	pty_thaw(&r, "import --format csv --source more more.csv");
	pty_await(&r, "Zoja", false, KEY_MS);
	pty_await(&r, "Bialiatski", true, KEY_MS);
	pty_press(&r, "*");
	pty_await(&r, "★", false, KEY_MS);
	quit(&r);
}

/* --- room, and rights --- */

static void limit(const struct run *r, rlim_t most)
{
	const struct rlimit to = { most, RLIM_INFINITY };

	assert_int_equal(prlimit(r->pid, RLIMIT_FSIZE, &to, NULL), 0);
}

/* No file may grow, as on a full disk: a star is refused with the reason, a file is
 * not written and what was there stays, so does what is known of the session. */
static void test_full(void **state)
{
	struct str text = STR_INIT(1 << 16), path = STR_INIT(256);
	struct err e = { 0 };
	struct run r;

	(void)state;
	pty_begin(&r, 24, 100);
	pty_press(&r, "/role:politician\r");
	pty_await(&r, "Bialiatski", true, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_start(&r, 24, 100, "C.UTF-8", false);
	pty_await(&r, "role:politician", false, START_MS);
	pty_file(&r, "a.csv", "mine\n");
	limit(&r, 0);
	pty_press(&r, "*");
	pty_await(&r, "full", false, KEY_MS);
	assert_false(pty_sees(&r, "★"));
	pty_press(&r, "x");
	pty_await(&r, "Write to", false, KEY_MS);
	pty_press(&r, "\025a.csv\r");
	pty_await(&r, "replace it? y/n", false, KEY_MS);
	pty_press(&r, "y");
	pty_await(&r, "not written: ", false, KEY_MS);
	pty_press(&r, "\033\033");
	pty_settle(&r);
	pty_press(&r, "2");
	pty_settle(&r);
	pty_press(&r, "Q");
	pty_restored(&r);
	assert_int_equal(pty_finish(&r), 0);
	in_home(&r, "grep -q mine a.csv && ls a.csv* | wc -l | grep -qx 1");
	str_addf(&path, "%s/s.db-session", r.dir);
	assert_int_equal(path_read(str_cstr(&path), &text, NULL, &e), 0);
	assert_non_null(strstr(str_cstr(&text), "role:politician"));
	str_free(&text);
	str_free(&path);
	pty_clean(&r);
}

/* There is room again: what was refused is done. */
static void test_room_again(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 100);
	limit(&r, 0);
	pty_press(&r, "*");
	pty_await(&r, "full", false, KEY_MS);
	limit(&r, RLIM_INFINITY);
	pty_press(&r, "*");
	pty_await(&r, "★", false, KEY_MS);
	quit(&r);
}

/* Where nothing can be written it says so before the terminal is touched. */
static void test_no_right(void **state)
{
	struct run r;

	(void)state;
	pty_prepare(&r);
	in_home(&r, "mkdir keep && mv s.db* s-own.db* keep && chmod -R a+rX . "
		"&& rm -rf s.db && : >file");
	r.env[0][0] = "XDG_CONFIG_HOME";
	r.env[0][1] = "/proc/1/nothing";
	r.env[1][0] = "HOME";
	r.env[1][1] = "/proc/1/nothing";
	in_home(&r, "ln -s /proc/nothing/s.db s.db");
	pty_start(&r, 24, 80, "C.UTF-8", false);
	assert_int_equal(pty_finish(&r), 1);
	assert_true(pty_sent(&r, "cannot"));
	assert_false(pty_sent(&r, "\033[?1049h"));
	pty_clean(&r);
}

/* A home without a place for files but with a store: the screen is there, and
 * goes in order. */
static void test_no_home(void **state)
{
	struct run r;

	(void)state;
	pty_prepare(&r);
	r.env[0][0] = "HOME";
	r.env[0][1] = "/proc/nothing";
	r.env[1][0] = "XDG_CONFIG_HOME";
	r.env[1][1] = "/proc/nothing/config";
	r.env[2][0] = "XDG_CACHE_HOME";
	r.env[2][1] = "/proc/nothing/cache";
	r.env[3][0] = "XDG_DATA_HOME";
	r.env[3][1] = "/proc/nothing/data";
	in_home(&r, "mkdir s.db-session");	/* no file can stand there */
	pty_start(&r, 24, 100, "C.UTF-8", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	pty_press(&r, "j*");
	pty_await(&r, "★", false, KEY_MS);
	pty_press(&r, "bsave\rMine\r");
	pty_await(&r, "no desk was saved: ", false, KEY_MS);
	quit(&r);
}

/* --- the time of day --- */

enum { NOON = 1795003200, DAY = 86400 };	/* 2026-11-18T12:00:00Z */

static void set_clock(struct run *r, long long at)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld\n", at);
	pty_file(r, "new-time", text);
	in_home(r, "mv new-time time");
}

static const struct jump {
	long long by;
	const char *foot;
} jumps[] = {
	{ 60, "18 Nov 13:01" },
	{ -DAY, "17 Nov 13:00" },
	{ -24LL * DAY - 39660, "25 Oct 02:59" },
	{ -24LL * DAY - 39600, "25 Oct 02:00" },	/* summer time ends */
	{ 400LL * DAY, "23 Dec 13:00" },
	{ -21000LL * DAY, "21 May " },	/* before 1970 */
	{ 0, "18 Nov 13:00" },
};

/* Whatever the clock does, the foot tells it with the next key, what was due is
 * asked once, and a clock that was ahead does not make it ask again and again. */
static void test_clock(void **state)
{
	struct str at = STR_INIT(256), conf = STR_INIT(1024), bin = STR_INIT(4096);
	struct httpd *s = httpd_start();
	const char *before = getenv("THAW_BIN"), *slash;
	char url[HTTPD_URL];
	struct run r;

	(void)state;
	assert_non_null(s);
	if (!before) {
		print_message("no THAW_BIN: skipped\n");
		skip();
	}
	slash = strrchr(before, '/');
	str_addf(&bin, "%.*s/tests/thaw_at", (int)(slash - before), before);
	str_addz(&conf, before);
	setenv("THAW_BIN", str_cstr(&bin), 1);
	pty_home(&r);
	set_clock(&r, NOON);
	str_addf(&at, "%s/time", r.dir);
	setenv("THAW_TEST_NOW", str_cstr(&at), 1);
	pty_file(&r, "people.csv", "Name,Released\nAles Bialiatski,2025-12-13\n");
	pty_file(&r, "feed.rss", "<rss version='2.0'><channel><title>t</title>"
		 "<item><guid>g</guid><title>Something came</title></item>"
		 "</channel></rss>");
	httpd_serve_dir(s, r.dir, NULL);
	str_clear(&at);
	str_addf(&at, "source \"wire\" {\n\turl = {\"%s\"}\n\tformat = \"rss\"\n"
		 "\tperiod = \"1h\"\n}\n", httpd_url(s, "/feed.rss", url));
	pty_conf(&r, "sources.conf", str_cstr(&at));
	pty_conf(&r, "settings.conf", "clock = true\n");
	pty_thaw(&r, "import --format csv --source fixture people.csv");
	r.env[0][0] = "TZ";
	r.env[0][1] = "CET-1CEST,M3.5.0,M10.5.0/3";
	pty_start(&r, 30, 140, "C.UTF-8", false);
	pty_await(&r, "18 Nov 13:00", false, START_MS);
	for (int i = 0; i < 100 && httpd_requests(s, NULL) == 0; i++)
		pty_settle(&r);
	assert_int_equal(httpd_requests(s, NULL), 1);
	pty_await(&r, "refreshed", false, KEY_MS);
	for (size_t i = 0; i < sizeof(jumps) / sizeof(jumps[0]); i++) {
		set_clock(&r, NOON + jumps[i].by);
		pty_press(&r, "j");
		pty_await(&r, jumps[i].foot, false, KEY_MS);
		pty_press(&r, "7");
		pty_settle(&r);
		pty_press(&r, "1\r");
		pty_settle(&r);
		pty_press(&r, "qt");
		pty_settle(&r);
		pty_press(&r, "q");
		pty_settle(&r);
		assert_true(pty_sees(&r, "Bialiatski"));
	}
	assert_true(httpd_requests(s, NULL) <= 3);
	quit(&r);
	unsetenv("THAW_TEST_NOW");
	setenv("THAW_BIN", str_cstr(&conf), 1);
	httpd_stop(s);
	str_free(&at);
	str_free(&conf);
	str_free(&bin);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gone_at_work),
		cmocka_unit_test(test_moved_in),
		cmocka_unit_test(test_tells_of_old_log),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_begun_anew),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_room_again),
		cmocka_unit_test(test_no_right),
		cmocka_unit_test(test_no_home),
		cmocka_unit_test(test_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
