/* Different days of one thing that has one. */
#include "check/found.h"

#include "check/step.h"
#include "model/pdate.h"

enum {
	APART_DAYS = 60,	/* further apart, releases are two */
	SPELL_DAYS = 400,	/* and arrests, unless but the year differs */
};

static const struct {
	enum property prop;
	enum sentence what;
	int64_t most;		/* days; further apart it is another thing */
} dates[] = {
	{ PROP_born,         SAYS_BORN,      INT64_MAX },
	{ PROP_date,         SAYS_DAY,       INT64_MAX },
	{ PROP_detained_on,  SAYS_ARRESTED,  SPELL_DAYS },
	{ PROP_released_on,  SAYS_FREED,     APART_DAYS },
	{ PROP_sentenced_on, SAYS_SENTENCED, SPELL_DAYS },
};

/* 2020-07-14 and 2021-07-14: a slip of the pen. */
static bool other_year(struct slice a, struct slice b)
{
	return a.n == 10 && b.n == 10 &&
	       slice_eq(slice_make(a.p + 4, 6), slice_make(b.p + 4, 6));
}

/* A release between two arrests makes them two. */
static bool freed_between(const struct saids *freed, int64_t from, int64_t to)
{
	for (size_t i = 0; i < freed->n; i++) {
		struct span_of_days d;

		if (said_days(freed->list[i].fact->claim.value, &d) &&
		    d.first > from && d.last < to)
			return true;
	}
	return false;
}

static bool differ(enum property prop, int64_t most, const struct saids *freed,
		   const struct said *a, const struct said *b)
{
	const struct claim *x = &a->fact->claim, *y = &b->fact->claim;
	struct span_of_days d, o;
	int64_t apart;

	if (slice_eq(x->value, y->value) || !said_meet(a, b) ||
	    said_same_record(a, b) || !said_days(x->value, &d) || !said_days(y->value, &o))
		return false;
	apart = d.first > o.last ? d.first - o.last : o.first - d.last;
	if (apart <= 0)
		return false;
	if (apart > most && !other_year(x->value, y->value))
		return false;
	return prop != PROP_detained_on ||
	       !freed_between(freed, d.first < o.first ? d.last : o.last,
			      d.first < o.first ? o.first : d.first);
}

/* "circa 1951" and two births in one entry are what facts_contradict() knows
 * of; a date of an act that another act has too is told by the act. */
static bool birth_agrees(const struct matter *m, const struct said *a,
			 const struct said *b, struct arena *mem)
{
	struct facts both = *m->one;
	struct fact *list = arena_get(mem, 2 * sizeof(*list));

	if (!list)
		return true;
	list[0] = *a->fact;
	list[1] = *b->fact;
	both.fact = list;
	both.n = 2;
	return !facts_contradict(&both, &list[0], &list[1]);
}

static void tell(const struct matter *m, struct found *to, struct conflict *c,
		 enum sentence what, const struct said *a, const struct said *b)
{
	if (c && !c->why.n) {
		found_why(to, c, what, SENTENCE_OF(matter_name(m),
			  a->fact->claim.value, b->fact->claim.value));
		found_but(to, c, a->maybe || b->maybe, SAYS_IF_SAME);
	}
	found_side(to, c, a, SLICE_NONE);
	found_side(to, c, b, SLICE_NONE);
}

static void compare(const struct matter *m, struct found *to, size_t at,
		    const struct saids *freed)
{
	enum property prop = dates[at].prop;
	struct saids *all = arena_get(to->mem, sizeof(*all));
	struct conflict *c = NULL;

	if (!all)
		return;
	said_of(m, prop, all);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = i + 1; k < all->n; k++) {
			const struct said *a = &all->list[i];
			const struct said *b = &all->list[k];

			if ((prop == PROP_date && (a->maybe || b->maybe)) ||
			    !differ(prop, dates[at].most, freed, a, b) ||
			    (prop == PROP_born &&
			     birth_agrees(m, a, b, to->mem)))
				continue;
			if (!c)
				c = found_add(to, check_date.name,
					      properties[prop].name);
			tell(m, to, c, dates[at].what, a, b);
		}
}

/* --- the day of an easing --- */

static bool is_easing(const struct claim *k)
{
	return slice_is(k->value, "lifted") || state_eases(k->value);
}

/* The day that a claim gives itself, beside the day of the article. */
static bool own_day(const struct facts *f, const struct fact *x,
		    struct span_of_days *d)
{
	struct said s = { x, f, false, true };
	const struct fact *since = said_beside(&s, PROP_since);

	if (since)
		return said_days(since->claim.value, d);
	return !slice_eq(x->claim.as_of, x->doc_published) &&
	       said_days(x->claim.as_of, d);
}

/* What is known of easings beside one claim: whether any is near its day, and
 * the acts that are not. */
enum { ACTS_MOST = 8 };

struct easings {
	const struct said *but;
	struct span_of_days day;
	bool near;
	struct said act[ACTS_MOST];
	size_t n;
};

static void look_at(const struct facts *f, struct easings *e)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct fact *x = &f->fact[i];
		struct span_of_days d;

		if ((x->claim.prop != PROP_state &&
		     x->claim.prop != PROP_news_state) || x->until.p ||
		    !is_easing(&x->claim) || x->claim.unverified ||
		    (slice_eq(x->key, e->but->fact->key) &&
		     slice_eq(x->source, e->but->fact->source)) ||
		    !(own_day(f, x, &d) || said_days(x->claim.as_of, &d)))
			continue;
		e->near |= d.first <= e->day.last + APART_DAYS &&
			   e->day.first <= d.last + APART_DAYS;
		if (x->claim.prop == PROP_state && e->n < ACTS_MOST)
			e->act[e->n++] = (struct said){ x, f, false, true };
	}
}

/* Of this measure, and of all of the same authority. */
static void look_around(const struct matter *m, struct found *to,
			struct easings *e)
{
	const struct lookup *look = &m->one->look;
	const struct facts *others;
	struct slice last = SLICE_NONE;

	for (size_t i = 0; i < m->n; i++)
		look_at(&m->one[i], e);
	for (size_t i = 0; look->saying && i < m->one->n; i++) {
		const struct claim *k = &m->one->fact[i].claim;
		size_t n;

		if (k->prop != PROP_concerns || slice_eq(last, k->value))
			continue;
		last = k->value;
		n = look->saying(look->ctx, PROP_concerns, k->value, to->mem,
				 &others);
		for (size_t o = 0; o < n; o++)
			if (others[o].kind == KIND_measure)
				look_at(&others[o], e);
	}
}

/* An article gives a day of relief near which nobody knows of any, though acts
 * of the authority are known. News alone is not held against news: each easing
 * may have been told by one. */
static void easing(const struct matter *m, struct found *to)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));
	struct conflict *c = NULL;

	if (!all)
		return;
	said_of(m, PROP_news_state, all);
	for (size_t i = 0; i < all->n; i++) {
		struct easings e = { .but = &all->list[i] };

		if (e.but->maybe || !is_easing(&e.but->fact->claim) ||
		    !e.but->fact->doc_published.n ||
		    !own_day(e.but->of, e.but->fact, &e.day))
			continue;
		look_around(m, to, &e);
		if (e.near || e.n == 0)
			continue;
		if (!c)
			c = found_add(to, check_date.name, "since");
		if (c && !c->why.n)
			found_why(to, c, SAYS_NO_EASING, SENTENCE_OF(
				  matter_name(m), e.but->fact->claim.value));
		found_side(to, c, e.but, SLICE_NONE);
		for (size_t k = 0; k < e.n; k++)
			found_worked(to, c, sentence_keep(to->mem, SAYS_SOURCE,
				SENTENCE_OF(e.act[k].fact->source,
					    sentence_keep(to->mem, SAYS_ON_DAY,
				SENTENCE_OF(e.act[k].fact->claim.value,
					    e.act[k].fact->claim.as_of)))));
	}
}

static void run(const struct matter *m, struct found *to)
{
	struct saids *freed = arena_get(to->mem, sizeof(*freed));

	if (!freed)
		return;
	if (m->one->kind == KIND_measure) {
		easing(m, to);
		return;
	}
	said_of(m, PROP_released_on, freed);
	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++)
		compare(m, to, i, freed);
}

const struct check check_date = {
	.name = "date",
	.kinds = 1u << KIND_person | 1u << KIND_event | 1u << KIND_measure |
		 1u << KIND_designation,
	.run = run,
};
