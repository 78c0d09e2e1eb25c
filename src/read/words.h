/* One sentence as words: its key text, and where each word stands in it.
 *
 * A word is what stands between blanks; a clause ends behind a comma,
 * semicolon, colon, bracket or dash. "Minsk's" has the key "minsk".
 */
#ifndef THAW_READ_WORDS_H
#define THAW_READ_WORDS_H

#include "model/vocab.h"

enum { SENTENCE_BYTES = 1200, WORDS_MAX = 300, HITS_MAX = 16 };

struct word {
	struct slice text;	/* as written, borrowed from the sentence */
	size_t key_at, key_n;
	int clause;
};

struct words {
	struct str key;		/* text_key() of the words, a blank between */
	struct word word[WORDS_MAX];
	size_t n;
};

/* A hit of a vocabulary: words first to last. */
struct words_hit {
	const struct vocab_word *word;
	size_t first, last;
	struct slice key;	/* what matched */
};

/* Cuts the next sentence, at most SENTENCE_BYTES, out of `text`. False at the
 * end. *at is where to go on. */
bool sentence_next(struct slice text, size_t *at, struct slice *out);

/* `w` starts zeroed and is used again and again. */
void words_load(struct words *w, struct slice sentence);
/* First hit at or after word `from`. Capital abbreviations (US) match only in
 * capitals. */
bool words_scan(const struct words *w, enum vocab list, size_t from,
		struct words_hit *out);
/* The first HITS_MAX hits, none over another. A sentence is scanned once for a
 * vocabulary: each hit costs a look at the whole of both. */
size_t words_scan_all(const struct words *w, enum vocab list,
		      struct words_hit hits[HITS_MAX]);
/* Does a word begin with one of the stems ("sanction*") or equal one of the
 * words ("freed") of the list, which ends in NULL? */
bool words_is(const struct words *w, size_t i, const char *const *stems);
/* First such word in [from, to), or `to`. */
size_t words_find(const struct words *w, size_t from, size_t to,
		  const char *const *stems);
void words_free(struct words *w);

#endif
