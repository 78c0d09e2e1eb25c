/* `sources test`: what would come of an address. */
#ifndef THAW_CMD_TRY_SOURCE_H
#define THAW_CMD_TRY_SOURCE_H

#include "cmd/setup.h"

/* Asks once, prints what was read, stores nothing. */
int try_source(struct app *app, struct slice url, struct err *e);

#endif
