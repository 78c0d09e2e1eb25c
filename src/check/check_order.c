/* What cannot come before what. */
#include "check/found.h"

#include "base/text.h"
#include "check/measure.h"
#include "model/pdate.h"

enum {
	KEY_BYTES = 64 << 10, NEAR_DAYS = 60, LOCAL_DAYS = 1,
	LEAD_DAYS = 14,		/* an easing long before belongs to another act */
};

/* Of one record, the first day is not behind the second one. */
static const struct {
	enum property first, second;
	enum sentence why;
} orders[] = {
	{ PROP_detained_on,  PROP_released_on,  SAYS_FREED_ARREST },
	{ PROP_detained_on,  PROP_sentenced_on, SAYS_VERDICT_ARREST },
	{ PROP_born,         PROP_detained_on,  SAYS_ARREST_BIRTH },
	{ PROP_since,        PROP_expires,      SAYS_OVER_BEGAN },
};

static void compare(const struct matter *m, struct found *to, size_t at,
		    struct conflict **c)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));

	if (!all)
		return;
	said_of(m, orders[at].second, all);
	for (size_t i = 0; i < all->n; i++) {
		struct said first, *s = &all->list[i];
		const struct fact *x = said_beside(s, orders[at].first);
		struct span_of_days a, b;

		if (s->maybe || !x || !said_days(x->claim.value, &a) ||
		    !said_days(s->fact->claim.value, &b) || b.last >= a.first)
			continue;
		first = (struct said){ x, s->of, false, true };
		if (!*c)
			*c = found_add(to, check_order.name,
				       properties[orders[at].second].name);
		if (*c && !(*c)->why.n)
			found_why(to, *c, orders[at].why, SENTENCE_OF(
				  matter_name(m), s->fact->claim.value,
				  x->claim.value));
		found_side(to, *c, &first, SLICE_NONE);
		found_side(to, *c, s, SLICE_NONE);
	}
}

/* An article tells as done what its own day lies before. */
static void foretold(const struct matter *m, struct found *to,
		     enum property prop, struct conflict **c)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));

	if (!all)
		return;
	said_of(m, prop, all);
	for (size_t i = 0; i < all->n; i++) {
		const struct said *s = &all->list[i];
		struct span_of_days d;
		int64_t day;

		if (s->maybe || !said_published(s, &day) ||
		    !said_days(s->fact->claim.value, &d) ||
		    d.first <= day + LOCAL_DAYS)
			continue;
		if (!*c)
			*c = found_add(to, check_order.name,
				       properties[prop].name);
		if (*c && !(*c)->why.n)
			found_why(to, *c, SAYS_FORETOLD,
				  SENTENCE_OF(s->fact->claim.value));
		found_side(to, *c, s, SLICE_NONE);
		found_worked(to, *c, sentence_keep(to->mem, SAYS_SOURCE,
			SENTENCE_OF(s->fact->source, sentence_keep(to->mem,
				SAYS_SIDE_PUBLISHED, SENTENCE_OF(
				day_told(s->fact->doc_published))))));
	}
}

/* --- "a release, followed by the lifting" --- */

/* "after", "before", or NULL: what the sentence of an easing says of when it
 * came. */
static const char *sequence(const struct said *s)
{
	struct str key = STR_INIT(KEY_BYTES);
	struct vocab_hit hit;
	const char *what = NULL;

	text_key(&key, s->fact->claim.quote);
	if (!key.bad && vocab_scan(VOCAB_sequence, str_slice(&key), 0, &hit))
		what = word_value(hit.word);
	str_free(&key);
	return what;
}

/* The largest act near the day of the article. */
static const struct act_row *act_near(const struct matter *m, struct found *to,
				  int64_t day)
{
	const struct lookup *look = &m->one->look;
	const struct act_row *list, *best = NULL;
	char from[PDATE_TEXT], until[PDATE_TEXT];
	size_t n;

	if (!look->series)
		return NULL;
	pdate_text(pdate_of_day(day - NEAR_DAYS), from);
	pdate_text(pdate_of_day(day), until);
	n = look->series(look->ctx, slice_of(from), slice_of(until), to->mem,
		       &list);
	for (size_t i = 0; i < n; i++)
		if (list[i].date.n == 10 &&
		    slice_is(list[i].scope, "this_act") &&
		    (!best || list[i].count > best->count ||
		     (list[i].count == best->count &&
		      slice_cmp(list[i].date, best->date) < 0)))
			best = &list[i];
	return best;
}

/* The first step of the easing that the article tells of. */
static const struct step *first_step(const struct history *h, int64_t from,
				     const struct said *but)
{
	for (size_t i = 0; i < h->n; i++) {
		const struct step *s = &h->step[i];
		struct span_of_days d;

		if (s->unverified || (slice_eq(s->key, but->fact->key) &&
				      slice_eq(s->source, but->fact->source)))
			continue;
		if (!slice_is(s->state, "announced") &&
		    !slice_is(s->state, "lifted") && !state_eases(s->state))
			continue;
		if (said_days(s->date, &d) && d.first == d.last &&
		    d.first >= from)
			return s;
	}
	return NULL;
}

/* Of this measure, or of those of the same authority where it is about all of
 * them. */
static const struct step *step_near(const struct matter *m, struct found *to,
				    int64_t from, const struct said *but)
{
	const struct lookup *look = &m->one->look;
	const struct fact *concerns = said_beside(but, PROP_concerns);
	struct history *h = arena_get(to->mem, sizeof(*h));
	const struct step *best, *s;
	const struct facts *others;
	size_t n;

	if (!h)
		return NULL;
	history_make(m->one, to->mem, h);
	best = first_step(h, from, but);
	if (!look->saying || !concerns)
		return best;
	n = look->saying(look->ctx, PROP_concerns, concerns->claim.value,
			 to->mem, &others);
	for (size_t i = 0; i < n; i++) {
		if (others[i].kind != KIND_measure ||
		    !(h = arena_get(to->mem, sizeof(*h))))
			continue;
		history_make(&others[i], to->mem, h);
		s = first_step(h, from, but);
		if (s && (!best || slice_cmp(s->date, best->date) < 0))
			best = s;
	}
	return best;
}

static void sequence_of(const struct matter *m, struct found *to,
			const struct said *s, struct conflict **c)
{
	const char *what = sequence(s);
	const struct step *step;
	const struct act_row *act;
	struct span_of_days released, eased;
	bool after = what && strcmp(what, "after") == 0;
	int64_t day;

	if (!what || !said_published(s, &day))
		return;
	act = act_near(m, to, day);
	if (!act || !said_days(act->date, &released))
		return;
	step = step_near(m, to, released.first - LEAD_DAYS, s);
	if (!step || !said_days(step->date, &eased) ||
	    (after ? eased.first > released.first :
		     eased.first <= released.first))
		return;
	if (!*c)
		*c = found_add(to, check_order.name, "news_state");
	if (*c && !(*c)->why.n)
		found_why(to, *c, after ? SAYS_EASED_AFTER : SAYS_EASED_BEFORE,
			  SENTENCE_OF(act->date, step->state, step->date));
	found_side(to, *c, s, sentence_keep(to->mem, after ? SAYS_SIDE_AFTER :
							     SAYS_SIDE_BEFORE,
			SENTENCE_OF(s->fact->claim.value)));
	found_worked(to, *c, sentence_keep(to->mem, SAYS_SOURCE,
			SENTENCE_OF(step->publisher, sentence_keep(to->mem,
				SAYS_ON_DAY, SENTENCE_OF(step->state,
							step->date)))));
	found_worked(to, *c, sentence_keep(to->mem, SAYS_SOURCE,
			SENTENCE_OF(act->source, sentence_keep(to->mem,
				SAYS_SIDE_RELEASED, SENTENCE_OF(act->date)))));
}

static void run(const struct matter *m, struct found *to)
{
	struct saids *news = arena_get(to->mem, sizeof(*news));
	struct conflict *c = NULL;

	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		c = NULL;
		compare(m, to, i, &c);
	}
	c = NULL;
	if (m->one->kind == KIND_person)
		foretold(m, to, PROP_released_on, &c);
	if (m->one->kind == KIND_event)
		foretold(m, to, PROP_date, &c);
	if (m->one->kind != KIND_measure || !news)
		return;
	said_of(m, PROP_news_state, news);
	for (size_t i = 0; i < news->n; i++)
		if (!news->list[i].maybe)
			sequence_of(m, to, &news->list[i], &c);
}

const struct check check_order = {
	.name = "order",
	.kinds = 1u << KIND_person | 1u << KIND_event | 1u << KIND_measure,
	.run = run,
};
