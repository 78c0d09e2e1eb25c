/* One sentence as tokens, with what each of them means by the lexicon.
 *
 * A clause ends behind a comma, semicolon, colon, bracket or dash; a segment
 * ends there and before a word that joins sentences ("after", "что"). Numbers
 * are read with the thousands of their language: "1.227" is 1227 in German and
 * no whole number in English. What cannot be held is left out: at most
 * TOKENS_MAX tokens and MEANINGS_MAX meanings of a sentence.
 */
#ifndef THAW_READ_TOKENS_H
#define THAW_READ_TOKENS_H

#include "model/lexicon.h"
#include "model/pdate.h"

enum {
	TOKENS_MAX = 256, MEANINGS_MAX = 640, TOKEN_KEYS = 8192,
	NO_NUMBER = -1,
};

struct token {
	struct slice text;	/* as written, borrowed from the sentence */
	struct slice key;	/* folded, in the tokens */
	uint64_t is;		/* classes of the meanings that begin here */
	uint64_t in;		/* classes of those that lie over it */
	int64_t number;		/* a whole number, or NO_NUMBER */
	int clause, segment;
	bool capital;		/* its first letter is large */
	bool joined;		/* nothing but a hyphen before it */
	bool grouped;		/* a number with thousands: no year, no day */
	bool ordinal;		/* "13th" */
	bool percent;
	bool word;		/* the number is a word */
	bool bracket;		/* the first behind an opening bracket */
};

struct meaning {
	const struct lex_row *row;
	size_t first, last;
};

enum { TOKENS_KNOWN = 1024 };	/* a power of two */

/* Starts zeroed and is used again and again. */
struct tokens {
	struct slice text;	/* the sentence */
	struct slice lang;	/* of the document, may be absent */
	struct token token[TOKENS_MAX];
	size_t n;
	struct meaning meaning[MEANINGS_MAX];	/* by their first token */
	size_t meanings;
	char keys[TOKEN_KEYS];
	size_t used;
	unsigned lang_code;
	bool lang_cyrillic;
	/* Words that were looked up: where the walk over their rows begins. */
	struct { uint64_t hash; int row; } known[TOKENS_KNOWN];
};

void tokens_load(struct tokens *t, struct slice sentence, struct slice lang);

/* The longest meaning of the class that begins at token i, or NULL. */
const struct meaning *token_means(const struct tokens *t, size_t i,
				  enum lex cls);
bool token_is(const struct tokens *t, size_t i, enum lex cls);
bool token_in(const struct tokens *t, size_t i, enum lex cls);
/* A word of intent; "May" is the month. */
bool token_is_mode(const struct tokens *t, size_t i);
/* First token in [from, to) where the class begins, or `to`. */
size_t token_find(const struct tokens *t, size_t from, size_t to,
		  enum lex cls);
/* Does a token of the clause of token i begin the class? */
bool token_clause_has(const struct tokens *t, size_t i, enum lex cls);
bool token_says(const struct tokens *t, size_t i, enum lex cls,
		const char *value);
/* From token a to token b, as written. */
struct slice tokens_span(const struct tokens *t, size_t a, size_t b);

/* A date as a sentence has it; the year may be missing. */
struct spot {
	size_t first, last;
	struct pdate date;	/* year 0: not stated */
	const struct lex_row *relative;	/* "yesterday", "on Saturday" */
};
bool token_date(const struct tokens *t, size_t i, struct spot *out);
/* The day meant, seen from the day of the document. False: not to be told. */
bool spot_resolve(const struct spot *s, struct pdate published,
		  struct pdate *out);

#endif
