/* Counts of a sentence, gathered into acts over the page. */
#include <string.h>

#include "read/findings.h"

static bool same_word(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_date(struct pdate a, struct pdate b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* Is the one date within the other, or one of them not told? */
static bool agrees(const struct act *a, struct pdate d, int day)
{
	if (a->day && day && a->day != day)
		return false;
	if (!pdate_is(a->date) || !pdate_is(d))
		return true;
	if (a->date.year != d.year)
		return false;
	if (!a->date.month || !d.month)
		return true;
	return a->date.month == d.month &&
	       (!a->date.day || !d.day || a->date.day == d.day);
}

static struct act *act_of(struct findings *f, const struct count *c,
			  struct pdate date, int day)
{
	struct act *a;

	for (a = f->act; a < f->act + f->acts; a++)
		if (a->n == c->n && same_word(a->scope, c->scope) &&
		    agrees(a, date, day))
			return a;
	if (f->acts == ACTS_MAX)
		return NULL;
	f->acts++;
	*a = (struct act){ .scope = c->scope, .n = c->n };
	return a;
}

static void add_quote(struct act *a, const struct quote *q)
{
	/* Now somebody says it. */
	a->sum = a->sum && a->n_quotes == 0;
	if (a->n_quotes == ACT_QUOTES ||
	    (a->n_quotes > 0 && a->quote[a->n_quotes - 1].at == q->at &&
	     slice_eq(a->quote[a->n_quotes - 1].text, q->text)))
		return;
	a->quote[a->n_quotes++] = *q;
}

static void add_part(struct part *list, size_t *n, const struct part *p)
{
	for (size_t i = 0; i < *n; i++)
		if (same_word(list[i].key, p->key))
			return;
	if (*n < PARTS_MAX)
		list[(*n)++] = *p;
}

static void add_place(struct act *a, const char *place, const struct quote *q)
{
	for (size_t i = 0; i < a->places; i++)
		if (strcmp(a->place[i], place) == 0)
			return;
	if (a->places == PLACES_MAX)
		return;
	a->of_place = a->places ? a->of_place : *q;
	a->place[a->places++] = place;
}

static bool is_place(const char *key)
{
	return key[0] >= 'A' && key[0] <= 'Z';
}

static bool is_manner(const char *key)
{
	return count_tells_manner(key);
}

/* Parts of one partition add up to the whole. */
static int partition_of(const char *key)
{
	static const char *const sexes[] = { "women", "men" };

	if (is_place(key))
		return 0;
	if (is_manner(key))
		return 1;
	for (size_t i = 0; i < 2; i++)
		if (strcmp(key, sexes[i]) == 0)
			return 2;
	if (count_tells_ground(key))
		return 3;
	return 4;
}

/* --- the day --------------------------------------------------------------------- */

static void find_date(const struct findings *f, const struct count *c,
		      struct pdate *date, int *day)
{
	*date = (struct pdate){0};
	*day = 0;
	if (!c->dated)
		return;
	if (!spot_resolve(&c->spot, f->published, date))
		*day = c->spot.date.month * 100 + c->spot.date.day;
}

/* A day says more than the month that another sentence had. */
static void set_date(struct act *a, struct pdate date, int day,
		     const struct quote *q)
{
	bool finer = pdate_is(date) &&
		     (!pdate_is(a->date) || (!a->date.day && date.day) ||
		      (!a->date.month && date.month));

	if (finer && !same_date(a->date, date)) {
		a->date = date;
		a->dated = *q;
	}
	if (day)
		a->day = day;
}

/* --- what stands beside the number -------------------------------------------------- */

/* How they left, where the sentence has no other number for it. */
static void find_manner(struct findings *f, struct act *a,
			const struct count *c, bool parted,
			const struct quote *q)
{
	const struct tokens *t = &f->tokens;

	for (size_t i = 0; i < t->n; i++) {
		const struct meaning *m = token_means(t, i,
						      LEX_release_manner);
		const struct meaning *p = token_means(t, i, LEX_place);
		bool near = t->token[i].segment ==
			    t->token[c->first].segment ||
			    t->token[i].segment ==
			    t->token[c->first].segment + 1;

		if (p && near)
			add_place(a, lex_value(p->row), q);
		if (!m || !near || parted || a->manner ||
		    token_is(t, i, LEX_free) || !is_manner(lex_value(m->row)) ||
		    !counts_true_act(t, i))
			continue;
		a->manner = lex_value(m->row);
		a->of_manner = *q;
	}
}

static void find_speaker(struct findings *f, struct act *a,
			 const struct count *c, const struct quote *q)
{
	struct slice name = a->speaker.n ? SLICE_NONE :
			    speaker_of(&f->tokens, c);

	if (name.n < 2)
		return;
	a->speaker = arena_slice(f->mem, name);
	a->of_speaker = *q;
}

static void find_since(struct findings *f, struct act *a,
		       const struct quote *q)
{
	const struct tokens *t = &f->tokens;
	struct spot s;

	for (size_t i = 0; i + 1 < t->n; i++)
		if (token_is(t, i, LEX_since) &&
		    (token_date(t, i + 1, &s) || token_date(t, i + 2, &s)) &&
		    spot_resolve(&s, f->published, &a->since)) {
			a->of_since = *q;
			return;
		}
}

/* What the number's own key tells of the whole act: "31 Ukrainians", "52 to
 * Lithuania". */
static void fill_key(struct act *a, const struct count *c,
		     const struct quote *q)
{
	struct part p = { c->key, c->n, false, true, *q };

	if (!c->key)
		return;
	if (is_place(c->key)) {
		add_place(a, c->key, q);
	} else if (is_manner(c->key)) {
		a->of_manner = a->manner ? a->of_manner : *q;
		a->manner = a->manner ? a->manner : c->key;
	} else if (count_tells_ground(c->key)) {
		a->of_ground = a->ground ? a->of_ground : *q;
		a->ground = a->ground ? a->ground : c->key;
	} else if (c->people) {
		add_part(a->part, &a->parts, &p);
	}
}

static void fill(struct findings *f, struct act *a, const struct count *c,
		 const struct quote *q)
{
	if (c->bound && !a->bound)
		a->bound = c->bound;
	if (c->ground && !a->ground) {
		a->ground = c->ground;
		a->of_ground = *q;
	}
	if (strcmp(a->scope, "cumulative_since") == 0)
		find_since(f, a, q);
	find_speaker(f, a, c, q);
	if (strcmp(a->scope, "this_act") == 0)
		fill_key(a, c, q);
}

static void take_part(struct findings *f, struct act *whole,
		      const struct count *c, bool one, const struct quote *q)
{
	struct part p = { c->key, c->n, c->subset || one, c->people, *q };

	if (!c->key)
		return;
	if (whole) {
		add_part(whole->part, &whole->parts, &p);
		if (is_place(c->key))
			add_place(whole, c->key, q);
	} else {
		add_part(f->orphan, &f->orphans, &p);
	}
}

static bool is_orphan(const struct count *c)
{
	return !c->share && !c->part && !c->scope && c->key;
}

static void take_share(struct act *a, const struct count *c,
		       const struct quote *q)
{
	if (!a || a->share)
		return;
	a->share = c->n;
	a->of_share = *q;
}

/* The act that the number is of, or NULL where there is no room. */
static struct act *take_count(struct findings *f, const struct count *c,
			      const struct quote *q)
{
	struct pdate date;
	struct act *a;
	int day;

	find_date(f, c, &date, &day);
	a = act_of(f, c, date, day);
	if (!a)
		return NULL;
	set_date(a, date, day, q);
	add_quote(a, q);
	fill(f, a, c, q);
	return a;
}

/* "15 women and seven men were pardoned": 22, though nobody says so. */
static struct act *take_sum(struct findings *f, const struct count *list,
			    size_t n, const struct quote *q)
{
	struct count sum = { .scope = "this_act" };
	struct quote by = *q;
	struct act *a;

	for (size_t i = 0; i < n; i++)
		if (list[i].live && !list[i].part) {
			if (!sum.n)
				sum = list[i];
			else
				sum.n += list[i].n;
		}
	if (!sum.n)
		return NULL;
	sum.scope = "this_act";
	sum.key = sum.bound = NULL;
	by.rule = "sentence.sum";
	by.confidence = 70;
	a = take_count(f, &sum, &by);
	if (a && a->n_quotes == 1)
		a->sum = true;
	return a;
}

static bool alone(const struct count *list, size_t n, size_t i)
{
	for (size_t k = 0; list[i].key && k < n; k++)
		if (k != i && list[k].key && (list[k].part ||
					      is_orphan(&list[k])) &&
		    partition_of(list[k].key) == partition_of(list[i].key))
			return false;
	return true;
}

static void take_parts(struct findings *f, struct act *whole,
		       const struct count *list, size_t n,
		       const struct quote *q)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].part || is_orphan(&list[i]))
			take_part(f, list[i].part || list[i].live ? whole :
				  NULL, &list[i], alone(list, n, i), q);
}

/* A row that tells the day alone. */
static void note_day(struct findings *f, const struct quote *q)
{
	const struct tokens *t = &f->tokens;
	struct spot s;

	if (pdate_is(f->day) || token_find(t, 0, t->n, LEX_free) == t->n)
		return;
	for (size_t i = 1; i < t->n; i++)
		if (token_date(t, i, &s) && s.date.day && s.date.year &&
		    s.last + 1 == t->n) {
			f->day = s.date;
			f->of_day = *q;
			return;
		}
}

/* It is the day of the act, where there is one. */
static void give_day(struct findings *f)
{
	struct act *only = NULL;
	size_t n = 0;

	for (size_t i = 0; i < f->acts; i++)
		if (strcmp(f->act[i].scope, "this_act") == 0) {
			only = &f->act[i];
			n++;
		}
	if (n == 1 && !pdate_is(only->date) && pdate_is(f->day)) {
		only->date = f->day;
		only->dated = f->of_day;
	}
}

void find_acts(struct findings *f, bool labelled, const struct quote *q)
{
	struct count list[COUNTS_MAX];
	size_t n = counts_find(&f->tokens, labelled, list), acts = 0;
	struct act *whole = NULL, *a = NULL;
	const struct count *of = NULL;
	bool parted = false;	/* by how they left */

	if (labelled && n == 0)
		note_day(f, q);
	for (size_t i = 0; i < n; i++) {
		const struct count *c = &list[i];

		parted |= c->part && c->how;
		if (c->share)
			take_share(a, c, q);
		if (c->share || c->part || !c->scope)
			continue;
		acts++;
		a = take_count(f, c, q);
		if (a && !whole && strcmp(c->scope, "this_act") == 0) {
			whole = a;
			of = c;
		}
	}
	if (whole && acts == 1)
		find_manner(f, whole, of, parted, q);
	if (!whole)
		whole = take_sum(f, list, n, q);
	take_parts(f, whole, list, n, q);
}

/* --- parts without a whole ------------------------------------------------------------ */

enum { PARTITIONS = 4 };

static struct act *act_with(struct findings *f, int64_t n)
{
	for (size_t i = 0; i < f->acts; i++)
		if (f->act[i].n == n &&
		    strcmp(f->act[i].scope, "this_act") == 0)
			return &f->act[i];
	return NULL;
}

static bool has_act(const struct findings *f)
{
	for (size_t i = 0; i < f->acts; i++)
		if (strcmp(f->act[i].scope, "this_act") == 0)
			return true;
	return false;
}

/* "51 were taken away, one refused": nobody says 52, but that is what there
 * were. */
static struct act *add_sum(struct findings *f, int64_t sum,
			   const struct quote *q)
{
	struct count c = { .scope = "this_act", .n = sum };
	struct act *a = act_of(f, &c, (struct pdate){0}, 0);
	struct quote by = *q;

	if (!a)
		return NULL;
	a->sum = true;
	by.rule = "sentence.sum";
	by.confidence = 70;
	add_quote(a, &by);
	return a;
}

/* "51 people were taken to Lithuania", and no other number is told. */
static void add_alone(struct findings *f, const struct part *p)
{
	struct count c = { .scope = "this_act", .n = p->n };
	struct act *a;

	if (strcmp(p->key, "deported") != 0 &&
	    strcmp(p->key, "transferred") != 0)
		return;
	a = act_of(f, &c, (struct pdate){0}, 0);
	if (!a)
		return;
	add_quote(a, &p->quote);
	a->manner = p->key;
	a->of_manner = p->quote;
}

/* The first of a partition among the orphans, how many, and their sum. */
static const struct part *add_up(const struct findings *f, int kind, size_t *n,
				 int64_t *sum)
{
	const struct part *first = NULL;

	*n = 0;
	*sum = 0;
	for (size_t i = 0; i < f->orphans; i++)
		if (partition_of(f->orphan[i].key) == kind) {
			first = first ? first : &f->orphan[i];
			*sum += f->orphan[i].n;
			++*n;
		}
	return first;
}

static void give_parts(struct findings *f, struct act *a, int kind)
{
	for (size_t i = 0; i < f->orphans; i++) {
		const struct part *p = &f->orphan[i];

		if (partition_of(p->key) != kind)
			continue;
		add_part(a->part, &a->parts, p);
		if (is_place(p->key))
			add_place(a, p->key, &p->quote);
	}
}

/* Parts belong to the act that they add up to. */
void find_acts_end(struct findings *f)
{
	give_day(f);
	for (int kind = 0; kind < PARTITIONS; kind++) {
		const struct part *first;
		struct act *a;
		int64_t sum;
		size_t n;

		first = add_up(f, kind, &n, &sum);
		if (n == 1 && kind == 1 && !has_act(f) && first->people)
			add_alone(f, first);
		if (n < 2)
			continue;
		a = act_with(f, sum);
		if (!a && kind == 1 && !has_act(f))
			a = add_sum(f, sum, &first->quote);
		if (a)
			give_parts(f, a, kind);
	}
}
