/* A command that the user has configured, as words. No shell ever reads it:
 * blanks part words, quotes of either kind hold them together, and no other
 * sign means anything. */
#ifndef THAW_MODEL_COMMAND_H
#define THAW_MODEL_COMMAND_H

#include "base/arena.h"

enum { COMMAND_WORDS = 64 };

/* The words in `mem`, NULL behind the last; NULL, without an error, where
 * there are none. -1 where a quote is not closed or there are too many. */
int command_words(struct slice text, struct arena *mem, char ***out,
		  struct err *e);
/* Appends a *.conf text in which the value of `name` that is not quoted goes
 * to the end of its line: `on_match = /bin/prog arg` is what people write. */
void command_quote(struct slice text, const char *name, struct str *out);

#endif
