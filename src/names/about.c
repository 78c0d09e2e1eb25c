#include "names/about.h"

#include "model/sentence.h"
#include "model/shape.h"

/* Points of a thousand that a difference costs (the design's table). */
enum {
	LESS_COUNTRY = 200,
	LESS_YEAR = 150,
	LESS_DAY = 250,
	LESS_GENDER = 200,
	LESS_KIND = 200,
	LESS_NUMBER = 250,	/* of a kind that is given once in the world */
	SAY_BYTES = 4096,
};

struct about {
	const struct profile *asked, *listed;
	int score;
	struct str *reasons;	/* or NULL */
};

static void say(struct about *a, int points, struct slice text)
{
	a->score += points;
	if (!a->reasons)
		return;
	str_addc(a->reasons, LIST_SEP);
	str_add(a->reasons, text);
	if (points)
		str_addf(a->reasons, " (%+d)", points / 10);
}

/* --- births --- */

struct births_found {
	enum births best;
	const struct birth *asked, *listed;	/* of that relation */
	bool same_year;		/* some of them are */
};

static bool years_meet(const struct birth *a, const struct birth *b)
{
	return a->from.year <= b->to.year && b->from.year <= a->to.year;
}

static struct births_found find_births(const struct about *a)
{
	struct births_found f = { .best = BIRTHS_UNKNOWN };

	for (size_t i = 0; i < a->asked->births; i++)
		for (size_t k = 0; k < a->listed->births; k++) {
			const struct birth *x = &a->asked->birth[i];
			const struct birth *y = &a->listed->birth[k];
			enum births r = births_compare(x, y);

			f.same_year |= years_meet(x, y);
			if (f.best != BIRTHS_UNKNOWN && r <= f.best)
				continue;
			f.best = r;
			f.asked = x;
			f.listed = y;
		}
	return f;
}

static void weigh_births(struct about *a)
{
	struct births_found f = find_births(a);
	struct arena mem = ARENA_INIT(SAY_BYTES);
	struct slice x, y;
	bool days;

	if (f.best == BIRTHS_UNKNOWN)
		return;
	x = birth_text(f.asked, &mem);
	y = birth_text(f.listed, &mem);
	days = birth_is_day(f.asked) && birth_is_day(f.listed);
	if (f.best == BIRTHS_DAY)
		say(a, ABOUT_BIRTH_MORE, sentence_keep(&mem, SAYS_BOTH_BORN,
						       SENTENCE_OF(y)));
	else if (f.best <= BIRTHS_NEAR && !f.same_year)
		say(a, -LESS_YEAR, sentence_keep(&mem, SAYS_YEARS_DIFFER,
						 SENTENCE_OF(x, y)));
	else if (f.best != BIRTHS_APART)
		say(a, 0, sentence_keep(&mem, SAYS_BIRTHS_AGREE,
					SENTENCE_OF(x, y)));
	if (f.best == BIRTHS_APART && days)
		say(a, -LESS_DAY, sentence_keep(&mem, SAYS_BIRTHS_DIFFER,
						SENTENCE_OF(x, y)));
	arena_free(&mem);
}

/* --- countries --- */

static void add_words(struct str *out, const struct words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		str_addz(out, i ? ", " : "");
		str_add(out, w->word[i]);
	}
}

static void weigh_countries(struct about *a)
{
	const struct words *x = &a->asked->country, *y = &a->listed->country;
	struct str text = STR_INIT(SAY_BYTES);
	struct str asked = STR_INIT(SAY_BYTES), listed = STR_INIT(SAY_BYTES);
	struct slice common = SLICE_NONE;

	if (x->n == 0 || y->n == 0)
		return;
	for (size_t i = 0; i < x->n; i++)
		for (size_t k = 0; k < y->n; k++)
			if (slice_eq(x->word[i], y->word[k]))
				common = x->word[i];
	if (common.n) {
		sentence_put(&text, SAYS_BOTH_COUNTRY, &common, 1);
	} else {
		add_words(&asked, x);
		add_words(&listed, y);
		sentence_put(&text, SAYS_COUNTRIES_DIFFER, SENTENCE_OF(
			     str_slice(&asked), str_slice(&listed)));
	}
	say(a, common.n ? 0 : -LESS_COUNTRY, str_slice(&text));
	str_free(&text);
	str_free(&asked);
	str_free(&listed);
}

/* --- numbers --- */

static bool same_number(const struct number *a, const struct number *b)
{
	return slice_eq(a->text, b->text) &&
	       (!a->kind || a->kind == b->kind) &&
	       (a->country.n == 0 || b->country.n == 0 ||
		slice_eq(a->country, b->country));
}

const struct number *about_number(const struct profile *asked,
				  const struct profile *listed)
{
	for (size_t i = 0; i < asked->numbers; i++)
		for (size_t k = 0; k < listed->numbers; k++)
			if (same_number(&asked->number[i], &listed->number[k]))
				return &listed->number[k];
	return NULL;
}

/* Both have one of a kind that is given once, and none is the same. */
static const struct number *number_apart(const struct about *a,
					 const struct number **asked)
{
	for (size_t i = 0; i < a->asked->numbers; i++)
		for (size_t k = 0; k < a->listed->numbers; k++) {
			*asked = &a->asked->number[i];
			if ((*asked)->kind &&
			    (*asked)->kind == a->listed->number[k].kind &&
			    number_is_one(slice_of((*asked)->kind)))
				return &a->listed->number[k];
		}
	return NULL;
}

static void weigh_numbers(struct about *a)
{
	const struct number *same = about_number(a->asked, a->listed), *x, *y;
	struct arena mem = ARENA_INIT(SAY_BYTES);
	struct str text = STR_INIT(SAY_BYTES);

	if (same) {
		if (a->score < ABOUT_NUMBER)
			a->score = ABOUT_NUMBER;
		sentence_put(&text, SAYS_NUMBER, SENTENCE_OF(
			     number_label(slice_of(same->kind)), same->text));
		sentence_put(&text, SAYS_AT_LEAST, SENTENCE_OF(
			     arena_fmt(&mem, "%d", ABOUT_NUMBER / 10)));
		say(a, 0, str_slice(&text));
	} else if ((y = number_apart(a, &x))) {
		say(a, -LESS_NUMBER, sentence_keep(&mem, SAYS_NUMBER_DIFFERS,
			SENTENCE_OF(number_label(slice_of(x->kind)), x->text,
				    y->text)));
	}
	str_free(&text);
	arena_free(&mem);
}

/* --- the rest --- */

static struct slice kind_word(char kind)
{
	switch (kind) {
	case 'p': return sentence_word(SAYS_PERSON);
	case 'v': return sentence_word(SAYS_VESSEL);
	case 'a': return sentence_word(SAYS_AIRCRAFT);
	default:  return sentence_word(SAYS_COMPANY);
	}
}

static void weigh_kind(struct about *a)
{
	struct arena mem = ARENA_INIT(SAY_BYTES);
	char x = a->asked->kind, y = a->listed->kind;

	if (x && y && x != y)
		say(a, -LESS_KIND, sentence_keep(&mem, SAYS_LISTED_IS,
			SENTENCE_OF(kind_word(y), kind_word(x))));
	arena_free(&mem);
	x = a->asked->gender;
	y = a->listed->gender;
	if (x && y && x != y)
		say(a, -LESS_GENDER, sentence_word(SAYS_GENDERS));
}

int about_score(const struct profile *asked, const struct profile *listed,
		int score, struct str *reasons)
{
	struct about a = { asked, listed, score, reasons };

	weigh_births(&a);
	weigh_countries(&a);
	weigh_kind(&a);
	if (a.score > ABOUT_ALL)
		a.score = ABOUT_ALL;
	weigh_numbers(&a);
	return a.score < 0 ? 0 : a.score;
}

int about_gain(const struct profile *asked)
{
	for (size_t i = 0; i < asked->births; i++)
		if (birth_is_day(&asked->birth[i]))
			return ABOUT_BIRTH_MORE;
	return 0;
}
