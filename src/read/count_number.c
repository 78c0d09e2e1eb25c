/* Numbers, as far as they count people. */
#include <string.h>

#include "read/counts_inside.h"

enum {
	NOUN_REACH = 4,		/* words between a number and who is counted */
	KEY_REACH = 5,		/* and where they went */
	MODE_REACH = 7,		/* a word of intent and what is intended */
};

/* --- what is true --------------------------------------------------------------- */

/* "decided to free", "a decree to pardon" have happened; "to free" has not. */
static bool is_infinitive(const struct tokens *t, size_t i)
{
	size_t from = i > 4 ? i - 4 : 0;

	if (i == 0 || !slice_is(t->token[i - 1].key, "to"))
		return false;
	return token_find(t, from, i, LEX_decided) == i;
}

static bool is_denial(const struct tokens *t, size_t i)
{
	/* "no fewer than" and "not less than" deny nothing. */
	return token_is(t, i, LEX_deny) && !token_in(t, i, LEX_bound) &&
	       !token_is(t, i, LEX_count_scope);
}

bool counts_true_act(const struct tokens *t, size_t i)
{
	size_t from = i > MODE_REACH ? i - MODE_REACH : 0;

	if (is_infinitive(t, i) || token_says(t, i, LEX_free, "no") ||
	    token_is(t, 0, LEX_cond))
		return false;
	for (size_t k = i; k-- > from;) {
		if (t->token[k].segment != t->token[i].segment)
			break;
		if (token_is_mode(t, k) && !token_in(t, k, LEX_free))
			return false;
		if (is_denial(t, k))
			return false;
	}
	return true;
}

/* --- keys of parts ----------------------------------------------------------------
 *
 * Asked for every part; their vocabularies are long. t_extract_events holds the
 * two to each other. */

static bool is_one_of(const char *key, const char *const *list)
{
	while (*list && strcmp(*list, key) != 0)
		list++;
	return *list != NULL;
}

bool count_tells_manner(const char *key)
{
	static const char *const keys[] = {
		"deported", "stayed", "refused_deportation", "transferred",
		"left", "returned_to_custody", NULL,
	};

	return key && is_one_of(key, keys);
}

bool count_tells_ground(const char *key)
{
	static const char *const keys[] = {
		"pardon", "amnesty", "term_served", "exchange", "parole",
		"softened", "acquitted", "dropped", "bail", "medical", NULL,
	};

	return key && is_one_of(key, keys);
}

/* --- which numbers count ---------------------------------------------------------- */

static bool is_year(const struct token *x)
{
	return !x->grouped && !x->word && x->text.n == 4 && x->number >= 1900 &&
	       x->number <= 2100;
}

bool count_of_other(const struct tokens *t, size_t i)
{
	size_t next = i + 1;

	while (next < t->n && token_in(t, next, LEX_number))
		next++;
	if (next < t->n && t->token[next].clause == t->token[i].clause &&
	    (token_is(t, next, LEX_unit) || token_is(t, next, LEX_month)))
		return true;
	/* "2 to 11 years" */
	if (token_is(t, next, LEX_until) && next + 2 < t->n &&
	    t->token[next + 1].number != NO_NUMBER &&
	    token_is(t, next + 2, LEX_unit))
		return true;
	return i > 0 && (token_is(t, i - 1, LEX_gl) ||
			 token_says(t, i - 1, LEX_unit, "thing") ||
			 t->token[i].joined);
}

static size_t end_of_number(const struct tokens *t, size_t i)
{
	const struct token *x = &t->token[i];
	const char *end = x->text.p + x->text.n;

	while (i + 1 < t->n && t->token[i + 1].text.p < end)
		i++;
	return i;
}

static const char *value_of(const struct meaning *m)
{
	return m && strcmp(lex_value(m->row), "-") != 0 &&
	       strcmp(lex_value(m->row), "no") != 0 ? lex_value(m->row) : NULL;
}

/* "14 of them are ...": goes on behind the words of a part. */
static size_t behind_part(const struct tokens *t, size_t i)
{
	const struct meaning *m = token_means(t, i, LEX_subset);

	return m ? m->last + 1 : i;
}

/* Who is counted: a word for people before another number or a release. Behind
 * a dash it may stand first: "14 - foreigners". */
static void find_people(const struct tokens *t, struct count *c)
{
	size_t from = behind_part(t, c->last + 1);
	bool part = from > c->last + 1;

	for (size_t i = from; i < from + NOUN_REACH && i < t->n; i++) {
		const struct meaning *m = token_means(t, i, LEX_people);

		if ((t->token[i].clause != t->token[c->first].clause &&
		     i > from + 1) ||
		    t->token[i].number != NO_NUMBER ||
		    token_is(t, i, LEX_place) || token_is(t, i, LEX_subset))
			return;
		if (!m)
			continue;
		if (t->token[i].clause != t->token[c->first].clause &&
		    !(part || (i == from && value_of(m))))
			return;
		c->people = true;
		c->key = value_of(m);
		return;
	}
}

static const char *how_at(const struct tokens *t, size_t i)
{
	/* "left prison" is no leaving of the country. */
	const struct meaning *m = token_is(t, i, LEX_free) ? NULL :
		token_means(t, i, LEX_release_manner);

	m = m ? m : token_means(t, i, LEX_release_type);
	if (!m || strcmp(lex_value(m->row), "unknown") == 0 ||
	    strcmp(lex_value(m->row), "death") == 0)
		return NULL;
	return lex_value(m->row);
}

/* "three were pardoned": the release itself, of a number that names nobody. */
static const char *ground_at(const struct tokens *t, size_t i)
{
	return value_of(token_means(t, i, LEX_free));
}

/* "114 to Ukraine", "15 deported", "20 at end of term": what makes it a part. */
static void find_key(const struct tokens *t, struct count *c)
{
	for (size_t i = c->last + 1; i <= c->last + KEY_REACH && i < t->n;
	     i++) {
		const struct meaning *place = token_means(t, i, LEX_place);

		/* "nine - to Lithuania" */
		if ((t->token[i].clause != t->token[c->first].clause &&
		     !(place && i == c->last + 1)) ||
		    t->token[i].number != NO_NUMBER)
			return;
		if (!c->place && place)
			c->place = lex_value(place->row);
		if (!c->how)
			c->how = how_at(t, i);
		if (!c->how && !c->people)
			c->how = ground_at(t, i);
	}
}

/* "вывезлі 51", "refused: one": the word before the number. */
static void find_key_before(const struct tokens *t, struct count *c)
{
	for (size_t back = 1; back <= 2 && back <= c->first && !c->how; back++) {
		if (t->token[c->first - back].number != NO_NUMBER)
			return;
		if (token_is(t, c->first - back, LEX_release_manner))
			c->how = how_at(t, c->first - back);
	}
}

static void find_bound(const struct tokens *t, struct count *c)
{
	const struct meaning *m;

	for (size_t back = 1; back <= 3 && back <= c->first; back++) {
		m = token_means(t, c->first - back, LEX_bound);
		if (m && m->last + 1 == c->first &&
		    strcmp(lex_value(m->row), "range") != 0 &&
		    strcmp(lex_value(m->row), "exact") != 0)
			c->bound = lex_value(m->row);
	}
	if (!c->bound && token_is(t, c->last + 1, LEX_upwards))
		c->bound = "at_least";
}

/* Nothing is counted that the words name: "200 workers", "15 new models". */
static bool stands_bare(const struct tokens *t, size_t number)
{
	size_t next = end_of_number(t, number) + 1;

	return next >= t->n ||
	       t->token[next].clause != t->token[number].clause ||
	       t->token[next].number != NO_NUMBER ||
	       token_in(t, next, LEX_thin) || token_is(t, next, LEX_free) ||
	       token_is(t, next, LEX_subset) || token_is(t, next, LEX_place) ||
	       token_is(t, next, LEX_month) || token_is(t, next, LEX_weekday) ||
	       token_is(t, next, LEX_relative) ||
	       token_is(t, next, LEX_release_manner);
}

bool count_touches(const struct tokens *t, size_t number, size_t act)
{
	size_t a = number < act ? number : act, b = number < act ? act : number;

	for (size_t i = a + 1; i < b; i++)
		if (!token_in(t, i, LEX_bound) && !token_in(t, i, LEX_number) &&
		    !token_in(t, i, LEX_free) && !token_in(t, i, LEX_thin))
			return false;
	return stands_bare(t, number);
}

bool count_in_date(const struct tokens *t, size_t i)
{
	struct spot s;

	for (size_t from = i > 3 ? i - 3 : 0; from <= i; from++)
		if (token_date(t, from, &s) && !s.relative && s.first <= i &&
		    s.last >= i && (s.date.month || s.date.year))
			return true;
	return false;
}

static bool is_named_before(const struct tokens *t, size_t i)
{
	return token_find(t, 0, i, LEX_people) < i ||
	       token_find(t, 0, i, LEX_count_scope) < i ||
	       token_find(t, 0, i, LEX_free) < i;
}

bool count_read(const struct tokens *t, size_t i, bool labelled,
			struct count *c)
{
	const struct token *x = &t->token[i];

	*c = (struct count){ .first = i, .last = end_of_number(t, i),
			     .n = x->number };
	if (x->number < 1 || x->number > COUNT_MOST || x->ordinal)
		return false;
	c->share = x->percent || token_is(t, c->last + 1, LEX_share);
	if (c->share)
		return x->number <= 100;
	if (count_of_other(t, i) || count_in_date(t, i))
		return false;
	find_people(t, c);
	if (is_year(x) && !c->people)
		return false;
	c->people = c->people || (labelled && is_named_before(t, i));
	find_key(t, c);
	find_key_before(t, c);
	find_bound(t, c);
	return true;
}

static bool is_other_number(const struct tokens *t, size_t i)
{
	return t->token[i].number != NO_NUMBER && !count_in_date(t, i) &&
	       !count_of_other(t, i);
}

/* Does the clause of the token begin with it, but for "were" and "more than"? */
static bool opens_clause(const struct tokens *t, size_t i)
{
	while (i > 0 && t->token[i - 1].clause == t->token[i].clause) {
		i--;
		if (!token_in(t, i, LEX_thin) && !token_in(t, i, LEX_bound) &&
		    !token_in(t, i, LEX_count_scope))
			return false;
	}
	return true;
}

/* "12 people sentenced in 2021 and freed": another verb, then one of somebody
 * else. */
static bool is_judged(const struct tokens *t, size_t from, size_t to)
{
	bool judged = false, and = false;

	for (size_t i = from + 1; i < to; i++) {
		judged |= token_is(t, i, LEX_other_date) &&
			  !token_is(t, i, LEX_people);
		and |= token_is(t, i, LEX_join) &&
		       !token_in(t, i, LEX_number);
	}
	return judged && and;
}

bool count_parted(const struct tokens *t, size_t number, size_t act)
{
	size_t from = number < act ? number : act;
	size_t to = number < act ? act : number;
	bool apart = t->token[number].clause != t->token[act].clause;

	for (size_t i = from + 1; i < to; i++) {
		/* "18 people, among them X, were freed": closed again */
		if (token_is(t, i, LEX_subset) &&
		    (t->token[i].clause == t->token[to].clause || act < number))
			return true;
		if ((apart || number < act) && is_other_number(t, i))
			return true;
	}
	return (number < act && is_judged(t, from, to)) ||
	       (apart && !opens_clause(t, to));
}
