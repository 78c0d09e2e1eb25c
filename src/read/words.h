/* One sentence as words: its key text, and where each word stands in it.
 *
 * A word is what stands between blanks; a clause ends behind a comma,
 * semicolon, colon, bracket or dash. "Minsk's" has the key "minsk".
 */
#ifndef THAW_READ_WORDS_H
#define THAW_READ_WORDS_H

#include "model/vocab.h"

enum { SENTENCE_BYTES = 1200, WORDS_MAX = 300 };

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

/* Cuts the next sentence, at most SENTENCE_BYTES, out of `text`. False at the
 * end. *at is where to go on. */
bool sentence_next(struct slice text, size_t *at, struct slice *out);

/* `w` starts zeroed and is used again and again. */
void words_load(struct words *w, struct slice sentence);
/* Does a word begin with one of the stems ("sanction*") or equal one of the
 * words ("freed") of the list, which ends in NULL? */
bool words_is(const struct words *w, size_t i, const char *const *stems);
/* First such word in [from, to), or `to`. */
size_t words_find(const struct words *w, size_t from, size_t to,
		  const char *const *stems);
void words_free(struct words *w);

#endif
