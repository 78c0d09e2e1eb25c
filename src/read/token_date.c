/* Days, months and years among the tokens of a sentence. */
#include <stdlib.h>
#include <string.h>

#include "read/tokens.h"

enum { YEAR_FROM = 1990, YEAR_TO = 2100 };

static int month_at(const struct tokens *t, size_t i)
{
	const struct meaning *m = token_means(t, i, LEX_month);

	return m ? atoi(lex_value(m->row)) : 0;
}

static int year_at(const struct tokens *t, size_t i)
{
	const struct token *x = &t->token[i];

	if (i >= t->n || x->grouped || x->word || x->text.n != 4 ||
	    x->number < YEAR_FROM || x->number > YEAR_TO)
		return 0;
	return (int)x->number;
}

static int day_at(const struct tokens *t, size_t i)
{
	const struct token *x = &t->token[i];

	if (i >= t->n || x->word || x->percent || x->text.n > 6 ||
	    x->number < 1 || x->number > 31)
		return 0;
	return (int)x->number;
}

/* "of", "de": what may stand inside a date. */
static size_t skip_of(const struct tokens *t, size_t i)
{
	return i < t->n && (slice_is(t->token[i].key, "of") ||
			    slice_is(t->token[i].key, "de")) ? i + 1 : i;
}

static void take_year(const struct tokens *t, struct spot *s)
{
	size_t next = skip_of(t, s->last + 1);
	int year = year_at(t, next);

	if (!year)
		return;
	s->date.year = year;
	s->last = next;
}

static bool day_first(const struct tokens *t, size_t i, struct spot *s)
{
	size_t at = skip_of(t, i + 1);

	s->date.day = day_at(t, i);
	s->date.month = s->date.day ? month_at(t, at) : 0;
	s->last = at;
	if (s->date.month)
		take_year(t, s);
	return s->date.month > 0;
}

static bool month_first(const struct tokens *t, size_t i, struct spot *s)
{
	s->date = (struct pdate){ .month = month_at(t, i) };
	s->last = i;
	if (!s->date.month)
		return false;
	/* "16 September 25 people": it has its day. */
	if (!(i > 0 && day_at(t, i - 1)) && day_at(t, i + 1) &&
	    t->token[i + 1].clause == t->token[i].clause && !month_at(t, skip_of(t, i + 2))) {
		s->date.day = day_at(t, i + 1);
		s->last = i + 1;
	}
	take_year(t, s);
	return s->date.day || s->date.year;
}

/* "2027 m. vasario 28 d." */
static bool year_first(const struct tokens *t, size_t i, struct spot *s)
{
	size_t at = i + 1;

	s->date = (struct pdate){ .year = year_at(t, i) };
	if (!s->date.year || !slice_is(t->lang, "lt"))
		return false;
	if (at < t->n && (slice_is(t->token[at].key, "m") ||
			  slice_starts(t->token[at].key, "met")))
		at++;
	s->date.month = at < t->n ? month_at(t, at) : 0;
	s->last = at;
	if (!s->date.month)
		return false;
	s->date.day = day_at(t, at + 1);
	s->last += s->date.day > 0;
	if (s->date.day && at + 2 < t->n && slice_is(t->token[at + 2].key, "d"))
		s->last++;
	return true;
}

static bool is_real(struct pdate d)
{
	static const int days[12] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31,
				      30, 31 };

	return d.month == 0 || d.day <= days[d.month - 1];
}

bool token_date(const struct tokens *t, size_t i, struct spot *out)
{
	*out = (struct spot){ .first = i, .last = i };
	if (i >= t->n)
		return false;
	if (day_first(t, i, out) || month_first(t, i, out) ||
	    year_first(t, i, out))
		return is_real(out->date);
	out->last = i;
	out->date = (struct pdate){0};
	if (t->token[i].text.n >= 8 && t->token[i].number == NO_NUMBER &&
	    t->token[i].text.p[0] <= '9' &&
	    pdate_parse(t->token[i].text, DATE_ORDER_DMY, &out->date))
		return out->date.day > 0;
	if (token_is(t, i, LEX_weekday) || token_is(t, i, LEX_relative)) {
		const struct meaning *m = token_means(t, i, LEX_weekday);

		m = m ? m : token_means(t, i, LEX_relative);
		out->relative = m->row;
		out->last = m->last;
		return true;
	}
	out->date = (struct pdate){ .year = year_at(t, i) };
	return out->date.year > 0;
}

/* The last day of that month and day up to the document's. */
static bool nearest_year(struct pdate d, struct pdate published,
			 struct pdate *out)
{
	int64_t day = pdate_last_day(published);

	d.year = published.year;
	if (pdate_first_day(d) > day)
		d.year--;
	*out = d;
	return true;
}

static int64_t weekday_of(int64_t day)
{
	return ((day + 3) % 7 + 7) % 7;	/* 1970-01-01 was a Thursday; 0: Monday */
}

bool spot_resolve(const struct spot *s, struct pdate published,
		  struct pdate *out)
{
	int64_t day = pdate_is(published) ? pdate_first_day(published) : 0;
	int back;

	if (s->date.year) {
		*out = s->date;
		return true;
	}
	if (!published.day)
		return false;
	if (!s->relative)
		return nearest_year(s->date, published, out);
	back = atoi(lex_value(s->relative));
	if (s->relative->cls == LEX_weekday)
		back = (int)((weekday_of(day) - back + 7) % 7);
	*out = pdate_of_day(day - back);
	return true;
}
