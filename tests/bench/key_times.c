/* How soon a key is answered while something else goes on: the screen on a
 * pseudo-terminal, another command beside it, a key each 40 ms for as long as
 * that runs, and the time until the screen sends its first byte.
 *
 *   key_times FOCUS SCREEN... -- COMMAND...     "N keys: p50 ... max ... ms"
 *
 * FOCUS is pressed first, to have a pane with rows under the keys.
 */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 40, COLS = 120, KEYS_MOST = 4096, PAUSE_MS = 40,
       START_MS = 1500, ANSWER_MS = 1000 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Reads what is sent for so long. */
static void drain(int fd, double ms)
{
	double end = now_ms() + ms;
	char buf[65536];
	double left;

	while ((left = end - now_ms()) > 0) {
		struct pollfd p = { .fd = fd, .events = POLLIN };

		if (poll(&p, 1, (int)left + 1) == 1 &&
		    read(fd, buf, sizeof(buf)) <= 0)
			return;
	}
}

static double press(int fd, char key)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	double from = now_ms();

	if (write(fd, &key, 1) != 1)
		return ANSWER_MS;
	return poll(&p, 1, ANSWER_MS) == 1 ? now_ms() - from : ANSWER_MS;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void tell(double *took, size_t n)
{
	if (n == 0) {
		puts("no key was pressed in time");
		return;
	}
	qsort(took, n, sizeof(*took), by_size);
	printf("%zu keys: p50 %.1f, p95 %.1f, p99 %.1f, max %.1f ms\n", n,
	       took[n / 2], took[n * 95 / 100], took[n * 99 / 100],
	       took[n - 1]);
}

static pid_t start(char **words)
{
	pid_t pid = fork();

	if (pid == 0) {
		execvp(words[0], words);
		_exit(127);
	}
	return pid;
}

int main(int argc, char **argv)
{
	const struct winsize size = { .ws_row = ROWS, .ws_col = COLS };
	static double took[KEYS_MOST];
	pid_t screen, beside;
	int fd, split = 2;
	size_t n = 0;

	while (split < argc && strcmp(argv[split], "--") != 0)
		split++;
	if (split + 1 >= argc || split == 2)
		return 2;
	argv[split] = NULL;
	screen = forkpty(&fd, NULL, NULL, &size);
	if (screen == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	drain(fd, START_MS);
	press(fd, argv[1][0]);
	drain(fd, START_MS);
	beside = start(argv + split + 1);
	while (n < KEYS_MOST && waitpid(beside, NULL, WNOHANG) == 0) {
		drain(fd, PAUSE_MS);
		took[n] = press(fd, n % 20 < 10 ? 'j' : 'k');
		n++;
	}
	tell(took, n);
	kill(screen, SIGKILL);
	waitpid(screen, NULL, 0);
	return 0;
}
