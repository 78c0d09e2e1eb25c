/* The rows of assets/names/fold.tsv and squeeze.tsv, compiled in. Each ends with NULL. */
#ifndef THAW_NAMES_FOLD_TABLE_H
#define THAW_NAMES_FOLD_TABLE_H

#include <stddef.h>

struct fold_row {
	const char *from;
	const char *to;
};

extern const struct fold_row fold_letters[];
extern const struct fold_row fold_squeezes[];

#endif
