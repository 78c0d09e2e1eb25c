/* Signals of a terminal that is ours. They are blocked but while somebody waits
 * with the mask that was found, so that none is lost. */
#ifndef THAW_UI_TERM_SIGNAL_H
#define THAW_UI_TERM_SIGNAL_H

#include <signal.h>
#include <stdbool.h>

enum caught { CAUGHT_END = 1, CAUGHT_SIZE = 2, CAUGHT_STOP = 4,
	      CAUGHT_GO = 8, CAUGHT_BREAK = 16 };

/* *before is the mask that was found. */
void term_signals_take(sigset_t *before);
void term_signals_give(const sigset_t *before);
/* Bits of what has come. All but the end are forgotten. */
int term_caught(void);
/* One has come, and is not seen before somebody waits. */
bool term_signal_waits(void);
/* Lets those in that wait, for who has no need to. */
void term_signals_let_in(const sigset_t *before);
/* Stops as if nobody had taken SIGTSTP, until somebody says to go on. */
void term_stop_here(void);

#endif
