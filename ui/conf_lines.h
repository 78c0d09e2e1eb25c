/* keys.conf and theme.conf: a line is one thing, '#' begins a comment. */
#ifndef THAW_UI_CONF_LINES_H
#define THAW_UI_CONF_LINES_H

#include "base/str.h"

/* `line` is trimmed and has something in it; `no` is its number. */
typedef int conf_line_fn(void *ctx, struct slice line, int no, struct err *e);

/* Ends at the first line that is refused, which is told with its number. */
int conf_lines(struct slice text, const char *name, conf_line_fn *fn,
	       void *ctx, struct err *e);

#endif
