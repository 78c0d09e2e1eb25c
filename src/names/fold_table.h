/* The rows of assets/names/fold.tsv and squeeze.tsv, compiled in. */
#ifndef THAW_NAMES_FOLD_TABLE_H
#define THAW_NAMES_FOLD_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct fold_letter {
	uint32_t letter;
	const char *to;
};

struct fold_row {
	const char *from;
	const char *to;
};

enum { FOLD_LETTERS = 0x530 };	/* Latin to Cyrillic */

extern const char *const fold_letters[FOLD_LETTERS];	/* NULL: not here */
extern const struct fold_letter fold_others[];	/* ends with NULL */
extern const struct fold_row fold_squeezes[];	/* ends with NULL */

#endif
