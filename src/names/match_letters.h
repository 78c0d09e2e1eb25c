/* How alike two words are by their letters: what it costs to make one of the
 * other, where letters of one sound cost less.
 */
#ifndef THAW_NAMES_MATCH_LETTERS_H
#define THAW_NAMES_MATCH_LETTERS_H

#include "base/str.h"

/* Letters that must be changed, added or left out: how often the hand has
 * slipped, whatever the sound; more than `most` is most + 1. */
int letters_apart(struct slice a, struct slice b, int most);
/* 0 to 1000, as far as `allowed` (100 a letter) goes. */
int letters_match(struct slice a, struct slice b, int allowed);
/* As far as words of their length may differ; by their sounds, which have
 * forgiven what is usual, less. */
int letters_near(struct slice a, struct slice b);
int letters_near_sound(struct slice a, struct slice b);

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

#endif
