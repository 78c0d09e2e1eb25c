#include "model/duration_walk.h"

#include <string.h>

#include "model/vocab.h"

enum { WHOLE_DIGITS = 6 };

struct word_row {
	const char *key;
	int hundredths;
};

/* Halves that are no number word of the vocabulary. */
static const struct word_row halves[] = {
	{ "a half", 50 }, { "half", 50 }, { "half a", 50 },
	{ "паўтара", 150 }, { "паўтары", 150 }, { "палова", 50 },
	{ "полтора", 150 }, { "полутора", 150 }, { "половиной", 50 },
	{ "з паловай", 50 }, { "с половиной", 50 }, { "з половиною", 50 },
	{ "півтора", 150 }, { "півтори", 150 },
	{ "półtora", 150 }, { "pół", 50 },
	{ "anderthalb", 150 }, { "eineinhalb", 150 }, { "zweieinhalb", 250 },
	{ "dreieinhalb", 350 }, { "viereinhalb", 450 },
	{ "fünfeinhalb", 550 }, { "sechseinhalb", 650 },
	{ "siebeneinhalb", 750 }, { "achteinhalb", 850 },
	{ "neuneinhalb", 950 }, { "zehneinhalb", 1050 },
	{ "elfeinhalb", 1150 }, { "zwölfeinhalb", 1250 },
};
/* Between two numbers or two terms: 0 adds, 1 goes up to. */
static const struct word_row joints[] = {
	{ "and", 0 }, { "и", 0 }, { "і", 0 }, { "й", 0 }, { "та", 0 },
	{ "i", 0 }, { "oraz", 0 }, { "und", 0 }, { "et", 0 }, { "y", 0 },
	{ "to", 1 }, { "bis", 1 }, { "do", 1 }, { "до", 1 }, { "да", 1 },
	{ "або", 1 }, { "или", 1 }, { "or", 1 }, { "oder", 1 }, { "lub", 1 },
};
static const char *const articles[] = { "a", "an", "one", "the", "full" };
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static bool is_digit(struct slice s, size_t at)
{
	return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

size_t walk_digits(struct slice s, size_t at)
{
	size_t n = 0;

	while (is_digit(s, at + n))
		n++;
	return n;
}

/* Reads ",5", " 1/2" or "½" behind a number: hundredths. */
static int fraction_at(struct slice s, size_t *at)
{
	static const struct word_row signs[] = {
		{ "½", 50 }, { "¼", 25 }, { "¾", 75 }, { "1/2", 50 },
		{ "1/4", 25 }, { "3/4", 75 },
	};
	size_t n, gap = *at < s.n && s.p[*at] == ' ' ? 1 : 0;
	struct slice rest = slice_make(s.p + *at + gap, s.n - *at - gap);

	for (size_t i = 0; i < COUNT(signs); i++) {
		n = strlen(signs[i].key);
		if (slice_starts(rest, signs[i].key) && !is_digit(rest, n)) {
			*at += gap + n;
			return signs[i].hundredths;
		}
	}
	if (gap || rest.n < 2 || !(rest.p[0] == '.' || rest.p[0] == ','))
		return 0;
	n = walk_digits(rest, 1);
	if (n != 1 && n != 2)
		return 0;
	*at += 1 + n;
	return (rest.p[1] - '0') * 10 + (n == 2 ? rest.p[2] - '0' : 0);
}

/* "1,808", "1.227", "1 808": the sign before three digits parts thousands. */
static size_t thousands_at(struct slice s, size_t at)
{
	size_t sign = 1;

	if (at >= s.n)
		return 0;
	if (slice_starts(slice_make(s.p + at, s.n - at), "\xC2\xA0"))
		sign = 2;
	else if (s.p[at] != ',' && s.p[at] != '.' && s.p[at] != ' ')
		return 0;
	return walk_digits(s, at + sign) == 3 ? sign + 3 : 0;
}

/* False for a number which is too long to be one of years or days. */
static bool put_number(struct str *out, struct slice s, size_t *at)
{
	size_t n = walk_digits(s, *at), more;
	long long whole = 0;

	if (n > WHOLE_DIGITS)
		return false;
	for (size_t i = 0; i < n; i++)
		whole = whole * 10 + s.p[*at + i] - '0';
	*at += n;
	if (n > 0 && n <= 3 && (more = thousands_at(s, *at)) > 0) {
		for (size_t i = more - 3; i < more; i++)
			whole = whole * 10 + s.p[*at + i] - '0';
		*at += more;
	}
	whole = whole * 100 + fraction_at(s, at);
	str_addf(out, " q%lld ", whole);
	return true;
}

bool duration_words(struct str *out, struct slice s)
{
	size_t at = 0, start;

	while (at < s.n) {
		start = at;
		if (is_digit(s, at)) {
			if (!put_number(out, s, &at))
				return false;
			continue;
		}
		if ((unsigned char)s.p[at] >= 0xC2 && fraction_at(s, &at)) {
			at = start;
			put_number(out, s, &at);
			continue;
		}
		if (s.p[at] == '>')
			str_addz(out, " over ");
		else if (s.p[at] == '<')
			str_addz(out, " under ");
		else if (s.p[at] == '+')
			str_addz(out, " plus ");
		else
			str_addc(out, s.p[at]);
		at++;
	}
	return true;
}

bool walk_stands(const struct walk *w, const char *key)
{
	size_t n = strlen(key);

	return n > 0 && n <= w->key.n - w->at &&
	       memcmp(w->key.p + w->at, key, n) == 0 &&
	       (w->at + n == w->key.n || w->key.p[w->at + n] == ' ');
}

/* The longest wording of the list at this place, or NULL. */
static const struct vocab_word *longest(const struct walk *w,
					enum vocab list)
{
	struct vocab_hit hit;

	return vocab_at(list, w->key, w->at, &hit) ? hit.word : NULL;
}

static const struct word_row *row_at(const struct walk *w,
				     const struct word_row *rows, size_t n)
{
	const struct word_row *best = NULL;

	for (size_t i = 0; i < n; i++)
		if (walk_stands(w, rows[i].key) &&
		    (!best || strlen(rows[i].key) > strlen(best->key)))
			best = &rows[i];
	return best;
}

static void pass(struct walk *w, size_t bytes)
{
	w->at += bytes;
	while (w->at < w->key.n && w->key.p[w->at] == ' ')
		w->at++;
}

static void take_value(struct walk *w, int64_t v)
{
	if (w->n > 0 && v > 0 && v < 100)
		w->number[w->n - 1] += v;	/* "two and a half" */
	else if (w->n < 2)
		w->number[w->n++] = v;
	else
		w->stop = true;
}

/* "q950": a number that put_number() wrote. */
static bool take_digits(struct walk *w)
{
	struct slice rest = slice_make(w->key.p + w->at, w->key.n - w->at);
	size_t n = rest.n > 1 && rest.p[0] == 'q' ? walk_digits(rest, 1) : 0;
	int64_t v = 0;

	if (n == 0)
		return false;
	for (size_t i = 1; i <= n; i++)
		v = v * 10 + (rest.p[i] - '0');
	take_value(w, v);
	pass(w, n + 1);
	return true;
}

static bool take_number_word(struct walk *w)
{
	const struct word_row *half = row_at(w, halves, COUNT(halves));
	const struct vocab_word *word = longest(w, VOCAB_number);
	int64_t v = 0;

	if (half && (!word || strlen(half->key) >= strlen(word_key(word)))) {
		if (w->n == 0 && w->from.unit > 0 && half->hundredths < 100) {
			/* "a year and a half" */
			w->from.ticks += w->from.unit / 2;
			w->from.slack = w->from.unit / 4;
		} else {
			take_value(w, half->hundredths);
		}
		pass(w, strlen(half->key));
		return true;
	}
	if (!word)
		return false;
	for (const char *c = word_value(word); *c >= '0' && *c <= '9'; c++)
		v = v * 10 + (*c - '0');
	take_value(w, v * 100);
	pass(w, strlen(word_key(word)));
	return true;
}

static int64_t unit_of(const char *value)
{
	switch (value[0]) {
	case 'd':
		return DAY;
	case 'w':
		return WEEK;
	case 'm':
		return MONTH;
	default:
		return YEAR;
	}
}

/* A number is as sharp as it is written: 18 months may be half a month off,
 * 9.5 years a quarter of a year, days not at all. */
static int64_t slack_of(int64_t number, int64_t unit)
{
	if (unit <= DAY)
		return 0;
	return number % 100 ? unit * 25 : unit * 50;
}

static void add_term(struct term *t, int64_t number, int64_t unit)
{
	t->ticks += number * unit;
	t->unit = unit * 100;
	t->slack = slack_of(number, unit);
}

static bool take_unit(struct walk *w)
{
	const struct vocab_word *word = longest(w, VOCAB_unit);
	int64_t unit;

	if (!word)
		return false;
	unit = unit_of(word_value(word));
	if (w->n == 0 && w->article)
		w->number[w->n++] = 100;
	if (w->n == 0)
		return false;
	if (w->n == 2) {
		add_term(&w->to, w->number[1], unit);
		w->stop = true;
	} else if (w->from.unit > 0 && unit * 100 >= w->from.unit) {
		w->stop = true;		/* another duration, not the rest */
		return true;
	}
	add_term(&w->from, w->number[0], unit);
	w->n = 0;
	w->article = false;
	pass(w, strlen(word_key(word)));
	return true;
}

static bool take_bound(struct walk *w)
{
	static const struct {
		const char *value;
		enum bound bound;
	} bounds[] = {
		{ "about", BOUND_ABOUT }, { "at_least", BOUND_OVER },
		{ "up_to", BOUND_UNDER }, { "nearly", BOUND_NEARLY },
	};
	const struct vocab_word *word = longest(w, VOCAB_bound);

	if (!word)
		return false;
	for (size_t i = 0; i < COUNT(bounds); i++)
		if (strcmp(word_value(word), bounds[i].value) == 0 &&
		    w->bound == BOUND_NONE)
			w->bound = bounds[i].bound;
	w->article = w->from.unit <= 0;
	pass(w, strlen(word_key(word)));
	return true;
}

/* "and", "to": only between two numbers or terms, else they are bounds. */
static bool take_joint(struct walk *w)
{
	const struct word_row *row = row_at(w, joints, COUNT(joints));

	if (!row || (w->n == 0 && w->from.unit <= 0))
		return false;
	if (row->hundredths && w->n == 0 && w->to.unit <= 0) {
		struct walk ahead = *w;

		pass(&ahead, strlen(row->key));
		if (!take_digits(&ahead) && !take_number_word(&ahead))
			return false;
		ahead.from = (struct term){0};
		if (ahead.n != 1 || !take_unit(&ahead))
			return false;
		w->to = ahead.from;
		w->stop = true;
	}
	pass(w, strlen(row->key));
	return true;
}

static bool take_article(struct walk *w)
{
	for (size_t i = 0; i < COUNT(articles); i++) {
		struct walk ahead = *w;

		if (!walk_stands(w, articles[i]))
			continue;
		pass(&ahead, strlen(articles[i]));
		if (!longest(&ahead, VOCAB_unit))
			continue;
		w->article = true;
		w->at = ahead.at;
		return true;
	}
	return false;
}

/* A word that says nothing about time: ends a term, forgets a number. */
static void take_other(struct walk *w)
{
	size_t n = 0;

	w->stop = w->from.unit > 0;
	w->n = 0;
	w->article = false;
	w->bound = BOUND_NONE;
	while (w->at + n < w->key.n && w->key.p[w->at + n] != ' ')
		n++;
	pass(w, n);
}

void duration_walk(struct walk *w)
{
	while (w->at < w->key.n && !w->stop)
		if (!take_digits(w) && !take_joint(w) && !take_article(w) &&
		    !take_unit(w) && !take_bound(w) && !take_number_word(w))
			take_other(w);
}

