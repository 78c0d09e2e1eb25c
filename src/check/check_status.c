/* Freed or held, and when: against what others say of the same person. */
#include "check/found.h"

#include "model/pdate.h"

enum {
	APART_DAYS = 60,	/* two days of release that far apart are two
				 * releases */
	LOCAL_DAYS = 1,
};

struct person {
	struct saids freed_on, arrested, events, custody;
};

static struct person *person_load(const struct matter *m, struct found *to)
{
	struct person *p = arena_get(to->mem, sizeof(*p));

	if (!p)
		return NULL;
	said_of(m, PROP_released_on, &p->freed_on);
	said_of(m, PROP_detained_on, &p->arrested);
	said_of(m, PROP_event, &p->events);
	said_of(m, PROP_custody, &p->custody);
	return p;
}

/* Is there an arrest between the two days? Then both can be. */
static bool held_again(const struct person *p, int64_t from, int64_t to)
{
	for (size_t i = 0; i < p->arrested.n; i++) {
		struct span_of_days d;

		if (said_days(p->arrested.list[i].fact->claim.value, &d) &&
		    d.last >= from && d.first <= to)
			return true;
	}
	return false;
}

/* The day of release that the record of a claim tells itself. */
static bool own_release(const struct said *s, struct span_of_days *d)
{
	const struct fact *x = said_beside(s, PROP_released_on);

	return x && said_days(x->claim.value, d);
}

/* --- said to be of a release, but freed long before --- */

static void tell_early(const struct matter *m, struct found *to,
		       struct conflict **c, const struct said *late,
		       struct slice day, bool by, const struct said *early)
{
	if (!*c)
		*c = found_add(to, check_membership.name, "event");
	if (*c && !(*c)->why.n) {
		found_why(to, *c, by ? SAYS_AMONG_BY : SAYS_AMONG_FREED,
			  SENTENCE_OF(matter_name(m), day,
				      early->fact->claim.value));
		found_but(to, *c, early->maybe || late->maybe, SAYS_IF_PERSON);
	}
	found_side(to, *c, late, sentence_keep(to->mem, by ? SAYS_SIDE_BY :
					       SAYS_SIDE_FREED,
					       SENTENCE_OF(day)));
	found_side(to, *c, early, sentence_keep(to->mem, SAYS_SIDE_FREED,
				SENTENCE_OF(early->fact->claim.value)));
}

/* An article that puts somebody into its release, or says that he is free now,
 * without a day of its own. */
static void membership_event(const struct matter *m, struct found *to,
			     const struct person *p, const struct said *s,
			     struct conflict **c)
{
	struct span_of_days early, own;
	int64_t day;

	if (!said_published(s, &day) || own_release(s, &own))
		return;
	for (size_t i = 0; i < p->freed_on.n; i++) {
		const struct said *r = &p->freed_on.list[i];

		if (!said_judged(s, r, s) || said_same_record(s, r) ||
		    !said_days(r->fact->claim.value, &early) ||
		    early.last + APART_DAYS >= day ||
		    held_again(p, early.first, day))
			continue;
		tell_early(m, to, c, s, day_told(s->fact->doc_published), true,
			   r);
	}
}

static void membership_run(const struct matter *m, struct found *to)
{
	struct person *p = person_load(m, to);
	struct conflict *c = NULL;

	if (!p)
		return;
	for (size_t i = 0; i < p->events.n; i++)
		membership_event(m, to, p, &p->events.list[i], &c);
	for (size_t i = 0; i < p->freed_on.n; i++)
		for (size_t k = 0; k < p->freed_on.n; k++) {
			const struct said *a = &p->freed_on.list[i];
			const struct said *b = &p->freed_on.list[k];
			struct span_of_days x, y;

			/* Of one name alone two days are two persons. */
			if (i == k || a->maybe || b->maybe ||
			    !said_days(a->fact->claim.value, &x) ||
			    !said_days(b->fact->claim.value, &y) ||
			    x.last + APART_DAYS >= y.first ||
			    held_again(p, x.first, y.last))
				continue;
			tell_early(m, to, &c, b, b->fact->claim.value, false,
				   a);
		}
}

const struct check check_membership = {
	.name = "membership",
	.kinds = 1u << KIND_person,
	.run = membership_run,
};

/* --- freed, but held later --- */

static bool is_free(struct slice custody)
{
	return slice_is(custody, "free");
}

/* "unknown" and "abroad, wanted" are neither. */
static bool is_held(struct slice custody)
{
	return custody.n && !is_free(custody) &&
	       !slice_is(custody, "unknown") &&
	       !slice_is(custody, "abroad_wanted") &&
	       !slice_is(custody, "dead_in_custody");
}

static void tell_status(const struct matter *m, struct found *to,
			struct conflict **c, const struct said *freed,
			struct slice day, bool free,
			const struct said *held)
{
	struct slice on = day_told(held->fact->claim.as_of);

	if (!*c)
		*c = found_add(to, check_status.name, "custody");
	if (*c && !(*c)->why.n) {
		found_why(to, *c, free ? SAYS_FREE_HELD : SAYS_FREED_HELD,
			  SENTENCE_OF(matter_name(m), day,
				      held->fact->claim.value, on));
		found_but(to, *c, held->maybe || freed->maybe, SAYS_IF_PERSON);
	}
	found_side(to, *c, freed, sentence_keep(to->mem, free ? SAYS_SIDE_FREE :
						SAYS_SIDE_FREED,
						SENTENCE_OF(day)));
	found_side(to, *c, held, sentence_keep(to->mem, SAYS_SIDE_ON,
			SENTENCE_OF(held->fact->claim.value, on)));
}

/* Who says "held" says it of the day of his evidence. */
static void status_of(const struct matter *m, struct found *to,
		      const struct person *p, const struct said *freed,
		      struct span_of_days on, struct slice day, bool free,
		      struct conflict **c)
{
	for (size_t i = 0; i < p->custody.n; i++) {
		const struct said *h = &p->custody.list[i];
		struct span_of_days d;

		if (!is_held(h->fact->claim.value) ||
		    !said_judged(freed, h, freed) ||
		    said_same_record(freed, h) ||
		    said_same_document(freed, h) ||
		    !said_days(h->fact->claim.as_of, &d) ||
		    d.first <= on.last + LOCAL_DAYS ||
		    held_again(p, on.first, d.last))
			continue;
		tell_status(m, to, c, freed, day, free, h);
	}
}

/* Freed in 2026, says one; in December already, says another: whoever says the
 * later day says that he was held until then. That is check_membership's where
 * they are far apart, check_date's where they are near. */
static void status_run(const struct matter *m, struct found *to)
{
	struct person *p = person_load(m, to);
	struct conflict *c = NULL;
	struct span_of_days d;

	if (!p)
		return;
	for (size_t i = 0; i < p->freed_on.n; i++) {
		const struct said *s = &p->freed_on.list[i];

		if (said_days(s->fact->claim.value, &d))
			status_of(m, to, p, s, d, s->fact->claim.value, false,
				  &c);
	}
	for (size_t i = 0; i < p->custody.n; i++) {
		const struct said *s = &p->custody.list[i];

		if (is_free(s->fact->claim.value) && !own_release(s, &d) &&
		    said_days(s->fact->claim.as_of, &d))
			status_of(m, to, p, s, d,
				  day_told(s->fact->claim.as_of), true, &c);
	}
}

const struct check check_status = {
	.name = "status",
	.kinds = 1u << KIND_person,
	.run = status_run,
};
