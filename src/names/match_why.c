/* Why two names are alike, in words. */
#include "names/match.h"

static const char *const ties[] = {
	[TIE_NONE] = "", [TIE_SPELT] = "the same", [TIE_SOUND] = "same sound",
	[TIE_GIVEN] = "forms of one given name",
	[TIE_ALIKE] = "forms of one given name in other languages",
	[TIE_VOWELS] = "the same but for vowels", [TIE_INITIAL] = "initial",
	[TIE_NEAR] = "a letter or two differ",
	[TIE_JOINED] = "written apart", [TIE_LEGAL] = "both legal forms",
	[TIE_MEANS] = "the same in another language",
};

static const char *const roles[WORD_ROLES] = {
	[WORD_NAME] = "name", [WORD_INITIAL] = "initial",
	[WORD_FATHER] = "patronymic", [WORD_PARTICLE] = "particle",
	[WORD_TITLE] = "title", [WORD_LEGAL] = "legal form",
	[WORD_COMMON] = "common word", [WORD_NUMBER] = "number",
};

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

static void put_left(struct str *out, const struct name *name,
		     const bool *taken, const char *where, size_t from)
{
	for (size_t i = 0; i < name->n; i++) {
		const struct word *w = &name->word[i];

		if (taken[i] || w->role == WORD_PARTICLE)
			continue;
		begin(out, from);
		str_addf(out, "%s %.*s only %s", roles[w->role],
			 SLICE_ARG(w->plain), where);
	}
}

void match_reasons(struct str *out, const struct name *asked,
		   const struct name *listed, const struct match_why *why)
{
	bool a[NAME_WORDS] = { false }, b[NAME_WORDS] = { false };
	size_t from = out->n;

	if (why->whole) {
		str_addz(out, "the letters of the whole name");
		return;
	}
	for (size_t i = 0; i < why->n; i++) {
		const struct match_pair *m = &why->pair[i];

		for (size_t k = m->a; k < (size_t)m->a + m->an; k++)
			a[k] = true;
		for (size_t k = m->b; k < (size_t)m->b + m->bn; k++)
			b[k] = true;
		begin(out, from);
		put_words(out, asked, m->a, m->an);
		str_addz(out, m->how == TIE_SPELT || m->how == TIE_SOUND ?
			 " = " : " ~ ");
		put_words(out, listed, m->b, m->bn);
		str_addf(out, ": %s", ties[m->how]);
	}
	put_left(out, asked, a, "in the name asked", from);
	put_left(out, listed, b, "in the listed name", from);
}
