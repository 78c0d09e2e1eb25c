/* Sets of row numbers: one bit each, from 0. */
#ifndef THAW_STORE_BITS_H
#define THAW_STORE_BITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* Rows that a set can tell apart: 64 MB. */
enum { BITS_MAX = 1 << 29 };

struct bits {
	uint64_t *word;
	size_t n;		/* words */
};

/* 1 when it was not there before, 0 when it was, -1 with ERR_LIMIT. */
int bits_add(struct bits *b, int64_t at, struct err *e);
bool bits_has(const struct bits *b, int64_t at);
/* The first run of numbers in the set from *first on: [*first, *end). False
 * when there is none. */
bool bits_run(const struct bits *b, int64_t *first, int64_t *end);
int64_t bits_count(const struct bits *b);
/* All of `from` come to `to`. */
int bits_join(struct bits *to, const struct bits *from, struct err *e);
void bits_free(struct bits *b);

#endif
