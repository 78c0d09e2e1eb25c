/* The page of the filter language, which the screen shows too. */
#ifndef THAW_CMD_HELP_FILTER_H
#define THAW_CMD_HELP_FILTER_H

#include "base/str.h"

/* The language, and the columns of every view. */
void help_filter(struct str *to);

#endif
