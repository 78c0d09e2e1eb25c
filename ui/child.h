/* Another process whose output the screen reads: it has no part in the terminal,
 * and nobody waits for it. */
#ifndef THAW_UI_CHILD_H
#define THAW_UI_CHILD_H

#include <sys/types.h>

#include "base/err.h"

/* A pipe whose reading end does not block, [0], and is not inherited. */
int child_pipe(int fd[2], struct err *e);
/* Starts words[0] with /dev/null, `out` and `err` as its three files, in
 * a process group of its own. `env` NULL: ours. */
int child_start(pid_t *pid, char *const *words, char *const *env, int out,
		int err, struct err *e);
/* Waits for one whose pipes have ended: its exit status, or 128 + the signal. */
int child_status(pid_t pid);

#endif
