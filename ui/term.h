/* The terminal. term_caps.c asks the terminal database what it can do,
 * decode.h makes events of what it says, paint.h bytes of what it shows.
 *
 * One terminal at a time (signals know one). While it is started, SIGHUP,
 * SIGTERM, SIGINT and SIGQUIT become an event, so that the caller ends
 * cleanly, and Ctrl-Z stops and comes back. term_stop gives the terminal back
 * as it was. A line that takes nothing more does not hold up an end.
 */
#ifndef THAW_UI_TERM_H
#define THAW_UI_TERM_H

#include "ui/input_event.h"
#include "ui/surface.h"

struct term;

enum term_kind {
	TERM_NOTHING, TERM_KEY, TERM_MOUSE, TERM_PASTE,
	TERM_BREAK,		/* ^C: to end what runs, or the screen */
	TERM_RESIZE,		/* or what stood there is gone: draw anew */
	TERM_END,
};
enum { TERM_FDS = 8 };

struct term_event {
	enum term_kind kind;
	uint32_t key;		/* of TERM_KEY: a character or a KEYCODE_ */
	struct mouse mouse;	/* of TERM_MOUSE */
	struct slice paste;	/* of TERM_PASTE: one line; until the next
				 * event */
	unsigned ready;		/* bit i: fds[i] can be read */
};

enum term_links { LINKS_AUTO, LINKS_ON, LINKS_OFF };

struct term_options {
	bool frugal;		/* a slow line: as few bytes as can be */
	bool mouse;
	bool plain;		/* for a screen reader: no ink, no modes */
	enum term_links links;
	enum theme_kind theme;
	struct slice theme_conf;	/* content of theme.conf */
	const char *theme_name;		/* its path, for messages */
};

/* Both standard streams are terminals, and $TERM names one that can move its
 * cursor; where that alone lacks, *why says so (else NULL). */
bool term_possible(const char **why);
/* The locale cannot show more than ASCII. */
bool term_ascii(void);

/* Nothing is sent before the first term_draw. */
int term_start(struct term **t, const struct term_options *o, struct err *e);
void term_stop(struct term **t);
void term_size(const struct term *t, int *rows, int *cols);
/* Only what differs from the screen before is sent, in one write. */
void term_draw(struct term *t, const struct surface *s);
/* Other colours, from the next term_draw on; a terminal without any, and one
 * for screen readers, stays as it is. THEME_AUTO: by the background, as far as
 * that is known. -1: theme.conf is wrong, and nothing was changed. */
int term_theme(struct term *t, enum theme_kind kind, struct err *e);
/* The next term_draw sends everything. */
void term_redraw(struct term *t);
/* Puts the text into the clipboard of whoever looks, over SSH too; false: it
 * is too long for that (osc.h), and nothing was sent. Whether the terminal
 * takes it nobody tells. */
bool term_copy(struct term *t, struct slice text);
/* There is something that term_wait would give at once. */
bool term_waits(const struct term *t);
/* Waits at most wait_ms (-1: for ever) for an event, a signal or a descriptor
 * (-1 ones are passed over). */
void term_wait(struct term *t, const int *fds, size_t n, int wait_ms,
	       struct term_event *ev);

#endif
