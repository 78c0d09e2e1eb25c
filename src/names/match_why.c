/* Why two names are alike, in words. */
#include "names/match.h"

#include "model/sentence.h"

static const enum sentence ties[] = {
	[TIE_SPELT] = SAYS_SPELT, [TIE_SOUND] = SAYS_SOUND,
	[TIE_GIVEN] = SAYS_GIVEN, [TIE_ALIKE] = SAYS_ALIKE,
	[TIE_VOWELS] = SAYS_VOWELS, [TIE_INITIAL] = SAYS_INITIAL,
	[TIE_NEAR] = SAYS_NEAR, [TIE_JOINED] = SAYS_JOINED,
	[TIE_LEGAL] = SAYS_LEGAL, [TIE_MEANS] = SAYS_MEANS,
};

static const enum sentence roles[WORD_ROLES] = {
	[WORD_NAME] = SAYS_WORD_NAME, [WORD_INITIAL] = SAYS_WORD_INITIAL,
	[WORD_FATHER] = SAYS_WORD_FATHER, [WORD_PARTICLE] = SAYS_WORD_PARTICLE,
	[WORD_TITLE] = SAYS_WORD_TITLE, [WORD_LEGAL] = SAYS_WORD_LEGAL,
	[WORD_COMMON] = SAYS_WORD_COMMON, [WORD_NUMBER] = SAYS_WORD_NUMBER,
};

enum { WORDS_BYTES = 1 << 16 };

static void begin(struct str *out, size_t from)
{
	if (out->n > from)
		str_addz(out, "; ");
}

static void put_words(struct str *out, const struct name *name, size_t from,
		      size_t n)
{
	for (size_t i = from; i < from + n; i++) {
		if (i > from)
			str_addc(out, ' ');
		str_add(out, name->word[i].plain);
	}
}

static void put_pair(struct str *out, const struct name *asked,
		     const struct name *listed, const struct match_pair *m)
{
	struct str a = STR_INIT(WORDS_BYTES), b = STR_INIT(WORDS_BYTES);

	put_words(&a, asked, m->a, m->an);
	put_words(&b, listed, m->b, m->bn);
	sentence_put(out, ties[m->how], SENTENCE_OF(str_slice(&a),
						    str_slice(&b)));
	str_free(&a);
	str_free(&b);
}

static void put_left(struct str *out, const struct name *name,
		     const bool *taken, enum sentence where, size_t from)
{
	for (size_t i = 0; i < name->n; i++) {
		const struct word *w = &name->word[i];

		if (taken[i] || w->role == WORD_PARTICLE)
			continue;
		begin(out, from);
		sentence_put(out, where, SENTENCE_OF(
			     sentence_word(roles[w->role]), w->plain));
	}
}

void match_reasons(struct str *out, const struct name *asked,
		   const struct name *listed, const struct match_why *why)
{
	bool a[NAME_WORDS] = { false }, b[NAME_WORDS] = { false };
	size_t from = out->n;

	if (why->whole) {
		sentence_put(out, SAYS_LETTERS, NULL, 0);
		return;
	}
	for (size_t i = 0; i < why->n; i++) {
		const struct match_pair *m = &why->pair[i];

		for (size_t k = m->a; k < (size_t)m->a + m->an; k++)
			a[k] = true;
		for (size_t k = m->b; k < (size_t)m->b + m->bn; k++)
			b[k] = true;
		begin(out, from);
		put_pair(out, asked, listed, m);
	}
	put_left(out, asked, a, SAYS_ONLY_ASKED, from);
	put_left(out, listed, b, SAYS_ONLY_LISTED, from);
}
