/* How an index lies on the disk and in the map. Inside the room: who looks for
 * names includes names/index.h.
 *
 *   head        what it is of, and where its sections lie
 *   sections    tables of fixed rows, each in bytes of the machine that made
 *               it; a table that names others' rows has one row more, the end
 *   sums        of each block of what lies between
 *
 * Words stand in the
 * order of their letters, and a second time in that of their sounds: those
 * that begin alike stand together, and how much alike stands beside them.
 */
#ifndef THAW_NAMES_INDEX_FILE_H
#define THAW_NAMES_INDEX_FILE_H

#include "base/summed.h"
#include "names/index.h"
#include "names/match_letters.h"

enum index_section {
	AT_NAMES,		/* struct name_row, and the end */
	AT_WRITTEN,		/* bytes: names as their sources write them */
	AT_ENTRIES,		/* uint32_t: words of each name, ENTRY_... */
	AT_WORDS,		/* struct dict_row, and the end */
	AT_PLAINS,		/* bytes: of each word, with a NUL behind */
	AT_FRONTS,		/* uint8_t: letters that a word begins with as
				 * the one before does */
	AT_KEYS,		/* uint64_t: the first letters */
	AT_BY_TAIL,		/* uint32_t: words in the order of their letters
				 * from the last to the first */
	AT_TAIL_FRONTS,		/* uint8_t: as AT_FRONTS, of those */
	AT_TAIL_KEYS,		/* uint64_t */
	AT_SOUNDS,		/* bytes */
	AT_BY_SOUND,		/* uint32_t: words in the order of sounds */
	AT_SOUND_FRONTS,	/* uint8_t: as AT_FRONTS, of those */
	AT_SOUND_KEYS,		/* uint64_t */
	AT_BY_BONES,		/* uint32_t: words in the order of their
				 * match_bones(), those that are written so
				 * before all others */
	AT_BONES_FRONTS,	/* uint8_t: as AT_FRONTS, of those */
	AT_BONES_KEYS,		/* uint64_t */
	AT_GIVENS,		/* uint32_t: words that have a group, by it */
	AT_ALIKES,
	AT_POSTINGS,		/* uint32_t: names of each word, ascending */
	INDEX_SECTIONS
};

struct name_row {
	uint64_t subject;	/* << 3 | flags */
	uint32_t written, entry;
};
enum { NAME_FLAG_BITS = 3 };

struct dict_row {
	uint32_t plain, sound, posting;
	uint16_t given, alike;
	uint8_t sound_n, traits;
	uint16_t zero;
};

/* The first letters of a word, so that most words need not be looked at: eight
 * in a number, the first in its highest byte. */
enum { KEY_LETTERS = 8 };

/* An entry: number of the word, what it is for, surname. */
enum {
	ENTRY_WORD_BITS = 27, ENTRY_ROLE_BITS = 4,
	ENTRY_SPELT = (1 << ENTRY_ROLE_BITS) - 1,	/* as role: the word
				 * stands there, but another took its place */
};
#define ENTRY_WORDS ((uint32_t)1 << ENTRY_WORD_BITS)

static inline uint32_t entry_make(uint32_t word, unsigned role, bool surname)
{
	return word | (uint32_t)role << ENTRY_WORD_BITS |
	       (uint32_t)surname << (ENTRY_WORD_BITS + ENTRY_ROLE_BITS);
}

static inline uint32_t entry_word(uint32_t entry)
{
	return entry & (ENTRY_WORDS - 1);
}

static inline unsigned entry_role(uint32_t entry)
{
	return entry >> ENTRY_WORD_BITS & ENTRY_SPELT;
}

struct index_head {
	char magic[8];
	uint32_t version, order;
	uint64_t rules, stamp;
	struct { uint64_t at, bytes; } section[INDEX_SECTIONS], sums;
	uint64_t sum;		/* of the sums and of all above */
};

enum {
	INDEX_HEAD = SUMMED_HEAD,
	INDEX_BLOCK = SUMMED_BLOCK,
	INDEX_ALIGN = SUMMED_ALIGN,
	INDEX_VERSION = 2,
};
#define INDEX_NAMES_MOST ((size_t)1 << 28)

struct name_index {
	char *file;		/* NULL: of no name */
	struct summed at;
	const struct index_head *head;
	size_t names, words;
	atomic_bool damaged;
};

/* Rows [first, first + n) of a section; NULL where it has no such rows or
 * their blocks are damaged. */
const void *index_rows(const struct name_index *ix, enum index_section s,
		       uint64_t first, uint64_t n, struct err *e);
size_t index_count(const struct name_index *ix, enum index_section s);
/* What is read makes no sense: -1 with ERR_FORMAT. */
int index_lies(const struct name_index *ix, struct err *e);

/* Word number `at`. The slices are in the map. */
int index_word(const struct name_index *ix, uint32_t at, struct word *out,
	       struct err *e);
/* Names that have the word. */
const uint32_t *index_postings(const struct name_index *ix, uint32_t word,
			       size_t *n, struct err *e);
/* Entries of a name, ENTRY_SPELT ones behind the others. */
const uint32_t *index_entries(const struct name_index *ix, size_t name,
			      size_t *n, struct err *e);

/* Over bytes that are borrowed. As index_open(). */
int index_over(struct name_index **ix, struct slice bytes,
	       const uint64_t *stamp, struct err *e);
/* Over an open file, which is closed; `file` is its name, or NULL. */
int index_map(struct name_index **ix, int fd, const char *file,
	      const uint64_t *stamp, struct err *e);

/* Completes the head of a file whose sections and sums lie where it says. */
void index_seal(struct index_head *h, const uint64_t *sums);

const struct name_index *seeker_index(const struct index_seeker *k);

#endif
