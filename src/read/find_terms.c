/* When a measure began, how long it lasts, and on how many it is. */
#include <stdlib.h>

#include "read/find_look.h"

enum { DATE_REACH = 8, CLAUSE_COST = 4, SEGMENT_COST = 8 };

static bool is_end(const struct tokens *t, size_t i)
{
	for (size_t back = 1; back <= 2 && back <= i; back++)
		if (token_is(t, i - back, LEX_until))
			return true;
	return false;
}

/* "until 28 February 2027" */
static void find_end(const struct look *l, struct measure *m)
{
	const struct tokens *t = l->t;
	struct spot s;

	for (size_t i = 0; i < t->n; i++) {
		if (!token_date(t, i, &s))
			continue;
		if (is_end(t, i) && s.date.year && !pdate_is(m->expires)) {
			m->expires = s.date;
			m->of_expires = *l->q;
		}
		i = s.last;
	}
}

/* Words between the two; a clause between them costs more than words do. */
static size_t day_distance(const struct tokens *t, size_t at,
			   const struct spot *s)
{
	size_t far = at < s->first ? s->first - at : at - s->last;
	int clauses = t->token[s->first].clause - t->token[at].clause;

	return far + (size_t)(CLAUSE_COST * abs(clauses)) +
	       (size_t)(SEGMENT_COST * (t->token[s->first].segment !=
					t->token[at].segment));
}

/* "GL 13 of December 15": the number of a licence is no day. */
static bool is_licence_number(const struct tokens *t, size_t i)
{
	return (i > 0 && token_in(t, i - 1, LEX_gl)) ||
	       (i > 1 && token_in(t, i - 2, LEX_gl) &&
		t->token[i].number != NO_NUMBER && t->token[i - 1].key.p[0] == 'n');
}

bool look_day(const struct look *l, size_t at, struct pdate *out)
{
	const struct tokens *t = l->t;
	struct spot s, best = {0};
	size_t near = SIZE_MAX;

	for (size_t i = 0; i < t->n; i++) {
		size_t far;

		if (is_licence_number(t, i) || !token_date(t, i, &s))
			continue;
		far = at < i || at > s.last ? day_distance(t, at, &s) : 0;
		if ((s.date.day || s.relative) && !is_end(t, i) && far < near &&
		    !(i > 0 && token_is(t, i - 1, LEX_since))) {
			near = far;
			best = s;
		}
		i = s.last;
	}
	return near < SIZE_MAX && spot_resolve(&best, l->f->published, out);
}

bool look_only_day(const struct look *l, struct pdate *out)
{
	const struct tokens *t = l->t;
	struct spot s, one = {0};
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (!token_date(t, i, &s))
			continue;
		if (s.date.day || s.date.month || s.relative) {
			n++;
			one = s;
		}
		i = s.last;
	}
	return n == 1 && (one.date.day || one.relative || one.date.year) &&
	       !is_end(t, one.first) &&
	       !(one.first > 0 && token_is(t, one.first - 1, LEX_since)) &&
	       spot_resolve(&one, l->f->published, out);
}

bool look_begin(const struct look *l, const struct said_state *x,
		       struct pdate *out)
{
	const struct tokens *t = l->t;
	struct spot s;

	for (size_t i = 0; i < t->n; i++) {
		if (!token_date(t, i, &s))
			continue;
		if (t->token[i].clause == t->token[x->first].clause &&
		    i > x->last && i - x->last <= DATE_REACH &&
		    !is_end(t, i) && spot_resolve(&s, l->f->published, out))
			return true;
		i = s.last;
	}
	return false;
}

static bool is_plain_number(const struct tokens *t, size_t i)
{
	const struct token *x = &t->token[i];
	struct spot s;

	if (x->number < 1 || x->percent || x->ordinal || x->joined ||
	    token_is(t, i + 1, LEX_unit) || token_is(t, i + 1, LEX_share))
		return false;
	if (i > 0 && (token_in(t, i - 1, LEX_gl) || token_is(t, i - 1, LEX_month)))
		return false;
	return !token_date(t, i, &s);
}

/* "312 individuals and 57 organisations", "three potash companies" */
static void find_numbers(const struct look *l, struct measure *m)
{
	const struct tokens *t = l->t;

	for (size_t i = 0; i < t->n; i++) {
		if (!is_plain_number(t, i) || token_clause_has(t, i, LEX_free))
			continue;
		for (size_t k = i + 1; k <= i + 3 && k < t->n; k++) {
			/* "three Belarusian firms" are no Belarusians */
			bool people = token_is(t, k, LEX_people) &&
				      !token_is(t, k + 1, LEX_entity);
			int64_t *n = token_is(t, k, LEX_entity) ?
				(m->instrument.n || m->sector ?
				 &m->targets : &m->entities) :
				people ? &m->persons : NULL;

			if (t->token[k].number != NO_NUMBER ||
			    t->token[k].clause != t->token[i].clause)
				break;
			if (!n)
				continue;
			if (*n == 0) {
				*n = t->token[i].number;
				m->of_counts = *l->q;
			}
			break;
		}
	}
}

void look_terms(const struct look *l, struct measure *m)
{
	const struct tokens *t = l->t;

	for (size_t i = 0; i < t->n; i++) {
		const struct meaning *x = token_means(t, i, LEX_term);

		if (x && !m->term) {
			m->term = lex_value(x->row);
			m->of_term = *l->q;
		}
	}
	find_end(l, m);
	find_numbers(l, m);
}

void look_licence(const struct look *l, struct measure *m)
{
	const struct tokens *t = l->t;

	for (size_t i = 0; i < t->n; i++) {
		if (token_is(t, i, LEX_no_end) && !m->open_ended)
			m->open_ended = true, m->of_end = *l->q;
		if (token_is(t, i, LEX_no_unblock) && !m->blocked)
			m->blocked = true, m->of_blocked = *l->q;
		if ((token_is(t, i, LEX_fifty) ||
		     (t->token[i].number == 50 && t->token[i].percent)) &&
		    !m->fifty)
			m->fifty = true, m->of_fifty = *l->q;
	}
}

bool look_revoked(const struct look *l)
{
	for (size_t i = 0; i < l->t->n; i++)
		if (token_says(l->t, i, LEX_issue, "revoked"))
			return true;
	return false;
}
