/* One name that is sought, while it is. Inside the room. */
#ifndef THAW_NAMES_SEEKING_H
#define THAW_NAMES_SEEKING_H

#include "names/index_seek.h"

enum { SEEK_JOINED = 990 };	/* of a thousand, what words joined are */

/* Words of the dictionary that are like one asked, or several joined. */
struct slot {
	size_t first, end;	/* ties */
	size_t postings;
	int weight;
	uint8_t word, words;	/* asked: the first, how many */
	uint8_t carries;	/* of them, that tell who it is */
	bool open;		/* a name may have these alone */
};

struct seeking {
	struct index_seeker *k;
	const struct index_ask *ask;
	struct slot slot[3 * NAME_WORDS];
	size_t n;
	int weight[NAME_WORDS];	/* of the words asked, 0: not counted */
	bool carries[NAME_WORDS];	/* it tells who it is */
	int all;		/* weight of those that carry */
	int wild;		/* letters that may be words: initials ... */
	bool initial[256];	/* ... and which */
	struct err *e;
	bool failed;
};

/* What was read makes no sense. -1. */
int seeking_lies(struct seeking *s);
/* The word of the dictionary may be these words asked. */
int seeking_tie(struct seeking *s, uint32_t word, uint32_t score, size_t first,
		size_t n);
/* The name has something of them. */
int seeking_touch(struct seeking *s, uint32_t name);

/* index_split.c: names that have a word asked written apart. */
int seeking_split(struct seeking *s);

#endif
