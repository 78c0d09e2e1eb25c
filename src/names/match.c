#include "names/match.h"

#include <stdlib.h>

enum {
	JOINED_LEAST = 920,	/* as much as one letter in many */
	JOINED_SOUNDS = 7,	/* letters; the sound of fewer is soon another's */
	JOIN_SLACK = 4,		/* letters */
	INITIALS_MOST = 3,
	JOIN_WORDS = 3,		/* that one word of the other may be */
	CANDIDATES = 2 * NAME_WORDS * NAME_WORDS,
	/* Of 100: what leaving out costs of the name asked, of the listed. */
	ASKED_MORE = 40, LISTED_MORE = 20,
	CONTRADICTED = MATCH_HIT - 10,
	NOTHING_TELLS = 600,	/* no word in common that tells who it is */
	WHOLE_BEST = 965,
};

/* What a word weighs, of 100. */
static const int weights[WORD_ROLES] = {
	[WORD_NAME] = 100, [WORD_INITIAL] = 30, [WORD_FATHER] = 40,
	[WORD_PARTICLE] = 12, [WORD_TITLE] = 15, [WORD_LEGAL] = 10,
	[WORD_COMMON] = 45, [WORD_NUMBER] = 100,
};

struct side {
	const struct name *name;
	bool taken[NAME_WORDS];
};

struct pairing {
	struct side a, b;
	struct match_pair pair[CANDIDATES];
	size_t n;
	struct match_why *why;
};

static int weigh(const struct name *name, size_t from, size_t n)
{
	int sum = 0;

	for (size_t i = from; i < from + n; i++)
		sum += weights[name->word[i].role];
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
		.traits = signs,
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
	for (size_t i = 0; i < p->a.name->n; i++) {
		for (size_t k = 0; k < p->b.name->n; k++) {
			enum word_tie how;
			int s = word_match(&p->a.name->word[i],
					   &p->b.name->word[k], &how);

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
	const struct name *many = turned ? p->b.name : p->a.name;
	const struct name *one = turned ? p->a.name : p->b.name;
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

/* The most alike first; of the same the earlier, so that the order of two
 * equal words decides nothing. */
static int by_score(const void *a, const void *b)
{
	const struct match_pair *x = a, *y = b;

	if (x->score != y->score)
		return y->score - x->score;
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

struct sums {
	int got, of;		/* of what is paired: weight x likeness, weight */
	int tells;		/* weight of paired words that tell who it is */
	int words;		/* how many such pairs */
	int loose;		/* how many that are not much alike */
	bool initials;
};

/* A title that is a word of the other's name is such a word there. */
static int pair_weight(const struct pairing *p, const struct match_pair *m)
{
	int a = weigh(p->a.name, m->a, m->an);
	int b = weigh(p->b.name, m->b, m->bn);

	return m->how == TIE_INITIAL ? weights[WORD_INITIAL] : (a + b) / 2;
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
		p->a.taken[i] = true;
	for (size_t i = m->b; i < (size_t)m->b + m->bn; i++)
		p->b.taken[i] = true;
	sums->loose += (m->how == TIE_NEAR || m->how == TIE_VOWELS) &&
		       m->score < MATCH_LOOSE;
	sums->initials |= m->how == TIE_INITIAL;
	sums->got += w * m->score / MATCH_ALL;
	sums->of += w;
	if (m->how != TIE_INITIAL && tells(p->a.name, m->a, m->an) &&
	    tells(p->b.name, m->b, m->bn)) {
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
	const struct name *some = turned ? p->b.name : p->a.name;
	const struct name *other = turned ? p->a.name : p->b.name;

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

static void pair_all(struct pairing *p, struct sums *sums)
{
	pair_single(p);
	pair_initials(p, false);
	pair_initials(p, true);
	pair_joined(p, false);
	pair_joined(p, true);
	qsort(p->pair, p->n, sizeof(*p->pair), by_score);
	for (size_t i = 0; i < p->n; i++) {
		const struct match_pair *m = &p->pair[i];

		if (is_free(p->a.taken, m->a, m->an) &&
		    is_free(p->b.taken, m->b, m->bn))
			take(p, m, sums);
	}
}

struct left {
	int tells;		/* words that tell who it is, numbers */
	int again;		/* such as are told twice */
	int number;		/* another number, another thing */
	int father, common, rest;
};

static bool repeats(const struct side *s, size_t at)
{
	for (size_t i = 0; i < s->name->n; i++)
		if (i != at && s->taken[i] &&
		    s->name->word[i].role == WORD_NAME &&
		    slice_eq(s->name->word[i].plain, s->name->word[at].plain))
			return true;
	return false;
}

static struct left left_over(const struct side *s)
{
	struct left l = { 0 };

	for (size_t i = 0; i < s->name->n; i++) {
		const struct word *w = &s->name->word[i];
		int weight = weights[w->role];

		if (s->taken[i])
			continue;
		if (repeats(s, i))
			l.again += weight;
		else if (w->role == WORD_NAME)
			l.tells += weight;
		else if (w->role == WORD_NUMBER)
			l.number += weight;
		else if (w->role == WORD_FATHER)
			l.father += weight;
		else if (w->role == WORD_COMMON)
			l.common += weight;
		else
			l.rest += weight;
	}
	return l;
}

static int told(const struct left *l)
{
	return l->tells + l->number + l->again;
}

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

/* "Abdullah bin Omar" is the son of Omar, "Omar bin Abdullah" is not. */
static bool son_of(const struct name *name, size_t at)
{
	static const char *const words[] = { "bin", "ben", "ibn", "bint" };

	if (at == 0)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_is(name->word[at - 1].plain, words[i]))
			return true;
	return false;
}

static bool has_son(const struct name *name)
{
	for (size_t i = 1; i < name->n; i++)
		if (son_of(name, i))
			return true;
	return false;
}

static bool turned_sons(const struct name *a, const struct name *b,
			const struct match_why *why)
{
	if (!has_son(a) || !has_son(b))
		return false;
	for (size_t i = 0; i < why->n; i++) {
		const struct match_pair *m = &why->pair[i];

		if (a->word[m->a].role == WORD_NAME && m->an == 1 &&
		    m->bn == 1 && son_of(a, m->a) != son_of(b, m->b))
			return true;
	}
	return false;
}

/* What the score is a share of, 100 a hundredth of a word: that of both sides
 * which has nothing to do with each other counts in full, that of one side was
 * left out by the other. */
static int share_of(const struct sums *s, const struct left *a,
		    const struct left *b, bool names, bool fathers)
{
	int of = 100 * s->of;

	if (names)
		of += 50 * (told(a) + told(b));
	else
		of += ASKED_MORE * a->tells + LISTED_MORE * b->tells +
		      100 * (a->number + b->number);
	if (fathers)
		of += 200 * smaller(a->father, b->father);
	else
		of += 8 * (a->father + b->father);
	of += 150 * smaller(a->common, b->common);
	of += ASKED_MORE * a->common + LISTED_MORE * b->common;
	return of + 10 * (a->rest + b->rest);
}

/* What may not be a hit, however much else agrees. */
static int ceiling_of(const struct sums *s, bool more)
{
	if (s->tells == 0 && (more || s->initials))
		return NOTHING_TELLS;
	if (s->loose > 1 || (more && (s->initials || s->loose > 0)))
		return CONTRADICTED;
	return MATCH_ALL;
}

static int score_of(const struct sums *s, const struct left *a,
		    const struct left *b)
{
	bool names = told(a) > 0 && told(b) > 0;
	bool fathers = a->father > 0 && b->father > 0;
	int score;

	if (s->of == 0)
		return 0;
	score = (int)((int64_t)s->got * 100 * MATCH_ALL /
		      share_of(s, a, b, names, fathers));
	if (names || fathers)
		score = smaller(score * 9 / 10, CONTRADICTED);
	score = smaller(score, ceiling_of(s, a->tells > 0 || b->tells > 0));
	return s->words == 1 && a->tells > 0 ? score * 9 / 10 : score;
}

/* All letters of what tells, in their order: names that are written apart at
 * another place than the lists do. */
static struct slice letters(const struct name *name, char *buf)
{
	size_t n = 0;

	for (size_t i = 0; i < name->n; i++) {
		const struct word *w = &name->word[i];

		if (w->role == WORD_LEGAL || w->role == WORD_TITLE)
			continue;
		memcpy(buf + n, w->plain.p, w->plain.n);
		n += w->plain.n;
	}
	return slice_make(buf, n);
}

static int whole_match(const struct name *a, const struct name *b)
{
	char x[NAME_WORDS * WORD_BYTES], y[NAME_WORDS * WORD_BYTES];
	struct slice p = letters(a, x), q = letters(b, y);
	size_t n = p.n > q.n ? p.n : q.n;
	int s;

	if (n < 8 || n > 40 || a->n == b->n)
		return 0;
	s = letters_match(p, q, (int)n * 10);
	return s > 0 ? WHOLE_BEST - (MATCH_ALL - s) * 2 : 0;
}

int name_match(const struct name *asked, const struct name *listed,
	       struct match_why *why)
{
	struct match_why own;
	struct pairing p = { .a = { .name = asked }, .b = { .name = listed } };
	struct sums sums = { 0 };
	struct left a, b;
	int score, whole = 0;

	p.why = why ? why : &own;
	p.why->n = 0;
	p.why->whole = false;
	pair_all(&p, &sums);
	a = left_over(&p.a);
	b = left_over(&p.b);
	score = score_of(&sums, &a, &b);
	if (turned_sons(asked, listed, p.why))
		score = smaller(score, CONTRADICTED);
	if (score < WHOLE_BEST && a.number + b.number == 0 &&
	    (a.tells > 0 || b.tells > 0))
		whole = whole_match(asked, listed);
	if (whole > score) {
		p.why->n = 0;
		p.why->whole = true;
		return whole;
	}
	return score;
}
