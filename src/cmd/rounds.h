/* Again and again, until a signal says to end (SIGTERM, SIGINT, SIGHUP). */
#ifndef THAW_CMD_ROUNDS_H
#define THAW_CMD_ROUNDS_H

#include <stdbool.h>
#include <stdint.h>

/* From now on those signals wait: nothing is broken off by them. */
void rounds_listen(void);
/* One has come; for stop() callbacks. */
bool rounds_stopped(void *ctx);
/* Waits so long, or until a signal has come. */
void rounds_wait(int64_t seconds);

#endif
