#include "names/declined.h"

#include <stdlib.h>

#include "names/pair_table.h"

enum {
	WORDS_MOST = 6, WORD_BYTES = 64,
	STEM_LEAST = 3,		/* letters that an ending leaves */
	BONES_LEAST = 4,	/* consonants that are a surname without vowels */
};

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' ||
	       c == 'y';
}

/* Of adjectives and of nouns, as they sound when they are folded. */
static struct slice stem_of(struct slice word)
{
	static const char *const endings[] = { "aha", "amu" };

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (slice_ends(word, endings[i]) &&
		    word.n >= STEM_LEAST + strlen(endings[i])) {
			word.n -= strlen(endings[i]);
			break;
		}
	while (word.n > STEM_LEAST && is_vowel(word.p[word.n - 1]))
		word.n--;
	return word;
}

static struct slice bones_of(struct slice stem, struct arena *mem)
{
	char *p = arena_get(mem, stem.n + 1);
	size_t n = 0;

	for (size_t i = 0; p && i < stem.n; i++)
		if (!is_vowel(stem.p[i]))
			p[n++] = stem.p[i];
	return p && n >= BONES_LEAST ? slice_make(p, n) : stem;
}

static struct slice word_key(struct slice word, struct arena *mem)
{
	struct slice stem = stem_of(word);
	const char *given = pair_given(stem);

	if (!given)
		given = pair_given(word);
	return given ? slice_of(given) : bones_of(stem, mem);
}

static int by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

struct slice declined_key(struct slice words, struct arena *mem)
{
	struct slice key[WORDS_MOST], word, out;
	struct str text = STR_INIT(WORDS_MOST * (WORD_BYTES + 1));
	size_t n = 0;

	while (words.n > 0 && slice_cut(&words, ' ', &word)) {
		if (n == WORDS_MOST || word.n > WORD_BYTES)
			return SLICE_NONE;
		if (word.n > 0)
			key[n++] = word_key(word, mem);
	}
	if (n < 2)
		return SLICE_NONE;
	qsort(key, n, sizeof(*key), by_bytes);
	for (size_t i = 0; i < n; i++) {
		str_add(&text, key[i]);
		if (i + 1 < n)
			str_addc(&text, ' ');
	}
	out = text.bad ? SLICE_NONE : arena_slice(mem, str_slice(&text));
	str_free(&text);
	return out;
}
