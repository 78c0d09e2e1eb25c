/* How alike two names are, 0 to 1000, and why.
 *
 * Words are paired, each once, the most alike first, also two or three that
 * stand together with one that joins them. What is left over on one side only
 * is an omission and costs little (of the listed name less than of the one
 * that is asked for); what differs on both sides is a contradiction and keeps
 * the score under MATCH_HIT, however much else agrees. Symmetric but for
 * omissions.
 */
#ifndef THAW_NAMES_MATCH_H
#define THAW_NAMES_MATCH_H

#include "names/name.h"

enum {
	MATCH_ALL = 1000,
	MATCH_HIT = 700,	/* the default threshold: --min-score 70 */
	MATCH_LOOSE = 860,	/* a word under it may be a mistake of the
				 * hand, if all else agrees */
};

/* Two words: why they are taken for one. */
enum word_tie {
	TIE_NONE,
	TIE_SPELT,		/* letter by letter, marks and case aside */
	TIE_SOUND,		/* same fold */
	TIE_GIVEN,		/* forms of one given name */
	TIE_ALIKE,		/* forms of it in other languages, or short */
	TIE_VOWELS,		/* the same but for vowels that are not written */
	TIE_INITIAL,
	TIE_NEAR,		/* a letter or two differ */
	TIE_JOINED,		/* the same, written apart */
	TIE_LEGAL,		/* kinds of legal form */
	TIE_MEANS,		/* common words of one meaning */
};

/* 0 to 1000; 0 where they are two words. */
int word_match(const struct word *a, const struct word *b,
	       enum word_tie *how);

struct match_pair {
	enum word_tie how;
	uint8_t a, an;		/* words asked: from, how many; an 0: none */
	uint8_t b, bn;		/* words listed likewise */
	int score;
};

struct match_why {
	struct match_pair pair[2 * NAME_WORDS];
	size_t n;
	bool whole;		/* by the letters of the whole name */
};

/* `why` may be NULL. */
int name_match(const struct name *asked, const struct name *listed,
	       struct match_why *why);

/* Appends "bialiatski = bialacki: same sound; patronymic missing". */
void match_reasons(struct str *out, const struct name *asked,
		   const struct name *listed, const struct match_why *why);

#endif
