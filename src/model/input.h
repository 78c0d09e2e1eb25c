/* What a reader reads: one or more named parts, spooled, rewindable, read in
 * chunks, never whole; and what is known about where they come from.
 *
 * A part is a memory block or a piece of a file; both belong to the caller.
 * Readers of lists never get one that flows. A reader sees no path, store,
 * setting or clock, so the same reader can run in another, sealed process.
 */
#ifndef THAW_MODEL_INPUT_H
#define THAW_MODEL_INPUT_H

#include "base/str.h"

struct input_part {
	struct slice name;		/* "sdn.csv"; for messages, sniffing */
	struct slice content_type;	/* as the server said, or absent */
	struct slice url;		/* where it came from, or absent */
	const char *mem;		/* or NULL: then `fd` */
	int fd;
	bool piece;			/* of a file with others, which begins
					 * at `from` */
	size_t from;
	size_t bytes;			/* whole size */
	size_t at;			/* next byte that input_read gives */
	bool flows;			/* a pipe: read once, from the front,
					 * whatever there is of it */
};

enum { INPUT_PARTS = 16 };

struct input {
	struct input_part part[INPUT_PARTS];
	size_t n;
	struct slice source;	/* source key, for `list` claims */
	struct slice url;	/* said by the user: --url; else absent */
	struct slice publisher;	/* of the source */
	struct slice mapping;	/* of a csv or json source: see struct source */
};

/* Reads up to `n` bytes: how many, 0 at the end, -1 on error. */
ptrdiff_t input_read(struct input_part *p, void *buf, size_t n,
		     struct err *e);
void input_rewind(struct input_part *p);
/* Appends the rest of the part; ERR_LIMIT past the str's ceiling. */
int input_slurp(struct input_part *p, struct str *out, struct err *e);

struct input_part input_memory(struct slice name, struct slice data);

#endif
