/* Screening: who is asked for, against everyone on the lists.
 *
 * In two steps, so that many can be done at once: screening_seek() finds names
 * that are alike and needs nothing but the index and a seeker of its own thread;
 * screening_judge() asks the store what the listings behind them say, weighs
 * that against what is known of who is asked for, and makes rows. It belongs to
 * the store's thread.
 *
 * The state is that of the day asked: a party that its list has let go is told
 * as delisted, never as listed, and one that was not there yet is left out.
 */
#ifndef THAW_FLOW_SCREENING_H
#define THAW_FLOW_SCREENING_H

#include "names/index.h"
#include "names/profile.h"
#include "store/store.h"

/* The columns of a candidate. */
enum screening_column {
	SCREENING_ID,		/* that the asker gave the row: common `id` */
	SCREENING_QUERY, SCREENING_NAME, SCREENING_SCORE, SCREENING_REASONS,
	SCREENING_SUBJECT, SCREENING_LIST, SCREENING_PROGRAMME,
	SCREENING_STATE, SCREENING_EASED_BY, SCREENING_MATCHED,
	SCREENING_KIND, SCREENING_BORN, SCREENING_COUNTRY,
	SCREENING_LISTED_ON, SCREENING_GONE_ON, SCREENING_PARTY,
	SCREENING_VERDICT, SCREENING_VERDICT_NOTE, SCREENING_VERDICT_BY,
	SCREENING_VERDICT_AT, SCREENING_ROW,
	SCREENING_COLUMNS,
};
extern const struct shape screening_shape;

enum screening_who { SCREENING_PARTIES, SCREENING_PERSONS, SCREENING_BOTH };

enum {
	SCREENING_SOUGHT = 4096,	/* subjects of which names are alike */
	SCREENING_TYPED = 256,	/* the same of a name that is still typed, of
				 * whom nothing else is known */
	SCREENING_BYTES = 64 << 20,	/* memory of one who is asked for */
};

struct screening_options {
	struct store *store;
	const struct name_index *index;
	/* How the rows of listings and of persons are made. */
	const struct shape *parties, *persons;
	enum screening_who who;
	struct slice as_of;	/* "2025-12-31"; absent: today */
	int least;		/* score, 0 to 1000 */
	size_t most;		/* candidates that are given */
	bool open_only;		/* not those that are said not to be the same */
	size_t card_bytes;	/* memory for what listings say; 0: as usual */
	/* The name is still being typed: whoever has each of its words, the last
	 * one begun, comes too, whatever the score. */
	bool half_typed;
};

struct asked {
	struct slice id;	/* the asker's own, or absent */
	struct slice name;
	const struct profile *about;	/* NULL: nothing is known; its numbers
					 * find listings by themselves */
	struct slice row;	/* its number in a file, or absent */
};

/* Names that are alike. */
struct alike {
	struct index_hit *hit;
	size_t n;
	bool nameless;		/* no letter and no digit: nothing was sought */
	bool cut;		/* a part of the name was too much to look at */
	bool full;		/* more are alike than could be given */
};
/* `hit` lives in mem. */
int screening_seek(struct index_seeker *k, const struct screening_options *o,
		   const struct asked *a, struct arena *mem,
		   struct alike *out, struct err *e);

struct candidate {
	int score;		/* 0 to 1000 */
	bool half;		/* of a name that is still typed: it fits as far as
				 * that is */
	bool active;		/* on its list that day */
	bool match;		/* active, and nobody said that it is not the
				 * same */
	struct row row;		/* of screening_shape; lives in mem */
	struct index_hit hit;
	/* What orders those of one score: how well the name alone fits, and a
	 * draw by id that favours no list. */
	int name_score;
	uint64_t draw;
};
struct candidates {
	struct candidate *list;	/* best first, at most o->most */
	size_t n, cap;
	size_t all;		/* whatever the most */
	size_t matches;		/* of all */
	bool full;		/* more names are alike than were weighed */
};

struct screening;
/* Store, index and shapes must live as long. What is committed later may be
 * told or not. */
int screening_open(struct screening **s, const struct screening_options *o,
		   struct err *e);
int screening_judge(struct screening *s, const struct asked *a,
		    const struct alike *found, struct arena *mem,
		    struct candidates *out, struct err *e);
/* Both steps. */
int screening_one(struct screening *s, const struct asked *a,
		  struct arena *mem, struct candidates *out, struct err *e);
void screening_close(struct screening **s);

/* --- names alone --- */

/* 0 to 1000 and why, as a list cell in mem; -1 where a name has no letter and
 * no digit. `kind` as in a profile; 0: not told. */
int screening_pair(struct slice asked, struct slice listed, char kind,
		   struct arena *mem, struct slice *reasons);
/* "87.5": of a hundred. */
struct slice screening_points(int score, struct arena *mem);
/* The births of a verdict's key. */
struct slice screening_born(const struct profile *about, struct arena *mem);

#endif
