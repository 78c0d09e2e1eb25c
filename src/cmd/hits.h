/* What watches have found, told by the commands that change rows. */
#ifndef THAW_CMD_HITS_H
#define THAW_CMD_HITS_H

#include "cmd/setup.h"

/* Looks at the watches and prints a line a hit on stdout: results, also with
 * --quiet. `lines`: as the screen reads them. `stop` ends the user's command
 * (NULL: nothing does). -1 with `e`, or without a message where what failed
 * has been said. The store is open. */
int hits_look(struct app *app, bool lines, bool (*stop)(void *ctx),
	      struct err *e);

#endif
