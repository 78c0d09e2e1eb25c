/* Sums of a mapped file set right, so that what is in it is asked. */
#ifndef THAW_FUZZ_SUMS_H
#define THAW_FUZZ_SUMS_H

#include <stdlib.h>
#include <string.h>

#include "base/summed.h"

/* The bytes, to be changed and freed; NULL where they are too few or too many. */
static inline unsigned char *fuzz_copy(const uint8_t *data, size_t size)
{
	unsigned char *bytes = size < SUMMED_HEAD || size > 1 << 20 ? NULL :
								malloc(size);

	if (bytes)
		memcpy(bytes, data, size);
	return bytes;
}

/* Those of the data up to `at`, where there is room for them: their bytes; or 0. */
static inline size_t fuzz_put_sums(unsigned char *bytes, size_t size, size_t at)
{
	size_t n;

	if (at < SUMMED_HEAD || at % SUMMED_ALIGN || at > size)
		return 0;
	n = (at - SUMMED_HEAD + SUMMED_BLOCK - 1) / SUMMED_BLOCK;
	if (size - at < n * sizeof(uint64_t))
		return 0;
	for (size_t i = 0; i < n; i++) {
		size_t from = SUMMED_HEAD + i * SUMMED_BLOCK;
		size_t end = from + SUMMED_BLOCK < at ? from + SUMMED_BLOCK :
							at;
		uint64_t sum = summed_sum(bytes + from, end - from, i);

		memcpy(bytes + at + i * sizeof(sum), &sum, sizeof(sum));
	}
	return n * sizeof(uint64_t);
}

#endif
