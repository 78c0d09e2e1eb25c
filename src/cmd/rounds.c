#include "cmd/rounds.h"

#include <signal.h>
#include <sys/select.h>

#include "base/i18n.h"
#include "model/source.h"

static const int signals[] = { SIGTERM, SIGINT, SIGHUP, SIGUSR1 };
enum { N_SIGNALS = sizeof(signals) / sizeof(signals[0]) };

/* What signals have told us, in two words: a look that is over must not take
 * back an end that came at that moment. */
enum { TOLD_END, TOLD_LOOK, TOLD_WORDS };
static volatile sig_atomic_t told_by[TOLD_WORDS];

static void take(int sig)
{
	told_by[sig == SIGUSR1 ? TOLD_LOOK : TOLD_END] = 1;
}

static bool is_ignored(int sig)
{
	struct sigaction was;

	return sig == SIGHUP && sigaction(sig, NULL, &was) == 0 &&
	       was.sa_handler == SIG_IGN;
}

void rounds_listen(void)
{
	struct sigaction sa = { .sa_handler = take, .sa_flags = SA_RESTART };

	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < N_SIGNALS; i++)
		if (!is_ignored(signals[i]))
			sigaction(signals[i], &sa, NULL);
}

bool rounds_stopped(void *ctx)
{
	(void)ctx;
	return told_by[TOLD_END];
}

/* The flags are looked at with the signals blocked, so that none is lost in
 * between. */
bool rounds_wait(int64_t seconds)
{
	struct timespec ts = { .tv_sec = (time_t)seconds };
	sigset_t block, before;
	bool look;

	sigemptyset(&block);
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaddset(&block, signals[i]);
	sigprocmask(SIG_BLOCK, &block, &before);
	if (!told_by[TOLD_END] && !told_by[TOLD_LOOK])
		pselect(0, NULL, NULL, NULL, &ts, &before);
	look = told_by[TOLD_LOOK];
	told_by[TOLD_LOOK] = 0;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return look;
}

int rounds_every(struct slice given, int64_t *seconds, struct err *e)
{
	if (period_parse(given, seconds) && *seconds > 0)
		return 0;
	return err_set(e, ERR_USAGE, "--every takes a period such as 15m, 2h "
		       "or 1d, not \"%.*s\"", SLICE_ARG(given));
}
