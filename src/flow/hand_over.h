/* Starts another program and hands it a text on its standard input: a command
 * of the user's, rsync, ssh-keygen.
 *
 * It gets the words and this process's environment, nothing else, and no shell
 * is between. What it prints is not shown; of its complaints one line is kept
 * for the message where it fails: the last, or the first that says something. */
#ifndef THAW_FLOW_HAND_OVER_H
#define THAW_FLOW_HAND_OVER_H

#include "base/str.h"

struct hand_over {
	char *const *words;	/* NULL behind the last */
	struct slice text;
	int64_t limit_ms;	/* then it is stopped: SIGTERM, SIGKILL */
	bool (*stop)(void *ctx);	/* likewise, when this says so */
	void *ctx;
	bool first;		/* of the complaints, the first line counts */
	struct str *out;	/* takes what it prints, up to its ceiling */
	int64_t file_most;	/* bytes of any file that it writes, where the
				 * system can say so; 0: as many as it likes */
	int *status;		/* that it ended with; -1: otherwise */
};

/* 0 where it ended with status 0, whether or not it read all; -1 with the
 * reason. No process of its group is left then; what has left the group
 * (setsid) goes on. SIGPIPE must be ignored by the program, as src/main.c
 * does. */
int hand_over(const struct hand_over *h, struct err *e);

#endif
