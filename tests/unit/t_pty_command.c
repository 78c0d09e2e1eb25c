/* Commands behind ":", on a pseudo-terminal: the real program runs itself, and
 * the first minute fetches from a server on loopback, and nobody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/httpd.h"
#include "tests/lib/ptykit.h"

static void need_program(void)
{
	if (getenv("THAW_BIN"))
		return;
	print_message("no THAW_BIN: skipped\n");
	skip();
}

static void quit(struct run *r)
{
	pty_press(r, "Q");
	assert_int_equal(pty_finish(r), 0);
	pty_clean(r);
}

/* What it prints is a text that is searched; q comes back. */
static void a_command_prints(void **state)
{
	struct run r;

	(void)state;
	need_program();
	pty_begin(&r, 24, 80);
	pty_press(&r, ":list releases role:hrd\r");
	pty_await(&r, "Output", false, KEY_MS);
	pty_await(&r, "human rights", false, KEY_MS);
	pty_press(&r, "/bialia\r");
	pty_await(&r, "1 of 1", false, KEY_MS);
	pty_press(&r, "qq");	/* what was sought goes with it */
	pty_await(&r, "Output", true, KEY_MS);
	quit(&r);
}

/* What it refuses is said with what would be valid. */
static void a_mistake_is_told(void **state)
{
	struct run r;

	(void)state;
	need_program();
	pty_begin(&r, 24, 80);
	pty_press(&r, ":lst\r");
	pty_await(&r, "did you mean list?", false, KEY_MS);
	quit(&r);
}

/* It changes the store, and the screen follows. */
static void a_change_is_seen(void **state)
{
	struct run r;

	(void)state;
	need_program();
	pty_begin(&r, 24, 80);
	pty_press(&r, "/bialia\r:mark ");
	pty_press(&r, "\t");
	pty_press(&r, "starred\r");
	pty_await(&r, "★", false, KEY_MS);
	quit(&r);
}

/* A command that stays is ended: by Esc, and by ^C, which ends nothing else. */
static void one_that_stays_is_ended(void **state)
{
	static const char *const keys[] = { "\x1b", "\x03" };

	(void)state;
	need_program();
	for (size_t i = 0; i < 2; i++) {
		struct run r;

		pty_begin(&r, 24, 80);
		pty_press(&r, ":refresh --every 1h\r");
		pty_await(&r, "end it", false, KEY_MS);
		pty_press(&r, keys[i]);
		pty_await(&r, "end it", true, KEY_MS);
		pty_await(&r, "Bialiatski", false, KEY_MS);
		quit(&r);
	}
}

/* The keyboard is free while a command runs. */
static void keys_work_meanwhile(void **state)
{
	struct run r;

	(void)state;
	need_program();
	pty_begin(&r, 24, 80);
	pty_press(&r, ":refresh --every 1h\r");
	pty_await(&r, "end it", false, KEY_MS);
	pty_press(&r, "q");
	pty_await(&r, "Bialiatski", false, KEY_MS);
	pty_press(&r, ":list news\r");
	pty_await(&r, "a command is running", false, KEY_MS);
	pty_press(&r, "Q");
	pty_await(&r, "thaw ends when the command is done", false, KEY_MS);
	quit(&r);	/* and ends it */
}

static const char feed[] =
	"<rss version=\"2.0\"><channel><title>t</title><item><guid>g</guid>"
	"<title>Something was fetched</title></item></channel></rss>";

/* A home whose sources.conf has one source on `s`, which is off. */
static void first_start(struct run *r, struct httpd *s)
{
	char conf[1024], url[HTTPD_URL], dir[128], store[128];

	pty_prepare(r);
	snprintf(store, sizeof(store), "%s/s.db", r->dir);
	assert_int_equal(unlink(store), 0);
	pty_file(r, "feed.rss", feed);
	httpd_serve_dir(s, r->dir, NULL);
	snprintf(dir, sizeof(dir), "%s/thaw", r->dir);
	mkdir(dir, 0700);
	snprintf(conf, sizeof(conf), "source \"starter\" {\n\turl = "
		 "{\"asset:starter/releases.csv\"}\n}\n"
		 "source \"wire\" {\n\turl = {\"%s\"}\n"
		 "\ttitle = \"The wire\"\n\tgroup = \"own\"\n"
		 "\tformat = \"rss\"\n\tenabled = false\n}\n",
		 httpd_url(s, "/feed.rss", url));
	pty_file(r, "thaw/sources.conf", conf);
	pty_start(r, 30, 100, "C.UTF-8", false);
	pty_await(r, "Welcome", false, START_MS);
	assert_true(pty_sees(r, "1 source, 1 address"));
}

static void the_first_minute(void **state)
{
	struct httpd *s = httpd_start();
	struct run r;

	(void)state;
	assert_non_null(s);
	need_program();
	/* Whoever says no contacts nobody, and is not asked again. */
	first_start(&r, s);
	pty_press(&r, "\x1b");
	pty_await(&r, "nobody was contacted", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	assert_int_equal(httpd_requests(s, NULL), 0);
	pty_start(&r, 30, 100, "C.UTF-8", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	assert_false(pty_sees(&r, "Welcome"));
	/* Later it is asked for, and y fetches. */
	pty_press(&r, ":welcome\r");
	pty_await(&r, "Welcome", false, KEY_MS);
	pty_press(&r, " y");
	pty_await(&r, "refreshed", false, KEY_MS);
	pty_press(&r, "4");
	pty_await(&r, "Something was fetched", false, KEY_MS);
	assert_int_equal(httpd_requests(s, "/feed.rss"), 1);
	quit(&r);
	httpd_stop(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_prints),
		cmocka_unit_test(a_mistake_is_told),
		cmocka_unit_test(a_change_is_seen),
		cmocka_unit_test(one_that_stays_is_ended),
		cmocka_unit_test(keys_work_meanwhile),
		cmocka_unit_test(the_first_minute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
