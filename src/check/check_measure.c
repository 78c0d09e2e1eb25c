/* What the news says of a measure against acts and lists, and moves that no
 * measure makes. */
#include "check/found.h"

#include "check/measure.h"
#include "model/pdate.h"

/* The claim that a step was made of, where this matter has it. */
static bool said_step(const struct matter *m, const struct step *s,
		      struct said *out)
{
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->one[i].n; k++) {
			const struct fact *x = &m->one[i].fact[k];

			if (x->until.p || (x->claim.prop != PROP_state &&
					   x->claim.prop != PROP_news_state) ||
			    !slice_eq(x->key, s->key) ||
			    !slice_eq(x->source, s->source) ||
			    !slice_eq(x->claim.value, s->state) ||
			    !slice_eq(x->claim.qualifier, s->qualifier))
				continue;
			*out = (struct said){ x, &m->one[i], false, true };
			return true;
		}
	return false;
}

static struct slice told(struct arena *mem, const struct step *s, bool since)
{
	struct str out = STR_INIT(4096);
	struct slice says;

	step_tell(s, since, &out);
	if (s->qualifier.n)
		str_addf(&out, " (%.*s)", SLICE_ARG(s->qualifier));
	says = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return says;
}

/* Of another measure's records there is no claim here: the words stand alone,
 * with who says them. */
static void add_step(const struct matter *m, struct found *to,
		     struct conflict *c, const struct step *s, bool since)
{
	struct slice says = told(to->mem, s, since);
	struct said x;

	if (said_step(m, s, &x))
		found_side(to, c, &x, says);
	else
		found_worked(to, c, s->publisher.n ?
			     sentence_keep(to->mem, SAYS_SOURCE,
				SENTENCE_OF(s->publisher, says)) : says);
}

static bool is_whole(struct slice qualifier)
{
	return !qualifier.n || slice_is(qualifier, "all") ||
	       slice_is(qualifier, "most");
}

/* --- against the acts and lists --- */

/* One sector was eased by a licence; "most sanctions" is another scope. */
static bool says_too_much(const struct history *h, const struct step *s)
{
	return s->news && !s->unverified && h->now &&
	       (slice_is(s->state, "lifted") ||
		slice_is(s->state, "suspended")) &&
	       !slice_eq(s->state, h->now->state);
}

static void against_acts(const struct matter *m, struct found *to,
			 const struct history *h)
{
	struct conflict *c = NULL;

	if (!h->differs)
		return;
	for (size_t i = 0; i < h->n; i++) {
		const struct step *s = &h->step[i];

		if (!says_too_much(h, s))
			continue;
		if (!c)
			c = found_add(to, check_lists.name, "news_state");
		add_step(m, to, c, s, false);
	}
	if (!c)
		return;
	add_step(m, to, c, h->now, true);
	found_why(to, c, SAYS_NEWS_ACTS, SENTENCE_OF(matter_name(m),
		  told(to->mem, h->now, true)));
}

static void against_lists(const struct matter *m, struct found *to,
			  const struct history *h)
{
	struct slice listed, covered;
	struct conflict *c;

	if (!h->contradicted)
		return;
	c = found_add(to, check_lists.name, "listed");
	add_step(m, to, c, h->now, true);
	listed = number_told(to->mem, (int64_t)h->listed);
	covered = number_told(to->mem, (int64_t)h->covered);
	found_worked(to, c, sentence_keep(to->mem, SAYS_COVERED,
		     SENTENCE_OF(listed, covered, h->version)));
	found_why(to, c, SAYS_STILL_LISTED,
		  SENTENCE_OF(matter_name(m), listed, covered));
}

/* Sanctions at large: what the acts on single measures of the authority say. */
static void add_acts(const struct matter *m, struct found *to,
		     struct conflict **c, const struct facts *other,
		     const struct said *news)
{
	struct history h;

	history_make(other, to->mem, &h);
	if (!h.now || slice_eq(h.now->state, news->fact->claim.value) ||
	    slice_is(h.now->state, "expired"))
		return;
	if (!*c)
		*c = found_add(to, check_lists.name, "scope");
	if (*c && (*c)->n == 0) {
		found_why(to, *c, facts_value(m->one, PROP_sector).n ?
				  SAYS_OF_ONE : SAYS_OF_LARGE,
			  SENTENCE_OF(arena_fmt(to->mem, "%.*s%s%.*s",
				SLICE_ARG(news->fact->claim.value),
				news->fact->claim.qualifier.n ? " " : "",
				SLICE_ARG(news->fact->claim.qualifier)),
			  matter_name(m), facts_value(other, PROP_target),
			  told(to->mem, h.now, true)));
		found_side(to, *c, news, SLICE_NONE);
	}
	found_worked(to, *c, sentence_keep(to->mem, SAYS_SOURCE_ACT,
			SENTENCE_OF(h.now->source,
				    facts_value(other, PROP_target),
				    told(to->mem, h.now, true))));
}

/* What is said of one sector is held against the acts on that alone. */
static bool is_of_sector(const struct matter *m, const struct facts *other)
{
	struct slice sector = facts_value(m->one, PROP_sector);

	return !sector.n || slice_eq(sector, facts_value(other, PROP_sector));
}

static void at_large(const struct matter *m, struct found *to,
		     const struct said *news, struct conflict **c)
{
	struct saids *concerns = arena_get(to->mem, sizeof(*concerns));
	const struct lookup *look = &m->one->look;
	const struct facts *others;

	if (!concerns || !look->saying)
		return;
	said_of(m, PROP_concerns, concerns);
	for (size_t i = 0; i < concerns->n; i++) {
		const struct claim *k = &concerns->list[i].fact->claim;
		size_t n;

		if (!slice_is(k->qualifier, "general"))
			continue;
		n = look->saying(look->ctx, PROP_concerns, k->value, to->mem,
				 &others);
		for (size_t o = 0; o < n; o++)
			if (others[o].kind == KIND_measure &&
			    is_of_sector(m, &others[o]))
				add_acts(m, to, c, &others[o], news);
	}
}

static void lists_run(const struct matter *m, struct found *to)
{
	struct saids *news = arena_get(to->mem, sizeof(*news));
	struct conflict *large = NULL;
	struct history h;

	if (!news)
		return;
	history_make(m->one, to->mem, &h);
	against_acts(m, to, &h);
	against_lists(m, to, &h);
	said_of(m, PROP_news_state, news);
	for (size_t i = 0; i < news->n; i++) {
		const struct claim *k = &news->list[i].fact->claim;

		if (!k->unverified && slice_is(k->value, "lifted") &&
		    is_whole(k->qualifier) && !large)
			at_large(m, to, &news->list[i], &large);
	}
}

const struct check check_lists = {
	.name = "lists",
	.kinds = 1u << KIND_measure,
	.run = lists_run,
};

/* --- moves --- */

/* The act before it that counts. */
static const struct step *act_before(const struct history *h, size_t at)
{
	while (at-- > 0)
		if (!h->step[at].news)
			return &h->step[at];
	return NULL;
}

static void measure_moves(const struct matter *m, struct found *to)
{
	struct conflict *c = NULL;
	struct history h;

	history_make(m->one, to->mem, &h);
	for (size_t i = 0; i < h.n; i++) {
		const struct step *s = &h.step[i];
		const struct step *from = act_before(&h, i);

		if (!s->unexpected || !from)
			continue;
		if (!c)
			c = found_add(to, check_moves.name, "state");
		if (c && !c->why.n)
			found_why(to, c, SAYS_NO_FOLLOW, SENTENCE_OF(
				  matter_name(m), s->state, s->date,
				  from->state, from->date));
		add_step(m, to, c, from, true);
		add_step(m, to, c, s, true);
	}
}

/* Nobody comes back from death in custody. */
static void person_moves(const struct matter *m, struct found *to)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));
	struct conflict *c = NULL;

	if (!all)
		return;
	said_of(m, PROP_custody, all);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->n; k++) {
			const struct said *dead = &all->list[i];
			const struct said *s = &all->list[k];

			if (!slice_is(dead->fact->claim.value,
				      "dead_in_custody") ||
			    slice_eq(dead->fact->claim.value,
				     s->fact->claim.value) ||
			    slice_is(s->fact->claim.value, "unknown") ||
			    !said_meet(dead, s) ||
			    slice_cmp(s->fact->claim.as_of,
				      dead->fact->claim.as_of) <= 0)
				continue;
			if (!c)
				c = found_add(to, check_moves.name,
					      "custody");
			if (c && !c->why.n)
				found_why(to, c, SAYS_DEAD, SENTENCE_OF(
					  matter_name(m),
					  s->fact->claim.value));
			found_side(to, c, dead, SLICE_NONE);
			found_side(to, c, s, SLICE_NONE);
		}
}

static void moves_run(const struct matter *m, struct found *to)
{
	if (m->one->kind == KIND_measure)
		measure_moves(m, to);
	else
		person_moves(m, to);
}

const struct check check_moves = {
	.name = "moves",
	.kinds = 1u << KIND_measure | 1u << KIND_person,
	.run = moves_run,
};
