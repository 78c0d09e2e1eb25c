/* How long somebody is said to have been held, against the dates of arrest,
 * verdict and release. */
#include "check/found.h"

#include "model/duration.h"
#include "model/pdate.h"

enum {
	SPELLS_MOST = 40,
	NEAR_DAYS = 60,		/* the release that an article tells of */
	YEAR_DAYS = 365, MONTH_DAYS = 30, WEEK_DAYS = 7,
	LOCAL_DAYS = 1,		/* a day here is another one there */
};

/* From an arrest, or a verdict, until a release. */
struct spell {
	const struct said *from, *to;
	struct span_of_days begin, end;
	bool verdict;
};

struct spells {
	struct saids arrests, verdicts, releases;
	struct spell list[SPELLS_MOST];
	size_t n;
};

/* The release that ends what began then: of the same record, else the first
 * one behind. */
static const struct said *release_of(const struct saids *releases,
				     const struct said *from,
				     const struct span_of_days *begin,
				     struct span_of_days *end)
{
	const struct said *best = NULL;

	for (size_t i = 0; i < releases->n; i++) {
		const struct said *r = &releases->list[i];
		struct span_of_days d;

		if (!said_days(r->fact->claim.value, &d) ||
		    d.last < begin->first)
			continue;
		if (said_same_record(r, from)) {
			*end = d;
			return r;
		}
		if (best && d.first >= end->first)
			continue;
		best = r;
		*end = d;
	}
	return best;
}

static void add_spells(struct spells *s, const struct saids *from,
		       bool verdict)
{
	for (size_t i = 0; i < from->n && s->n < SPELLS_MOST; i++) {
		struct spell *p = &s->list[s->n];

		*p = (struct spell){ .from = &from->list[i],
				     .verdict = verdict };
		if (!said_days(p->from->fact->claim.value, &p->begin))
			continue;
		p->to = release_of(&s->releases, p->from, &p->begin,
				   &p->end);
		s->n++;
	}
}

/* What the words allow, in days, with the slack of what they leave open: a
 * rounding to months where they speak of years. */
static bool allowed(const struct duration *d, int64_t *least, int64_t *most)
{
	int64_t unit, width = d->max_days - d->min_days;

	if (d->since_known || d->life ||
	    (d->min_days == DURATION_OPEN && d->max_days == DURATION_OPEN))
		return false;
	if (d->max_days == DURATION_OPEN) {
		/* "Over 2 years" is said of two to three. */
		unit = d->min_days >= YEAR_DAYS &&
		       d->min_days % YEAR_DAYS <= d->min_days / YEAR_DAYS ?
			       YEAR_DAYS :
		       d->min_days >= MONTH_DAYS ? MONTH_DAYS : WEEK_DAYS;
		*least = d->min_days;
		*most = d->min_days + 2 * unit;
	} else if (d->min_days == DURATION_OPEN) {
		*least = 0;
		*most = d->max_days;
		unit = d->max_days >= YEAR_DAYS ? YEAR_DAYS : MONTH_DAYS;
	} else {
		*least = d->min_days;
		*most = d->max_days;
		unit = width;
	}
	unit = unit >= YEAR_DAYS - 2 ? MONTH_DAYS + 1 :
	       unit >= MONTH_DAYS - 2 ? WEEK_DAYS : LOCAL_DAYS;
	*least -= unit + LOCAL_DAYS;
	*most += unit + LOCAL_DAYS;
	return true;
}

/* Whoever writes before the release counts until his day; likewise where no
 * release is known. */
static bool until(const struct spell *p, const struct said *s,
		  struct span_of_days *end)
{
	int64_t day;
	bool dated = said_published(s, &day);

	if (dated && day > p->begin.last && (!p->to || day < p->end.first)) {
		*end = (struct span_of_days){ day, day };
		return true;
	}
	*end = p->end;
	return p->to != NULL;
}

static bool overlap(int64_t a_first, int64_t a_last, int64_t b_first,
		    int64_t b_last)
{
	return a_first <= b_last && b_first <= a_last;
}

static bool fits(const struct spell *p, const struct said *s, int64_t least,
		 int64_t most)
{
	struct span_of_days end;

	return until(p, s, &end) &&
	       overlap(end.first - p->begin.last, end.last - p->begin.first,
		       least, most);
}

/* The release that a statement is about: the one that its record tells, or
 * that was near when it was written. */
static bool is_about(const struct spell *p, const struct said *s)
{
	const struct fact *own = said_beside(s, PROP_released_on);
	struct span_of_days d;
	int64_t day;

	if (!p->to)
		return true;
	if (own && said_days(own->claim.value, &d))
		return overlap(d.first, d.last, p->end.first - NEAR_DAYS,
			       p->end.last + NEAR_DAYS);
	return said_published(s, &day) && day >= p->begin.first &&
	       day <= p->end.last + NEAR_DAYS;
}

struct judging {
	const struct matter *m;
	struct found *to;
	struct spells *spells;
	struct conflict *c;
};

static enum sentence which(const struct spell *p, bool to_release)
{
	if (p->verdict)
		return to_release ? SAYS_VERDICT_RELEASE : SAYS_VERDICT_WRITTEN;
	return to_release ? SAYS_ARREST_RELEASE : SAYS_ARREST_WRITTEN;
}

static void tell(struct judging *j, const struct said *s,
		 const struct spell *p, bool from_verdict)
{
	struct span_of_days end;
	struct slice name = matter_name(j->m), days;

	if (!j->c)
		j->c = found_add(j->to, check_interval.name, "held_text");
	found_side(j->to, j->c, s, SLICE_NONE);
	if (!until(p, s, &end))
		return;
	days = days_told(j->to->mem, end.first - p->begin.first);
	if (!j->c || !j->c->why.n) {
		found_why(j->to, j->c, which(p, p->to &&
					     end.first == p->end.first),
			  SENTENCE_OF(s->fact->claim.value, name,
				      p->from->fact->claim.value, days));
		found_but(j->to, j->c, from_verdict, SAYS_FROM_VERDICT);
		found_but(j->to, j->c, p->from->maybe, SAYS_IF_PERSON);
	}
	found_side(j->to, j->c, p->from,
		   sentence_keep(j->to->mem, p->verdict ? SAYS_SIDE_VERDICT :
							  SAYS_SIDE_ARRESTED,
				 SENTENCE_OF(p->from->fact->claim.value)));
	if (p->to)
		found_side(j->to, j->c, p->to,
			   sentence_keep(j->to->mem, SAYS_FREED_LENGTH,
					 SENTENCE_OF(p->to->fact->claim.value,
						     days)));
}

/* Can the statement be held against that spell? */
static bool counts(const struct spell *p, const struct said *s, bool near)
{
	struct span_of_days end;

	return said_judged(s, p->from, p->to ? p->to : s) &&
	       (!near || is_about(p, s)) && until(p, s, &end);
}

static bool any_near(const struct spells *all, const struct said *s)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_about(&all->list[i], s))
			return true;
	return false;
}

/* An arrest before a verdict, who is certain before who may be another. */
static bool better(const struct spell *p, const struct spell *than)
{
	return !than || than->verdict ||
	       (than->from->maybe && !p->from->maybe);
}

/* Which spells the statement can be held against; none where one fits. */
static void judge(struct judging *j, const struct said *s, bool verdict_base,
		  int64_t least, int64_t most)
{
	const struct spell *against = NULL;
	bool near = any_near(j->spells, s), verdict = false;

	for (size_t i = 0; i < j->spells->n; i++) {
		const struct spell *p = &j->spells->list[i];

		if (!counts(p, s, near))
			continue;
		if (p->verdict) {
			verdict |= fits(p, s, least, most);
			if (verdict_base && !against)
				against = p;
			continue;
		}
		if (fits(p, s, least, most))
			return;
		if (better(p, against))
			against = p;
	}
	if (against && !(verdict_base && verdict))
		tell(j, s, against, verdict && !verdict_base);
}

/* Sources that tell of other lengths are held against the dates each; where
 * there are none, against each other. */
static void compare(struct judging *j, const struct saids *held)
{
	for (size_t i = 0; i < held->n; i++)
		for (size_t k = i + 1; k < held->n; k++) {
			const struct said *a = &held->list[i];
			const struct said *b = &held->list[k];
			struct duration x, y;
			int64_t a1, a2, b1, b2;

			if (!said_meet(a, b) || said_same_record(a, b) ||
			    !duration_parse(a->fact->claim.value, &x) ||
			    !duration_parse(b->fact->claim.value, &y) ||
			    !allowed(&x, &a1, &a2) || !allowed(&y, &b1, &b2) ||
			    overlap(a1, a2, b1, b2))
				continue;
			if (!j->c)
				j->c = found_add(j->to, check_interval.name,
						 "held_text");
			if (j->c && !j->c->why.n)
				found_why(j->to, j->c, SAYS_HELD_TWICE,
					  SENTENCE_OF(matter_name(j->m),
						      a->fact->claim.value,
						      b->fact->claim.value));
			found_side(j->to, j->c, a, SLICE_NONE);
			found_side(j->to, j->c, b, SLICE_NONE);
		}
}

static void run(const struct matter *m, struct found *to)
{
	struct spells *s = arena_get(to->mem, sizeof(*s));
	struct saids *held = arena_get(to->mem, sizeof(*held));
	struct judging j = { .m = m, .to = to, .spells = s };

	if (!s || !held)
		return;
	said_of(m, PROP_held_text, held);
	if (!held->n)
		return;
	said_of(m, PROP_released_on, &s->releases);
	said_of(m, PROP_detained_on, &s->arrests);
	said_of(m, PROP_sentenced_on, &s->verdicts);
	add_spells(s, &s->arrests, false);
	add_spells(s, &s->verdicts, true);
	for (size_t i = 0; i < held->n; i++) {
		const struct said *x = &held->list[i];
		const struct fact *base = said_beside(x, PROP_held_base);
		struct duration d;
		int64_t least, most;

		if (x->maybe || !duration_parse(x->fact->claim.value, &d) ||
		    !allowed(&d, &least, &most))
			continue;
		judge(&j, x, base && slice_is(base->claim.value, "verdict"),
		      least, most);
	}
	compare(&j, held);
}

const struct check check_interval = {
	.name = "interval",
	.kinds = 1u << KIND_person,
	.run = run,
};
