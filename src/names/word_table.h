/* The rows of assets/names/word.tsv and alike.tsv, compiled in: in the order
 * of the bytes of their keys. */
#ifndef THAW_NAMES_WORD_TABLE_H
#define THAW_NAMES_WORD_TABLE_H

#include "base/str.h"

struct word_row {
	const char *key;	/* words with a blank between them */
	const char *role;
	const char *as;
};

extern const struct word_row word_rows[];
extern const size_t word_rows_n;

/* The row of a word or phrase that is for names of that kind, or NULL. */
const struct word_row *word_row_find(struct slice key, bool person);
/* A long legal form with a mistake in it: Aktiengeselschaft. Or NULL. */
const struct word_row *word_row_misspelt(struct slice plain);
/* enum word_role, or -1: not of that kind. */
int word_row_role(const struct word_row *row, bool person);

#endif
