/* The rows of assets/names/given.tsv, country.tsv and alike.tsv, compiled in:
 * in the order of `from`. */
#ifndef THAW_NAMES_PAIR_TABLE_H
#define THAW_NAMES_PAIR_TABLE_H

#include "base/str.h"

struct pair_row {
	const char *from;
	const char *to;
};

extern const struct pair_row pair_givens[];
extern const size_t pair_givens_n;
extern const struct pair_row pair_countries[];
extern const size_t pair_countries_n;
extern const struct pair_row pair_alikes[];
extern const size_t pair_alikes_n;

/* What stands beside `from`, or NULL. Lives for ever. */
const char *pair_given(struct slice key);
/* Of a word's `plain`, likewise. */
const char *pair_alike(struct slice plain);
/* "Belarus", "BY", "Беларусь": "BLR". */
const char *pair_country(struct slice text);

#endif
