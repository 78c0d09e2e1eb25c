#include "names/match_letters.h"
#include "names/match_pair.h"

enum {
	SLIPS = 2, SLIP_LETTERS = 9,
	/* Of 100: what leaving out costs of the name asked, of the listed. */
	ASKED_MORE = 40, LISTED_MORE = 20,
	CONTRADICTED = MATCH_HIT - 10,
	NOTHING_TELLS = 600,	/* no word in common that tells who it is */
	WHOLE_BEST = 965,
};

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
		int weight = match_weights[w->role];

		if (s->taken[i])
			continue;
		if (repeats(s, i))
			l.again += weight;
		else if (w->role == WORD_NAME)
			l.tells += weight;
		else if (w->role == WORD_NUMBER && !s->name->person)
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

/* The one word that tells and is not paired; NULL: none, or more. */
static const struct word *only_left(const struct side *s)
{
	const struct word *one = NULL;

	for (size_t i = 0; i < s->name->n; i++) {
		const struct word *w = &s->name->word[i];

		if (s->taken[i] || w->role == WORD_PARTICLE ||
		    w->role == WORD_TITLE || w->role == WORD_LEGAL)
			continue;
		if (one || w->role != WORD_NAME || (w->traits & WORD_SIGNS))
			return NULL;
		one = w;
	}
	return one;
}

/* All else is the same, and in one word a letter or two have slipped: worth a
 * look, and no more. Companies' short words are each another company. */
static bool may_slip(const struct name *name, const struct word *a,
		     const struct word *b, const struct sums *sums)
{
	size_t letters = 0;

	if (sums->words < 2 || sums->loose > 0 || sums->initials ||
	    (a->alike && b->alike))
		return false;
	for (size_t i = 0; i < name->n; i++)
		letters += name->word[i].plain.n;
	return letters >= SLIP_LETTERS &&
	       (name->person || (a->plain.n >= 4 && b->plain.n >= 4));
}

static int slip_match(const struct side *x, const struct side *y,
		      const struct sums *sums, struct match_why *why)
{
	const struct word *a = only_left(x), *b = only_left(y);
	size_t least;
	int apart;

	if (!a || !b || !may_slip(x->name, a, b, sums))
		return 0;
	least = a->plain.n < b->plain.n ? a->plain.n : b->plain.n;
	apart = letters_apart(a->plain, b->plain, SLIPS);
	if (apart > SLIPS || (size_t)apart >= least)
		return 0;
	apart = MATCH_HIT + 10 * (SLIPS + 1 - apart);
	if (why->n < 2 * NAME_WORDS)
		why->pair[why->n++] = (struct match_pair){
			TIE_NEAR, (uint8_t)(a - x->name->word), 1,
			(uint8_t)(b - y->name->word), 1, apart };
	return apart;
}

int name_match(const struct name *asked, const struct name *listed,
	       struct match_why *why)
{
	struct match_why own, *w = why ? why : &own;
	struct side x = { .name = asked }, y = { .name = listed };
	struct sums sums = { 0 };
	struct left a, b;
	int score, whole = 0;

	w->n = 0;
	w->whole = false;
	match_pair(&x, &y, w, &sums);
	a = left_over(&x);
	b = left_over(&y);
	score = score_of(&sums, &a, &b);
	if (score < MATCH_HIT) {
		int slip = slip_match(&x, &y, &sums, w);

		score = slip > score ? slip : score;
	}
	if (turned_sons(asked, listed, w))
		score = smaller(score, CONTRADICTED);
	if (score < WHOLE_BEST && a.number + b.number == 0 &&
	    (a.tells > 0 || b.tells > 0))
		whole = whole_match(asked, listed);
	if (whole > score) {
		w->n = 0;
		w->whole = true;
		return whole;
	}
	return score;
}
