#include "cmd/rounds.h"

#include <signal.h>
#include <stddef.h>
#include <sys/select.h>
#include <time.h>

static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
enum { N_SIGNALS = sizeof(signals) / sizeof(signals[0]) };

static volatile sig_atomic_t interrupted;

static void interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

void rounds_listen(void)
{
	struct sigaction sa = { .sa_handler = interrupt };

	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaction(signals[i], &sa, NULL);
}

bool rounds_stopped(void *ctx)
{
	(void)ctx;
	return interrupted != 0;
}

/* The flag is looked at with the signals blocked, so that none is lost in
 * between. */
void rounds_wait(int64_t seconds)
{
	struct timespec ts = { .tv_sec = (time_t)seconds };
	sigset_t block, before;

	sigemptyset(&block);
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaddset(&block, signals[i]);
	sigprocmask(SIG_BLOCK, &block, &before);
	if (!interrupted)
		pselect(0, NULL, NULL, NULL, &ts, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
}
