/* A screen that nobody touches and where nothing happens sleeps: it sends nothing,
 * and does not wake up to find that out. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/lib/ptykit.h"

enum { STILL_MS = 3000 };

static void settle_with(struct run *r, const char *settings)
{
	struct str dir = STR_INIT(256);

	pty_prepare(r);
	str_addf(&dir, "%s/thaw", r->dir);
	assert_int_equal(mkdir(str_cstr(&dir), 0700), 0);
	str_free(&dir);
	pty_file(r, "thaw/settings.conf", settings);
	pty_start(r, 24, 80, "C.UTF-8", false);
	pty_await(r, "Bialiatski", false, START_MS);
}

/* Times that it went to sleep by itself; -1 where the system does not tell. */
static long sleeps(const struct run *r)
{
	static const char name[] = "voluntary_ctxt_switches:";
	char path[64], line[256];
	long n = -1;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)r->pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, name, sizeof(name) - 1) == 0)
			n = strtol(line + sizeof(name) - 1, NULL, 10);
	if (f)
		fclose(f);
	return n;
}

/* Does anything come within the time? */
static bool sends(const struct run *r)
{
	struct pollfd p = { .fd = r->fd, .events = POLLIN };

	return poll(&p, 1, STILL_MS) != 0;
}

static void leave(struct run *r)
{
	pty_press(r, "Q");
	assert_int_equal(pty_finish(r), 0);
	pty_clean(r);
}

static void nothing_is_sent_and_nobody_wakes(void **state)
{
	struct run r;
	long before;

	(void)state;
	settle_with(&r, "clock = false\n");
	before = sleeps(&r);
	assert_false(sends(&r));
	assert_int_equal(sleeps(&r), before);
	/* and it is not dead: a key is answered */
	pty_press(&r, "?");
	pty_await(&r, "go up one row", false, KEY_MS);
	assert_true(before < 0 || sleeps(&r) > before);
	pty_press(&r, "q");
	pty_await(&r, "go up one row", true, KEY_MS);
	leave(&r);
}

/* What goes on in the folder beside the store is not looked into. */
static void others_files_do_not_matter(void **state)
{
	struct run r;

	(void)state;
	settle_with(&r, "clock = false\n");
	pty_file(&r, "elsewhere.txt", "nothing of ours\n");
	assert_false(sends(&r));
	leave(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_sent_and_nobody_wakes),
		cmocka_unit_test(others_files_do_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
