#include "names/one_freed.h"

#include <stdlib.h>

#include "model/sentence.h"

enum { NEAR_DAYS = 1 };		/* one source has the day before */

static bool near_days(struct pdate a, struct pdate b)
{
	return a.day && b.day &&
	       llabs(pdate_first_day(a) - pdate_first_day(b)) <= NEAR_DAYS;
}

/* The first pair, of the nearest ones. */
static bool find_near(const struct pdate *a, size_t na, const struct pdate *b,
		      size_t nb, struct pdate *x, struct pdate *y)
{
	bool found = false;

	for (size_t i = 0; i < na; i++)
		for (size_t k = 0; k < nb; k++) {
			bool same = pdate_first_day(a[i]) ==
				    pdate_first_day(b[k]);

			if (!near_days(a[i], b[k]) || (found && !same))
				continue;
			*x = a[i];
			*y = b[k];
			found = true;
		}
	return found;
}

enum { DAYS_MOST = PROFILE_DAYS + PROFILE_ACTS * ACT_DATES };

/* Days on which a person was freed: his own, and those of his acts. */
static size_t release_days(const struct profile *p, struct pdate *out)
{
	size_t n = 0;

	for (size_t i = 0; i < p->releases; i++)
		out[n++] = p->release[i];
	for (size_t i = 0; i < p->acts; i++)
		for (size_t k = 0; k < p->act[i].dates; k++)
			if (act_is_release(&p->act[i]))
				out[n++] = p->act[i].date[k];
	return n;
}

static bool find_act(struct freed *f, const struct profile *a,
		     const struct profile *b)
{
	const struct act_names none = {0};

	for (size_t i = 0; i < a->acts; i++)
		for (size_t k = 0; k < b->acts; k++) {
			if (!act_is_release(&a->act[i]) ||
			    act_compare(&a->act[i], &b->act[k],
					&none).acts != ACTS_ONE)
				continue;
			f->act_a = &a->act[i];
			f->act_b = &b->act[k];
			return true;
		}
	return false;
}

void freed_find(struct freed *f, const struct profile *a,
		const struct profile *b)
{
	struct pdate x[DAYS_MOST], y[DAYS_MOST];
	size_t n = release_days(a, x), m = release_days(b, y);

	f->one_teller = profile_one_teller(a, b);
	for (size_t i = 0; i < a->cases; i++)
		for (size_t k = 0; k < b->cases; k++)
			f->declined |= slice_eq(a->declined[i],
						b->declined[k]);
	f->arrested = find_near(a->arrest, a->arrests, b->arrest, b->arrests,
				&f->arrest_a, &f->arrest_b);
	f->released = find_near(x, n, y, m, &f->release_a, &f->release_b) ||
		      find_act(f, a, b);
}

static struct slice say_days(enum sentence one, enum sentence two,
			     struct pdate a, struct pdate b, struct arena *mem)
{
	char x[PDATE_TEXT], y[PDATE_TEXT];

	pdate_text(a, x);
	pdate_text(b, y);
	if (slice_is(slice_of(x), y))
		return sentence_keep(mem, one, SENTENCE_OF(slice_of(x)));
	return sentence_keep(mem, two, SENTENCE_OF(slice_of(x), slice_of(y)));
}

static struct slice say_acts(enum sentence what, const struct act *a,
			     const struct act *b, struct arena *mem)
{
	struct str x = STR_INIT(1024), y = STR_INIT(1024);
	struct slice text;

	act_say(&x, a);
	act_say(&y, b);
	text = sentence_keep(mem, what, SENTENCE_OF(str_slice(&x),
						    str_slice(&y)));
	str_free(&x);
	str_free(&y);
	return text;
}

struct slice freed_say(const struct freed *f, struct arena *mem)
{
	if (f->released && f->act_a)
		return say_acts(SAYS_RELEASED_ACTS, f->act_a, f->act_b, mem);
	if (f->released)
		return say_days(SAYS_RELEASED_ON, SAYS_RELEASED_TWO,
				f->release_a, f->release_b, mem);
	return say_days(SAYS_ARREST_ON, SAYS_ARREST_TWO, f->arrest_a,
			f->arrest_b, mem);
}

static struct slice say_act(const struct profile *a, const struct profile *b,
			    const struct act_names *n, struct arena *mem)
{
	struct slice text = say_acts(SAYS_BOTH_ACTS, &a->act[0], &b->act[0],
				     mem);
	struct str out = STR_INIT(4096);

	if (n->both == 0)
		return text;
	str_add(&out, text);
	if (n->both == 1)
		sentence_put(&out, SAYS_ALIKE_ONE, NULL, 0);
	else
		sentence_put(&out, SAYS_ALIKE_MANY, SENTENCE_OF(
			     arena_fmt(mem, "%zu", n->both)));
	text = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return text;
}

struct party_answer freed_acts(const struct profile *a,
			       const struct profile *b, struct arena *mem)
{
	const struct act_names n = profile_named(a, b);
	struct party_answer out = { .verdict = PARTY_APART, .against = true };
	struct acts_answer r;

	if (a->acts == 0 || b->acts == 0 || profile_one_teller(a, b))
		return out;
	r = act_compare(&a->act[0], &b->act[0], &n);
	out = (struct party_answer){
		.verdict = r.acts == ACTS_ONE ? PARTY_LIKELY :
			   r.acts == ACTS_MAYBE ? PARTY_POSSIBLY :
			   r.acts == ACTS_APART ? PARTY_APART : PARTY_NOTHING,
		.rank = r.rank, .rule = r.rule,
		.against = r.acts == ACTS_APART, .differ = r.differ,
	};
	if (mem && out.verdict >= PARTY_POSSIBLY)
		out.reason = say_act(a, b, &n, mem);
	return out;
}
