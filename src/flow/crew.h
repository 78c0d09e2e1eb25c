/* Work that several threads do, taken in the order in which it was given.
 *
 * The slots are a ring: one is filled, worked on by whoever is free, and taken
 * when its turn comes; so there is never more in memory than there are slots.
 * All calls are those of one thread; only `work` runs in the others. With one
 * worker no thread is started.
 */
#ifndef THAW_FLOW_CREW_H
#define THAW_FLOW_CREW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum { CREW_MOST = 256 };	/* workers */

struct crew_options {
	size_t workers, slots;
	/* Slot number `slot`, by worker number `worker`. */
	void (*work)(void *ctx, size_t worker, size_t slot);
	void *ctx;
};

struct crew;
int crew_open(struct crew **c, const struct crew_options *o, struct err *e);
/* A slot to be filled; false where all are in use. */
bool crew_free(const struct crew *c, size_t *slot);
/* It is filled. */
void crew_give(struct crew *c);
/* The oldest that was given, once its work is done; false where there is
 * none. */
bool crew_take(struct crew *c, size_t *slot);
/* It may be filled again. */
void crew_release(struct crew *c);
/* Waits for work that has begun. */
void crew_close(struct crew **c);
/* Processors that may be used. */
size_t crew_cores(void);

#endif
