/* One name that is sought, while it is. Inside the room. */
#ifndef THAW_NAMES_SEEKING_H
#define THAW_NAMES_SEEKING_H

#include "names/index_seek.h"

enum {
	SEEK_UNIT = 100,	/* weight of a word that tells who it is */
	SEEK_JOINED = 990,	/* of a thousand, what words joined are */
	SEEK_CONTRADICTED = MATCH_HIT - 10,	/* as in match.c ... */
	SEEK_SLIPPED = MATCH_HIT + 20,		/* ... and these */
};

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
	uint32_t initials;	/* ... and what those words begin with */
	struct err *e;
	bool failed;
};

/* What was read makes no sense. -1. */
int seeking_lies(struct seeking *s);

/* index_asked.c: a role that tells who it is. */
bool seeking_tells(unsigned role);
void seeking_weigh(struct seeking *s);
/* Ties of the words asked, and of those that stand together. */
int seeking_words(struct seeking *s);
int seeking_joined(struct seeking *s);
/* The word of the dictionary may be these words asked. */
int seeking_tie(struct seeking *s, uint32_t word, uint32_t score, size_t first,
		size_t n);

/* index_split.c: names that have a word asked written apart. */
int seeking_split(struct seeking *s);

/* index_count.c: names that have words which are tied. */
int seeking_count(struct seeking *s);
int seeking_touch(struct seeking *s, uint32_t name);
/* Of 100: what a name must have, by so many words, to be worth a look. */
int seeking_share(const struct seeking *s, int words);

/* index_guess.c: those that may be hits. */
int seeking_choose(struct seeking *s);

#endif
