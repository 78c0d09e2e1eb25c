/* The vocabularies: every word that thaw's data may hold, and how sources
 * write it. The rows are assets/vocab/NAME.tsv, compiled into vocab_words[];
 * the first row of a value is its English label.
 */
#ifndef THAW_MODEL_VOCAB_H
#define THAW_MODEL_VOCAB_H

#include "base/str.h"

#define VOCABS(X) \
	X(area_lead) X(article_word) X(asked) X(attribution) X(basis) \
	X(bound) X(bullet_label) X(byline) X(change_op) X(check) \
	X(conflict_verdict) \
	X(count_scope) X(counted) X(custody) X(designation_state) \
	X(document_kind) X(fate) X(feed_month) X(gender) X(given_name) \
	X(header) X(instrument_kind) X(jurisdiction) X(kind) \
	X(listing_status) X(measure_scope) X(measure_state) X(notname) \
	X(number) X(page_part) X(page_phrase) X(position) X(precision) \
	X(prison) X(publisher) X(recommendation_state) X(release_manner) \
	X(release_type) X(role) X(screen_state) X(sector) X(sequence) \
	X(small_word) X(source_state) X(superlative) X(theme) X(unit) X(upr_session) \
	X(verdict) X(yearly)

#define VOCAB_ENUM(name) VOCAB_##name,
enum vocab { VOCAB_NONE, VOCABS(VOCAB_ENUM) VOCAB_COUNT };
#undef VOCAB_ENUM

struct vocab_word {
	enum vocab list;
	/* Places in vocab_pool[] (assets/pool.h). */
	uint32_t value_at, lang_at, text_at, key_at;
};

extern const struct vocab_word vocab_words[];	/* by list, ends with NONE */
extern const char vocab_pool[];

struct vocab_list {
	unsigned from, n;	/* rows of vocab_words[] */
};

extern const struct vocab_list vocab_lists[];

static inline const char *word_value(const struct vocab_word *w)
{
	return vocab_pool + w->value_at;	/* "hrd" */
}

static inline const char *word_lang(const struct vocab_word *w)
{
	return vocab_pool + w->lang_at;		/* "en" */
}

static inline const char *word_text(const struct vocab_word *w)
{
	return vocab_pool + w->text_at;		/* "human rights defender" */
}

/* text_key() of it, made at build time. */
static inline const char *word_key(const struct vocab_word *w)
{
	return vocab_pool + w->key_at;
}

/* Where the wordings that begin with a word stand, made at build time: text is
 * asked once a word, whatever the number of wordings. */
struct vocab_first {
	uint32_t word_at;	/* of vocab_pool[] */
	uint64_t lists;		/* a bit (1 << list) for each that has one */
	unsigned from, n;	/* vocab_by_first[]: rows of vocab_words[] */
};

enum { VOCAB_SLOTS = 1 << 15 };	/* of the table of hashes */

extern const struct vocab_first vocab_firsts[];
extern const uint16_t vocab_by_first[];
extern const uint16_t vocab_slots[VOCAB_SLOTS];	/* 1 + index, 0: nobody */

static inline uint32_t vocab_hash(const char *word, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)word[i]) * 16777619u;
	return h ^ h >> 15;
}

const char *vocab_name(enum vocab list);
/* The value that the whole text stands for ("Human Rights Defender" -> "hrd";
 * the value itself counts too), or NULL. Lives for ever. */
const char *vocab_value(enum vocab list, struct slice text);
/* The English label of a value, or NULL when the list has no such value. */
const char *vocab_label(enum vocab list, struct slice value);
/* The same in the language that is spoken: for people, never for data. */
const char *vocab_said(enum vocab list, struct slice value);
/* The label of a value, also of one before " (as it is written)"; *value is
 * left with the brackets, or empty. NULL leaves *value whole. */
const char *vocab_lead(enum vocab list, struct slice *value);
/* As vocab_lead() with vocab_said(). */
const char *vocab_lead_said(enum vocab list, struct slice *value);

/* A wording found inside running text at word boundaries. */
struct vocab_hit {
	const struct vocab_word *word;
	size_t at;	/* in the key text */
	size_t bytes;
};
/* First and longest wording of the list in `key` (text made by text_key) at or
 * after `from`. False when there is none. */
bool vocab_scan(enum vocab list, struct slice key, size_t from,
		struct vocab_hit *out);
/* The longest wording of the list that begins at `at`, where a word of the key
 * text does. */
bool vocab_at(enum vocab list, struct slice key, size_t at,
	      struct vocab_hit *out);
/* For who asks several lists about the same words: who begins as the word at
 * `at` does, NULL where nobody, and the bytes of the word; then the longest
 * wording of a list among them. */
const struct vocab_first *vocab_first_at(struct slice key, size_t at,
					 size_t *word);
bool vocab_longest(const struct vocab_first *f, enum vocab list,
		   struct slice key, size_t at, struct vocab_hit *out);
/* Rows of one list, for menus and manuals: *n of them. */
const struct vocab_word *vocab_rows(enum vocab list, size_t *n);

#endif
