/* How alike two names are, 0 to 1000, and why.
 *
 * Words are paired, each once, the most alike first, also two or three that
 * stand together with one that joins them. What is left over on one side only
 * is an omission and costs little (of the listed name less than of the one
 * that is asked for); what differs on both sides is a contradiction and keeps
 * the score under MATCH_HIT, however much else agrees. Symmetric but for
 * omissions.
 */
#ifndef THAW_NAMES_MATCH_H
#define THAW_NAMES_MATCH_H

#include "names/name.h"

enum {
	MATCH_ALL = 1000,
	MATCH_HIT = 700,	/* the default threshold: --min-score 70 */
	MATCH_LOOSE = 860,	/* a word under it may be a mistake of the
				 * hand, if all else agrees */
};

/* Two words: why they are taken for one. */
enum word_tie {
	TIE_NONE,
	TIE_SPELT,		/* letter by letter, marks and case aside */
	TIE_SOUND,		/* same fold */
	TIE_GIVEN,		/* forms of one given name */
	TIE_ALIKE,		/* forms of it in other languages, or short */
	TIE_VOWELS,		/* the same but for vowels that are not written */
	TIE_INITIAL,
	TIE_NEAR,		/* a letter or two differ */
	TIE_JOINED,		/* the same, written apart */
	TIE_LEGAL,		/* kinds of legal form */
	TIE_MEANS,		/* common words of one meaning */
};

/* 0 to 1000; 0 where they are two words. */
int word_match(const struct word *a, const struct word *b,
	       enum word_tie *how);

/* --- for whoever looks among many words --- */

enum {
	MATCH_LETTERS = 40,	/* of a word that are compared */
	MATCH_SOUND_LETTERS = 5, /* a shorter sound forgives nothing more ... */
	MATCH_SOUND_BUDGET = 55, /* ... a longer one this, of 100 a letter */
};

/* How much of the letters may differ in words of so many. */
int match_budget(size_t letters);
/* What is left where vowels are not written, a letter once. */
struct slice match_bones(struct slice plain, char buf[MATCH_LETTERS]);

/* What it costs to write `to` for each of many words in their order: what they
 * begin with is reckoned once.
 *
 * Two words of which much may differ have a half of which little does: to look
 * at all words from their front and again from their end, each time with half
 * of the cost in the first half, finds the same and passes over most. */
enum {
	WALK_CELLS = MATCH_LETTERS + 8,	/* and what a vector reads too far */
	WALK_NONE = 10000,		/* more than all letters cost */
	WALK_ON = -1,			/* not yet known */
};
enum walk_way {
	WALK_SOUND = 1,		/* sounds are compared */
	WALK_HALF = 2,		/* half of the cost in the first half */
	WALK_BACK = 4,		/* words are given with their end in front */
};
struct letters_walk {
	struct slice to;	/* at most MATCH_LETTERS, as all words */
	unsigned ways;		/* enum walk_way, as bits */
	size_t rows;
	uint32_t made;		/* letters whose costs are known */
	uint64_t places[26];	/* of `to` where the letter stands */
	int16_t exchange[26][WALK_CELLS];	/* for each letter of `to` */
	int16_t lacks[WALK_CELLS];
	int16_t limit[WALK_CELLS];
	int16_t row[MATCH_LETTERS + 1][WALK_CELLS];
};
void walk_begin(struct letters_walk *w, struct slice to, int most,
		unsigned ways);
/* WALK_NONE where it is more than `most`. The word before began with the first
 * `same` letters of this one (0: there was none). Words that begin with the
 * first `*dead` letters all cost more. With `open` these are the first letters
 * of a word alone: WALK_ON where they do not tell. */
int walk_cost(struct letters_walk *w, struct slice s, bool open, size_t same,
	      size_t *dead);

struct match_pair {
	enum word_tie how;
	uint8_t a, an;		/* words asked: from, how many; an 0: none */
	uint8_t b, bn;		/* words listed likewise */
	int score;
};

struct match_why {
	struct match_pair pair[2 * NAME_WORDS];
	size_t n;
	bool whole;		/* by the letters of the whole name */
};

/* `why` may be NULL. */
/* Letters that must be changed, added or left out: how often the hand has
 * slipped, whatever the sound; more than `most` is most + 1. For match.c. */
int letters_apart(struct slice a, struct slice b, int most);
/* 0 to 1000, as far as `allowed` (100 a letter) goes; for match.c. */
int letters_match(struct slice a, struct slice b, int allowed);

int name_match(const struct name *asked, const struct name *listed,
	       struct match_why *why);

/* Appends "bialiatski = bialacki: same sound; patronymic missing". */
void match_reasons(struct str *out, const struct name *asked,
		   const struct name *listed, const struct match_why *why);

#endif
