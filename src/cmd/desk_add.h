/* A desk that is added to desks.conf, by `thaw desk add` or from the screen. */
#ifndef THAW_CMD_DESK_ADD_H
#define THAW_CMD_DESK_ADD_H

#include "cmd/setup.h"

/* What no view understands is refused, and the file is as it was. */
int desk_add(struct app *app, const struct desk *d, struct err *e);

#endif
