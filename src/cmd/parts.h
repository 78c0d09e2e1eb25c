/* Files named on the command line, opened as parts of an input. */
#ifndef THAW_CMD_PARTS_H
#define THAW_CMD_PARTS_H

#include "model/input.h"

struct parts {
	struct input_part part[INPUT_PARTS];
	size_t n;
};

/* Opens each file; "-" is standard input. What cannot be read twice (pipes)
 * is spooled, up to max_bytes. -1 leaves nothing open. */
int parts_open(struct parts *p, char *const *name, size_t n,
	       int64_t max_bytes, struct err *e);
void parts_close(struct parts *p);

#endif
