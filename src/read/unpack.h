/* Opens .gz .zst .bz2 .xz and .zip; unpack.c is libarchive's doorway. */
#ifndef THAW_READ_UNPACK_H
#define THAW_READ_UNPACK_H

#include "model/input.h"

/* What lies in a packed part. Plain parts are handed on untouched. */
struct unpacked {
	struct input_part part[INPUT_PARTS];
	size_t n;
	int fd[INPUT_PARTS];	/* spools to close, -1: the caller's own */
	struct str names;
};

/* Recognises by content, not name. Ceilings: `max_bytes` for each part, and
 * 200 times the packed size beyond the first 8 MB; a bomb is ERR_LIMIT. */
int unpack_open(struct unpacked *u, const struct input_part *part,
		size_t max_bytes, struct err *e);
void unpack_close(struct unpacked *u);

#endif
