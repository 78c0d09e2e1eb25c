/* Opens .gz .zst .bz2 .xz and .zip; unpack.c is libarchive's doorway. */
#ifndef THAW_READ_UNPACK_H
#define THAW_READ_UNPACK_H

#include "model/input.h"

/* Where the parts go: one file, one behind the other. */
struct spool {
	int fd;			/* stands at its end */
	size_t used;
};

/* What lies in a packed part. Plain parts are handed on untouched. */
struct unpacked {
	struct input_part part[INPUT_PARTS];
	size_t n;
	struct spool own;	/* where unpack_open() made one */
	bool owns;
	struct str names;
};

/* Is there anything to unpack? */
int unpack_packed(const struct input_part *part, bool *is, struct err *e);
/* Recognises by content, not name. Ceilings: `max_bytes` for each part, and
 * 200 times the packed size beyond the first 8 MB; a bomb is ERR_LIMIT. */
int unpack_open(struct unpacked *u, const struct input_part *part,
		size_t max_bytes, struct err *e);
/* The same onto a file of the caller's, who may be where none can be made. */
int unpack_onto(struct unpacked *u, const struct input_part *part,
		size_t max_bytes, struct spool *to, struct err *e);
/* The most that all parts of it may take together. */
size_t unpack_most(const struct input_part *part);
void unpack_close(struct unpacked *u);

#endif
