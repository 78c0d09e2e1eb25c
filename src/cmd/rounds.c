#include "cmd/rounds.h"

#include <signal.h>
#include <stddef.h>
#include <time.h>

#include "base/clock.h"

enum { NAP_MS = 200 };

static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
enum { N_SIGNALS = sizeof(signals) / sizeof(signals[0]) };

/* They are kept pending, which is all the state there is. */
void rounds_listen(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaddset(&set, signals[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

bool rounds_stopped(void *ctx)
{
	sigset_t set;

	(void)ctx;
	sigpending(&set);
	for (size_t i = 0; i < N_SIGNALS; i++)
		if (sigismember(&set, signals[i]) == 1)
			return true;
	return false;
}

void rounds_wait(int64_t seconds)
{
	const struct timespec nap = { .tv_nsec = NAP_MS * 1000000L };
	int64_t until = clock_mono_ms() + seconds * 1000;

	while (!rounds_stopped(NULL) && clock_mono_ms() < until)
		nanosleep(&nap, NULL);
}
