#include "tests/lib/ptykit.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"

enum { QUIET_MS = 400 };

static const char fixture[] =
	"Name,Role,Detention Duration,Released\n"
	"Ales Bialiatski,human rights defender,Over 2 years,2025-12-13\n"
	"Maria Kalesnikava,politician,18 months,2025-12-13\n"
	"Andrei Sannikov,politician,20 months,2012-04-14\n";

/* What the emulator answers (to a question about the cursor, say). */
static void answer(const char *s, size_t n, void *ctx)
{
	struct run *r = ctx;

	if (write(r->fd, s, n) < 0)
		return;
}

static void set_environment(const struct run *r, const char *locale,
			    bool no_colour)
{
	setenv("HOME", r->dir, 1);
	setenv("XDG_DATA_HOME", r->dir, 1);
	setenv("XDG_CONFIG_HOME", r->dir, 1);
	setenv("XDG_CACHE_HOME", r->dir, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", locale, 1);
	unsetenv("SSH_CONNECTION");
	unsetenv("NO_COLOR");
	if (no_colour)
		setenv("NO_COLOR", "1", 1);
	for (size_t i = 0; i < 8 && r->env[i][0]; i++) {
		if (r->env[i][1])
			setenv(r->env[i][0], r->env[i][1], 1);
		else
			unsetenv(r->env[i][0]);
	}
}

void pty_file(struct run *r, const char *name, const char *text)
{
	struct str path = STR_INIT(256);
	FILE *f;

	str_addf(&path, "%s/%s", r->dir, name);
	f = fopen(str_cstr(&path), "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	str_free(&path);
}

void pty_conf(struct run *r, const char *name, const char *text)
{
	struct str path = STR_INIT(256);

	str_addf(&path, "%s/thaw", r->dir);
	assert_true(mkdir(str_cstr(&path), 0700) == 0 || errno == EEXIST);
	str_clear(&path);
	str_addf(&path, "thaw/%s", name);
	pty_file(r, str_cstr(&path), text);
	str_free(&path);
}

void pty_thaw(struct run *r, const char *command)
{
	struct str cmd = STR_INIT(4096);

	set_environment(r, "C.UTF-8", false);
	str_addf(&cmd, "cd %s && { \"$THAW_BIN\" --store s.db --quiet %s\n} "
		 "</dev/null >out 2>&1", r->dir, command);
	assert_int_equal(system(str_cstr(&cmd)), 0);
	str_free(&cmd);
}

void pty_home(struct run *r)
{
	*r = (struct run){ .fd = -1, .sent = STR_INIT(64 << 20) };
	strcpy(r->dir, "/tmp/t_pty.XXXXXX");
	assert_non_null(mkdtemp(r->dir));
}

void pty_prepare(struct run *r)
{
	if (!getenv("THAW_BIN")) {
		print_message("no THAW_BIN: skipped\n");
		skip();
	}
	pty_home(r);
	pty_file(r, "people.csv", fixture);
	pty_thaw(r, "import --format csv --source fixture people.csv");
}

/* In the child: `program` and its words. */
static void start(struct run *r, int rows, int cols, const char *locale,
		  bool no_colour, const char *const *words)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };

	r->vt = vterm_new(rows, cols);
	vterm_set_utf8(r->vt, 1);
	r->screen = vterm_obtain_screen(r->vt);
	vterm_screen_enable_altscreen(r->screen, 1);
	vterm_screen_reset(r->screen, 1);
	vterm_output_set_callback(r->vt, answer, r);
	r->pid = forkpty(&r->fd, NULL, NULL, &ws);
	assert_true(r->pid >= 0);
	if (r->pid == 0) {
		set_environment(r, locale, no_colour);
		if (chdir(r->dir) == 0)
			execv(words[0], (char *const *)(uintptr_t)words);
		_exit(127);
	}
}

void pty_start(struct run *r, int rows, int cols, const char *locale,
	       bool no_colour)
{
	struct str store = STR_INIT(256);
	const char *words[] = { getenv("THAW_BIN"), "--store", NULL, NULL };

	str_addf(&store, "%s/s.db", r->dir);
	words[2] = str_cstr(&store);
	start(r, rows, cols, locale, no_colour, words);
	str_free(&store);
}

void pty_shell(struct run *r, int rows, int cols)
{
	const char *const words[] = { "/bin/sh", "-i", NULL };

	setenv("PS1", "ready ", 1);
	unsetenv("ENV");
	start(r, rows, cols, "C.UTF-8", false, words);
	pty_await(r, "ready", false, START_MS);
}

/* Takes output for at most wait_ms; false at the end of the line. */
static bool pump(struct run *r, int wait_ms)
{
	struct pollfd p = { .fd = r->fd, .events = POLLIN };
	char buf[65536];
	ssize_t n;

	if (poll(&p, 1, wait_ms) <= 0)
		return true;
	n = read(r->fd, buf, sizeof(buf));
	if (n <= 0)
		return false;
	str_add(&r->sent, slice_make(buf, (size_t)n));
	if (r->blind)
		return true;
	vterm_input_write(r->vt, buf, (size_t)n);
	vterm_screen_flush_damage(r->screen);
	return true;
}

static void row_text(const struct run *r, int y, struct str *out)
{
	int rows, cols;

	vterm_get_size(r->vt, &rows, &cols);
	for (int x = 0; x < cols;) {
		VTermScreenCell c;

		vterm_screen_get_cell(r->screen, (VTermPos){ y, x }, &c);
		if (!c.chars[0])
			str_addc(out, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && c.chars[i];
		     i++)
			text_put(out, c.chars[i]);
		x += c.width > 0 ? c.width : 1;
	}
	str_addc(out, '\n');
}

void pty_text(const struct run *r, struct str *out)
{
	int rows, cols;

	vterm_get_size(r->vt, &rows, &cols);
	for (int y = 0; y < rows; y++)
		row_text(r, y, out);
}

bool pty_sees(const struct run *r, const char *text)
{
	struct str all = STR_INIT(1 << 20);
	bool yes;

	pty_text(r, &all);
	yes = strstr(str_cstr(&all), text) != NULL;
	str_free(&all);
	return yes;
}

static void show(const struct run *r)
{
	struct str all = STR_INIT(1 << 20);

	pty_text(r, &all);
	print_error("the screen was:\n%s", str_cstr(&all));
	str_free(&all);
}

void pty_drain(struct run *r)
{
	size_t before;

	do
		before = r->sent.n;
	while (pump(r, 0) && r->sent.n != before);
}

void pty_settle(struct run *r)
{
	size_t before;

	do {
		before = r->sent.n;
		if (!pump(r, QUIET_MS))
			return;
	} while (r->sent.n != before);
}

VTermScreenCell *pty_cells(const struct run *r)
{
	VTermScreenCell *all;
	int rows, cols;

	vterm_get_size(r->vt, &rows, &cols);
	all = calloc((size_t)rows * (size_t)cols, sizeof(*all));
	assert_non_null(all);
	for (int y = 0; y < rows; y++)
		for (int x = 0; x < cols; x++)
			vterm_screen_get_cell(r->screen, (VTermPos){ y, x },
					      &all[y * cols + x]);
	return all;
}

/* Waits until the text stands there (`gone`: no more), then for quiet. */
void pty_await(struct run *r, const char *text, bool gone, int most_ms)
{
	int64_t end = clock_mono_ms() + most_ms;

	while (pty_sees(r, text) == gone && clock_mono_ms() < end)
		if (!pump(r, 50))
			break;
	if (pty_sees(r, text) == gone) {
		show(r);
		fail_msg("%s: %s", gone ? "still there" : "never came", text);
	}
	pty_settle(r);
}

void pty_press(struct run *r, const char *bytes)
{
	assert_int_equal(write(r->fd, bytes, strlen(bytes)),
			 (ssize_t)strlen(bytes));
}

void pty_resize(struct run *r, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };

	if (!r->blind)
		vterm_set_size(r->vt, rows, cols);
	assert_int_equal(ioctl(r->fd, TIOCSWINSZ, &ws), 0);
}

void pty_restored(struct run *r)
{
	const tcflag_t cooked = ICANON | ECHO;
	int64_t end = clock_mono_ms() + KEY_MS;
	struct termios is = { 0 };

	while (clock_mono_ms() < end && (is.c_lflag & cooked) != cooked) {
		pump(r, 20);
		assert_int_equal(tcgetattr(r->fd, &is), 0);
	}
	assert_int_equal(is.c_lflag & cooked, cooked);
	assert_true(is.c_iflag & ICRNL);
	assert_true(is.c_oflag & OPOST);
}

/* Waits for the end of the program; its exit status, or 1000 + signal. */
int pty_finish(struct run *r)
{
	int64_t end = clock_mono_ms() + KEY_MS;
	int status = 0;

	while (pump(r, 100) && clock_mono_ms() < end)
		;
	if (clock_mono_ms() >= end)
		kill(r->pid, SIGKILL);
	while (waitpid(r->pid, &status, 0) < 0 && errno == EINTR)
		;
	close(r->fd);
	vterm_free(r->vt);
	r->vt = NULL;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	       1000 + WTERMSIG(status);
}

void pty_clean(struct run *r)
{
	struct str cmd = STR_INIT(256);

	str_addf(&cmd, "rm -rf %s", r->dir);
	assert_int_equal(system(str_cstr(&cmd)), 0);
	str_free(&cmd);
	str_free(&r->sent);
}

bool pty_sent(const struct run *r, const char *bytes)
{
	return slice_find(str_slice(&r->sent), slice_of(bytes), 0) >= 0;
}

/* Is there an SGR with a colour in it (30-49, 90-107)? */
bool pty_sent_colour(const struct run *r)
{
	const char *p = str_cstr(&r->sent);

	while ((p = strstr(p, "\033[")) != NULL) {
		const char *q = p + 2;
		bool colour = false;

		while (*q == ';' || (*q >= '0' && *q <= '9')) {
			long n = strtol(q, NULL, 10);

			colour |= (n >= 30 && n <= 49) ||
				  (n >= 90 && n <= 107);
			while (*q >= '0' && *q <= '9')
				q++;
			q += *q == ';';
		}
		if (*q == 'm' && colour)
			return true;
		p = q;
	}
	return false;
}

void pty_begin(struct run *r, int rows, int cols)
{
	pty_prepare(r);
	pty_start(r, rows, cols, "C.UTF-8", false);
	pty_await(r, "Bialiatski", false, START_MS);
}
