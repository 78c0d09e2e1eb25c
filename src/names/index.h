/* Every name of every subject in one file that is mapped, beside the store.
 *
 * The file is a cache: it is made from the store, is safe to delete, and says
 * of which state of the store it is (`stamp`) and by which tables it was made
 * (name_rules()), so that one that does not fit is never used. It is written
 * beside and renamed: there is no half of one. Every offset in it is checked
 * when it is used; a file that lies is ERR_FORMAT, never a crash. What others
 * cut short while it is mapped is beyond that: reading behind its new end is
 * SIGBUS. Thaw itself never writes into the file nor cuts it, it only renames a
 * new one over it.
 *
 * Words stand once each, with the names that have them: what is sought, a
 * letter or a whole name, is sought among the words.
 */
#ifndef THAW_NAMES_INDEX_H
#define THAW_NAMES_INDEX_H

#include "names/match.h"

struct name_index;

/* How a name is told of its subject. */
enum index_flag {
	INDEX_PERSON = 1,
	INDEX_WEAK = 2,		/* a weak alias */
	INDEX_PAST = 4,		/* of an earlier version of the list only */
};

struct index_entry {
	int64_t subject;	/* number of the store */
	struct slice written;	/* as the source has it; in the map */
	uint8_t flags;
};

/* --- reading; one index may be read by many threads --- */

/* *ix is NULL with 0 where there is no file, or one that is of another stamp,
 * other rules or another kind of machine. `stamp` NULL: whatever the stamp.
 * -1 with ERR_FORMAT where it is damaged. */
int index_open(struct name_index **ix, const char *file,
	       const uint64_t *stamp, struct err *e);
void index_close(struct name_index **ix);
uint64_t index_stamp(const struct name_index *ix);
size_t index_names(const struct name_index *ix);
size_t index_words(const struct name_index *ix);	/* different ones */
size_t index_bytes(const struct name_index *ix);
/* Something that was read made no sense: it is to be made anew. */
bool index_damaged(const struct name_index *ix);
/* Looks at every byte and its sum: for doctor. */
int index_check(const struct name_index *ix, struct err *e);
/* Name number i < index_names(). */
int index_entry(const struct name_index *ix, size_t i,
		struct index_entry *out, struct err *e);
int index_name(const struct name_index *ix, size_t i, struct name *out,
	       struct err *e);

/* --- looking for a name --- */

enum {			/* of a thousand that its score keeps ... */
	INDEX_WEAK_KEEPS = 900,		/* ... a weak alias */
	INDEX_PAST_KEEPS = 970,		/* ... a name of the past */
};

struct index_hit {
	uint32_t name;		/* number of the name that scores best ... */
	int64_t subject;	/* ... of this subject */
	int score;		/* 0 to 1000, a weak alias's lowered */
};

struct index_ask {
	const struct name *name;
	int least;		/* score */
	size_t most;		/* subjects */
	/* If not NULL, leaves a name out (for tests). */
	bool (*skip)(void *ctx, uint32_t name);
	void *ctx;
};

/* What one thread needs beside the index; NULL where memory ends. */
struct index_seeker;
struct index_seeker *seeker_new(const struct name_index *ix);
void seeker_free(struct index_seeker **k);

/* The best subjects, best first, ties by number; `out` has room for the most
 * of them. *n: how many. -1 where the index is damaged. */
int index_seek(struct index_seeker *k, const struct index_ask *ask,
	       struct index_hit *out, size_t *n, struct err *e);

/* --- the filter --- */

/* Marks the names in which each word of `text` stands: as spelt anywhere in a
 * word, or by sound from the start of one (a half-typed word does not yet end).
 * `bits` has one bit a name, 64 in each. *n: how many names. */
int index_filter(struct index_seeker *k, struct slice text, uint64_t *bits,
		 size_t *n, struct err *e);

/* --- making one --- */

struct index_maker;
/* `old` may be NULL; else its words are taken over, and its names of those
 * subjects that are not told. It must live as long. */
int maker_open(struct index_maker **m, const struct name_index *old,
	       struct err *e);
/* Names of this subject follow, if it has any. Subjects come in ascending
 * order; those before it that were not told are kept as they were. */
int maker_subject(struct index_maker *m, int64_t subject, struct err *e);
int maker_add(struct index_maker *m, struct slice written, uint8_t flags,
	      struct err *e);
/* Keeps what is left of the old ones, writes beside `file`, and renames. With
 * `ix` the new index is opened: where the folder cannot be written, or another
 * process is at it, as one that goes with its opener; then `file` may be NULL
 * too. Frees the maker either way. */
int maker_close(struct index_maker **m, const char *file, uint64_t stamp,
		struct name_index **ix, struct err *e);
void maker_drop(struct index_maker **m);

#endif
