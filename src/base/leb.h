/* Numbers as LEB128: seven bits a byte, the lowest first. */
#ifndef THAW_BASE_LEB_H
#define THAW_BASE_LEB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LEB_BYTES = 10 };

/* Returns how many bytes of `to` it took. */
static inline size_t leb_put(char to[LEB_BYTES], uint64_t n)
{
	size_t at = 0;

	while (n > 127) {
		to[at++] = (char)(n | 128);
		n >>= 7;
	}
	to[at++] = (char)n;
	return at;
}

/* Up to 63 bits. False, with *p anywhere up to `end`, where the bytes end
 * before the number does or it is larger. */
static inline bool leb_get(const unsigned char **p, const unsigned char *end,
			   uint64_t *n)
{
	*n = 0;
	for (unsigned shift = 0; shift < 63; shift += 7) {
		if (*p == end)
			return false;
		*n |= (uint64_t)(**p & 127) << shift;
		if (*(*p)++ < 128)
			return true;
	}
	return false;
}

#endif
