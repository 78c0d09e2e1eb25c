/* What a screen costs, beside those of others, in one run: each is started on a
 * pseudo-terminal, driven by its own keys and watched from the outside
 * (watched.h). Prints a line a figure: thaw's, then each peer's with thaw's ratio
 * to it.
 *
 *   screen_times ROWS COLS WHAT=COMMAND...
 *
 * WHAT is thaw, newsboat, sfeed or tig: the program with its data; one of these
 * with -all: with a list of all items at hand; thaw-busy: a refresh beside the
 * screen while keys are pressed; thaw-reload: a screen in which R reloads.
 * BENCH_KEYS=1000 keys are pressed at random, BENCH_IDLE=30 seconds waited;
 * BENCH_SHOW=1 prints the screens that were measured.
 */
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "screen_figures.h"
#include "watched.h"

enum { START_MOST_MS = 120000, KEY_MOST_MS = 30000, KEYS_MOST = 100000,
       BEHIND_MS = 2000, DOWNS = 30, PAGES = 9, STARTS = 3 };
/* A program may wait 25 ms to know a lone Esc from a sequence. */
enum { START_QUIET_MS = 400, KEY_QUIET_MS = 40 };

/* --- one key --- */

struct cost {
	double ms;
	double bytes;
	double cells;	/* that changed */
};

static struct cost press(struct watched *w, const char *keys)
{
	uint64_t before = w->bytes;
	struct cost c;
	double from;

	watched_mark(w);
	from = watched_now_ms();
	watched_press(w, keys);
	watched_settle(w, KEY_QUIET_MS, KEY_MOST_MS);
	c.bytes = (double)(w->bytes - before);
	c.ms = c.bytes > 0 ? w->last_ms - from : 0;
	c.cells = (double)watched_changed(w);
	return c;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double middle(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_size);
	return n ? v[n / 2] : NAN;
}

/* The same key again and again: the middle of time and bytes. */
static struct cost repeat(struct watched *w, const char *keys, size_t n)
{
	double ms[DOWNS], bytes[DOWNS];

	for (size_t i = 0; i < n; i++) {
		struct cost c = press(w, keys);

		ms[i] = c.ms;
		bytes[i] = c.bytes;
	}
	return (struct cost){ middle(ms, n), middle(bytes, n), 0 };
}

static void show(const struct run *r, const struct watched *w,
		 const char *what)
{
	if (!r->show)
		return;
	fprintf(stderr, "--- %s\n", what);
	watched_show(w);
}

/* --- keys at random --- */

static uint64_t seed;

static size_t under(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

/* The next key of the entry, an escape sequence whole. */
static const char *cut_key(const char *p, char key[8])
{
	size_t n = 1;

	if (p[0] == '\033' && p[1] == 'O' && p[2]) {
		n = 3;
	} else if (p[0] == '\033' && p[1] == '[') {
		n = 2;
		while (p[n] && (p[n] < '@' || p[n] > '~'))
			n++;
		n++;
	}
	memcpy(key, p, n);
	key[n] = '\0';
	return p + n;
}

/* Until `most` keys were pressed or `beside` has ended; 0: nobody is beside. */
static size_t mix(struct watched *w, const char *const *entries, size_t most,
		  pid_t beside, double *took)
{
	const char *at = "";
	size_t n = 0, entry_count = 0;

	seed = 20261126;
	while (entries[entry_count])
		entry_count++;
	while (n < most && !w->ended &&
	       (beside == 0 || waitpid(beside, NULL, WNOHANG) == 0)) {
		char key[8];

		if (!*at)
			at = entries[under(entry_count)];
		at = cut_key(at, key);
		took[n] = press(w, key).ms;
		if (took[n] > 100 && getenv("BENCH_SHOW"))
			fprintf(stderr, "%zu: key %o of %s: %.1f ms\n", n,
				(unsigned)key[0], at, took[n]);
		n++;
	}
	return n;
}

/* p50, p99 and the most, in this figure and the two behind it. */
static void tell_mix(struct run *r, enum program who, enum figure first,
		     double *took, size_t n)
{
	if (n == 0)
		return;
	qsort(took, n, sizeof(*took), by_size);
	r->got[first][who] = took[n / 2];
	r->got[first + 1][who] = took[n * 99 / 100];
	r->got[first + 2][who] = took[n - 1];
}

/* --- the figures --- */

static bool start(struct run *r, enum program who, const char *command,
		  struct watched *w)
{
	double from = watched_now_ms();

	if (!watched_start(w, r->rows, r->cols, command))
		return false;
	watched_settle(w, START_QUIET_MS, START_MOST_MS);
	w->last_ms -= from;
	if (!w->ended)
		return true;
	fprintf(stderr, "%s ended by itself:\n", scripts[who].name);
	watched_show(w);
	watched_end(w);
	return false;
}

/* The best of some, since the first may have to read the disk. */
static void measure_start(struct run *r, enum program who)
{
	double best = INFINITY, least = INFINITY;
	struct watched w;

	for (int i = 0; i < STARTS; i++) {
		double ms;

		if (!start(r, who, r->command[who], &w))
			return;
		ms = w.last_ms;
		least = w.last_cpu_ms < least ? w.last_cpu_ms : least;
		if (i < STARTS - 1) {
			watched_end(&w);
		} else {
			double cpu = w.last_cpu_ms;

			r->got[START_SENT][who] = (double)w.bytes;
			r->got[START_RSS][who] =
				(double)watched_rss_kb(&w) / 1024;
			watched_drain(&w, BEHIND_MS);
			r->got[BEHIND][who] = watched_cpu_ms(&w) - cpu;
			show(r, &w, "start");
			watched_end(&w);
		}
		best = ms < best ? ms : best;
	}
	r->got[START][who] = best;
	r->got[START_CPU][who] = least;
}

static void put(struct run *r, enum program who, enum figure f,
		struct cost c)
{
	r->got[f][who] = c.ms;
	r->got[f + 1][who] = c.bytes;
}

static void measure_search(struct run *r, enum program who,
			   struct watched *w)
{
	static const char word[] = "exchange";
	const struct script *s = &scripts[who];
	double ms[sizeof(word)], bytes[sizeof(word)], sent = 0, cells = 0;
	struct cost c;
	size_t n = 0;

	press(w, s->prompt);
	for (; word[n]; n++) {
		char key[2] = { word[n], '\0' };

		c = press(w, key);
		ms[n] = c.ms;
		bytes[n] = c.bytes;
		sent += c.bytes;
		cells += c.cells;
	}
	show(r, w, "a word typed");
	r->got[LETTER][who] = middle(ms, n);
	r->got[LETTER_SENT][who] = middle(bytes, n);
	r->got[LETTER_CELL][who] = cells > 0 ? sent / cells : NAN;
	if (s->enter) {
		c = press(w, s->enter);
	} else {
		press(w, s->leave);
		press(w, s->prompt);
		c = press(w, word);
	}
	r->got[SEARCH][who] = c.ms;
	show(r, w, "search");
	if (s->leave)
		press(w, s->leave);
}

static void measure_keys(struct run *r, enum program who)
{
	const struct script *s = &scripts[who];
	struct watched w;

	if (!start(r, who, r->command[who], &w))
		return;
	if (s->into)
		put(r, who, LIST, press(&w, s->into));
	if (s->focus)
		press(&w, s->focus);
	show(r, &w, "list");
	put(r, who, DOWN, repeat(&w, "j", DOWNS));
	put(r, who, PAGED, repeat(&w, scripts[who].page, PAGES));
	if (s->open) {
		put(r, who, OPEN, press(&w, s->open));
		show(r, &w, "article");
		press(&w, s->back);
	}
	measure_search(r, who, &w);
	watched_end(&w);
}

static void measure_all(struct run *r, enum program who)
{
	const struct script *s = &scripts[who];
	struct watched w;

	if (!r->all[who] || !start(r, who, r->all[who], &w))
		return;
	r->got[ALL][who] = *s->into_all ? press(&w, s->into_all).ms :
					  w.last_ms;
	if (s->focus)
		press(&w, s->focus);
	show(r, &w, "all items");
	r->got[ALL_DOWN][who] = repeat(&w, "j", DOWNS).ms;
	watched_end(&w);
}

static void measure_mixed(struct run *r, enum program who)
{
	double *took = calloc((size_t)r->keys, sizeof(*took));
	struct watched w;

	if (took && start(r, who, r->command[who], &w)) {
		tell_mix(r, who, MIXED_50, took,
			 mix(&w, scripts[who].mixed, (size_t)r->keys, 0,
			     took));
		r->got[BROWSED][who] = (double)watched_rss_kb(&w) / 1024;
		watched_end(&w);
	}
	free(took);
}

static pid_t beside(const char *command)
{
	pid_t pid = fork();

	if (pid == 0) {
		setpgid(0, 0);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	return pid;
}

/* Thaw refreshes in a process of its own, newsboat in a thread. */
static void measure_busy(struct run *r, enum program who)
{
	double *took = calloc(KEYS_MOST, sizeof(*took));
	struct watched w;
	pid_t other = 0;

	if (took && (who == NEWSBOAT || (who == THAW && r->busy)) &&
	    start(r, who, r->command[who], &w)) {
		if (who == THAW)
			other = beside(r->busy);
		else
			watched_press(&w, scripts[who].reload);
		tell_mix(r, who, BUSY_50, took,
			 mix(&w, scripts[who].mixed, (size_t)r->keys / 4,
			     other, took));
		if (other > 0 && waitpid(other, NULL, WNOHANG) == 0) {
			kill(-other, SIGTERM);
			waitpid(other, NULL, 0);
		}
		watched_end(&w);
	}
	free(took);
}

/* Until nothing has come for three seconds. */
static void measure_reload(struct run *r, enum program who)
{
	const char *command = who == THAW ? r->reload : r->command[who];
	struct watched w;
	uint64_t before;
	double from;

	if (!scripts[who].reload || !command || !start(r, who, command, &w))
		return;
	before = w.bytes;
	from = watched_now_ms();
	w.last_ms = from;
	watched_press(&w, scripts[who].reload);
	do
		watched_drain(&w, 500);
	while (!w.ended && watched_now_ms() - w.last_ms < 3000);
	r->got[RELOAD][who] = (double)(w.bytes - before);
	r->got[RELOAD_S][who] = (w.last_ms - from) / 1e3;
	show(r, &w, "reloaded");
	watched_end(&w);
}

static void measure_idle(struct run *r, enum program who)
{
	struct watched w;
	uint64_t bytes;
	double cpu;
	long sleeps;

	if (r->idle_s == 0 || !start(r, who, r->command[who], &w))
		return;
	watched_drain(&w, BEHIND_MS);
	bytes = w.bytes;
	cpu = watched_cpu_ms(&w);
	sleeps = watched_sleeps(&w);
	watched_drain(&w, (double)r->idle_s * 1e3);
	r->got[IDLE_WAKES][who] = (double)(watched_sleeps(&w) - sleeps);
	r->got[IDLE_CPU][who] = watched_cpu_ms(&w) - cpu;
	r->got[IDLE_SENT][who] = (double)(w.bytes - bytes);
	watched_end(&w);
}

static void measure(struct run *r, enum program who)
{
	void (*const all[])(struct run *, enum program) = {
		measure_start, measure_keys, measure_all, measure_mixed,
		measure_busy, measure_reload, measure_idle,
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (r->command[who])
			all[i](r, who);
}

/* "thaw=..." "thaw-all=..."; false: no such word. */
static bool take(struct run *r, const char *arg)
{
	const char *equals = strchr(arg, '=');
	size_t n = equals ? (size_t)(equals - arg) : 0;

	for (int who = 0; equals && who < PROGRAMS; who++) {
		size_t len = strlen(scripts[who].name);

		if (n < len || strncmp(arg, scripts[who].name, len) != 0)
			continue;
		if (n == len)
			r->command[who] = equals + 1;
		else if (strncmp(arg + len, "-all=", 5) == 0)
			r->all[who] = equals + 1;
		else if (who == THAW && strncmp(arg + len, "-busy=", 6) == 0)
			r->busy = equals + 1;
		else if (who == THAW && strncmp(arg + len, "-reload=", 8) == 0)
			r->reload = equals + 1;
		else
			continue;
		return true;
	}
	return false;
}

static long setting(const char *name, long otherwise)
{
	const char *value = getenv(name);

	return value && *value ? atol(value) : otherwise;
}

int main(int argc, char **argv)
{
	struct run r = { 0 };

	if (argc < 4 || (r.rows = atoi(argv[1])) < 2 ||
	    (r.cols = atoi(argv[2])) < 2) {
		fprintf(stderr, "usage: screen_times ROWS COLS WHAT=COMMAND...\n");
		return 2;
	}
	r.show = getenv("BENCH_SHOW") != NULL;
	r.keys = setting("BENCH_KEYS", 1000);
	r.idle_s = setting("BENCH_IDLE", 30);
	for (int f = 0; f < FIGURE_COUNT; f++)
		for (int who = 0; who < PROGRAMS; who++)
			r.got[f][who] = NAN;
	for (int i = 3; i < argc; i++)
		if (!take(&r, argv[i])) {
			fprintf(stderr, "screen_times: what is %s?\n", argv[i]);
			return 2;
		}
	for (int who = 0; who < PROGRAMS; who++)
		measure(&r, (enum program)who);
	figures_tell(&r);
	return 0;
}
