/* The real program ($THAW_BIN) on a pseudo-terminal with an emulator behind
 * it: keys in, cells out. A key's bytes go in one write, and the screen is
 * looked at when the line has become quiet. Skipped without $THAW_BIN. */
#ifndef THAW_TESTS_PTYKIT_H
#define THAW_TESTS_PTYKIT_H

#include <sys/types.h>
#include <vterm.h>

#include "base/str.h"

enum { START_MS = 20000, KEY_MS = 10000 };

struct run {
	char dir[64];
	struct str sent;	/* every byte of the program */
	VTerm *vt;
	VTermScreen *screen;
	bool blind;		/* nobody looks: the emulator, which does not
				 * bear every size, is left out */
	int fd;
	pid_t pid;
	/* Set in the program's environment, over what pty_start() sets; a
	 * value of NULL takes the name away. */
	const char *env[8][2];
};

/* A home with nothing in it: thaw begins with its starter data. */
void pty_home(struct run *r);
/* A home and a store of three people; pty_start() then runs the program. */
void pty_prepare(struct run *r);
void pty_start(struct run *r, int rows, int cols, const char *locale,
	       bool no_colour);
/* A shell with job control in the home instead, whose prompt is "ready". */
void pty_shell(struct run *r, int rows, int cols);
/* Both, until the people are seen. */
void pty_begin(struct run *r, int rows, int cols);
/* Another thaw on the same store, which must do it: "import x.csv". */
void pty_thaw(struct run *r, const char *command);
/* Writes a file of that name into the home. */
void pty_file(struct run *r, const char *name, const char *text);

/* Likewise among the configuration. */
void pty_conf(struct run *r, const char *name, const char *text);
/* Takes what is there. */
void pty_drain(struct run *r);
/* Waits until nothing more is sent. */
void pty_settle(struct run *r);
/* The cells as they are shown, rows x cols; the caller frees. */
VTermScreenCell *pty_cells(const struct run *r);

bool pty_sees(const struct run *r, const char *text);
/* Waits until the text stands there (`gone`: no more), then for quiet. */
void pty_await(struct run *r, const char *text, bool gone, int most_ms);
void pty_press(struct run *r, const char *bytes);
void pty_resize(struct run *r, int rows, int cols);
/* Waits until the line is cooked again, as it is where nobody has set it. */
void pty_restored(struct run *r);
/* Waits for the end of the program; its exit status, or 1000 + signal. */
int pty_finish(struct run *r);
void pty_clean(struct run *r);
/* What stands on the screen, a line a row. */
void pty_text(const struct run *r, struct str *out);

bool pty_sent(const struct run *r, const char *bytes);
/* Is there an SGR with a colour in it (30-49, 90-107)? */
bool pty_sent_colour(const struct run *r);

#endif
