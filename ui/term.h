/* The terminal; term.c is the doorway of curses.
 *
 * One terminal at a time (curses has one). While it is started, SIGHUP,
 * SIGTERM, SIGINT and SIGQUIT become an event, so that the caller ends
 * cleanly, and Ctrl-Z stops and comes back. term_stop gives the terminal back as it was.
 */
#ifndef THAW_UI_TERM_H
#define THAW_UI_TERM_H

#include "ui/surface.h"

struct term;

enum term_kind {
	TERM_NOTHING, TERM_KEY, TERM_RESIZE,
	TERM_BREAK,		/* ^C: to end what runs, or the screen */
	TERM_END,
};
enum { TERM_FDS = 8 };

struct term_event {
	enum term_kind kind;
	uint32_t key;		/* of TERM_KEY: a character or a KEYCODE_ */
	unsigned ready;		/* bit i: fds[i] can be read */
};

/* Both standard streams are terminals, and $TERM names one that can move its
 * cursor. */
bool term_possible(void);
/* The locale cannot show more than ASCII. */
bool term_ascii(void);

int term_start(struct term **t, struct err *e);
void term_stop(struct term **t);
void term_size(const struct term *t, int *rows, int *cols);
/* Only what differs from the screen before is sent. */
void term_draw(struct term *t, const struct surface *s);
/* The next term_draw sends everything. */
void term_redraw(struct term *t);
/* There is something that term_wait would give at once. */
bool term_waits(const struct term *t);
/* Waits at most wait_ms (-1: for ever) for a key, a signal or a descriptor
 * (-1 ones are passed over). */
void term_wait(struct term *t, const int *fds, size_t n, int wait_ms,
	       struct term_event *ev);

#endif
