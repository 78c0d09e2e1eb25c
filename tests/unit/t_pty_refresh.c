/* The real program refreshes by itself, on a pseudo-terminal and from a server
 * on loopback; and shows what another process refreshes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/lib/httpd.h"
#include "tests/lib/ptykit.h"

static const char feed[] =
	"<rss version=\"2.0\"><channel><title>t</title><item><guid>g</guid>"
	"<title>Something came by itself</title></item></channel></rss>";

/* A source on `page` of the server, and a setting. */
static struct httpd *begin(struct run *r, const char *page,
			   const char *setting)
{
	struct httpd *s = httpd_start();
	char conf[1024], url[HTTPD_URL];
	struct str dir = STR_INIT(256);

	assert_non_null(s);
	pty_prepare(r);
	pty_file(r, "feed.rss", feed);
	httpd_serve_dir(s, r->dir, NULL);
	str_addf(&dir, "%s/thaw", r->dir);
	mkdir(str_cstr(&dir), 0700);
	snprintf(conf, sizeof(conf), "source \"wire\" {\n\turl = {\"%s\"}\n"
		 "\tformat = \"rss\"\n\tperiod = \"1h\"\n}\n",
		 httpd_url(s, page, url));
	pty_file(r, "thaw/sources.conf", conf);
	pty_file(r, "thaw/settings.conf", setting);
	str_free(&dir);
	return s;
}

static void end(struct run *r, struct httpd *s)
{
	pty_press(r, "Q");
	assert_int_equal(pty_finish(r), 0);
	pty_clean(r);
	httpd_stop(s);
}

/* Nobody presses r: the row comes, and the foot says when the next is due. */
static void what_is_due_is_refreshed(void **state)
{
	struct httpd *s;
	struct run r;

	(void)state;
	s = begin(&r, "/feed.rss", "");
	pty_start(&r, 30, 140, "C.UTF-8", false);
	pty_await(&r, "Something came by itself", false, START_MS);
	pty_await(&r, "refreshed, next ", false, KEY_MS);
	assert_int_equal(httpd_requests(s, "/feed.rss"), 1);
	end(&r, s);
}

static void never_means_never(void **state)
{
	struct httpd *s;
	struct run r;

	(void)state;
	s = begin(&r, "/feed.rss", "refresh = \"never\"\n");
	pty_start(&r, 30, 140, "C.UTF-8", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	pty_press(&r, "7");
	pty_await(&r, "never", false, KEY_MS);
	assert_int_equal(httpd_requests(s, NULL), 0);
	pty_press(&r, "R");
	pty_press(&r, "4");
	pty_await(&r, "Something came by itself", false, START_MS);
	end(&r, s);
}

/* A refresh by hand, or by a timer: it runs, then its rows are there. */
static void another_refreshes(void **state)
{
	char command[512];
	struct httpd *s;
	struct run r;

	(void)state;
	s = begin(&r, "/slow/feed.rss", "refresh = \"never\"\n");
	pty_start(&r, 30, 140, "C.UTF-8", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	pty_press(&r, "7");
	pty_await(&r, "wire", false, KEY_MS);
	snprintf(command, sizeof(command), "refresh wire &");
	pty_thaw(&r, command);
	pty_await(&r, "running", false, START_MS);
	pty_await(&r, "running", true, START_MS);
	pty_await(&r, "fresh", false, KEY_MS);
	end(&r, s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_due_is_refreshed),
		cmocka_unit_test(never_means_never),
		cmocka_unit_test(another_refreshes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
