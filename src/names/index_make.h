/* A name index while it is made, in memory. Inside the room. */
#ifndef THAW_NAMES_INDEX_MAKE_H
#define THAW_NAMES_INDEX_MAKE_H

#include "names/index_file.h"

/* A word of the dictionary to be: all that name_settle() does not decide. */
struct made_word {
	struct word word;
	struct slice bones;	/* match_bones() */
	uint32_t names;		/* that have it */
	uint32_t last;		/* of them, + 1 */
	uint32_t number;	/* in the file */
};

/* A piece of a text that was looked at before. */
struct made_piece {
	struct slice text;
	uint32_t word;
	uint8_t role;
	bool person;
};

/* Numbers of rows, found by a hash. */
struct slots {
	struct slot {
		uint32_t hash, row;	/* row + 1; 0: free */
	} *at;
	size_t cap, n;		/* cap: a power of two, or 0 */
};

/* Words that stand in a table and not in a text: found again by the address
 * of their spelling. */
enum { FORM_SLOTS = 256 };
struct made_form {
	struct word word;
	uint32_t number;
};

struct index_maker {
	const struct name_index *old;
	size_t kept;		/* names of it that are behind us */
	int64_t subject;	/* told last; -1: none yet */
	struct name_row *row;
	size_t n, cap;
	struct str written;
	uint32_t *entry;
	size_t entries, cap_entries;
	struct made_word *word;
	size_t words, cap_words;
	struct slots word_slots;
	struct made_piece *piece;
	size_t pieces, cap_pieces;
	struct slots piece_slots;
	struct made_form form[FORM_SLOTS];
	struct arena texts;	/* of words and pieces */
	struct arena work;	/* of the piece at hand */
};

/* index_order.c: the words that a name has, as they follow each other in the
 * file, and the orders in which they stand besides. */
enum word_order { BY_PLAIN, BY_TAIL, BY_SOUND, BY_BONES, WORD_ORDERS };
struct order {
	struct made_word *word;
	size_t n;
	struct ordered {
		uint32_t *word;
		uint64_t *key;	/* the first letters */
	} by[WORD_ORDERS];
};
int order_make(struct order *o, struct index_maker *m, struct err *e);
void order_free(struct order *o);
/* By what a word stands there: of BY_TAIL read from its end. */
struct slice order_text(const struct made_word *w, enum word_order kind);

/* index_make.c: the names of the old index behind the last subject. */
int maker_keep(struct index_maker *m, struct err *e);
/* index_write.c: all sections into the open file. */
int index_write(struct index_maker *m, int fd, uint64_t stamp,
		struct err *e);

#endif
