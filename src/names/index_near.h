/* Words of the dictionary whose letters are near to those of another, found by
 * walking through an order of them. Inside the room. */
#ifndef THAW_NAMES_INDEX_NEAR_H
#define THAW_NAMES_INDEX_NEAR_H

#include "names/index_seek.h"

enum near_text { NEAR_PLAIN, NEAR_SOUND, NEAR_BONES };

/* Rows [first, end) of an order of the words, and how they are read there. */
struct reading {
	const struct index_seeker *k;
	const uint32_t *word;	/* NULL: as they stand */
	const uint8_t *fronts;
	const uint64_t *keys;
	size_t first, end;
	unsigned ways;		/* enum walk_way */
	enum near_text text;
};

/* Two that find together what either finds of half the cost. */
struct reading near_front(const struct index_seeker *k);
struct reading near_tail(const struct index_seeker *k);
struct reading near_sound(const struct index_seeker *k);
/* Of words that are written without vowels, or of all others. */
struct reading near_bones(const struct index_seeker *k, bool written_so);
/* Leaves rows that begin with the text or, as far as their key tells, are it;
 * of near_tail() it begins with the end. */
void near_narrow(struct reading *r, struct slice text, bool all);

/* As much of a word as is compared, its end in front where it is read so. */
struct slice near_turned(const struct reading *r, struct slice s,
			 char buf[MATCH_LETTERS]);

/* Tells each word that costs at most so much. -1 from there ends it, as does a
 * file that lies. */
typedef int near_fn(void *ctx, uint32_t word);
int near_walk(const struct reading *r, struct slice asked, int most,
	      near_fn *fn, void *ctx, struct err *e);

#endif
