/* The real program on terminals that fail, stop, lie or are not there. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "tests/lib/ptykit.h"

static void prepare(struct run *r)
{
	pty_prepare(r);
}

static unsigned below(uint64_t *seed, unsigned n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % n;
}

static void quit(struct run *r)
{
	pty_press(r, "Q");
	assert_int_equal(pty_finish(r), 0);
	pty_clean(r);
}

/* A thousand sizes, from one cell to more than any screen has. */
static void test_resize_storm(void **state)
{
	uint64_t seed = 3;
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_press(&r, "G");
	pty_await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	for (int i = 0; i < 1000; i++) {
		int rows = 1 + (int)below(&seed, i % 7 ? 60 : 300);
		int cols = 1 + (int)below(&seed, i % 7 ? 200 : 500);

		if (i % 10 == 0)
			rows = cols = 1;
		pty_resize(&r, rows, cols);
		usleep(500);
		if (i % 50 == 0)
			pty_drain(&r);
	}
	pty_settle(&r);
	pty_resize(&r, 24, 80);
	pty_await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	assert_true(pty_sees(&r, "Recommendations"));
	quit(&r);
}

/* Ctrl-Z gives the terminal to the shell, fg comes back to the same place. */
static void test_stop_and_go(void **state)
{
	struct run r;

	(void)state;
	prepare(&r);
	pty_shell(&r, 24, 80);
	pty_press(&r, "stty -g >a; \"$THAW_BIN\" --store s.db\r");
	pty_await(&r, "Bialiatski", false, START_MS);
	pty_press(&r, "G");
	pty_await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	for (int i = 0; i < 2; i++) {
		pty_press(&r, "\032");
		pty_await(&r, "ready", false, KEY_MS);
		assert_false(pty_sees(&r, "Bialiatski"));
		pty_press(&r, "stty -g | cmp - a && echo as-it-$((1))-was\r");
		pty_await(&r, "as-it-1-was", false, KEY_MS);
		pty_press(&r, "fg\r");
		pty_await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	}
	pty_press(&r, "Q");
	pty_await(&r, "ready", false, KEY_MS);
	pty_press(&r, "echo code-$?; stty -g | cmp - a && echo same-$((1))\r");
	pty_await(&r, "code-0", false, KEY_MS);
	pty_await(&r, "same-1", false, KEY_MS);
	pty_press(&r, "exit\r");
	pty_finish(&r);
	pty_clean(&r);
}

/* Each of these ends it cleanly: modes off, the line as it was, status 0. */
static void test_told_to_end(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct run r;

		pty_begin(&r, 24, 80);
		pty_press(&r, "j/x");
		pty_await(&r, "/x", false, KEY_MS);
		kill(r.pid, signals[i]);
		pty_restored(&r);
		assert_int_equal(pty_finish(&r), 0);
		assert_true(pty_sent(&r, "\033[?1002;1006;2004l"));
		assert_true(pty_sent(&r, "\033[?1049l"));
		pty_clean(&r);
	}
}

static int wait_end(struct run *r)
{
	int64_t end = clock_mono_ms() + KEY_MS;
	int status = -1;

	while (waitpid(r->pid, &status, WNOHANG) == 0) {
		if (clock_mono_ms() > end)
			kill(r->pid, SIGKILL);
		usleep(10000);
	}
	vterm_free(r->vt);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000;
}

/* The line breaks: it ends, and the next start is as ever. */
static void test_terminal_gone(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	close(r.fd);
	assert_int_equal(wait_end(&r), 0);
	pty_start(&r, 24, 80, "C.UTF-8", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	quit(&r);
}

/* Nobody reads what it sends: it can be ended all the same. */
static void test_stalled(void **state)
{
	struct run r;

	(void)state;
	pty_begin(&r, 50, 200);
	for (int i = 0; i < 400; i++)
		pty_press(&r, i % 2 ? "\014" : "2\014");
	usleep(300000);
	kill(r.pid, SIGTERM);
	assert_int_equal(wait_end(&r), 0);
	close(r.fd);
	pty_clean(&r);
}

static void test_no_input(void **state)
{
	struct run r;

	(void)state;
	prepare(&r);
	pty_shell(&r, 24, 80);
	pty_press(&r, "\"$THAW_BIN\" --store s.db <&-; echo code-$?\r");
	pty_await(&r, "code-0", false, START_MS);
	pty_press(&r, "\"$THAW_BIN\" --store s.db </dev/null; "
		  "echo again-$?\r");
	pty_await(&r, "again-0", false, START_MS);
	assert_false(pty_sent(&r, "\033[?1049h"));
	pty_press(&r, "exit\r");
	pty_finish(&r);
	pty_clean(&r);
}

/* Whatever bytes come, but those that end it by right. */
static void test_garbage(void **state)
{
	static const char taken[] = "qQ\003\032\034\021\023\004";
	static const char *const halves[] = {
		"\033[", "\033[1;", "\033]11;rgb:", "\033O", "\033[M!",
		"\033[200~x", "\xD0", "\033P", "\033[<0;5",
	};
	uint64_t seed = 11;
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	for (int i = 0; i < 200; i++) {
		char some[65] = { 0 };

		for (size_t k = 0; k < 64; k++) {
			do
				some[k] = (char)(1 + below(&seed, 255));
			while (strchr(taken, some[k]));
		}
		pty_press(&r, some);
		pty_drain(&r);
	}
	for (size_t i = 0; i < sizeof(halves) / sizeof(halves[0]); i++) {
		pty_press(&r, halves[i]);
		pty_settle(&r);
	}
	usleep(2500000);	/* half a paste is given up */
	for (int i = 0; i < 6; i++) {
		pty_press(&r, "\033");
		pty_settle(&r);
	}
	quit(&r);
}

/* A megabyte is text on a line, cut and drawn once; none of it is a key. */
static void test_large_paste(void **state)
{
	struct str big = STR_INIT(4 << 20);
	size_t before;
	struct run r;

	(void)state;
	pty_begin(&r, 24, 80);
	str_addz(&big, "\033[200~");
	while (big.n < 1 << 20)
		str_addz(&big, "Q\nq Enter\r\n");
	str_addz(&big, "\033[201~");
	before = r.sent.n;
	pty_press(&r, str_cstr(&big));
	pty_await(&r, "/Q q Enter Q q", false, KEY_MS);
	assert_true(r.sent.n - before < 24 * 80 * 4);
	pty_press(&r, "\033");
	pty_await(&r, "Bialiatski", false, KEY_MS);
	str_free(&big);
	quit(&r);
}

/* A writer that is slow tells of a commit before it can be seen: it is looked
 * for a little longer. Here nothing at all tells of the second one, which is made
 * under other names of the same files. */
static void test_late_commit(void **state)
{
	struct run r;
	struct str rows = STR_INIT(4096);
	bool seen = false;

	(void)state;
	pty_begin(&r, 24, 80);
	pty_thaw(&r, "sources >/dev/null; mkdir o; ln s.db o/s.db; "
		 "ln s.db-wal o/s.db-wal; ln s.db-shm o/s.db-shm");
	str_addz(&rows, "Name,Role,Released\n");
	/* On a busy machine the first may come too late. */
	for (int i = 0; i < 8 && !seen; i++) {
		int64_t end;
		char name[32];

		snprintf(name, sizeof(name), "Zoja Vydumanaja-%c", 'A' + i);
		str_addf(&rows, "%s,student,2026-01-05\n", name);
		pty_file(&r, "more.csv", str_cstr(&rows));
		pty_thaw(&r, "watch add zoja");
		pty_thaw(&r, "watch remove zoja");
		usleep(300000);
		pty_thaw(&r, "--store o/s.db import --format csv "
			 "--source more more.csv");
		end = clock_mono_ms() + 4000;
		while (!(seen = pty_sees(&r, name)) && clock_mono_ms() < end)
			pty_settle(&r);
	}
	str_free(&rows);
	assert_true(seen);
	quit(&r);
}

/* So it is in every line that is typed: more than any takes. */
static void test_paste_everywhere(void **state)
{
	static const char *const lines[] = {
		":", "x", "c", "bsave\r", "3e", "?/", "\r/", "t/", "f", "b",
	};
	struct str big = STR_INIT(4 << 20);

	(void)state;
	str_addz(&big, "\033[200~");
	while (big.n < 200 << 10)
		str_addz(&big, "Q q \xD1\x88 ");
	str_addz(&big, "\033[201~");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct run r;

		pty_begin(&r, 24, 80);
		pty_press(&r, lines[i]);
		pty_settle(&r);
		pty_press(&r, str_cstr(&big));
		pty_settle(&r);
		pty_press(&r, "\033");
		pty_settle(&r);
		quit(&r);
	}
	str_free(&big);
}

/* The line drops while a command runs: both end. */
static void test_gone_with_child(void **state)
{
	(void)state;
	for (int how = 0; how < 3; how++) {
		struct str cmd = STR_INIT(256);
		struct run r;

		pty_begin(&r, 24, 80);
		pty_press(&r, ":refresh --every 1h\r");
		pty_await(&r, "end it", false, KEY_MS);
		if (how < 2)
			kill(r.pid, how ? SIGHUP : SIGTERM);
		else
			close(r.fd);
		assert_int_equal(wait_end(&r), 0);
		if (how < 2)
			close(r.fd);
		str_addf(&cmd, "for i in $(seq 100); do pgrep -f "
			 "'%s/s.db.* [r]efresh' >/dev/null || exit 0; sleep 0.1; "
			 "done; exit 1", r.dir);
		assert_int_equal(system(str_cstr(&cmd)), 0);
		str_free(&cmd);
		pty_clean(&r);
	}
}

static const struct {
	const char *term;
	bool colour;
	const char *locale;
} terms[] = {
	{ "xterm-256color", true, "C.UTF-8" },
	{ "screen-256color", true, "C.UTF-8" },
	{ "tmux-256color", true, "C.UTF-8" },
	{ "linux", true, "C.UTF-8" },
	{ "vt100", false, "C" },
	{ "ansi", true, "C" },
	/* nobody knows these */
	{ "xterm-of-tomorrow-256color", true, "C.UTF-8" },
	{ "no-such-terminal", false, "C.UTF-8" },
	{ "no-such-terminal", false, "C" },
};

static void test_terminals(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		bool ascii = true;
		struct run r;

		prepare(&r);
		r.env[0][0] = "TERM";
		r.env[0][1] = terms[i].term;
		r.env[1][0] = "TERMINFO";
		r.env[1][1] = "/nonexistent";
		pty_start(&r, 24, 80, terms[i].locale, false);
		pty_await(&r, "Bialiatski", false, START_MS);
		pty_press(&r, "\033[B\033OBk");
		pty_await(&r, terms[i].locale[1] ? "▌•Maria" : ">*Maria",
			  false, KEY_MS);
		assert_int_equal(pty_sent_colour(&r), terms[i].colour);
		for (size_t k = 0; k < r.sent.n; k++)
			ascii &= (unsigned char)r.sent.p[k] < 0x80;
		assert_int_equal(ascii, !terms[i].locale[1]);
		assert_false(pty_sent(&r, "$<"));	/* no padding */
		quit(&r);
	}
}

/* Where nothing can be placed there is the text brief, and it says so. */
static void test_dumb(void **state)
{
	static const char *const names[] = { "dumb", "", "unknown" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct run r;

		prepare(&r);
		r.env[0][0] = "TERM";
		r.env[0][1] = names[i];
		pty_start(&r, 24, 80, "C.UTF-8", false);
		assert_int_equal(pty_finish(&r), 0);
		assert_true(pty_sent(&r, "no screen: "));
		assert_false(pty_sent(&r, "\033[?"));
		if (i < 2)
			assert_false(pty_sent(&r, "\033"));
		pty_clean(&r);
	}
}

/* The first frame does not wait for what the terminal says of its background;
 * a light one is dressed for once it does, and only then. */
static void test_background(void **state)
{
	static const struct {
		const char *says;
		bool anew;
	} answers[] = {
		{ "\033]11;rgb:ffff/ffff/ffff\a", true },
		{ "\033]11;rgb:0000/0000/0000\033\\", false },
		{ "\033]11;rgb:junk\a", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		size_t before;
		struct run r;

		pty_begin(&r, 24, 80);
		assert_true(pty_sent(&r, "\033]11;?\a"));
		assert_true(pty_sent(&r, "38;5;74"));
		assert_false(pty_sent(&r, "38;5;24"));
		before = r.sent.n;
		pty_press(&r, answers[i].says);
		pty_settle(&r);
		assert_int_equal(r.sent.n > before, answers[i].anew);
		assert_int_equal(pty_sent(&r, "38;5;24"), answers[i].anew);
		quit(&r);
	}
}

/* A click of a real terminal, and none where the setting says so. */
static void test_mouse(void **state)
{
	(void)state;
	for (int with = 0; with < 2; with++) {
		struct run r;

		prepare(&r);
		pty_conf(&r, "settings.conf", with ? "mouse = true\n" :
						      "mouse = false\n");
		pty_start(&r, 24, 80, "C.UTF-8", false);
		pty_await(&r, "Bialiatski", false, START_MS);
		assert_int_equal(pty_sent(&r, "\033[?1002;1006"), with);
		assert_true(pty_sent(&r, "2004h"));
		pty_press(&r, "\033[<0;5;6M\033[<0;5;6m");
		pty_settle(&r);
		assert_int_equal(pty_sees(&r, "▌•Andrei Sannikov"), with);
		quit(&r);
	}
}

static const struct {
	const char *name, *text, *why;
} bad_conf[] = {
	{ "theme.conf", "star = pink\n", "theme.conf:1: no colour" },
	{ "settings.conf", "theme = \"pink\"\n", "valid are auto, dark" },
	{ "settings.conf", "frugal = \"maybe\"\n", "valid are auto, true" },
};

/* It is said before the terminal is touched. */
static void test_bad_conf(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad_conf) / sizeof(bad_conf[0]); i++) {
		struct run r;

		prepare(&r);
		pty_conf(&r, bad_conf[i].name, bad_conf[i].text);
		pty_start(&r, 24, 80, "C.UTF-8", false);
		assert_int_not_equal(pty_finish(&r), 0);
		assert_true(pty_sent(&r, bad_conf[i].why));
		assert_false(pty_sent(&r, "\033"));
		pty_clean(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_resize_storm),
		cmocka_unit_test(test_stop_and_go),
		cmocka_unit_test(test_told_to_end),
		cmocka_unit_test(test_terminal_gone),
		cmocka_unit_test(test_stalled),
		cmocka_unit_test(test_no_input),
		cmocka_unit_test(test_garbage),
		cmocka_unit_test(test_large_paste),
		cmocka_unit_test(test_late_commit),
		cmocka_unit_test(test_paste_everywhere),
		cmocka_unit_test(test_gone_with_child),
		cmocka_unit_test(test_terminals),
		cmocka_unit_test(test_dumb),
		cmocka_unit_test(test_background),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_bad_conf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
