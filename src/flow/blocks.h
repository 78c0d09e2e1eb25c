/* A file as a row of blocks of one size, each with a sum: which of them another
 * file lacks. (This is what zsync does, without its rolling sum: pages of a
 * store keep their places, so that a block is where it was or has changed.) */
#ifndef THAW_FLOW_BLOCKS_H
#define THAW_FLOW_BLOCKS_H

#include "model/manifest.h"

struct block_sums {
	struct str list;		/* BLOCK_SUM bytes each */
	int64_t bytes;			/* of the file */
	unsigned char whole[HASH_BYTES];
};
/* Reads the file from its beginning. `stop` is asked now and then; NULL. */
int blocks_sum(struct block_sums *out, int fd, int64_t block,
	       bool (*stop)(void *ctx), void *ctx, struct err *e);
void blocks_free(struct block_sums *s);

struct block_range {
	int64_t from, to;	/* bytes, without the last */
};
enum { BLOCK_RANGE_MOST = 8 << 20 };	/* bytes: what a cut costs at most */
/* What of a file of `bytes` with the sums `wanted` is not where it should be in
 * one with the sums `have`. Ranges with at most a block between are one. The
 * caller frees *out. */
int blocks_lacking(struct slice wanted, struct slice have, int64_t bytes,
		   int64_t block, struct block_range **out, size_t *n,
		   struct err *e);

#endif
