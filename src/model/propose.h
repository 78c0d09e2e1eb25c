/* What could stand where a line is being typed: words, with a line about each.
 *
 * The line is read up to the cursor. Whoever knows what may stand there offers
 * it word by word; only those stay that begin as what is typed already, or, where
 * none does, whose meaning does ("defender" finds "role:hrd").
 */
#ifndef THAW_MODEL_PROPOSE_H
#define THAW_MODEL_PROPOSE_H

#include "base/arena.h"
#include "model/shape.h"

enum { PROPOSALS = 256, PROPOSALS_BYTES = 1 << 18 };

struct proposal {
	struct slice word;	/* what would stand there */
	struct slice about;	/* one line about it, or absent */
	int64_t rows;		/* that have it; -1: not counted */
	bool open;		/* more of the same word follows ("role:") */
};

struct proposals {
	struct arena mem;	/* of all slices */
	struct proposal list[PROPOSALS];
	size_t n;
	bool more;		/* than these */
	bool fronts;		/* they begin as is typed: then no meanings */
	size_t from;		/* byte of the line where the words would begin */
	struct slice typed;	/* what stands there already; of the line */
	struct slice note;	/* what is wanted where no word can be offered:
				 * "a date: 2025-12-13, 2025-12 or 2025" */
};

void propose_begin(struct proposals *p);	/* empty again, memory kept */
void propose_free(struct proposals *p);
/* What is replaced begins at this byte of the line. */
void propose_from(struct proposals *p, struct slice line, size_t from);
/* Offers a word: kept once, where it begins as is typed; where no word does, by
 * a word of its meaning. */
void propose(struct proposals *p, struct slice word, struct slice about,
	     int64_t rows, bool open);
/* What all words have in common from the first byte on, whole characters. */
struct slice propose_common(const struct proposals *p);

/* The values that rows have in a column, offered with their counts; NULL where
 * nobody counts. */
typedef void values_fn(void *ctx, int column, struct proposals *out);

/* The filter language: columns, words of vocabularies, what stands behind is:
 * and sort:. The line ends at the cursor; the term that stands there begins at
 * or after `from`. */
void propose_filter(struct proposals *p, const struct shape *shape,
		    struct slice line, size_t from, values_fn *values,
		    void *ctx);
/* What stands behind "sort:", from there on. */
void propose_sort(struct proposals *p, const struct shape *shape,
		  struct slice line, size_t from);
/* Byte of the line where the term begins that ends with it. */
size_t propose_term(struct slice line, size_t from);

#endif
