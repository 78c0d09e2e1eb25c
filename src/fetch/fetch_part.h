/* A file with the beginning of a body, kept from one run to another: whose it
 * is, what vouches for it, and its sum, because a file that was cut or spoilt
 * must not become the beginning of a list. Written whole or not at all, 0600. */
#ifndef THAW_FETCH_FETCH_PART_H
#define THAW_FETCH_FETCH_PART_H

#include "base/arena.h"

struct fetch_part {
	struct slice url;		/* as asked for */
	struct slice etag, modified;	/* one of them at least */
	struct slice type;		/* of content */
	int64_t total;			/* of the whole body; -1: not known */
	int64_t bytes;			/* of them here */
};

/* What `fd` holds from offset 0 on. */
int fetch_part_save(const char *file, const struct fetch_part *p, int fd,
		    struct err *e);
/* A descriptor of its own with the bytes (the caller's, at their end), texts
 * in `mem`; -1 where there is none, it is spoilt or of another address. */
int fetch_part_load(const char *file, struct slice url, struct fetch_part *p,
		    struct arena *mem);

#endif
