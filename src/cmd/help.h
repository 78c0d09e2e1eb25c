/* Pages of the help that others show too. */
#ifndef THAW_CMD_HELP_H
#define THAW_CMD_HELP_H

#include "base/str.h"

/* The filter language, and the columns of every view. */
void help_filter(struct str *to);

#endif
