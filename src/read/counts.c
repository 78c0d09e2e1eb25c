/* What the numbers of a sentence count. */
#include <string.h>

#include "read/counts_inside.h"

enum {
	ACT_REACH = 12,		/* words between a number and the release */
	FAR_REACH = 8,		/* in another clause */
};

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

		/* "of those freed, five" tells no act; "among the freed 52"
		 * does. */
		if (!token_is(t, i, LEX_free) || !counts_true_act(t, i) ||
		    (token_in(t, i, LEX_subset) &&
		     !(i + 1 == c->first &&
		       t->token[i].clause == t->token[c->first].clause)))
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

static bool is_act(const struct tokens *t, const struct count *c)
{
	size_t act = nearest_act(t, c);

	if (act == t->n || count_parted(t, c->first, act))
		return false;
	if (c->people)
		return true;
	/* "freed 123, among them ..."; "123 were pardoned" */
	return t->token[act].clause == t->token[c->first].clause &&
	       count_touches(t, c->first, act);
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
		    ((t->token[i].number != NO_NUMBER && !count_in_date(t, i)) ||
		     token_is(t, i, LEX_free) || token_is(t, i, LEX_people)))
			return false;
	return true;
}

/* A date, or a month alone, here or one word on: "с конца ноября". */
static bool names_time(const struct tokens *t, size_t i)
{
	struct spot s;

	for (size_t k = i; k <= i + 1; k++)
		if (token_is(t, k, LEX_month) ||
		    (token_date(t, k, &s) && !s.relative))
			return true;
	return false;
}

/* "since July 2024": a total, unless somebody sits since then. */
static size_t since_at(const struct tokens *t, const struct count *c)
{
	for (size_t i = 0; i + 1 < t->n; i++) {
		if (!token_is(t, i, LEX_since) || !names_time(t, i + 1))
			continue;
		if ((t->token[i].clause == t->token[c->first].clause ||
		     leads(t, i, c)) && !token_clause_has(t, i, LEX_held))
			return i;
	}
	return t->n;
}

/* One sentence parts by one thing: by place, unless some of its parts tell
 * only how, or one alone tells a place. */
static void choose_keys(struct count *list, size_t n)
{
	bool by_how = false;
	size_t placed = 0;

	for (size_t i = 0; i < n; i++) {
		by_how |= list[i].how && !list[i].place && !list[i].key;
		placed += list[i].place && !list[i].key;
	}
	by_how |= placed == 1;
	for (size_t i = 0; i < n; i++)
		if (!list[i].key)
			list[i].key = list[i].place &&
				!(by_how && list[i].how) ? list[i].place :
							   list[i].how;
}

/* Does the scope at token i, `far` words away, hold for the number? */
static bool scope_holds(const struct tokens *t, const struct count *c,
			size_t i, size_t act, size_t far)
{
	const char *scope = lex_value(token_means(t, i, LEX_count_scope)->row);
	int clause = t->token[c->first].clause;

	if (strcmp(scope, "this_act") == 0 ||
	    (t->token[i].clause != clause && !leads(t, i, c)))
		return false;
	if (gives_way(scope) && act < t->n && t->token[act].clause == clause &&
	    distance(act, c->first) <= far)
		return false;
	return strcmp(scope, "new") != 0 ||
	       (far <= 2 && !(c->people && i > c->first + 2));
}

/* Deaths are of those who sit, and arrests a total. */
static bool scope_fits(const struct tokens *t, const struct count *c)
{
	bool captive = token_find(t, 0, t->n, LEX_captive) < t->n ||
		       token_find(t, 0, t->n, LEX_held) < t->n;

	if (strcmp(c->scope, "died") == 0)
		return captive;
	if (strcmp(c->scope, "arrested_total") == 0)
		return since_at(t, c) < t->n;
	return true;
}

/* "1,100 remain behind bars": nobody else sits there. */
static bool remain_held(const struct tokens *t, const struct count *c)
{
	return strcmp(c->scope, "remaining") == 0 && c->n > 1 &&
	       token_says(t, c->last + 1, LEX_count_scope, "remaining") &&
	       token_clause_has(t, c->first, LEX_held);
}

static void find_scope(const struct tokens *t, struct count *c)
{
	size_t act = nearest_act(t, c), best = ACT_REACH + 9;

	for (size_t i = 0; i < t->n; i++) {
		size_t far = distance(i, c->first);

		if (!token_is(t, i, LEX_count_scope) || far >= best ||
		    !scope_holds(t, c, i, act, far))
			continue;
		best = far;
		c->scope = lex_value(token_means(t, i, LEX_count_scope)->row);
		/* "the number of prisoners is 1,110" */
		for (size_t k = i; k <= token_means(t, i,
						    LEX_count_scope)->last; k++)
			c->people |= token_is(t, k, LEX_people);
	}
	if (c->scope && remain_held(t, c))
		c->people = true;
	if (c->scope && !scope_fits(t, c))
		c->scope = NULL;
	else if (!c->scope && act < t->n && since_at(t, c) < t->n)
		c->scope = "cumulative_since";
}

static bool behind_subset(const struct tokens *t, const struct count *c,
			  size_t from)
{
	for (size_t i = c->first; i-- > from;) {
		if (!token_is(t, i, LEX_subset))
			continue;
		/* "114 of them ..., nine ...": that is of the 114. */
		return i == 0 || (!token_in(t, i - 1, LEX_number) &&
				  t->token[i - 1].number == NO_NUMBER);
	}
	return false;
}

/* "из 40 человек семь уехали": the whole stands behind "of". */
static bool is_whole(const struct tokens *t, const struct count *c)
{
	return c->first > 0 && c->people &&
	       token_is(t, c->first - 1, LEX_of);
}

/* A manner or a destination tells of an act by itself. */
static bool tells_act(const struct count *c)
{
	return count_tells_manner(c->key);
}

/* "Fourteen of the 52 freed prisoners are foreigners" */
static bool is_of_whole(const struct tokens *t, struct count *c,
			const struct count *whole)
{
	const struct meaning *m = token_means(t, c->last + 1, LEX_of);

	if (!m || c->first > whole->first || whole->first > m->last + 2)
		return false;
	for (size_t i = whole->last + 1; i < t->n &&
	     t->token[i].clause == t->token[whole->first].clause; i++) {
		m = token_means(t, i, LEX_people);
		if (m && strcmp(lex_value(m->row), "-") != 0)
			c->key = lex_value(m->row);
	}
	return true;
}

static void mark_part(const struct tokens *t, struct count *c,
		      const struct count *whole)
{
	if (!whole || whole == c || c->n > whole->n ||
	    (c->scope && !whole->scope))
		return;
	if (is_of_whole(t, c, whole)) {
		c->part = c->subset = true;
	} else if (whole->first < c->first &&
		   behind_subset(t, c, whole->last + 1)) {
		c->part = c->subset = !c->scope ||
			strcmp(c->scope, "cumulative_since") != 0;
	} else if (c->key && c->n < whole->n && !c->scope) {
		c->part = true;
	}
}

/* "Fourteen of the 52 released are foreigners": the fourteen are. */
static void free_key(const struct count *list, size_t n, struct count *whole)
{
	for (size_t i = 0; whole && whole->key && i < n; i++)
		if (list[i].part && list[i].subset && list[i].key &&
		    list[i].last < whole->first &&
		    strcmp(list[i].key, whole->key) == 0)
			whole->key = NULL;
}

static void find_grounds(const struct tokens *t, struct count *c)
{
	size_t act = nearest_act(t, c);
	const struct meaning *m;

	if (count_tells_ground(c->key)) {
		c->ground = c->key;
	} else if (act < t->n) {
		m = token_means(t, act, LEX_free);
		c->ground = strcmp(lex_value(m->row), "-") ? lex_value(m->row) : NULL;
	}
}

static bool is_sex(const char *key)
{
	return key && (strcmp(key, "women") == 0 || strcmp(key, "men") == 0 ||
		       strncmp(key, "citizens:", 9) == 0);
}

/* "15 women and seven men" are two parts of what nobody tells. */
static bool is_one_sex(const struct count *list, size_t n, size_t i)
{
	for (size_t k = 0; is_sex(list[i].key) && k < n; k++)
		if (k != i && is_sex(list[k].key))
			return true;
	return false;
}

/* "69 people: 49 by pardon and 20 at the end of their terms": the parts tell
 * of an act, and add up. */
static bool adds_up(const struct tokens *t, const struct count *list, size_t n,
		    size_t i)
{
	bool act = nearest_act(t, &list[i]) < t->n;
	int64_t sum = 0;

	if (!list[i].people || list[i].scope || list[i].key)
		return false;
	for (size_t k = i + 1; k < n; k++)
		if (tells_act(&list[k]) || (act && is_sex(list[k].key)) ||
		    count_tells_ground(list[k].key))
			sum += list[k].n;
	return sum == list[i].n;
}

/* Which of them is the whole: the first of an act, else what "of" says. */
static struct count *whole_of(const struct tokens *t, struct count *list,
			      size_t n)
{
	bool told = false;

	for (size_t i = 0; i < n; i++)
		if (adds_up(t, list, n, i))
			return &list[i];
	for (size_t i = 0; i < n; i++)
		if (!list[i].share && !list[i].scope &&
		    !is_one_sex(list, n, i) &&
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

/* A day of an arrest, of a beginning or of an end is no day of the number. */
static bool is_own_day(const struct tokens *t, size_t i)
{
	if (i > 0 && (token_is(t, i - 1, LEX_since) ||
		      token_is(t, i - 1, LEX_until)))
		return false;
	return !token_clause_has(t, i, LEX_held) &&
	       token_find(t, i > 3 ? i - 3 : 0, i, LEX_other_date) == i;
}

static size_t day_distance(const struct tokens *t, const struct count *c,
			   const struct spot *s)
{
	const struct token *a = &t->token[s->first], *b = &t->token[c->first];

	if (b->bracket && s->last + 1 == c->first)
		return 0;
	return 2 * distance(s->first, c->first) +
	       (a->clause != b->clause ? 12 : a->segment != b->segment);
}

/* The day that belongs to the number: one in front of its bracket, else the
 * nearest; a day before a month or a year. */
static void find_day(const struct tokens *t, struct count *c)
{
	size_t best = 2 * t->n + 16;
	struct spot s;

	for (size_t i = 0; i < t->n; i++) {
		size_t far;
		bool finer;

		if (!token_date(t, i, &s))
			continue;
		far = day_distance(t, c, &s);
		finer = s.date.day && !c->spot.date.day && !c->spot.relative;
		if (is_own_day(t, i) && (far < best || finer)) {
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
		if (c->people && !c->scope && !c->part && others <= 5 &&
		    !is_act(t, c))
			c->scope = "remaining";
	}
}

static bool is_of_act(const struct tokens *t, const struct count *c)
{
	return !c->live && ((c->n > 1 && is_act(t, c)) ||
			    (c->dated && is_listed(t, c, &c->spot)));
}

/* What is no part gets the scope of its act, or none where it is no count. A
 * year alone is what a year's total has. */
static void settle(const struct tokens *t, struct count *c, bool whole)
{
	bool year;

	find_day(t, c);
	if (c->part || c->share)
		return;
	find_grounds(t, c);
	year = c->spot.date.year && !c->spot.date.month;
	if (!c->scope)
		c->scope = !whole && !is_of_act(t, c) ? NULL :
			   year ? "year_total" : "this_act";
	else if (strcmp(c->scope, "cumulative_since") == 0 && year &&
		 since_at(t, c) == t->n)
		c->scope = "year_total";
	else if (!c->people && (c->n < 2 || (strcmp(c->scope, "new") != 0 &&
					     nearest_act(t, c) == t->n)))
		c->scope = NULL;
}

size_t counts_find(const struct tokens *t, bool labelled,
		   struct count out[COUNTS_MAX])
{
	struct count *whole;
	size_t n = 0;

	for (size_t i = 0; i < t->n && n < COUNTS_MAX; i++)
		if (t->token[i].number != NO_NUMBER &&
		    count_read(t, i, labelled, &out[n])) {
			find_scope(t, &out[n]);
			i = out[n++].last;
		}
	choose_keys(out, n);
	find_stock(t, out, n);
	whole = whole_of(t, out, n);
	/* "Six Lithuanians and two Germans were freed": the last has the verb */
	for (size_t i = n; i-- > 0;)
		out[i].live = is_one_sex(out, n, i) &&
			      (is_act(t, &out[i]) ||
			       (i + 1 < n && out[i + 1].live && !whole &&
				t->token[out[i].first].clause ==
				t->token[out[i + 1].first].clause));
	for (size_t i = 0; i < n; i++)
		if (!out[i].share)
			mark_part(t, &out[i], whole);
	free_key(out, n, whole);
	for (size_t i = 0; i < n; i++)
		settle(t, &out[i], &out[i] == whole);
	return n;
}
