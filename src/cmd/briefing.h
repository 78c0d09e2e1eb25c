/* The three panes as plain text: what bare `thaw` says where no screen can
 * be. At most 60 lines. */
#ifndef THAW_CMD_BRIEFING_H
#define THAW_CMD_BRIEFING_H

#include "cmd/setup.h"

int briefing_print(struct app *app, struct err *e);

#endif
