#include "watched.h"

#include <dirent.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TEXT = 1 << 18 };

#define CPU_NOISE_MS 0.05	/* what a look of the kernel may cost it */

double watched_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* What the emulator answers (to a question about its colours, say). */
static void answer(const char *s, size_t n, void *ctx)
{
	const struct watched *w = ctx;

	if (write(w->fd, s, n) < 0)
		return;
}

bool watched_start(struct watched *w, int rows, int cols, const char *command)
{
	const struct winsize size = { .ws_row = (unsigned short)rows,
				      .ws_col = (unsigned short)cols };

	*w = (struct watched){ .rows = rows, .cols = cols };
	w->before = calloc((size_t)(rows * cols), sizeof(*w->before));
	w->vt = vterm_new(rows, cols);
	if (!w->before || !w->vt)
		return false;
	vterm_set_utf8(w->vt, 1);
	w->screen = vterm_obtain_screen(w->vt);
	vterm_screen_enable_altscreen(w->screen, 1);
	vterm_screen_reset(w->screen, 1);
	vterm_output_set_callback(w->vt, answer, w);
	w->last_ms = watched_now_ms();
	w->pid = forkpty(&w->fd, NULL, NULL, &size);
	if (w->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	return w->pid > 0;
}

void watched_press(struct watched *w, const char *keys)
{
	if (write(w->fd, keys, strlen(keys)) < 0)
		w->ended = true;
}

/* True when something came. */
static bool pump(struct watched *w, double wait_ms)
{
	struct timespec ts = { (time_t)(wait_ms / 1e3), 0 };
	struct pollfd p = { .fd = w->fd, .events = POLLIN };
	char buf[65536];
	ssize_t n;

	ts.tv_nsec = (long)((wait_ms - (double)ts.tv_sec * 1e3) * 1e6);
	if (w->ended || ppoll(&p, 1, &ts, NULL) <= 0)
		return false;
	n = read(w->fd, buf, sizeof(buf));
	if (n <= 0) {
		w->ended = true;
		return false;
	}
	w->last_ms = watched_now_ms();
	w->last_cpu_ms = watched_cpu_ms(w);
	w->bytes += (uint64_t)n;
	vterm_input_write(w->vt, buf, (size_t)n);
	vterm_screen_flush_damage(w->screen);
	return true;
}

void watched_settle(struct watched *w, double quiet_ms, double most_ms)
{
	double end = watched_now_ms() + most_ms;
	double cpu = watched_cpu_ms(w);

	while (!w->ended && watched_now_ms() < end) {
		bool came = pump(w, quiet_ms);
		double now = watched_cpu_ms(w);

		if (!came && now - cpu < CPU_NOISE_MS)
			return;
		cpu = now;
	}
}

void watched_drain(struct watched *w, double ms)
{
	double end = watched_now_ms() + ms, left;

	while (!w->ended && (left = end - watched_now_ms()) > 0)
		pump(w, left);
}

static void cell_at(const struct watched *w, int at, VTermScreenCell *c)
{
	memset(c, 0, sizeof(*c));
	vterm_screen_get_cell(w->screen, (VTermPos){ at / w->cols,
						     at % w->cols }, c);
	if (c->chars[0] == 0)
		c->chars[0] = ' ';
}

void watched_mark(struct watched *w)
{
	for (int i = 0; i < w->rows * w->cols; i++)
		cell_at(w, i, &w->before[i]);
}

static bool same(const VTermScreenCell *a, const VTermScreenCell *b)
{
	return memcmp(a->chars, b->chars, sizeof(a->chars)) == 0 &&
	       memcmp(&a->attrs, &b->attrs, sizeof(a->attrs)) == 0 &&
	       vterm_color_is_equal(&a->fg, &b->fg) &&
	       vterm_color_is_equal(&a->bg, &b->bg);
}

long watched_changed(struct watched *w)
{
	VTermScreenCell c;
	long n = 0;

	for (int i = 0; i < w->rows * w->cols; i++) {
		cell_at(w, i, &c);
		n += !same(&c, &w->before[i]);
	}
	return n;
}

static size_t text_of(const struct watched *w, char *buf, int row)
{
	const VTermRect at = { row, row + 1, 0, w->cols };
	size_t n = vterm_screen_get_text(w->screen, buf, TEXT - 2, at);

	buf[n] = '\0';
	return n;
}

void watched_show(const struct watched *w)
{
	static char buf[TEXT];

	for (int y = 0; y < w->rows; y++) {
		text_of(w, buf, y);
		fprintf(stderr, "|%s\n", buf);
	}
}

bool watched_sees(const struct watched *w, const char *text)
{
	static char buf[TEXT];

	for (int y = 0; y < w->rows; y++) {
		text_of(w, buf, y);
		if (strstr(buf, text))
			return true;
	}
	return false;
}

double watched_cpu_ms(const struct watched *w)
{
	struct timespec t = { 0, 0 };
	clockid_t clock;

	if (clock_getcpuclockid(w->pid, &clock) != 0 ||
	    clock_gettime(clock, &t) != 0)
		return 0;
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The number behind `name` in a file, or 0. */
static long number_in(const char *path, const char *name)
{
	char line[256];
	long n = 0;
	FILE *f = fopen(path, "r");

	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, name, strlen(name)) == 0)
			n = strtol(line + strlen(name), NULL, 10);
	if (f)
		fclose(f);
	return n;
}

long watched_rss_kb(const struct watched *w)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)w->pid);
	return number_in(path, "Rss:");
}

long watched_sleeps(const struct watched *w)
{
	char path[512];
	struct dirent *entry;
	long n = 0;
	DIR *tasks;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)w->pid);
	tasks = opendir(path);
	while (tasks && (entry = readdir(tasks))) {
		snprintf(path, sizeof(path), "/proc/%d/task/%.200s/status",
			 (int)w->pid, entry->d_name);
		if (entry->d_name[0] != '.')
			n += number_in(path, "voluntary_ctxt_switches:");
	}
	if (tasks)
		closedir(tasks);
	return n;
}

/* By hanging up, as a line does that is cut. */
void watched_end(struct watched *w)
{
	double end = watched_now_ms() + 3000;
	pid_t done = 0;

	if (w->pid > 0)
		kill(w->pid, SIGHUP);
	while (w->pid > 0 && (done = waitpid(w->pid, NULL, WNOHANG)) == 0 &&
	       watched_now_ms() < end)
		watched_drain(w, 10);
	if (w->pid > 0 && done == 0) {
		kill(w->pid, SIGKILL);
		waitpid(w->pid, NULL, 0);
	}
	if (w->fd > 0)
		close(w->fd);
	if (w->vt)
		vterm_free(w->vt);
	free(w->before);
	*w = (struct watched){ 0 };
}
