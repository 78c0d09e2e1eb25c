/* Again and again, until a signal says to end (SIGTERM, SIGINT, SIGHUP). */
#ifndef THAW_CMD_ROUNDS_H
#define THAW_CMD_ROUNDS_H

#include <stdbool.h>
#include <stdint.h>

/* From now on those signals only raise a flag. */
void rounds_listen(void);
/* The flag; for stop() callbacks. */
bool rounds_stopped(void *ctx);
/* Waits so long, or until a signal. */
void rounds_wait(int64_t seconds);

#endif
