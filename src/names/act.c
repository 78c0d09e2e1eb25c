#include "names/act.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/sentence.h"
#include "model/shape.h"

enum {
	NEAR_DAYS = 2,
	TOLD_DAYS = 7,		/* an act is in the news so long */
	TOLD_APART = 3,		/* days between two texts without a date */
	FEW = 5,		/* such a number is no mark of one act */
	SOME = 10, MANY = 50,
	NEAR_PCT = 4, LOOSE_PCT = 25,
	LEAST_PCT = 30,		/* "more than 100" is hardly 200 */
	ABOUT_PCT = 10,
	COUNT_MOST = 1000000000,
};

/* --- days --- */

enum days {
	DAYS_APART, DAYS_UNKNOWN, DAYS_TOLD, DAYS_YEAR, DAYS_MONTH, DAYS_NEAR,
	DAYS_SAME,
};

static enum days compare_dates(struct pdate a, struct pdate b)
{
	int64_t a1 = pdate_first_day(a), a2 = pdate_last_day(a);
	int64_t b1 = pdate_first_day(b), b2 = pdate_last_day(b);

	if (a.day && b.day)
		return a1 == b1 ? DAYS_SAME :
		       llabs(a1 - b1) <= NEAR_DAYS ? DAYS_NEAR : DAYS_APART;
	if (a1 > b2 || b1 > a2)
		return DAYS_APART;
	return a.month && b.month ? DAYS_MONTH : DAYS_YEAR;
}

/* The act has a date, the other text only a day on which it was published. */
static enum days compare_told(struct pdate date, struct pdate told)
{
	int64_t gap = pdate_first_day(told) - pdate_first_day(date);

	return date.day && gap >= 0 && gap <= TOLD_DAYS ? DAYS_TOLD :
							  DAYS_UNKNOWN;
}

static enum days best(enum days a, enum days b)
{
	return a > b ? a : b;
}

static enum days find_told(const struct act *dated, const struct act *other)
{
	enum days out = DAYS_UNKNOWN;

	for (size_t i = 0; i < dated->dates; i++)
		for (size_t k = 0; k < other->tolds; k++)
			out = best(out, compare_told(dated->date[i],
						     other->told[k]));
	return out;
}

static enum days find_days(const struct act *a, const struct act *b)
{
	enum days out = DAYS_APART;

	if (a->dates == 0 && b->dates == 0) {
		for (size_t i = 0; i < a->tolds; i++)
			for (size_t k = 0; k < b->tolds; k++)
				if (llabs(pdate_first_day(a->told[i]) -
					  pdate_first_day(b->told[k])) <=
				    TOLD_APART)
					return DAYS_TOLD;
		return DAYS_UNKNOWN;
	}
	if (a->dates == 0)
		return find_told(b, a);
	if (b->dates == 0)
		return find_told(a, b);
	for (size_t i = 0; i < a->dates; i++)
		for (size_t k = 0; k < b->dates; k++)
			out = best(out, compare_dates(a->date[i], b->date[k]));
	return out;
}

/* --- numbers --- */

enum fits {
	FITS_NOT, FITS_UNKNOWN, FITS_LOOSELY, FITS_NEARLY, FITS_WITHIN,
	FITS_EXACTLY,
};

static bool is_exact(const struct act_count *c)
{
	return c->min == c->max;
}

static enum fits compare_counts(const struct act_count *a,
				const struct act_count *b)
{
	int64_t gap, most;

	if (is_exact(a) && is_exact(b) && a->min == b->min)
		return FITS_EXACTLY;
	if (a->min <= b->max && b->min <= a->max)
		return FITS_WITHIN;
	gap = a->min > b->max ? a->min - b->max : b->min - a->max;
	most = a->max > b->max ? a->max : b->max;
	if (most >= SOME && (gap == 1 || gap * 100 <= most * NEAR_PCT))
		return FITS_NEARLY;
	return most >= FEW && gap * 100 <= most * LOOSE_PCT ? FITS_LOOSELY :
							      FITS_NOT;
}

static enum fits find_fit(const struct act *a, const struct act *b)
{
	enum fits out = FITS_NOT;

	if (a->counts == 0 || b->counts == 0)
		return FITS_UNKNOWN;
	for (size_t i = 0; i < a->counts; i++)
		for (size_t k = 0; k < b->counts; k++) {
			enum fits f = compare_counts(&a->count[i],
						     &b->count[k]);

			out = f > out ? f : out;
		}
	return out;
}

/* The number that both may mean, at least. */
static int64_t least(const struct act *a, const struct act *b)
{
	int64_t n = INT64_MAX;

	for (size_t i = 0; i < a->counts; i++)
		n = a->count[i].max < n ? a->count[i].max : n;
	for (size_t i = 0; i < b->counts; i++)
		n = b->count[i].max < n ? b->count[i].max : n;
	return n == INT64_MAX ? 0 : n;
}

/* --- names --- */

static bool same_people(const struct act_names *n)
{
	size_t fewer = n->a < n->b ? n->a : n->b;

	return n->both > 0 && n->both * 2 >= fewer;
}

/* Both name all that they freed, and nobody is in both. */
static bool other_people(const struct act *a, const struct act *b,
			 const struct act_names *n)
{
	int64_t all = least(a, b);

	return n->both == 0 && n->a > 0 && n->b > 0 && all > 0 &&
	       (int64_t)n->a >= all && (int64_t)n->b >= all;
}

/* --- the answer --- */

struct seen {
	enum days days;
	enum fits fits;
	int64_t least;
	bool people;
};

/* What makes two accounts one act: how their days agree, how well their numbers
 * do at the least, whether they name the same people, and how many they are at
 * the least. A small number is nothing by itself: there may be two acts of one
 * person on a day. */
static const struct mark {
	enum days days;
	enum fits fits;
	bool people;
	int64_t least;
	enum acts acts;
} marks[] = {
	{ DAYS_SAME,    FITS_NOT,     true,  0,        ACTS_ONE },
	{ DAYS_SAME,    FITS_NEARLY,  false, 2,        ACTS_ONE },
	{ DAYS_SAME,    FITS_UNKNOWN, false, 0,        ACTS_MAYBE },
	{ DAYS_NEAR,    FITS_NOT,     true,  0,        ACTS_ONE },
	{ DAYS_NEAR,    FITS_NEARLY,  false, FEW,      ACTS_ONE },
	{ DAYS_MONTH,   FITS_UNKNOWN, true,  0,        ACTS_ONE },
	{ DAYS_MONTH,   FITS_EXACTLY, false, FEW,      ACTS_ONE },
	{ DAYS_YEAR,    FITS_EXACTLY, true,  0,        ACTS_ONE },
	{ DAYS_YEAR,    FITS_EXACTLY, false, MANY,     ACTS_ONE },
	{ DAYS_TOLD,    FITS_NEARLY,  true,  0,        ACTS_ONE },
	{ DAYS_TOLD,    FITS_EXACTLY, false, SOME,     ACTS_ONE },
	{ DAYS_TOLD,    FITS_NEARLY,  false, 2 * SOME, ACTS_ONE },
	{ DAYS_UNKNOWN, FITS_EXACTLY, true,  0,        ACTS_ONE },
};

static enum acts judge(const struct seen *s)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		const struct mark *m = &marks[i];

		if (m->days == s->days && m->fits <= s->fits &&
		    m->people <= s->people && m->least <= s->least)
			return m->acts;
	}
	return s->fits == FITS_NOT ? ACTS_APART : ACTS_OPEN;
}

/* Totals of one kind are the same only where all agrees. */
static enum acts judge_total(const struct seen *s)
{
	bool dated = s->days == DAYS_SAME || s->days == DAYS_MONTH ||
		     s->days == DAYS_YEAR || s->days == DAYS_TOLD;

	return dated && s->fits == FITS_EXACTLY && s->least >= FEW ? ACTS_ONE :
								     ACTS_APART;
}

static struct slice scope_of(const struct act *a)
{
	return a->scope.n ? a->scope : SLICE("this_act");
}

bool act_is_release(const struct act *a)
{
	return slice_is(scope_of(a), "this_act");
}

struct acts_answer act_compare(const struct act *a, const struct act *b,
			       const struct act_names *n)
{
	const struct seen s = {
		.days = find_days(a, b), .fits = find_fit(a, b),
		.least = least(a, b), .people = same_people(n),
	};
	static const char *const rules[] = {
		[DAYS_APART] = "dates", [DAYS_UNKNOWN] = "number and names",
		[DAYS_TOLD] = "number and news of those days",
		[DAYS_YEAR] = "year and number",
		[DAYS_MONTH] = "month and number",
		[DAYS_NEAR] = "days and number", [DAYS_SAME] = "day",
	};
	struct acts_answer out = {
		.rank = 2 * (DAYS_SAME - (int)s.days) +
			(s.fits != FITS_EXACTLY),
		.rule = rules[s.days],
		.differ = s.fits == FITS_NEARLY || s.fits == FITS_LOOSELY ||
			  s.fits == FITS_NOT || s.days == DAYS_NEAR,
	};

	if (!slice_eq(scope_of(a), scope_of(b)) || s.days == DAYS_APART)
		return out;
	if (!act_is_release(a))
		out.acts = judge_total(&s);
	else if (!other_people(a, b, n))
		out.acts = judge(&s);
	return out;
}

/* --- lines --- */

static void put_line(struct str *out, char letter, struct slice text)
{
	str_addf(out, "%c\t%.*s\n", letter, SLICE_ARG(text));
}

/* What a bound word makes of a number. */
static struct act_count bounds(int64_t n, struct slice word)
{
	const char *bound = vocab_value(VOCAB_bound, word);
	struct slice b = slice_of(bound);

	if (slice_is(b, "at_least"))
		return (struct act_count){ n, n + n * LEAST_PCT / 100 + 1 };
	if (slice_is(b, "up_to"))
		return (struct act_count){ n - n * LEAST_PCT / 100, n };
	if (slice_is(b, "nearly"))
		return (struct act_count){ n * (100 - ABOUT_PCT) / 100, n };
	if (slice_is(b, "about"))
		return (struct act_count){ n - n * ABOUT_PCT / 100,
					   n + n * ABOUT_PCT / 100 };
	return (struct act_count){ n, n };
}

static bool told_before(const struct facts *f, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (f->fact[i].claim.prop == f->fact[at].claim.prop &&
		    !f->fact[i].until.n &&
		    slice_eq(f->fact[i].claim.value, f->fact[at].claim.value) &&
		    slice_eq(f->fact[i].claim.qualifier,
			     f->fact[at].claim.qualifier))
			return true;
	return false;
}

static void put_count(struct str *out, const struct claim *c)
{
	struct act_count n;
	int64_t value;

	if (!slice_int(c->value, &value) || value < 0 || value > COUNT_MOST)
		return;
	n = bounds(value, c->qualifier);
	str_addf(out, "Q\t%lld\t%lld\n", (long long)n.min, (long long)n.max);
}

/* Where the texts that tell of it have no date of it, their own. */
static void put_told(struct str *out, const struct facts *f)
{
	struct slice last = SLICE_NONE;
	size_t n = 0;

	for (size_t i = 0; i < f->n && n < ACT_DATES; i++) {
		struct slice day = f->fact[i].doc_published;

		if (f->fact[i].until.n || day.n < 10)
			continue;
		day.n = 10;
		if (slice_eq(day, last))
			continue;
		last = day;
		n++;
		put_line(out, 'W', day);
	}
}

void act_put(struct str *out, const struct facts *f)
{
	bool dated = false;

	put_line(out, 'E', facts_value(f, PROP_count_scope));
	for (size_t i = 0; i < f->n; i++) {
		const struct claim *c = &f->fact[i].claim;

		if (f->fact[i].until.n || told_before(f, i))
			continue;
		if (c->prop == PROP_date)
			put_line(out, 'T', c->value);
		else if (c->prop == PROP_count)
			put_count(out, c);
		dated |= c->prop == PROP_date;
	}
	if (!dated)
		put_told(out, f);
}

static void read_date(struct pdate *list, size_t *n, struct slice text)
{
	if (*n < ACT_DATES &&
	    pdate_parse(text, DATE_ORDER_UNKNOWN, &list[*n]))
		++*n;
}

bool act_read(struct act *a, char letter, const struct slice *field)
{
	struct act_count c;

	switch (letter) {
	case 'T':
		read_date(a->date, &a->dates, field[0]);
		return true;
	case 'W':
		read_date(a->told, &a->tolds, field[0]);
		return true;
	case 'Q':
		if (a->counts < ACT_COUNTS && slice_int(field[0], &c.min) &&
		    slice_int(field[1], &c.max) && c.min >= 0 &&
		    c.min <= c.max && c.max <= 2 * (int64_t)COUNT_MOST)
			a->count[a->counts++] = c;
		return true;
	}
	return false;
}

void act_say(struct str *out, const struct act *a)
{
	char day[PDATE_TEXT], min[24], max[24];

	if (a->dates > 0)
		str_addz(out, pdate_text(a->date[0], day));
	else if (a->tolds > 0)
		sentence_put(out, SAYS_TOLD_ON, SENTENCE_OF(slice_of(
			     pdate_text(a->told[0], day))));
	else
		sentence_put(out, SAYS_NO_DATE, NULL, 0);
	if (a->counts == 0)
		return;
	snprintf(min, sizeof(min), "%lld", (long long)a->count[0].min);
	snprintf(max, sizeof(max), "%lld", (long long)a->count[0].max);
	if (is_exact(&a->count[0]))
		sentence_put(out, SAYS_NUM_FREED, SENTENCE_OF(slice_of(min)));
	else
		sentence_put(out, SAYS_NUM_TO_NUM,
			     SENTENCE_OF(slice_of(min), slice_of(max)));
}
