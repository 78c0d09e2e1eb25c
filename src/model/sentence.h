/* Sentences that are kept: why a conflict is one, why two are one person, why
 * a name was found, what a row without a name is called.
 *
 * They are kept, exported and searched in English, the same for everybody, and
 * told in the language where they are shown. Both is one row of a table of
 * patterns (sentence_rows.c): who makes a sentence fills the row's slots, who shows
 * it finds the row by the words of the kept text, takes the slots out and fills
 * the row's translation. So nothing but the sentence is kept, older stores and
 * copies of others speak too, and what no row fits stands as it is.
 */
#ifndef THAW_MODEL_SENTENCE_H
#define THAW_MODEL_SENTENCE_H

#include "base/arena.h"
#include "base/str.h"

enum sentence {
	/* What checks find. */
	SAYS_COUNTS, SAYS_PART_TWICE, SAYS_PARTS_SUM,
	SAYS_BORN, SAYS_DAY, SAYS_ARRESTED, SAYS_FREED, SAYS_SENTENCED,
	SAYS_NO_EASING, SAYS_DOC_STATES, SAYS_DOC_FREED,
	SAYS_ARREST_RELEASE, SAYS_ARREST_WRITTEN, SAYS_VERDICT_RELEASE,
	SAYS_VERDICT_WRITTEN, SAYS_HELD_TWICE,
	SAYS_NEWS_ACTS, SAYS_STILL_LISTED, SAYS_OF_LARGE, SAYS_OF_ONE,
	SAYS_NO_FOLLOW, SAYS_DEAD,
	SAYS_FREED_ARREST, SAYS_VERDICT_ARREST, SAYS_ARREST_BIRTH, SAYS_OVER_BEGAN,
	SAYS_FORETOLD, SAYS_EASED_AFTER, SAYS_EASED_BEFORE, SAYS_PERCENT,
	SAYS_AMONG_FREED, SAYS_AMONG_BY, SAYS_FREED_HELD, SAYS_FREE_HELD,
	SAYS_SUPERLATIVE, SAYS_VALUE,
	/* Their sides, where those are no claim as it stands. */
	SAYS_COVERED, SAYS_FREED_LENGTH, SAYS_SIDE_ARRESTED, SAYS_SIDE_VERDICT,
	SAYS_SIDE_FREED, SAYS_SIDE_BY, SAYS_SIDE_FREE, SAYS_SIDE_RELEASED,
	SAYS_SIDE_PUBLISHED, SAYS_SIDE_COUNT, SAYS_SIDE_AFTER, SAYS_SIDE_BEFORE,
	SAYS_SIDE_ON,
	SAYS_LENGTH, SAYS_DAYS,
	/* What a conflict is about. */
	SAYS_RELEASE_ON, SAYS_RELEASE_DAY, SAYS_RELEASE_OF, SAYS_RELEASE,
	SAYS_SANCTIONS,
	/* Why a name was found. */
	SAYS_LETTERS, SAYS_SPELT, SAYS_SOUND, SAYS_GIVEN, SAYS_ALIKE, SAYS_VOWELS,
	SAYS_INITIAL, SAYS_NEAR, SAYS_JOINED, SAYS_LEGAL, SAYS_MEANS,
	SAYS_ONLY_ASKED, SAYS_ONLY_LISTED, SAYS_WORD_NAME, SAYS_WORD_INITIAL,
	SAYS_WORD_FATHER, SAYS_WORD_PARTICLE, SAYS_WORD_TITLE, SAYS_WORD_LEGAL,
	SAYS_WORD_COMMON, SAYS_WORD_NUMBER,
	SAYS_BOTH_BORN, SAYS_YEARS_DIFFER, SAYS_BIRTHS_AGREE, SAYS_BIRTHS_DIFFER,
	SAYS_BOTH_COUNTRY, SAYS_COUNTRIES_DIFFER, SAYS_NUMBER_DIFFERS,
	SAYS_LISTED_IS, SAYS_PERSON, SAYS_VESSEL, SAYS_AIRCRAFT, SAYS_COMPANY,
	SAYS_GENDERS, SAYS_TYPED, SAYS_NOTHING, SAYS_WEAK, SAYS_PAST,
	/* Why two are one, or may be. */
	SAYS_NUMBER_IMO, SAYS_NUMBER_LEI, SAYS_NUMBER_PASSPORT,
	SAYS_NUMBER_REGISTER, SAYS_NUMBER_UN, SAYS_NUMBER_DATA,
	SAYS_NAME_BIRTH, SAYS_NAME_YEAR, SAYS_NAMES, SAYS_NAME_PLACE,
	SAYS_NAME_COUNTRY_BUT, SAYS_NAME_BUT, SAYS_ONE_NAME_BUT, SAYS_BUT,
	SAYS_CASE, SAYS_NAME_FREED, SAYS_NUMBER,
	SAYS_OTHER_KIND, SAYS_OTHER_GENDER, SAYS_OTHER_BIRTH, SAYS_OTHER_FATHER,
	SAYS_ONE_TELLER, SAYS_OTHER_NUMBER, SAYS_BIRTHS_TOLD, SAYS_BIRTHS_VAGUE,
	SAYS_NO_BIRTHS, SAYS_NO_NUMBER, SAYS_NO_WORD, SAYS_NO_MORE,
	SAYS_RELEASED_ON, SAYS_RELEASED_TWO, SAYS_RELEASED_ACTS, SAYS_ARREST_ON,
	SAYS_ARREST_TWO, SAYS_BOTH_ACTS, SAYS_TOLD_ON, SAYS_NO_DATE,
	SAYS_RULE_BIRTH, SAYS_RULE_YEAR, SAYS_RULE_NAMES,
	SAYS_RULE_PLACE, SAYS_RULE_RELEASE, SAYS_RULE_ARREST, SAYS_RULE_CASE,
	SAYS_RULE_DATES, SAYS_RULE_LOOSE, SAYS_RULE_NEWS, SAYS_RULE_ACT_YEAR,
	SAYS_RULE_MONTH, SAYS_RULE_DAYS, SAYS_RULE_DAY, SAYS_POSSIBLY,
	/* How a measure stands. */
	SAYS_EASED, SAYS_ON_DAY, SAYS_WORD, SAYS_DATE, SAYS_SOURCE_ACT, SAYS_SOURCE,
	/* What may stand behind a sentence: from here on. */
	SAYS_IF_PERSON, SAYS_IF_SAME, SAYS_IF_ACT, SAYS_GROWN, SAYS_FROM_VERDICT,
	SAYS_BY, SAYS_SINCE, SAYS_OPEN_ENDED, SAYS_UNTIL, SAYS_NOT_UNBLOCKED,
	SAYS_FIFTY, SAYS_ALIKE_ONE, SAYS_ALIKE_MANY, SAYS_NUM_FREED,
	SAYS_NUM_TO_NUM, SAYS_AT_LEAST, SAYS_BRACKETS, SAYS_AND, SAYS_MORE,
	SENTENCES,
};

enum { SENTENCE_SLOTS = 5 };

struct sentence_row {
	const char *text, *slots;	/* a letter a slot (sentence_rows.c) */
};

extern const struct sentence_row sentence_rows[SENTENCES];

/* Appends the English, its slots filled in their order; their number is the
 * row's. */
void sentence_put(struct str *to, enum sentence s, const struct slice *slot,
		  size_t n);
struct slice sentence_keep(struct arena *mem, enum sentence s,
			   const struct slice *slot, size_t n);
#define SENTENCE_OF(...) \
	(const struct slice[]){ __VA_ARGS__ }, \
	sizeof((const struct slice[]){ __VA_ARGS__ }) / sizeof(struct slice)
/* Of a row without slots. */
struct slice sentence_word(enum sentence s);

/* Appends what was kept as people here say it: in their language, dates as they
 * are written there. False where no row fits: it stands as it is. */
bool sentence_say(struct str *to, struct slice kept);
/* Appends a row itself in the language. */
void sentence_tell(struct str *to, enum sentence s, const struct slice *slot,
		   size_t n);

#endif
