/* Signals of the terminal: none is lost, and work in between can ask for them. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/term_signal.h"

static const struct {
	int sig;
	enum caught is;
} signals[] = {
	{ SIGHUP, CAUGHT_END },	   { SIGTERM, CAUGHT_END },
	{ SIGQUIT, CAUGHT_END },   { SIGINT, CAUGHT_BREAK },
	{ SIGWINCH, CAUGHT_SIZE }, { SIGTSTP, CAUGHT_STOP },
	{ SIGCONT, CAUGHT_GO },
};

/* Who works asks whether one has come; it is told to who waits, once. */
static void test_waits(void **state)
{
	sigset_t before;

	(void)state;
	term_signals_take(&before);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		assert_false(term_signal_waits());
		raise(signals[i].sig);
		assert_true(term_signal_waits());
		if (signals[i].is != CAUGHT_END)
			assert_false(term_caught() & (int)signals[i].is);
		if (i % 2)
			sigsuspend(&before);
		else
			term_signals_let_in(&before);
		assert_false(term_signal_waits());
		assert_true(term_caught() & (int)signals[i].is);
	}
	/* The end is not forgotten. */
	assert_true(term_caught() & CAUGHT_END);
	term_signals_give(&before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
