/* What the files of screening share and nobody else sees. */
#ifndef THAW_FLOW_SCREENING_INSIDE_H
#define THAW_FLOW_SCREENING_INSIDE_H

#include "flow/screening.h"

/* A name as a person's and as another's: words have other roles there. */
struct reading {
	struct name name[2];
	bool is[2];		/* worth a look */
};
/* False where there is no letter and no digit. Slices live in mem. */
bool reading_make(struct reading *r, struct slice text, char kind,
		  struct arena *mem);
/* The better of both; `why` may be NULL. */
int reading_match(const struct reading *r, const struct name *listed,
		  const struct name **which, struct match_why *why);

/* What a subject says at the day asked, kept while others are judged. */
struct card {
	int64_t subject;
	bool none;		/* nothing is known of it that day, or it goes on
				 * under another number, or nobody asked */
	bool active;
	struct slice profile;	/* profile_facts() */
	struct slice names;	/* all of them, a list cell */
	struct slice given;	/* the same, with those of before that day */
	struct row row;		/* what the subject says, in its columns */
};

struct cards;
int cards_open(struct cards **c, const struct screening_options *o,
	       struct err *e);
void cards_close(struct cards **c);
/* Lives until the next call: they are let go of where they are too many. */
int cards_get(struct cards *c, int64_t subject, const struct card **out,
	      struct err *e);

/* The name of a listing that fits best. */
struct best {
	struct slice written;
	struct name listed;
	const struct name *asked;	/* in the reading; NULL: no name fits */
	struct match_why why;
	uint8_t flags;
	int score;	/* lowered for weak and past ones; -1: none in force */
};

/* Of a hit that was found by a number alone. */
#define HIT_NO_NAME UINT32_MAX

struct looking {
	const struct name_index *index;
	struct slice as_of;
	const struct reading *reading;
	struct arena *mem;
};
/* The name of the index is one of its own: numbers of subjects are given anew
 * where a store was purged. */
bool card_has(const struct card *card, struct slice written);
int best_name(const struct looking *l, const struct card *card,
	      const struct index_hit *hit, struct best *best, struct err *e);

/* What a score is worth by the flags of the name. */
int hit_lowered(int score, uint8_t flags);

const struct profile *about_of(const struct asked *a);

/* Reasons of a name as values of a list cell. */
void reasons_name(struct str *out, const struct name *asked,
		  const struct name *listed, const struct match_why *why);

#endif
