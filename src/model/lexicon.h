/* The words by which sentences are understood, in all languages at once.
 *
 * A row of assets/lexicon.tsv, or of a vocabulary that is read for it, is a
 * wording of one or more words, each of which may be open at its end
 * ("помилова*"); ".." lets other words stand between ("hob .. auf"). Its class
 * says what it does in a sentence. The table is sorted at build time and each
 * row knows the longest row that is a beginning of it, so that all rows for a
 * word are found by one search and a short walk, however many there are.
 */
#ifndef THAW_MODEL_LEXICON_H
#define THAW_MODEL_LEXICON_H

#include "base/str.h"

/* The second group is what vocabularies are read for. */
#define LEXES(X) \
	X(article) X(ask) X(by) X(captive) X(cond) X(decided) X(deny) \
	X(entity) X(fifty) X(free) X(gl) X(held) \
	X(hundred) X(issue) X(join) X(mode) X(month) \
	X(no_end) X(no_unblock) X(of) X(org) X(other_date) X(people) \
	X(place) X(pronoun) X(relative) X(restriction) X(said) X(sanction) \
	X(sdn) X(share) X(since) X(stance) X(subset) X(target) X(term) \
	X(thin) X(to) X(until) X(upwards) X(weekday) \
	X(bound) X(count_scope) X(jurisdiction) X(measure_scope) \
	X(measure_state) X(number) X(release_manner) X(release_type) \
	X(sector) X(theme) X(unit)

#define LEX_ENUM(name) LEX_##name,
enum lex { LEXES(LEX_ENUM) LEX_COUNT };	/* at most 64: bits of a token */
#undef LEX_ENUM

struct lex_row {
	uint32_t key_at;	/* of lexicon_pool[], as all such (assets/pool.h) */
	unsigned char bytes;	/* of it */
	bool open;		/* other letters may follow */
	bool capitals;		/* two letters that are a name only as "US" */
	unsigned char cls;	/* enum lex */
	int up;			/* the row that is a beginning of this, or -1 */
	uint32_t rest_at, value_at;
	unsigned short lang;	/* lexicon_lang(); 0: of every language */
	bool cyrillic;
};

extern const struct lex_row lexicon[];
extern const int lexicon_n;
extern const char lexicon_pool[];

/* The first word, without its star. */
static inline const char *lex_key(const struct lex_row *row)
{
	return lexicon_pool + row->key_at;
}

/* The other words, "общей сложности*", or "". */
static inline const char *lex_rest(const struct lex_row *row)
{
	return lexicon_pool + row->rest_at;
}

static inline const char *lex_value(const struct lex_row *row)
{
	return lexicon_pool + row->value_at;
}

/* A number for "en"; 0 for what is not told. */
unsigned lexicon_lang(struct slice lang);
/* The last row that is not behind the word in order, or -1. Rows whose key the
 * word is or begins with are it and those up from it. */
int lexicon_at(struct slice word);
/* Is the word the key, or one that the open key begins? */
bool lexicon_fits(const struct lex_row *row, struct slice word);

#endif
