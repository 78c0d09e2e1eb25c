/* Keys by chance into the real program on a pseudo-terminal, while its size, the
 * store and the configuration change under it: it neither crashes nor hangs,
 * and gives the terminal back. THAW_RANDOM_KEYS and THAW_RANDOM_SEED choose how
 * many and which; what ends it is started again, on another terminal and in
 * another language perhaps, and goes on where it was. With THAW_RANDOM_STAY it
 * is not ended, and what it has in memory is printed now and then. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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
#include "base/text.h"
#include "tests/lib/chance.h"
#include "tests/lib/ptykit.h"
#include "ui/keys.h"

enum { BATCH = 400, PATIENCE_MS = 60000 };

static struct {
	struct run r;
	struct chance c;
	struct str batch;
	long given;	/* keys so far */
	int rows, cols;
	int starts;
	bool stays;
} all;

/* --- bytes --- */

/* Stands in a batch where the line has to be silent, so that ESC is a key: no
 * text has that byte. */
enum { SILENCE = 0xFF, SILENCE_MS = 28 };

static const struct {
	uint32_t key;
	const char *bytes;
} sequences[] = {
	{ KEYCODE_UP, "\033[A" }, { KEYCODE_DOWN, "\033[B" },
	{ KEYCODE_RIGHT, "\033OC" }, { KEYCODE_LEFT, "\033[D" },
	{ KEYCODE_PGUP, "\033[5~" }, { KEYCODE_PGDN, "\033[6~" },
	{ KEYCODE_HOME, "\033[H" }, { KEYCODE_END, "\033[F" },
	{ KEYCODE_BACKTAB, "\033[Z" }, { KEYCODE_DELETE, "\033[3~" },
	{ KEYCODE_F1, "\033OP" }, { KEYCODE_F1 + 4, "\033[15~" },
	{ KEYCODE_F1 + 5, "\033[17~" }, { KEYCODE_F1 + 6, "\033[18~" },
	{ KEYCODE_F1 + 11, "\033[24~" },
};

/* Keys that end it come seldom; ^C, ^\ and ^Z are signals here. */
static void put_key(struct str *out, uint32_t key)
{
	for (size_t i = 0; i < sizeof(sequences) / sizeof(*sequences); i++)
		if (sequences[i].key == key) {
			str_addz(out, sequences[i].bytes);
			all.given++;
			return;
		}
	if ((key == 'q' || key == 'Q') &&
	    (all.stays || chance_below(&all.c, 40)))
		key = 'j';
	if (key == 3 || key == 26 || key == 28 || key == 0 ||
	    key > 0x10FFFF || (key >= 0xD800 && key < 0xE000))
		key = KEYCODE_ESC;
	text_put(out, key);
	if (key == KEYCODE_ESC)
		str_addc(out, (char)SILENCE);
	all.given++;
}

/* Now and then what it leads to is drawn. */
static void put_walked(void *ctx, uint32_t key)
{
	put_key(ctx, key);
	if (chance_below(&all.c, 5) == 0)
		str_addc(ctx, (char)SILENCE);
}

static const char *const halves[] = {
	"\033[", "\033[1;", "\033]11;rgb:", "\033O", "\033[M!", "\xD0",
	"\033P", "\033[<0;5", "\033[200~half", "\xF0\x9F", "\033[201~",
	"\033]11;rgb:ffff/ffff/ffff\a", "\033[I", "\033[O",
};

static void put_one(struct str *out)
{
	unsigned what = chance_below(&all.c, 100);

	if (what < 68) {
		put_key(out, chance_key(&all.c));
	} else if (what < 70) {
		chance_walk(&all.c, put_walked, out);
	} else if (what < 85) {
		all.given++;
		str_addz(out, chance_text(&all.c));
	} else if (what < 95) {
		all.given++;
		str_addf(out, "\033[<%u;%u;%u%c", chance_below(&all.c, 3) ?
			 chance_below(&all.c, 3) : 64 + chance_below(&all.c, 2),
			 1 + chance_below(&all.c, (unsigned)all.cols),
			 1 + chance_below(&all.c, (unsigned)all.rows),
			 chance_below(&all.c, 2) ? 'M' : 'm');
	} else if (what < 99) {
		str_addz(out, "\033[200~");
		for (unsigned n = chance_below(&all.c, 30); n > 0; n--)
			str_addz(out, chance_text(&all.c));
		str_addz(out, "\033[201~");
	} else {
		str_addz(out, halves[chance_below(&all.c, sizeof(halves) /
						  sizeof(*halves))]);
	}
}

/* --- the program --- */

static const char *some_of(const char *const *of, unsigned n)
{
	return of[chance_below(&all.c, n)];
}

static void start(void)
{
	static const char *const terms[] = {
		"xterm-256color", "xterm-256color", "xterm", "screen", "linux",
		"vt100", "tmux-256color", "no-such-terminal",
	};
	static const char *const languages[] = { "en", "en", "be", "de", "ru" };
	static const char *const lines[] = { NULL, NULL, NULL, "::1 1 ::1 22" };
	static const char *const browsers[] = { NULL, "true", "/no/such:false" };
	static const char *const inside[] = { NULL, NULL, "/tmp/none,1,0" };
	bool plain = chance_below(&all.c, 8) == 0;

	all.r.env[0][0] = "TERM";
	all.r.env[0][1] = some_of(terms, 8);
	all.r.env[1][0] = "LANGUAGE";
	all.r.env[1][1] = some_of(languages, 5);
	all.r.env[2][0] = "SSH_CONNECTION";
	all.r.env[2][1] = some_of(lines, 4);
	all.r.env[3][0] = "BROWSER";
	all.r.env[3][1] = some_of(browsers, 3);
	all.r.env[4][0] = "TMUX";
	all.r.env[4][1] = some_of(inside, 3);
	pty_start(&all.r, all.rows, all.cols, plain ? "C" : "C.UTF-8",
		  chance_below(&all.c, 8) == 0);
	assert_int_equal(fcntl(all.r.fd, F_SETFL, O_NONBLOCK), 0);
	all.starts++;
}

/* It has ended: by itself, in order, and the terminal is as it was. */
static void ended(void)
{
	assert_int_equal(pty_finish(&all.r), 0);
	assert_true(!pty_sent(&all.r, "\033[?1049h") ||
		    pty_sent(&all.r, "\033[?1049l"));
	str_clear(&all.r.sent);
	start();
}

static bool is_gone(void)
{
	siginfo_t is = { 0 };

	return waitid(P_PID, (id_t)all.r.pid, &is,
		      WEXITED | WNOHANG | WNOWAIT) == 0 && is.si_pid != 0;
}

static void be_silent(void)
{
	int64_t end = clock_mono_ms() + SILENCE_MS;

	for (int64_t now; (now = clock_mono_ms()) < end;) {
		struct pollfd f = { .fd = all.r.fd, .events = POLLIN };

		if (poll(&f, 1, (int)(end - now)) > 0 &&
		    (f.revents & POLLIN))
			pty_drain(&all.r);
		else if (f.revents)
			return;
	}
}

static void give_piece(const char *p, size_t n)
{
	int64_t end = clock_mono_ms() + PATIENCE_MS;

	while (n > 0) {
		struct pollfd f = { .fd = all.r.fd,
				    .events = POLLIN | POLLOUT };
		ssize_t done;

		pty_drain(&all.r);
		poll(&f, 1, 50);
		done = f.revents & POLLOUT ? write(all.r.fd, p, n) : 0;
		if (done < 0 && errno != EAGAIN)
			return;
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
		if (is_gone())
			return;
		if (clock_mono_ms() > end)
			fail_msg("it takes no more keys");
	}
}

static void give(struct slice rest)
{
	struct slice piece;

	while (!is_gone() && slice_cut(&rest, (char)SILENCE, &piece)) {
		give_piece(piece.p, piece.n);
		if (rest.p)
			be_silent();
	}
}

/* Whatever it is doing, another size makes it draw. */
static void answers(void)
{
	int64_t end = clock_mono_ms() + PATIENCE_MS;
	size_t before;

	chance_size(&all.c, &all.rows, &all.cols);
	pty_drain(&all.r);
	before = all.r.sent.n;
	for (int odd = 0; all.r.sent.n == before && !is_gone(); odd ^= 1) {
		pty_resize(&all.r, all.rows, all.cols + odd);
		for (int i = 0; i < 20 && all.r.sent.n == before; i++) {
			usleep(2000);
			pty_drain(&all.r);
		}
		if (clock_mono_ms() > end)
			fail_msg("it hangs");
	}
	pty_resize(&all.r, all.rows, all.cols);
}

static void tell_memory(void)
{
	static const char name[] = "VmRSS:";
	char path[64], line[256];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)all.r.pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, name, sizeof(name) - 1) == 0)
			print_message("after %ld keys: %s", all.given, line);
	if (f)
		fclose(f);
}

/* --- what others do meanwhile --- */

static void import_some(void)
{
	struct str text = STR_INIT(1 << 16);

	str_addz(&text, "Name,Role,Detention Duration,Released\n");
	for (unsigned n = chance_below(&all.c, 60); n > 0; n--)
		str_addf(&text, "Zoja Vydumanaja %u,student,%u months,20%02u-"
			 "01-05\n", chance_below(&all.c, 80),
			 1 + chance_below(&all.c, 30),
			 10 + chance_below(&all.c, 16));
	str_addz(&text, "Ihar Vydumany,student,2 months,2026-01-06\n");
	pty_file(&all.r, "more.csv", str_cstr(&text));
	pty_thaw(&all.r, "import --format csv --source more more.csv || true");
	str_free(&text);
}

/* What rows of all panes are made of: parties whom two lists have, acts that are
 * contradicted, news, counts of who remains, hits. */
static const char one_list[] =
	"11,\"PRYKLAD, Ivan Ivanovich\",\"individual\",\"BELARUS\",-0- ,-0- ,-0- "
	",-0- ,-0- ,-0- ,-0- ,\"DOB 03 Feb 1960.\"\r\n12,\"INSHY, Piotr\","
	"\"individual\",\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1976.\""
	"\r\n";
static const char other_list[] =
	"71,\"PRIKLAD, Ivan Ivanovich\",\"individual\",\"BELARUS\",-0- ,-0- ,-0- "
	",-0- ,-0- ,-0- ,-0- ,\"DOB 03 Feb 1960.\"\r\n72,\"INSHY, Piotr P.\","
	"\"individual\",\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1977.\""
	"\r\n";
static const char news[] =
	"<rss version='2.0'><channel><title>x</title><item><title>Freed</title>"
	"<link>https://a.example/1</link><pubDate>Sat, 13 Dec 2025 10:00:00 GMT"
	"</pubDate><description>Ales Bialiatski was released on 13 December 2025 "
	"after 4 years in prison. 123 people were freed; 1,110 remain. The EU "
	"should extend its sanctions on potash.</description></item>"
	"<item><title>\xd0\x9d\xd0\xb0 \xd0\xb2\xd0\xbe\xd0\xbb\xd1\x96"
	"</title><link>https://a.example/2</link></item></channel></rss>\n";
static const char remain[] =
	"date;precision;count;count_scope;announced_by;verified;source_url\n"
	"2026-10-01;day;1134;remaining;Vyasna Example;yes;https://l.example/1\n";

static const struct {
	const char *name, *text;
} files[] = {
	{ "one.csv", one_list }, { "two.csv", other_list },
	{ "news.xml", news }, { "remain.csv", remain },
};

static const char *const fillers[] = {
	"refresh || test $? -le 3", "watch add bialiatski || true",
	"watch add student || true",
	"import --format csv --source fixture people.csv || true",
	"import --format ofac_csv --source one one.csv || true",
	"import --format ofac_csv --source two two.csv || true",
	"import --format rss --source pages news.xml || true",
	"import --format csv --source counts remain.csv || true",
};
enum { FILLERS = sizeof(fillers) / sizeof(*fillers) };

static void fill(void)
{
	for (size_t i = 0; i < FILLERS; i++)
		pty_thaw(&all.r, fillers[i]);
}

#define ID_OF(view, line) "$(\"$THAW_BIN\" --store s.db list " view \
	" --columns id --format csv | tr -d '\\r' | sed -n " line "p)"
#define MAY_FAIL " || test $? -le 3"

static const char *const commands[] = {
	"watch add zoja" MAY_FAIL, "watch remove zoja" MAY_FAIL,
	"purge" MAY_FAIL, "refresh --force" MAY_FAIL, "reread" MAY_FAIL,
	"publish pub && \"$THAW_BIN\" --store s.db --quiet pull --force pub"
	MAY_FAIL,
	"--store c.db import --format csv --source other more.csv;"
	" test ! -f c.db || { rm -f s.db s.db-wal s.db-shm; mv c.db s.db; }",
	"--store c.db import --format csv --source other more.csv;"
	" test ! -f c.db || mv c.db s.db",
	"list releases; rm -f s.db; true",
	"desk add other role:student" MAY_FAIL, "desk remove other" MAY_FAIL,
	"mark " ID_OF("releases", "3") " starred" MAY_FAIL,
	"mark " ID_OF("news", "2") " read" MAY_FAIL,
	"mark " ID_OF("releases", "2") " note 'of mine'" MAY_FAIL,
	"verdict " ID_OF("conflicts", "2") " error" MAY_FAIL,
	"merge " ID_OF("designations", "2") " " ID_OF("designations", "3")
	MAY_FAIL,
	"split " ID_OF("designations", "2") MAY_FAIL,
	"set " ID_OF("recommendations", "2") " state=accepted" MAY_FAIL,
};
enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

static const char *const settings[] = {
	"mouse = false\n", "theme = \"light\"\nclock = true\n",
	"reader = true\n", "ascii = true\nfrugal = \"true\"\n",
	"frugal = \"true\"\n", "reader = true\nlanguage = \"uk\"\n", "",
};
enum { SETTINGS = sizeof(settings) / sizeof(*settings) };

/* It is ended, and comes back, on another terminal perhaps. */
static void end_it(void)
{
	static const int how[] = { SIGTERM, SIGHUP, SIGQUIT, SIGTERM };

	pty_conf(&all.r, "settings.conf", some_of(settings, SETTINGS));
	kill(all.r.pid, how[chance_below(&all.c, 4)]);
	ended();
}

static void meanwhile(void)
{
	unsigned what = chance_below(&all.c, 44);

	if (what < COMMANDS)
		pty_thaw(&all.r, commands[what]);
	else if (what < 24)
		import_some();
	else if (what < 28)
		fill();
	else if (what < 32)
		pty_thaw(&all.r, fillers[chance_below(&all.c, FILLERS)]);
	else if (what < 40 && !all.stays)
		end_it();
	else
		kill(all.r.pid, SIGTSTP);
	usleep(20000);
	kill(all.r.pid, SIGCONT);
}

static void one_batch(void)
{
	str_clear(&all.batch);
	for (int i = 0; i < BATCH; i++)
		put_one(&all.batch);
	give(str_slice(&all.batch));
	kill(all.r.pid, SIGCONT);
	answers();
	if (is_gone())
		ended();
	else
		str_clear(&all.r.sent);
}

static void leave(void)
{
	if (is_gone())
		ended();
	kill(all.r.pid, SIGTERM);
	pty_restored(&all.r);
	assert_int_equal(pty_finish(&all.r), 0);
	/* What is there now is whole. */
	pty_thaw(&all.r, "list releases");
	pty_clean(&all.r);
}

static void any_keys(void **state)
{
	long n = chance_number("THAW_RANDOM_KEYS", 10000);

	(void)state;
	if (!getenv("THAW_BIN")) {
		print_message("no THAW_BIN: skipped\n");
		skip();
	}
	/* A sanitizer's end is told from a refusal. */
	setenv("ASAN_OPTIONS", "exitcode=99", 0);
	all.batch = STR_INIT(1 << 20);
	all.stays = getenv("THAW_RANDOM_STAY") != NULL;
	all.rows = 24;
	all.cols = 80;
	pty_prepare(&all.r);
	all.r.blind = true;
	/* Whatever is asked to refresh contacts nobody. */
	pty_conf(&all.r, "sources.conf", "source \"starter\" {\n\turl = "
		 "{\"asset:starter/article.html\", \"asset:starter/releases.csv\", "
		 "\"asset:starter/measures.csv\"}\n}\n");
	chance_begin(&all.c, (uint64_t)chance_number("THAW_RANDOM_SEED", 1));
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		pty_file(&all.r, files[i].name, files[i].text);
	fill();
	start();
	for (long told = 0; all.given < n; one_batch()) {
		if (all.stays && all.given >= told) {
			tell_memory();
			told += 1000;
		}
		if (chance_below(&all.c, 3) == 0)
			meanwhile();
	}
	leave();
	print_message("%ld keys, started %d times\n", all.given, all.starts);
	chance_end(&all.c);
	str_free(&all.batch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
