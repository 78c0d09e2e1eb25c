#include "read/counts.h"

#include <string.h>

#include "model/vocab.h"

enum {
	NOUN_REACH = 4,		/* words between a number and who is counted */
	KEY_REACH = 5,		/* and where they went */
	ACT_REACH = 12,		/* and the word of release */
	FAR_REACH = 8,		/* in another clause */
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

	if (is_infinitive(t, i))
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

/* --- which numbers count ---------------------------------------------------------- */

static bool is_year(const struct token *x)
{
	return !x->grouped && !x->word && x->text.n == 4 && x->number >= 1900 &&
	       x->number <= 2100;
}

/* "5 years", "63-year-old", "50 million": no people. */
static bool counts_other(const struct tokens *t, size_t i)
{
	size_t next = i + 1;

	while (next < t->n && token_in(t, next, LEX_number))
		next++;
	if (next < t->n && t->token[next].clause == t->token[i].clause &&
	    (token_is(t, next, LEX_unit) || token_is(t, next, LEX_month)))
		return true;
	return i > 0 && (token_is(t, i - 1, LEX_gl) ||
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
	return m && strcmp(m->row->value, "-") != 0 ? m->row->value : NULL;
}

/* Who is counted: a word for people before another number or a release. */
static void find_people(const struct tokens *t, struct count *c)
{
	for (size_t i = c->last + 1; i <= c->last + NOUN_REACH && i < t->n;
	     i++) {
		const struct meaning *m = token_means(t, i, LEX_people);

		if (t->token[i].clause != t->token[c->first].clause ||
		    t->token[i].number != NO_NUMBER ||
		    token_is(t, i, LEX_place) || token_is(t, i, LEX_subset))
			return;
		if (!m)
			continue;
		c->people = true;
		c->key = value_of(m);
		/* "31 Ukrainian citizens": the first says more. */
		if (c->key)
			return;
	}
}

static const char *how_at(const struct tokens *t, size_t i)
{
	const struct meaning *m = token_means(t, i, LEX_release_manner);

	m = m ? m : token_means(t, i, LEX_release_type);
	return m && strcmp(m->row->value, "unknown") != 0 ? m->row->value :
							    NULL;
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
			c->place = place->row->value;
		if (!c->how)
			c->how = how_at(t, i);
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

/* One sentence parts by one thing: by place, unless some of its parts tell
 * only how. */
static void choose_keys(struct count *list, size_t n)
{
	bool by_how = false;

	for (size_t i = 0; i < n; i++)
		by_how |= list[i].how && !list[i].place && !list[i].key;
	for (size_t i = 0; i < n; i++)
		if (!list[i].key)
			list[i].key = list[i].place &&
				!(by_how && list[i].how) ? list[i].place :
							   list[i].how;
}

static void find_bound(const struct tokens *t, struct count *c)
{
	const struct meaning *m;

	for (size_t back = 1; back <= 3 && back <= c->first; back++) {
		m = token_means(t, c->first - back, LEX_bound);
		if (m && m->last + 1 == c->first &&
		    strcmp(m->row->value, "range") != 0 &&
		    strcmp(m->row->value, "exact") != 0)
			c->bound = m->row->value;
	}
}

/* Nothing but bounds and "were" between the two. */
static bool touches(const struct tokens *t, size_t number, size_t act)
{
	size_t a = number < act ? number : act, b = number < act ? act : number;

	for (size_t i = a + 1; i < b; i++)
		if (!token_in(t, i, LEX_bound) && !token_in(t, i, LEX_number) &&
		    !token_in(t, i, LEX_free) && !token_in(t, i, LEX_thin))
			return false;
	return true;
}

static bool is_date_part(const struct tokens *t, size_t i)
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

static bool take_number(const struct tokens *t, size_t i, bool labelled,
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
	if (counts_other(t, i) || is_date_part(t, i))
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

/* --- what they count ---------------------------------------------------------------- */

static size_t distance(size_t a, size_t b)
{
	return a < b ? b - a : a - b;
}

/* The true word of release nearest to the number, or t->n. */
static size_t nearest_act(const struct tokens *t, const struct count *c)
{
	size_t best = t->n, near = ACT_REACH + 1;

	for (size_t i = 0; i < t->n; i++) {
		size_t far;

		if (!token_is(t, i, LEX_free) || !counts_true_act(t, i))
			continue;
		far = i < c->first ? c->first - i : distance(i, c->last);
		if (t->token[i].clause != t->token[c->first].clause)
			far += ACT_REACH - FAR_REACH;
		if (far < near) {
			near = far;
			best = i;
		}
	}
	return best;
}

static bool clause_has(const struct tokens *t, size_t i, enum lex cls)
{
	for (size_t k = 0; k < t->n; k++)
		if (t->token[k].clause == t->token[i].clause &&
		    token_is(t, k, cls))
			return true;
	return false;
}

/* Between the two stands something that parts them. */
static bool parted(const struct tokens *t, size_t a, size_t b)
{
	size_t from = a < b ? a : b, to = a < b ? b : a;

	for (size_t i = from + 1; i < to; i++) {
		if (token_is(t, i, LEX_subset))
			return true;
		if (t->token[a].clause != t->token[b].clause &&
		    t->token[i].number != NO_NUMBER &&
		    !is_date_part(t, i) && !counts_other(t, i))
			return true;
	}
	return false;
}

static bool is_act(const struct tokens *t, const struct count *c)
{
	size_t act = nearest_act(t, c);

	if (act == t->n || parted(t, c->first, act))
		return false;
	if (c->people)
		return true;
	/* "freed 123, among them ..."; "123 were pardoned" */
	return t->token[act].clause == t->token[c->first].clause &&
	       touches(t, c->first, act);
}

static bool gives_way(const char *scope)
{
	return strcmp(scope, "arrested_total") == 0 ||
	       strcmp(scope, "listed") == 0 || strcmp(scope, "new") == 0 ||
	       strcmp(scope, "remaining") == 0;
}

/* Has a clause before the number's only a scope, and no number of its own? "In
 * total, 156 people were freed". */
static bool leads(const struct tokens *t, size_t scope, const struct count *c)
{
	int clause = t->token[scope].clause;

	if (clause + 1 != t->token[c->first].clause)
		return false;
	for (size_t i = 0; i < t->n; i++)
		if (t->token[i].clause == clause &&
		    ((t->token[i].number != NO_NUMBER && !is_date_part(t, i)) ||
		     token_is(t, i, LEX_free) || token_is(t, i, LEX_people)))
			return false;
	return true;
}

/* "since July 2024": a total, unless somebody sits since then. */
static size_t since_at(const struct tokens *t, const struct count *c)
{
	struct spot s;

	for (size_t i = 0; i + 1 < t->n; i++) {
		if (!token_is(t, i, LEX_since) ||
		    !token_date(t, i + 1, &s) || s.relative)
			continue;
		if ((t->token[i].clause == t->token[c->first].clause ||
		     leads(t, i, c)) && !clause_has(t, i, LEX_held))
			return i;
	}
	return t->n;
}

static void find_scope(const struct tokens *t, struct count *c)
{
	size_t act = nearest_act(t, c), best = ACT_REACH + 9;

	for (size_t i = 0; i < t->n; i++) {
		const struct meaning *m = token_means(t, i, LEX_count_scope);
		size_t far = distance(i, c->first);

		if (!m || strcmp(m->row->value, "this_act") == 0)
			continue;
		if (t->token[i].clause != t->token[c->first].clause &&
		    !leads(t, i, c))
			continue;
		if (gives_way(m->row->value) && act < t->n &&
		    t->token[act].clause == t->token[c->first].clause &&
		    distance(act, c->first) <= far)
			continue;
		if (strcmp(m->row->value, "new") == 0 &&
		    (far > 2 || (c->people && i > c->first + 2)))
			continue;
		if (far < best) {
			best = far;
			c->scope = m->row->value;
		}
	}
	if (!c->scope && act < t->n && since_at(t, c) < t->n)
		c->scope = "cumulative_since";
}

static bool behind_subset(const struct tokens *t, const struct count *c,
			  size_t from)
{
	return token_find(t, from, c->first, LEX_subset) < c->first;
}

/* "из 250 человек 15 покинули страну": the whole stands behind "of". */
static bool is_whole(const struct tokens *t, const struct count *c)
{
	return c->first > 0 && c->people &&
	       token_is(t, c->first - 1, LEX_of);
}

/* A manner or a destination tells of an act by itself. */
static bool tells_act(const struct count *c)
{
	return c->key && vocab_label(VOCAB_release_manner, slice_of(c->key));
}

static void mark_part(const struct tokens *t, struct count *list, size_t i,
		      const struct count *whole)
{
	struct count *c = &list[i];

	if (!whole || whole == c || c->n > whole->n ||
	    (c->scope && !whole->scope))
		return;
	if (whole->first < c->first &&
	    behind_subset(t, c, whole->last + 1)) {
		c->part = c->subset = true;
		if (c->scope && strcmp(c->scope, "cumulative_since") == 0)
			c->part = c->subset = false;
	} else if (c->key && c->n < whole->n && !c->scope) {
		c->part = true;
	}
}

static void find_grounds(const struct tokens *t, struct count *c)
{
	size_t act = nearest_act(t, c);

	if (act == t->n ||
	    (c->key && vocab_label(VOCAB_release_type, slice_of(c->key))))
		return;
	c->ground = value_of(token_means(t, act, LEX_free));
}

/* Which of them is the whole: the first of an act, else what "of" says. */
static struct count *whole_of(const struct tokens *t, struct count *list,
			      size_t n)
{
	bool told = false;

	for (size_t i = 0; i < n; i++)
		if (!list[i].share && !list[i].scope &&
		    is_act(t, &list[i]) && list[i].n > 1)
			return &list[i];
	for (size_t i = 0; i < n; i++)
		told |= tells_act(&list[i]);
	for (size_t i = 0; told && i < n; i++)
		if (is_whole(t, &list[i]) && !list[i].scope)
			return &list[i];
	return NULL;
}

/* "decrees of 16 August (30 people), 4 September (30)": numbers in brackets
 * behind days. */
static bool is_listed(const struct tokens *t, const struct count *c,
		      const struct spot *s)
{
	size_t decree = token_find(t, 0, c->first, LEX_decided);
	size_t act = token_find(t, 0, c->first, LEX_free);

	return t->token[c->first].bracket && s->last + 1 == c->first &&
	       (decree < c->first || act < c->first);
}

/* The day that belongs to the number: one just before it, else the nearest
 * that is no day of an arrest. */
static void find_day(const struct tokens *t, struct count *c)
{
	size_t best = 2 * t->n + 16;
	struct spot s;

	for (size_t i = 0; i < t->n; i++) {
		size_t far;

		if (!token_date(t, i, &s))
			continue;
		far = 2 * distance(s.first, c->first) +
		      (t->token[i].clause != t->token[c->first].clause ? 12 :
		       t->token[i].segment != t->token[c->first].segment);
		if (t->token[c->first].bracket && s.last + 1 == c->first)
			far = 0;
		if (!(i > 0 && token_is(t, i - 1, LEX_since)) &&
		    !(i > 0 && token_is(t, i - 1, LEX_until)) &&
		    !clause_has(t, i, LEX_held) &&
		    token_find(t, i > 3 ? i - 3 : 0, i, LEX_other_date) == i &&
		    (far < best || (s.date.day && !c->spot.date.day &&
				    !c->spot.relative))) {
			best = far;
			c->spot = s;
			c->dated = true;
		}
		i = s.last;
	}
}

/* "1,185 prisoners; 13 new, 13 freed": where flows are told, a number with a
 * clause of its own is those who are held. */
static void find_stock(const struct tokens *t, struct count *list, size_t n)
{
	bool flows = false;

	for (size_t i = 0; i < n; i++)
		flows |= list[i].scope && strcmp(list[i].scope, "new") == 0;
	for (size_t i = 0; flows && i < n; i++) {
		struct count *c = &list[i];
		size_t others = 0;

		for (size_t k = 0; k < t->n; k++)
			others += t->token[k].clause ==
				  t->token[c->first].clause &&
				  (k < c->first || k > c->last);
		if (c->people && !c->scope && !c->part && others <= 3 &&
		    !is_act(t, c))
			c->scope = "remaining";
	}
}

size_t counts_find(const struct tokens *t, bool labelled,
		   struct count out[COUNTS_MAX])
{
	struct count *whole;
	size_t n = 0;

	for (size_t i = 0; i < t->n && n < COUNTS_MAX; i++)
		if (t->token[i].number != NO_NUMBER &&
		    take_number(t, i, labelled, &out[n])) {
			find_scope(t, &out[n]);
			i = out[n++].last;
		}
	choose_keys(out, n);
	find_stock(t, out, n);
	whole = whole_of(t, out, n);
	for (size_t i = 0; i < n; i++)
		if (!out[i].share)
			mark_part(t, out, i, whole);
	for (size_t i = 0; i < n; i++) {
		struct count *c = &out[i];

		find_day(t, c);
		if (c->part || c->share)
			continue;
		find_grounds(t, c);
		if (!c->scope && (c == whole || (c->n > 1 && is_act(t, c)) ||
				  (c->dated && is_listed(t, c, &c->spot))))
			c->scope = "this_act";
		else if (c->scope && !c->people && c->n < 2)
			c->scope = NULL;
		else if (c->scope && !c->people &&
			 strcmp(c->scope, "new") != 0 &&
			 nearest_act(t, c) == t->n)
			c->scope = NULL;
	}
	return n;
}
