/* How a book of rows lies on the disk and in the map.
 *
 * Rows are numbered by their keys. Words stand in classes, one for each column and
 * form, sorted by their bytes, LF behind each, so that what stands anywhere in a
 * word is found by one walk over the text of a class. The rows of a word are
 *
 *   one row          its number, in place of where they stand
 *   an eighth of all and more    a bit for each row
 *   others           how many bytes, then each less the one before, as LEB128
 */
#ifndef THAW_STORE_ROWBOOK_FILE_H
#define THAW_STORE_ROWBOOK_FILE_H

#include "base/summed.h"
#include "store/rowbook.h"

enum book_section {
	BOOK_KEYS,		/* int64_t: of each row, in the view's own order */
	BOOK_PLACES,		/* uint32_t: of each row in that */
	BOOK_POSTINGS,		/* bytes */
	BOOK_WORDS,		/* struct book_word */
	BOOK_TEXTS,		/* bytes */
	BOOK_CLASSES,		/* struct book_class, by number */
	BOOK_SECTIONS
};

enum book_form {
	FORM_SPELT,	/* words of the text of a cell */
	FORM_SOUNDED,	/* the same as they sound */
	FORM_CELL,	/* whole values, in lower case */
	FORM_VALUE,	/* and as they are */
	BOOK_FORMS
};

/* Of column c and form f: c * BOOK_FORMS + f. */
struct book_class {
	uint64_t first, n;		/* words */
	uint64_t text, bytes;
	uint32_t left_out;		/* too many values: not 0 */
	uint32_t zero;
	uint32_t times[256];		/* that each byte stands in the text */
};

struct book_word {
	uint32_t text;			/* from the text of its class on */
	uint32_t rows;
	uint64_t at;			/* in the postings, or the only row */
};

struct book_head {
	char magic[8];
	uint32_t version, order;
	uint64_t rules, stamp;
	uint64_t rows;
	struct { uint64_t at, bytes; } section[BOOK_SECTIONS], sums;
	uint64_t sum;			/* of the sums and of all above */
};

enum {
	BOOK_CELLS = 4096,		/* values of a column, or it is left out */
};

struct rowbook {
	struct summed at;
	const struct book_head *head;
	uint32_t rows;
	size_t classes;
};

/* Of a half and more the bits are fewer than the bytes. */
static inline bool book_is_bits(uint64_t rows, uint64_t all)
{
	return rows > all / 8;
}

static inline size_t book_bits(uint64_t all)	/* bytes */
{
	return (size_t)((all + 63) / 64 * sizeof(uint64_t));
}

/* As COLLATE NOCASE sees it. */
void book_lower(struct str *out, struct slice v);
/* Values of the column stand in a book. */
bool book_has_cell(const struct column *c);

/* *b is NULL with 0 where there is no file, or one of another stamp or other
 * rules. -1 where it is damaged. */
int rowbook_open(struct rowbook **b, const char *file, uint64_t rules,
		 uint64_t stamp, struct err *e);
/* Over bytes that are borrowed. */
int rowbook_over(struct rowbook **b, struct slice bytes, uint64_t rules,
		 uint64_t stamp, struct err *e);
void rowbook_close(struct rowbook **b);
/* Completes the head of one whose sections and sums lie where it says. */
void rowbook_seal(struct book_head *h, const uint64_t *sums);
/* Rows [first, first + n) of a section of rows of `size` bytes; NULL where there
 * are none such or they are damaged. */
const void *rowbook_see(const struct rowbook *b, enum book_section s,
			uint64_t first, uint64_t n, size_t size,
			struct err *e);
int rowbook_lies(struct err *e);	/* -1 */

/* rowbook_make.c: the rows of the view as they are now, into the file. */
int rowbook_make(struct store *s, const struct shape *shape, int fd,
		 uint64_t stamp, struct err *e);

/* rowbook_ask.c: sets the bit of each row that holds one of the term's values; 1,
 * or 0 where the book cannot tell. `any` and `best` have a bit for each row;
 * `best`, where it is not NULL, gets those whose name matches so well, one set for
 * each rank below RANK_ELSEWHERE. */
int rowbook_term(struct store *s, const struct rowbook *b,
		 const struct shape *shape, const struct query_term *t,
		 uint64_t *any, uint64_t **best, struct err *e);
/* Calls fn for each value of the column and how many of `rows` have it; 0 where
 * the book has left the column out. */
typedef int book_value_fn(void *ctx, struct slice value, int64_t n,
			  struct err *e);
int rowbook_values(const struct rowbook *b, size_t column, const uint64_t *rows,
		   book_value_fn *fn, void *ctx, struct err *e);

/* rowbook_rows.c: what a query was answered with. */
struct rowset {
	const struct shape *shape;
	uint64_t stamp;		/* of the book */
	uint64_t *rows;
};

/* The open book that fits the view now, or NULL: rowbook.c. */
int rowbook_now(struct store *s, const struct shape *shape,
		const struct rowbook **b, struct err *e);
/* What it said makes no sense: it goes. */
void rowbook_bad(struct store *s, const struct shape *shape);

#endif
