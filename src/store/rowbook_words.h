/* The words of a book. Inside it: who asks a book includes store/rowbook.h. */
#ifndef THAW_STORE_ROWBOOK_WORDS_H
#define THAW_STORE_ROWBOOK_WORDS_H

#include "store/rowbook_file.h"

static inline size_t book_sets(const struct rowbook *b)	/* uint64_t of a set */
{
	return book_bits(b->rows) / sizeof(uint64_t);
}

static inline void book_set(uint64_t *bits, uint32_t row)
{
	bits[row / 64] |= (uint64_t)1 << row % 64;
}

static inline bool book_is_set(const uint64_t *bits, uint32_t row)
{
	return bits[row / 64] >> row % 64 & 1;
}

/* A class of words, sorted, LF behind each. */
struct book_words {
	const struct book_word *word;
	size_t n;
	struct slice text;
	const uint32_t *times;	/* struct book_class */
};

/* 1; 0 where the book leaves the class out. */
int book_words(const struct rowbook *b, size_t column, enum book_form form,
	       struct book_words *out, struct err *e);
struct slice book_text(const struct book_words *w, size_t i);
/* The first word that is not less. */
size_t book_bound(const struct book_words *w, struct slice text);
/* The word in which the byte stands, at or behind word i: mostly the next. */
size_t book_word_at(const struct book_words *w, size_t i, size_t byte);
/* Which of its letters stands in the fewest places: for book_find(). */
size_t book_rarest(const struct book_words *w, struct slice text);
/* Where the text stands at or behind `from`, or -1. */
ptrdiff_t book_find(const struct book_words *w, struct slice text, size_t rare,
		    size_t from);

/* What becomes of them: those in `in`, where it is not NULL, are counted, all
 * others set in `to`. */
struct book_to {
	uint64_t *to;
	const uint64_t *in;
	int64_t n;
};
int book_rows(const struct rowbook *b, const struct book_word *w,
	      struct book_to *to, struct err *e);

#endif
