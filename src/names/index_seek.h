/* What one thread has at hand while it looks into an index. Inside the
 * room. */
#ifndef THAW_NAMES_INDEX_SEEK_H
#define THAW_NAMES_INDEX_SEEK_H

#include "names/index_file.h"

/* A word of the dictionary that a word asked may be. */
struct like {
	uint32_t word;
	uint32_t score;		/* of word_match() */
};

struct likes {
	struct like *list;	/* the most alike first */
	size_t n, cap;
	size_t postings;	/* of all of them together */
};

enum { INITIALS_MOST = 3 };	/* letters of a word that may be initials */

/* Lists of likes are kept, since names that are sought share words: one a
 * slot, the last. */
enum {
	KEPT_LIKES = 2048, KEPT_KEY = 2 * WORD_BYTES + 16,
	LIKES_MOST = 1 << 18,
};
struct kept {
	char key[KEPT_KEY];
	size_t n;		/* of the key; 0: none */
	struct likes likes;
};

/* A word of the dictionary that is like a word asked, or several joined. */
struct tie_row {
	uint32_t word, next;	/* next of the same word, + 1 */
	uint16_t score;
	uint8_t first, n;	/* words asked */
};

/* A name that is worth a look, and the most that its score may be. */
struct chosen {
	uint32_t name;
	int most;
	int64_t subject;
	unsigned flags;
};

/* Words that may stand at an end of a word asked. */
enum part_end { PART_FIRST, PART_LAST };
struct part_words {
	uint32_t *list;
	size_t n, cap;
};

/* What a name has of the words asked, while they are gone through. */
struct tally {
	uint16_t got;		/* weight x likeness */
	uint8_t last;		/* word that was counted last, + 1 */
	uint8_t words;
};

struct index_seeker {
	const struct name_index *ix;
	bool ready;
	/* The whole dictionary, once seen to be right. */
	const struct dict_row *row;
	const char *plains, *sounds;
	const uint8_t *fronts, *tail_fronts, *sound_fronts, *bones_fronts;
	const uint64_t *keys, *tail_keys, *sound_keys, *bones_keys;
	const uint32_t *by_tail, *by_sound, *by_bones, *postings;
	size_t n_plains, n_sounds, n_postings;
	/* And the names; NULL while few were looked at. */
	const struct name_row *names;
	const uint32_t *entries;
	size_t n_entries;

	uint64_t *short_ones;	/* words that may be initials, "JC": a bit */

	struct kept *kept;
	uint64_t *known;	/* words of the list or filter at hand: a bit */
	size_t n_known;		/* names that have them */
	uint32_t *like_at;	/* by word: where its ties begin, 0: none */
	struct tie_row *tie;
	size_t ties, cap_ties;
	struct part_words part[2];
	struct tally *tally;	/* by name */
	uint32_t *touched;	/* names */
	size_t n_touched, cap_touched;
	struct chosen *chosen;
	size_t n_chosen, cap_chosen;
	uint64_t *one;		/* of a filter: a bit a name */
};

/* The first byte of the eight that is not 0, as they stand in memory. */
static inline size_t first_byte(uint64_t bytes)
{
	return (size_t)(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ?
			__builtin_ctzll(bytes) : __builtin_clzll(bytes)) / 8;
}

/* Looks at the dictionary; what stands in it may lie all the same. */
int seeker_ready(struct index_seeker *k, struct err *e);
/* At all names and what words they are of. */
int seeker_names_ready(struct index_seeker *k, struct err *e);
/* Spellings of a word, and the names that have it; false where the file
 * lies. */
static inline bool seeker_plain(const struct index_seeker *k, uint32_t word,
				struct slice *out)
{
	const struct dict_row *r = &k->row[word];

	if (word >= k->ix->words || r[1].plain <= r[0].plain ||
	    r[1].plain > k->n_plains ||
	    r[1].plain - r[0].plain > WORD_BYTES + 1)
		return false;
	*out = slice_make(k->plains + r->plain, r[1].plain - r->plain - 1);
	return true;
}

static inline bool seeker_sound(const struct index_seeker *k, uint32_t word,
				struct slice *out)
{
	const struct dict_row *r = &k->row[word];

	if (word >= k->ix->words || r->sound > k->n_sounds ||
	    r->sound_n > k->n_sounds - r->sound)
		return false;
	*out = slice_make(k->sounds + r->sound, r->sound_n);
	return true;
}

static inline bool seeker_names(const struct index_seeker *k, uint32_t word,
				const uint32_t **list, size_t *n)
{
	const struct dict_row *r = &k->row[word];

	if (word >= k->ix->words || r[1].posting < r[0].posting ||
	    r[1].posting > k->n_postings)
		return false;
	*list = k->postings + r->posting;
	*n = r[1].posting - r->posting;
	return true;
}

/* Words [*first, *end) of that spelling. -1 where the file lies. */
int seeker_spelt(const struct index_seeker *k, struct slice plain,
		 size_t *first, size_t *end);
/* Rows of `by_sound` whose sound is the text, or (`front`) begins with it. */
int seeker_sounding(const struct index_seeker *k, struct slice sound,
		    bool front, size_t *first, size_t *end);

/* index_like.c: words that the word may be; *out until the next call. */
enum like_reach {
	LIKE_SPELT,	/* by its letters alone */
	LIKE_SOUND,	/* and by its sound */
	LIKE_BONES,	/* and without vowels */
	LIKE_JOINED,	/* and a letter beside it, of many */
	LIKE_ALL,
};
int likes_find(struct index_seeker *k, const struct word *w,
	       enum like_reach reach, const struct likes **out,
	       struct err *e);
void likes_free(struct index_seeker *k);

#endif
