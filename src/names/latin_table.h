/* Letters of other scripts, made Latin by assets/mklatin.c. */
#ifndef THAW_NAMES_LATIN_TABLE_H
#define THAW_NAMES_LATIN_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LATIN_PAGES = 256 };	/* of 256 letters each */

extern const uint32_t *const latin_pages[LATIN_PAGES];	/* NULL: no letters */
extern const char latin_pool[];		/* where a page's numbers lead */

struct latin_pair {
	uint16_t from, to;
};
extern const struct latin_pair latin_simples[];	/* by `from` */
extern const size_t latin_simples_n;

/* Scripts that assets/names/fold.tsv has no letters of. */
static inline bool latin_is_foreign(uint32_t cp)
{
	return (cp >= 0x370 && cp < 0x400) || (cp >= 0x530 && cp < 0x1E00) ||
	       (cp >= 0x1F00 && cp < 0x2000) || (cp >= 0x2C00 && cp < 0xD800) ||
	       (cp >= 0xF900 && cp < 0xFB00) || (cp >= 0xFB07 && cp < 0xFE00) ||
	       (cp >= 0xFE70 && cp < 0xFF00);
}

#endif
