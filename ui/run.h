/* A command of thaw that runs beside the screen: another process, what it
 * prints taken without waiting, up to a ceiling. */
#ifndef THAW_UI_RUN_H
#define THAW_UI_RUN_H

#include <sys/types.h>

#include "base/str.h"

enum { RUN_BYTES = 4 << 20, RUN_SAID = 64 << 10, RUN_ARGS = 96 };

struct command_run {
	pid_t pid;		/* 0: nothing runs */
	int out, err;		/* of its pipes; -1 */
	struct str text;	/* what it printed */
	struct str said;	/* what it said beside that */
	bool cut;		/* it printed more, and was ended */
	bool asked_to_end;	/* by the user */
	int status;		/* exit status of the last one */
	bool ran;		/* there was one, and it has ended */
};

void run_init(struct command_run *r);
void run_free(struct command_run *r);	/* asks it to end, and does not wait */
/* Starts `program` (words, NULL) with `words` (likewise) behind it; lines are
 * made for `cols` cells. One at a time: ERR_REFUSED. */
int run_start(struct command_run *r, const char *const *program, char *const *words,
	      int cols, struct err *e);
/* Takes what there is. True when there is news; `ran` is set at the end. */
bool run_read(struct command_run *r);
/* Asks it to end; the second time it has no choice. */
void run_stop(struct command_run *r);

#endif
