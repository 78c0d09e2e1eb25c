/* Again and again, until a signal says to end (SIGTERM, SIGINT, SIGHUP): what
 * refresh, pull and publish share. */
#ifndef THAW_CMD_ROUNDS_H
#define THAW_CMD_ROUNDS_H

#include "base/str.h"

/* From now on those signals only raise a flag. SIGHUP stays ignored where it is
 * (nohup). */
void rounds_listen(void);
/* One has come; for stop() callbacks. */
bool rounds_stopped(void *ctx);
/* Waits so long, or until one comes, or SIGUSR1: true where it was that. */
bool rounds_wait(int64_t seconds);

/* What --every takes. */
int rounds_every(struct slice given, int64_t *seconds, struct err *e);

#endif
