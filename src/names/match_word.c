/* Two words. */
#include "names/match.h"

#include "names/father.h"
#include "names/match_letters.h"

enum { SHORT_BONES = 9 };	/* letters of both, where one is written */

static int vowelless(const struct word *a, const struct word *b)
{
	char x[MATCH_LETTERS], y[MATCH_LETTERS];
	struct slice p = match_bones(a->plain, x), q = match_bones(b->plain, y);

	if (p.n == 0 || (p.n == 1 && a->plain.n + b->plain.n > SHORT_BONES))
		return 0;
	if (slice_eq(p, q))
		return p.n > 2 ? 900 : 700;
	return p.n > 4 && q.n > 4 ? letters_near(p, q) * 8 / 10 : 0;
}

/* "G." is Ryhoravich, the son of Gregory. */
static bool father_begins(const struct word *initial, const struct word *b)
{
	struct slice father = b->role == WORD_FATHER ? father_name(b->sound) :
						       SLICE_NONE;
	char c = initial->sound.p[0];

	return father.n > 0 &&
	       (father.p[0] == c || (c == 'h' && father.p[0] == 'g'));
}

static int initial(const struct word *a, const struct word *b)
{
	if (a->role != WORD_INITIAL && b->role != WORD_INITIAL)
		return 0;
	return a->sound.p[0] == b->sound.p[0] ||
	       a->plain.p[0] == b->plain.p[0] ||
	       father_begins(a, b) || father_begins(b, a) ? 800 : 0;
}

static int found(enum word_tie *how, enum word_tie tie, int score)
{
	*how = score > 0 ? tie : TIE_NONE;
	return score;
}

/* Spelt otherwise, and not by a rule. */
static int unlike(const struct word *a, const struct word *b,
		  enum word_tie *how)
{
	int plain, sound;

	if ((a->traits ^ b->traits) & WORD_ABJAD)
		return found(how, TIE_VOWELS, vowelless(a, b));
	plain = letters_near(a->plain, b->plain);
	sound = letters_near_sound(a->sound, b->sound);
	return found(how, TIE_NEAR, plain > sound ? plain : sound);
}

/* The closer the letters, the better: so that of two words that sound so the
 * one is taken that looks so too. */
static int same_sound(const struct word *a, const struct word *b)
{
	size_t n = a->plain.n > b->plain.n ? a->plain.n : b->plain.n;

	return 940 + letters_match(a->plain, b->plain, (int)n * 60) * 45 / 1000;
}

/* Not what a name is told by: "al" is no mistake for "Ali". */
static bool is_small(const struct word *w)
{
	return w->role == WORD_PARTICLE || w->role == WORD_TITLE;
}

/* Two patronymics are of one father or of two; a surname that ends like one
 * is none. */
static int fathers(const struct word *a, const struct word *b,
		   enum word_tie *how)
{
	if (slice_eq(a->sound, b->sound))
		return found(how, TIE_SOUND, same_sound(a, b));
	if (a->role != b->role)
		return found(how, TIE_NONE, 0);
	if (slice_eq(father_name(a->sound), father_name(b->sound)))
		return found(how, TIE_GIVEN, 950);
	return unlike(a, b, how);
}

/* As Mandarin says the signs, letter by letter: there are few syllables. */
static int by_signs(const struct word *a, const struct word *b)
{
	if (a->traits & b->traits & WORD_SIGNS)
		return 0;
	if (a->traits & WORD_SIGNS)
		return slice_eq(a->sound, b->plain) ? 950 : 0;
	return slice_eq(a->plain, b->sound) ? 950 : 0;
}

/* Of roles that have a rule of their own; -1: of none. */
static int by_role(const struct word *a, const struct word *b,
		   enum word_tie *how)
{
	if (a->role == WORD_NUMBER || b->role == WORD_NUMBER)
		return found(how, TIE_NONE, 0);
	if (a->role == WORD_LEGAL || b->role == WORD_LEGAL)
		return found(how, TIE_LEGAL, a->role == b->role ? 500 : 0);
	if (a->role == WORD_INITIAL || b->role == WORD_INITIAL)
		return found(how, TIE_INITIAL, initial(a, b));
	if ((a->traits | b->traits) & WORD_SIGNS)
		return found(how, TIE_SOUND, by_signs(a, b));
	if (is_small(a) != is_small(b))
		return found(how, TIE_NONE, 0);
	if (a->role == WORD_COMMON && b->role == WORD_COMMON &&
	    a->alike == b->alike)
		return found(how, TIE_MEANS, 960);
	if (a->role == WORD_FATHER || b->role == WORD_FATHER)
		return fathers(a, b, how);
	return -1;
}

/* Antonio and Antonia are two names, if only by a letter. */
static int other_given(const struct word *a, const struct word *b,
		       enum word_tie *how)
{
	int s = unlike(a, b, how);

	return s < MATCH_LOOSE ? s : MATCH_LOOSE - 1;
}

int word_match(const struct word *a, const struct word *b,
	       enum word_tie *how)
{
	int s;

	if (slice_eq(a->plain, b->plain))
		return found(how, TIE_SPELT, MATCH_ALL);
	s = by_role(a, b, how);
	if (s >= 0)
		return s;
	if (a->alike && b->alike && a->alike != b->alike &&
	    a->role == WORD_NAME && b->role == WORD_NAME)
		return other_given(a, b, how);
	if (a->sound.n >= 3 && slice_eq(a->sound, b->sound))
		return found(how, TIE_SOUND, same_sound(a, b));
	if (a->given && a->given == b->given)
		return found(how, TIE_GIVEN, 950);
	if (a->alike && a->alike == b->alike && a->role == b->role)
		return found(how, TIE_ALIKE, 900);
	return unlike(a, b, how);
}
