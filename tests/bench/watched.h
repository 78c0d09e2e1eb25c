/* A program on a pseudo-terminal with an emulator behind it, watched from the
 * outside: when its screen is complete, what it sent, what it cost. The same for
 * whatever program, so that figures can stand side by side. */
#ifndef THAW_BENCH_WATCHED_H
#define THAW_BENCH_WATCHED_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <vterm.h>

struct watched {
	VTerm *vt;
	VTermScreen *screen;
	VTermScreenCell *before;	/* of watched_mark() */
	int rows, cols;
	int fd;
	pid_t pid;
	uint64_t bytes;		/* that it ever sent */
	double last_ms;		/* when the last of them came */
	double last_cpu_ms;	/* what it had used by then */
	bool ended;
};

double watched_now_ms(void);
/* False where there is no terminal to be had. The command is given to sh. */
bool watched_start(struct watched *w, int rows, int cols, const char *command);
void watched_press(struct watched *w, const char *keys);
/* Reads until nothing has come for `quiet_ms` and no processor was used in that
 * time, `most_ms` in all. */
void watched_settle(struct watched *w, double quiet_ms, double most_ms);
/* Reads for so long, whatever comes. */
void watched_drain(struct watched *w, double ms);
/* Remembers the cells; how many are others since. */
void watched_mark(struct watched *w);
long watched_changed(struct watched *w);
/* Prints the screen as text. */
void watched_show(const struct watched *w);
bool watched_sees(const struct watched *w, const char *text);

/* Of all its threads. */
double watched_cpu_ms(const struct watched *w);
long watched_rss_kb(const struct watched *w);
/* Times that it went to sleep by itself. */
long watched_sleeps(const struct watched *w);

void watched_end(struct watched *w);

#endif
