/* The real program ($THAW_BIN) on a pseudo-terminal with an emulator behind
 * it: keys in, cells out. A key's bytes go in one write, and the screen is
 * looked at when the line has become quiet. Skipped without $THAW_BIN.
 */
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
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <vterm.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"

enum { QUIET_MS = 400, START_MS = 20000, KEY_MS = 10000 };

static const char fixture[] =
	"Name,Role,Detention Duration,Released\n"
	"Ales Bialiatski,human rights defender,Over 2 years,2025-12-13\n"
	"Maria Kalesnikava,politician,18 months,2025-12-13\n"
	"Andrei Sannikov,politician,20 months,2012-04-14\n";

struct run {
	char dir[64];
	struct str sent;	/* every byte of the program */
	VTerm *vt;
	VTermScreen *screen;
	int fd;
	pid_t pid;
};

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
}

/* Imports the fixture into a store of its own. */
static void prepare(struct run *r)
{
	struct str cmd = STR_INIT(4096);
	FILE *f;

	*r = (struct run){ .fd = -1, .sent = STR_INIT(64 << 20) };
	strcpy(r->dir, "/tmp/t_pty.XXXXXX");
	assert_non_null(mkdtemp(r->dir));
	str_addf(&cmd, "%s/people.csv", r->dir);
	f = fopen(str_cstr(&cmd), "w");
	assert_non_null(f);
	assert_true(fputs(fixture, f) >= 0);
	assert_int_equal(fclose(f), 0);
	set_environment(r, "C.UTF-8", false);
	str_clear(&cmd);
	str_addf(&cmd, "\"$THAW_BIN\" --store %s/s.db import --quiet "
		 "--format csv --source fixture %s/people.csv </dev/null "
		 ">%s/out 2>&1", r->dir, r->dir, r->dir);
	assert_int_equal(system(str_cstr(&cmd)), 0);
	str_free(&cmd);
}

static void start(struct run *r, int rows, int cols, const char *locale,
		  bool no_colour)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };
	struct str store = STR_INIT(256);

	str_addf(&store, "%s/s.db", r->dir);
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
		execl(getenv("THAW_BIN"), "thaw", "--store", str_cstr(&store),
		      (char *)NULL);
		_exit(127);
	}
	str_free(&store);
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

static bool sees(const struct run *r, const char *text)
{
	struct str all = STR_INIT(1 << 20);
	int rows, cols;
	bool yes;

	vterm_get_size(r->vt, &rows, &cols);
	for (int y = 0; y < rows; y++)
		row_text(r, y, &all);
	yes = strstr(str_cstr(&all), text) != NULL;
	str_free(&all);
	return yes;
}

static void show(const struct run *r)
{
	struct str all = STR_INIT(1 << 20);
	int rows, cols;

	vterm_get_size(r->vt, &rows, &cols);
	for (int y = 0; y < rows; y++)
		row_text(r, y, &all);
	print_error("the screen was:\n%s", str_cstr(&all));
	str_free(&all);
}

/* Waits until the text stands there (`gone`: no more), then for quiet. */
static void await(struct run *r, const char *text, bool gone, int most_ms)
{
	int64_t end = clock_mono_ms() + most_ms;
	size_t before;

	while (sees(r, text) == gone && clock_mono_ms() < end)
		if (!pump(r, 50))
			break;
	if (sees(r, text) == gone) {
		show(r);
		fail_msg("%s: %s", gone ? "still there" : "never came", text);
	}
	do {
		before = r->sent.n;
		if (!pump(r, QUIET_MS))
			return;
	} while (r->sent.n != before);
}

static void press(struct run *r, const char *bytes)
{
	assert_int_equal(write(r->fd, bytes, strlen(bytes)),
			 (ssize_t)strlen(bytes));
}

static void resize(struct run *r, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };

	vterm_set_size(r->vt, rows, cols);
	assert_int_equal(ioctl(r->fd, TIOCSWINSZ, &ws), 0);
}

/* Waits for the end of the program; its exit status, or 1000 + signal. */
static int finish(struct run *r)
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

static void clean(struct run *r)
{
	struct str cmd = STR_INIT(256);

	str_addf(&cmd, "rm -rf %s", r->dir);
	assert_int_equal(system(str_cstr(&cmd)), 0);
	str_free(&cmd);
	str_free(&r->sent);
}

static bool sent(const struct run *r, const char *bytes)
{
	return slice_find(str_slice(&r->sent), slice_of(bytes), 0) >= 0;
}

/* Is there an SGR with a colour in it (30-49, 90-107)? */
static bool sent_colour(const struct run *r)
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

static void begin(struct run *r, int rows, int cols)
{
	if (!getenv("THAW_BIN")) {
		print_message("no THAW_BIN: skipped\n");
		skip();
	}
	prepare(r);
	start(r, rows, cols, "C.UTF-8", false);
	await(r, "Bialiatski", false, START_MS);
}

static void test_first_screen(void **state)
{
	struct run r;

	(void)state;
	begin(&r, 24, 80);
	assert_true(sees(&r, "Releases"));
	assert_true(sees(&r, "Sanctions"));
	assert_true(sees(&r, "Recommendations"));
	assert_true(sees(&r, "Kalesnikava"));
	assert_true(sees(&r, "Sannikov"));
	assert_true(sent_colour(&r));
	press(&r, "q");
	assert_int_equal(finish(&r), 0);
	assert_true(sent(&r, "\033[?1049h"));
	assert_true(sent(&r, "\033[?1049l"));
	clean(&r);
}

static void test_filter(void **state)
{
	struct run r;

	(void)state;
	begin(&r, 40, 120);
	press(&r, "/");
	press(&r, "k");
	press(&r, "a");
	press(&r, "l");
	await(&r, "Bialiatski", true, KEY_MS);
	assert_true(sees(&r, "Kalesnikava"));
	press(&r, "\025");
	await(&r, "Bialiatski", false, KEY_MS);
	press(&r, "role:politician");
	await(&r, "Bialiatski", true, KEY_MS);
	assert_true(sees(&r, "Kalesnikava"));
	assert_true(sees(&r, "Sannikov"));
	press(&r, " colour:red");
	await(&r, "unknown column", false, KEY_MS);
	press(&r, "\033");
	await(&r, "Bialiatski", false, KEY_MS);
	press(&r, "Q");
	assert_int_equal(finish(&r), 0);
	clean(&r);
}

static void test_resize_keeps_cursor(void **state)
{
	static const struct { int rows, cols; } size[] = {
		{ 40, 120 }, { 10, 40 }, { 50, 200 }, { 16, 60 }, { 24, 80 },
	};
	struct run r;

	(void)state;
	begin(&r, 24, 80);
	press(&r, "G");
	await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	for (size_t i = 0; i < sizeof(size) / sizeof(size[0]); i++) {
		resize(&r, size[i].rows, size[i].cols);
		await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	}
	resize(&r, 3, 10);
	await(&r, "too small", false, KEY_MS);
	resize(&r, 24, 80);
	await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	press(&r, "q");
	assert_int_equal(finish(&r), 0);
	clean(&r);
}

static void test_detail(void **state)
{
	struct run r;

	(void)state;
	begin(&r, 90, 100);
	press(&r, "/bialiatski\r");
	await(&r, "Sannikov", true, KEY_MS);
	press(&r, "\r");
	await(&r, "Held text", false, KEY_MS);
	assert_true(sees(&r, "Over 2 years"));
	assert_true(sees(&r, "human rights defender"));
	assert_true(sees(&r, "13 Dec 2025"));
	assert_true(sees(&r, "fixture"));
	press(&r, "q");
	await(&r, "1 Releases", false, KEY_MS);
	press(&r, "Q");
	assert_int_equal(finish(&r), 0);
	clean(&r);
}

static void import_zoja(const struct run *r)
{
	struct str cmd = STR_INIT(4096);

	str_addf(&cmd, "printf 'Name,Role,Detention Duration,Released\\n"
		 "Zoja Vydumanaja,student,2 months,2026-01-05\\n' "
		 ">%s/more.csv; \"$THAW_BIN\" --store %s/s.db import --quiet "
		 "--format csv --source more %s/more.csv </dev/null "
		 ">/dev/null 2>&1", r->dir, r->dir, r->dir);
	assert_int_equal(system(str_cstr(&cmd)), 0);
	str_free(&cmd);
}

/* Another process imports: the row comes by itself, the cursor stays. */
static void test_sees_other_writers(void **state)
{
	struct run r;

	(void)state;
	begin(&r, 24, 80);
	press(&r, "G");
	await(&r, "▌•Andrei Sannikov", false, KEY_MS);
	import_zoja(&r);
	await(&r, "Zoja", false, KEY_MS);
	assert_true(sees(&r, "▌•Andrei Sannikov"));
	press(&r, "q");
	assert_int_equal(finish(&r), 0);
	clean(&r);
}

/* So does what a watch finds, which x takes away and Enter opens. */
static void test_sees_hits(void **state)
{
	struct str cmd = STR_INIT(4096);
	struct run r;

	(void)state;
	begin(&r, 24, 80);
	press(&r, "0");
	await(&r, "no hits: ", false, KEY_MS);
	str_addf(&cmd, "\"$THAW_BIN\" --store %s/s.db watch add zoja"
		 " </dev/null >/dev/null 2>&1", r.dir);
	assert_int_equal(system(str_cstr(&cmd)), 0);
	import_zoja(&r);
	await(&r, "zoja        Zoja Vydumanaja", false, KEY_MS);
	press(&r, "\r");
	await(&r, " Claims ", false, KEY_MS);
	press(&r, "q");
	await(&r, "zoja        Zoja Vydumanaja", false, KEY_MS);
	press(&r, "x");
	await(&r, "zoja        Zoja Vydumanaja", true, KEY_MS);
	press(&r, "q");
	assert_int_equal(finish(&r), 0);
	str_free(&cmd);
	clean(&r);
}

static void test_no_colour(void **state)
{
	struct run r;

	(void)state;
	begin(&r, 24, 80);
	press(&r, "Q");
	assert_int_equal(finish(&r), 0);
	str_clear(&r.sent);
	start(&r, 24, 80, "C.UTF-8", true);
	await(&r, "Bialiatski", false, START_MS);
	press(&r, "Q");
	assert_int_equal(finish(&r), 0);
	assert_false(sent_colour(&r));
	clean(&r);
}

static void test_c_locale(void **state)
{
	struct run r;

	(void)state;
	begin(&r, 24, 80);
	press(&r, "Q");
	assert_int_equal(finish(&r), 0);
	str_clear(&r.sent);
	start(&r, 24, 80, "C", false);
	await(&r, "Bialiatski", false, START_MS);
	press(&r, "2");
	press(&r, "?");
	await(&r, "go up one row", false, KEY_MS);
	press(&r, "Q");
	assert_int_equal(finish(&r), 0);
	for (size_t i = 0; i < r.sent.n; i++)
		assert_true((unsigned char)r.sent.p[i] < 0x80);
	clean(&r);
}

static void import_list(struct run *r)
{
	struct str cmd = STR_INIT(4096);

	str_addf(&cmd, "cd %s && printf '11,\"PRYKLAD, Ivan\",\"individual\","
		 "\"BELARUS\",,,,,,,,\"DOB 03 Feb 1960.\"\\r\\n\\032' >sdn.csv"
		 " && \"$THAW_BIN\" --store s.db import --quiet --format"
		 " ofac_csv --source us-ofac-sdn sdn.csv </dev/null >out 2>&1",
		 r->dir);
	assert_int_equal(system(str_cstr(&cmd)), 0);
	str_free(&cmd);
}

/* A name is typed, a verdict given; it is there again in the next session. */
static void test_screening(void **state)
{
	struct run r;

	(void)state;
	begin(&r, 24, 80);
	press(&r, "Q");
	assert_int_equal(finish(&r), 0);
	import_list(&r);
	start(&r, 24, 80, "C.UTF-8", false);
	await(&r, "Bialiatski", false, START_MS);
	press(&r, "c");
	await(&r, "Screen a name", false, KEY_MS);
	press(&r, "Ivan Pry");
	await(&r, "as far as it is typed", false, START_MS);
	press(&r, "klad");
	await(&r, "pryklad = pryklad: the same", false, KEY_MS);
	assert_true(sees(&r, "us-ofac-sdn: listed"));
	press(&r, "\033[17~");	/* F6 */
	await(&r, "Note, and Enter", false, KEY_MS);
	press(&r, "another Ivan\r");
	await(&r, "another Ivan", false, KEY_MS);
	await(&r, "not the same, said", false, KEY_MS);
	press(&r, "\r");
	await(&r, "Claims", false, KEY_MS);
	press(&r, "q");
	await(&r, "Screen a name", false, KEY_MS);
	press(&r, "\033");
	await(&r, "Esc leave", false, KEY_MS);
	press(&r, "Q");
	assert_int_equal(finish(&r), 0);
	start(&r, 24, 80, "C.UTF-8", false);
	await(&r, "Bialiatski", false, START_MS);
	press(&r, "c");
	press(&r, "pryklad ivan");
	await(&r, "us-ofac-sdn: listed", false, KEY_MS);
	assert_false(sees(&r, "another Ivan"));
	press(&r, "\025ivan pryklad");
	await(&r, "another Ivan", false, KEY_MS);
	press(&r, "\033");
	await(&r, "Esc leave", false, KEY_MS);
	press(&r, "Q");
	assert_int_equal(finish(&r), 0);
	clean(&r);
}

/* The line drops, or somebody ends it: whole, and the terminal given back. */
static void test_signals(void **state)
{
	static const int sigs[] = { SIGHUP, SIGTERM, SIGINT };

	(void)state;
	for (size_t i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++) {
		struct run r;

		begin(&r, 24, 80);
		kill(r.pid, sigs[i]);
		assert_int_equal(finish(&r), 0);
		assert_true(sent(&r, "\033[?1049l"));
		clean(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_screen),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_resize_keeps_cursor),
		cmocka_unit_test(test_detail),
		cmocka_unit_test(test_sees_other_writers),
		cmocka_unit_test(test_sees_hits),
		cmocka_unit_test(test_no_colour),
		cmocka_unit_test(test_c_locale),
		cmocka_unit_test(test_screening),
		cmocka_unit_test(test_signals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
