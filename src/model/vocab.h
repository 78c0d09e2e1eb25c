/* The vocabularies: every word that thaw's data may hold, and how sources
 * write it. The rows are assets/vocab/NAME.tsv, compiled into vocab_words[];
 * the first row of a value is its English label.
 */
#ifndef THAW_MODEL_VOCAB_H
#define THAW_MODEL_VOCAB_H

#include "base/str.h"

#define VOCABS(X) \
	X(area_lead) X(asked) X(basis) X(bound) X(bullet_label) X(byline) X(check) \
	X(conflict_verdict) X(count_scope) X(counted) X(custody) \
	X(designation_state) X(header) X(instrument_kind) X(jurisdiction) X(kind) \
	X(listing_status) X(measure_scope) X(measure_state) X(number) X(page_part) \
	X(page_phrase) X(position) X(precision) X(recommendation_state) \
	X(release_manner) X(release_type) X(role) X(screen_state) X(sector) \
	X(sequence) X(small_word) X(superlative) X(theme) X(unit) X(verdict)

#define VOCAB_ENUM(name) VOCAB_##name,
enum vocab { VOCAB_NONE, VOCABS(VOCAB_ENUM) VOCAB_COUNT };
#undef VOCAB_ENUM

struct vocab_word {
	enum vocab list;
	const char *value;	/* "hrd" */
	const char *lang;	/* "en" */
	const char *text;	/* "human rights defender" */
	const char *key;	/* text_key() of it, made at build time */
};

extern const struct vocab_word vocab_words[];	/* by list, ends with NONE */

const char *vocab_name(enum vocab list);
/* The value that the whole text stands for ("Human Rights Defender" -> "hrd";
 * the value itself counts too), or NULL. Lives for ever. */
const char *vocab_value(enum vocab list, struct slice text);
/* The English label of a value, or NULL when the list has no such value. */
const char *vocab_label(enum vocab list, struct slice value);
/* The label of a value, also of one before " (as it is written)"; *value is
 * left with the brackets, or empty. NULL leaves *value whole. */
const char *vocab_lead(enum vocab list, struct slice *value);

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
/* Rows of one list, for menus and manuals: *n of them. */
const struct vocab_word *vocab_rows(enum vocab list, size_t *n);

#endif
