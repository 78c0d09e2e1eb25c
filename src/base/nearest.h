/* "Did you mean": the nearest of words that are offered one by one. */
#ifndef THAW_BASE_NEAREST_H
#define THAW_BASE_NEAREST_H

#include "base/str.h"

enum { NEAREST_BYTES = 32 };	/* longer words are near nothing */

struct nearest {
	struct slice typed;
	const char *best;	/* NULL: none is near enough; the caller's */
	size_t off;		/* letters that differ */
};

/* Letters that differ, turn places, are missing or too many; more than `most`
 * where it is more. ASCII case is one. */
size_t nearest_off(struct slice a, struct slice b, size_t most);
/* Keeps the word where none before was as near. Of equals the first stays. */
void nearest_try(struct nearest *n, const char *word);

#endif
