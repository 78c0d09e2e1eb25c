/* Which names have the words of a filter, while it is typed. What is sought is
 * sought among the words of the dictionary, whose letters stand in one piece;
 * names come in by their words. */
#include "names/index_seek.h"

#include "names/fold.h"

enum {
	LANES = 16, KEYS_BYTES = 4096,
	SCATTERED = 24,		/* times as dear as names of a word is a name */
	LETTER_SHARE = 3,	/* of all names have a letter, more or less */
};

typedef unsigned char bytes16 __attribute__((vector_size(LANES)));
typedef uint64_t words2 __attribute__((vector_size(LANES)));

static int lies(struct index_seeker *k, struct err *e)
{
	return index_lies(k->ix, e);
}

/* A bit a word, and names that they are of, some of them told again. */
static void mark_word(struct index_seeker *k, uint32_t word)
{
	const struct dict_row *r = &k->row[word];

	k->known[word / 64] |= (uint64_t)1 << word % 64;
	k->n_known += r[1].posting - r[0].posting;
}

static bool is_marked(const struct index_seeker *k, uint32_t word)
{
	return k->known[word / 64] >> word % 64 & 1;
}

/* --- as it is spelt ------------------------------------------------------ */

static bytes16 load(const char *p)
{
	bytes16 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* Where the needle stands, from `at` on; its first and its last byte are
 * looked for at sixteen places at once. `n` where it does not. */
static size_t find(const char *hay, size_t n, struct slice needle, size_t at)
{
	bytes16 first, last;
	size_t end;

	if (needle.n > n)
		return n;
	end = n - needle.n + 1;
	memset(&first, needle.p[0], sizeof(first));
	memset(&last, needle.p[needle.n - 1], sizeof(last));
	while (at + LANES <= end) {
		words2 hit = (words2)((load(hay + at) == first) &
				      (load(hay + at + needle.n - 1) == last));

		if ((hit[0] | hit[1]) == 0) {
			at += LANES;
			continue;
		}
		at += hit[0] ? first_byte(hit[0]) : 8 + first_byte(hit[1]);
		if (needle.n <= 2 || memcmp(hay + at, needle.p, needle.n) == 0)
			return at;
		at++;
	}
	for (; at < end; at++)
		if (memcmp(hay + at, needle.p, needle.n) == 0)
			return at;
	return n;
}

/* The word that the byte is of, at or behind `word`: near, or far. */
static size_t word_at(const struct index_seeker *k, size_t word, size_t at)
{
	size_t step = 1, lo = word, hi;

	while (lo + step < k->ix->words && k->row[lo + step].plain <= at) {
		lo += step;
		step *= 2;
	}
	hi = lo + step < k->ix->words ? lo + step : k->ix->words;
	while (lo + 1 < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (k->row[mid].plain <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static bool has_byte(uint64_t bytes, unsigned char c)
{
	uint64_t ones = 0x0101010101010101u, x = bytes ^ ones * c;

	return ((x - ones) & ~x & ones << 7) != 0;
}

/* Behind its first letters, which the key has. */
static bool goes_on_with(struct slice plain, char letter)
{
	uint64_t last;

	memcpy(&last, plain.p + plain.n - sizeof(last), sizeof(last));
	return has_byte(last, (unsigned char)letter) ||
	       (plain.n > 2 * KEY_LETTERS &&
		memchr(plain.p + KEY_LETTERS, letter,
		       plain.n - 2 * KEY_LETTERS));
}

/* 64 words from `first` on, of which `n` there are: a bit each that has the
 * letter in its key; *more: those that go on and may have it there. */
static uint64_t keys_with(const struct index_seeker *k, size_t first, size_t n,
			  unsigned char letter, uint64_t *more)
{
	uint64_t has = 0, long_ones = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t key = k->keys[first + i];

		has |= (uint64_t)has_byte(key, letter) << i;
		long_ones |= (uint64_t)((key & UINT8_MAX) != 0) << i;
	}
	*more = long_ones & ~has;
	return has;
}

/* One letter, which most words have: without asking of each whether it has. */
static int mark_letter(struct index_seeker *k, char letter, struct err *e)
{
	size_t words = k->ix->words;

	for (size_t i = 0; i < words; i += 64) {
		uint64_t more, has = keys_with(k, i, words - i < 64 ?
			words - i : 64, (unsigned char)letter, &more);

		for (; more; more &= more - 1) {
			unsigned bit = (unsigned)__builtin_ctzll(more);
			struct slice plain;

			if (!seeker_plain(k, (uint32_t)i + bit, &plain))
				return lies(k, e);
			has |= (uint64_t)(plain.n > KEY_LETTERS &&
					  goes_on_with(plain, letter)) << bit;
		}
		k->known[i / 64] |= has;
	}
	k->n_known += k->n_postings / LETTER_SHARE;
	return 0;
}

static int mark_spelt(struct index_seeker *k, struct slice plain,
		      struct err *e)
{
	size_t word = 0, at = 0;

	if (plain.n == 1)
		return mark_letter(k, plain.p[0], e);
	for (;;) {
		at = find(k->plains, k->n_plains, plain, at);
		if (at >= k->n_plains)
			return 0;
		word = word_at(k, word, at);
		mark_word(k, (uint32_t)word);
		if (k->row[word + 1].plain <= at)
			return lies(k, e);
		at = k->row[word + 1].plain;
	}
}

/* --- as it sounds -------------------------------------------------------- */

static int mark_sounding(struct index_seeker *k, struct slice sound,
			 bool front, struct err *e)
{
	size_t first, end;

	if (sound.n == 0)
		return 0;
	if (seeker_sounding(k, sound, front, &first, &end) < 0)
		return lies(k, e);
	for (; first < end; first++) {
		if (k->by_sound[first] >= k->ix->words)
			return lies(k, e);
		mark_word(k, k->by_sound[first]);
	}
	return 0;
}

/* All that it can be the beginning of. */
static int mark_begun(struct index_seeker *k, struct slice text,
		      struct err *e)
{
	struct str keys = STR_INIT(KEYS_BYTES);
	struct slice rest, key;
	int rc = 0;

	fold_prefix(&keys, text);
	rest = keys.bad ? SLICE("") : str_slice(&keys);
	while (rc == 0 && rest.n > 0 && slice_cut(&rest, '\n', &key)) {
		bool ends = key.n > 0 && key.p[key.n - 1] == '$';

		key.n -= ends;
		rc = mark_sounding(k, key, !ends, e);
	}
	str_free(&keys);
	return rc;
}

static int mark_piece(struct index_seeker *k, struct slice text,
		      const struct word *w, struct err *e)
{
	if (mark_spelt(k, w->plain, e) < 0)
		return -1;
	/* Signs are typed whole. */
	return w->traits & WORD_SIGNS ?
		       mark_sounding(k, w->sound, true, e) :
		       mark_begun(k, text, e);
}

/* --- names that have a word that is marked ------------------------------- */

/* 1 or 0, or -1 where the file lies. */
static int has_marked(const struct index_seeker *k, size_t name)
{
	uint32_t at = k->names[name].entry, end = k->names[name + 1].entry;
	bool has = false;

	if (end > k->n_entries)
		return -1;
	for (; at < end; at++) {
		uint32_t word = entry_word(k->entries[at]);

		if (word >= k->ix->words)
			return -1;
		has |= is_marked(k, word);
	}
	return has;
}

/* Names and then their words are on their way before they are asked for. */
static void fetch_ahead(const struct index_seeker *k, const uint64_t *bits,
			size_t at, size_t words)
{
	uint64_t rest = at + 2 < words ? bits[at + 2] : 0;

	for (; rest; rest &= rest - 1)
		__builtin_prefetch(&k->names[(at + 2) * 64 +
					     (size_t)__builtin_ctzll(rest)]);
	rest = at + 1 < words ? bits[at + 1] : 0;
	for (; rest; rest &= rest - 1) {
		uint32_t entry = k->names[(at + 1) * 64 +
					  (size_t)__builtin_ctzll(rest)].entry;

		if (entry < k->n_entries)
			__builtin_prefetch(&k->entries[entry]);
	}
}

/* Of the names that have all words before. */
static int keep_marked(struct index_seeker *k, uint64_t *bits, size_t words,
		       struct err *e)
{
	if (seeker_names_ready(k, e) < 0)
		return -1;
	for (size_t i = 0; i < words; i++) {
		fetch_ahead(k, bits, i, words);
		for (uint64_t rest = bits[i]; rest; rest &= rest - 1) {
			unsigned bit = (unsigned)__builtin_ctzll(rest);
			int has = has_marked(k, i * 64 + bit);

			if (has < 0)
				return lies(k, e);
			bits[i] ^= (uint64_t)!has << bit;
		}
	}
	return 0;
}

static int add_names(struct index_seeker *k, uint32_t word, uint64_t *bits,
		     struct err *e)
{
	uint32_t names = (uint32_t)k->ix->names;
	const uint32_t *list;
	size_t n;

	if (!seeker_names(k, word, &list, &n))
		return lies(k, e);
	for (size_t i = 0; i < n; i++) {
		uint32_t name = list[i];

		if (name >= names)
			return lies(k, e);
		bits[name / 64] |= (uint64_t)1 << name % 64;
	}
	return 0;
}

static int add_marked(struct index_seeker *k, uint64_t *bits, struct err *e)
{
	for (size_t i = 0; i <= k->ix->words / 64; i++)
		for (uint64_t rest = k->known[i]; rest; rest &= rest - 1)
			if (add_names(k, (uint32_t)(i * 64) +
				      (uint32_t)__builtin_ctzll(rest), bits,
				      e) < 0)
				return -1;
	return 0;
}

/* --- all words ----------------------------------------------------------- */

static size_t count(const uint64_t *bits, size_t words)
{
	size_t n = 0;

	for (size_t i = 0; i < words; i++)
		n += (size_t)__builtin_popcountll(bits[i]);
	return n;
}

static void mark_every(const struct name_index *ix, uint64_t *bits,
		       size_t words)
{
	memset(bits, 0xFF, words * sizeof(*bits));
	if (ix->names % 64)
		bits[words - 1] = ((uint64_t)1 << ix->names % 64) - 1;
}

/* From the names to their words, or from the words to their names: the way
 * with less to look at. */
static int narrow(struct index_seeker *k, uint64_t *bits, size_t words,
		  size_t left, struct err *e)
{
	if (left * SCATTERED < k->n_known)
		return keep_marked(k, bits, words, e);
	memset(k->one, 0, words * sizeof(*bits));
	if (add_marked(k, k->one, e) < 0)
		return -1;
	for (size_t i = 0; i < words; i++)
		bits[i] &= k->one[i];
	return 0;
}

static int narrow_piece(struct index_seeker *k, struct slice text,
			uint64_t *bits, size_t words, struct arena *mem,
			struct err *e)
{
	struct word w;
	int rc;

	if (!word_make(&w, text, true, mem))
		return 0;
	k->n_known = 0;
	rc = mark_piece(k, text, &w, e);
	if (rc == 0)
		rc = narrow(k, bits, words, count(bits, words), e);
	memset(k->known, 0, (k->ix->words / 64 + 1) * sizeof(*k->known));
	return rc;
}

int index_filter(struct index_seeker *k, struct slice text, uint64_t *bits,
		 size_t *n, struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct piece piece[NAME_WORDS];
	size_t words = (k->ix->names + 63) / 64, pieces;
	bool cut;
	int rc = seeker_ready(k, e);

	*n = 0;
	pieces = name_split(piece, text, true, &cut);
	mark_every(k->ix, bits, words);
	for (size_t i = 0; rc == 0 && i < pieces; i++)
		rc = narrow_piece(k, piece[i].text, bits, words, &mem, e);
	if (rc == 0)
		*n = count(bits, words);
	arena_free(&mem);
	return rc;
}
