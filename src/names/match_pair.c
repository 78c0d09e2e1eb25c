/* Words of two names are paired: alone, as initials, and two or three that
 * stand together with one that joins them. */
#include "names/match_pair.h"

#include <stdlib.h>

enum {
	JOINED_LEAST = 920,	/* as much as one letter in many */
	JOINED_SOUNDS = 7,	/* letters; the sound of fewer is soon another's */
	JOIN_SLACK = 4,		/* letters */
	INITIALS_MOST = 3,
	JOIN_WORDS = 3,		/* that one word of the other may be */
	CANDIDATES = 2 * NAME_WORDS * NAME_WORDS,
};

const int match_weights[WORD_ROLES] = {
	[WORD_NAME] = 100, [WORD_INITIAL] = 30, [WORD_FATHER] = 40,
	[WORD_PARTICLE] = 12, [WORD_TITLE] = 15, [WORD_LEGAL] = 10,
	[WORD_COMMON] = 45, [WORD_NUMBER] = 100,
};

struct pairing {
	struct side *a, *b;
	struct match_pair pair[CANDIDATES];
	size_t n;
	struct match_why *why;
};

static int weigh(const struct name *name, size_t from, size_t n)
{
	int sum = 0;

	for (size_t i = from; i < from + n; i++)
		sum += match_weights[name->word[i].role];
	return sum;
}

static bool may_join(const struct word *w)
{
	return w->role != WORD_LEGAL && w->role != WORD_NUMBER;
}

/* n words as one; false where that is not to be. */
static bool join(const struct name *name, size_t from, size_t n,
		 struct word *out, char *buf)
{
	size_t at = 0, sound_at = NAME_WORDS * WORD_BYTES;
	uint8_t signs = name->word[from].traits & WORD_SIGNS;
	uint8_t abjad = name->word[from].traits & WORD_ABJAD;

	for (size_t i = from; i < from + n; i++) {
		const struct word *w = &name->word[i];

		if (!may_join(w) || (w->traits & WORD_SIGNS) != signs)
			return false;
		memcpy(buf + at, w->plain.p, w->plain.n);
		memcpy(buf + sound_at, w->sound.p, w->sound.n);
		at += w->plain.n;
		sound_at += w->sound.n;
	}
	*out = (struct word){
		.plain = slice_make(buf, at),
		.sound = slice_make(buf + NAME_WORDS * WORD_BYTES,
				    sound_at - NAME_WORDS * WORD_BYTES),
		.traits = signs | abjad,
	};
	return true;
}

static void add(struct pairing *p, struct match_pair pair)
{
	if (p->n < CANDIDATES)
		p->pair[p->n++] = pair;
}

static void pair_single(struct pairing *p)
{
	for (size_t i = 0; i < p->a->name->n; i++) {
		for (size_t k = 0; k < p->b->name->n; k++) {
			enum word_tie how;
			int s = word_match(&p->a->name->word[i],
					   &p->b->name->word[k], &how);

			if (s > 0)
				add(p, (struct match_pair){
					how, (uint8_t)i, 1, (uint8_t)k, 1, s });
		}
	}
}

/* As long as one of the words, nearly. */
static bool fits(const struct name *many, size_t from, size_t n,
		 const struct name *one)
{
	size_t letters = 0;

	for (size_t i = from; i < from + n; i++)
		letters += many->word[i].plain.n;
	for (size_t i = 0; i < one->n; i++)
		if (letters <= one->word[i].plain.n + JOIN_SLACK &&
		    letters + JOIN_SLACK >= one->word[i].plain.n)
			return true;
	return false;
}

static int joined_match(const struct word *joined, const struct word *one)
{
	enum word_tie how;
	int s;

	if (one->role == WORD_INITIAL || one->plain.n < 4)
		return 0;
	s = word_match(joined, one, &how);
	if (how == TIE_SPELT)
		return 990;
	if (how == TIE_VOWELS)
		return s >= 900 ? s : 0;
	if (how == TIE_SOUND && joined->plain.n >= JOINED_SOUNDS &&
	    one->plain.n >= JOINED_SOUNDS)
		return s * 97 / 100;
	return how != TIE_SOUND && s >= JOINED_LEAST ? s * 97 / 100 : 0;
}

/* Words of `many` that together are one of `one`. */
static void pair_joined(struct pairing *p, bool turned)
{
	const struct name *many = turned ? p->b->name : p->a->name;
	const struct name *one = turned ? p->a->name : p->b->name;
	char buf[2 * NAME_WORDS * WORD_BYTES];

	for (size_t i = 0; i < many->n; i++) {
		for (size_t n = 2; n <= JOIN_WORDS && i + n <= many->n; n++) {
			struct word w;

			if (!fits(many, i, n, one))
				continue;
			if (!join(many, i, n, &w, buf))
				break;
			for (size_t k = 0; k < one->n; k++) {
				struct match_pair m = {
					TIE_JOINED, (uint8_t)i, (uint8_t)n,
					(uint8_t)k, 1, 0 };

				if (!may_join(&one->word[k]))
					continue;
				m.score = joined_match(&w, &one->word[k]);
				if (turned)
					m = (struct match_pair){
						TIE_JOINED, m.b, m.bn, m.a,
						m.an, m.score };
				if (m.score > 0)
					add(p, m);
			}
		}
	}
}

/* The most alike first; of the same the fewest, then the earlier, so that the
 * order of two equal words decides nothing. */
static int by_score(const void *a, const void *b)
{
	const struct match_pair *x = a, *y = b;

	if (x->score != y->score)
		return y->score - x->score;
	if (x->an + x->bn != y->an + y->bn)
		return x->an + x->bn - y->an - y->bn;
	if (x->a != y->a)
		return x->a - y->a;
	return x->b - y->b;
}

static bool is_free(const bool *taken, size_t from, size_t n)
{
	for (size_t i = from; i < from + n; i++)
		if (taken[i])
			return false;
	return true;
}

/* A title that is a word of the other's name is such a word there. */
static int pair_weight(const struct pairing *p, const struct match_pair *m)
{
	int a = weigh(p->a->name, m->a, m->an);
	int b = weigh(p->b->name, m->b, m->bn);

	return m->how == TIE_INITIAL ? match_weights[WORD_INITIAL] : (a + b) / 2;
}

static bool tells(const struct name *name, size_t from, size_t n)
{
	for (size_t i = from; i < from + n; i++)
		if (name->word[i].role == WORD_NAME)
			return true;
	return false;
}

static void take(struct pairing *p, const struct match_pair *m,
		 struct sums *sums)
{
	int w = pair_weight(p, m);

	for (size_t i = m->a; i < (size_t)m->a + m->an; i++)
		p->a->taken[i] = true;
	for (size_t i = m->b; i < (size_t)m->b + m->bn; i++)
		p->b->taken[i] = true;
	sums->loose += (m->how == TIE_NEAR || m->how == TIE_VOWELS) &&
		       m->score < MATCH_LOOSE;
	sums->initials |= m->how == TIE_INITIAL;
	sums->got += w * m->score / MATCH_ALL;
	sums->of += w;
	if (m->how != TIE_INITIAL && tells(p->a->name, m->a, m->an) &&
	    tells(p->b->name, m->b, m->bn)) {
		sums->tells += w;
		sums->words++;
	}
	if (p->why && p->why->n < 2 * NAME_WORDS)
		p->why->pair[p->why->n++] = *m;
}

/* "JC" is Jean-Claude. */
static bool are_initials(const struct word *w, const struct name *name,
			 size_t from)
{
	if (!(w->traits & WORD_CAPITALS) || w->role != WORD_NAME ||
	    w->plain.n < 2 || w->plain.n > INITIALS_MOST ||
	    from + w->plain.n > name->n)
		return false;
	for (size_t i = 0; i < w->plain.n; i++)
		if (name->word[from + i].role != WORD_NAME ||
		    name->word[from + i].plain.p[0] != w->plain.p[i])
			return false;
	return true;
}

static void pair_initials(struct pairing *p, bool turned)
{
	const struct name *some = turned ? p->b->name : p->a->name;
	const struct name *other = turned ? p->a->name : p->b->name;

	for (size_t i = 0; i < some->n; i++) {
		for (size_t k = 0; k < other->n; k++) {
			const struct word *w = &some->word[i];
			uint8_t n = (uint8_t)w->plain.n;
			struct match_pair m = {
				TIE_INITIAL, (uint8_t)i, 1, (uint8_t)k, n, 800 };

			if (!are_initials(w, other, k))
				continue;
			if (turned)
				m = (struct match_pair){
					TIE_INITIAL, m.b, m.bn, m.a, m.an,
					m.score };
			add(p, m);
		}
	}
}

void match_pair(struct side *a, struct side *b, struct match_why *why,
		struct sums *sums)
{
	struct pairing own = { .a = a, .b = b, .why = why }, *p = &own;

	pair_single(p);
	pair_initials(p, false);
	pair_initials(p, true);
	pair_joined(p, false);
	pair_joined(p, true);
	qsort(p->pair, p->n, sizeof(*p->pair), by_score);
	for (size_t i = 0; i < p->n; i++) {
		const struct match_pair *m = &p->pair[i];

		if (is_free(p->a->taken, m->a, m->an) &&
		    is_free(p->b->taken, m->b, m->bn))
			take(p, m, sums);
	}
}
