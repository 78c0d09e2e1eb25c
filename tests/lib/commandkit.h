/* A screen with a command line behind it, without a child: what is to be run is
 * looked at, and what it printed is given. */
#ifndef THAW_TESTS_COMMANDKIT_H
#define THAW_TESTS_COMMANDKIT_H

#include "tests/lib/screenkit.h"

struct with {
	struct fixture f;
	struct command_run run;
};

/* What the screen has asked of it; with_begin() clears. */
struct fake {
	bool first, greeted;
	int again;
};
extern struct fake fake;

void with_begin(struct with *w, int rows, int cols, bool ascii);
void with_end(struct with *w);
/* As the loop does, once the command has ended. */
void with_ran(struct with *w, const char *text, const char *said, int status);
/* The words that are to be run: "[list] [releases]". */
const char *with_words(const struct with *w, struct str *out);

#endif
