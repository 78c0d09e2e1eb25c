#include "ui/term_signal.h"

#include <stddef.h>

/* The process's one place for signals: a handler has no other way. None of
 * those handled comes while another is. */
static volatile sig_atomic_t caught;

static const struct {
	int sig;
	enum caught is;
} handled[] = {
	{ SIGHUP, CAUGHT_END },  { SIGTERM, CAUGHT_END },
	{ SIGINT, CAUGHT_BREAK },  { SIGQUIT, CAUGHT_END },
	{ SIGWINCH, CAUGHT_SIZE }, { SIGTSTP, CAUGHT_STOP },
	{ SIGCONT, CAUGHT_GO },
};
enum { N_HANDLED = sizeof(handled) / sizeof(handled[0]) };

static void on_signal(int sig)
{
	for (size_t i = 0; i < N_HANDLED; i++)
		if (handled[i].sig == sig)
			caught |= (int)handled[i].is;
}

void term_signals_take(sigset_t *before)
{
	struct sigaction sa = { .sa_handler = on_signal };

	caught = 0;
	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < N_HANDLED; i++)
		sigaddset(&sa.sa_mask, handled[i].sig);
	for (size_t i = 0; i < N_HANDLED; i++)
		sigaction(handled[i].sig, &sa, NULL);
	sigprocmask(SIG_BLOCK, &sa.sa_mask, before);
	signal(SIGPIPE, SIG_IGN);
}

void term_signals_give(const sigset_t *before)
{
	struct sigaction sa = { .sa_handler = SIG_IGN };

	/* a second signal while leaving must not cut the leaving short */
	for (size_t i = 0; i < N_HANDLED; i++) {
		sa.sa_handler = handled[i].is == CAUGHT_END ||
				handled[i].is == CAUGHT_BREAK ? SIG_IGN :
							      SIG_DFL;
		sigaction(handled[i].sig, &sa, NULL);
	}
	sigprocmask(SIG_SETMASK, before, NULL);
}

bool term_signal_waits(void)
{
	sigset_t come;

	if (sigpending(&come) < 0)
		return false;
	for (size_t i = 0; i < N_HANDLED; i++)
		if (sigismember(&come, handled[i].sig) == 1)
			return true;
	return false;
}

void term_signals_let_in(const sigset_t *before)
{
	sigset_t ours;

	if (!term_signal_waits())
		return;
	sigprocmask(SIG_SETMASK, before, &ours);
	sigprocmask(SIG_SETMASK, &ours, NULL);
}

int term_caught(void)
{
	int is = caught;

	caught = is & CAUGHT_END;
	return is;
}

void term_stop_here(void)
{
	struct sigaction usual = { .sa_handler = SIG_DFL }, ours;
	sigset_t stop, found;

	sigemptyset(&usual.sa_mask);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigaction(SIGTSTP, &usual, &ours);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, &found);	/* here it stands */
	sigprocmask(SIG_SETMASK, &found, NULL);
	sigaction(SIGTSTP, &ours, NULL);
}
