/* Files that are mapped, and whose bytes are summed by blocks, so that to open one
 * costs the same for ten rows and for a million: a block is summed when something
 * in it is first asked for.
 *
 *   head    SUMMED_HEAD bytes: whose file it is, of the maker's own form
 *   data    in blocks of SUMMED_BLOCK bytes
 *   sums    a uint64_t of each block
 *
 * The sums find accidents, not forgers: such files are caches of the user's own.
 */
#ifndef THAW_BASE_SUMMED_H
#define THAW_BASE_SUMMED_H

#include <stdatomic.h>

#include "base/str.h"

enum {
	SUMMED_HEAD = 512,
	SUMMED_BLOCK = 16 << 10,
	SUMMED_ALIGN = 8,
};
#define SUMMED_BYTES_MOST ((uint64_t)16 << 30)

/* A running sum of blocks, and the sum of a whole; `n` is a multiple of 8 but in
 * the last block, whose rest is not summed. */
uint64_t summed_sum(const void *bytes, size_t n, uint64_t seed);
/* Of the first n bytes of a head, in which its own sum is not, and of the sums. */
uint64_t summed_head(const void *head, size_t n, const uint64_t *sums,
		     uint64_t bytes);

/* --- reading; many threads may --- */

struct summed {
	const unsigned char *map;
	size_t bytes;
	bool mapped;		/* ours to unmap */
	uint64_t sums_at;
	atomic_uchar *seen;	/* blocks whose sum was right */
};

/* Takes `fd`, whose bytes are mapped; NULL-safe to close either way. */
int summed_map(struct summed *m, int fd, const char *what, struct err *e);
/* Over bytes that are borrowed. */
void summed_over(struct summed *m, struct slice bytes);
void summed_close(struct summed *m);
/* The sums lie there, are of that many bytes, and fit the data. */
bool summed_fits(const struct summed *m, uint64_t at, uint64_t bytes);
/* Once they do. */
int summed_start(struct summed *m, uint64_t at, struct err *e);
/* The bytes [at, at + n) of the data; NULL where they lie elsewhere or have
 * changed. */
const void *summed_see(const struct summed *m, uint64_t at, uint64_t n);

/* --- writing --- */

struct summer {
	int fd;
	unsigned char *buf;
	size_t n;		/* bytes in it */
	uint64_t at;		/* in the file, of the end of the buffer */
	uint64_t *sum;
	size_t sums, cap;
	struct err *e;
	bool bad;
};

/* At the place behind the head of `fd`, which stays the caller's. */
int summer_open(struct summer *o, int fd, struct err *e);
void summer_put(struct summer *o, const void *bytes, size_t n);
/* Up to the next multiple of SUMMED_ALIGN. */
void summer_align(struct summer *o);
/* The sums. They lie at o->at then, which stays. */
int summer_end(struct summer *o);
/* The head comes last: before, the file is none. */
int summer_head(struct summer *o, const void *head, size_t n);
void summer_free(struct summer *o);

#endif
