/* A written name taken apart into words that can be compared.
 *
 * Each word has two spellings: `plain` in Latin letters without marks (own
 * tables for Cyrillic and Latin, ICU for other scripts), and `sound`, which
 * spellings of one name share (fold.h). What a word is for (a title, a legal
 * form, the father's name) comes from assets/names/word.tsv and its place.
 *
 * The work is cut in two so that an index can do the dear half once a word:
 * name_split() gives pieces of the text, word_make() looks at one piece alone,
 * name_settle() says what each word is for in its name.
 */
#ifndef THAW_NAMES_NAME_H
#define THAW_NAMES_NAME_H

#include "base/arena.h"

enum word_role {
	WORD_NAME,		/* what tells who it is */
	WORD_INITIAL,		/* one letter of a person's name */
	WORD_FATHER,		/* a patronymic */
	WORD_PARTICLE,		/* al, bin, de, of */
	WORD_TITLE,		/* Dr, Sheikh, President */
	WORD_LEGAL,		/* legal form of a company: plain is the form */
	WORD_COMMON,		/* trading, group, international */
	WORD_NUMBER,		/* digits and letters, or a numeral: exact */
	WORD_ROLES,
};

/* What a word may be, whatever its name. */
enum word_trait {
	WORD_MAY_FATHER = 1,	/* ends as patronymics do */
	WORD_ABJAD = 2,		/* from a script that writes no vowels */
	WORD_OPENS = 4,		/* a phrase of word.tsv begins with it */
	WORD_CAPITALS = 8,	/* of a name that is not all capitals; two or
				 * three are maybe initials */
	WORD_TENS = 16,		/* a numeral that takes units: forty four */
	WORD_SIGNS = 32,	/* of Han or Hangul: plain is as written,
				 * sound as it is said, and another sign is
				 * another name */
};

struct word {
	struct slice plain, sound;
	uint16_t given;		/* number of a group of given names, 0: none */
	uint16_t alike;		/* of a wider group: John, Juan, Ivan; of
				 * common words: of one meaning */
	uint8_t role;		/* enum word_role */
	uint8_t traits;		/* enum word_trait, as bits */
	bool surname;		/* the text says so: SURNAME, or before a comma */
};

enum { NAME_WORDS = 24, NAME_BYTES = 1024, WORD_BYTES = 96 };

struct name {
	struct word word[NAME_WORDS];
	size_t n;
	bool person;		/* false: company, vessel, what is not told */
};

struct piece {
	struct slice text;	/* borrowed from the text */
	bool surname;
};

/* Pieces of the text in its order, at most NAME_WORDS; what is longer is cut
 * (`*cut`). Bytes past NAME_BYTES are not looked at. Of no person "o.O.O." is
 * one piece, of a person three. */
size_t name_split(struct piece out[NAME_WORDS], struct slice text,
		  bool person, bool *cut);
/* The piece alone. `role` and `traits` as far as it tells. False for a piece
 * without letter or digit. The slices live in mem. */
bool word_make(struct word *out, struct slice piece, bool person,
	       struct arena *mem);
/* Joins phrases ("limited liability company" is one word "llc") and says what
 * each word is for. New words live for ever: they stand in the table. */
void name_settle(struct name *name);

/* All three. False where the text has no letter and no digit. */
bool name_read(struct name *out, struct slice text, bool person,
	       struct arena *mem);

/* A number that changes whenever the tables or the rules do: what was made
 * with another one must be made anew. */
uint64_t name_rules(void);

#endif
